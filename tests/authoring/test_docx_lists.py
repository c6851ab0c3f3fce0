"""Headings and list items of a Word file are known by their styles and numbers."""

from collections.abc import Mapping

import pytest

from handbook.authoring._paragraphs import Paragraph
from tests.authoring.documents import markdown, named, p, r, read_word

BREAK = "<w:r><w:br/></w:r>"


def _style(key: str, name: str, inner: str = "", based_on: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{inner}</w:style>'
    )


@pytest.mark.parametrize(
    ("style", "level"),
    [
        (_style("K", "heading 1"), 1),
        (_style("K", "Title"), 1),
        (_style("K", "Eigen kop", based_on="H") + _style("H", "heading 2"), 2),
        (_style("K", "Eigen", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'), 3),
        (
            _style("K", "TOC Heading", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "T") + _style("T", "Title"),
            0,
        ),
        (_style("K", "Kring", based_on="L") + _style("L", "Kring 2", based_on="K"), 0),
        (_style("K", "Zelf", based_on="K"), 0),
        ("", 0),
    ],
)
def test_headings_are_known_by_their_styles(style: str, level: int) -> None:
    blocks, notes = read_word(p("Titel", BREAK, "Jan Smit", properties='<w:pStyle w:val="K"/>'), styles=style)
    assert markdown(blocks) == ["Titel", "Jan Smit"]
    assert [block.level for block in blocks if isinstance(block, Paragraph)] == [level, 0]
    assert not notes


def test_a_title_on_two_lines_is_one_title() -> None:
    styles, titled = _style("K", "heading 1"), '<w:pStyle w:val="K"/>'
    blocks, _ = read_word(
        p("De koek", BREAK, "groter maken", BREAK, "door Jan Smit", properties=titled), styles=styles
    )
    assert markdown(blocks) == ["De koek groter maken", "door Jan Smit"]


def _level(depth: int, kind: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _item(text: str, key: int = 1, depth: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>')


FROM_ONE = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_level(0, "decimal", "%1.", 3)}{_level(1, "lowerLetter", "%2)")}'
    f'</w:abstractNum><w:abstractNum w:abstractNumId="1">{_level(0, "bullet", "•")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{_level(0, "decimal", "Stap %1:")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3">{_level(0, "none", "")}</w:abstractNum>'
    + "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'
        for key, kind, more in [(1, 0, ""), (2, 1, ""), (3, 0, FROM_ONE), (4, 2, ""), (5, 3, ""), (6, 99, "")]
    )
)
LISTS: Mapping[str, tuple[str, list[str], list[str]]] = {
    "starts elsewhere": (_item("a") + _item("b"), ["3. a", "4. b"], []),
    "goes on after a paragraph": (_item("a") + p("Tussen.") + _item("b"), ["3. a", "Tussen.", "4. b"], []),
    "starts again": (_item("a") + _item("b", 3) + _item("c", 3), ["3. a", "1. b", "2. c"], []),
    "bullets": (_item("a", 2) + _item("b", 2), ["- a", "- b"], []),
    "letters and levels": (_item("a") + _item("b", 1, 1) + _item("c"), ["3. a", "1. b", "4. c"], ["numbering"]),
    "words": (_item("a", 4) + _item("b", 4), ["1. a", "2. b"], ["numbering"]),
    "no marker": (_item("a", 5), ["a"], []),
    "a list that is not there": (_item("a", 6) + _item("b", 7) + _item("c", 0), ["a", "b", "c"], []),
    "two paragraphs in an item": (
        _item("x").replace("</w:p>", f"{BREAK}{BREAK}{r('Verder.')}</w:p>") + _item("b"),
        ["3. x", "Verder.", "4. b"],
        [],
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_lists(kind: str) -> None:
    body, expected, notes = LISTS[kind]
    blocks, found = read_word(body, numbering=NUMBERING)
    assert (markdown(blocks), named(found)) == (expected, notes)


def test_lists_of_styles_and_headings_with_numbers() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = _style("K", "heading 1", numbered) + _style("L", "Lijst", numbered)
    titled, listed = (f'<w:pStyle w:val="{key}"/>' for key in "KL")
    blocks, notes = read_word(
        p("Titel", properties=titled) + p("een", properties=listed), styles=styles, numbering=NUMBERING
    )
    assert markdown(blocks) == ["Titel", "3. een"]
    assert not notes


def test_numbers_without_the_part_that_describes_them() -> None:
    blocks, notes = read_word(_item("a"))
    assert (markdown(blocks), notes) == (["a"], [])
