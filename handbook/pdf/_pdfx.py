"""Makes the print file conform to PDF/X-4 (ISO 15930-7): output intent, boxes, metadata, marks."""

from collections.abc import Sequence
from zlib import compress

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from handbook.content.print_settings import Print
from handbook.pdf._marks import SLUG_AREA, draw_marks
from handbook.pdf._overprint import overprint_black
from handbook.pdf.page_boxes import page_boxes
from handbook.pdf.resource_tree import canvases
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest
from handbook.support.input_limits import PROFILE
from handbook.support.outside_files import read_checked

REGISTRY = "http://www.color.org"  # where printing conditions are registered
PDFX_ID = "http://www.npes.org/pdfx/ns/id/"
VERSION = "PDF/X-4"


def make_pdfx(pdf: Pdf, printing: Print, folds: Sequence[float], cache: Cache) -> None:
    """Declares a PDF to be PDF/X-4. It must be in CMYK and grey, with embedded fonts and no transparency.

    ``folds`` are those of each page, in pt from the left of its trim, for its marks.
    """
    _set_output_intent(pdf, printing, cache)
    for page in pdf.pages:
        _set_boxes(page)
        if printing.marks:
            boxes = page_boxes(page)
            draw_marks(pdf, page, boxes, folds)
            page.MediaBox = Array(boxes.bleed.enlarged(SLUG_AREA))
    for stream, *_ in canvases(pdf.pages):  # each tiling pattern has one, also where nothing in it is transparent
        if "/Group" in stream:
            del stream.Group
    overprint_black(pdf)
    _identify(pdf)


def _set_output_intent(pdf: Pdf, printing: Print, cache: Cache) -> None:
    profile = _deflated(read_checked(printing.profile, PROFILE), cache)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(printing.condition),
        OutputCondition=String(printing.profile.stem),
        RegistryName=String(REGISTRY),
        Info=String(printing.profile.stem),
        DestOutputProfile=Stream(pdf, profile, N=4, Filter=Name.FlateDecode),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _deflated(profile: bytes, cache: Cache) -> bytes:
    """Returns a deflated profile for a stream, from the cache if it is there: deflating one takes 50 ms."""
    key = digest("deflated", program_fingerprint(), profile)
    if cached := cache.get(key):
        return cached
    deflated = compress(profile)
    cache.put(key, deflated)
    return deflated


def _set_boxes(page: Page) -> None:
    """Sets the bleed to the whole sheet, and removes page entries that PDF/X-4 or print shops do not accept."""
    page.BleedBox = page.MediaBox
    for key in ("/ArtBox", "/CropBox", "/Annots", "/Group"):
        if key in page:
            del page[key]


def _identify(pdf: Pdf) -> None:
    """Writes the version of PDF/X, and that the file is not trapped: trapping is up to the print shop."""
    pdf.docinfo["/Trapped"] = Name("/False")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace(PDFX_ID, "pdfxid")
        xmp["pdfxid:GTS_PDFXVersion"] = VERSION
        xmp["pdf:Trapped"] = "False"
        xmp["xmpMM:RenditionClass"] = "default"
        xmp["xmpMM:VersionID"] = "1"
