"""Reads the colours of the organisation."""

import re
from collections.abc import Sequence

from handbook.content._ink_table import PERCENT, channels
from handbook.content.brand_colour import BrandColour
from handbook.content.field_kinds import ColourList
from handbook.content.field_reader import FieldReader
from handbook.content.print_settings import MOST_INK
from handbook.content.text import Text
from handbook.support.problems import problem


def read_colours(reader: FieldReader, name: str, kind: ColourList) -> tuple[BrandColour, ...]:
    """Returns the colours of a field, which is one or a list of them; reports what is none.

    Whether the palette has a name is known to the look.
    """
    rows = reader.rows(name)
    if rows and all(len(row) == 1 and PERCENT.fullmatch(row[0]) for row in rows):
        rows = [tuple(row[0] for row in rows)]  # the four inks of one colour
    if len(rows) > kind.most:
        mark = rows[kind.most][0].mark
        reader.file.report(problem(mark, "too-long.list", name=name, count=len(rows), most=kind.most))
    found = (_colour(reader, row, kind) for row in rows[: kind.most])
    return tuple(colour for colour in found if colour)


def _colour(reader: FieldReader, row: Sequence[Text], kind: ColourList) -> BrandColour | None:
    if len(row) > 1 or PERCENT.fullmatch(row[0]):
        return _in_inks(reader, row)
    (text,) = row
    if re.fullmatch(kind.HEX, text):
        return BrandColour(text, rgb=channels(text))
    if re.fullmatch(kind.NAME, text):
        return BrandColour(text)
    reader.file.report(problem(text.mark, "wrong-type.colour", text=text, example=kind.example))
    return None


def _in_inks(reader: FieldReader, row: Sequence[Text]) -> BrandColour | None:
    text = Text(f"[{', '.join(row)}]", row[0].mark)
    values = [PERCENT.fullmatch(ink) for ink in row]
    shares = tuple(int(value[1]) / 100 for value in values if value)
    if not len(values) == len(shares) == len("CMYK"):
        reader.file.report(problem(text.mark, "wrong-type.inks", text=text, example="[100, 70, 0, 30]"))
    elif (ink := round(100 * sum(shares))) > MOST_INK:
        reader.file.report(problem(text.mark, "too-much-ink", text=text, ink=ink, most=MOST_INK))
    else:
        return BrandColour(text, cmyk=shares)
    return None
