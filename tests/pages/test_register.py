"""The register has the names as somebody looks them up who knows the language."""

import pytest

from handbook.pages.register import register_name

DUTCH = {
    "Ton van den Berg": "Berg, Ton van den",
    "Mieke 't Hart": "'t Hart, Mieke",
    "Sophie in ’t Veld": "Veld, Sophie in ’t",
    "Anna Maria Smit": "Smit, Anna Maria",
    "Jan-Willem van der Meulen-Terpstra": "Meulen-Terpstra, Jan-Willem van der",
    "Anna de Vries-van Dam": "Vries-van Dam, Anna de",
    "Piet Van den Berghe": "Van den Berghe, Piet",
    "Fatima El Amrani": "El Amrani, Fatima",
    "drs. J. de Boer": "Boer, drs. J. de",
    "Jan Jansen jr.": "Jansen jr., Jan",
    "José Núñez": "Núñez, José",
}
NO_SURNAMES = [
    "Fatima",
    "De redactie",
    "een collega",
    "Jan en Piet",
    "Jan Smit & Els Bos",
    "Sam (43)",
    "Team 4",
    "Jan de",
    "",
]


@pytest.mark.parametrize(("person", "printed"), DUTCH.items())
def test_in_dutch_a_prefix_stands_behind_the_given_name(person: str, printed: str) -> None:
    assert register_name(person, "nl").printed == printed


@pytest.mark.parametrize("person", NO_SURNAMES)
def test_what_is_no_surname_is_left(person: str) -> None:
    assert register_name(person, "nl").printed == register_name(person, "en").printed == person


def test_in_english_a_prefix_is_part_of_the_surname() -> None:
    names = [register_name(person, "en").printed for person in ("Ton van den Berg", "Mieke 't Hart", "Ann Smith")]
    assert names == ["van den Berg, Ton", "'t Hart, Mieke", "Smith, Ann"]


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("nl", ["Berg", "De redactie", "'t Hart", "Núñez", "Vries"]),
        ("en", ["De redactie", "de Vries", "Núñez", "'t Hart", "van den Berg"]),
    ],
)
def test_names_are_sorted_as_the_language_does(language: str, order: list[str]) -> None:
    persons = ["Anna de Vries", "Mieke 't Hart", "Ton van den Berg", "De redactie", "José Núñez"]
    names = sorted((register_name(person, language) for person in persons), key=lambda name: name.key)
    assert [name.printed.partition(",")[0] for name in names] == order
