"""Checks the files of a brand one by one: those that no book would use, fonts, the logo."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from handbook.content.brand import OpenBrand
from handbook.content.brand_files import file_names, is_part
from handbook.content.case_model import Picture
from handbook.content.picture_fields import FOLDER
from handbook.content.picture_file import read_picture
from handbook.content.picture_kind import UnusablePicture
from handbook.content.vector_file import is_drawing
from handbook.pages.assets import FONT_SUFFIXES
from handbook.pdf.font_check import font_problem
from handbook.support.input_limits import FONT, PICTURE
from handbook.support.messages import Message, message
from handbook.support.names import closest_name, display_path
from handbook.support.outside_files import existing_path, read_outside
from handbook.support.problems import Mark, Problem, problem
from handbook.support.system_errors import reason

ROOT_FILES = ("brand.yaml", "style.css", "fonts", "images", "looks")
LOGO = (70, 15.3)  # mm: the room that the looks have for it
GOOD_PHOTO = 300  # ppi
MM_PER_INCH = 25.4


def unused_files(folder: Path) -> Iterator[Problem]:
    """Yields a warning for each file that is no part of a brand."""
    for name in file_names(folder):
        if not is_part(name):
            meant = "" if "/" in name or name in ROOT_FILES else closest_name(name, ROOT_FILES)
            remedy = message("remedy.did-you-mean", name=meant) if meant else None
            place = Mark(display_path(folder / name))
            yield problem(place, "brand-file.unknown", severity="warning", remedy=remedy, name=name)


def fonts_of(folder: Path) -> Sequence[Path]:
    """Returns the font files of a brand."""
    return [folder / name for name in file_names(folder) if name.lower().endswith(FONT_SUFFIXES)]


def font_problems(folder: Path) -> Iterator[Problem]:
    """Yields the fonts that are damaged, or whose licence forbids to embed them."""
    for path in fonts_of(folder):
        place = Mark(display_path(path))
        try:
            key = font_problem(read_outside(path, FONT))
        except OSError as error:
            yield problem(place, "no-file.unreadable", reason=reason(error))
        else:
            if key:
                yield problem(place, key)


def logo_size(brand: OpenBrand) -> tuple[int, int] | None:
    """Returns the pixels of the logo; None where it has none, is missing or cannot be read."""
    path = _file_of(brand.fields.logo, brand.folder)
    if path is None or is_drawing(path):
        return None
    try:
        size: tuple[int, int] = read_picture(read_outside(path, PICTURE)).decode().size
    except (OSError, UnusablePicture):  # which reading the brand has reported
        return None
    return size


def _file_of(picture: Picture | None, folder: Path) -> Path | None:
    return existing_path(folder / FOLDER, picture.file) if picture else None


def logo_problems(brand: OpenBrand) -> Iterator[Problem]:
    """Yields a warning for a logo of too few pixels for the covers."""
    logo, size = brand.fields.logo, logo_size(brand)
    if logo and size:
        ppi = round(max(pixels / mm for pixels, mm in zip(size, LOGO, strict=True)) * MM_PER_INCH)
        if ppi < GOOD_PHOTO:
            mark = logo.file.mark
            yield problem(mark, "brand-logo", severity="warning", name=logo.file, ppi=ppi, least=GOOD_PHOTO)


def good_parts(brand: OpenBrand) -> Iterator[Message]:
    """Yields in sentences what a brand without errors has."""
    fields = brand.fields
    if fields.colour:
        yield message("brand-good.colours", colours=", ".join(colour.text for colour in fields.colour))
    if count := len(fonts_of(brand.folder)):
        yield message("brand-good.fonts", count=count)
    if fields.logo and (size := logo_size(brand)):
        yield message("brand-good.pixels", width=size[0], height=size[1])
    elif fields.logo:
        yield message("brand-good.drawing")
    if languages := [language for language, labels in fields.labels.items() if labels]:
        yield message("brand-good.labels", languages=", ".join(languages))
    if "profile" in brand.print_said:
        yield message("brand-good.profile", condition=fields.print.condition)
