"""A book by the program and the same one by WeasyPrint alone, and what is other in the first."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from handbook.content.loader import load
from handbook.content.no_break import with_spaces
from handbook.layout.engine.word_division import Pyphen, WordDivider
from handbook.layout.typesetter import Typesetter
from handbook.pages.assets import asset_path
from handbook.pages.composer import compose, compose_perfect_binding
from handbook.pages.model import Section
from handbook.pages.pagination import Pagination
from handbook.pages.stylesheets import StyleSheets
from tests import boxes, pdfs
from tests.books import ROOT

# At 4 px a mm letters would start on the edge of a pixel, where a hair moves them by one.
SCALE = 100 / 72  # px a pt
# How far a colour may be off, of 255. Of the 132 pages in test_oracle.py eight differ at all, in one to three
# pixels of a quote or title, by 3 at most: at odd optical sizes fontTools and HarfBuzz round outlines of variable
# fonts differently. Of the faults there a lost tint differs by 24, and all that concern letters by 136 or more.
CLOSE = 4
FONT_ADDRESS = re.compile(r'url\("(font:[^"]+)"\)')
COLOUR = re.compile(r"(--\w+)-cmyk: *device-cmyk\([^)]*\);\s*\1-rgb: *#\w{6}(?=\s*[;}])")  # in both values
KINDS = {"print": "cmyk", "email": "rgb"}  # of those values, by the product that shows them
LAST_SHEETS = {"print": "", "email": "@page { bleed: 0 }"}

WHOLE = "\ufffe"  # in the place of the hyphen and the line end, where PDFium takes a word for divided

Attributes = dict[int, dict[str, str]]  # class and style of an element, by its number in the document


@dataclass(frozen=True)
class Bound:
    """A book as the program binds it, and as WeasyPrint does, both by the names of products."""

    program: dict[str, Path]
    weasyprint: dict[str, Path]


def bind(
    content: Path, pagination: Pagination, folder: Path, products: Sequence[str], spine: float, output: Path
) -> Bound:
    """Makes the books of WeasyPrint beside those of the program, which are in ``output``.

    ``folder`` is empty. ``products`` are "print", "email" and perhaps "cover", whose spine is ``spine`` mm wide.
    """
    with ExitStack() as stack:
        alone = [stack.enter_context(process) for process in _begin(content, pagination, folder, spine)]
        for process in alone:
            said, _ = process.communicate()
            assert (process.returncode, said) == (0, "")
    made = {name: next(output.glob(f"*-{name}.pdf")) for name in products}
    return Bound(made, {name: folder / f"plain-{name}.pdf" for name in made})


def _begin(content: Path, pagination: Pagination, folder: Path, spine: float) -> "Iterator[subprocess.Popen[str]]":
    """Starts WeasyPrint on the sections for print, with those of a cover sheet, and on those for the screen."""
    styles, handbook = StyleSheets(content), load(content)
    typesetter = Typesetter(styles)

    def plain_parts(sections: Sequence[Section]) -> list[tuple[str, Attributes]]:
        return [(section.html, _attributes(typesetter, section)) for section in sections]

    book = plain_parts(compose(handbook, pagination, styles.accents))
    files = {"email": {"email": book}, "print": {"print": book}}
    if handbook.print.perfect:
        bound = plain_parts(compose_perfect_binding(handbook, pagination, styles.accents, spine))
        (front, *inside, back), (title, blank, fold, _) = book, bound
        files["print"] = {"print": [title, *inside, blank], "cover": [back, fold, front]}
    for name, parts in files.items():
        job = {
            "base": f"{content.resolve().as_uri()}/",
            "sheets": [
                *(_plain_sheet(path.read_text("utf-8"), content, KINDS[name]) for path in styles.paths),
                LAST_SHEETS[name],
            ],
            "divisions": _divisions(html for html, _ in book),
            "files": {str(folder / f"plain-{part}.pdf"): sections for part, sections in parts.items()},
        }
        file = folder / f"{name}.json"
        file.write_text(json.dumps(job), "utf-8")
        command = [sys.executable, "-m", "tests.plain_book", str(file)]
        yield subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _divisions(sections: Iterable[str]) -> dict[str, list[str]]:
    """The words that the program divides otherwise than WeasyPrint, with the first parts that it tries."""
    words = {word for html in sections for word in re.findall(r"[^\W\d_]{10,}", html)}
    dividers = [kind(lang="nl", left=4, right=5) for kind in (WordDivider, Pyphen)]  # as in text.css
    tried = ((word, *([start for start, _ in divider.iterate(word)] for divider in dividers)) for word in words)
    return {word: ours for word, ours, theirs in tried if ours != theirs}


def _plain_sheet(sheet: str, content: Path, kind: str) -> str:
    """A style sheet for WeasyPrint alone, which knows neither our addresses nor colours in two values."""
    coloured = COLOUR.sub(lambda found: f"{found[0]}; {found[1]}: var({found[1]}-{kind})", sheet)
    return FONT_ADDRESS.sub(lambda found: f'url("{asset_path(found[1], content).as_uri()}")', coloured)


def _attributes(typesetter: Typesetter, section: Section) -> Attributes:
    """What the program has given elements of a section so that its texts fit, and fill the room."""
    elements = enumerate(boxes.root(typesetter.fit(section).document).iter())
    return {
        number: {name: value for name in ("class", "style") if (value := element.get(name))}
        for number, element in elements
    }


def differences(book: Path, alone: Path, *, screen: bool) -> Iterator[str]:
    """What is other in a book than in that of WeasyPrint alone, for somebody who reads, prints or clicks."""
    pages = zip(pdfs.pictures(book, SCALE), pdfs.pictures(alone, SCALE), strict=True)
    for number, (one, other) in enumerate(pages, 1):
        if one.size != other.size or distance(one, other) > CLOSE:
            yield f"page {number} looks otherwise"
    yield from _unequal("reads otherwise", pdfs.pages(book), [_copied(page) for page in pdfs.pages(alone)])
    yield from _unequal("has another size", _sizes_of_pages(book), _sizes_of_pages(alone))
    clickable = [[link[:2] for link in links] for links in pdfs.links(alone)]
    links = [[link[:2] for link in links] for links in pdfs.links(book)]
    yield from _unequal("leads elsewhere", links, clickable if screen else [[] for _ in clickable])
    if pdfs.bookmarks(book) != (pdfs.bookmarks(alone) if screen else []):
        yield "the bookmarks are others"


def _copied(page: str) -> str:
    """What the program gives whoever copies a page of WeasyPrint: plain spaces, divided words in one piece."""
    return with_spaces(page).replace("\u2010\r\n", WHOLE)


def _sizes_of_pages(pdf: Path) -> list[tuple[pdfs.Box, pdfs.Box]]:
    """Sheet and trim; WeasyPrint's own box of the bleed is 10 pt wide at most."""
    return [(page["MediaBox"], page["TrimBox"]) for page in pdfs.boxes(pdf)]


def distance(one: Image.Image, other: Image.Image) -> int:
    """The most by which a colour of two pictures differs, of 255."""
    return max(most for _, most in ImageStat.Stat(ImageChops.difference(one, other)).extrema)


def _unequal(what: str, ones: Sequence[object], others: Sequence[object]) -> Iterator[str]:
    for number, (one, other) in enumerate(zip(ones, others, strict=True), 1):
        if one != other:
            yield f"page {number} {what}"
