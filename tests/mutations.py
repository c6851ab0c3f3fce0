"""Files of every format that comes from outside, and ways to damage them."""

import random
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from uharfbuzz import Face, SubsetInput, subset

from handbook.content.print_settings import PROFILE
from handbook.pages.assets import font_path
from tests.authoring.documents import docx_parts, odt, p, zipped
from tests.books import HOUSE_STYLE, SEED, words
from tests.pictures import picture

TEXTS = ("Kenmerkende ervaring", words(60), "Beeld van goed werk", words(40))
LETTERS = (*range(32, 127), *range(0xA0, 0x17F), *range(0x2010, 0x2027), 0x202F, 0x20AC, 0x2022)
NUMBERS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\xff\xff", b"\0\0", b"\x7f")
PIECES = (
    *(
        b"\n",
        b"\0",
        b"\r",
        b"\t",
        b"  ",
        b": ",
        b"- ",
        b"'",
        b'"',
        b"{",
        b"}",
        b"(",
        b"[",
        b"<",
        b">",
        b"&",
        b"*",
        b"|",
    ),
    *(
        b"/*",
        b"*/",
        b"\\",
        b"url(",
        b"var(--a)",
        b"calc(1pt / 0)",
        b"@import ",
        b"-1",
        b"0",
        b"1e30",
        b"NaN",
        b"99999",
    ),
    *("é\u0301", "\u202e", "\u2028", "🙂", "\ufeff"),
    *(b"\x1b[2J", b"<a/>", b"</w:p>", b"<w:p>", b"<text:p>", b"&#0;", b"\xed\xa0\x80", b"a" * 3000, b"\n\n" * 500),
)


EDGE = 400  # bytes at each end that are damaged more often


@dataclass(frozen=True)
class Format:
    """A file format: a whole file, its place in a book, the command that reads it, and what else the book has."""

    whole: Callable[[], bytes]
    file: str
    command: tuple[str, ...] = ("build", "--case", "verhaal-1")
    handbook: str = ""
    style: str = ""


@cache
def font(flavor: str = "") -> bytes:
    """Returns a variable font with the letters of Dutch, and with TrueType's outlines."""
    if flavor:
        with TTFont(BytesIO(font())) as made:
            made.flavor = flavor
            return _saved(made)
    letters = SubsetInput()
    letters.unicode_set.update(LETTERS)
    letters.layout_feature_tag_set.invert()
    face = Face(font_path("source-sans-3", "SourceSans3[wght].ttf").read_bytes())
    return bytes(subset(face, letters).blob.data)


@cache
def cff_font() -> bytes:
    """Returns a font with PostScript's outlines; each letter is a rectangle."""
    names = [".notdef", *(f"letter{code}" for code in LETTERS)]
    pen = T2CharStringPen(500, None)
    for point, move in zip(
        ((50, 0), (450, 0), (450, 700), (50, 700)), (pen.moveTo, *[pen.lineTo] * 3), strict=True
    ):
        move(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({code: f"letter{code}" for code in LETTERS})
    builder.setupCFF("Proef", {}, dict.fromkeys(names, pen.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Proef", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    return _saved(builder.font)


def _saved(made: TTFont) -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _case() -> bytes:
    return next((SEED / "cases").glob("*.yaml")).read_bytes()


def _word() -> bytes:
    styles = '<w:style w:type="paragraph" w:styleId="Kop"><w:name w:val="heading 1"/></w:style>'
    title = p("De koek groter maken", properties='<w:pStyle w:val="Kop"/>')
    table = f"<w:tbl><w:tr><w:tc>{p('Naam')}</w:tc><w:tc>{p('Jan')}</w:tc></w:tr></w:tbl>"
    text = "".join(p(line) for line in ("Jan Hendrik", *TEXTS))
    return zipped(docx_parts(title + text + table, styles=styles))


def _open_document() -> bytes:
    title = '<text:h text:outline-level="1">De koek groter maken</text:h>'
    return odt(title + "".join(f"<text:p>{line}</text:p>" for line in ("Jan Hendrik", *TEXTS)))


def _plain_text() -> bytes:
    return "\n\n".join(("De koek groter maken", "Jan Hendrik", *TEXTS)).encode("utf-16")


def _in_style(suffix: str, whole: Callable[[], bytes]) -> Format:
    face = f'@font-face {{ font-family: "Eigen"; src: url("eigen.{suffix}") }}\n'
    return Format(whole, f"eigen.{suffix}", style=face + 'html { --serif: "Eigen"; --sans: "Eigen" }\n')


FORMATS: Mapping[str, Format] = {
    "yaml": Format(_case, "cases/01-verhaal-1.yaml", ("check",)),
    "docx": Format(_word, "../een.docx", ("import", "../een.docx")),
    "odt": Format(_open_document, "../een.odt", ("import", "../een.odt")),
    "txt": Format(_plain_text, "../een.txt", ("import", "../een.txt")),
    "css": Format(HOUSE_STYLE.read_bytes, "style.css"),
    "ttf": _in_style("ttf", font),
    "otf": _in_style("otf", cff_font),
    "woff": _in_style("woff", partial(font, "woff")),
    "icc": Format(
        lambda: PROFILE.read_bytes(),
        "own.icc",
        ("build", "--only", "print"),
        handbook="print:\n  profile: own.icc\n  condition: FOGRA51\n",
    ),
}
ZIPPED = ("docx", "odt")


def mutated(name: str, chance: random.Random) -> bytes:
    """Returns a file of a format with some damage: of a zip mostly in a part."""
    whole = FORMATS[name].whole()
    if name in ZIPPED and chance.random() < 0.8:
        with ZipFile(BytesIO(whole)) as archive:
            parts = {each: archive.read(each) for each in archive.namelist()}
        hit = chance.choice([*parts])
        return zipped({**parts, hit: damaged(parts[hit], chance)})
    return damaged(whole, chance)


def mutated_picture(suffix: str, chance: random.Random) -> bytes:
    """Returns a picture with some damage: in a PNG mostly behind its sums."""
    data = damaged(picture(suffix, chance), chance)
    return _with_right_sums(data) if suffix == "png" and chance.random() < 0.9 else data


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Returns bytes with one to five changes, half of them near an end: most formats have their lists there."""
    for _ in range(chance.randint(1, 5)):
        near = min(len(data), chance.choice((len(data), EDGE)))
        start = chance.choice((chance.randint(0, near), len(data) - chance.randint(0, near)))
        end = min(len(data), start + chance.choice((1, 2, 4, 30, 300)))
        match chance.randrange(7):
            case 0:
                data = data[:start] + chance.randbytes(end - start) + data[end:]
            case 1:
                data = data[:start] + data[end:]
            case 2:
                data = data[:end] + data[start:end] * chance.choice((1, 2, 100)) + data[end:]
            case 3:
                number = chance.choice(NUMBERS)
                data = data[:start] + number + data[start + len(number) :]
            case 4:
                piece = chance.choice(PIECES)
                data = data[:start] + (piece.encode() if isinstance(piece, str) else piece) + data[start:]
            case 5:
                other = chance.randrange(len(data) + 1)
                data = data[:start] + data[other : other + end - start] + data[end:]
            case _:
                data = data[:start] if chance.random() < 0.2 else data
    return data


def _with_right_sums(data: bytes) -> bytes:
    """Returns a PNG whose chunks have the sums that belong to their bytes, so that what is in them is read."""
    result, start = bytearray(data), 8
    while start + 12 <= len(data):
        end = start + 8 + int.from_bytes(data[start : start + 4])
        if end + 4 > len(data):
            break
        result[end : end + 4] = zlib.crc32(data[start + 4 : end]).to_bytes(4)
        start = end + 4
    return bytes(result)


def write_format(form: Format, content: Path, data: bytes) -> None:
    """Puts a file of a format into its place in a book, and into the book what uses it."""
    (content / "cases").mkdir(parents=True, exist_ok=True)
    for name, text in (("style.css", form.style), ("handbook.yaml", f"title: Proef\n{form.handbook}")):
        (content / name).write_text(text, "utf-8")
    case = SEED / "cases" / sorted(path.name for path in (SEED / "cases").iterdir())[0]
    for old in (content / "cases").iterdir():
        old.unlink()
    (content / "cases" / "01-verhaal-1.yaml").write_text(case.read_text("utf-8"), "utf-8")
    file = content / form.file
    file.write_bytes(data)
