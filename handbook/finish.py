"""What WeasyPrint leaves open in a PDF, mended with pikepdf."""

from collections.abc import Collection
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from handbook.images import PROFILE, settle
from handbook.model import Edition

CONDITION, REGISTRY = (
    "FOGRA39",
    "http://www.color.org",
)  # as registered in the ICC's characterization data registry


def finish(pdf: bytes, edition: Edition, families: Collection[str]) -> tuple[bytes, int]:
    """The finished file and its number of pages.

    Raises:
        RuntimeError: a font stands in that is not of ``families``, for one that did not have a character.
    """
    with Pdf.open(BytesIO(pdf)) as book:
        _allow_fonts(book, families)
        settle(book, edition)
        if edition.screen:
            _open_as_spreads(book)
        else:
            _name_printing_condition(book)
        finished = BytesIO()
        book.save(finished, deterministic_id=True)
        return finished.getvalue(), len(book.pages)


def _allow_fonts(book: Pdf, families: Collection[str]) -> None:
    names = {str(font.BaseFont)[8:] for page in book.pages for font in page.Resources.get("/Font", {}).values()}
    known = tuple(family.replace(" ", "-") for family in families)
    if foreign := sorted(name for name in names if not name.startswith(known)):
        raise RuntimeError(f"fonts that no style sheet asks for: {', '.join(foreign)}")


def _open_as_spreads(book: Pdf) -> None:
    """Shows two pages side by side, left pages on the left, numbered as printed."""
    book.Root.PageLayout = Name.TwoPageRight
    book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


def _name_printing_condition(book: Pdf) -> None:
    """Says which printing its CMYK values are meant for, with the profile of it."""
    profile = Stream(book, PROFILE.read_bytes(), N=4)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(CONDITION),
        RegistryName=String(REGISTRY),
        Info=String("ISO Coated v2 300 %"),
        DestOutputProfile=profile,
    )
    book.Root.OutputIntents = Array([book.make_indirect(intent)])
