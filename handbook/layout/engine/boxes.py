"""What laid-out lines tell. The only module that looks into WeasyPrint's own page boxes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

TOLERANCE = 0.5  # px, for what rounding may add to a line
SPACE = 0.25  # of the size of type, behind the last word of a line
LADDER = 2  # hyphens under one another that a reader forgives

PAGE_LINK = re.compile(r"https?://(?:www\.)?([^/?#]+)")

Holders = tuple[tuple[str, boxes.Box], ...]


@dataclass(frozen=True)
class Reading:
    """How the texts of a layout fit, by the names in data-holds.

    ``percent`` is how full the page of each outermost holder is, ``long`` which holders their texts run
    out of, ``wide`` the words that are wider than their line.
    """

    percent: Mapping[str, int]
    long: frozenset[str]
    wide: Mapping[str, str]


def read(document: Document) -> Reading:
    """How the texts of a layout fit."""
    percent: dict[str, float] = defaultdict(float)
    pages: dict[str, set[int]] = defaultdict(set)
    letters: dict[str, int] = defaultdict(int)
    written: dict[str, int] = {}
    long, wide = set(), {}
    for number, page in enumerate(document.pages):
        area = page._page_box
        filled: dict[str, float] = {}
        for holders, block, line in _held(area, ()):
            bottom = line.position_y + line.height
            for name, box in holders:
                pages[name].add(number)
                letters[name] += _letters(_text(line))
                written[name] = _letters("".join(box.element.itertext()))
                if bottom > box.content_box_y() + box.height + TOLERANCE:
                    long.add(name)
            filled[holders[0][0]] = max(bottom, filled.get(holders[0][0], 0))
            if _right(line) > block.content_box_x() + block.width + TOLERANCE:
                wide[holders[-1][0]] = max(_texts(line), key=lambda box: float(box.width)).text.strip()
        for name, bottom in filled.items():
            percent[name] += 100 * (bottom - area.content_box_y()) / area.height
    long |= {name for name, on in pages.items() if len(on) > 1}
    # At the foot of a page WeasyPrint leaves lines out that run out of a box with a height.
    long |= {name for name in pages if letters[name] < written[name]}
    return Reading({name: round(share) for name, share in percent.items()}, frozenset(long), wide)


def room(document: Document) -> Mapping[str, float]:
    """How many letters more fit on the page of each outermost holder with a text, as close as those it has."""
    free = {}
    for page in document.pages:
        area = page._page_box
        held = [found for found in _held(area, ()) if found[2].height]
        for name in {holders[0][0] for holders, _, _ in held}:
            own = [found for found in held if found[0][0][0] == name]
            height = area.content_box_y() + area.height - max(line.position_y + line.height for _, _, line in own)
            lines = [(block, line) for holders, block, line in own if len(holders) == 1 and _text(line).strip()]
            if lines:
                column = max(block.width for block, _ in lines)
                set_ = sum(_letters(_text(line)) for _, line in lines)
                used = sum(
                    _right(line) - block.content_box_x() + SPACE * block.style["font_size"]
                    for block, line in lines
                )
                high = lines[-1][1].height
                free[name] = max(0, int((height + TOLERANCE) / high)) * set_ * column / used
    return free


def ladders(document: Document) -> list[Element]:
    """The elements in which more than LADDER lines on end are hyphenated by the layout."""
    found = []
    for block in _blocks(document):
        run = 0
        for line in block.children:
            run = run + 1 if is_hyphenated(line) else 0
            if run > LADDER and block.element not in found:
                found.append(block.element)
    return found


def is_hyphenated(line: boxes.LineBox) -> bool:
    """Whether the layout put a hyphen at the end of a line; a typed hyphen is another character."""
    texts = _texts(line)
    return bool(texts) and texts[-1].text.endswith(texts[-1].style["hyphenate_character"])


def _blocks(document: Document) -> Iterator[boxes.BlockBox]:
    """The blocks of lines on all pages."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.BlockBox) and box.children and isinstance(box.children[0], boxes.LineBox):
                yield box


def _held(
    box: boxes.Box, holders: Holders, block: boxes.Box | None = None
) -> Iterator[tuple[Holders, boxes.Box, boxes.LineBox]]:
    """The lines below a box that belong to a holder: its holders from the outside in, its block, the line."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.LineBox) and holders and block:
        yield holders, block, box
    if isinstance(box, boxes.MarginBox) or not isinstance(box, boxes.ParentBox):
        return
    if box.element is not None and (name := box.element.get("data-holds")):
        holders = (*holders, (name, box))
    for child in box.children:
        yield from _held(child, holders, box if isinstance(box, boxes.BlockContainerBox) else block)


def _texts(line: boxes.LineBox) -> list[boxes.TextBox]:
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def _text(line: boxes.LineBox) -> str:
    return "".join(box.text for box in _texts(line))


def _letters(text: str) -> int:
    """How many letters a text has, without spaces and without what hyphenation puts in or uses up."""
    letters = "".join(text.split())
    return len(letters) - letters.count("\u00ad") - letters.count("\u2010")


def _right(line: boxes.LineBox) -> float:
    return max((box.position_x + box.width for box in _texts(line)), default=0)


def link_text(element: Element, target: str) -> str:
    """What a link says: its title, or its text with the site or the address that it leads to."""
    text = " ".join("".join(element.itertext()).split())
    site = PAGE_LINK.match(target)
    where = site[1] if site else target.removeprefix("mailto:") if target.startswith("mailto:") else ""
    return element.get("title") or (f"{text} ({where})" if where and where not in text else text)
