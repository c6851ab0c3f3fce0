"""The files that the preview makes: what is asked for, and the use of each file that has been made."""

from collections.abc import Collection, Mapping
from typing import Any

from handbook.preview._case_store import CaseStore
from handbook.preview._errors import InvalidRequest

Arguments = tuple[str, ...]  # of the command in the terminal

# The uses of the files, in the order of the page, and how their names go on after that of the book.
ENDS = {
    "print_shop": "-printer.zip",
    "desk": "-desk.pdf",
    "email": "-email.pdf",
    "mail": ".eml",
    "case": "",
    "report": "-preflight.html",
    "refused": "-refused.html",
    "spreads": "-spreads.png",
    "print": "-print.pdf",
    "cover": "-cover.pdf",
    "sheets": "-sheets.pdf",
    "data": "-preflight.json",
}
WHOLE = "whole"  # the use of the PDF for the print shop where it has the cover too
STORY = "--case="
OPENED = ("report", "refused")  # in the page; the others are stored


def arguments_for(asked: Mapping[str, Any], store: CaseStore) -> Arguments:
    """Returns the command that makes what a page asks for: the book, a mail with it, or one story.

    Raises:
        InvalidRequest: it asks for something else.
        NotFound: there is no such story.
    """
    match asked:
        case {"make": "book"}:
            return ("build",)
        case {"make": "mail"}:
            return ("mail",)
        case {"make": "story", "slug": str(slug)}:
            store.path(slug)
            return ("build", f"{STORY}{slug}")
    raise InvalidRequest


def use_of(name: str, slug: str) -> str:
    """Returns the use of a file of the book ``slug``: one of ENDS, that of a story for all that is no other."""
    rest = name.removeprefix(slug)
    return next((use for use, end in ENDS.items() if end == rest), "case")


def listed(products: Mapping[str, int], slug: str, made: Collection[Arguments]) -> list[dict[str, Any]]:
    """Returns files, by their names with their sizes in bytes, in the order of their uses; older ones come last.

    ``made`` are the commands that have made the book ``slug`` as it is now. The PDF for the print shop has the
    cover too, unless that is a file of its own.
    """
    uses = {name: use_of(name, slug) for name in products}
    order = [*ENDS]
    found = [
        {
            "name": name,
            "size": products[name],
            "use": WHOLE if use == "print" and "cover" not in uses.values() else use,
            "older": not _is_made(name, use, slug, made),
        }
        for name, use in sorted(uses.items(), key=lambda item: order.index(item[1]))
    ]
    return sorted(found, key=lambda product: bool(product["older"]))


def _is_made(name: str, use: str, slug: str, made: Collection[Arguments]) -> bool:
    """Returns whether one of the commands has made a file."""
    if use == "case":
        return any(
            name == f"{slug}-{option.removeprefix(STORY)}.pdf" for _, *options in made for option in options
        )
    return (use != "mail" and ("build",) in made) or (use in ("mail", "email") and ("mail",) in made)
