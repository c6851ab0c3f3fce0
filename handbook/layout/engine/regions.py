"""Finds where each field of a content file stands on the pages, so that a click on a page can find it.

Why: WeasyPrint's boxes know which element they come from; the PDF does not.
Measured: 0.6 ms a spread.
Guard: tests/layout/test_regions.py looks up the lines and pictures of a small document.
Remove it when: WeasyPrint documents the boxes of a page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from handbook.layout.model import Region
from handbook.support.units import MM_PER_PX

NOT_TYPED = "address"  # the class of an element with letters that no field has, see pages/_link_addresses.py


def find_regions(document: Document) -> tuple[Region, ...]:
    """Returns the lines and pictures of all elements with a data-form, or a data-field, by what that says."""
    letters: Counter[str] = Counter()
    return tuple(
        region
        for number, page in enumerate(document.pages)
        for region in _regions(page._page_box, number, "", letters)
    )


def _regions(box: boxes.Box, page: int, field: str, letters: Counter[str]) -> Iterator[Region]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox):
        return
    own = _field_of(box.element) if box.element is not None else ""
    if isinstance(box, boxes.ReplacedBox):
        if own:
            yield _region(page, own, (box.content_box_x(), box.content_box_y(), box.width, box.height))
        return
    if not isinstance(box, boxes.ParentBox):
        return
    if own:
        field = own
    if field and isinstance(box, boxes.LineBox if not own else boxes.LineBox | boxes.InlineBox):
        yield from _line(box, page, field, letters)
        return
    for child in box.children:
        yield from _regions(child, page, field, letters)


def _line(line: boxes.Box, page: int, field: str, letters: Counter[str]) -> Iterator[Region]:
    texts = list(_texts(line))
    if not texts:
        return
    start = letters[field]
    letters[field] += sum(map(str.isalnum, "".join(text.text for text in texts)))
    left, right = texts[0].position_x, texts[-1].position_x + texts[-1].width
    yield _region(page, field, (left, line.position_y, right - left, line.height), (start, letters[field]))


def _texts(box: boxes.Box) -> Iterator[boxes.TextBox]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.ParentBox) and (
            child.element is None or child.element.get("class") != NOT_TYPED
        ):
            yield from _texts(child)


def _is_address(box: boxes.Box) -> bool:
    return box.element is not None and box.element.get("class") == NOT_TYPED


def _field_of(element: Any) -> str:
    return str(element.get("data-form") or element.get("data-field") or "")


def _region(page: int, field: str, box: Sequence[float], letters: tuple[int, int] = (0, 0)) -> Region:
    """Returns the region of a box in px: left, top, width, height."""
    x, y, width, height = box
    left, top, right, bottom = (round(MM_PER_PX * each, 1) for each in (x, y, x + width, y + height))
    return Region(page, field, left, top, right, bottom, *letters)
