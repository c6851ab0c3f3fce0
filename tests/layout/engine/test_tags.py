"""The structure tree of a section, as a screen reader walks through it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from handbook.content.looks import LOOKS
from handbook.layout.model import ContentReference, StructureNode
from handbook.layout.typesetter import Typesetter
from handbook.pages.stylesheets import StyleSheets
from tests.books import LONG_TITLE, section, write


def outline(nodes: Sequence[StructureNode]) -> str:
    elements = [node for node in nodes if not isinstance(node, ContentReference)]
    return " ".join(node.role + (f"({kids})" if (kids := outline(node.kids)) else "") for node in elements)


def tree(content: Path, name: str) -> str:
    return outline(Typesetter(StyleSheets(content)).write(section(content, name)).tags)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("cases", "entry"), [(2, "P(Link) P"), (17, "P(Link)"), (49, "P(Link)")])
def test_an_entry_of_the_contents_is_one_link_whatever_its_lines(
    cases: int, entry: str, look: str, tmp_path: Path
) -> None:
    content = write(tmp_path, [{"title": f"{LONG_TITLE} {number}"} for number in range(cases)], look=look)
    assert tree(content, "contents") == f"H1 TOC({' '.join([f'TOCI({entry})'] * cases)})"


def test_what_a_house_style_sets_on_a_line_of_its_own_stays_in_its_paragraph(tmp_path: Path) -> None:
    content = write(tmp_path, [{"experience": "Dat **was** zo, [zie de gids](https://voorbeeld.nl), en *meer*."}])
    (content / "style.css").write_text(".text strong, .text em { display: block }")
    assert tree(content, "spread") == "P H1 P H2 P(Link) H2 P"
