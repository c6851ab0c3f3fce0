"""A damaged font of a house style is a problem by its name, whichever of its tables is damaged."""

import random
import struct
import zlib
from pathlib import Path

import pytest
from brotli import compress

from handbook.layout.typesetter import Typesetter
from handbook.pages.assets import font_path
from handbook.pages.font_file import DamagedFont, check_font, unpacked
from handbook.pages.stylesheets import StyleSheets
from handbook.support.problems import Rejected
from tests.books import write
from tests.mutations import cff_font, font

LAYOUT = ("BASE", "GDEF", "GPOS", "GSUB", "HVAR", "MVAR", "STAT", "avar", "fvar", "gvar")
BASIC = ("OS/2", "cmap", "glyf", "head", "hhea", "loca", "maxp", "name", "post")


def _table(data: bytes, tag: str) -> tuple[int, int, int]:
    """Where the entry of a table stands in the directory, where the table, and how long it is."""
    entries = range(12, 12 + 16 * int.from_bytes(data[4:6]), 16)
    entry = next(entry for entry in entries if data[entry : entry + 4] == tag.encode())
    return entry, *struct.unpack(">II", data[entry + 8 : entry + 16])


def _with_noise(data: bytes, tag: str) -> bytes:
    _, start, size = _table(data, tag)
    return data[:start] + random.Random(tag).randbytes(size) + data[start + size :]


@pytest.mark.parametrize("tag", [*LAYOUT, *BASIC])
def test_a_damaged_table_is_found(tag: str) -> None:
    with pytest.raises(DamagedFont):
        check_font(_with_noise(font(), tag))


@pytest.mark.parametrize("tag", ["CFF ", "cmap", "head", "hhea", "maxp"])
def test_a_damaged_table_beside_outlines_of_postscript_is_found(tag: str) -> None:
    with pytest.raises(DamagedFont):
        check_font(_with_noise(cff_font(), tag))


@pytest.mark.parametrize("tag", ["cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"])
def test_a_table_that_is_not_in_the_file_is_missed(tag: str) -> None:
    entry, _, _ = _table(font(), tag)
    with pytest.raises(DamagedFont):
        check_font(font()[: entry + 8] + b"\x7f\xff\xff\xff" + font()[entry + 12 :])


def test_a_table_whose_name_is_no_text_is_found() -> None:
    entry, _, _ = _table(font(), "head")
    with pytest.raises(DamagedFont):
        check_font(font()[:entry] + b"hea\x80" + font()[entry + 4 :])


@pytest.mark.parametrize("size", [0, 3, 60, 4_000])
@pytest.mark.parametrize("flavor", ["", "woff", "woff2"])
def test_a_font_that_is_cut_short_is_found(flavor: str, size: int) -> None:
    with pytest.raises(DamagedFont):
        check_font(font(flavor)[:size])


def test_whole_fonts_are_not_damaged() -> None:
    """Those that come with the program are ones of three makers."""
    for family, file in (("vollkorn", "Vollkorn[wght].ttf"), ("schibsted-grotesk", "SchibstedGrotesk[wght].ttf")):
        check_font(font_path(family, file).read_bytes())
    for whole in (font(), font("woff"), font("woff2"), cff_font()):
        check_font(whole)


def test_no_more_of_a_web_font_is_unpacked_than_a_font_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever sizes it states."""
    monkeypatch.setattr("handbook.pages.font_file.UNPACKED_FONT", 1_000_000)
    size = 2_000_000
    packed = zlib.compress(bytes(size))
    head = b"wOFF\0\1\0\0" + struct.pack(">IHH", 64 + len(packed), 1, 0) + bytes(28)
    with pytest.raises(DamagedFont):
        unpacked(head + b"cmap" + struct.pack(">IIII", 64, len(packed), size, 0) + packed)
    stream = compress(bytes(size), quality=0)
    head = b"wOF2\0\1\0\0" + struct.pack(">IHHIIHH", 0, 1, 0, 0, len(stream), 1, 0) + bytes(20)
    with pytest.raises(DamagedFont):
        unpacked(head + b"\x00\x40" + stream)


def test_a_damaged_font_is_a_problem_by_its_name(tmp_path: Path) -> None:
    content = write(tmp_path, [{}])
    (content / "eigen.ttf").write_bytes(_with_noise(font(), "GSUB"))
    (content / "style.css").write_text('@font-face { font-family: "A"; src: url("eigen.ttf") }', "utf-8")
    styles = StyleSheets(content)
    assert "é" in styles.characters  # the damaged one does not count
    with pytest.raises(Rejected, match=r"style.css: error: the font ‘eigen.ttf’ is damaged \[style\]"):
        Typesetter(styles)
