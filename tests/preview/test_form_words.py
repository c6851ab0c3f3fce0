"""In the page a problem speaks of the form: its labels, what to do there, and which field it is."""

from pathlib import Path

import pytest

from handbook.authoring.content_form import case_form
from handbook.content.loader import load
from handbook.content.validation import advise
from handbook.layout.model import Overflow
from handbook.layout.overflow import overflow_problems
from handbook.preview._form_words import control_of, form_fields, in_form_words
from handbook.support.messages import message
from handbook.support.problems import Mark, Problem, problem
from tests.books import words, write

FIELDS = {language: form_fields(case_form(language)) for language in ("nl", "en")}
CASE: dict[str, object] = {
    "quote": "Zij zei 'ja'.",
    "questions": ["Wat bleef er liggen...?"],
    "portrait": {"file": "wie.png", "alt": "Iemand - van opzij.", "credit": "Foto: 'Anna'"},
    "good_work": "Tekst.\n\n# Kop\n",
}


def said(found: Problem, language: str = "nl") -> tuple[str, str]:
    words = in_form_words(found, FIELDS[language], language)
    return words.message, words.remedy


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        (
            "nl",
            86,
            (
                "Kenmerkende ervaring is 86 woorden te lang voor de bladzijde",
                "Haal er 86 weg; aan het einde is altijd genoeg.",
            ),
        ),
        (
            "nl",
            1,
            (
                "Kenmerkende ervaring is 1 woord te lang voor de bladzijde",
                "Haal 1 woord weg; aan het einde is altijd genoeg.",
            ),
        ),
        (
            "en",
            86,
            (
                "What this person lived through is 86 words too long for the page",
                "Remove 86 words; at the end is always enough.",
            ),
        ),
    ],
)
def test_a_text_that_is_too_long(tmp_path: Path, language: str, count: int, expected: tuple[str, str]) -> None:
    (case,) = load(write(tmp_path / "book", [{}])).cases
    (found,) = overflow_problems([Overflow("experience", case.experience.source, count)])
    assert said(found, language) == expected
    assert control_of(found, [], FIELDS[language]) == "experience"


def test_each_problem_leads_to_its_field(tmp_path: Path) -> None:
    """Also where only its place says which field that is, and in a group."""
    book = load(write(tmp_path / "book", [CASE]))
    lines = Path(book.cases[0].title.mark.file).read_text("utf-8").splitlines()
    found = [*book.problems, *advise(book)]
    assert {(each.id, control_of(each, lines, FIELDS["nl"])) for each in found} == {
        ("markdown", "good_work"),
        ("typing", "experience"),  # of the texts that write() adds
        ("typing", "quote"),
        ("typing", "questions"),
        ("no-picture", "portrait.file"),
    }


@pytest.mark.parametrize(
    ("line", "expected"),
    [(1, ""), (2, "title"), (4, "experience"), (5, "experience"), (7, "portrait.alt"), (8, "portrait"), (9, "")],
)
def test_the_lines_of_a_file_that_is_no_yaml_belong_to_fields(line: int, expected: str) -> None:
    lines = [
        "# Uitleg: zo",
        "title: [",
        "experience: |",
        "  Er was: niets.",
        "",
        "portrait:",
        "  alt: x",
        "  wat: x",
        "x:",
    ]
    assert control_of(Problem(Mark("x", line, 1), "tab", "", ""), lines, FIELDS["nl"]) == expected


def test_names_of_a_file_are_labels_and_other_names_stay(tmp_path: Path) -> None:
    place = Mark("cases/01-een.yaml", 2, 1)
    missing = problem(place, "missing-field", remedy=message("how-to-write.line", name="alt"), name="alt")
    assert said(missing) == ("‘Wat erop te zien is’ is nog niet ingevuld", "Vul dit veld in.")
    assert control_of(missing, [], FIELDS["nl"]) == "portrait.alt"
    theme = problem(
        place, "unknown-theme", remedy=message("remedy.did-you-mean", name="title"), name="quote", file="x"
    )
    assert said(theme) == ("Het boek heeft geen thema ‘quote’", "Bedoelt u ‘title’?")
    assert control_of(theme, [], FIELDS["nl"]) == ""


def test_the_form_names_no_file_command_or_yaml(tmp_path: Path) -> None:
    """In what can come of a text that is typed there."""
    case: dict[str, object] = {
        "title": words(300),
        "experience": "Tekst.\n\n```\ncode\n```\n",
        "quote": "Ja…",
        "language": "fr",
    }
    book = load(write(tmp_path / "book", [CASE | case]))
    told = " ".join(" ".join(said(each)) for each in (*book.problems, *advise(book)))
    assert told and not any(word in told for word in ("YAML", "`check`", ".yaml", "experience", "good_work", "|"))
