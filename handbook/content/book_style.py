"""Reads what the style sheets of a book depend on, before the handbook is read: look, brand and colours."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.content.looks import DEFAULT, look_folders
from handbook.support.input_limits import YAML_FILE
from handbook.support.outside_files import read_outside
from handbook.support.problems import Problem

if TYPE_CHECKING:
    from handbook.content.brand_colour import BrandColour
    from handbook.content.print_settings import Print

NAME = "handbook.yaml"
# A line of a text in YAML never starts at the left.
LOOK = re.compile(r"^look:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
NEEDS_FIELDS = re.compile(r"^[\"']?(brand|colour)[\"']?[ \t]*:", re.MULTILINE)


@dataclass(frozen=True)
class BookStyle:
    """The folders of the ``look`` and of the ``brand``, and the colours of the organisation.

    ``named_brand`` is the folder or zip that handbook.yaml names, whether there is such a one or not.
    ``colours_of_brand`` says that the brand states them, not the book; ``printing`` is None where there are none.
    """

    look: Path
    brand: Path | None = None
    named_brand: Path | None = None
    colours: tuple["BrandColour", ...] = ()
    colours_of_brand: bool = False
    printing: "Print | None" = None


def book_style(content: Path) -> BookStyle:
    """Returns the style of the book in a folder; of what has an error, which reading the handbook reports, none.

    The processes that lay out need it before the handbook has been read.
    """
    try:
        text = read_outside(content / NAME, YAML_FILE).decode("utf-8", "replace")
    except OSError:
        text = ""
    if NEEDS_FIELDS.search(text) and (style := _from_fields(content)):
        return style
    found, looks = LOOK.search(text), look_folders()
    return BookStyle(looks.get(found[1] if found else "", looks[DEFAULT]))


def _from_fields(content: Path) -> BookStyle | None:
    # Imported here, as a build that has nothing to do, and a book without these fields, need none of it.
    from handbook.content._content_file import open_fields
    from handbook.content.brand import read_brand, with_brand
    from handbook.content.brand_path import path_of
    from handbook.content.field_kinds import fields_by_attribute
    from handbook.content.model import Handbook
    from handbook.content.read_fields import read_field

    problems: list[Problem] = []
    if (reader := open_fields(content / NAME, content, problems)) is None:
        return None
    brand, fields = read_brand(reader), fields_by_attribute(Handbook)
    values = {name: read_field(reader, name, fields[name]) for name in ("look", "colour", "print")}
    has_mistakes, named = bool(problems), reader.texts["brand"]
    made = with_brand(values, reader, brand)
    style = BookStyle(made["look"], made["brand"], path_of(named, content) if named else None)
    if has_mistakes or not made["colour"]:
        return style
    return replace(style, colours=made["colour"], colours_of_brand=not values["colour"], printing=made["print"])
