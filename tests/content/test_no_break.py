"""Where an editor lets no line end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.content.no_break import LONGEST_CHAIN, with_short_chains, with_spaces


@pytest.mark.parametrize("source", ["een\u00a0" * 60 + "twee", "Zo " + "x\u00a0-\u00a0" * 60])
def test_what_is_longer_than_a_line_may_end_in_it(source: str) -> None:
    groups = with_short_chains(source).split(" ")
    assert len(groups) > 2 and all(len(group) <= LONGEST_CHAIN for group in groups)


def test_what_an_editor_keeps_together_stays_so() -> None:
    kept = "het Ministerie\u00a0van\u00a0Algemene\u00a0Zaken en de anderen"
    assert with_short_chains(kept) == kept


def test_a_text_without_spaces_is_searched_once() -> None:
    """It took minutes, the square of its length."""
    assert with_short_chains("." * 1_000_000) == "." * 1_000_000


@given(st.text(alphabet="ab. 5€%\u00a0m", max_size=60))
def test_only_spaces_change(text: str) -> None:
    assert with_spaces(with_short_chains(text)) == with_spaces(text)
