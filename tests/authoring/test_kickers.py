"""A line that only says what kind of text follows, such as  Portret 2 , is no title."""

import pytest

from tests.authoring.layouts import (
    BODY,
    ONE,
    OTHER,
    Case,
    as_text,
    as_word,
    cases,
    find,
    named,
)

KICKERS = {
    "below the title": ("# Samen op pad\nInterview\ndoor Fatima Jansen", Case(), []),
    "below a plain title": ("Samen op pad\nInterview\nFatima Jansen", Case(), []),
    "in bold": ("**Samen op pad**\n**Portret**\nFatima Jansen, jurist", Case(role="jurist"), []),
    "without a title": ("Interview\ndoor Fatima Jansen", Case(""), []),
    "on three lines": ("# Samen op pad\nInterview\ndoor\nFatima Jansen", Case(), []),
    "above the title": ("Interview\nSamen op pad\nFatima Jansen", Case(), ["Interview"]),
    "as a heading above the title": ("# Interview\nSamen op pad\nFatima Jansen", Case(), ["Interview"]),
    "as a heading above two": ("# Interview\n# Samen op pad\nFatima Jansen", Case(), ["Interview"]),
    "as the title": ("# Interview\nFatima Jansen", Case("Interview"), []),
}


@pytest.mark.parametrize("kind", KICKERS)
def test_a_word_such_as_interview_is_no_title_where_it_introduces_one_or_a_person(kind: str) -> None:
    head, expected, not_placed = KICKERS[kind]
    found = find(as_word(f"{head}\n{BODY}"))
    assert (cases(found), named(found)) == ([expected], not_placed)


KIND_WORDS = (
    "Portret",
    "PORTRET 2",
    "Interview:",
    "Verhaal drie",
    "Tweede portret",
    "Casus #3 (van 12)",
    "III",
    "3.",
)


@pytest.mark.parametrize("kicker", KIND_WORDS)
@pytest.mark.parametrize("title", ["# {}", "{}", "**{}**"])
@pytest.mark.parametrize("mark", ["# {}", "## {}", "**{}**", "{}"])
def test_words_for_a_kind_of_text_are_no_title_and_no_text_of_the_case_above(
    kicker: str, title: str, mark: str
) -> None:
    """They are named, and the level of their heading says nothing."""
    heads = (
        f"{mark.format(kicker)}\n{title.format(case.title)}\n{case.person}\n{BODY}\n" for case in (ONE, OTHER, ONE)
    )
    found = find(as_word("".join(heads)))
    not_placed = [*named(found), *(part.text for part in found.parts)]
    assert (cases(found), not_placed) == ([ONE, OTHER, ONE], [kicker] * 3)


def test_a_word_for_a_kind_of_text_above_a_name_alone_is_the_title() -> None:
    text = "\n\n".join(f"Verhaal {number}\nJan\n\n{BODY}" for number in (1, 2))
    for blocks in (as_text(text), as_word(text.replace("Verhaal", "# Verhaal"))):
        assert cases(find(blocks)) == [Case("Verhaal 1", "Jan"), Case("Verhaal 2", "Jan")]


@pytest.mark.parametrize(
    "title", ["Portretten", "Verhaal van de wijk", "Deel je kennis", "Gesprek aan tafel", "Casus water"]
)
def test_a_title_may_have_a_word_for_a_kind_of_text(title: str) -> None:
    heads = (f"# {title}\nWat nu\n{case.person}\n{BODY}\n" for case in (ONE, OTHER))
    found = find(as_word("".join(heads)))
    assert [case.title for case in cases(found)] == [title, title]
