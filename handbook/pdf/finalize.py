"""What WeasyPrint leaves open in a PDF, mended with pikepdf."""

import os
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from io import BytesIO

from pikepdf import ObjectStreamMode, Pdf

from handbook.content.model import Handbook
from handbook.layout.model import LaidOutSection
from handbook.pages.model import EMAIL, PRINT, Edition
from handbook.pdf._metadata import describe
from handbook.pdf._pdfa import make_accessible
from handbook.pdf._pdfx import make_pdfx
from handbook.pdf.image_conversion import settle
from handbook.pdf.structure_tree import give_structure
from handbook.support.cache import Cache
from handbook.support.problems import Mark, Problem, Rejected

DATELESS = "2000-01-01"  # of a handbook that has no date: the same content gives the same file on any day


class ForeignFont(RuntimeError):
    """A font of the machine stands in for one that is not there, or that lacks a character."""


def finish(
    pdf: bytes, edition: Edition, families: Collection[str], handbook: Handbook, cache: Cache
) -> tuple[bytes, int]:
    """The finished file of an edition on paper, and its number of pages.

    Raises:
        ForeignFont: a font stands in that is not of ``families``.
    """
    with Pdf.open(BytesIO(pdf)) as book:
        _mend(book, edition, families, handbook, cache)
        if edition is PRINT:
            describe(book, handbook, made(handbook), handbook.title)
            make_pdfx(book, handbook.print, cache)
        return _saved(book, "1.6" if edition is PRINT else "")


def finish_tagged(
    pdf: bytes, families: Collection[str], handbook: Handbook, cache: Cache, pieces: Sequence[LaidOutSection]
) -> tuple[bytes, int]:
    """The same of the email edition: PDF/A-2a and PDF/UA-1, with the structure that its ``pieces`` tell of.

    A case alone has its own title.
    """
    with Pdf.open(BytesIO(pdf)) as book:
        _mend(book, EMAIL, families, handbook, cache)
        give_structure(book, pieces)
        first = pieces[0].section
        alone = first.name == "spread"
        describe(book, handbook, made(handbook), first.fields["title"] if alone else handbook.title)
        make_accessible(book, first.first_page)
        return _saved(book, "")


def _mend(book: Pdf, edition: Edition, families: Collection[str], handbook: Handbook, cache: Cache) -> None:
    _allow_fonts(book, families)
    settle(book, edition, handbook.print.profile, cache)


def _saved(book: Pdf, version: str) -> tuple[bytes, int]:
    file = BytesIO()
    book.save(file, deterministic_id=True, force_version=version, object_stream_mode=ObjectStreamMode.generate)
    return file.getvalue(), len(book.pages)


def made(handbook: Handbook) -> datetime:
    """The date that files carry: SOURCE_DATE_EPOCH where it is set, otherwise that of the handbook.

    Raises:
        Rejected: SOURCE_DATE_EPOCH holds no date.
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            remedy = "Set it to the seconds since 1970, or take it out of the environment."
            problem = Problem(Mark("SOURCE_DATE_EPOCH"), "no-date", f"'{epoch}' is no date", remedy)
            raise Rejected((problem,)) from None
    date = f"{handbook.date or DATELESS}-01"[:10]
    return datetime.fromisoformat(date).replace(tzinfo=UTC)


def _allow_fonts(book: Pdf, families: Collection[str]) -> None:
    names = {str(font.BaseFont)[8:] for page in book.pages for font in page.Resources.get("/Font", {}).values()}
    known = tuple(family.replace(" ", "-") for family in families)
    if foreign := sorted(name for name in names if not name.startswith(known)):
        raise ForeignFont(f"fonts that no style sheet brings along: {', '.join(foreign)}")
