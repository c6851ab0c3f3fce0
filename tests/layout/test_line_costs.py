"""Between which words a compositor does not end a line."""

import pytest

from handbook.layout._line_costs import BALANCED, NO_WORD, TEXT, Costs, cost_between, word

PARTED = TEXT.parted


def cost(text: str, costs: Costs = TEXT) -> float:
    """What it costs to end a line at the bar of a text."""
    before, _, after = text.partition("|")
    words = [NO_WORD, *(word(part) for part in before.split()), *(word(part) for part in after.split()), NO_WORD]
    number = len(before.split())
    return cost_between(costs, *words[number - 1 : number + 3])


@pytest.mark.parametrize(
    "text",
    [
        "ruim 5 | km verderop",
        "bijna 12,5 | % van alles",
        "alle 12 | medewerkers kwamen",
        "samen 5000 | euro waard",
        "kost € | 30 miljoen",
        "kost ruim 30 | miljoen euro",
        "in twee | miljoen stukken",
        "volgens artikel | 12 geldt",
        "volgens art. | 5 geldt",
        "see section | 3 below",
        "kost € 30 | miljoen",
        "zei J. | de Vries toen",
        "zei J.P. | de Vries toen",
        "werd 's | ochtends wakker",
        "aan ’t | werk",
    ],
)
def test_numbers_labels_and_initials_are_not_parted(text: str) -> None:
    assert cost(text) >= PARTED


@pytest.mark.parametrize(
    "text",
    [
        "in 2019 | ging het",
        "12 en | 13 mei",
        "van 5 | tot 7",
        "kost € 480.000 | gereserveerd",
        "kost €30 | per dag",
        "Jans' | stoel",
        "artikel | dat volgt",
        "heel | gewone woorden",
    ],
)
def test_what_may_be_parted_costs_little(text: str) -> None:
    assert cost(text) < 100


@pytest.mark.parametrize(
    ("dear", "cheap"),
    [
        ("zoals Jan van | den Berg zei", "zoals man van | den berg zei"),
        ("zei dijkgraaf Van | Heemstra dinsdag", "zei dijkgraaf Anna | Heemstra dinsdag"),
        ("in mei | 2019 ging", "in huis | 2019 ging"),
        ("het is de | man", "het is deze | man"),
        ("gedaan. Dan | ging hij", "gedaan en dan | ging hij"),
        ("wij gingen | mee.", "wij gingen | mee"),
        ("een lang verhaal | – en dan", "een lang verhaal – | en dan"),
    ],
)
def test_what_is_dearer(dear: str, cheap: str) -> None:
    assert cost(dear) > cost(cheap)


@pytest.mark.parametrize(
    "text", ["nemen om | te verbinden", "aan | de tafel", "Van | nu op", "working with | others"]
)
def test_a_short_word_of_a_title_stays_with_the_next(text: str) -> None:
    assert cost(text, BALANCED) > 500 > cost(text)
