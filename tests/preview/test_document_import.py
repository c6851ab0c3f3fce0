"""Documents that are dropped on the page: what they have is kept until the editor has chosen."""

from pathlib import Path
from uuid import uuid4

import pytest

from handbook.content.loader import load
from handbook.preview import _document_import
from handbook.preview._access import RequestTooLarge
from handbook.preview._case_store import CaseStore
from handbook.preview._document_import import DocumentImport, FoundDocument
from handbook.preview._errors import InvalidRequest
from handbook.preview._uploads import Uploads
from tests.books import write

STORY = "Verhaal {}\nJan\n\nKenmerkende ervaring\nEen tekst.\n\nBeeld van goed werk\nEen beeld.\n\n"


@pytest.fixture
def documents(tmp_path: Path) -> DocumentImport:
    (tmp_path / "uploads").mkdir()
    return DocumentImport(write(tmp_path / "content", [{}]), Uploads(tmp_path / "uploads"))


def read(documents: DocumentImport, *files: tuple[bytes, str]) -> tuple[str, list[FoundDocument]]:
    names = {}
    for data, name in files:
        upload = str(uuid4())
        documents.append(upload, data)
        names[upload] = name
    return documents.read(names, load(documents.content), "nl")


def test_only_what_is_chosen_is_added_and_only_once(documents: DocumentImport) -> None:
    text = (STORY.format(2) + STORY.format(3)).encode()
    key, (found,) = read(documents, (text, "mei.txt"))
    assert [(story.title, story.person, story.can_be_added) for story in found.stories] == [
        ("Verhaal 2", "Jan", True),
        ("Verhaal 3", "Jan", True),
    ]
    assert [(each.label, each.words, each.start) for each in found.stories[0].texts] == [
        ("Kenmerkende ervaring", 2, "Een tekst."),
        ("Beeld van goed werk", 2, "Een beeld."),
    ]
    for chosen in ([], [2], [-1]):
        with pytest.raises(InvalidRequest):
            documents.add(key, chosen)
    (path,) = documents.add(key, [1, 1])
    assert path.name == "02-verhaal-3.yaml"
    with pytest.raises(InvalidRequest):
        documents.add(key, [0])
    assert not [*documents.uploads.folder.iterdir()]


def test_the_problems_of_each_document_and_story_stand_with_it(documents: DocumentImport) -> None:
    """Whatever the documents are called; a story that a build would refuse cannot be added."""
    long = STORY.format(2).replace("Een tekst.", "Een tekst. " * 1000).encode()
    names = ["../../weg.txt", "..", "C:\\map\\" + "ë" * 300 + ".txt", "", "mei.txt\0\n.pdf"]
    key, found = read(documents, *((long if n == 0 else b"Niets.", name) for n, name in enumerate(names)))
    assert [each.name for each in found[:2]] == ["weg.txt", "-"]
    assert [len(each.stories) for each in found] == [1, 0, 0, 0, 0]
    assert [len(each.problems) for each in found] == [0, 1, 1, 1, 1]
    (story,) = found[0].stories
    assert not story.can_be_added
    with pytest.raises(InvalidRequest):
        documents.add(key, [0])
    twice = (STORY.format(4).encode(), "a.txt"), (STORY.format(4).encode(), "a.txt")
    _, (first, second) = read(documents, *twice)
    assert (len(first.stories), len(second.stories), len(second.problems)) == (1, 0, 1)
    assert str(documents.uploads.folder) not in second.problems[0].message


def test_what_a_page_asks_is_bounded(documents: DocumentImport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_document_import, "MOST_READINGS", 2)
    monkeypatch.setattr(_document_import, "DOCUMENT", 1000)
    keys = [read(documents, (STORY.format(n).encode(), "a.txt"))[0] for n in (2, 3, 4)]
    assert [*documents.readings] == keys[1:]
    for names in ({}, {str(uuid4()): "a.txt"}, {"../weg": "a.txt"}):
        with pytest.raises(InvalidRequest):
            documents.read(names, load(documents.content), "nl")
    with pytest.raises(RequestTooLarge):
        documents.append(str(uuid4()), bytes(1001))
    assert not [*documents.uploads.folder.iterdir()]


def test_a_copy_has_a_title_of_its_own(tmp_path: Path) -> None:
    """Also the second copy, and that of a title so long that all copies would have one name."""
    content = write(tmp_path / "content", [{"title": "Een heel lange titel " * 5}, {}])
    store = CaseStore(content)
    slug = store.order()[0]
    copies = [store.duplicate(slug, "nl")[0] for _ in range(2)]
    assert [*copies[1:], *copies[:1]] == store.order()[1:3]
    assert store.fields(copies[1])["title"] == "Kopie 2 van " + ("Een heel lange titel " * 5).strip()
