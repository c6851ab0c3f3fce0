"""A title is the title, however its document is laid out; nothing is lost without a word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.authoring.layouts import (
    AIRY_BODY,
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
    as_text,
    as_word,
    cases,
    find,
    named,
)

MARIEKE = "Marieke van den Broek"


PERSON_LINES = {
    f"{MARIEKE}, beleidscoördinator": (MARIEKE, "beleidscoördinator"),
    f"Verteld door {MARIEKE}": (MARIEKE, ""),
    f"Interview met {MARIEKE}, beleidscoördinator": (MARIEKE, "beleidscoördinator"),
    f"Door: {MARIEKE}": (MARIEKE, ""),
    f"({MARIEKE}, beleidscoördinator)": (MARIEKE, "beleidscoördinator"),
    f"{MARIEKE} (beleidscoördinator)": (MARIEKE, "beleidscoördinator"),
    "MARIEKE VAN DEN BROEK": ("MARIEKE VAN DEN BROEK", ""),
    "mevrouw Van den Broek": ("mevrouw Van den Broek", ""),
    "ir. J.P. de Vries - hoofd Beheer": ("ir. J.P. de Vries", "hoofd Beheer"),
    "Fatima el Amrani en Jan de Vries": ("Fatima el Amrani en Jan de Vries", ""),
    f"Naam: {MARIEKE}\nFunctie: beleidscoördinator": (MARIEKE, "beleidscoördinator"),
    f"Naam: {MARIEKE}; functie: beleidscoördinator": (MARIEKE, "beleidscoördinator"),
    f"Naam: {MARIEKE} Functie: beleidscoördinator": (MARIEKE, "beleidscoördinator"),
    f"Naam:\n{MARIEKE}\nFunctie:\nbeleidscoördinator": (MARIEKE, "beleidscoördinator"),
    f"Naam {MARIEKE}\nFunctie - beleidscoördinator": (MARIEKE, "beleidscoördinator"),
    f"Naam\t{MARIEKE}\nFunctie\tbeleidscoördinator": (MARIEKE, "beleidscoördinator"),
    f"{MARIEKE}\tbeleidscoördinator": (MARIEKE, "beleidscoördinator"),
    f"{MARIEKE}\nJan de Vries": (f"{MARIEKE}, Jan de Vries", ""),
    f"{MARIEKE}, jurist\nJan de Vries, adviseur": (f"{MARIEKE}, Jan de Vries", "jurist, adviseur"),
    f"door\n{MARIEKE}": (MARIEKE, ""),
    f"Verteld door:\n{MARIEKE}, beleidscoördinator": (MARIEKE, "beleidscoördinator"),
    f"{MARIEKE}\nsr. beleidscoördinator a.i.": (MARIEKE, "sr. beleidscoördinator a.i."),
    f"{MARIEKE}\nbeleidscoördinator bij VWS": (MARIEKE, "beleidscoördinator bij VWS"),
    f"– door {MARIEKE} –": (MARIEKE, ""),
    f"{MARIEKE},\nbeleidscoördinator": (MARIEKE, "beleidscoördinator"),
}


LAYOUTS = {
    "without empty lines": "{title}\n{person}\n" + BODY,
    "with empty lines": "{title}\n\n{person}\n" + AIRY_BODY,
    "title and person in a block": "{title}\n{person}\n" + AIRY_BODY,
    "numbered": "1. {title}\n{person}\n\n1. KENMERKENDE ERVARING:\n"
    + f"{EXPERIENCE}\n2. BEELD VAN GOED WERK :\n{GOOD_WORK}\n",
    "tabs after the labels": f"{{title}}\n{{person}}\n{FIRST}\t{EXPERIENCE}\n{SECOND}\t{GOOD_WORK}",
    "texts on the lines of their labels": f"{{title}}\n{{person}}\n{FIRST} - {EXPERIENCE}\n{SECOND}: {GOOD_WORK}",
}


WORD_LAYOUTS = {
    "headings": f"# {{title}}\n{{person}}\n## {FIRST}\n{EXPERIENCE}\n## {SECOND}\n{GOOD_WORK}",
    "bold lines": f"**{{title}}**\n{{person}}\n**{FIRST}**\n{EXPERIENCE}\n**{SECOND}**\n{GOOD_WORK}",
    "labels in bold": f"**{{title}}**\n{{person}}\n**{FIRST}** {EXPERIENCE}\n**{SECOND}:** {GOOD_WORK}",
    "all in one paragraph": f"# {{title}}\n{{person}}\n**{FIRST}** {EXPERIENCE} **{SECOND}** {GOOD_WORK}",
    "a form below them": f"# {{title}}\n{{person}}\n{PAGES}",
}


@pytest.mark.parametrize("line", PERSON_LINES)
@pytest.mark.parametrize("layout", [*LAYOUTS, *WORD_LAYOUTS])
def test_the_title_stands_above_the_person_however_that_is_written(layout: str, line: str) -> None:
    titles = ("Samen op pad", "De koek groter maken")
    pattern = (LAYOUTS | WORD_LAYOUTS)[layout]
    source = "\n".join(pattern.format(title=title, person=line) for title in titles)
    person, role = PERSON_LINES[line]
    for read in (as_word, as_text) if layout in LAYOUTS else (as_word,):
        found = find(read(source))
        assert cases(found) == [Case(title, person, role) for title in titles]
        assert named(found) == []


def test_a_mail_that_is_quoted_as_a_whole() -> None:
    source = f"Samen op pad\nFatima Jansen\n{BODY}"
    assert cases(find(as_text("\n".join(f"> {line}" for line in source.split("\n"))))) == [Case()]


PARTS = {
    "without the second text": (
        f"{HEADS[0]}{FIRST}\n{EXPERIENCE}\n\n{HEADS[1]}{BODY}",
        [Case(good_work=""), OTHER],
    ),
    "without the first text": (
        f"{HEADS[0]}{BODY}\n{HEADS[1]}{SECOND}\n{GOOD_WORK}",
        [ONE, Case("Een brug", "Jan de Vries", experience="")],
    ),
    "one without the second, one without the first": (
        f"{HEADS[0]}{FIRST}\n{EXPERIENCE}\n{HEADS[1]}{SECOND}\n{GOOD_WORK}",
        [Case(good_work=""), Case("Een brug", "Jan de Vries", experience="")],
    ),
    "headings without persons above plain labels": (
        f"# Samen op pad\n{FIRST}\n{EXPERIENCE}\n# Een brug\n{SECOND}\n{GOOD_WORK}",
        [Case(person="", good_work=""), Case("Een brug", "", experience="")],
    ),
    "an empty text": (f"{HEADS[0]}{FIRST}\n{SECOND}\n{GOOD_WORK}\n{HEADS[1]}{BODY}", [Case(experience=""), OTHER]),
    "without a label": (
        f"{HEADS[0]}{BODY}\n{HEADS[1]}{EXPERIENCE}\n{GOOD_WORK}\n# Derde\nPiet Bos\n{BODY}",
        [
            ONE,
            Case("Een brug", "Jan de Vries", "", f"{EXPERIENCE} {GOOD_WORK}", ""),
            Case("Derde", "Piet Bos"),
        ],
    ),
    "the other text first": (
        "".join(f"{head}{SECOND}\n{GOOD_WORK}\n{FIRST}\n{EXPERIENCE}\n" for head in HEADS),
        [ONE, OTHER],
    ),
    "one with its texts in the other order": (
        f"{HEADS[0]}{BODY}\n{HEADS[1]}{SECOND}\n{GOOD_WORK}\n{FIRST}\n{EXPERIENCE}\n# Derde\nPiet Bos\n{BODY}",
        [ONE, OTHER, Case("Derde", "Piet Bos")],
    ),
    "a role above a text that comes first": (
        f"# Samen op pad\nFatima Jansen\njurist\n{SECOND}\n{GOOD_WORK}\n{FIRST}\n{EXPERIENCE}",
        [Case(role="jurist")],
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_case_that_was_found_in_part_is_a_case(name: str) -> None:
    source, expected = PARTS[name]
    found = find(as_word(source))
    assert cases(found) == expected
    assert named(found) == []


@pytest.mark.parametrize(
    "title", ["Mijn beeld van goed werk", "Kenmerkende verandering", "Door dik en dun", "Wat nu?"]
)
def test_a_title_is_no_label_and_no_person(title: str) -> None:
    for read in (as_word, as_text):
        found = find(read(f"{title}\nFatima Jansen\n{BODY}"))
        assert (cases(found), named(found)) == ([Case(title)], [])


@pytest.mark.parametrize(
    ("above", "stray"),
    [
        ("Dag,\n\nHierbij een verhaal.\n\n\nSamen op pad\nFatima Jansen", ["Dag,", "Hierbij een verhaal."]),
        ("# Goed werk 2026\n\n# Samen op pad\nFatima Jansen", ["Goed werk 2026"]),
        ("# Samen op pad\nFatima Jansen\nWat eraan voorafging.", ["Wat eraan voorafging."]),
        ("Samen op pad\nFatima Jansen\nOpgetekend door: Els Bos", ["Opgetekend door: Els Bos"]),
    ],
)  # fmt: skip
def test_what_is_no_part_of_a_case_is_named(above: str, stray: list[str]) -> None:
    found = find(as_word(f"{above}\n{BODY}"))
    assert (cases(found), named(found)) == ([ONE], stray)


def test_a_line_in_the_place_of_the_first_text_is_no_role() -> None:
    """It may be the text, where its label is missing."""
    found = find(as_word(f"# Samen op pad\nFatima Jansen\nMooi werk\n{SECOND}\n{GOOD_WORK}"))
    assert (cases(found), named(found)) == ([Case(experience="")], ["Mooi werk"])


def test_questions_and_lists_end_where_the_next_title_stands() -> None:
    questions = "Om over door te praten\n1. Wat nu?\n2. En dan?"
    for read in (as_word, as_text):
        found = find(read(f"Samen op pad\nFatima Jansen\n{BODY}\n{questions}\n1. Een brug\nJan de Vries\n{BODY}"))
        assert cases(found) == [Case(questions=("Wat nu?", "En dan?")), OTHER]


def test_questions_of_no_case_are_named() -> None:
    found = find(
        as_word(
            f"## Samen op pad\nFatima Jansen\n{BODY}\n# Bijlage\nEen lijst.\nOm over door te praten\n- Wat nu?"
        )
    )
    assert (cases(found), named(found)) == ([ONE], ["Bijlage", "Een lijst.", "Om over door te praten", "Wat nu?"])


def test_lines_wrapped_by_hand_are_paragraphs() -> None:
    first = "Je zag de roep groeien en ik wilde\ndat aanpakken. Samen met een\ncollega deden we dat."
    source = f"Samen op pad\nFatima Jansen\n{FIRST}\n{first}\nHet was spannend.\n{SECOND}\n{GOOD_WORK}"
    (draft,) = find(as_text(source)).drafts
    paragraphs = [part.text for part in draft.paragraphs("experience")]
    assert paragraphs == [first.replace("\n", " "), "Het was spannend."]


LINES = (
    *("# Samen op pad {}", "Een brug {}", "**Vet {}**", "# Fatima Jansen {}", "Fatima Jansen {}, adviseur"),
    *("Door: Jan de Vries {}", "Verteld door Jan {}", "Functie: jurist {}", "Thema: water {}", "Datum: 3 mei {}"),
    *(FIRST, SECOND, f"{FIRST}: begin {{}}.", f"**{SECOND}** slot {{}}.", "Kenmerkende ervaring van Jan {}"),
    *("Vragen", "Een zin {}. **Beeld van goed werk** En nog een.", "Een zin. **Beeld van goed werk** En {}."),
    *("Een zin {}.", "- punt {}", "1. een {}", "", f"| {FIRST} | cel {{}} |", f"| {SECOND} {{}} | cel |"),
    *("| Titel | rij {} |", "| Naam | Jan {} |", "| Naam {} | Jan |", "| los {} | vast |", "| los | vast {} |"),
    *("[los {}]", "[**Vet {}**]", "[# Kop {} // Jan de Vries]", f"[{FIRST} // {{}}]", "| {{Naam: {}}} | cel |"),
    *("### Slot {}", "## Deel {}", f"| los {{}} | {{{{Titel: Brug; {FIRST}: x; {SECOND}: y}}}} |"),
    *("| Samen op pad {} |", "| | {} |", f"| {FIRST} // toelichting {{}} | cel |"),
)


@given(st.lists(st.sampled_from(LINES), max_size=14))
@settings(max_examples=500)
def test_every_paragraph_ends_in_a_case_or_is_named(lines: list[str]) -> None:
    marks = [f"Q{number}q" for number in range(len(lines))]
    found = find(as_word("\n".join(line.format(mark) for line, mark in zip(lines, marks, strict=True))))
    texts = named(found) + [part.text for part in found.parts]
    for draft in found.drafts:
        texts += [draft.title, draft.person_line, draft.role, draft.quote, *draft.themes]
        texts += [part.text for part in draft.all_paragraphs]
    written = " ".join(texts)
    assert [line for line, mark in zip(lines, marks, strict=True) if "{}" in line and mark not in written] == []
