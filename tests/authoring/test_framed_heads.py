"""What is of a case in a text box or a small table is taken over; the rest is named."""

import pytest

from tests.authoring.layouts import (
    BODY,
    EXPERIENCE,
    FIRST,
    GOOD_WORK,
    HEADS,
    ONE,
    OTHER,
    SECOND,
    as_word,
    cases,
    find,
    named,
)


def test_a_title_in_a_table_below_another_case() -> None:
    found = find(
        as_word(
            "".join(
                f"| {number} | {title} |\n\n{person}\n{BODY}\n"
                for number, title, person in (
                    (1, "Samen op pad", "Fatima Jansen"),
                    (2, "Een brug", "Jan de Vries"),
                )
            )
        )
    )
    assert (cases(found), named(found)) == ([ONE, OTHER], [])


BOXES = {
    "the title": ("[Samen op pad]\nFatima Jansen\n" + BODY, []),
    "the title, above a first name": ("[# Samen op pad]\nFatima Jansen\n" + BODY, []),
    "title and person": ("[**Samen op pad** // Fatima Jansen]\n" + BODY, []),
    "the title in a table": (f"| 1 | Samen op pad |\nFatima Jansen\n{BODY}", []),
    "title and person in a table": (f"| # Samen op pad // Fatima Jansen |\n{BODY}", []),
    "a small table": (f"| Tabel | 12 |\n{HEADS[0]}{BODY}\n| Einde |", ["Tabel 12", "Einde"]),
    "the labels": (f"{HEADS[0]}[{FIRST}]\n{EXPERIENCE}\n[{SECOND}]\n{GOOD_WORK}", []),
    "a whole case": (f"[Samen op pad // Fatima Jansen // {BODY.replace(chr(10), ' // ')}]", []),
    "a form": (
        f"[{{Titel: Samen op pad; Naam: Fatima Jansen; {FIRST}: {EXPERIENCE}; {SECOND}: {GOOD_WORK}}}]",
        [],
    ),
    "a note above the title": (f"[Vertrouwelijk]\n{HEADS[0]}{BODY}", ["Vertrouwelijk"]),
    "a quotation beside the person": (f"{HEADS[0]}[**Het was spannend**]\n{BODY}", ["Het was spannend"]),
    "a quotation below a plain title": (f"Samen op pad\nFatima Jansen\n[Heel mooi]\n{BODY}", ["Heel mooi"]),
    "a quotation in a text": (
        f"{HEADS[0]}{FIRST}\n{EXPERIENCE}\n[**Heel mooi** // Fatima Jansen]\n{SECOND}\n{GOOD_WORK}\n[# Slot]",
        ["Heel mooi Fatima Jansen", "Slot"],
    ),
}


@pytest.mark.parametrize("kind", BOXES)
def test_what_is_of_a_case_in_a_text_box_is_taken_over_and_the_rest_is_named(kind: str) -> None:
    source, not_placed = BOXES[kind]
    found = find(as_word(source))
    assert cases(found) == [ONE]
    assert named(found) == not_placed
