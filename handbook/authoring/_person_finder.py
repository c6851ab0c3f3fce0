"""Whose case it is: the one person that a text names, where it names exactly one.

Names are told from other words with a capital by what stands around them and by lists of words; there is no list
of names, for those of colleagues come from everywhere. In doubt it is nobody, and the editor fills it in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

WORD = re.compile(r"(?:[^\W\d_]\.)+(?=\s)|[^\W\d_](?:[\w’'-]*\w)?|[^\w\s]")
OWNED = re.compile(r"[’']s?$")
QUOTES = frozenset("“”‘’\"'")
END = frozenset(".!?:;…–()")  # a word behind one of them has a capital whatever it is
WORDS = {
    name: frozenset(words.split())
    for name, words in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8")).items()
}


@dataclass(frozen=True)
class Word:
    """A word of a text, or a mark, with what matters of its place."""

    text: str
    start: int
    end: int
    opens: bool  # whether a sentence starts with it

    @property
    def capital(self) -> bool:
        """Whether it may be part of a name; abbreviations such as SG are not."""
        initials = self.text.endswith(".")
        return self.text[0].isupper() and (initials or any(letter.islower() for letter in self.own[1:]))

    @property
    def own(self) -> str:
        """The word without the s of what belongs to it."""
        return OWNED.sub("", self.text)


def person(text: str) -> str:
    """The person that a text names; empty where it names nobody or more than one."""
    words = list(_words(text))
    names = [name for name, sure in _names(words, text) if sure or " " in name]
    whole: list[str] = []
    for name in sorted(dict.fromkeys(names), key=lambda name: -len(name.split())):
        parts = set(name.casefold().split())
        if not any(parts <= set(other.casefold().split()) for other in whole):  # by one name only, a second time
            whole.append(name)
    return whole[0] if len(whole) == 1 else ""


def is_name(line: str) -> bool:
    """Whether a line holds nothing but the name of a person."""
    words = list(_words(line))
    return 2 <= len(words) <= 6 and [name for name, _ in _names(words, "")] == [" ".join(line.split())]


def _words(text: str) -> Iterator[Word]:
    opens = True
    for match in WORD.finditer(text):
        yield Word(match[0], match.start(), match.end(), opens)
        if match[0] in QUOTES:
            opens = opens or match[0] in "“‘"
            continue
        opens = match[0] in END or "\n\n" in text[match.end() : match.end() + 3]


def _names(words: list[Word], text: str) -> Iterator[tuple[str, bool]]:
    """Every name in a row of words, and whether what stands around it says that it is a person's."""
    small = set(re.findall(r"\b[^\W\d_]\w*", text)) if text else set()
    at = 0
    while at < len(words):
        end = _run(words, at, text) if words[at].capital else at
        start = at
        while start < end and words[start].opens and _ordinary(words[start].text, small):
            start += 1
            while start < end and words[start].text in WORDS["particles"]:
                start += 1
        if start < end and (found := _judged(words, start, end)):
            yield found
        at = max(end, at + 1)


def _run(words: list[Word], at: int, text: str) -> int:
    """The end of the words with a capital from ``at`` on, particles between them included."""
    end = at + 1
    while True:
        next_ = end
        while next_ < len(words) and words[next_].text in WORDS["particles"] and _touch(words, next_):
            next_ += 1
        if next_ >= len(words) or not words[next_].capital or not _touch(words, next_):
            return end
        end = next_ + 1


def _touch(words: list[Word], at: int) -> bool:
    """Whether nothing but a space parts a word from the one before it."""
    return not words[at].opens and words[at].start - words[at - 1].end == 1


def _ordinary(word: str, small: set[str]) -> bool:
    """Whether a word at the start of a sentence is no name: known as such, or elsewhere without its capital."""
    return OWNED.sub("", word).lower() in WORDS["common"] or word.lower() in small


def _institution(word: str) -> bool:
    return word.split("-")[0] in WORDS["institutions"] or word.endswith(tuple(WORDS["laws"]))


def _judged(words: list[Word], start: int, end: int) -> tuple[str, bool] | None:
    run = words[start:end]
    for at, word in enumerate(run):
        if _institution(word.own.lower()):  # as in Fatima van de Sociale Verzekeringsbank
            run = run[:at]
            break
    while run and run[-1].text in WORDS["particles"]:
        run.pop()
    before = words[start - 1].text.lower().rstrip(".") if start and not words[start].opens else ""
    if not run or (before in WORDS["articles"] and before not in WORDS["addressed"]):
        return None
    name = OWNED.sub("", " ".join(word.text for word in run))
    if before in WORDS["addressed"]:
        return name, True
    if before in WORDS["placed"] or (len(run) == 1 and name.lower() in WORDS["common"]):
        return None
    last = start + len(run)
    after = words[last].text.lower() if last < len(words) else ""
    around = " ".join(word.text.lower() for word in words[max(0, start - 8) : last + 8])
    told = before in ("voor", "volgens", "for", "to") and ("goed werk" in around or "good work" in around)
    owns = len(run) == 1 and run[0].own != run[0].text
    return name, told or owns or not WORDS["speaks"].isdisjoint((before, after))
