"""The heads of a document look alike: that tells titles from persons and texts, whatever their order is."""

from itertools import product

import pytest

from tests.authoring.layouts import (
    BODY,
    EXPERIENCE,
    FIRST,
    GOOD_WORK,
    SECOND,
    Case,
    as_text,
    as_word,
    cases,
    find,
    named,
)

CASES = (
    Case("Achter de voordeur", "Noor Yilmaz", "wijkagent"),
    Case("Wie belt er nog terug?", "Pieter-Bas ter Horst", "planoloog"),
    Case("De laatste bus", "Sjoukje Dijkstra", "hoofd Inkoop"),
)
MARKS = ("{}", "**{}**", "# {}")
ORDERS = {
    "kicker, person, title": "{kicker}\n{person}\n{title}",
    "kicker, title, person": "{kicker}\n{title}\n{person}",
    "person, kicker, title": "{person}\n{kicker}\n{title}",
    "title, kicker, person": "{title}\n{kicker}\n{person}",
    "kicker, person, role, title": "{kicker}\n{person}\n{role}\n{title}",
    "kicker, person with role, title": "{kicker}\n{person}, {role}\n{title}",
    "kicker, values, title": "{kicker}\nNaam: {person}\nFunctie: {role}\n{title}",
    "person, title": "{person}\n{title}",
    "person, role, title": "{person}\n{role}\n{title}",
    "person, title, role": "{person}\n{title}\nFunctie: {role}",
    "person with role, title": "{person}, {role}\n{title}",
    "introduced, title": "Interview met {person}\n{title}",
    "title, role, person": "{title}\nFunctie: {role}\n{person}",
}


def _document(order: str, kicker: str, marks: tuple[str, str, str]) -> str:
    """Returns three cases whose heads have an order; the marks are those of the kicker, the title, the person."""
    heads = [
        "\n".join(
            _mark(line, marks).format(
                line.format(kicker=kicker.format(number), title=case.title, person=case.person, role=case.role)
            )
            for line in ORDERS[order].split("\n")
        )
        for number, case in enumerate(CASES, 1)
    ]
    return "\n".join(f"{head}\n{BODY}" for head in heads)


def _mark(line: str, marks: tuple[str, str, str]) -> str:
    return next(
        (mark for mark, part in zip(marks, ("kicker", "title", "person"), strict=True) if part in line), "{}"
    )


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("kicker", ["Portret {}", "{}.", "In gesprek"])
def test_the_title_is_the_title_in_any_order(order: str, kicker: str) -> None:
    has_kicker, has_role = "kicker" in ORDERS[order], "role" in ORDERS[order]
    expected = [Case(case.title, case.person, case.role if has_role else "") for case in CASES]
    kickers = [kicker.format(number) for number in (1, 2, 3)] if has_kicker else []
    for marks in product(MARKS, MARKS, MARKS):
        if not has_kicker and ORDERS[order].startswith("{person}\n{title}") and marks[1] == "{}" != marks[2]:
            continue  # nothing says which of the two is the title
        found = find(as_word(_document(order, kicker, marks)))
        assert (cases(found), [*named(found), *(part.text for part in found.parts)]) == (expected, kickers)
    found = find(as_text(_document(order, kicker, ("{}", "{}", "{}"))))
    assert (cases(found), named(found)) == (expected, kickers)


def test_a_head_with_its_person_above_the_title_in_the_only_case() -> None:
    for above in ("", "# Bundel 2026\n"):
        found = find(as_word(f"{above}Portret 2\nNoor Yilmaz\nAchter de voordeur\n{BODY}"))
        assert cases(found) == [Case("Achter de voordeur", "Noor Yilmaz")]


def test_a_name_below_a_text_is_that_of_its_author() -> None:
    found = find(as_word("\n".join(f"{case.title}\n{BODY}\n{case.person}" for case in CASES)))
    assert [(case.title, case.person) for case in cases(found)] == [(case.title, case.person) for case in CASES]


LEAD = "Zij werkt al jaren in de wijk. Zij weet wat wachten is."
HEADS = {
    "an introduction": ("{title}\n{person}\n" + LEAD, [LEAD] * 3),
    "an introduction above the person": ("{title}\n" + LEAD + "\n{person}", [LEAD] * 3),
    "a kicker and an introduction": ("Portret\n{title}\n{person}\n" + LEAD, ["Portret", LEAD] * 3),
    "a subtitle": ("{title}\nEen verhaal uit de wijk\n{person}", ["Een verhaal uit de wijk"] * 3),
    "a subtitle in bold": ("**{title}**\n**Een verhaal uit de wijk**\n{person}", ["Een verhaal uit de wijk"] * 3),
    "a subtitle below the person": (
        "{person}\n{title}\nEen verhaal uit de wijk",
        ["Een verhaal uit de wijk"] * 3,
    ),
    "a date": ("Datum: 3 mei\n{title}\n{person}", ["Datum: 3 mei"] * 3),
}


@pytest.mark.parametrize("kind", HEADS)
def test_no_case_ends_in_the_text_of_the_one_before_it(kind: str) -> None:
    head, not_placed = HEADS[kind]
    for read in (as_word, as_text) if "*" not in head else (as_word,):
        found = find(read("\n".join(f"{head.format(title=c.title, person=c.person)}\n{BODY}" for c in CASES)))
        assert cases(found) == [Case(case.title, case.person) for case in CASES]
        assert named(found) == not_placed


def test_a_heading_above_some_of_the_plain_titles_is_that_of_a_part() -> None:
    heads = [f"{case.title}\n{case.person}\n{BODY}\n" for case in CASES]
    found = find(as_word(f"# Wijk\n{heads[0]}{heads[1]}# Vervoer\n{heads[2]}"))
    assert [draft.part for draft in found.drafts] == ["Wijk", "Wijk", "Vervoer"]
    assert cases(found) == [Case(case.title, case.person) for case in CASES]


def test_a_line_without_its_full_stop_above_a_head_is_text() -> None:
    first, second = (f"{case.title}\n{case.person}" for case in CASES[:2])
    found = find(as_word(f"{first}\n{BODY}\nEn zo ging het verder\n{second}\n{BODY}"))
    assert [case.title for case in cases(found)] == [case.title for case in CASES[:2]]
    assert cases(found)[0].good_work == f"{GOOD_WORK} En zo ging het verder"


TEXTS = {"both": BODY, "the first": f"{FIRST}\n{EXPERIENCE}", "the second": f"{SECOND}\n{GOOD_WORK}"}
ROWS = (
    "person, title",
    "title, kicker, person",
    "kicker, person, title",
    "person with role, title",
    "introduced, title",
)


@pytest.mark.parametrize("order", ROWS)
@pytest.mark.parametrize("title", ["{}", "**{}**"])
def test_a_case_that_lacks_a_text_takes_none_of_the_next(order: str, title: str) -> None:
    """Whichever texts each of three cases has."""
    heads = _document(order, "Portret {}", ("{}", title, "{}")).split(BODY)
    for kept in product(TEXTS, repeat=3):
        document = "".join(head + TEXTS[texts] for head, texts in zip(heads, kept, strict=False))
        expected = [
            Case(
                case.title,
                case.person,
                case.role if "role" in order else "",
                "" if texts == "the second" else EXPERIENCE,
                "" if texts == "the first" else GOOD_WORK,
            )
            for case, texts in zip(CASES, kept, strict=True)
        ]
        for read in (as_word, as_text) if title == "{}" else (as_word,):
            assert cases(find(read(document))) == expected, (kept, read)
