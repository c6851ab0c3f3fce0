"""Casts off: chooses the type size of a book by the lengths of its texts, and counts their sentences. No I/O."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from statistics import median
from typing import NamedTuple

from handbook.content.case_model import PAGE_TEXTS, Case
from handbook.content.line_ends import without_marks
from handbook.content.text import Prose

MOST_WORDS = {"L": 110, "M": 180}  # of the median text of a book that is set in that size; in S what is longer
MOST_RUNNING = 58  # characters of a running title
MOST_STATEMENT = 30  # words of a text that is set as large as its page allows
MOST_LARGE = 80  # words of a text that is set larger than others
MOST_TEXTS = 2500  # whose lengths are cached; a book of the most cases has 2000
END_OF_BLOCK = re.compile(r"</(?:p|li|blockquote|h\d)>")
TAG = re.compile(r"<[^>]*>")
# A sentence ends where a space and no small letter follow.
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?![a-zà-ÿ])")


class Shape(NamedTuple):
    """The number of words of each sentence of the two texts of a case."""

    verso: tuple[int, ...]
    recto: tuple[int, ...]


def shape_of(case: Case) -> Shape:
    """Returns the shape of a case: the same texts have the same, and each sentence counts."""
    verso, recto = PAGE_TEXTS
    return Shape(sentence_lengths(getattr(case, verso)), sentence_lengths(getattr(case, recto)))


def sentence_lengths(text: Prose) -> tuple[int, ...]:
    """Returns the number of words of each sentence; a paragraph and a list item end one."""
    return _sentence_lengths(text.html)


@lru_cache(MOST_TEXTS)  # the preview asks for those of the whole book after each change of one text
def _sentence_lengths(html: str) -> tuple[int, ...]:
    blocks = END_OF_BLOCK.sub("\n", html).split("\n")
    plain = (without_marks(unescape(TAG.sub("", block))).strip() for block in blocks)
    sentences = (sentence for block in plain for sentence in END_OF_SENTENCE.split(block))
    return tuple(words for sentence in sentences if (words := len(sentence.split())))


def book_size(cases: Sequence[Case]) -> str:
    """Returns the type size that suits most texts of a book, one of ``looks.SIZES``."""
    lengths = [sum(side) for case in cases for side in shape_of(case)]
    middle = median(lengths) if lengths else 0
    return next((size for size, most in MOST_WORDS.items() if middle <= most), "S")


def running_title(title: str) -> str:
    """Returns a title for the foot of a page: one line, cut after a word where it is longer."""
    title = without_marks(title)
    if len(title) <= MOST_RUNNING:
        return title
    whole_words = title[: MOST_RUNNING + 1].rpartition(" ")[0].rstrip(" ,;:–-")
    return f"{whole_words} …" if whole_words else f"{title[:MOST_RUNNING]}…"


def text_classes(shape: Shape) -> dict[str, str]:
    """Returns how each text of a case is set, by its field: "statement", "large" or "body".

    A text differs from the one opposite where it is a statement, or at most half as long.
    """
    words = [sum(lengths) for lengths in shape]
    return {field: _text_class(number, max(words)) for field, number in zip(PAGE_TEXTS, words, strict=True)}


def _text_class(words: int, longer: int) -> str:
    """Returns how a text of so many words is set, in a spread whose longer text has ``longer``."""
    if words <= MOST_STATEMENT:
        return "statement"
    return "large" if longer <= MOST_LARGE or words <= min(MOST_LARGE, longer / 2) else "body"
