"""Where no line may break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.content.no_break import paragraph_with_no_breaks, text_with_no_breaks, title_with_no_breaks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ruim 5 km verderop liep", "ruim 5~km verderop liep"),
        ("bijna 12,5 % van alles", "bijna 12,5~% van alles"),
        ("kost € 30 miljoen euro", "kost €~30~miljoen euro"),
        ("volgens art. 5 geldt", "volgens art.~5 geldt"),
        ("zei J. P. de Vries toen", "zei J.~P.~de Vries toen"),
        ("te vertellen - want dan", "te vertellen~- want dan"),
        ("werd 's ochtends of ’s Avonds aan 't werk", "werd 's~ochtends of ’s~Avonds aan 't~werk"),
        ("Jans' stoel en foto's van", "Jans' stoel en foto's van"),
        ("heel gewone woorden", "heel gewone woorden"),
    ],
)
def test_numbers_and_initials_stay_with_what_follows(text: str, expected: str) -> None:
    assert text_with_no_breaks(text).replace("\u00a0", "~") == expected


@pytest.mark.parametrize("source", ["A. " * 60 + "B.", "een\u00a0" * 60 + "twee", "Zo " + "x\u00a0-\u00a0" * 60])
def test_what_is_longer_than_a_line_may_end_in_it(source: str) -> None:
    for function, most in ((text_with_no_breaks, 24), (paragraph_with_no_breaks, 40)):
        assert {len(group) > 6 for group in function(source).split(" ")} >= {True}
        assert all(len(group) <= most for group in function(source).split(" "))
    assert text_with_no_breaks("overheidsorganisatie\u00a0verandering") == "overheidsorganisatie verandering"


def test_what_an_editor_keeps_together_stays_so() -> None:
    kept = "het Ministerie\u00a0van\u00a0Algemene\u00a0Zaken en de anderen"
    assert paragraph_with_no_breaks(kept) == kept


def test_a_short_last_word_does_not_stand_alone() -> None:
    assert paragraph_with_no_breaks("zo gingen wij op.") == "zo gingen wij\u00a0op."
    assert paragraph_with_no_breaks("zo gingen wij verder.") == "zo gingen wij verder."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Initiatief nemen om te verbinden", "Initiatief nemen om~te~verbinden"),
        ("De koek groter maken", "De~koek groter maken"),
        ("Van nu op dan in iets te zien om wat", "Van~nu op~dan~in~iets te~zien om~wat"),
        ("Een lange dag aan de tafel in Tiel", "Een~lange dag aan~de~tafel in~Tiel"),
        ("In de overheidsorganisatieverandering", "In~de overheidsorganisatieverandering"),
    ],
)
def test_a_short_word_of_a_title_stays_with_the_next(text: str, expected: str) -> None:
    assert title_with_no_breaks(text).replace("\u00a0", "~") == expected


@given(st.text(alphabet="ab. 5€%\u00a0m", max_size=40))
def test_only_spaces_change(text: str) -> None:
    for function in (text_with_no_breaks, paragraph_with_no_breaks, title_with_no_breaks):
        changed = function(text)
        assert changed.replace("\u00a0", " ") == text.replace("\u00a0", " ")
