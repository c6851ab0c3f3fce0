"""Levels of headings tell titles of cases from what is above and what is in them."""

import pytest

from tests.authoring.layouts import (
    BODY,
    EXPERIENCE,
    FIRST,
    GOOD_WORK,
    OTHER,
    SECOND,
    Case,
    as_word,
    cases,
    find,
    named,
)


@pytest.mark.parametrize("mark", ["### {}", "**{}**"])
@pytest.mark.parametrize("below", ["Nog iets.", "Nog iets", "Els Bos", "Wat nu?", "Els Bos, adviseur", ""])
@pytest.mark.parametrize("title", ["# {}", "{}"])
def test_a_heading_below_the_level_of_the_titles_starts_no_case(title: str, mark: str, below: str) -> None:
    sub, label = f"{mark.format('Tot slot')}\n{below}\n", "## {}" if "#" in title else "{}"
    body = f"{label.format(FIRST)}\n{EXPERIENCE}\n{sub}{label.format(SECOND)}\n{GOOD_WORK}\n{sub}"
    heads = (f"{title.format('Samen op pad')}\nFatima Jansen\n", f"{title.format('Een brug')}\nJan de Vries\n")
    found = find(as_word("".join(head + body for head in heads)))
    rest = " ".join(sub.lstrip("# ").split())
    texts = ("", f"{EXPERIENCE} {rest}", f"{GOOD_WORK} {rest}")
    assert cases(found) == [
        Case("Samen op pad", "Fatima Jansen", *texts),
        Case("Een brug", "Jan de Vries", *texts),
    ]
    assert named(found) == []


@pytest.mark.parametrize("titles", ["## {}", "**{}**"])
def test_of_two_headings_the_lower_one_is_the_title(titles: str) -> None:
    """The other one is that of a part of the document."""
    heads = [
        f"{titles.format(title)}\n{person}\n{BODY}\n"
        for title, person in zip("AB", ("Ans Bos", "Bo Smit"), strict=True)
    ]
    found = find(as_word(f"# Samenwerken\n{''.join(heads)}# Water\n{heads[0]}"))
    assert [(draft.title, draft.person, draft.part) for draft in found.drafts] == [
        ("A", "Ans Bos", "Samenwerken"),
        ("B", "Bo Smit", "Samenwerken"),
        ("A", "Ans Bos", "Water"),
    ]
    assert {draft.good_work for draft in cases(found)} == {GOOD_WORK}
    assert named(found) == []


def test_a_heading_with_the_person_may_stand_above_the_title() -> None:
    heads = ("# Fatima Jansen, jurist\n## Samen op pad\n", "# Jan de Vries\n## Een brug\n")
    found = find(
        as_word("".join(f"{head}### {FIRST}\n{EXPERIENCE}\n### {SECOND}\n{GOOD_WORK}\n" for head in heads))
    )
    assert (cases(found), found.parts) == ([Case(role="jurist"), OTHER], [])
