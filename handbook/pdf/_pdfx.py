"""The print file as PDF/X-4 (ISO 15930-7): what its colours are meant for, its boxes and its marks."""

from zlib import compress

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from handbook.content.print_settings import Print
from handbook.setup.fingerprint import program
from handbook.support.cache import Store, digest
from handbook.support.units import MM

REGISTRY = "http://www.color.org"  # where printing conditions are registered
PDFX_ID = "http://www.npes.org/pdfx/ns/id/"
VERSION = "PDF/X-4"
MARK, OFFSET, MARGIN = 5 * MM, 1 * MM, 8 * MM  # printer's marks: length, gap to the bleed, room for them
WEIGHT = 0.25  # pt of their lines


def make_pdfx(book: Pdf, printing: Print, store: Store) -> None:
    """Makes a PDF of CMYK and grey, with fonts embedded and no transparency, say that it is PDF/X-4."""
    _name_printing_condition(book, printing, store)
    for page in book.pages:
        _set_boxes(page)
        if printing.marks:
            _mark(book, page)
    _identify(book)


def _name_printing_condition(book: Pdf, printing: Print, store: Store) -> None:
    profile = _deflated(printing.profile.read_bytes(), store)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(printing.condition),
        OutputCondition=String(printing.profile.stem),
        RegistryName=String(REGISTRY),
        Info=String(printing.profile.stem),
        DestOutputProfile=Stream(book, profile, N=4, Filter=Name.FlateDecode),
    )
    book.Root.OutputIntents = Array([book.make_indirect(intent)])


def _deflated(profile: bytes, store: Store) -> bytes:
    """A profile as a stream holds it; to deflate one takes 50 ms."""
    key = digest("deflated", program(), profile)
    if kept := store.get(key):
        return kept
    small = compress(profile)
    store.put(key, small)
    return small


def _set_boxes(page: Page) -> None:
    """Leaves the trim and the bleed; without marks the sheet ends at the bleed."""
    page.BleedBox = page.MediaBox
    for key in ("/ArtBox", "/CropBox", "/Annots", "/Group"):
        if key in page:
            del page[key]


def _mark(book: Pdf, page: Page) -> None:
    """Crop marks around the trim, outside the bleed, in the black of all plates that CMYK has."""
    left, bottom, right, top = (float(value) for value in page.TrimBox)
    bleed_left, bleed_bottom, bleed_right, bleed_top = (float(value) for value in page.BleedBox)
    lines = []
    for x in (left, right):
        lines.append((x, bleed_bottom - OFFSET, x, bleed_bottom - OFFSET - MARK))
        lines.append((x, bleed_top + OFFSET, x, bleed_top + OFFSET + MARK))
    for y in (bottom, top):
        lines.append((bleed_left - OFFSET, y, bleed_left - OFFSET - MARK, y))
        lines.append((bleed_right + OFFSET, y, bleed_right + OFFSET + MARK, y))
    drawn = "".join(f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S\n" for x, y, to_x, to_y in lines)
    page.contents_add(Stream(book, f"q 0 0 0 1 K {WEIGHT} w\n{drawn}Q\n".encode()), prepend=True)
    page.MediaBox = Array([bleed_left - MARGIN, bleed_bottom - MARGIN, bleed_right + MARGIN, bleed_top + MARGIN])


def _identify(book: Pdf) -> None:
    """Says that it is PDF/X-4 and not trapped, which is the printer's to do."""
    book.docinfo["/Trapped"] = Name("/False")
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace(PDFX_ID, "pdfxid")
        xmp["pdfxid:GTS_PDFXVersion"] = VERSION
        xmp["pdf:Trapped"] = "False"
        xmp["xmpMM:RenditionClass"] = "default"
        xmp["xmpMM:VersionID"] = "1"
