"""Compares how paragraphs are broken into lines:  python3 build.py bench --lines."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ctypes import c_double
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import pstdev

import pypdfium2
from pypdfium2 import raw

from bench.line_setters import MEASURES, Text, setters
from handbook.layout._line_costs import LEAST_LAST, NO_WORD, SHORT, TEXT, cost_between, word

ROOT = Path(__file__).parents[1]
PROSE, PAGE = Path(__file__).with_name("prose.txt"), ROOT / "docs" / "lines.md"
PLACE = re.compile(r"(?s)(<!-- lines -->\n).*?(<!-- end of lines -->)")
LEAST_GAP = 1  # pt: not every program writes its spaces
HYPHENS = ("-", "\u2010", "\u00ad", "\x02")
HEADS = (
    *("standard deviation", "worst", "hyphenated", "two hyphens on end"),
    *("short word at the end", "number parted", "last line too short", "lines"),
)


@dataclass(frozen=True)
class Line:
    """A line as it was set: its words, and what is left of the measure, in percent of it."""

    text: str
    short: float


def compare(folder: Path, *, write_page: bool) -> None:
    """Prints a table for each language, and puts them into docs/lines.md if asked."""
    texts, tables = read_texts(PROSE.read_text("utf-8")), []
    for language in dict.fromkeys(text.language for text in texts):
        own = [text for text in texts if text.language == language]
        rows = {}
        for setter in setters():
            if setter.missing:
                print(f"skipped {setter.name}: {setter.missing}")
                continue
            pdf = setter.set(folder / f"{language}.pdf", own)
            rows[setter.name] = figures(list(lines_of(pdf, own)), own)
        tables.append(_table(language, own, rows))
        print(tables[-1], flush=True)
    if write_page:
        page = PAGE.read_text("utf-8")
        inner = "\n\n".join(["", *tables, ""]).lstrip("\n")
        PAGE.write_text(PLACE.sub(lambda place: f"{place[1]}\n{inner}{place[2]}", page), "utf-8")


def read_texts(source: str) -> list[Text]:
    """Returns the texts of a file in which each begins with a line of "#", its language and what it is."""
    parts = re.findall(r"(?m)^# (\w+) (.*)\n((?:[^#].*\n|\n)+)", source)
    return [Text(language, name, tuple(body.split("\n\n"))) for language, name, body in parts]


def lines_of(pdf: Path, texts: Sequence[Text]) -> Iterator[list[Line]]:
    """Yields the lines of each paragraph, in the order in which the setters set them: one on each page."""
    measures = [measure for measure in MEASURES for text in texts for _ in text.paragraphs]
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == len(measures), f"{len(document)} pages for {len(measures)} paragraphs"
        for page, measure in zip(document, measures, strict=True):
            yield list(_lines(page.get_textpage(), measure * 72 / 25.4))


def _lines(page: pypdfium2.PdfTextPage, measure: float) -> Iterator[Line]:
    """Yields the lines of a page, each where the baseline is another one; ``measure`` in pt."""
    letters: dict[int, list[tuple[float, float, str]]] = {}
    x, y = c_double(), c_double()
    for index in range(page.count_chars()):
        if raw.FPDFText_IsGenerated(page, index):
            continue
        box = page.get_charbox(index, loose=True)
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        letters.setdefault(round(y.value), []).append((box[0], box[2], chr(raw.FPDFText_GetUnicode(page, index))))
    for _, line in sorted(letters.items(), reverse=True):
        line.sort()
        text = line[0][2]
        for (_, end, _), (start, _, letter) in pairwise(line):
            text += f" {letter}" if start - end > LEAST_GAP else letter
        right = max(right for _, right, letter in line if letter.strip())
        first = min(left for left, _, letter in line if letter not in "“„")
        yield Line(" ".join(text.split()), 100 * (1 - (right - first) / measure))


def figures(paragraphs: Sequence[Sequence[Line]], texts: Sequence[Text]) -> tuple[float, ...]:
    """Returns what the table has for a setter; the evenness is that of all lines but the last of paragraphs."""
    known = {word for text in texts for paragraph in text.paragraphs for word in paragraph.split()}
    inner = [line for paragraph in paragraphs for line in paragraph[:-1]]
    pairs = [pair for lines in paragraphs for pair in pairwise(lines)]
    divided = sum(_divides(one, two, known) for one, two in pairs)
    ladders = sum(one.text.endswith(HYPHENS) and two.text.endswith(HYPHENS) for one, two in pairs)
    parted = sum(_parts_number(one.text, two.text) for one, two in pairs)
    short = sum(_ends_in_short_word(line.text) for line in inner)
    share = 100 / len(inner)
    shortfalls = [line.short for line in inner]
    return (
        pstdev(shortfalls),
        max(shortfalls),
        divided * share,
        ladders,
        short * share,
        parted,
        sum(_ends_too_short(lines[-1]) for lines in paragraphs if len(lines) > 1),
        sum(map(len, paragraphs)),
    )


def _divides(line: Line, following: Line, known: Iterable[str]) -> bool:
    """Tells whether the setter has put a hyphen into a word, and not the author."""
    if not line.text.endswith(HYPHENS):
        return False
    last, first = line.text.split()[-1], following.text.split()[0]
    return last[:-1] + "-" + first not in known and last.replace("\u2010", "-") not in known


def _ends_in_short_word(text: str) -> bool:
    last = word(text.split()[-1])
    return last.text.isalpha() and len(last.text) <= SHORT


def _ends_too_short(last: Line) -> bool:
    """Tells whether a last line looks like a slip: a single word, or less than the rules of this program allow."""
    return last.short > 100 - LEAST_LAST or len(last.text.split()) == 1


def _parts_number(text: str, following: str) -> bool:
    words, after = [word(part) for part in text.split()], [word(part) for part in following.split()]
    return (
        cost_between(TEXT, words[-2] if len(words) > 1 else NO_WORD, words[-1], after[0], NO_WORD) >= TEXT.parted
    )


def _table(language: str, texts: Sequence[Text], rows: Mapping[str, tuple[float, ...]]) -> str:
    words = sum(len(paragraph.split()) for text in texts for paragraph in text.paragraphs)
    head = f"{language}: {len(texts)} texts, {words} words, {len(MEASURES)} measures"
    lines = [["", *HEADS], ["---", *["---:"] * len(HEADS)]]
    for name, (deviation, worst, divided, ladders, short, *counts) in rows.items():
        shown = [f"{deviation:.2f}", f"{worst:.1f}", f"{divided:.1f} %", f"{ladders:.0f}", f"{short:.1f} %"]
        lines.append([name, *shown, *(f"{count:.0f}" for count in counts)])
    return "\n\n".join([head, "\n".join(f"| {' | '.join(line)} |" for line in lines)])
