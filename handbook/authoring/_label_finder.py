"""Finds labels: the headings of the two pages and of the questions, and the names of fields in forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from handbook.authoring._label_text import (
    LONGEST_LABEL,
    NUMBER,
    are_similar,
    closed,
    comparable,
    end_of_words,
    same_place,
    without_separator,
)
from handbook.authoring._paragraphs import BULLET, SENTENCE_END, Paragraph
from handbook.content.case_model import PAGE_TEXTS, Case
from handbook.content.field_kinds import fields_by_name
from handbook.content.labels import default_labels, languages

WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
QUESTIONS = "questions"
HEADED_FIELDS = (*PAGE_TEXTS, QUESTIONS)  # each below its own heading
FIELDS = ("title", "person", "role", "themes", "quote", *HEADED_FIELDS)  # what a form can have
OTHER = "other"  # a line or row of a form that is no part of a case
MOST_WORDS = 6  # of a name after a label
MOST_WORDS_BEFORE = 3  # before a label and a colon
BOLD_START = re.compile(r"(\*\*\*?)(?!\s)(.+?)\1")
SEPARATOR = re.compile(r":|\s[-–—](?=\s)")  # between a label and a text on its line
STARTS_TEXT = re.compile(r"[\"'“‘(]*[A-ZÀ-Þ0-9]")
HINT = re.compile(r"\s*\([^()]*\)\s*[:.]?$")  # Kenmerkende ervaring (ongeveer 240 woorden)


@dataclass(frozen=True)
class Label:
    """A label in a document: its field, its paragraph, and the text after it in that paragraph.

    ``is_certain`` says that it is written as a book prints it, but for capitals, accents and numbering.
    ``language`` is that of the books that print it, empty for this one.
    """

    field: str
    paragraph: Paragraph
    rest: Paragraph | None = None
    is_certain: bool = True
    language: str = ""


class LabelFinder:
    """Finds labels: ``labels``, the words of the book by name, and those of books in other languages."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        own = {comparable(labels[name]): name for name in HEADED_FIELDS}
        of_languages = {language: default_labels(language) for language in languages()}
        others = {
            comparable(words[name]): (name, language)
            for language, words in of_languages.items()
            for name in HEADED_FIELDS
        }
        self.headings = {**{heading: name for heading, (name, _) in others.items()}, **own}
        self._languages = {heading: language for heading, (_, language) in others.items() if heading not in own}
        self.keys = _keys() | self.headings
        self.most_words = max(len(heading.split()) for heading in self.headings)

    def find(self, paragraph: Paragraph) -> Label | None:
        """Returns the label with which a paragraph starts."""
        found = self._exact(paragraph) or self._in_bold(paragraph) or self._before_text(paragraph)
        found = found or self._whole(paragraph) or self._glued(paragraph)
        if found is None or (paragraph.item == BULLET and not found.is_certain):
            return None
        text = paragraph.text.removesuffix(found.rest.text) if found.rest else paragraph.text
        return replace(found, language=self.language(text))

    def language(self, text: str) -> str:
        """Returns the language of the books that print a label; empty if this one does."""
        heading = comparable(text)
        return self._languages.get(heading if heading in self.headings else self._similar_heading(text), "")

    def starts_with_heading(self, text: str) -> bool:
        """Returns whether a text starts with a label as a book prints it, with its capital."""
        words = text.split(maxsplit=self.most_words)[: self.most_words]
        starts = (" ".join(words[:size]) for size in range(1, len(words) + 1))
        return text[:1].isupper() and any(comparable(start) in self.headings for start in starts)

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
        return self.headings.get(self._similar_heading(text), "")

    def _similar_heading(self, text: str) -> str:
        words = comparable(HINT.sub("", text)).split()
        while words and words[0] in WORDS["determiners"]:
            words.pop(0)
        for heading in self.headings:
            label = heading.split()
            after = words[len(label) :]
            has_name = after[:1] and after[0] in WORDS["prepositions"] and len(after) <= MOST_WORDS
            is_pair = after[:1] and after[0] in WORDS["conjunctions"] and " ".join(after[1:]) in self.headings
            if are_similar(words[: len(label)], label) and (not after or has_name or is_pair):
                return heading
        return ""

    def is_split_label(self, text: str) -> bool:
        """Returns whether a text in bold within a paragraph is a label."""
        return text[:1].isupper() and comparable(text) in self.headings

    def _exact(self, paragraph: Paragraph) -> Label | None:
        name = self.headings.get(comparable(paragraph.text))
        return Label(name, paragraph) if name else None

    def _in_bold(self, paragraph: Paragraph) -> Label | None:
        """Reads  **Kenmerkende ervaring** De afgelopen jaren."""
        match = BOLD_START.match(paragraph.markdown)
        if not match or match.end() == len(paragraph.markdown) or len(match[2]) > LONGEST_LABEL:
            return None
        certain = self.headings.get(comparable(match[2]))
        if name := certain or self.similar(match[2]):
            text = paragraph.text[len(match[2]) :] if paragraph.text.startswith(match[2]) else ""
            rest = without_separator(paragraph, text, paragraph.markdown[match.end() :])
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
                start = same_place(match[0].strip(), paragraph, match.end())
                rest = without_separator(
                    paragraph, paragraph.text[match.end() :], closed(paragraph.markdown, start)
                )
                return Label(name, paragraph, rest, bool(certain))
        return None

    def _glued(self, paragraph: Paragraph) -> Label | None:
        """Reads  Kenmerkende ervaring De afgelopen jaren , where a line end or a tab was lost."""
        words = NUMBER.sub("", paragraph.text).split(maxsplit=self.most_words)
        for size in range(len(words) - 1, 0, -1):
            name = self.headings.get(comparable(" ".join(words[:size])), "")
            if name not in PAGE_TEXTS:
                continue
            start, end = (end_of_words(text, words[:size]) for text in (paragraph.text, paragraph.markdown))
            is_parted = bool(paragraph.tab) and paragraph.tab + 1 == start
            is_text = is_parted or (words[0][0].isupper() and STARTS_TEXT.match(words[size]))
            if is_text:
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


def _keys() -> dict[str, str]:
    """Returns the words for each field that a form can have: those of its declaration, and some more."""
    kinds = fields_by_name(Case)
    words = {
        name: (name.replace("_", " "), *kinds[name].form_label.values(), *kinds[name].synonyms) for name in FIELDS
    }
    words |= {OTHER: tuple(WORDS[OTHER]), "person": (*words["person"], *WORDS["person"])}
    return {comparable(word.replace("’", "'")): name for name, several in words.items() for word in several}
