"""Lists what a print file is made of: its fonts, its pictures, and the plates that each page needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.pdf.drawn_item import DrawnItem
from handbook.preflight.page_proof import PageProof

PLATES = "CMYK"
SUBSET_MARK = "+"  # between the tag of a subset and the name of its font


@dataclass(frozen=True)
class PrintedPicture:
    """A picture on a page, counted from 1: its resolution in pixels an inch, and its colour space."""

    page: int
    ppi: int
    space: str


@dataclass(frozen=True)
class Inventory:
    """The names of the fonts, the pictures, and the plates of each page as in CMYK, empty for one without ink."""

    fonts: tuple[str, ...]
    pictures: tuple[PrintedPicture, ...]
    plates: tuple[str, ...]


def take_inventory(proofs: Sequence[PageProof]) -> Inventory:
    """Returns the inventory of a file, from the proofs of its pages."""
    items = [(number, item) for number, proof in enumerate(proofs, 1) for item in proof.items]
    fonts = {item.font.strip("/").split(SUBSET_MARK)[-1] for _, item in items if item.kind == "text"}
    pictures = [
        PrintedPicture(number, round(item.ppi), item.colour.space.removeprefix("/Device"))
        for number, item in items
        if item.kind == "picture"
    ]
    return Inventory(tuple(sorted(fonts)), tuple(pictures), tuple(_plates(proof.items) for proof in proofs))


def _plates(items: Sequence[DrawnItem]) -> str:
    used = set()
    for item in items:
        if item.colour.space == "/DeviceCMYK":
            inks = item.colour.values
            is_plain = len(inks) == len(PLATES)  # not a picture or a gradient, which may have all
            used |= {plate for plate, ink in zip(PLATES, inks, strict=True) if ink} if is_plain else set(PLATES)
        elif item.colour.space == "/DeviceGray":
            used.add("K")
    return "".join(plate for plate in PLATES if plate in used)
