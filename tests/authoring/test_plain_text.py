"""Plain texts: what is read quickly is what is read at all, and no text takes for ever."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.authoring._paragraphs import Paragraph
from handbook.authoring._plain_text import joined_lines, read_lines
from handbook.authoring._rich_text import PLAIN, _printed_text, typed_paragraph
from handbook.content.markdown import find_refused
from tests.authoring.layouts import FIRST, SECOND, as_text, find

PIECES = (
    "woord",
    "Wat",
    "é",
    "12",
    "3.",
    "4)",
    " ",
    " ",
    "-",
    "–",
    "--",
    "…",
    ".",
    ":",
    "%",
    "'",
    "“",
    "(",
    "/",
    "?!",
)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@settings(max_examples=100)
def test_a_text_without_a_sign_of_markdown_is_taken_as_it_is(text: str) -> None:
    """It is not parsed, as that takes most of the time of an import."""
    if PLAIN.fullmatch(text):
        line = Paragraph(1, text, text)
        assert typed_paragraph(line) == replace(line, text=_printed_text(text))


def test_a_paragraph_with_hundreds_of_labels_is_read() -> None:
    labels = f"Een zin. {FIRST}: ja. {SECOND}: nee. "
    found = find(as_text(f"Een brug\nJan de Vries\n{labels * 400}"))
    texts = " ".join(part.text for draft in found.drafts for part in draft.all_paragraphs)
    assert texts.count("nee.") == 400


@pytest.mark.parametrize("line", ["2.", "-", "*", "1)", "[](https://example.org)"])
def test_a_line_that_markdown_would_print_nothing_of_is_kept(line: str) -> None:
    (paragraph,) = joined_lines(read_lines(line))
    assert paragraph.text == line
    assert [*find_refused(paragraph.markdown)] == []
