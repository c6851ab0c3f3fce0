"""Words are found in all stories, in foreword and colophon, where the form shows them."""

from pathlib import Path

import pytest

from handbook.preview import _search
from handbook.preview._case_store import CaseStore
from handbook.preview._search import Search
from tests.books import change, write


def test_words_are_found_however_they_are_typed(tmp_path: Path) -> None:
    """Capitals, accents and quotation marks do not count, nor where a line ends; places are those of a browser."""
    stories: list[dict[str, object]] = [
        {"experience": "🎉 De “Café de\nHoek” zei: ’s avonds.", "questions": ["Eén?", "Een café?"]},
        {
            "title": "Cafe",
            "portrait": {"file": "cafe.jpg", "alt": "x", "credit": "Foto: CAFÉ"},
            "themes": ["Cafe"],
        },
    ]
    book = {"themes": [{"name": "Cafe"}], "foreword": "In het café.", "organisation": "Cafe"}
    content = write(tmp_path / "content", stories, **book)
    search = Search(CaseStore(content))
    hits = search.find(" cafe ")
    assert [(hit.slug, hit.field, hit.start, hit.found) for hit in hits] == [
        ("", "foreword", 7, "café"),
        ("verhaal-1", "experience", 7, "Café"),
        ("verhaal-1", "questions", 9, "café"),
        ("verhaal-2", "title", 0, "Cafe"),
        ("verhaal-2", "portrait.credit", 6, "CAFÉ"),
    ]
    assert (hits[1].before, hits[1].after[:9]) == ("🎉 De “", " de Hoek”")
    assert len(search.find("de hoek\" zei: 's")) == 1
    assert search.find("") == search.find("  ") == search.find("nergens") == []


def test_a_search_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a bound; and what cannot be read is passed over until it can be."""
    monkeypatch.setattr(_search, "MOST_HITS", 3)
    content = write(tmp_path / "content", [{"experience": "een " * 9}, {}])
    search = Search(CaseStore(content))
    assert [hit.slug for hit in search.find("een")] == ["verhaal-1"] * 3
    file = content / "cases" / "01-verhaal-1.yaml"
    change(file, "title:", "'title:")
    assert {hit.slug for hit in search.find("verhaal")} == {"verhaal-2"}
    change(file, "'title:", "title:")
    assert {hit.slug for hit in search.find("verhaal")} == {"verhaal-1", "verhaal-2"}
