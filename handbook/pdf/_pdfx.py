"""Makes the print file conform to PDF/X-4 (ISO 15930-7): output intent, boxes, metadata; and draws crop marks."""

from zlib import compress

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from handbook.content.print_settings import Print
from handbook.pdf._overprint import overprint_black
from handbook.pdf.page_boxes import PageBoxes, page_boxes
from handbook.pdf.resource_tree import canvases
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest
from handbook.support.units import PT_PER_MM

REGISTRY = "http://www.color.org"  # where printing conditions are registered
PDFX_ID = "http://www.npes.org/pdfx/ns/id/"
VERSION = "PDF/X-4"
MARK_LENGTH, MARK_OFFSET = 5 * PT_PER_MM, 1 * PT_PER_MM  # of crop marks; the offset is from the bleed
SLUG_AREA = 8 * PT_PER_MM  # outside the bleed, where the marks are
MARK_WEIGHT = 0.25  # pt


def make_pdfx(pdf: Pdf, printing: Print, cache: Cache) -> None:
    """Declares a PDF to be PDF/X-4. It must be in CMYK and grey, with embedded fonts and no transparency."""
    _set_output_intent(pdf, printing, cache)
    for page in pdf.pages:
        _set_boxes(page)
        if printing.marks:
            _draw_crop_marks(pdf, page, page_boxes(page))
    for stream, *_ in canvases(pdf.pages):  # each tiling pattern has one, also where nothing in it is transparent
        if "/Group" in stream:
            del stream.Group
    overprint_black(pdf)
    _identify(pdf)


def _set_output_intent(pdf: Pdf, printing: Print, cache: Cache) -> None:
    profile = _deflated(printing.profile.read_bytes(), cache)
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


def _draw_crop_marks(pdf: Pdf, page: Page, boxes: PageBoxes) -> None:
    """Draws black crop marks at the corners of the trim, outside the bleed, and enlarges the sheet for them."""
    trim, start = boxes.trim, boxes.bleed.enlarged(MARK_OFFSET)
    end = start.enlarged(MARK_LENGTH)
    lines = []
    for x in (trim.left, trim.right):
        lines.append((x, start.bottom, x, end.bottom))
        lines.append((x, start.top, x, end.top))
    for y in (trim.bottom, trim.top):
        lines.append((start.left, y, end.left, y))
        lines.append((start.right, y, end.right, y))
    strokes = "".join(f"{x:.3f} {y:.3f} m\n{to_x:.3f} {to_y:.3f} l\nS\n" for x, y, to_x, to_y in lines)
    page.contents_add(Stream(pdf, f"q\n0 0 0 1 K\n{MARK_WEIGHT} w\n{strokes}Q\n".encode()), prepend=True)
    page.MediaBox = Array(boxes.bleed.enlarged(SLUG_AREA))


def _identify(pdf: Pdf) -> None:
    """Writes the version of PDF/X, and that the file is not trapped: trapping is up to the print shop."""
    pdf.docinfo["/Trapped"] = Name("/False")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace(PDFX_ID, "pdfxid")
        xmp["pdfxid:GTS_PDFXVersion"] = VERSION
        xmp["pdf:Trapped"] = "False"
        xmp["xmpMM:RenditionClass"] = "default"
        xmp["xmpMM:VersionID"] = "1"
