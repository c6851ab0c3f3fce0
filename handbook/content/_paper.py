"""Reads the paper that a handbook names, and checks that the spine follows from it and a profile fits it."""

from collections.abc import Iterator, Mapping

from handbook.content._scalars import within_limits
from handbook.content.field_kinds import PaperName
from handbook.content.field_reader import FieldReader
from handbook.content.print_settings import CONDITION, Print
from handbook.content.stocks import Paper, Surface, closest_stock, parse_paper, stock_list, surfaces
from handbook.content.text import Text
from handbook.support.messages import message
from handbook.support.problems import Problem, problem


def read_paper(reader: FieldReader, name: str, kind: PaperName) -> Paper | None:
    """Reads a paper; None if it is missing, unknown, or too light or too heavy."""
    text = reader.line(name)
    if not text:
        return None
    if (paper := parse_paper(text)) is None:
        closest = closest_stock(text)
        remedy = message("remedy.did-you-mean", name=closest) if closest else None
        reader.file.report(problem(text.mark, "unknown-paper", remedy=remedy, text=text, stocks=stock_list()))
        return None
    within = within_limits(reader.file, text, name, paper.grams, (kind.lightest, kind.heaviest), "g/m2")
    return paper if within else None


def check_paper(printing: Print, texts: Mapping[str, Text]) -> Iterator[Problem]:
    """Checks the field ``paper`` of ``print:`` beside the others, all as they are written."""
    paper, binding = texts["paper"], texts["binding"]
    is_known = printing.paper or not paper  # an unknown paper is one problem, not two
    if printing.perfect and is_known and not printing.spine_override and not printing.leaf:
        place, key = (paper, "no-paper.thickness") if paper else (binding, "no-paper.glued")
        yield problem(place.mark, key, stocks=stock_list())
    if printing.paper and (surface := printing.paper.surface):
        yield from _check_condition(paper, surface, texts)


def _check_condition(paper: Text, surface: Surface, texts: Mapping[str, Text]) -> Iterator[Problem]:
    """Checks that the printing condition is one for the surface of the paper."""
    profile, condition = texts["profile"], texts["condition"]
    others = [other for other in surfaces().values() if condition in other.conditions and other != surface]
    if condition and others:
        yield problem(
            condition.mark,
            "other-condition",
            severity="warning",
            condition=condition,
            other=message(f"surface.{others[0].name}"),
            paper=paper,
            surface=message(f"surface.{surface.name}"),
            usual=surface.conditions[0],
        )
    elif not profile and not condition and CONDITION not in surface.conditions:
        yield problem(
            paper.mark,
            "no-profile.for-paper",
            paper=paper,
            surface=message(f"surface.{surface.name}"),
            profile=surface.profile,
            condition=surface.conditions[0],
        )
