"""Words are divided where their spelling stays the same, compounds where their parts meet."""

from pathlib import Path

import pytest

from handbook.layout.engine.word_division import Pyphen, WordDivider
from handbook.layout.typesetter import Typesetter
from handbook.pages.stylesheets import StyleSheets
from tests.books import sections, write
from tests.boxes import blocks, is_hyphenated, text

LIMITS = {"left": 4, "right": 5}  # as in text.css
NARROW = ".text { width: 40mm; hyphenate-limit-zone: 0 }"


def divided(word: str, language: str = "nl") -> str:
    """The word with a hyphen wherever it may be divided."""
    places = WordDivider(language, 2, 2).positions(word)
    return "".join("-" * (index in places) + letter for index, letter in enumerate(word))


@pytest.mark.parametrize(
    "word",
    [
        "ingrediënten",
        "patiëntenzorg",
        "tweeëntwintig",
        "kopiërende",
        "EFFICIËNTERE",
        "geïnteresseerd",
        "coöperatie",
    ],
)
def test_no_dutch_word_is_divided_before_a_diaeresis(word: str) -> None:
    assert "-" in divided(word)
    assert not any(f"-{letter}" in divided(word).lower() for letter in "äëïöü")


@pytest.mark.parametrize("word", ["cafeetjes", "autootjes", "omaatjes", "parapluutjes", "domineetjes", "ideetjes"])
def test_no_dutch_word_is_divided_where_a_vowel_would_become_single(word: str) -> None:
    assert "-tje" not in divided(word)


def test_an_umlaut_of_another_language_starts_a_syllable() -> None:
    assert "-ö" in divided("Druckerzeugnisökonomie", "de") and "-ï" not in divided("naïviteit")


@pytest.mark.parametrize("word", ["asszonnyal", "hosszabbítás"])
def test_a_word_is_not_divided_where_patterns_change_its_letters(word: str) -> None:
    changing = [place for place in Pyphen(lang="hu").positions(word) if place.data]
    assert changing and not {*changing} & {*WordDivider("hu", 2, 2).positions(word)}
    assert all(start + end == word for start, end in WordDivider("hu", 2, 2).iterate(word))


@pytest.mark.parametrize(
    "compound",
    [
        *("koffie-apparaat", "koffie-apparaten", "informatie-avond", "energie-akkoord", "communicatie-adviseur"),
        *(
            "samenwerkings-afspraken",
            "veiligheids-regio",
            "kwaliteitszorg-systeem",
            "project-leider",
            "dijk-bewakers",
        ),
        *("beleids-medewerkers", "bestuurs-ondersteuner", "gemeenteraads-leden", "bestemmingsplan-wijzigingen"),
        *("omgevings-vergunning", "onderhandelings-tafel", "jeugd-hulpverleners", "patiënten-vereniging"),
    ],
)
def test_a_compound_is_divided_first_where_its_parts_meet(compound: str) -> None:
    start, end = compound.split("-")
    assert next(WordDivider("nl", **LIMITS).iterate(start + end)) == (start, end)


def test_a_compound_of_three_parts_is_divided_as_late_as_fits() -> None:
    tried = [start for start, _ in WordDivider("nl", **LIMITS).iterate("gemeenteraadsverkiezingen")]
    assert tried[:2] == ["gemeenteraads", "gemeente"]
    assert {*tried} == {start for start, _ in Pyphen(lang="nl", **LIMITS).iterate("gemeenteraadsverkiezingen")}


def test_other_words_are_divided_as_late_as_fits() -> None:
    for word, language in (("verantwoordelijkheden", "nl"), ("responsibilities", "en"), ("koffieapparaat", "en")):
        assert [*WordDivider(language, **LIMITS).iterate(word)] == [*Pyphen(lang=language, **LIMITS).iterate(word)]


def test_words_on_the_page_are_divided_so(tmp_path: Path) -> None:
    words = (
        "ingrediënten",
        "koffieapparaat",
        "patiëntenzorg",
        "tweeëntwintigste",
        "communicatieadviseurs",
        "na\u00adäpende",
        "samen\u00adwerking",
    )
    story = " ".join(f"{'i' * (1 + index * 7 % 11)} {words[index % len(words)]}" for index in range(30))
    content = write(
        tmp_path / "book",
        [{"experience": f"{'o' * shift} {story}", "good_work": "Kort."} for shift in range(1, 17)],
    )
    (content / "style.css").write_text(NARROW, "utf-8")
    typesetter = Typesetter(StyleSheets(content))
    spreads = (typesetter.fit(section).document for section in sections(content) if section.name == "spread")
    lines = [
        line for spread in spreads for page in spread.pages for block in blocks(page) for line in block.children
    ]
    ends = {text(line).split()[-1].rstrip("\u2010\u00ad") for line in lines if is_hyphenated(line)}
    starts = {text(line).split()[0] for line in lines}
    assert {"koffie", "samen"} <= ends, ends
    assert not {"ingredi", "pati", "twee", "koffieappa"} & ends
    assert {start for start in starts if start[0] in "ëäïöü"} <= {"äpende"}, "where the editor wants it"
