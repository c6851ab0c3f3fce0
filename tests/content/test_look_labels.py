"""Each look says in the colophon what its figures are, in every language."""

from pathlib import Path

import pytest

from handbook.content.labels import default_labels, languages
from handbook.content.loader import load
from handbook.content.looks import DEFAULT, LOOKS
from tests.books import write


@pytest.mark.parametrize("language", languages())
def test_each_look_has_the_labels_of_the_others_and_words_of_its_own(language: str) -> None:
    labels = [default_labels(language, look) for look in LOOKS]
    assert all(other.keys() == labels[0].keys() for other in labels)
    assert len({other["figures"] for other in labels}) == len(LOOKS)


def test_a_book_of_an_unknown_look_is_read_in_the_default_one(tmp_path: Path) -> None:
    book = load(write(tmp_path / "book", [{}], look="wram"))
    assert [problem.message for problem in book.problems] != []
    assert (book.look.name, book.labels["figures"]) == (DEFAULT, default_labels("nl")["figures"])
