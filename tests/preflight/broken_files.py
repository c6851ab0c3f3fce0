"""Print files that are broken on purpose, and what the preflight says of them."""

import os
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from handbook.content.loader import load
from handbook.content.model import Handbook
from handbook.content.print_settings import PROFILE
from handbook.preflight.ink_coverage import InkCoverage
from handbook.preflight.model import Report
from handbook.preflight.page_proof import deserialize, make_proofs
from handbook.preflight.print_file import Origins
from handbook.preflight.run import run_preflight
from handbook.support.cache import Cache
from tests.books import SEED
from tests.pdfs import MM

Break = Callable[[Pdf], None]


def draw(page: int, operators: str) -> Break:
    """Draws an additional object on a page; coordinates in mm from its bottom left corner."""

    def act(book: Pdf) -> None:
        book.pages[page - 1].contents_add(
            Stream(book, f"q 1 0 0 -1 0 {210 * MM} cm {MM} 0 0 {MM} 0 0 cm {operators} Q".encode())
        )

    return act


def text(page: int, x: float, y: float, size: float = 9, colour: str = "0 0 0 1 k") -> Break:
    """Writes some letters of a font that the page has, at a place in mm, in a size in pt."""

    def act(book: Pdf) -> None:
        font = next(iter(book.pages[page - 1].Resources.Font.keys()))
        overprint = "/overprint gs " if colour == "0 0 0 1 k" else ""
        draw(page, f"{overprint}{colour} BT {font} {size / MM} Tf 1 0 0 1 {x} {y} Tm <00010001> Tj ET")(book)

    return act


def image(mode: str, size: tuple[int, int], colour: float | tuple[int, ...] | str, jpeg: bool = True) -> Break:
    """A picture of 50 x 50 mm on page 5."""

    def act(book: Pdf) -> None:
        drawing = Image.new(mode, size, colour)
        file = BytesIO()
        drawing.save(file, "JPEG" if jpeg else "PNG")
        space = {"CMYK": Name.DeviceCMYK, "RGB": Name.DeviceRGB, "L": Name.DeviceGray}[mode]
        data = file.getvalue() if jpeg else drawing.tobytes()
        stream = Stream(book, data, Type=Name.XObject, Subtype=Name.Image, ColorSpace=space, BitsPerComponent=8)
        stream.Width, stream.Height = size
        if jpeg:
            stream.Filter = Name.DCTDecode
        if mode == "CMYK" and jpeg:
            stream.Decode = Array([1, 0] * 4)
        page = book.pages[4]
        page.Resources.XObject = Dictionary(Broken=stream)
        draw(5, "50 0 0 50 90 150 cm /Broken Do")(book)

    return act


def box(page: int, name: str, *values: float) -> Break:
    def act(book: Pdf) -> None:
        book.pages[page - 1][name] = Array([value * MM for value in values])

    return act


def root(key: str, value: object) -> Break:
    def act(book: Pdf) -> None:
        book.Root[key] = value

    return act


def resource(group: str, entry: Callable[[Pdf], object]) -> Break:
    def act(book: Pdf) -> None:
        resources = book.pages[3].Resources
        if group not in resources:
            resources[group] = Dictionary()
        resources[group]["/Broken"] = entry(book)
        draw(4, "/Broken gs")(book)

    return act


def without(where: Callable[[Pdf], pikepdf.Object], key: str) -> Break:
    def act(book: Pdf) -> None:
        del where(book)[key]

    return act


def no_longer_pdfx(book: Pdf) -> None:
    with book.open_metadata() as xmp:
        del xmp["pdfxid:GTS_PDFXVersion"]


def other_profile(book: Pdf) -> None:
    data = bytearray(PROFILE.read_bytes())
    data[12:20] = b"mntrRGB "
    book.Root.OutputIntents[0].DestOutputProfile = Stream(book, bytes(data))


def unregistered(book: Pdf) -> None:
    book.Root.OutputIntents[0].OutputConditionIdentifier = String("Onze pers")


def condition_of_other_colours(book: Pdf) -> None:
    """A registered name, but the paper and cyan of the profile are those of FOGRA39."""
    book.Root.OutputIntents[0].OutputConditionIdentifier = String("FOGRA51")


def profile_of_another_condition(book: Pdf) -> None:
    """The profile says by which registered data it was made, and these are others."""
    data = PROFILE.read_bytes()
    book.Root.OutputIntents[0].DestOutputProfile = Stream(
        book, data.replace(b"BEGIN_DATA_FORMAT\n", b"ICCHDAT FOGRA52\0\0\0", 1)
    )


def note(book: Pdf) -> None:
    rect = Array([100, 100, 200, 200])
    book.pages[3].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=rect)])


def bare_font(book: Pdf) -> None:
    font = next(iter(book.pages[3].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def small_title(book: Pdf) -> None:
    """The title on the cover, white on its colour, in a third of its size."""
    page = book.pages[0]
    large = re.compile(rb"(/\S+) ([4-9]\d(?:\.\d+)?) Tf")
    page.Contents = Stream(
        book, large.sub(lambda found: b"%s %.3f Tf" % (found[1], float(found[2]) / 3), page.Contents.read_bytes())
    )


def half_page(book: Pdf) -> None:
    book.pages.append(book.pages[4])


def covered_text(book: Pdf) -> None:
    text(4, 60, 20)(book)
    draw(4, "0 .1 0 0 k 55 10 40 20 re f")(book)


def knocking_out(book: Pdf) -> None:
    page = book.pages[3]
    page.Contents = Stream(book, page.Contents.read_bytes().replace(b"/overprint gs", b""))


def white_overprints(book: Pdf) -> None:
    book.pages[4].Resources.ExtGState["/Broken"] = Dictionary(OP=True, op=True, OPM=1)
    draw(5, "/Broken gs 0 0 0 0 k 50 20 20 20 re f")(book)


def form_with(entry: Dictionary, operators: bytes) -> Break:
    """A form on page 4 with a graphics state of its own."""

    def act(book: Pdf) -> None:
        form = Stream(book, b"/Inside gs " + operators, Type=Name.XObject, Subtype=Name.Form)
        form.BBox, form.Resources = Array([0, 0, 100, 100]), Dictionary(ExtGState=Dictionary(Inside=entry))
        book.pages[3].Resources.XObject = Dictionary(Form=form)
        draw(4, "/Form Do")(book)

    return act


def form_with_bare_font(book: Pdf) -> None:
    form = Stream(book, b"", Type=Name.XObject, Subtype=Name.Form)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form.BBox, form.Resources = Array([0, 0, 100, 100]), Dictionary(Font=Dictionary(F=font))
    book.pages[3].Resources.XObject = Dictionary(Form=form)


def all_pages_larger(book: Pdf) -> None:
    """All pages have one size, but not that of the handbook."""
    for page in book.pages:
        page.TrimBox = Array([-1 * MM, -1 * MM, 149 * MM, 211 * MM])
        page.MediaBox = page.BleedBox = Array([-4 * MM, -4 * MM, 152 * MM, 214 * MM])
        page.Contents = Stream(book, b"0 0 0 .1 k\n-50 -50 700 900 re f")


def empty_page(book: Pdf) -> None:
    book.pages[3].Contents = Stream(book, b"0 0 0 0 k 0 0 900 900 re f")


def empty_bleed(book: Pdf) -> None:
    """Page 5 is tinted: paper over its left bleed, as a background that stops at the trim leaves it."""
    draw(5, "0 0 0 0 k -3 -3 2.9 216 re f")(book)


def check_broken(pdf: Path, act: Break, handbook: Handbook | None = None) -> Report:
    file = BytesIO()
    with pikepdf.open(pdf) as book:
        act(book)
        book.save(file)
    return judged(pdf.name, file.getvalue(), {4: {"text": "01.yaml, experience"}}, handbook=handbook)


def judged(
    name: str, data: bytes, origins: Origins, ink: Sequence[InkCoverage] = (), handbook: Handbook | None = None
) -> Report:
    """The report on a file of the seed, or of another handbook."""
    with Pdf.open(BytesIO(data)) as book:
        proofs = [
            deserialize(proof) for proof in make_proofs(data, Cache(Path(os.devnull)), range(len(book.pages)))
        ]
    return run_preflight(name, data, proofs, handbook or load(SEED), origins, ink=ink)
