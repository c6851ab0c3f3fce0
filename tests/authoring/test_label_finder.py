"""Labels are found however they are written; the same words in a text or a title are none."""

from dataclasses import replace

import pytest

from handbook.content.labels import default_labels
from tests.authoring.layouts import (
    BODY,
    EXPERIENCE,
    FIRST,
    GOOD_WORK,
    HEADS,
    ONE,
    OTHER,
    SECOND,
    Case,
    as_text,
    as_word,
    cases,
    find,
    named,
)


def test_what_resembles_a_label_is_text_where_that_label_follows() -> None:
    found = find(
        as_word(
            f"{HEADS[0]}{FIRST}\n{EXPERIENCE}\nMijn beeld van goed werk\nNiet zo simpel.\n{SECOND}\n{GOOD_WORK}"
        )
    )
    assert cases(found) == [Case(experience=f"{EXPERIENCE} Mijn beeld van goed werk Niet zo simpel.")]
    assert named(found) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kenmerkende ervaringen", "Beelden van goed werk:"),
        ("Kenmerkende ervarign", "Beeld van geod wrek"),
        ("Kenmerkende ervaring van Marieke", "Het beeld van goed werk"),
        ("De kenmerkende ervaring van Marieke", "Ons beeld van goed werk door Marieke"),
        ("Kenmerkende ervaring (240 woorden)", "Deel 2: Beeld van goed werk"),
    ],
)
def test_what_resembles_a_label_is_taken_for_it_and_named(first: str, second: str) -> None:
    found = find(as_word(f"{HEADS[0]}{first}\n{EXPERIENCE}\n{second}\n{GOOD_WORK}"))
    assert cases(found) == [ONE]
    assert named(found) == [first, second]


def test_a_label_that_is_glued_to_its_text_is_taken_and_named() -> None:
    for read in (as_word, as_text):
        found = find(read(f"{HEADS[0].strip('# ')}1. {FIRST} {EXPERIENCE}\n{SECOND.upper()} {GOOD_WORK}"))
        assert cases(found) == [ONE]
        assert named(found) == [label.paragraph.text for label in found.doubtful] != []
        found = find(read(f"{HEADS[0].strip('# ')}{BODY}\n{SECOND} is wat Jan doet.\n{SECOND} Nederland ook."))
        assert (len(found.drafts), named(found)) == (1, [])


GLUED = {
    "after colons": (f"{FIRST}: {EXPERIENCE} {SECOND}: {GOOD_WORK}", True),
    "after dashes": (f"{FIRST} - {EXPERIENCE} {SECOND} – {GOOD_WORK}", True),
    "a sentence without its full stop": (f"{FIRST}: {EXPERIENCE[:-1]} {SECOND}: {GOOD_WORK}", True),
    "with dashes between them": (f"{FIRST} - {EXPERIENCE} – {SECOND} - {GOOD_WORK}", True),
    "without signs": (f"{FIRST} {EXPERIENCE} {SECOND} {GOOD_WORK}", False),
    "the second alone at the end": (f"{FIRST}\n{EXPERIENCE} {SECOND}:\n{GOOD_WORK}", True),
    "the second with its text": (f"{FIRST}\n{EXPERIENCE} {SECOND}: {GOOD_WORK}", True),
}


@pytest.mark.parametrize("kind", GLUED)
def test_two_labels_in_one_paragraph_are_two_labels(kind: str) -> None:
    source, is_certain = GLUED[kind]
    for read in (as_word, as_text):
        found = find(read(f"Samen op pad\nFatima Jansen\n\n{source}"))
        assert [replace(case, experience=EXPERIENCE) for case in cases(found)] == [ONE]
        assert cases(found)[0].experience.rstrip(".") == EXPERIENCE.rstrip(".")
        assert (named(found) == []) == is_certain


def test_two_labels_with_nothing_between_them_are_no_text() -> None:
    found = find(as_word(f"{HEADS[0]}{FIRST} {SECOND}\n{EXPERIENCE}\n{GOOD_WORK}"))
    assert cases(found) == [Case(experience="", good_work=f"{EXPERIENCE} {GOOD_WORK}")]
    assert named(found) == []


@pytest.mark.parametrize("sign", ["en", "&", "/"])
def test_two_labels_on_one_line_above_one_text_are_the_first(sign: str) -> None:
    """Where the second text starts only who wrote it knows, so that is named."""
    line = f"{FIRST} {sign} {SECOND.lower()}"
    found = find(as_word(f"{HEADS[0]}{line}\n{EXPERIENCE}\n{GOOD_WORK}"))
    assert (cases(found), named(found)) == ([Case(experience=f"{EXPERIENCE} {GOOD_WORK}", good_work="")], [line])


def test_a_list_of_the_labels_starts_no_case() -> None:
    for listed in (f"{FIRST}\n{SECOND}", f"{SECOND}\n{FIRST}", FIRST):
        for read in (as_word, as_text):
            found = find(read(f"{HEADS[0]}{listed}\n{BODY}\n{HEADS[1]}{listed}\n{BODY}"))
            assert (cases(found), named(found)) == ([ONE, OTHER], [])


@pytest.mark.parametrize(
    "text", [f"Het was druk. {SECOND} Nederland hielp.", f"Dat was mijn {SECOND}", f"Wat is een {SECOND}?"]
)
def test_the_words_of_a_label_in_a_text_are_text(text: str) -> None:
    found = find(as_word(f"{HEADS[0]}{FIRST}\n{text}\n{SECOND}\n{GOOD_WORK}"))
    assert (cases(found), named(found)) == ([Case(experience=text)], [])


def test_labels_of_another_language_are_labels_and_say_the_language_of_their_case() -> None:
    first, second = (default_labels("en")[name] for name in ("experience", "good_work"))
    english = f"{first}\n{EXPERIENCE}\n{second}\n{GOOD_WORK}"
    form = f"{HEADS[1]}| {first} | {EXPERIENCE} |\n| {second} | {GOOD_WORK} |"
    found = find(as_word(f"{HEADS[0]}{english}\n{form}\n# Derde\nPiet Bos\n{BODY}"))
    assert cases(found) == [ONE, OTHER, Case("Derde", "Piet Bos")]
    assert [draft.language for draft in found.drafts] == ["en", "en", ""]
    assert named(found) == []


def test_an_english_book_and_labels_of_ones_own() -> None:
    source = "Going together\nTold by Mary O'Neill, policy officer\n\n{}\n" + EXPERIENCE + "\n{}: " + GOOD_WORK
    expected = [Case("Going together", "Mary O'Neill", "policy officer")]
    labels = {"experience": "What happened", "good_work": "Links: what helped"}
    english = find(as_text(source.format("A telling experience", "A Picture of Good Work")), "en")
    own = find(as_text(source.format("WHAT HAPPENED", "Links: what helped")), "en", labels)
    assert (cases(english), cases(own)) == (expected, expected)
