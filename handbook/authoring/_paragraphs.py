"""The paragraphs of a document, and the parts of it that are left out. Frozen data, no I/O."""

import re
import unicodedata
from dataclasses import dataclass

LARGEST = 200_000_000  # bytes of a Word file when unpacked; its pictures count
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]")
BULLET, NUMBER = "- ", "1. "


class NotADocument(Exception):
    """A file that cannot be read as a document; ``key`` is that of its problem, ``reason`` the system's."""

    def __init__(self, key: str, reason: str = "") -> None:
        super().__init__(key)
        self.key, self.reason = key, reason


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: the number of its line or, in Word, of the paragraph; its text without markup; its Markdown.

    ``item`` is the marker of a list item, BULLET or NUMBER. ``lost_markup`` says that its emphasis and links could
    not be kept, ``is_heading`` that it is a heading in Word.
    """

    number: int
    text: str
    markdown: str
    item: str = ""
    lost_markup: bool = False
    is_heading: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A part of a document that is no paragraph, such as a table.

    ``number`` is that of the paragraph before it, ``element`` the key of its name in the catalogue of messages,
    ``text`` its text.
    """

    number: int
    element: str
    text: str


def without_word_leftovers(text: str) -> str:
    """Returns a text without invisible characters, other kinds of spaces and letters in two parts, as in Word."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text)).replace("\u00a0", " ").replace("\u2011", "-")
