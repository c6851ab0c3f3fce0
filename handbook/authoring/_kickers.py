"""Tells kickers: lines above a title that say no more than what kind of text follows, such as  Portret 2."""

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from handbook.authoring._label_finder import Label
from handbook.authoring._label_text import LONGEST_LABEL, bare_letters
from handbook.authoring._paragraphs import BULLET, SENTENCE_END, Paragraph, Table, may_be_title
from handbook.authoring._person_line import read_person_line

MOST_BELOW = 5  # lines of a head below its kicker

_WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
_KIND, _NUMBER = ("|".join(map(re.escape, _WORDS[name])) for name in ("kinds", "numbers"))
_COUNT = (
    rf"(?:(?:nr|no|nummer|number)\b\.?|#)?\s*(?:\d{{1,3}}(?:e|de|ste|st|nd|rd|th)?|[ivx]{{1,5}}|[a-z]|{_NUMBER})"
)
KICKER = re.compile(
    rf"\W*(?:(?:het|the)\s+)?(?:{_COUNT}[.):]?\s+)?(?:{_KIND})"
    rf"(?:(?:[\s:–—-]+|(?=#)){_COUNT})?(?:\s*(?:/|\(?(?:van|of))\s*\d{{1,3}})?\W*"
    r"|\W*(?:\d{1,3}|[ivx]{1,5})\W*"
)


def find_kickers(events: Sequence[Paragraph | Label | Table]) -> set[int]:
    """Returns the places of the kickers among the events of a document.

    Below one is a title: another line that stands out, or lines of a head and then the first label or the form.
    """
    return {
        index
        for index, event in enumerate(events)
        if isinstance(event, Paragraph)
        and event.item != BULLET
        and is_kicker(event.text)
        and _is_above_title(events, index)
    }


def is_kicker(text: str) -> bool:
    """Returns whether a text is only a word for a kind of text, and its number."""
    return len(text) <= LONGEST_LABEL and bool(KICKER.fullmatch(bare_letters(text)))


def _is_above_title(events: Sequence[Paragraph | Label | Table], index: int) -> bool:
    has_title = has_person = False  # below a person stands what that person does
    head: list[str] = []
    for event in events[index + 1 : index + 2 + MOST_BELOW]:
        if not isinstance(event, Paragraph):
            return has_title and head != [head[0].split()[0]]  # one word alone is the name of a person: Jan
        is_person = read_person_line(event.text) is not None
        if not may_be_title(event.text) or (SENTENCE_END.search(event.text) and (has_title or is_person)):
            return False
        head.append(event.text)
        if event.is_heading and not is_person:
            return True
        has_title |= not is_person and not has_person
        has_person |= is_person
    return False
