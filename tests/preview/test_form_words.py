"""In the page a problem speaks of the form: its labels, what to do there, and which field it is."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from handbook.authoring.content_form import book_form, case_form
from handbook.content.loader import load
from handbook.content.validation import advise, check
from handbook.layout.model import Overflow
from handbook.layout.overflow import overflow_problems
from handbook.preview._form_fields import FormFields, form_fields, place_at
from handbook.preview._form_words import NOWHERE, control_of, in_form_words
from handbook.preview._routes import WORDS
from handbook.support.messages import CATALOGUES, message
from handbook.support.problems import Mark, Problem, problem
from tests.books import words, write

FIELDS = {language: form_fields(case_form(language)) for language in ("nl", "en")}
CASE: dict[str, object] = {
    "quote": "Zij zei 'ja'.",
    "questions": ["Wat bleef er liggen...?"],
    "portrait": {"file": "wie.png", "alt": "Iemand - van opzij.", "credit": "Foto: 'Anna'"},
    "good_work": "Tekst.\n\n# Kop\n",
}


BOOK_FIELDS = form_fields(book_form("nl"))


def said(found: Problem, language: str = "nl") -> tuple[str, str]:
    words = in_form_words(found, FIELDS[language], language)
    return words.message, words.remedy


def leads_to(found: Problem, lines: Sequence[str], fields: FormFields = FIELDS["nl"]) -> str:
    return control_of(found, fields, place_at(lines, found.place.line, fields))


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        (
            "nl",
            86,
            (
                "Kenmerkende ervaring is 86 woorden te lang voor de bladzijde",
                "Haal er 86 weg. Haalt u ze aan het einde weg, dan past de tekst zeker.",
            ),
        ),
        (
            "nl",
            1,
            (
                "Kenmerkende ervaring is 1 woord te lang voor de bladzijde",
                "Haal 1 woord weg. Haalt u het aan het einde weg, dan past de tekst zeker.",
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
    assert control_of(found, FIELDS[language], NOWHERE) == "experience"


def test_each_problem_leads_to_its_field(tmp_path: Path) -> None:
    """Also where only its place says which field that is, and in a group."""
    book = load(write(tmp_path / "book", [CASE]))
    lines = Path(book.cases[0].title.mark.file).read_text("utf-8").splitlines()
    found = [*book.problems, *advise(book)]
    assert {(each.id, leads_to(each, lines)) for each in found} == {
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
    assert leads_to(Problem(Mark("x", line, 1), "tab", "", ""), lines) == expected


def test_names_of_a_file_are_labels_and_other_names_stay(tmp_path: Path) -> None:
    place = Mark("cases/01-een.yaml", 2, 1)
    missing = problem(place, "missing-field", remedy=message("how-to-write.line", name="alt"), name="alt")
    assert said(missing) == ("‘Wat erop te zien is’ is nog niet ingevuld", "Vul dit veld in.")
    assert leads_to(missing, []) == "portrait.alt"
    theme = problem(
        place, "unknown-theme", remedy=message("remedy.did-you-mean", name="title"), name="quote", file="x"
    )
    assert said(theme) == ("Het boek heeft geen thema ‘quote’", "Bedoelt u ‘title’?")
    assert leads_to(theme, []) == ""


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


# What can be typed in the form of the book, as its file has it; the control, and a part of what is said there.
BOOK_MISTAKES = (
    ("date: 2026-13\n", "date", "geen datum"),
    ("subtitle: Zij zei 'ja'\n", "subtitle", "apostrof"),
    ("colour: groenig\n", "colour", "zoals #154273"),
    ("brand: ../huis\n", "brand", "Vul bij “Huisstijl” in"),
    ("language: fr\n", "language", "Kies er een"),
    ("made-with: 0.1\n", "made-with", "Vul dan bij “Versie"),
    ("cover:\n  file: weg.jpg\n", "cover.alt", "‘Wat erop te zien is’ is nog niet ingevuld"),
    ("logo: {file: weg.jpg, alt: Een beeldmerk.}\n", "logo", "De foto ‘weg.jpg’ is er niet meer"),
    ("labels:\n  contents: Wat {alles}\n", "labels.contents", "‘Inhoud’ heeft {alles}"),
    ("themes:\n  - name: Een\n    accent: petrol\n  - accent: moss\n", "themes.1.name", "‘Naam van het thema’"),
    ("themes:\n- name: Een\n- name: Twee\n  accent: roze\n", "themes.1.accent", "Kies er een uit de lijst"),
    ("print:\n  trim: A4\n", "print.trim", "148 x 210"),
    ("print:\n  bleed: veel\n", "print.bleed", "‘Afloop’ is ‘veel’"),
    ("print:\n  bleed: 1\n", "print.bleed", "‘Afloop’ kan niet 1 mm zijn"),
    ("print:\n  binding: perfect\n", "print.binding", "“Breedte van de rug”"),
    ("print:\n  paper: karton\n", "print.paper", "“Opdikking van het papier”"),
    ("print:\n  paper: offset 90\n", "print.paper", "“Drukconditie”"),
    ("print:\n  condition: FOGRA51\n", "print.condition", "“Kleurprofiel van de drukker”"),
    ("print:\n  profile: pers.icc\n  condition: FOGRA51\n", "print.profile", "geen kleurprofiel ‘pers.icc’"),
    ('print:\n  colours:\n    "#154273": [100, 70]\n', "print.colours", "vier getallen"),
    ("print:\n  colours:\n    blauw: [100, 70, 0, 30]\n", "print.colours", "#154273 100 70 0 30"),
)


@pytest.mark.parametrize(("text", "control", "words"), BOOK_MISTAKES)
def test_a_problem_of_the_book_is_in_the_words_of_its_form(
    text: str, control: str, words: str, tmp_path: Path
) -> None:
    """It leads to its field, and names no file, command or YAML."""
    content = write(tmp_path / "book", [{}])
    (content / "handbook.yaml").write_text("title: Goed werk\n" + text, "utf-8")
    book = load(content)
    accents = ("petrol", "moss")
    found = [*check(book, frozenset, lambda: accents), *advise(book)]
    lines = (content / "handbook.yaml").read_text("utf-8").splitlines()
    of_book = [each for each in found if each.place.file == book.file]
    assert control in {leads_to(each, lines, BOOK_FIELDS) for each in of_book}
    told = [
        in_form_words(each, BOOK_FIELDS, "nl", place_at(lines, each.place.line, BOOK_FIELDS)) for each in of_book
    ]
    sentences = " ".join(f"{each.message}. {each.remedy}" for each in told)
    assert words in sentences
    assert not re.search(r"yaml|`|: \||  |print|order|condition|profile\b|made-with|bulk|spine", sentences, re.I)


def test_what_the_form_names_is_there() -> None:
    """A remedy that says where to fill something in names it as the form does."""
    for language in ("nl", "en"):
        labels = [each.label for form in (case_form, book_form) for each in form(language)]
        labels += [part.label for each in book_form(language) for part in each.parts]
        words = yaml.safe_load((WORDS / f"{language}.yaml").read_text("utf-8"))
        form = tomllib.loads((CATALOGUES / f"{language}.toml").read_text("utf-8"))["form"]
        named = re.findall("“([^”]+)”", str(form))
        assert named and [each for each in named if each not in [*labels, *words.values()]] == []
