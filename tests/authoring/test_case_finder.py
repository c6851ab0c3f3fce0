"""A title is the title, however its document is laid out; nothing is lost without a word."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.content.labels import default_labels
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


def test_what_resembles_a_label_is_text_where_that_label_follows() -> None:
    found = find(
        as_word(
            f"{HEADS[0]}{FIRST}\n{EXPERIENCE}\nMijn beeld van goed werk\nNiet zo simpel.\n{SECOND}\n{GOOD_WORK}"
        )
    )
    assert cases(found) == [Case(experience=f"{EXPERIENCE} Mijn beeld van goed werk Niet zo simpel.")]
    assert named(found) == []


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


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kenmerkende ervaringen", "Beelden van goed werk:"),
        ("Kenmerkende ervaring van Marieke", "Het beeld van goed werk"),
        ("De kenmerkende ervaring van Marieke", "Ons beeld van goed werk door Marieke"),
        ("Kenmerkende ervaring (240 woorden)", "Deel 2: Beeld van goed werk"),
    ],
)
def test_what_resembles_a_label_is_taken_for_it_and_named(first: str, second: str) -> None:
    found = find(as_word(f"{HEADS[0]}{first}\n{EXPERIENCE}\n{second}\n{GOOD_WORK}"))
    assert cases(found) == [ONE]
    assert named(found) == [first, second]


def test_a_label_that_is_glued_to_its_text_is_taken_and_named() -> None:
    for read in (as_word, as_text):
        found = find(read(f"{HEADS[0].strip('# ')}1. {FIRST} {EXPERIENCE}\n{SECOND.upper()} {GOOD_WORK}"))
        assert cases(found) == [ONE]
        assert named(found) == [label.paragraph.text for label in found.doubtful] != []
        found = find(read(f"{HEADS[0].strip('# ')}{BODY}\n{SECOND} is wat Jan doet.\n{SECOND} Nederland ook."))
        assert (len(found.drafts), named(found)) == (1, [])


GLUED = {
    "after colons": (f"{FIRST}: {EXPERIENCE} {SECOND}: {GOOD_WORK}", True),
    "after dashes": (f"{FIRST} - {EXPERIENCE} {SECOND} – {GOOD_WORK}", True),
    "a sentence without its full stop": (f"{FIRST}: {EXPERIENCE[:-1]} {SECOND}: {GOOD_WORK}", True),
    "with dashes between them": (f"{FIRST} - {EXPERIENCE} – {SECOND} - {GOOD_WORK}", True),
    "without signs": (f"{FIRST} {EXPERIENCE} {SECOND} {GOOD_WORK}", False),
    "the second alone at the end": (f"{FIRST}\n{EXPERIENCE} {SECOND}:\n{GOOD_WORK}", True),
    "the second with its text": (f"{FIRST}\n{EXPERIENCE} {SECOND}: {GOOD_WORK}", True),
}


@pytest.mark.parametrize("kind", GLUED)
def test_two_labels_in_one_paragraph_are_two_labels(kind: str) -> None:
    source, is_certain = GLUED[kind]
    for read in (as_word, as_text):
        found = find(read(f"Samen op pad\nFatima Jansen\n\n{source}"))
        assert [replace(case, experience=EXPERIENCE) for case in cases(found)] == [ONE]
        assert cases(found)[0].experience.rstrip(".") == EXPERIENCE.rstrip(".")
        assert (named(found) == []) == is_certain


def test_two_labels_with_nothing_between_them_are_no_text() -> None:
    found = find(as_word(f"{HEADS[0]}{FIRST} {SECOND}\n{EXPERIENCE}\n{GOOD_WORK}"))
    assert cases(found) == [Case(experience="", good_work=f"{EXPERIENCE} {GOOD_WORK}")]
    assert named(found) == []


@pytest.mark.parametrize("sign", ["en", "&", "/"])
def test_two_labels_on_one_line_above_one_text_are_the_first(sign: str) -> None:
    """Where the second text starts only who wrote it knows, so that is named."""
    line = f"{FIRST} {sign} {SECOND.lower()}"
    found = find(as_word(f"{HEADS[0]}{line}\n{EXPERIENCE}\n{GOOD_WORK}"))
    assert (cases(found), named(found)) == ([Case(experience=f"{EXPERIENCE} {GOOD_WORK}", good_work="")], [line])


def test_a_list_of_the_labels_starts_no_case() -> None:
    for listed in (f"{FIRST}\n{SECOND}", f"{SECOND}\n{FIRST}", FIRST):
        for read in (as_word, as_text):
            found = find(read(f"{HEADS[0]}{listed}\n{BODY}\n{HEADS[1]}{listed}\n{BODY}"))
            assert (cases(found), named(found)) == ([ONE, OTHER], [])


@pytest.mark.parametrize(
    "text", [f"Het was druk. {SECOND} Nederland hielp.", f"Dat was mijn {SECOND}", f"Wat is een {SECOND}?"]
)
def test_the_words_of_a_label_in_a_text_are_text(text: str) -> None:
    found = find(as_word(f"{HEADS[0]}{FIRST}\n{text}\n{SECOND}\n{GOOD_WORK}"))
    assert (cases(found), named(found)) == ([Case(experience=text)], [])


def test_labels_of_another_language_are_labels_and_say_the_language_of_their_case() -> None:
    first, second = (default_labels("en")[name] for name in ("experience", "good_work"))
    english = f"{first}\n{EXPERIENCE}\n{second}\n{GOOD_WORK}"
    form = f"{HEADS[1]}| {first} | {EXPERIENCE} |\n| {second} | {GOOD_WORK} |"
    found = find(as_word(f"{HEADS[0]}{english}\n{form}\n# Derde\nPiet Bos\n{BODY}"))
    assert cases(found) == [ONE, OTHER, Case("Derde", "Piet Bos")]
    assert [draft.language for draft in found.drafts] == ["en", "en", ""]
    assert named(found) == []


KICKERS = {
    "below the title": ("# Samen op pad\nInterview\ndoor Fatima Jansen", Case(), []),
    "below a plain title": ("Samen op pad\nInterview\nFatima Jansen", Case(), []),
    "in bold": ("**Samen op pad**\n**Portret**\nFatima Jansen, jurist", Case(role="jurist"), []),
    "without a title": ("Interview\ndoor Fatima Jansen", Case(""), []),
    "on three lines": ("# Samen op pad\nInterview\ndoor\nFatima Jansen", Case(), []),
    "above the title": ("Interview\nSamen op pad\nFatima Jansen", Case(), ["Interview"]),
    "as a heading above the title": ("# Interview\nSamen op pad\nFatima Jansen", Case(), ["Interview"]),
    "as a heading above two": ("# Interview\n# Samen op pad\nFatima Jansen", Case(), ["Interview"]),
    "as the title": ("# Interview\nFatima Jansen", Case("Interview"), []),
}


@pytest.mark.parametrize("kind", KICKERS)
def test_a_word_such_as_interview_is_no_title_where_it_introduces_one_or_a_person(kind: str) -> None:
    head, expected, not_placed = KICKERS[kind]
    found = find(as_word(f"{head}\n{BODY}"))
    assert (cases(found), named(found)) == ([expected], not_placed)


KIND_WORDS = (
    "Portret",
    "PORTRET 2",
    "Interview:",
    "Verhaal drie",
    "Tweede portret",
    "Casus #3 (van 12)",
    "III",
    "3.",
)


@pytest.mark.parametrize("kicker", KIND_WORDS)
@pytest.mark.parametrize("title", ["# {}", "{}", "**{}**"])
@pytest.mark.parametrize("mark", ["# {}", "## {}", "**{}**", "{}"])
def test_words_for_a_kind_of_text_are_no_title_and_no_text_of_the_case_above(
    kicker: str, title: str, mark: str
) -> None:
    """They are named, and the level of their heading says nothing."""
    heads = (
        f"{mark.format(kicker)}\n{title.format(case.title)}\n{case.person}\n{BODY}\n" for case in (ONE, OTHER, ONE)
    )
    found = find(as_word("".join(heads)))
    not_placed = [*named(found), *(part.text for part in found.parts)]
    assert (cases(found), not_placed) == ([ONE, OTHER, ONE], [kicker] * 3)


def test_a_word_for_a_kind_of_text_above_a_name_alone_is_the_title() -> None:
    text = "\n\n".join(f"Verhaal {number}\nJan\n\n{BODY}" for number in (1, 2))
    for blocks in (as_text(text), as_word(text.replace("Verhaal", "# Verhaal"))):
        assert cases(find(blocks)) == [Case("Verhaal 1", "Jan"), Case("Verhaal 2", "Jan")]


@pytest.mark.parametrize(
    "title", ["Portretten", "Verhaal van de wijk", "Deel je kennis", "Gesprek aan tafel", "Casus water"]
)
def test_a_title_may_have_a_word_for_a_kind_of_text(title: str) -> None:
    heads = (f"# {title}\nWat nu\n{case.person}\n{BODY}\n" for case in (ONE, OTHER))
    found = find(as_word("".join(heads)))
    assert [case.title for case in cases(found)] == [title, title]


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


def test_an_english_book_and_labels_of_ones_own() -> None:
    source = "Going together\nTold by Mary O'Neill, policy officer\n\n{}\n" + EXPERIENCE + "\n{}: " + GOOD_WORK
    expected = [Case("Going together", "Mary O'Neill", "policy officer")]
    labels = {"experience": "What happened", "good_work": "Links: what helped"}
    english = find(as_text(source.format("A telling experience", "A Picture of Good Work")), "en")
    own = find(as_text(source.format("WHAT HAPPENED", "Links: what helped")), "en", labels)
    assert (cases(english), cases(own)) == (expected, expected)


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
