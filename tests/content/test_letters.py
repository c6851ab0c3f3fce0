"""Letters read the same however a file writes them: é as one character, or as e and an accent."""

import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from handbook.api import check
from handbook.authoring.content_editor import change_value
from handbook.authoring.field_values import clean_value, read_values
from handbook.content.case_model import Case
from handbook.content.field_kinds import fields_by_name
from handbook.content.loader import load
from handbook.content.text import Text
from handbook.preview._case_store import CaseStore
from handbook.support.names import display_path
from handbook.support.outside_files import existing_path
from handbook.support.problems import Mark
from tests.books import add_picture, section, write


def apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A book with the same person and theme in two cases, each in another writing."""
    case = {"person": "José Ibañez", "themes": ["Coördinatie"], "experience": "Zoë *zegt* één ding."}
    themes = [{"name": apart("Coördinatie")}]
    content = write(
        tmp_path / "book", [case, case], themes=themes, register="yes", labels={"contents": apart("Überzicht")}
    )
    second = content / "cases" / "02-verhaal-2.yaml"
    second.write_text(apart(second.read_text("utf-8")), "utf-8")
    return content


def test_two_writings_are_one_person_and_one_theme(two: Path) -> None:
    handbook = load(two)
    assert {case.person for case in handbook.cases} == {"José Ibañez"}
    assert {theme for case in handbook.cases for theme in case.themes} == {theme.name for theme in handbook.themes}
    assert handbook.labels["contents"] == "Überzicht"
    assert "<em>zegt</em> één" in handbook.cases[1].experience.html
    assert section(two, "register").html.count("Jos") == 1
    assert not [problem for problem in check(two).problems if problem.severity == "error"]


def test_a_place_counts_the_characters_of_the_file(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    text = apart(
        'title: Zoë — één "plan"\nperson: Zoë\nexperience: |\n  Eén één\n  dëze’s [hier](https://x.nl)\n'
        "good_work: José's\n"
    )
    file = content / "cases" / "01-verhaal-1.yaml"
    file.write_text(text, "utf-8")
    (case,) = load(content).cases
    lines = text.split("\n")
    assert case.title.place('"').column == lines[0].index('"') + 1
    assert case.experience.source.place("hier") == Mark(display_path(file), 5, lines[4].index("hier") + 1)
    assert case.experience.source.place("dëze").column == 3
    warned = {problem.place.line: problem.place.column for problem in check(content).problems}
    assert warned == {1: lines[0].index('"') + 1, 5: lines[4].index("hier") + 1, 6: lines[5].index("'") + 1}


@pytest.mark.parametrize("letters", ["é", "한국", "q\u0301", "\u0958", "ệ", "Å"])
def test_a_place_is_right_after_any_letter(letters: str) -> None:
    for written in (letters, apart(letters)):
        raw = f"x {written} hier"
        assert Text(raw, Mark("a", 3, 5), raw).place("hier").column == 5 + raw.index("hier")
        assert Text(raw, Mark("a", 3, 5), raw).place(unicodedata.normalize("NFC", letters)).column == 5 + 2


def test_the_form_shows_and_saves_each_letter_once(two: Path) -> None:
    store = CaseStore(two)
    values = store.fields("verhaal-2")
    assert values["person"] == "José Ibañez"
    before = store.path("verhaal-2").read_text("utf-8")
    store.save("verhaal-2", {"person": (values["person"], apart("Zoë Ibañez"))})
    after = store.path("verhaal-2").read_text("utf-8")
    assert store.fields("verhaal-2") == values | {"person": "Zoë Ibañez"}
    assert after == before.replace(apart("José Ibañez"), "Zoë Ibañez"), "every other byte stays"
    store.save("verhaal-2", {"person": ("Zoë Ibañez", apart("Zoë Ibañez"))})
    assert store.path("verhaal-2").read_text("utf-8") == after


def test_what_is_typed_is_what_is_read(tmp_path: Path) -> None:
    text = "title: a\nexperience: |\n  b\n"
    for name, typed in (
        ("title", "Één ≠"),
        ("themes", ["Coördinatie"]),
        ("experience", "één\n\nñu"),
        ("quote", "ö"),
    ):
        value = clean_value(
            fields_by_name(Case)[name], [*map(apart, typed)] if isinstance(typed, list) else apart(typed)
        )
        assert value == typed
        assert read_values(Case, change_value(Case, text, "a.yaml", name, value), "a.yaml")[name] == typed


@pytest.mark.parametrize("typed", ["één/zoë.png", apart("één/zoë.png")])
@pytest.mark.parametrize("on_disk", ["één/zoë.png", apart("één/zoë.png"), apart("één") + "/zoë.png"])
def test_a_picture_is_found_however_its_name_is_written(tmp_path: Path, typed: str, on_disk: str) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": typed, "alt": "Zoë kijkt op."}}])
    (content / "images" / on_disk).parent.mkdir(parents=True)
    add_picture(content, on_disk, Image.new("RGB", (900, 900), "#8a5a3c"))
    assert [problem for problem in check(content).problems if problem.severity == "error"] == []


def test_a_file_of_another_name_is_not_found(tmp_path: Path) -> None:
    (tmp_path / apart("zoë.png")).write_bytes(b"")
    assert existing_path(tmp_path, "zoé.png") == tmp_path / "zoé.png"
    assert existing_path(tmp_path, "één/zoë.png") == tmp_path / "één" / "zoë.png"
    assert existing_path(tmp_path, "zoë.png").is_file()


def test_a_new_name_in_the_preview_is_composed(tmp_path: Path) -> None:
    store = CaseStore(write(tmp_path / "book", [{}]))
    slug, path = store.add(apart("Één plan"))
    assert slug == "een-plan" and "title: Één plan" in path.read_text("utf-8")


def test_the_name_of_a_case_is_shown_composed(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "cases" / apart("02-zoë.yml")).write_text("", "utf-8")
    (problem,) = load(content).problems
    assert problem.place.file.endswith("02-zoë.yml")


def test_invisible_characters_of_pasted_texts_make_no_second_person(tmp_path: Path) -> None:
    """Names, themes, titles and texts are read without them; places stay those of the file."""
    first = {"person": "Jan Smit", "themes": ["Water"], "experience": "Zo ging het."}
    second = {
        "person": "\u200eJan\u200b Smit",
        "themes": ["Wa\u200bter"],
        "experience": "Zo\ufe0f ging\u2063 het.",
    }
    content = write(tmp_path / "book", [first, second], themes=[{"name": "Water"}], register="yes")
    cases = load(content).cases
    assert {case.person for case in cases} == {"Jan Smit"}
    assert {case.experience.html for case in cases} == {cases[0].experience.html}
    assert section(content, "register").html.count("Smit") == 1
    text = Text("een twee", Mark("a.yaml", 1, 8), "een\u200b twee")
    assert text.place("twee") == Mark("a.yaml", 1, 13)
    assert clean_value(fields_by_name(Case)["title"], "Wa\u200bter") == "Water"
