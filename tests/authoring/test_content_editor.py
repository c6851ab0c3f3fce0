"""The fields of a case in a form, and how they are written back into the file."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handbook.authoring.case_template import blank_case, blank_handbook
from handbook.authoring.content_editor import change_value
from handbook.authoring.field_values import InvalidChange, Value, read_values
from handbook.content.case_model import Case, Picture
from handbook.content.field_kinds import fields_by_name
from handbook.content.line_ends import without_marks
from handbook.content.markdown import html
from handbook.content.model import Handbook
from handbook.support.names import composed
from tests.books import SEED

KOEK = (SEED / "cases" / "01-de-koek-groter-maken.yaml").read_text("utf-8")
FILES = (
    KOEK,
    blank_case(Path("cases"), "Titel: een", "en"),
    "",
    "title: x",
    "# a\nexperience: |\n  een\n  twee\n# b\ntitle: 'q'  # c\n",
    "title: x\nquestions: [een, twee]\nportrait: {file: a.jpg, alt: b}\n",
    "experience: >-\n  een\n\n  twee\n\n\n\ngood_work: |+\n  q\n\n",
    "themes:\n    - een  # a\n    # b\n    - twee\nperson: Jan\n",
)
LETTERS = st.sampled_from(
    [*"ab  \n\n-*>#:'\"|%@`[]{}&!?,.1)\\\t~é\u0301—’\u00a0\u2028😀_()/=", "- ", "1. ", "\n\n", "**"]
)
TEXT = st.lists(LETTERS, max_size=40).map("".join) | st.text(max_size=60)
CHANGE = (
    st.tuples(st.sampled_from(["title", "person", "role", "experience", "good_work", "quote"]), TEXT)
    | st.tuples(st.sampled_from(["questions", "themes"]), st.lists(TEXT, max_size=4))
    | st.tuples(st.just("portrait"), st.fixed_dictionaries(dict.fromkeys(fields_by_name(Picture), TEXT)))
)


@example(KOEK, [("experience", "een\n\n\u00a0\n\ntwee"), ("good_work", "  ```\n  een\n  ```")])
@example(FILES[-1], [("themes", ["a"])])
@given(st.sampled_from(FILES), st.lists(CHANGE, min_size=1, max_size=4))
def test_a_change_changes_nothing_else(text: str, changes: list[tuple[str, Value]]) -> None:
    """Whatever is typed, the file can be read, and the other fields and all comments stay as they were."""
    for name, value in changes:
        new = change_value(Case, text, "x.yaml", name, value)
        before, after = read_values(Case, text, "x.yaml"), read_values(Case, new, "x.yaml")
        assert {**before, name: ""} == {**after, name: ""}
        assert change_value(Case, new, "x.yaml", name, after[name]) == new  # written once more it stays as it is
        for line in text.split("\n"):
            assert not line.startswith("#") or line in new.split("\n")
        text = new


@pytest.mark.parametrize(
    ("text", "name", "value", "new"),
    [
        (
            "questions:\n  - 'een'  # a\n  # b\n  - twee  # c\n",
            "questions",
            ["een", "drie: vier"],
            "questions:\n  - 'een'  # a\n  # b\n  - \"drie: vier\"  # c\n",
        ),
        (
            "questions:\n  # eerste\n  - Wat?  # een\n  # derde\n  - 'Waarom?'\nrole: x\n",
            "questions",
            ["Wat?", "Hoe: dan?", "Waarom?"],
            "questions:\n  # eerste\n  - Wat?  # een\n  - \"Hoe: dan?\"\n  # derde\n  - 'Waarom?'\nrole: x\n",
        ),
        ("themes:\n- een\n- een\n", "themes", ["een", "een", "twee"], "themes:\n  - een\n  - een\n  - twee\n"),
        ("themes:\n  - [een]\n  - twee\n", "themes", ["twee", "drie"], "themes:\n  - twee\n  - drie\n"),
        ("themes: [een, twee]  # a\n", "themes", ["een", "drie"], "themes: [een, drie]  # a\n"),
        ("themes: [een, twee]\n", "themes", ["een", "a, b"], "themes:\n  - een\n  - a, b\n"),
        ("questions:\n  -\nrole: x\n", "questions", ["Wat?"], "questions:\n  - Wat?\nrole: x\n"),
        ("good_work: >-\n  een\n  twee\n", "good_work", "een twee drie", "good_work: >-\n  een twee drie\n"),
        ("good_work: >\n  een\n", "good_work", "een\n\ntwee", "good_work: |\n  een\n\n  twee\n"),
    ],
)
def test_what_is_said_of_a_field_and_how_it_is_written_stay(text: str, name: str, value: Value, new: str) -> None:
    assert change_value(Case, text, "x.yaml", name, value) == new


@example("een\n\n\n\\\ntwee")
@example("een  /twee")
@given(TEXT)
def test_a_long_text_is_printed_as_it_was_typed(typed: str) -> None:
    read = read_values(Case, change_value(Case, KOEK, "x.yaml", "experience", typed), "x.yaml")["experience"]
    assert isinstance(read, str)
    letters = "".join(letter for letter in printed(typed) if letter.isprintable() and not letter.isspace())
    assert "".join(printed(read).split()) == letters or not typed.isprintable()


def printed(text: str) -> str:
    """A text as HTML, without what decides where lines end: it depends on the spaces."""
    return without_marks(re.sub("</?span>", "", html(composed(text))))


def test_paragraphs_are_lines_and_keep_theirs_in_the_file() -> None:
    """The form shows a paragraph as one line; the file keeps the lines of those that were not edited."""
    shown = read_values(Case, KOEK, "x.yaml")["experience"]
    assert isinstance(shown, str)
    assert "\n" not in shown
    assert change_value(Case, KOEK, "x.yaml", "experience", shown) == KOEK
    new = change_value(Case, KOEK, "x.yaml", "experience", f"{shown}\n\nTot slot.")
    assert new == KOEK.replace("\ngood_work:", "\n\n  Tot slot.\ngood_work:")


def test_a_field_comes_where_a_new_file_explains_it() -> None:
    new = change_value(Case, FILES[1], "x.yaml", "role", "griffier")
    assert "# role: beleidsmedewerker\nrole: griffier\n" in new
    assert change_value(Case, new, "x.yaml", "role", "") == FILES[1]


def test_an_unfilled_text_leaves_no_blanks() -> None:
    new = change_value(Case, FILES[1], "x.yaml", "experience", "Een.")
    assert "experience: |\n  Een.\n\n#" in new


@pytest.mark.parametrize(("name", "value"), [("titel", "x"), ("title", ["x"]), ("themes", "x"), ("portrait", "x")])
def test_nonsense(name: str, value: Value) -> None:
    with pytest.raises(InvalidChange):
        change_value(Case, KOEK, "x.yaml", name, value)


def test_every_field_has_a_place() -> None:
    assert list(read_values(Case, "", "x.yaml")) == list(fields_by_name(Case))


@pytest.mark.parametrize(
    "portrait", ["? [a, b]\n  : c", "? {a: b}\n  : c", "alt:\n    a: b", "alt: [a]", "- a", "[a, b]", "jan.jpg"]
)
def test_a_group_that_is_written_wrongly_is_empty(portrait: str) -> None:
    """It is for the editor of the file to correct; the other fields can be changed meanwhile."""
    text = f"title: x\nportrait:\n  {portrait}\n"
    value = read_values(Case, text, "x.yaml")["portrait"]
    assert value == dict.fromkeys(("file", "alt", "credit", "focus"), "")
    assert change_value(Case, text, "x.yaml", "title", "y") == text.replace("x", "y", 1)


BOOK = """# Van ons allen.
title: Goed werk
themes:
  # bovenaan
  - name: Een  # eerst
    accent: petrol
  # twee
  - name: Twee
print:
  paper: silk 115  # gevraagd
  colours:
    "#154273": [100, 70, 0, 30]
labels: {contents: Wat erin staat}
# mail:
#   subject: …
cover:
"""
INKS: list[Value] = ["#154273 100 70 0 30"]
PRINT: dict[str, Value] = {"paper": "silk 115", "colours": INKS}


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("print", {**PRINT, "paper": "offset 90"}, "silk 115", "offset 90"),
        ("print", {**PRINT, "quantity": "500"}, "30]\n", "30]\n  quantity: 500\n"),
        ("print", {**PRINT, "paper": ""}, "  paper: silk 115  # gevraagd\n", "  # gevraagd\n"),
        ("print", {**PRINT, "colours": [*INKS, "#FFF000: 0, 5, 100, 0"]}, "30]\n",
         '30]\n    "#FFF000": [0, 5, 100, 0]\n'),
        ("print", {**PRINT, "colours": []}, '  colours:\n    "#154273": [100, 70, 0, 30]\n', ""),
        ("labels", {"contents": "Inhoud, kort"}, "Wat erin staat", '"Inhoud, kort"'),
        ("labels", {"contents": "Inhoud", "page": "bladzijde"}, "Wat erin staat", "Inhoud, page: bladzijde"),
        ("mail", {"subject": "Hier", "text": "Een.\n\nTwee."}, "#   subject: …\n",
         "#   subject: …\nmail:\n  subject: Hier\n  text: |\n    Een.\n\n    Twee.\n"),
        ("themes", [{"name": "Een", "accent": "moss"}, {"name": "Twee"}], "petrol", "moss"),
        ("themes", [{"name": "Een", "accent": ""}, {"name": "Twee"}], "    accent: petrol\n", ""),
        ("themes", [{"name": "Een", "accent": "petrol"}, {"name": "Twee", "accent": "plum"}], "Twee\n",
         "Twee\n    accent: plum\n"),
        ("themes", [{"name": "Een", "accent": "petrol"}], "  # twee\n  - name: Twee\n", ""),
        ("themes", [{"name": "Een", "accent": "petrol"}, {"name": "Twee"}, {"name": "A: b"}], "Twee\n",
         'Twee\n  - name: "A: b"\n'),
        ("cover", {"file": "a.jpg", "alt": "Een brug."}, "cover:", "cover:\n  file: a.jpg\n  alt: Een brug."),
        ("colour", ["#154273"], "title: Goed werk\n", 'title: Goed werk\ncolour: "#154273"\n'),
        ("colour", ["100 70 0 30", "petrol"], "title: Goed werk\n",
         "title: Goed werk\ncolour:\n  - [100, 70, 0, 30]\n  - petrol\n"),
        ("register", "yes", "cover:", "cover:\nregister: yes"),
    ],
)  # fmt: skip
def test_a_field_of_the_book_is_changed_at_its_place(name: str, value: Value, old: str, new: str) -> None:
    """Comments, other fields of its group, and what no form shows stay."""
    assert BOOK.count(old) == 1
    assert change_value(Handbook, BOOK, "x.yaml", name, value) == BOOK.replace(old, new)


def test_themes_change_places_with_their_comments() -> None:
    new = change_value(Handbook, BOOK, "x.yaml", "themes", [{"name": "Twee"}, {"name": "Een", "accent": "petrol"}])
    assert "  # bovenaan\n  # twee\n  - name: Twee\n  - name: Een  # eerst\n    accent: petrol\nprint" in new


BOOKS = (
    BOOK,
    blank_handbook(Path(), "Titel", "en"),
    "title: x\nprint:\n- a\nthemes: [{name: a}]\n",
    "print: {trim: 148 x 210}\n",
)
COLOURS = st.lists(TEXT, max_size=2)
PARTS_OF_THEME = st.fixed_dictionaries({"name": TEXT, "accent": TEXT})
BOOK_CHANGE = (
    st.tuples(st.just("themes"), st.lists(PARTS_OF_THEME, max_size=4))
    | st.tuples(
        st.just("print"),
        st.fixed_dictionaries(
            {"trim": TEXT, "paper": TEXT, "marks": st.sampled_from(["yes", "no"]), "colours": COLOURS}
        ),
    )
    | st.tuples(st.just("mail"), st.fixed_dictionaries({"subject": TEXT, "text": TEXT}))
    | st.tuples(st.just("labels"), st.fixed_dictionaries({"contents": TEXT, "page": TEXT}))
    | st.tuples(st.just("colour"), COLOURS)
)


@given(st.sampled_from(BOOKS), st.lists(BOOK_CHANGE, min_size=1, max_size=3))
def test_a_change_of_the_book_changes_nothing_else(text: str, changes: list[tuple[str, Value]]) -> None:
    for name, value in changes:
        try:
            new = change_value(Handbook, text, "x.yaml", name, value)
        except InvalidChange:  # colours that would be read as others
            assert name == "colour"
            continue
        before, after = read_values(Handbook, text, "x.yaml"), read_values(Handbook, new, "x.yaml")
        assert {**before, name: ""} == {**after, name: ""}
        for line in text.split("\n"):
            assert not line.startswith("#") or line in new.split("\n")
        text = new
