"""The papers that a handbook can name, and what follows from one: the spine, the ink, the printing condition."""

import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content.loader import load
from handbook.content.print_settings import CONDITION, PROFILE
from handbook.content.stocks import TABLE, parse_paper, stocks, surfaces
from handbook.pages.geometry import spine_width
from tests.books import write


def test_every_entry_of_the_table_says_where_it_comes_from() -> None:
    table = tomllib.loads(TABLE.read_text("utf-8"))
    entries = [*table["surfaces"].values(), *table["stocks"].values()]
    assert len(entries) == 7 and all("20" in entry["source"] for entry in entries), "with its date"


def test_heavier_paper_is_thicker_and_coated_paper_thinner_than_offset() -> None:
    for kind in {name.split()[0] for name in stocks()}:
        papers = sorted(
            (paper for name, paper in stocks().items() if name.split()[0] == kind), key=lambda p: p.grams
        )
        assert [paper.thickness for paper in papers] == sorted({paper.thickness for paper in papers})
    assert all(stocks()[f"silk {grams}"].thickness < stocks()[f"offset {grams}"].thickness for grams in (90, 150))


@pytest.mark.parametrize("written", ["silk 115", "Silk 115 g/m2", "silk 115 g/m²", "SILK 115 gram", "silk 115g"])
def test_a_paper_is_named_by_its_kind_and_weight(written: str) -> None:
    assert parse_paper(written) == stocks()["silk 115"]


def test_the_spine_follows_from_the_paper(tmp_path: Path) -> None:
    printing = load(write(tmp_path / "book", [{}], print={"binding": "perfect", "paper": "silk 115"})).print
    assert spine_width(printing, 100) == 4.85
    assert spine_width(replace(printing, bulk=1.0), 100) == 5.75, "the print shop knows its paper better"


def test_uncoated_paper_needs_the_profile_of_the_print_shop(tmp_path: Path) -> None:
    """With that nothing is to be said."""
    wanted = {"paper": "offset 120", "profile": "offset.icc", "condition": "FOGRA47"}
    content = write(tmp_path / "book", [{}], print=wanted)
    shutil.copy(PROFILE, content / "offset.icc")
    handbook = load(content)
    assert handbook.problems == () and handbook.print.most_ink == surfaces()["uncoated"].most_ink


@pytest.mark.parametrize(
    ("paper", "condition", "warned"),
    [("offset 120", CONDITION, True), ("silk 115", "FOGRA52", True), ("silk 115", "FOGRA51", False)],
)
def test_a_condition_for_other_paper_is_named(tmp_path: Path, paper: str, condition: str, warned: bool) -> None:
    wanted = {"paper": paper, "condition": condition}
    if condition != CONDITION:
        wanted["profile"] = "own.icc"
    content = write(tmp_path / "book", [{}], print=wanted)
    shutil.copy(PROFILE, content / "own.icc")
    problems = [(problem.id, problem.severity, problem.place.line) for problem in load(content).problems]
    assert problems == ([("other-condition", "warning", 2)] if warned else [])


@pytest.mark.parametrize("paper", [{"paper": "silk 115"}, {"paper": "120", "bulk": "1.1"}, {"spine": "6.5 mm"}])
def test_a_glued_book_says_one_thing_about_its_spine(tmp_path: Path, paper: dict[str, str]) -> None:
    assert load(write(tmp_path / "book", [{}], print={"binding": "perfect", **paper})).problems == ()


def test_a_stapled_book_needs_no_paper(tmp_path: Path) -> None:
    assert load(write(tmp_path / "book", [{}], print={"paper": "120"})).problems == ()
