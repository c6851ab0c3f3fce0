"""Writes dates as the book's language does."""


def printed_date(date: str, months: str) -> str:
    """Returns a date YYYY-MM or YYYY-MM-DD in words: "november 2026" or "23 november 2026"; empty if it is.

    ``months`` are the names of the twelve months, with a space between them.
    """
    if not date:
        return ""
    year, month, *day = (int(part) for part in date.split("-"))
    return " ".join([*map(str, day), months.split()[month - 1], str(year)])
