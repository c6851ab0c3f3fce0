"""The miniature spreads on the front cover: one for each case, with lines that stand for its texts."""

from collections.abc import Sequence

from handbook.content.model import PAGE_TEXTS, Case
from handbook.content.text import Prose

CASES_BY_COLUMNS = {2: 2, 4: 8, 8: 32, 16: 128}  # the number of columns, and the most cases that it holds
MOST_MINIATURES = max(CASES_BY_COLUMNS.values())
WORDS_PER_LINE, MOST_LINES = 12, 20

Miniature = tuple[str, int, int]  # accent, lines on the left page, lines on the right page


def miniatures(cases: Sequence[Case], accents: Sequence[str]) -> list[Miniature]:
    """The miniatures of the first cases; ``accents`` are those of the cases."""
    shown = list(zip(cases, accents, strict=True))[:MOST_MINIATURES]
    left, right = PAGE_TEXTS
    return [(accent, _lines(getattr(case, left)), _lines(getattr(case, right))) for case, accent in shown]


def columns_of(count: int) -> int:
    """The number of columns for ``count`` miniatures."""
    return next(columns for columns, most in CASES_BY_COLUMNS.items() if count <= most)


def _lines(text: Prose) -> int:
    return min(MOST_LINES, -(-len(text.source.split()) // WORDS_PER_LINE))
