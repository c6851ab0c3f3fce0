"""What WeasyPrint leaves open in a PDF, mended with pikepdf."""

import os
from collections.abc import Collection
from datetime import UTC, datetime
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Pdf

from handbook.images import settle
from handbook.model import Edition, Handbook
from handbook.pdfx import make_pdfx

DATELESS = "2000-01-01"  # of a handbook that has no date: the same content gives the same file on any day


class ForeignFont(RuntimeError):
    """A font of the machine stands in for one that is not there, or that lacks a character."""


def finish(pdf: bytes, edition: Edition, families: Collection[str], handbook: Handbook) -> tuple[bytes, int]:
    """The finished file and its number of pages.

    Raises:
        ForeignFont: a font stands in that is not of ``families``.
    """
    with Pdf.open(BytesIO(pdf)) as book:
        _allow_fonts(book, families)
        settle(book, edition, handbook.print.profile)
        if edition.screen:
            _open_as_spreads(book)
        else:
            make_pdfx(book, handbook, made(handbook))
        finished = BytesIO()
        book.save(finished, deterministic_id=True, force_version="" if edition.screen else "1.6")
        return finished.getvalue(), len(book.pages)


def made(handbook: Handbook) -> datetime:
    """The date that files carry: SOURCE_DATE_EPOCH where it is set, otherwise that of the handbook."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC)
    date = f"{handbook.date or DATELESS}-01"[:10]
    return datetime.fromisoformat(date).replace(tzinfo=UTC)


def _allow_fonts(book: Pdf, families: Collection[str]) -> None:
    names = {str(font.BaseFont)[8:] for page in book.pages for font in page.Resources.get("/Font", {}).values()}
    known = tuple(family.replace(" ", "-") for family in families)
    if foreign := sorted(name for name in names if not name.startswith(known)):
        raise ForeignFont(f"fonts that no style sheet brings along: {', '.join(foreign)}")


def _open_as_spreads(book: Pdf) -> None:
    """Shows two pages side by side, left pages on the left, numbered as printed."""
    book.Root.PageLayout = Name.TwoPageRight
    book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
