"""Finds labels: the headings of the two pages and of the questions, and the names of fields in forms."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import yaml

from handbook.authoring._paragraphs import BULLET, SENTENCE_END, Paragraph
from handbook.content.field_kinds import fields_by_name
from handbook.content.model import PAGE_TEXTS, Case

WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
QUESTIONS = "questions"
HEADED_FIELDS = (*PAGE_TEXTS, QUESTIONS)  # each below its own heading
FIELDS = ("title", "person", "role", "themes", "quote", *HEADED_FIELDS)  # what a form can have
OTHER = "other"  # a line or row of a form that is no part of a case
SIMILARITY = 0.79  # of difflib, from 0 to 1, of each word: ervaring and ervaringen, not ervaring and verandering
LONGEST_LABEL = 100  # characters, with a name or a hint
MOST_WORDS = 6  # of a name after a label
MOST_WORDS_BEFORE = 3  # before a label and a colon
BOLD_START = re.compile(r"(\*\*\*?)(?!\s)(.+?)\1")
SEPARATOR = re.compile(r":|\s[-–—](?=\s)")  # between a label and a text on its line
NUMBER = re.compile(r"^(?:[\d.)(\s]+|(?:[a-z]|[ivx]{1,4})[.)]\s+)")
STARTS_TEXT = re.compile(r"[\"'“‘(]*[A-ZÀ-Þ0-9]")
HINT = re.compile(r"\s*\([^()]*\)\s*[:.]?$")  # Kenmerkende ervaring (ongeveer 240 woorden)


@dataclass(frozen=True)
class Label:
    """A label in a document: its field, its paragraph, and the text after it in that paragraph.

    ``is_certain`` says that it is written as the book prints it, but for capitals, accents and numbering.
    """

    field: str
    paragraph: Paragraph
    rest: Paragraph | None = None
    is_certain: bool = True


class LabelFinder:
    """Finds labels; ``labels`` are the words of the book by name."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.headings = {comparable(labels[name]): name for name in HEADED_FIELDS}
        self.keys = _keys() | self.headings
        self.most_words = max(len(heading.split()) for heading in self.headings)

    def find(self, paragraph: Paragraph) -> Label | None:
        """Returns the label with which a paragraph starts."""
        if name := self.headings.get(comparable(paragraph.text)):
            return Label(name, paragraph)
        found = self._in_bold(paragraph) or self._before_text(paragraph) or self._whole(paragraph)
        found = found or self._glued(paragraph)
        return found if found and (found.is_certain or paragraph.item != BULLET) else None

    def key(self, text: str) -> str:
        """Returns the field that the label of a row in a form names, or OTHER; empty if it names none."""
        name = self.keys.get(comparable(text)) or self.similar(text)
        return name or self._key_of_words(HINT.sub("", text))

    def is_exact(self, text: str) -> bool:
        """Returns whether the label of a row has no words but those of its field."""
        return comparable(text) in self.keys or bool(self._key_of_words(text))

    def _key_of_words(self, text: str) -> str:
        """Returns the field of a label like  Naam en functie , all of whose words are known: that of the first."""
        words = [word for word in re.findall(r"[\w'-]+", comparable(text)) if word not in WORDS["fillers"]]
        names = [self.keys.get(word, "") for word in words]
        return names[0] if names and all(names) else ""

    def similar(self, text: str) -> str:
        """Returns the field of a heading that is written a little differently, or has a name or a hint with it."""
        words = comparable(HINT.sub("", text)).split()
        while words and words[0] in WORDS["determiners"]:
            words.pop(0)
        for heading, name in self.headings.items():
            label = heading.split()
            after = words[len(label) :]
            has_name = after[:1] and after[0] in WORDS["prepositions"] and len(after) <= MOST_WORDS
            if _are_similar(words[: len(label)], label) and (not after or has_name):
                return name
        return ""

    def is_split_label(self, text: str) -> bool:
        """Returns whether a text in bold within a paragraph is a label."""
        return text[:1].isupper() and comparable(text) in self.headings

    def _in_bold(self, paragraph: Paragraph) -> Label | None:
        """Reads  **Kenmerkende ervaring** De afgelopen jaren."""
        match = BOLD_START.match(paragraph.markdown)
        if not match or match.end() == len(paragraph.markdown) or len(match[2]) > LONGEST_LABEL:
            return None
        certain = self.headings.get(comparable(match[2]))
        if name := certain or self.similar(match[2]):
            text = paragraph.text[len(match[2]) :] if paragraph.text.startswith(match[2]) else ""
            rest = _without_separator(paragraph, text, paragraph.markdown[match.end() :])
            return Label(name, paragraph, rest, bool(certain)) if text else None
        return None

    def _before_text(self, paragraph: Paragraph) -> Label | None:
        """Reads  Kenmerkende ervaring: de afgelopen jaren  and  Kenmerkende ervaring - de afgelopen jaren."""
        for match in SEPARATOR.finditer(paragraph.text):
            if match.start() > LONGEST_LABEL:
                break
            before = paragraph.text[: match.start()]
            certain = self.headings.get(comparable(before))
            if name := certain or self.similar(before):
                start = _same_place(match[0].strip(), paragraph, match.end())
                rest = _without_separator(
                    paragraph, paragraph.text[match.end() :], _closed(paragraph.markdown, start)
                )
                return Label(name, paragraph, rest, bool(certain))
        return None

    def _glued(self, paragraph: Paragraph) -> Label | None:
        """Reads  Kenmerkende ervaring De afgelopen jaren , where a line end or a tab was lost."""
        words = NUMBER.sub("", paragraph.text).split(maxsplit=self.most_words)
        for size in range(len(words) - 1, 0, -1):
            name = self.headings.get(comparable(" ".join(words[:size])), "")
            start, end = (_end_of_words(text, words[:size]) for text in (paragraph.text, paragraph.markdown))
            is_parted = bool(paragraph.tab) and paragraph.tab + 1 == start
            is_text = is_parted or (words[0][0].isupper() and STARTS_TEXT.match(words[size]))
            if name in PAGE_TEXTS and is_text:
                rest = replace(
                    paragraph, text=paragraph.text[start:], markdown=paragraph.markdown[end:], item="", level=0
                )
                return Label(name, paragraph, rest, is_certain=is_parted)
        return None

    def _whole(self, paragraph: Paragraph) -> Label | None:
        if len(paragraph.text) > LONGEST_LABEL or SENTENCE_END.search(paragraph.text.rstrip(":")):
            return None
        if paragraph.text[:1].isupper() and self.keys.get(comparable(paragraph.text)) == QUESTIONS:
            return Label(QUESTIONS, paragraph, is_certain=False)
        before, _, after = SEPARATOR.sub("\n", paragraph.text, count=1).partition("\n")
        is_numbered = len(before.split()) <= MOST_WORDS_BEFORE  # Deel 1: Kenmerkende ervaring
        name = (is_numbered and self.headings.get(comparable(after))) or self.similar(paragraph.text)
        return Label(name, paragraph, is_certain=False) if name else None


@lru_cache(maxsize=1000)
def comparable(text: str) -> str:
    """Returns a label without what editors vary: capitals, accents, numbering, a colon at its end.

    The result is empty for a text that is too long for a label.
    """
    if len(text) > LONGEST_LABEL:
        return ""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\s:.–—-]+$", "", NUMBER.sub("", bare.strip())).split())


def _keys() -> dict[str, str]:
    """Returns the words for each field that a form can have: those of its declaration, and some more."""
    kinds = fields_by_name(Case)
    words = {
        name: (name.replace("_", " "), *kinds[name].form_label.values(), *kinds[name].synonyms) for name in FIELDS
    }
    words |= {OTHER: tuple(WORDS[OTHER]), "person": (*words["person"], *WORDS["person"])}
    return {comparable(word.replace("’", "'")): name for name, several in words.items() for word in several}


def _are_similar(words: list[str], label: list[str]) -> bool:
    return len(words) == len(label) and all(map(_is_similar, words, label))


@lru_cache(maxsize=10_000)
def _is_similar(word: str, other: str) -> bool:
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= SIMILARITY


def _end_of_words(text: str, words: list[str]) -> int:
    """Returns the place in a text after these words and the space below them."""
    match = re.search(r"\s+".join(map(re.escape, words)) + r"\s+", text)
    return match.end() if match else 0


def _same_place(mark: str, paragraph: Paragraph, end: int) -> int:
    """Returns the end of a mark in the Markdown of a paragraph that ends at ``end`` in its text."""
    start = -1
    for _ in range(paragraph.text[:end].count(mark)):
        start = paragraph.markdown.find(mark, start + 1)
    return start + 1


def _closed(markdown: str, start: int) -> str:
    """Returns the end of a Markdown text from ``start`` on, with the emphasis around that place mended."""
    marks = re.findall(r"(?<!\\)\*+", markdown[:start])
    rest = markdown[start:].lstrip()
    if len(marks) % 2 == 0:
        return rest
    return rest.removeprefix(marks[-1]) if rest.startswith(marks[-1]) else marks[-1] + rest


def _without_separator(paragraph: Paragraph, text: str, markdown: str) -> Paragraph | None:
    """Returns the rest of a paragraph after its label; None if there is nothing."""
    text, markdown = (re.sub(r"^(?:\s*[:–—-](?=\s|$))?\s*", "", part).rstrip() for part in (text, markdown))
    return replace(paragraph, text=text, markdown=markdown, item="", level=0) if text else None
