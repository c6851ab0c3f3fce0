"""Reads what an editor types in a form for a date or a page size, and gives it as a file has it."""

import re
from collections.abc import Callable, Mapping

from handbook.content.field_kinds import Date, Field, PageSize
from handbook.content.labels import default_labels

LANGUAGES = ("nl", "en")
OTHERS = {"mrt": 3}
SIZES = {"a5": "148 x 210", "b5": "176 x 250"}  # mm
DAY = re.compile(  # a name of a month may be cut: "feb." and "sept"
    r"(?:(\d{1,2})\.? )?([a-z]{3,})\.? (\d{4})", re.IGNORECASE
)
NUMBERS = re.compile(r"(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4})")  # day, month, year


def as_written(kind: Field, text: str) -> str:
    """Returns the text of a field as a file has it: "maart 2027" as 2027-03; others as they are."""
    read = READERS.get(type(kind))
    return read(text) if read else text


def _date(text: str) -> str:
    """Returns a date as YYYY-MM or YYYY-MM-DD; the text itself where it is none."""
    if match := NUMBERS.fullmatch(text):
        day, month, year = match[1], int(match[2]), match[3]
    elif (match := DAY.fullmatch(text)) and (found := _month(match[2].lower())):
        day, month, year = match[1], found, match[3]
    else:
        return text
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def _month(word: str) -> int:
    """Returns the number of a month, by its name or how that begins; 0 if there is none."""
    names = [default_labels(language)["months"].split() for language in LANGUAGES]
    found = (number for months in names for number, name in enumerate(months, 1) if name.lower().startswith(word))
    return OTHERS.get(word) or next(found, 0)


def _size(text: str) -> str:
    return SIZES.get(text.lower(), text)


READERS: Mapping[type[Field], Callable[[str], str]] = {Date: _date, PageSize: _size}
