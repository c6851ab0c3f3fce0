"""Readers of a finished PDF: what a person, a print shop, a screen reader or a search finds in it.

They use PDFium, Poppler, pikepdf and a validator directly, and nothing of the program that wrote the file.
"""

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import page as page_validation
import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Object, OutlineItem, Pdf, Stream
from PIL import Image, ImageOps
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

MM = 72 / 25.4  # pt
PLATE_PPI = 144
BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox")

Box = tuple[float, ...]  # left, bottom, right and top, in mm
Place = tuple[int, float, float]  # a page, counted from 1, and how far from its left and its bottom, in mm


class Letter(NamedTuple):
    """A printed character, and its outline in pt from the bottom left corner of the sheet."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Link(NamedTuple):
    """A link: the area to click on, the address or place that it leads to, and its text for a screen reader."""

    area: Box
    target: str | Place
    text: str


class Bookmark(NamedTuple):
    """A line of the outline: its level from 1, its title, and the place that it leads to."""

    level: int
    title: str
    place: Place


class Shown(NamedTuple):
    """Text in a content stream: the font's name, its size as the stream has it, and the operands of its colour."""

    font: str
    size: float
    colour: tuple[float, ...]


# ---------------------------------------------------------------- text


def pages(pdf: Path) -> list[str]:
    """The text of each page as PDFium, the reader in Chrome, copies it out."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def pages_by_poppler(pdf: Path) -> list[str]:
    """The text of each page as Poppler, the reader of GNOME and KDE, copies it out."""
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def rejoined(text: str) -> str:
    """A copied text as a reader has it who heeds soft hyphens: those at a line's end go, with the line's end.

    PDFium has done that with some, and put U+FFFE in their place; on a page of few and narrow lines, it gives each
    a line of its own.
    """
    return re.sub("(\r\n)?\u00ad\r?\n|\ufffe", "", text)


def letters(pdf: Path, number: int) -> list[Letter]:
    """The visible characters of a page, counted from 1, in the order of its text."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[number - 1].get_textpage()
        characters = ((index, text.get_text_range(index, 1)) for index in range(text.count_chars()))
        return [
            Letter(character, *text.get_charbox(index)) for index, character in characters if character.strip()
        ]


# ---------------------------------------------------------------- pictures


def picture(pdf: Path, number: int, scale: float = 1) -> Image.Image:
    """A page, counted from 1, as PDFium draws it, in ``scale`` px a pt."""
    with pypdfium2.PdfDocument(pdf) as document:
        return _drawn(document[number - 1], scale)


def pictures(pdf: Path, scale: float = 1) -> Iterator[Image.Image]:
    """All pages as PDFium draws them."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield _drawn(page, scale)


def plates(pdf: Path, number: int) -> dict[str, Image.Image]:
    """The plates of a page, counted from 1, as Ghostscript separates them: by ink, 255 where there is most ink."""
    with TemporaryDirectory() as folder:
        page = [f"-dFirstPage={number}", f"-dLastPage={number}", f"-r{PLATE_PPI}"]
        output = ["-sDEVICE=tiffsep", "-o", f"{folder}/page.tif"]
        subprocess.run(["gs", "-q", "-dSAFER", *page, *output, pdf], check=True)
        separated = {path.stem.partition("(")[2].strip(")"): path for path in Path(folder).glob("page(*).tif")}
        return {ink: ImageOps.invert(Image.open(path).convert("L")) for ink, path in separated.items()}


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return image


def colour(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour of a point of a picture."""
    pixel = image.getpixel((round(x), round(y)))
    assert isinstance(pixel, tuple)
    return pixel


def images(book: Pdf) -> list[Stream]:
    """The pictures that a file carries."""
    return [item for item in book.objects if isinstance(item, Stream) and item.get("/Subtype") == "/Image"]


def resolutions(pdf: Path) -> list[float]:
    """How many pixels an inch each picture has where it stands, across or down, whichever are fewer."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = [found for page in document for found in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])]
        facts = [found.get_metadata() for found in drawn]
        return [min(fact.horizontal_dpi, fact.vertical_dpi) for fact in facts]


# ---------------------------------------------------------------- pages and places


def boxes(pdf: Path) -> list[dict[str, Box]]:
    """The boxes of each page, in mm; as written or as PDF derives it."""
    with pikepdf.open(pdf) as book:
        return [{name: _box(getattr(page, name.lower())) for name in BOXES} for page in book.pages]


def links(pdf: Path) -> list[list[Link]]:
    """The links of each page."""
    with pikepdf.open(pdf) as book:
        places = _named(book)
        return [
            [
                Link(_box(note.Rect), _target(book, note, places), str(note.get("/Contents", "")))
                for note in page.get("/Annots", Array())
                if note.Subtype == "/Link"
            ]
            for page in book.pages
        ]


def bookmarks(pdf: Path) -> list[Bookmark]:
    """The outline from top to bottom."""
    with pikepdf.open(pdf) as book, book.open_outline() as outline:
        return list(_bookmarks(book, outline.root, 1))


def _bookmarks(book: Pdf, items: list[OutlineItem], level: int) -> Iterator[Bookmark]:
    for item in items:
        target = item.destination if item.destination is not None else item.action and item.action.D
        assert isinstance(target, Array), item
        yield Bookmark(level, item.title, _place(book, target))
        yield from _bookmarks(book, item.children, level + 1)


def _named(book: Pdf) -> dict[str, Object]:
    names = list(book.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array()))
    return {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}


def _target(book: Pdf, note: Object, places: dict[str, Object]) -> str | Place:
    action = note.get("/A", Dictionary())
    return str(action.URI) if "/URI" in action else _place(book, places[str(note.Dest)])


def _place(book: Pdf, place: Object) -> Place:
    page, kind, left, top = list(place)[:4]
    assert kind == "/XYZ"
    return book.pages.index(pikepdf.Page(page)) + 1, round(float(left) / MM, 2), round(float(top) / MM, 2)


def _box(values: Object) -> Box:
    return tuple(round(float(value) / MM, 2) for value in values)


# ---------------------------------------------------------------- what it is drawn with


def fonts(book: Pdf) -> list[Object]:
    """The fonts that pages name, each once; their names start with the mark of a subset and +."""
    all_fonts = [font for page in book.pages for font in page.Resources.get("/Font", Dictionary()).values()]
    return list({font.objgen: font for font in all_fonts}.values())


def operators(pdf: Path) -> Counter[str]:
    """How often each operator occurs in a file; cs and CS come with their colour space."""
    counts: Counter[str] = Counter()
    with pikepdf.open(pdf) as book:
        for operator, operands in _instructions(book):
            with_operands = " ".join(map(str, operands)) if operator in ("cs", "CS") else ""
            counts[f"{operator} {with_operands}".strip()] += 1
    return counts


def colours(pdf: Path) -> set[tuple[float, ...]]:
    """The colours that a file asks for, as operators and in gradients: three shares of light or four of ink.

    Any other colour space than RGB and CMYK of the device is an error.
    """
    found = set()
    with pikepdf.open(pdf) as book:
        for operator, operands in _instructions(book):
            if operator in COLOUR_OPERATORS:
                assert len(operands) == COLOUR_OPERATORS[operator], operator
                found.add(_rounded(operands))
            assert operator not in OTHER_COLOURS or str(operands[0]) in OTHER_COLOURS[operator], operator
        for stream in _canvases(book):
            for shading in stream.get("/Resources", Dictionary()).get("/Shading", Dictionary()).values():
                ends = set(_ends(shading.Function))
                assert {len(end) for end in ends} == {CHANNELS[str(shading.ColorSpace)]}
                found |= {end for end in ends if len(end) > 1}
    return found


COLOUR_OPERATORS = {"rg": 3, "RG": 3, "k": 4, "K": 4}
OTHER_COLOURS = {"cs": ("/Pattern",), "CS": ("/Pattern",), "g": (), "G": ()}  # a pattern has colours of its own
CHANNELS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}  # grey gradients are of transparency


def _ends(function: Object) -> Iterator[tuple[float, ...]]:
    """The colours between which a gradient runs, stop by stop."""
    for part in function.get("/Functions", Array()):
        yield from _ends(part)
    if "/C0" in function:
        yield from (_rounded(function.C0), _rounded(function.C1))


def _rounded(operands: Iterable[Object]) -> tuple[float, ...]:
    return tuple(round(float(operand), 6) for operand in operands)


def _instructions(book: Pdf) -> Iterator[tuple[str, list[Object]]]:
    """The operators of everything that is drawn, each with its operands."""
    for stream in _canvases(book):
        for instruction in pikepdf.parse_content_stream(stream):
            yield str(instruction.operator), list(instruction.operands)


def _canvases(book: Pdf) -> list[pikepdf.Page | Stream]:
    """The pages, forms and tiling patterns of a file."""
    streams = [item for item in book.objects if isinstance(item, Stream)]
    parts = [item for item in streams if item.get("/Subtype") == "/Form" or "/PatternType" in item]
    return [*book.pages, *parts]


def shown(page: pikepdf.Page) -> Iterator[Shown]:
    """The texts of a page as its content stream shows them, with the fill colour of each."""
    font, size, fill = "", 0.0, tuple[float, ...]()
    before: list[tuple[float, ...]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            before.append(fill)
        elif operator == "Q":
            fill = before.pop()
        elif operator in ("rg", "k"):
            fill = tuple(float(operand) for operand in operands)
        elif operator == "Tf":
            font, size = str(page.Resources.Font[str(operands[0])].BaseFont), float(operands[1])
        elif operator in ("Tj", "TJ"):
            yield Shown(font, round(size, 2), fill)


# ---------------------------------------------------------------- what a screen reader and an archive meet


def conforms(pdf: Path, *levels: str) -> bool:
    """Returns whether a file is valid PDF/A-2a and PDF/UA-1, or conforms to other ``levels``."""
    results = (page_validation.validate_pdf(str(pdf), profile=level) for level in levels or ("2a", "ua1"))
    return all(verdict.is_compliant for verdict in results)


def elements(book: Pdf) -> list[Object]:
    """The elements of a file's structure tree, each before those below it."""
    return list(_elements(book.Root.StructTreeRoot.K[0]))


def _elements(element: Object) -> Iterator[Object]:
    yield element
    for kid in element.get("/K", Array()):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _elements(kid)


def outline(element: Object) -> str:
    """The roles of a structure tree, with those below one in brackets after it."""
    kids = [outline(kid) for kid in element.K if isinstance(kid, Dictionary) and "/S" in kid]
    return str(element.S)[1:] + (f"({' '.join(kids)})" if kids else "")
