"""Where a line may end inside a word, and between words that belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.content.line_ends import characters, without_marks


def printed(text: str) -> str:
    """A text as it is printed, with + for a word joiner, ~ for a no-break space and = for a soft hyphen."""
    return "".join(characters(text)).replace("\u2060", "+").replace("\u00a0", "~").replace("\u00ad", "=")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("een collega-groot en meer", "een collega-groot en meer"),
        ("per e-mail naar 's-Gravenhage, vitamine-C", "per e-+mail naar 's-+Gravenhage, vitamine-+C"),
        ("beleids- en vice-versa-  plan", "beleids-+~en vice-versa-+~plan"),
        ("van 2-3 tot -4, x--y", "van 2-+3 tot -+4, x-+-+y"),
        ("strijd - heeft", "strijd -+~heeft"),
        ("vraag-", "vraag-+"),
        ("en/of 1/2 en in 2019–2020…zo", "en/+of 1/+2 en in 2019–+2020…+zo"),
        ("zo — zei — x—y", "zo — zei — x+—+y"),
        ("Wat?! “Ja!” (Nee…)", "Wat?+! “Ja!” (Nee…)"),
        ("v.2 van 12,5 en lid 1(a)(b)", "v.+2 van 12,5 en lid 1(a)+(b)"),
        ("https://x.nl/a?b-c", "https:/+/+x.nl/+a?+b-+c"),
    ],
)
def test_a_line_ends_inside_a_word_only_after_a_hyphen_between_letters(text: str, expected: str) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("met een collega-SG.", "met een collega-+SG."),
        ("met een collega-groot.", "met een collega-groot."),
        ("samen\u00adwer\u00adken.", "samen=werken."),
        ("samen\u00adwerken", "samen=werken"),
    ],
)
def test_no_text_ends_in_a_line_of_a_few_letters(text: str, expected: str) -> None:
    assert printed(text) == expected


@given(st.text(alphabet="ab-– —/…?!\u00ad\u2010.(3", max_size=30))
def test_no_letter_or_sign_changes(text: str) -> None:
    parts = characters(text)
    assert len(parts) == len(text)
    assert without_marks("".join(parts)).split() == without_marks(text).split()
