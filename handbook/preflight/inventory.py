"""Lists what a print file is made of: its colour profile, fonts, pictures, and the plates that each page needs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handbook.pdf.drawn_item import Colour, DrawnItem
from handbook.preflight.model import Inventory, PrintedPicture
from handbook.preflight.print_file import PrintFile, PrintPage
from handbook.support.units import PT_PER_MM

PLATES = "CMYK"
SUBSET_MARK = "+"  # between the tag of a subset and the name of its font
PRINT_SPACES = ("/DeviceCMYK", "/DeviceGray")  # whose colours are those of the output intent
TRACE = 0.01  # of an ink, which compression leaves in a picture


def take_inventory(file: PrintFile) -> Inventory:
    """Returns the inventory of a print file."""
    fonts = {text.font.strip("/").split(SUBSET_MARK)[-1] for _, text in file.items_of_kind("text")}
    profile = _profile(file)
    pictures = tuple(_printed(page, picture, profile) for page, picture in file.items_of_kind("picture"))
    plates = tuple(_plates(page.items) for page in file.pages)
    return Inventory(profile, tuple(sorted(fonts)), pictures, plates)


def pages_by_plates(plates: Iterable[str]) -> Mapping[str, str]:
    """Returns the numbers of the pages that need the same plates, such as "1-4, 7", most plates first."""
    pages: dict[str, list[int]] = {}
    for number, needed in enumerate(plates, 1):
        pages.setdefault(needed, []).append(number)
    return {needed: ", ".join(_ranges(pages[needed])) for needed in sorted(pages, key=len, reverse=True)}


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Yields growing numbers, those in a row as one range."""
    starts = [number for number in numbers if number - 1 not in numbers]
    ends = [number for number in numbers if number + 1 not in numbers]
    for start, end in zip(starts, ends, strict=True):
        yield str(start) if start == end else f"{start}–{end}"


def _profile(file: PrintFile) -> str:
    """Returns the name of the profile in the output intent and of its condition; empty if there is none."""
    for intent in file.pdf.Root.get("/OutputIntents", ()):
        return f"{intent.get('/Info', '')} ({intent.get('/OutputConditionIdentifier', '')})"
    return ""


def _printed(page: PrintPage, picture: DrawnItem, profile: str) -> PrintedPicture:
    box, trim = picture.box, page.trim
    lengths = (box.left - trim.left, trim.top - box.top, box.width, box.height)
    x, y, width, height = (round(length / PT_PER_MM, 1) for length in lengths)
    space = picture.colour.space.strip("/").removeprefix("Device")
    origin = page.origins.get("picture", "")
    profile = profile if picture.colour.space in PRINT_SPACES else ""
    return PrintedPicture(page.number, x, y, width, height, round(picture.ppi), space, profile, origin)


def _plates(items: Sequence[DrawnItem]) -> str:
    used = {plate for item in items for plate in _plates_of(item.colour)}
    return "".join(plate for plate in PLATES if plate in used)


def _plates_of(colour: Colour) -> set[str]:
    if colour.space == "/DeviceGray":
        return {"K"}
    if colour.space != "/DeviceCMYK":
        return set()
    if len(colour.values) != len(PLATES):  # a gradient, which may have all
        return set(PLATES)
    return {plate for plate, ink in zip(PLATES, colour.values, strict=True) if ink > TRACE}
