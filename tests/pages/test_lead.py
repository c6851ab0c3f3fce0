"""The first sentence of a text, which a look may set apart: it and the rest are the text to the letter."""

import pytest

from handbook.content import markdown
from handbook.content.text import Prose, Text
from handbook.pages._lead import lead_of
from handbook.support.problems import Mark
from tests.books import words

REST = "Daarna kwamen er nog heel wat woorden achteraan, tot het er genoeg waren om een rest te zijn."


def prose(source: str) -> Prose:
    return Prose(Text(source, Mark("een.yaml")), markdown.html(source))


@pytest.mark.parametrize(
    ("source", "first", "rest"),
    [
        (f"Een zin. {REST}", "Een zin.", f"<p>{REST}</p>"),
        (f"“Ga zitten.” {REST}", "“Ga zitten.”", f"<p>{REST}</p>"),
        (f'"Ga zitten." {REST}', "&quot;Ga zitten.&quot;", f"<p>{REST}</p>"),
        (f"*Een zin.* {REST}", "<em>Een zin.</em>", f"<p>{REST}</p>"),
        (f"Een *zin*\n\n{REST}", "Een<span> </span><em>zin</em>", f"<p>{REST}</p>"),
    ],
)
def test_a_text_is_parted_behind_its_first_sentence(source: str, first: str, rest: str) -> None:
    lead = lead_of(prose(source))
    assert lead is not None
    assert (lead.first, lead.rest.strip()) == (first, rest)


@pytest.mark.parametrize(
    "source",
    [
        "Een zin. En te weinig erna.",
        f"{'Woord ' * 60}is veel. {REST}",
        f"*Een zin. Nog een* {REST}",
        f"Drie dingen:\n\n- {REST}",
        f"- Een lijst.\n- {REST}",
        f"Hottentottententententoonstellingen zijn er. {REST}",
    ],
)
def test_what_is_no_sentence_to_display_is_not_parted(source: str) -> None:
    assert lead_of(prose(source)) is None


@pytest.mark.parametrize("start", range(12))
def test_both_parts_together_are_the_whole_text(start: int) -> None:
    text = prose(words(120, start))
    lead = lead_of(text)
    assert lead is not None
    whole = text.html.strip().removeprefix("<p>").removesuffix("</p>")
    assert f"{lead.first} {lead.rest.strip().removeprefix('<p>').removesuffix('</p>')}" == whole
