"""Parts the first sentence of a text from the rest, for looks that display it."""

import re
from html import unescape
from typing import NamedTuple

from markupsafe import Markup

from handbook.content.line_ends import without_marks
from handbook.content.text import Prose
from handbook.pages.cast_off import END_OF_SENTENCE, TAG, sentence_lengths

MOST_LEAD = 300  # characters of a sentence that is displayed
LONGEST_WORD = 30  # characters, which large type has room for
LEAST_REST = 15  # words behind it
FIRST_PARAGRAPH = re.compile(r"\s*<p>(.*?)</p>", re.DOTALL)
PIECE = re.compile(r"(?:</?\w[^>]*>)*(&[^;\s]+;|[^<&])")  # a character, with the tags before it
CLOSING_TAGS = re.compile(r"(?:</\w+>)*")


class Lead(NamedTuple):
    """A text in two parts, as HTML: its first sentence, inside a paragraph, and the paragraphs behind it."""

    first: Markup
    rest: Markup


def lead_of(text: Prose) -> Lead | None:
    """Parts a text after its first sentence; None where that is no sentence to display or too little follows."""
    paragraph = FIRST_PARAGRAPH.match(text.html)
    if paragraph is None:
        return None
    inside = paragraph[1]
    end = _end_of_sentence(inside)
    first, more = inside[:end], inside[end:].strip()
    plain = without_marks(unescape(TAG.sub("", first)))
    words = plain.split()
    if len(plain) > MOST_LEAD or plain.endswith(":") or max(map(len, words), default=0) > LONGEST_WORD:
        return None
    if sum(sentence_lengths(text)) - len(words) < LEAST_REST:
        return None
    if first.count("</") * 2 != len(TAG.findall(first)):  # emphasis goes on behind it
        return None
    rest = text.html[paragraph.end() :]
    return Lead(Markup(first), Markup(f"<p>{more}</p>{rest}" if more else rest))


def _end_of_sentence(html: str) -> int:
    """Returns where the first sentence of the inside of a paragraph ends, with the tags that it closes."""
    pieces = list(PIECE.finditer(html))
    plain = "".join(unescape(piece[1])[:1] for piece in pieces)
    found = END_OF_SENTENCE.search(plain)
    if found is None:
        return len(html)
    last = len(plain[: found.end()].rstrip()) - 1
    closed = CLOSING_TAGS.match(html, pieces[last].end())
    return closed.end() if closed else pieces[last].end()
