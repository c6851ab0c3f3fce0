"""The text of labels: compared with what an editor wrote, and parted from what follows it."""

import re
import unicodedata
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from handbook.authoring._paragraphs import Paragraph

SIMILARITY = 0.79  # of difflib, from 0 to 1, of each word: ervaring and ervaringen, not ervaring and verandering
MOST_IN_SHORT_WORD = 3  # letters of a word that other letters in another order may make too: van, nav
LONGEST_LABEL = 100  # characters, with a name or a hint
NUMBER = re.compile(r"^(?:[\d.)(\s]+|(?:[a-z]|[ivx]{1,4})[.)]\s+)")


@lru_cache(maxsize=1000)
def comparable(text: str) -> str:
    """Returns a label without what editors vary: capitals, accents, numbering, a colon at its end.

    The result is empty for a text that is too long for a label.
    """
    if len(text) > LONGEST_LABEL:
        return ""
    return " ".join(re.sub(r"[\s:.–—-]+$", "", NUMBER.sub("", bare_letters(text).strip())).split())


def bare_letters(text: str) -> str:
    """Returns a text in small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def are_similar(words: list[str], label: list[str]) -> bool:
    return len(words) == len(label) and all(map(_is_similar, words, label))


@lru_cache(maxsize=10_000)
def _is_similar(word: str, other: str) -> bool:
    """Returns whether words differ little, or by the order of their letters: geod is goed."""
    if word[:1] == other[:1] and len(word) > MOST_IN_SHORT_WORD and sorted(word) == sorted(other):
        return True
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= SIMILARITY


def end_of_words(text: str, words: list[str]) -> int:
    """Returns the place in a text after these words and the space below them."""
    match = re.search(r"\s+".join(map(re.escape, words)) + r"\s+", text)
    return match.end() if match else 0


def same_place(mark: str, paragraph: Paragraph, end: int) -> int:
    """Returns the end of a mark in the Markdown of a paragraph that ends at ``end`` in its text."""
    start = -1
    for _ in range(paragraph.text[:end].count(mark)):
        start = paragraph.markdown.find(mark, start + 1)
    return start + 1


def closed(markdown: str, start: int) -> str:
    """Returns the end of a Markdown text from ``start`` on, with the emphasis around that place mended."""
    marks = re.findall(r"(?<!\\)\*+", markdown[:start])
    rest = markdown[start:].lstrip()
    if len(marks) % 2 == 0:
        return rest
    return rest.removeprefix(marks[-1]) if rest.startswith(marks[-1]) else marks[-1] + rest


def without_separator(paragraph: Paragraph, text: str, markdown: str) -> Paragraph | None:
    """Returns the rest of a paragraph after its label; None if there is nothing."""
    text, markdown = (re.sub(r"^(?:\s*[:–—-](?=\s|$))?\s*", "", part).rstrip() for part in (text, markdown))
    return replace(paragraph, text=text, markdown=markdown, item="", level=0) if text else None
