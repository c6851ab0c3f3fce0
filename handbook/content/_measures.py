"""Reads numbers, dates, sizes and points."""

import re
from datetime import date

from handbook.content._scalars import within_limits
from handbook.content.field_kinds import Date, FocalPoint, Number, PageSize
from handbook.content.field_reader import FieldReader
from handbook.support.problems import problem

NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?(?= |$)")


def read_number(reader: FieldReader, name: str, kind: Number) -> float:
    """Reads a number with its decimal point or comma; its default where there is none, or one out of limits."""
    text = reader.line(name)
    match = NUMBER.match(text)
    if text and not match:
        reader.file.report(problem(text.mark, "wrong-type.number", name=name, text=text, example=kind.example))
    if match is None:
        return kind.default
    number = float(match[0].replace(",", "."))
    within = within_limits(reader.file, text, name, number, (kind.least, kind.most), kind.unit)
    return number if within else kind.default


def read_date(reader: FieldReader, name: str) -> str:
    """Reads a date as YYYY-MM or YYYY-MM-DD; empty if there is none."""
    text = reader.line(name)
    try:
        if re.fullmatch(Date.PATTERN, text) and date.fromisoformat(text if len(text) > 7 else f"{text}-01"):
            return str(text)
    except ValueError:
        pass  # a month 13 or a 31 April
    if text:
        reader.file.report(problem(text.mark, "no-date.field", text=text))
    return ""


def read_page_size(reader: FieldReader, name: str, kind: PageSize) -> tuple[float, float]:
    """Reads a size such as "170 x 240", in mm; the smallest one where it is missing or not possible."""
    text = reader.line(name)
    if match := re.fullmatch(PageSize.PATTERN, text):
        width, height = float(match[1]), float(match[2])
        if kind.smallest[0] <= width <= kind.largest[0] and kind.smallest[1] <= height <= kind.largest[1]:
            return width, height
    if text:
        (least_width, least_height), (most_width, most_height) = kind.smallest, kind.largest
        mistake = problem(
            text.mark,
            "wrong-type.page-size",
            name=name,
            text=text,
            least_width=least_width,
            least_height=least_height,
            most_width=most_width,
            most_height=most_height,
            example=kind.example,
        )
        reader.file.report(mistake)
    return kind.smallest


def read_focal_point(reader: FieldReader, name: str, kind: FocalPoint) -> tuple[int, int]:
    """Reads a point of a picture, in percent from the left and from the top."""
    text = reader.line(name)
    if match := re.fullmatch(FocalPoint.PATTERN, text):
        return int(match[1]), int(match[2])
    if text:
        reader.file.report(problem(text.mark, "wrong-type.focal-point", text=text))
    return kind.default
