"""Turns an assembled PDF into the finished file of an edition: colours, structure, metadata, standard."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from io import BytesIO

from pikepdf import ObjectStreamMode, Pdf

from handbook.content.model import Handbook
from handbook.layout.model import LaidOutSection
from handbook.pages.model import DESK, EMAIL, PRINT, Edition
from handbook.pdf._metadata import write_metadata
from handbook.pdf._pdfa import make_pdfua
from handbook.pdf._pdfx import make_pdfx
from handbook.pdf.errors import ForeignFont
from handbook.pdf.image_conversion import convert_images
from handbook.pdf.structure_tree import write_structure_tree
from handbook.support.cache import Cache

DEFAULT_DATE = "2000-01-01"  # of a handbook without a date: the same content gives the same file on any day
PDFX_VERSION = "1.6"  # of PDF, on which PDF/X-4 is based
SUBSET_TAG_LENGTH = len("/ABCDEF+")  # before the font's name


def finalize_print(
    data: bytes, families: Collection[str], handbook: Handbook, cache: Cache, created: datetime | None = None
) -> tuple[bytes, int]:
    """Makes the file for the print shop, in CMYK and as PDF/X-4; returns it and its number of pages.

    ``created`` is the date in its metadata, by default that of the handbook.

    Raises:
        ForeignFont: it has a font that is not one of ``families``.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        _prepare(pdf, PRINT, families, handbook, cache)
        write_metadata(pdf, handbook, created or handbook_date(handbook), handbook.title)
        make_pdfx(pdf, handbook.print, cache)
        return _save(pdf, PDFX_VERSION)


def finalize_desk(data: bytes, families: Collection[str], handbook: Handbook, cache: Cache) -> tuple[bytes, int]:
    """Makes the pages for the office printer, in RGB and not yet imposed; returns the PDF and their number.

    Raises:
        ForeignFont: it has a font that is not one of ``families``.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        _prepare(pdf, DESK, families, handbook, cache)
        return _save(pdf)


def finalize_email(
    data: bytes,
    families: Collection[str],
    handbook: Handbook,
    cache: Cache,
    sections: Sequence[LaidOutSection],
    created: datetime | None = None,
) -> tuple[bytes, int]:
    """Makes the file for the screen, as PDF/A-2a and PDF/UA-1; returns it and its number of pages.

    ``sections`` are those that it was assembled from. A case alone has its own title. ``created`` is the date in
    its metadata, by default that of the handbook.

    Raises:
        ForeignFont: it has a font that is not one of ``families``.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        _prepare(pdf, EMAIL, families, handbook, cache)
        write_structure_tree(pdf, sections)
        first = sections[0].section
        title = first.fields["title"] if first.name == "spread" else handbook.title
        write_metadata(pdf, handbook, created or handbook_date(handbook), title)
        make_pdfua(pdf, first.first_page)
        return _save(pdf)


def handbook_date(handbook: Handbook) -> datetime:
    """Returns the date of the handbook, the first of the month where it has no day."""
    date = f"{handbook.date or DEFAULT_DATE}-01"[:10]  # YYYY-MM has no day
    return datetime.fromisoformat(date).replace(tzinfo=UTC)


def _prepare(pdf: Pdf, edition: Edition, families: Collection[str], handbook: Handbook, cache: Cache) -> None:
    """Checks the fonts and converts the images, for every edition."""
    _check_fonts(pdf, families)
    convert_images(pdf, edition, handbook.print.profile, cache)


def _check_fonts(pdf: Pdf, families: Collection[str]) -> None:
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
    names = {str(font.BaseFont)[SUBSET_TAG_LENGTH:] for font in fonts}
    prefixes = tuple(family.replace(" ", "-") for family in families)
    if foreign := sorted(name for name in names if not name.startswith(prefixes)):
        raise ForeignFont(f"fonts that no style sheet declares: {', '.join(foreign)}")


def _save(pdf: Pdf, version: str = "") -> tuple[bytes, int]:
    file = BytesIO()
    pdf.save(file, deterministic_id=True, force_version=version, object_stream_mode=ObjectStreamMode.generate)
    return file.getvalue(), len(pdf.pages)
