"""A preview lays out spreads for days: WeasyPrint must free the memory of each."""

import ctypes
import gc
import sys

import pytest

from handbook.content.loader import load
from handbook.layout.typesetter import Typesetter
from handbook.pages.geometry import page_properties
from handbook.pages.model import Section
from handbook.pages.stylesheets import StyleSheets
from tests.books import SEED

LINES = "".join(f"<p>Regel {number} van de pagina.</p>" for number in range(20))
TOLD = ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")


class _MemoryStatistics(ctypes.Structure):
    """The memory statistics of glibc (struct mallinfo2)."""

    _fields_ = [(name, ctypes.c_size_t) for name in TOLD]


def _heap_size() -> int:
    """Returns the bytes in use on the heap."""
    gc.collect()
    library = None if sys.platform == "win32" else ctypes.CDLL(None)
    if not library or not hasattr(library, "mallinfo2"):
        pytest.skip("the system's C library has no memory statistics")
    library.mallinfo2.restype = _MemoryStatistics
    usage = library.mallinfo2()
    return int(usage.uordblks + usage.hblkhd)


def test_laying_a_text_out_again_and_again_takes_no_more_memory() -> None:
    """Font features (old-style figures) leaked for each line: 3 kB for a page of 20 lines."""
    typesetter = Typesetter(StyleSheets(SEED))
    sizes = page_properties(load(SEED).print)
    section = Section("foreword", f"<html lang='nl' style='{sizes}'><body>{LINES}</body></html>", 3, None, {})

    def lay_out(times: int) -> int:
        for _ in range(times):
            typesetter.fit(section)
        return _heap_size()

    before = lay_out(20)
    assert lay_out(60) - before < 60 * 500
