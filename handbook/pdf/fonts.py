"""Embeds the fonts of a PDF that is assembled from sections: each once, with the glyphs that all sections use.

The layout writes sections without font files, with a reference in place of each.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Array, Object, Pdf, Stream

from handbook.pdf._font_subset import FontFiles, FontInstance, subset
from handbook.pdf._glyph_widths import glyph_widths
from handbook.pdf._unicode_map import parse_unicode_map, write_unicode_map

FIXED_PITCH = 1  # a flag of a font descriptor
FORMAT_LENGTH = 4  # bytes; a reference starts with those of its font file, which tell the format

SubsetCache = dict[bytes, tuple[frozenset[int], bytes]]  # by font reference: the glyphs of a subset, and its file


def embed_fonts(pdf: Pdf, files: FontFiles, subsets: SubsetCache | None = None) -> None:
    """Merges the fonts that several sections have in common, and embeds a subset of each.

    ``subsets`` caches subsets for reuse in other files; new ones are added.

    Raises:
        KeyError: a font file is not among ``files``.
        DamagedFont: a font file cannot be subset.
    """
    resources = [page.Resources.Font for page in pdf.pages if "/Font" in page.Resources]
    uses: dict[tuple[str, str], list[tuple[Object, str]]] = defaultdict(list)  # resources and its name in them
    for fonts in {fonts.objgen: fonts for fonts in resources}.values():
        for name, font in fonts.items():
            if "/DescendantFonts" in font:
                uses[str(font.BaseFont), _instance(font).file].append((fonts, name))
    for places in uses.values():
        cache = {} if subsets is None else subsets  # else two names of one font would get the glyphs of both
        merged = _merge(pdf, [fonts[name] for fonts, name in places], files, cache)
        for fonts, name in places:
            fonts[name] = merged


def read_reference(font: Object) -> bytes:
    """Returns the reference in place of a font's file: its face, and its position on each variation axis."""
    return bytes(_file_stream(font).read_bytes())


def _file_stream(font: Object) -> Object:
    descriptor = font.DescendantFonts[0].FontDescriptor
    return descriptor.FontFile3 if "/FontFile3" in descriptor else descriptor.FontFile2


def _instance(font: Object) -> FontInstance:
    return FontInstance(*json.loads(read_reference(font)[FORMAT_LENGTH:]))


def _merge(pdf: Pdf, fonts: Sequence[Object], files: FontFiles, subsets: SubsetCache) -> Object:
    """Merges fonts into the first one, which gets the widths, the texts and the outlines of all of them."""
    widths: dict[int, float] = {}
    texts: dict[int, str] = {}
    for font in fonts:
        widths |= glyph_widths(font.DescendantFonts[0])
        texts = parse_unicode_map(font.ToUnicode.read_bytes()) | texts
    merged, descendant = fonts[0], fonts[0].DescendantFonts[0]
    descendant.W = Array(list(_width_runs(widths)))
    descriptor = descendant.FontDescriptor
    descriptor.FontBBox[2] = max(widths.values(), default=0)
    fixed_pitch = FIXED_PITCH if len(set(widths.values())) == 1 < len(widths) else 0
    descriptor.Flags = int(descriptor.Flags) & ~FIXED_PITCH | fixed_pitch
    merged.ToUnicode = Stream(pdf, write_unicode_map(texts))
    _embed_subset(merged, frozenset(widths), files, subsets)
    return pdf.make_indirect(merged)


def _embed_subset(font: Object, glyphs: frozenset[int], files: FontFiles, subsets: SubsetCache) -> None:
    """Replaces the reference of a font by a font file with at least some glyphs."""
    stream, reference = _file_stream(font), read_reference(font)
    available, data = subsets.get(reference, (frozenset[int](), b""))
    if not available >= glyphs:
        available |= glyphs
        data = subset(_instance(font), sorted(available), files)
        subsets[reference] = available, data
    stream.write(data)
    if "/Length1" in stream:
        stream.Length1 = len(data)


def _width_runs(widths: Mapping[int, float]) -> Iterator[object]:
    """Yields the content of an array /W: the first glyph of each run, and the widths of all glyphs in it."""
    run: list[float] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            run = []
            yield glyph
        run.append(round(widths[glyph], 3))
        if glyph + 1 not in widths:
            yield Array(run)
