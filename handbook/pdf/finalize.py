"""Turns pages of an assembled book into the finished file of an edition: its colours, metadata, standard."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from pikepdf import ObjectStreamMode, Page, Pdf, String

from handbook.content.model import Handbook
from handbook.layout.model import LaidOutSection
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf._metadata import write_metadata
from handbook.pdf._navigation import remove_navigation
from handbook.pdf._pdfa import make_pdfa
from handbook.pdf._pdfx import make_pdfx
from handbook.pdf.colours import colour_converter, convert_page_colours
from handbook.pdf.editions import DESK, EMAIL, PRINT, Edition
from handbook.pdf.errors import ForeignFont
from handbook.pdf.image_conversion import convert_images
from handbook.pdf.imposition import impose_booklet
from handbook.pdf.ink_limits import ink_limits
from handbook.pdf.structure_tree import write_structure_tree
from handbook.support.cache import Cache, digest
from handbook.support.input_limits import PROFILE
from handbook.support.outside_files import read_checked
from handbook.support.units import PT_PER_MM

DEFAULT_DATE = "2000-01-01"  # of a handbook without a date: the same content gives the same file on any day
PDFX_VERSION = "1.6"  # of PDF, on which PDF/X-4 is based
PDFA_VERSION = "1.7"  # of PDF, on which PDF/A-2 is based
CUT_STREAM = b"\r\nendstream"  # is read as the end of a line: the stream would be one byte too short
SUBSET_TAG_LENGTH = len("/ABCDEF+")  # before the font's name

File = tuple[bytes, int]  # its content and its number of pages


@dataclass(frozen=True)
class Finalizer:
    """Makes finished files out of the pages of an assembled book, which are numbered from 0.

    ``created`` is the date in their metadata; None for that of the handbook. Each method raises ForeignFont if a
    page has a font that no style sheet declares.
    """

    handbook: Handbook
    styles: StyleSheets
    cache: Cache
    created: datetime | None

    def print(self, assembled: bytes, editions: Mapping[int, Edition], folds: Sequence[float] = ()) -> File:
        """Makes a file for the print shop, as PDF/X-4, of the pages that ``editions`` has, in its order.

        ``folds`` are those of each page, in mm from the left of its trim.
        """
        with Pdf.open(BytesIO(assembled)) as pdf:
            self._prepare(pdf, editions)
            remove_navigation(pdf)
            content = digest(PRINT.name, assembled)
            write_metadata(pdf, self.handbook, self._date, self.handbook.title, content)
            make_pdfx(pdf, self.handbook.print, [fold * PT_PER_MM for fold in folds], self.cache)
            return _save(pdf, PDFX_VERSION)

    def desk(self, assembled: bytes, pages: Iterable[int]) -> File:
        """Makes the sheets for the office printer, of trimmed pages in RGB."""
        with Pdf.open(BytesIO(assembled)) as pdf:
            self._prepare(pdf, dict.fromkeys(pages, DESK))
            remove_navigation(pdf)
            _trim(pdf.pages)
            return impose_booklet(pdf, self.handbook.print.flip)

    def email(self, assembled: bytes, sections: Sequence[LaidOutSection]) -> File:
        """Makes the file for the screen, trimmed, as PDF/A-2a and PDF/UA-1.

        ``sections`` are the first ones of the book, all that the file is to have. A case alone has its own title.
        """
        with Pdf.open(BytesIO(assembled)) as pdf:
            self._prepare(pdf, dict.fromkeys(range(sum(section.pages for section in sections)), EMAIL))
            _trim(pdf.pages)
            write_structure_tree(pdf, sections)
            first = sections[0].section
            title = first.fields["title"] if first.name == "spread" else self.handbook.title
            write_metadata(pdf, self.handbook, self._date, title, digest(EMAIL.name, assembled))
            make_pdfa(pdf, first.first_page)
            return _save_archive(pdf)

    @property
    def _date(self) -> datetime:
        return self.created or handbook_date(self.handbook)

    def _prepare(self, pdf: Pdf, editions: Mapping[int, Edition]) -> None:
        """Keeps some pages, in this order, each in the colours of its edition."""
        pages = [pdf.pages[number] for number in editions]
        del pdf.pages[:]
        pdf.pages.extend(pages)
        pdf.Root.Lang = String(self.handbook.language)
        _check_fonts(pdf, self.styles)
        for edition in dict.fromkeys(editions.values()):
            self._convert(
                [page for page, other in zip(pages, editions.values(), strict=True) if other == edition], edition
            )

    def _convert(self, pages: Sequence[Page], edition: Edition) -> None:
        """Gives pages that share nothing but fonts with those of other editions the colours of an edition."""
        printing = self.handbook.print
        convert = colour_converter(
            self.styles.palette,
            edition.mode,
            read_checked(printing.profile, PROFILE),
            printing.colours,
            ink_limits(printing).safe,
        )
        convert_page_colours(pages, convert)
        convert_images(pages, edition, printing, self.cache)


def handbook_date(handbook: Handbook) -> datetime:
    """Returns the date of the handbook, the first of the month where it has no day."""
    date = f"{handbook.date or DEFAULT_DATE}-01"[:10]  # YYYY-MM has no day
    return datetime.fromisoformat(date).replace(tzinfo=UTC)


def _trim(pages: Iterable[Page]) -> None:
    """Cuts the bleed off."""
    for page in pages:
        page.MediaBox = page.TrimBox
        del page.BleedBox


def _check_fonts(pdf: Pdf, styles: StyleSheets) -> None:
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
    names = {str(font.BaseFont)[SUBSET_TAG_LENGTH:] for font in fonts}
    prefixes = tuple(family.replace(" ", "-") for family in styles.font_families)
    if foreign := sorted(name for name in names if not name.startswith(prefixes)):
        raise ForeignFont(f"fonts that no style sheet declares: {', '.join(foreign)}")


def _save(pdf: Pdf, version: str, objects: ObjectStreamMode = ObjectStreamMode.generate) -> File:
    file = BytesIO()
    pdf.save(file, deterministic_id=True, force_version=version, object_stream_mode=objects)
    return file.getvalue(), len(pdf.pages)


def _save_archive(pdf: Pdf) -> File:
    """Saves a PDF/A, in which no stream may end with a carriage return.

    Saving adds streams of objects and of the cross-reference table. Where one of them ends so, there are none.
    """
    file = _save(pdf, PDFA_VERSION)
    if CUT_STREAM in file[0]:
        file = _save(pdf, PDFA_VERSION, ObjectStreamMode.disable)
    return file
