"""The fonts of a book: left out while its sections are written, cut down and embedded once in the whole."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import uharfbuzz
from pikepdf import Array, Object, Pdf, Stream

from handbook.pdf._glyph_widths import table

FIXED_PITCH = 1  # a flag of PDF
UNUSED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>\n")
RANGES = b"beginbfchar\n"
FLAGS = (
    uharfbuzz.SubsetFlags.RETAIN_GIDS  # the pages call glyphs by their numbers
    | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    | uharfbuzz.SubsetFlags.NO_HINTING
    | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
)
CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""

Programs = Mapping[str, bytes]  # font files by the digest of their bytes
Cuts = dict[bytes, tuple[frozenset[int], bytes]]  # by what a font is cut out of: its glyphs, and itself
Told = tuple[str, int, dict[str, float], bool]  # digest, index in its file, place on its axes, whether oblique


class DamagedFont(RuntimeError):
    """A font that cannot be cut down to what a book uses."""


def embed(book: Pdf, programs: Programs, cuts: Cuts | None = None) -> None:
    """Gives a book of several sections each of its fonts once, with the glyphs that all of them use.

    ``cuts`` has fonts that were cut for other books, which serve again, and gets those that are cut now.

    Raises:
        DamagedFont: one of them cannot be cut.
    """
    held = {page.Resources.Font.objgen: page.Resources.Font for page in book.pages if "/Font" in page.Resources}
    same: dict[tuple[str, str], list[tuple[Object, str]]] = defaultdict(list)
    for fonts in held.values():
        for key, font in fonts.items():
            if "/DescendantFonts" in font:
                same[str(font.BaseFont), _told(font)[0]].append((fonts, key))
    for places in same.values():
        whole = _merge(book, [fonts[key] for fonts, key in places], programs, {} if cuts is None else cuts)
        for fonts, key in places:
            fonts[key] = whole


def note_of(font: Object) -> bytes:
    """What a section says of a font that it names: out of which one it is to be cut, and where on its axes."""
    return bytes(_file(font).read_bytes())


def _file(font: Object) -> Object:
    descriptor = font.DescendantFonts[0].FontDescriptor
    return descriptor.FontFile3 if "/FontFile3" in descriptor else descriptor.FontFile2


def _told(font: Object) -> Told:
    digest, index, axes, oblique = json.loads(note_of(font)[4:])
    return digest, index, axes, oblique


def _merge(book: Pdf, fonts: Sequence[Object], programs: Programs, cuts: Cuts) -> Object:
    """The first of some fonts with the widths, the texts and the outlines of all."""
    widths: dict[int, float] = {}
    texts: dict[int, str] = {}
    for font in fonts:
        widths |= table(font.DescendantFonts[0])
        texts = dict(_texts(font.ToUnicode.read_bytes())) | texts
    whole, descendant = fonts[0], fonts[0].DescendantFonts[0]
    descendant.W = Array(list(_runs(widths)))
    descriptor = descendant.FontDescriptor
    descriptor.FontBBox[2] = max(widths.values(), default=0)
    fixed = FIXED_PITCH if len(set(widths.values())) == 1 < len(widths) else 0
    descriptor.Flags = int(descriptor.Flags) & ~FIXED_PITCH | fixed
    whole.ToUnicode = Stream(book, _cmap(texts))
    file, note = _file(whole), note_of(whole)
    glyphs, outlines = cuts.get(note, (frozenset[int](), b""))
    if not glyphs >= widths.keys():
        glyphs |= widths.keys()
        outlines = _cut(_told(whole), sorted(glyphs), programs)
        cuts[note] = glyphs, outlines
    file.write(outlines)
    if "/Length1" in file:
        file.Length1 = len(outlines)
    return book.make_indirect(whole)


def _texts(cmap: bytes) -> Iterator[tuple[int, str]]:
    for part in cmap.split(RANGES)[1:]:
        for glyph, text in MAPPED.findall(part):
            yield int(glyph, 16), text.decode()


def _cmap(texts: Mapping[int, str]) -> bytes:
    lines = [f"<{glyph:04x}> <{text}>\n" for glyph, text in sorted(texts.items())]
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    return CMAP.format("".join(f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n" for part in parts)).encode()


def _runs(widths: Mapping[int, float]) -> Iterator[object]:
    """What the array /W holds: the first glyph of each run, and the widths of all in it."""
    run: list[float] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            run = []
            yield glyph
        run.append(round(widths[glyph], 3))
        if glyph + 1 not in widths:
            yield Array(run)


def _cut(told: Told, glyphs: Iterable[int], programs: Programs) -> bytes:
    """A font with some glyphs alone, and at one place of its axes."""
    digest, index, axes, oblique = told
    face = uharfbuzz.Face(programs[digest], index)
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in UNUSED)
    wanted.flags = FLAGS
    for axis in face.axis_infos:
        slanted = axis.min_value if axis.max_value == 0 else axis.max_value
        usual = slanted if axis.tag == "slnt" and oblique else axis.default_value
        wanted.pin_axis_location(face, axis.tag, float(axes.get(axis.tag, usual)))
    try:
        return bytes(uharfbuzz.subset(face, wanted).blob.data)
    except RuntimeError as error:
        raise DamagedFont(str(error)) from error
