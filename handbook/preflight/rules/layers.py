"""Rules for what lies over and under what: pages without ink, and text that nobody can see."""

from collections.abc import Iterator

from handbook.pdf.drawn_item import Colour, DrawnItem
from handbook.preflight.print_file import PrintFile, PrintPage
from handbook.preflight.rule import Result, Rule
from handbook.preflight.rules._shared import STYLE_SHEET
from handbook.support.messages import message

SOLID = 0.9  # of its shorter side: an area that is as thick covers all that its box covers
HIDDEN = 0.5  # of a text
SAME = 0.05  # of each ink: text that differs less from its ground cannot be seen
PAPER = Colour("/DeviceCMYK", (0.0, 0.0, 0.0, 0.0))


def _check_empty_pages(file: PrintFile) -> Result:
    empty = [page for page in file.pages if not any(map(_leaves_ink, page.items))]
    if file.handbook.print.perfect and file.cover_spine is None:
        empty = [page for page in empty if page.number < len(file.pages)]  # the last one is blank on purpose
    findings = [page.finding(page.trim, "empty.page", severity="warning") for page in empty]
    return message("empty.measured", count=len(empty)), findings


def _leaves_ink(item: DrawnItem) -> bool:
    return item.kind == "picture" or item.colour.ink > 0 or item.colour.space == "/DeviceRGB"


def _check_hidden_text(file: PrintFile) -> Result:
    findings = [
        page.finding(text, "hidden.text", remedy=STYLE_SHEET)
        for page in file.pages
        for text in _hidden_texts(page)
    ]
    findings += [
        page.finding(text, "hidden.same-colour", colour=text.colour.in_words, remedy=STYLE_SHEET)
        for page in file.pages
        for text in _unseen_texts(page)
    ]
    return message("hidden.measured", count=len(findings)), findings


def _hidden_texts(page: PrintPage) -> Iterator[DrawnItem]:
    """Yields the texts that an area or a picture drawn later covers for the most part."""
    covers: list[DrawnItem] = []
    for item in reversed(page.items):
        if item.kind == "picture" or (item.kind == "area" and not item.overprints and _is_solid(item)):
            covers.append(item)
        elif item.kind == "text" and any(_covered(item, cover) > HIDDEN for cover in covers):
            yield item


def _unseen_texts(page: PrintPage) -> Iterator[DrawnItem]:
    """Yields the texts in the colour of the area that they are on, or of the paper."""
    grounds: list[DrawnItem] = []
    for item in page.items:
        if item.kind == "picture" or (item.kind == "area" and _is_solid(item)):
            grounds.append(item)
        elif item.kind == "text":
            below = (ground for ground in reversed(grounds) if _covered(item, ground) > HIDDEN)
            ground = next((ground.colour for ground in below), PAPER)
            if _is_same(item.colour, ground):
                yield item


def _is_same(one: Colour, other: Colour) -> bool:
    """Returns whether two colours look the same; that of a picture or a gradient is not known."""
    return len(one.cmyk) == len(other.cmyk) > 0 and all(
        abs(ink - other_ink) < SAME for ink, other_ink in zip(one.cmyk, other.cmyk, strict=True)
    )


def _is_solid(area: DrawnItem) -> bool:
    return area.size >= SOLID * min(area.box.width, area.box.height)


def _covered(text: DrawnItem, cover: DrawnItem) -> float:
    """Returns the share of a text's box that is covered."""
    common = text.box.intersection(cover.box)
    return 0.0 if common.is_empty else common.width * common.height / (text.box.width * text.box.height)


RULES = (Rule("empty", _check_empty_pages), Rule("hidden", _check_hidden_text))
