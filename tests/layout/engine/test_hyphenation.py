"""A word is divided only where its line would be left emptier than a quarter of the measure."""

from pathlib import Path

import pytest

from handbook.layout.typesetter import Typesetter
from handbook.pages.stylesheets import StyleSheets
from tests.books import SEED, sections, words, write
from tests.boxes import blocks, is_hyphenated, text, width_before_last_word
from tests.prose import DUTCH, ENGLISH

MEASURE = 108 / 25.4 * 96  # px, of the text on A5


def divided_lines(content: Path) -> tuple[dict[str, float], int, int]:
    """The divided lines of the spreads, with the share of the measure that each would leave empty if it were not.

    Also how many lines there are, and how many divided ones follow each other at most.
    """
    typesetter = Typesetter(StyleSheets(content))
    shares: dict[str, float] = {}
    lines = ladder = 0
    for section in sections(content):
        for page in typesetter.fit(section).document.pages if section.name == "spread" else ():
            for block in blocks(page):
                consecutive = 0
                for line in block.children:
                    lines += 1
                    consecutive = consecutive + 1 if is_hyphenated(line) else 0
                    ladder = max(ladder, consecutive)
                    if is_hyphenated(line):
                        shares[text(line)] = 1 - width_before_last_word(line) / MEASURE
    return shares, lines, ladder


def emphasised(source: str, shift: int) -> str:
    """The text with each fifth word in italics or in bold, from another one on for each ``shift``."""
    marks = ("*", "**")
    return " ".join(
        f"{marks[index % 2]}{word}{marks[index % 2]}" if (index + shift) % 5 == 0 else word
        for index, word in enumerate(source.split())
    )


def test_no_line_of_the_seed_is_divided() -> None:
    shares, lines, _ = divided_lines(SEED)
    assert lines > 60 and shares == {}


def test_hardly_a_line_of_many_cases_is_divided(tmp_path: Path) -> None:
    cases = [{"experience": words(220, 3 * start), "good_work": words(200, 5 * start + 1)} for start in range(16)]
    shares, lines, ladder = divided_lines(write(tmp_path / "book", cases))
    assert all(share > 0.25 for share in shares.values())
    assert len(shares) < lines / 200 and ladder <= 1


@pytest.mark.parametrize(("language", "source"), [("nl", DUTCH), ("en", ENGLISH)])
def test_emphasis_at_the_end_of_a_line_divides_no_word(tmp_path: Path, language: str, source: str) -> None:
    cases = [
        {"experience": emphasised(source, shift), "good_work": f"{'i' * shift} {source}"} for shift in range(3)
    ]
    content = write(tmp_path / "book", cases, language=language)
    shares, lines, ladder = divided_lines(content)
    assert lines > 60 and ladder <= 2
    assert shares and all(share > 0.25 for share in shares.values()), shares
