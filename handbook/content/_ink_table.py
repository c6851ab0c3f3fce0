"""Reads a table of colours and of the inks that print them."""

import re

from handbook.content.field_kinds import InkTable
from handbook.content.field_reader import FieldReader
from handbook.content.print_settings import ColourInks
from handbook.support.problems import problem

PERCENT = re.compile(r"(100|\d{1,2})(?:[.,]0*)? ?%?")
DECIMALS = 6  # of a channel, as the layout writes it


def read_inks(reader: FieldReader, name: str, kind: InkTable) -> ColourInks:
    """Returns the inks of each colour in sRGB; reports what is no colour, and inks that are not four."""
    table, inks = reader.group(name), []
    for colour, mark in table.keys.items():
        if not re.fullmatch(kind.PATTERN, colour):
            reader.file.report(problem(mark, "wrong-type.ink-colour", text=colour, example=kind.example))
            continue
        values = [PERCENT.fullmatch(text) for text in table.lines(colour)]
        shares = tuple(int(value[1]) / 100 for value in values if value)
        if len(values) == len(shares) == len("CMYK"):
            inks.append((channels(colour), shares))
        else:
            reader.file.report(problem(mark, "wrong-type.inks", text=colour, example=kind.example))
    return tuple(inks)


def channels(colour: str) -> tuple[float, ...]:
    """Returns the channels of a colour that is written as #rrggbb."""
    return tuple(round(value / 255, DECIMALS) for value in bytes.fromhex(colour[1:]))
