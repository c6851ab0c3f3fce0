"""Finds the person of a case: the only one that its text names.

Names are recognised by their capitals, the words around them and lists of words; there is no list of names, for
names come from everywhere. In doubt the result is empty, and the editor fills it in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

WORD = re.compile(r"(?:[^\W\d_]\.)+(?=\s)|[^\W\d_](?:[\w’'-]*\w)?|[^\w\s]")
POSSESSIVE = re.compile(r"[’']s?$")
QUOTES = frozenset("“”‘’\"'")
OPENING_QUOTES = "“‘"
SENTENCE_END = frozenset(".!?:;…–()")  # after one of these any word may have a capital
CONTEXT = 8  # words on each side of a name
WORDS = {
    name: frozenset(words.split())
    for name, words in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8")).items()
}


@dataclass(frozen=True)
class Word:
    """A word of a text, or a punctuation mark; ``starts_sentence`` also holds for the first of the text."""

    text: str
    start: int
    end: int
    starts_sentence: bool

    @property
    def may_be_name(self) -> bool:
        """Whether its capital may be that of a name; abbreviations such as SG are not names."""
        is_initial = self.text.endswith(".")
        return self.text[0].isupper() and (is_initial or any(letter.islower() for letter in self.stem[1:]))

    @property
    def stem(self) -> str:
        """The word without a possessive s."""
        return POSSESSIVE.sub("", self.text)


def find_person(text: str) -> str:
    """Returns the person that a text names; empty where it names none or several."""
    words = list(_words(text))
    names = [name for name, is_person in _names(words, text) if is_person or " " in name]
    persons: list[str] = []
    for name in sorted(dict.fromkeys(names), key=lambda name: -len(name.split())):
        parts = set(name.casefold().split())
        if not any(parts <= set(other.casefold().split()) for other in persons):  # a part of a longer name
            persons.append(name)
    return persons[0] if len(persons) == 1 else ""


def _words(text: str) -> Iterator[Word]:
    starts_sentence = True
    for match in WORD.finditer(text):
        yield Word(match[0], match.start(), match.end(), starts_sentence)
        if match[0] in QUOTES:
            starts_sentence = starts_sentence or match[0] in OPENING_QUOTES
            continue
        starts_sentence = match[0] in SENTENCE_END or "\n\n" in text[match.end() : match.end() + 3]


def _names(words: list[Word], text: str) -> Iterator[tuple[str, bool]]:
    """Yields every name, and whether the words around it show that it is a person's."""
    spellings = set(re.findall(r"\b[^\W\d_]\w*", text)) if text else set()
    index = 0
    while index < len(words):
        end = _end_of_capitals(words, index) if words[index].may_be_name else index
        start = index
        while start < end and words[start].starts_sentence and _is_ordinary(words[start].text, spellings):
            start += 1
            while start < end and words[start].text in WORDS["particles"]:
                start += 1
        if start < end and (name := _judge(words, start, end)):
            yield name
        index = max(end, index + 1)


def _end_of_capitals(words: list[Word], index: int) -> int:
    """Returns the end of the words with a capital from ``index`` on, particles between them included."""
    end = index + 1
    while True:
        following = end
        while (
            following < len(words) and words[following].text in WORDS["particles"] and _is_next(words, following)
        ):
            following += 1
        if following >= len(words) or not words[following].may_be_name or not _is_next(words, following):
            return end
        end = following + 1


def _is_next(words: list[Word], index: int) -> bool:
    """Returns whether there is nothing but a space between a word and the one before it."""
    return not words[index].starts_sentence and words[index].start - words[index - 1].end == 1


def _is_ordinary(word: str, spellings: set[str]) -> bool:
    """Returns whether a word at the start of a sentence is no name: a common word, or in lower case elsewhere."""
    return POSSESSIVE.sub("", word).lower() in WORDS["common"] or word.lower() in spellings


def _is_institution(word: str) -> bool:
    return word.split("-")[0] in WORDS["institutions"] or word.endswith(tuple(WORDS["laws"]))


def _judge(words: list[Word], start: int, end: int) -> tuple[str, bool] | None:
    """Returns the name in words with a capital, and whether it is surely a person's; None if it has none."""
    run = words[start:end]
    for index, word in enumerate(run):
        if _is_institution(word.stem.lower()):  # as in Fatima van de Sociale Verzekeringsbank
            run = run[:index]
            break
    while run and run[-1].text in WORDS["particles"]:
        run.pop()
    before = words[start - 1].text.lower().rstrip(".") if start and not words[start].starts_sentence else ""
    if not run or (before in WORDS["articles"] and before not in WORDS["addressed"]):
        return None
    name = POSSESSIVE.sub("", " ".join(word.text for word in run))
    if before in WORDS["addressed"]:
        return name, True
    if before in WORDS["placed"] or (len(run) == 1 and name.lower() in WORDS["common"]):
        return None
    return name, _speaks_or_owns(words, run, start, before)


def _speaks_or_owns(words: list[Word], run: list[Word], start: int, before: str) -> bool:
    """Returns whether the words around a name are those around a person: it speaks, owns or judges something."""
    end = start + len(run)
    after = words[end].text.lower() if end < len(words) else ""
    context = " ".join(word.text.lower() for word in words[max(0, start - CONTEXT) : end + CONTEXT])
    judges = before in ("voor", "volgens", "for", "to") and ("goed werk" in context or "good work" in context)
    owns = len(run) == 1 and run[0].stem != run[0].text
    return judges or owns or not WORDS["speaks"].isdisjoint((before, after))
