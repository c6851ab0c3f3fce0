"""A book is cast off: type sizes and figures follow from the texts alone."""

from pathlib import Path

import pytest

from handbook.content.loader import load
from handbook.pages.cast_off import Shape, book_size, running_title, shape_of, text_classes
from tests.books import words, write


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("Een zin. Nog een zin!", (2, 3)),
        ("“Ga zitten.” Hij zat.", (2, 2)),
        ("Het kost 3.5 miljoen, d.w.z. veel.", (6,)),
        ("Drie:\n\n- een\n- twee drie\n\n> vier", (1, 1, 2, 1)),
        ("*Kort* en **goed**. [Zie dit](https://example.org).", (3, 2)),
    ],
)
def test_each_sentence_counts_its_words(tmp_path: Path, text: str, lengths: tuple[int, ...]) -> None:
    case = load(write(tmp_path / "book", [{"experience": text}])).cases[0]
    assert shape_of(case).verso[: len(lengths)] == lengths


def test_the_same_texts_have_the_same_shape_and_a_changed_sentence_another(tmp_path: Path) -> None:
    texts = ("Een zin. En nog een.", "Een zin. En nog een.", "Een zin. En nog een woord.")
    shapes = [shape_of(case) for case in load(write(tmp_path / "b", [{"experience": t} for t in texts])).cases]
    assert shapes[0].verso == shapes[1].verso != shapes[2].verso


@pytest.mark.parametrize(("count", "size"), [(40, "L"), (110, "L"), (111, "M"), (180, "M"), (181, "S")])
def test_the_size_follows_the_median_text(tmp_path: Path, count: int, size: str) -> None:
    cases = [{"experience": words(count), "good_work": words(count)}] * 3 + [{"experience": words(240)}]
    assert book_size(load(write(tmp_path / "book", cases)).cases) == size


@pytest.mark.parametrize(
    ("verso", "recto", "kinds"),
    [
        (1, 30, ["statement", "statement"]),
        (30, 31, ["statement", "large"]),
        (31, 80, ["large", "large"]),
        (31, 81, ["large", "body"]),
        (41, 81, ["body", "body"]),
        (160, 80, ["body", "large"]),
        (162, 81, ["body", "body"]),
        (81, 30, ["body", "statement"]),
    ],
)
def test_a_statement_or_a_much_shorter_text_is_set_otherwise_than_the_text_opposite(
    verso: int, recto: int, kinds: list[str]
) -> None:
    assert list(text_classes(Shape((verso,), (recto,))).values()) == kinds


def test_a_long_running_title_is_cut_after_a_word() -> None:
    assert running_title("De koek groter maken") == "De koek groter maken"
    cut = running_title(
        "Wat er gebeurde toen niemand meer wist wie er eigenlijk over de planning van de opgave ging"
    )
    assert cut == "Wat er gebeurde toen niemand meer wist wie er eigenlijk …"
    assert running_title("x" * 70) == "x" * 58 + "…"
    assert running_title("sa\u00admen " * 9) == "samen " * 9, "what is invisible takes no room"
