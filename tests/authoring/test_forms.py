"""Tables with the labels of a case are cases; other tables are named."""

import pytest

from tests.authoring.layouts import (
    BODY,
    EXPERIENCE,
    FIRST,
    GOOD_WORK,
    HEADS,
    ONE,
    OTHER,
    PAGES,
    SECOND,
    Case,
    as_word,
    cases,
    find,
    named,
)

FORMS = {
    "labels on the left": (f"| Titel | Samen op pad |\n| Naam | Fatima Jansen |\n{PAGES}", [ONE], []),
    "two forms": (
        f"| Titel | Samen op pad |\n| Naam | Fatima Jansen |\n{PAGES}\n\n"
        f"| Titel | Een brug |\n| Naam: | Jan de Vries |\n{PAGES}",
        [ONE, OTHER],
        [],
    ),
    "a row with the title": (f"| Samen op pad |\n| Naam | Fatima Jansen |\n{PAGES}", [ONE], []),
    "name and role in a row": (
        f"| Titel van je verhaal | Samen op pad |\n| Naam en functie | Fatima Jansen, jurist |\n{PAGES}",
        [Case(role="jurist")],
        [],
    ),
    "four columns": (
        f"| Naam | Fatima Jansen | Functie | Medewerker |\n| Titel | Samen op pad | Datum | 3 mei |\n{PAGES}",
        [Case(role="Medewerker")],
        ["Datum 3 mei"],
    ),
    "rows it does not know": (
        f"| Vraag | Antwoord |\n| Titel | Samen op pad |\n| Naam | Fatima Jansen |\n| Kleur | blauw |\n{PAGES}",
        [ONE],
        ["Vraag Antwoord", "Kleur blauw"],
    ),
    "explanations below labels": (
        f"| Titel // Hooguit 8 woorden | Samen op pad |\n| Naam | Fatima Jansen |\n{PAGES}",
        [ONE],
        ["Hooguit 8 woorden"],
    ),
    "questions": (
        f"| Titel | Samen op pad |\n| Naam | Fatima Jansen |\n{PAGES}\n| Vragen | Wat nu? // En dan? |",
        [Case(questions=("Wat nu?", "En dan?"))],
        [],
    ),
    "labels above their texts": (
        f"| Samen op pad |\n| {FIRST} |\n| {EXPERIENCE} |\n| {SECOND} |\n| {GOOD_WORK} |",
        [Case(person="")],
        [],
    ),
    "a case on each row": (
        f"| Nr | Titel | Naam | {FIRST} | {SECOND} |\n| 1 | Samen op pad | Fatima Jansen | {EXPERIENCE} "
        f"| {GOOD_WORK} |\n| 2 | Een brug | Jan de Vries | {EXPERIENCE} | {GOOD_WORK} |",
        [ONE, OTHER],
        [],
    ),
    "a case in each column": (
        "| | Verhaal 1 | Verhaal 2 |\n| Titel | Samen op pad | Een brug |\n| Naam | Fatima Jansen | Jan de Vries |"
        f"\n| {FIRST} | {EXPERIENCE} | {EXPERIENCE} |\n| {SECOND} | Goed werk is luisteren. | {GOOD_WORK} |\n"
        "| | Het proces blijft lopen. | |",
        [ONE, OTHER],
        ["Verhaal 1", "Verhaal 2"],
    ),
    "a case in each column below its title, one without a person": (
        f"| | Samen op pad | Een brug |\n| Verteller | | Jan de Vries |\n"
        f"| {FIRST} | {EXPERIENCE} | {EXPERIENCE} |\n| {SECOND} | {GOOD_WORK} | {GOOD_WORK} |",
        [Case(person=""), OTHER],
        [],
    ),
    "a column of advice beside a case": (
        f"| Titel | Een korte titel | Samen op pad |\n| Naam | Voor- en achternaam | Fatima Jansen |\n"
        f"| {FIRST} | 240 woorden | {EXPERIENCE} |\n| {SECOND} | 240 woorden | {GOOD_WORK} |",
        [ONE],
        ["Een korte titel", "Voor- en achternaam", "240 woorden", "240 woorden"],
    ),
    "a name in two cells": (
        f"| Titel | Samen op pad | |\n| Naam | Fatima | Jansen |\n| {FIRST} | {EXPERIENCE} | |\n"
        f"| {SECOND} | {GOOD_WORK} | |",
        [ONE],
        [],
    ),
    "two columns of text": (
        f"{HEADS[0]}| {FIRST} // {EXPERIENCE} | {SECOND} // {GOOD_WORK} |",
        [ONE],
        [],
    ),
    "a frame": (f"| Samen op pad // Fatima Jansen // {BODY.replace(chr(10), ' // ')} |", [ONE], []),
    "two cases in one table": (
        f"| Naam | Fatima Jansen |\n| Titel | Samen op pad |\n{PAGES}\n"
        f"| Naam | Jan de Vries |\n| Titel | Een brug |\n{PAGES}",
        [ONE, OTHER],
        [],
    ),
    "two cases without titles in one table": (
        f"{PAGES}\n{PAGES}",
        [Case("", ""), Case("", "")],
        [],
    ),
    "a second name below the texts": (
        f"| Titel | Samen op pad |\n| Naam | Fatima Jansen |\n{PAGES}\n| Naam | Els Bos |",
        [ONE],
        ["Els Bos"],
    ),
    "a form after a text": (
        f"{HEADS[1]}{BODY}\n| Titel | Samen op pad |\n| Naam | Fatima Jansen |\n{PAGES}",
        [OTHER, ONE],
        [],
    ),
    "a text after a form": (
        f"| Titel | Samen op pad |\n| Naam | Fatima Jansen |\n{PAGES}\n{HEADS[1]}{BODY}",
        [ONE, OTHER],
        [],
    ),
    "a form with name and role above the texts": (
        f"# Samen op pad\n| Naam | Fatima Jansen |\n| Functie | jurist |\n{BODY}",
        [Case(role="jurist")],
        [],
    ),
    "thanks below a form": (
        f"| Titel | Samen op pad |\n| Naam | Fatima Jansen |\n{PAGES}\nBedankt!",
        [ONE],
        ["Bedankt!"],
    ),
    "a label that is merged over two rows": (
        f"{HEADS[0]}| {FIRST} | Een. |\n| | Twee. |\n| {SECOND} | {GOOD_WORK} |",
        [Case(experience="Een. Twee.")],
        [],
    ),
    "a form in a cell of a layout": (
        f"| Logo | {{Titel: Samen op pad; Naam: Fatima Jansen; {FIRST}: {EXPERIENCE}; {SECOND}: {GOOD_WORK}}} |",
        [ONE],
        ["Logo"],
    ),
    "a head and its texts in two cells of a layout": (
        f"| {{Titel: Samen op pad; Naam: Fatima Jansen}} | {BODY.replace(chr(10), ' // ')} |",
        [ONE],
        [],
    ),
    "a table in a text of a form": (
        f"| Titel | Samen op pad |\n| Naam | Fatima Jansen |\n"
        f"| {FIRST} | {EXPERIENCE} // {{Naam: Els; Plaats: Ede}} |\n| {SECOND} | {GOOD_WORK} |",
        [Case(experience=f"{EXPERIENCE} Naam Els Plaats Ede")],
        [],
    ),
    "a table of numbers": (
        f"{HEADS[0]}{FIRST}\n{EXPERIENCE}\n| 2024 | 12 |\n{SECOND}\n{GOOD_WORK}",
        [ONE],
        ["2024 12"],
    ),
    "a table that is no form": (
        f"{HEADS[0]}{FIRST}\n{EXPERIENCE}\n| Jaar | Aantal |\n| 2024 | 12 |\n{SECOND}\n{GOOD_WORK}",
        [ONE],
        ["Jaar Aantal 2024 12"],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_a_case(name: str) -> None:
    source, expected, not_placed = FORMS[name]
    found = find(as_word(source))
    assert cases(found) == expected
    assert named(found) == not_placed
