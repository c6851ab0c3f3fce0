"""Turns the letters of a document's paragraph, with their emphasis and links, into paragraphs of Markdown."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby

from handbook.authoring._paragraphs import (
    BULLET,
    NotADocument,
    Paragraph,
    is_prompt,
    place_of_tab,
    without_word_leftovers,
)
from handbook.content import markdown
from handbook.content.line_ends import without_marks
from handbook.content.markdown_limits import LINK
from handbook.support.input_limits import PARAGRAPH

LINE_BREAK, PARAGRAPH_BREAK, TAB = "\n", "\f", "\t"  # in the text of a span; all other space is one space
SPECIAL = re.compile(r"([\\`*_\[\]<])")
# With what a paragraph would be something else in Markdown: a heading, a list, a quote, a dividing line, code.
AT_START = re.compile(r"^(#{1,6}(?= |$)|[-+](?= |$)|>|={2,}$|-(?=[- ]*$)|~{3})|^(\d{1,9})([.)])(?= |$)")
# A text of these alone means nothing in Markdown. To parse each would take most of the time of an import.
PLAIN = re.compile(r"(?!\d+[.)])\w[\w .,;:?!'\"“”‘’„…()/%€–—-]*")
WITHIN_WORD = re.compile(r"(?<=\w)(\*)(?=\w)")  # 2*3*4 is no emphasis of who types plain text
ESCAPED = r"\\\1"
TAG = re.compile(r"<[^>]*>")
IN_ADDRESS = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"})
# Markers of list items that are typed by hand.
TYPED_BULLET = re.compile(r"\s*(?:[•·▪‣◦●○■□➢✓✔❖]\s*|[-–*]\s+|o\t\s*)(?=\S)")
TYPED_NUMBER = re.compile(r"\s*\(?(\d{1,2})(?:[.)]\s+|\t\s*)(?=\S)")
LINE = 60  # characters of a short line; a mail program breaks longer ones
LONGEST_ALONE = 120  # characters of a line that is a paragraph, such as a title
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)]*$")
GOES_ON = re.compile(r"[.,;!?…][\"'”’)]*$")
STARTS_SENTENCE = re.compile(r"[\"'“‘(]*[A-ZÀ-Þ0-9]")
GOES_ON_A_TITLE = re.compile(r"(?!door |by )[a-zß-ÿ]")


@dataclass(frozen=True)
class Span:
    """A part of a paragraph in one form: its text, the address of its link, whether it is strong or emphasised."""

    text: str
    link: str = ""
    strong: bool = False
    emphasis: bool = False


def paragraphs(
    number: int, spans: Sequence[Span], *, item: str = "", level: int = 0, lost_markup: bool = False
) -> Iterator[Paragraph]:
    """Yields the paragraphs in a paragraph of a document: line breaks may part it, and markers typed by hand.

    ``item`` is the marker of the first. In a heading each line is one, unless it goes on in small letters; only
    the first is the heading.

    Raises:
        NotADocument: it is longer than a paragraph may be.
    """
    if sum(len(span.text) for span in spans) > PARAGRAPH:
        raise NotADocument("no-document.too-long")
    for line in _joined_lines(list(_lines(spans)), is_heading=level > 0):
        marker, rest = (item, line) if item or level else _without_typed_marker(line)
        if paragraph := _paragraph(number, rest, marker, level, lost_markup):
            yield paragraph
            item, level, lost_markup = "", 0, False


def _lines(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Yields the lines between line breaks; an empty one between paragraphs."""
    line: list[Span] = []
    for span in spans:
        first, *others = span.text.replace(PARAGRAPH_BREAK, 2 * LINE_BREAK).split(LINE_BREAK)
        line.append(replace(span, text=first) if others else span)
        for text in others:
            yield line
            line = [replace(span, text=text)]
    yield line


def _joined_lines(lines: Sequence[list[Span]], *, is_heading: bool) -> Iterator[list[Span]]:
    """Yields the lines that are paragraphs, and joins those that are not."""
    texts = [_text(line).strip() for line in lines]
    width = max(LINE, *map(len, texts)) if len(texts) > 1 else LINE
    paragraph: list[Span] = []
    above, is_alone_above = "", False
    for line, text, below in zip(lines, texts, [*texts[1:], ""], strict=True):
        starts_anew = not above or is_alone_above or bool(ENDS_SENTENCE.search(above))
        is_alone = starts_anew and _stands_alone(text, below, width)
        is_item = TYPED_BULLET.match(text) or TYPED_NUMBER.match(text)
        is_new = not GOES_ON_A_TITLE.match(text) if is_heading else is_alone_above or is_alone or is_item
        if is_new or not text or not above:
            if paragraph:
                yield paragraph
            paragraph = [*line]
        else:
            paragraph += [Span(" "), *line]
        above, is_alone_above = text, is_alone
    yield paragraph


def _stands_alone(line: str, below: str, width: int) -> bool:
    """Whether a line is like a title, a name or a label: whole, and broken where it need not be."""
    fits = len(line) + 1 + len(below.partition(" ")[0]) <= width
    is_whole = STARTS_SENTENCE.match(line) and STARTS_SENTENCE.match(below) and not GOES_ON.search(line)
    return fits and len(line) <= LONGEST_ALONE and bool(is_whole)


def _without_typed_marker(line: Sequence[Span]) -> tuple[str, list[Span]]:
    """Returns the marker of an item that is typed by hand, and the line without it."""
    text = _text(line)
    if match := TYPED_BULLET.match(text):
        marker = BULLET
    elif match := TYPED_NUMBER.match(text):
        marker = f"{match[1]}. "
    else:
        return "", list(line)
    rest, left = [], match.end()
    for span in line:
        rest.append(replace(span, text=span.text[left:]))
        left = max(0, left - len(span.text))
    return marker, rest


def _paragraph(number: int, spans: Sequence[Span], item: str, level: int, lost_markup: bool) -> Paragraph | None:
    """Returns a paragraph with its Markdown; None where it has no text."""
    groups = groupby(spans, lambda span: (span.link, span.strong, span.emphasis))
    merged = [Span(without_word_leftovers(_text(list(group))), *form) for form, group in groups]
    letters = _text(merged)
    text, tab = _one_line(letters), place_of_tab(letters)
    if not text or is_prompt(text):
        return None
    rich = AT_START.sub(_escaped_start, _one_line("".join(map(_with_markup, merged))))
    if rich == text:  # nothing in it means anything in Markdown
        return Paragraph(number, text, text, item, lost_markup, level, tab=tab)
    source = next((candidate for candidate in (rich, _escaped(text)) if _printed_text(candidate) == text), text)
    return Paragraph(number, text, source, item, lost_markup or source != rich, level, tab=tab)


def _with_markup(span: Span) -> str:
    """Returns a part of a text in Markdown, with the spaces at its ends outside its markup."""
    core = span.text.strip()
    if not core:
        return span.text
    before, after = span.text[: len(span.text) - len(span.text.lstrip())], span.text[len(span.text.rstrip()) :]
    mark = "**" * span.strong + "*" * span.emphasis
    inner = f"{mark}{SPECIAL.sub(ESCAPED, core)}{mark[::-1]}"
    return before + (f"[{inner}]({span.link.translate(IN_ADDRESS)})" if span.link else inner) + after


def typed_paragraph(paragraph: Paragraph) -> Paragraph:
    """Returns a paragraph of Markdown typed by hand, escaped if the book would refuse it or print nothing."""
    if PLAIN.fullmatch(paragraph.markdown):
        return replace(paragraph, text=_one_line(paragraph.text))
    paragraph = replace(paragraph, markdown=WITHIN_WORD.sub(ESCAPED, paragraph.markdown))
    text = _printed_text(paragraph.markdown)
    if not text or next(markdown.find_refused(paragraph.markdown), None):
        return replace(paragraph, markdown=_escaped(paragraph.text))
    return replace(paragraph, text=text, tab=paragraph.tab if text == _one_line(paragraph.text) else 0)


def _escaped(text: str) -> str:
    return AT_START.sub(_escaped_start, SPECIAL.sub(ESCAPED, text))


def is_kept(address: str) -> bool:
    """Whether the book can have a link to this address."""
    return bool(LINK.match(address))


def _escaped_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def _printed_text(source: str) -> str:
    """Returns the letters that a Markdown text prints, to check that they are those of the document."""
    return _one_line(unescape(TAG.sub("", without_marks(markdown.html(source)))).replace("\u00a0", " "))


def _text(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
