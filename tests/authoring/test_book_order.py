"""The order of the book in the text of handbook.yaml."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handbook.authoring.book_order import with_order
from handbook.content.yaml_source import Unreadable, parse

SLUGS = ("aa", "bb", "cc", "yes", "1")
COMMENT = st.sampled_from(["", "  # van Jan", " #"])
ABOVE = st.sampled_from(["", "\n", "  # tussen\n", "# links\n\n"])
AROUND = st.sampled_from(["", "register: yes\n", "# slot\n", "colophon: |\n  Een.\n\n  # geen comment\n"])


@st.composite
def books(draw: st.DrawFn) -> str:
    """Generates a handbook with an order in any of the ways in which editors write one."""
    slugs = draw(st.lists(st.sampled_from(SLUGS), max_size=4))
    quote = draw(st.sampled_from(["", "'", '"']))
    indent = draw(st.sampled_from(["- ", "  - ", "    -   ", "  -\n      ", "  - |\n    "]))
    block = "\n" + "".join(f"{draw(ABOVE)}{indent}{quote}{slug}{quote}{draw(COMMENT)}\n" for slug in slugs)
    between = draw(st.sampled_from([", ", ",\n  ", ",  # eerst\n  "]))
    flow = f" [{between.join(slugs)}]{draw(COMMENT)}\n"
    other = draw(st.sampled_from(["", " []", " null", " aa", " |", "  # nog niets", "\n  aa: bb"])) + "\n"
    order = "order:" + draw(st.sampled_from([block, flow, other]))
    before, after = draw(AROUND), draw(AROUND)
    return f"{before}title: x\n{draw(st.sampled_from([order, '']))}{after if after != before else ''}"


@given(books(), st.permutations(SLUGS[:4]))
def test_another_order_changes_nothing_else(text: str, slugs: list[str]) -> None:
    """The new order is read as it is meant, together with all that was there before; or nothing is changed."""
    try:
        before = fields(text)
        new = with_order(text, "x.yaml", slugs)
    except Unreadable:
        return
    after = fields(new)
    assert [slug for slug in after["order"] if slug in slugs] == slugs
    assert set(after["order"]) <= {*slugs, *before.get("order", [])}
    assert {**before, "order": ""} == {**after, "order": ""}
    comments = [line.partition("#")[2] for line in text.split("\n") if "#" in line]
    assert sorted(comments) == sorted(line.partition("#")[2] for line in new.split("\n") if "#" in line)
    assert with_order(new, "x.yaml", after["order"]) == new  # written once more it stays as it is


@pytest.mark.parametrize(
    "text",
    [
        "  title: x\n",
        "{title: x}\n",
        "{title: x, order: }\n",
        "title: x\n...\n",
        "title: x\norder: |\nregister: yes\n",
        "title: x\norder:\n  - aa  # een\n  - bb\n  - aa  # twee\n",
        "title: x\norder: [  # een\n  aa, bb]\n",
        "title: x\norder:\n  - |\n    aa\n  - bb\n",
        "title: x\norder:\n  -\n    aa\n  - bb\n",
        "title: x\n? order\n: - aa\n  - bb\n",
    ],
)
def test_what_cannot_be_moved_line_by_line_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="the order cannot be changed as it is written here"):
        with_order(text, "handbook.yaml", ["bb", "aa"])


def fields(text: str) -> dict[str, Any]:
    """The fields of a handbook by their names, lists as lists."""
    root = parse(text, "x.yaml")
    assert root is not None
    return {
        key.value: [item.value for item in value.value] if isinstance(value, yaml.SequenceNode) else value.value
        for key, value in root.value
    }
