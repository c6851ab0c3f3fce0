"""Reads and writes the stream /ToUnicode of a font, which maps its glyphs to text."""

import re
from collections.abc import Mapping

from handbook.content.no_break import with_spaces
from handbook.support.names import composed

ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>\n")
BLOCK_SIZE = 100  # entries, the most in a block of a CMap (Adobe Technical Note 5014)
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


def parse_unicode_map(cmap: bytes) -> dict[int, str]:
    """Returns the texts, in hexadecimal UTF-16, by glyph number."""
    _, *blocks = cmap.split(b"beginbfchar\n")
    return {int(glyph, 16): text.decode() for block in blocks for glyph, text in ENTRY.findall(block)}


def write_unicode_map(texts: Mapping[int, str]) -> bytes:
    """Returns the stream of a font whose glyphs have these texts, in NFC and with a space for each no-break space.

    A glyph has one text in the whole book: in most fonts, that of both spaces, or of both ways to write a letter.
    """
    lines = [f"<{glyph:04x}> <{_copied(text)}>\n" for glyph, text in sorted(texts.items())]
    blocks = [lines[start : start + BLOCK_SIZE] for start in range(0, len(lines), BLOCK_SIZE)]
    return CMAP.format(
        "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    ).encode()


def _copied(text: str) -> str:
    """Returns the text of a glyph as it is copied; both in hexadecimal UTF-16."""
    letters = bytes.fromhex(text).decode("utf-16-be", "surrogatepass")
    return composed(with_spaces(letters)).encode("utf-16-be", "surrogatepass").hex()
