"""A book in the colours of an organisation: what is printed of them, and that another colour is another book."""

import json
from pathlib import Path

import pytest

from handbook.api import check
from handbook.content.looks import DEFAULT
from tests.books import build, change, copy_seed_in
from tests.palette import light
from tests.pdfs import colours

BLUE = '"#154273"'


@pytest.mark.parametrize(
    ("look", "colour"),
    [("kalm", BLUE), ("kalm", '"#F9E300"'), ("helder", "[0, 91, 76, 6]"), ("warm", f'["#F9E300", {BLUE}]')],
)
def test_a_book_in_any_colour_passes_its_preflight(tmp_path: Path, look: str, colour: str) -> None:
    """Without a finding, such as of too much ink, or of small letters in more than two inks."""
    content = copy_seed_in(tmp_path / "book", look)
    change(content / "handbook.yaml", "language: nl\n", f"language: nl\ncolour: {colour}\n")
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
    (report,) = json.loads(next((tmp_path / "output").glob("*-preflight.json")).read_text("utf-8"))
    assert [rule for rule in report["checks"] if rule["findings"]] == []
    inks = colours(next((tmp_path / "output").glob("*-print.pdf")))
    assert max(map(sum, inks)) <= 2.41 and len(inks) > 4


def test_another_colour_is_another_book_and_a_house_style_wins(tmp_path: Path) -> None:
    """Although nothing that is laid out has changed."""
    content, output = copy_seed_in(tmp_path / "book", DEFAULT), tmp_path / "output"

    def on_screen() -> set[tuple[float, ...]]:
        assert build(content, output, "build", "--only", "email") == 0
        return colours(next(output.glob("*-email.pdf")))

    petrol, blue, red, own = (light(each) for each in ("07505f", "154273", "9c3423", "123456"))
    assert petrol in on_screen()
    change(content / "handbook.yaml", "language: nl\n", f"language: nl\ncolour: {BLUE}\n")
    assert blue in (seen := on_screen()) and petrol not in seen
    change(content / "handbook.yaml", BLUE, '"#9c3423"')
    assert red in (seen := on_screen()) and blue not in seen
    (content / "style.css").write_text(".accent-petrol { --accent-rgb: #123456 }", "utf-8")
    assert own in (seen := on_screen()) and red not in seen


def test_a_check_tells_what_is_used_in_the_place_of_a_colour(tmp_path: Path) -> None:
    content = copy_seed_in(tmp_path / "book", DEFAULT)
    change(content / "handbook.yaml", "language: nl\n", 'language: nl\ncolour: "#F9E300"\n')
    told = [problem for problem in check(content).problems if problem.id == "unreadable-colour"]
    assert [(problem.severity, Path(problem.place.file).name) for problem in told] == [
        ("warning", "handbook.yaml")
    ]
