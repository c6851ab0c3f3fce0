"""Checks the pictures that a handbook names: whether their files are in content/images/ and can be used."""

import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageFile, UnidentifiedImageError

from handbook.content.leftover_files import is_leftover
from handbook.content.model import Picture
from handbook.content.text import Text
from handbook.support.messages import Message, message
from handbook.support.names import closest_name, composed, existing_path, slug_of, suggest
from handbook.support.problems import Mark, Problem, problem

FOLDER = "images"
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
VECTORS = (".svg", ".eps", ".ai", ".pdf")
LARGEST = 100_000_000  # pixels; twice what the best cameras give, and 300 MB of memory
MILLION = 1_000_000
MOST_NAMES = 8  # in a message


def check_picture(picture: Picture, content: Path) -> Iterator[Problem]:
    """Checks the file of a picture, and that its description is one."""
    file, alt = picture.file, picture.alt
    if file:
        yield from _check_file(file, content / FOLDER)
    if alt and slug_of(alt) in (slug_of(file), slug_of(Path(file).stem)):
        yield problem(alt.mark, "alt", text=alt)


def _check_file(file: Text, folder: Path) -> Iterator[Problem]:
    """Yields the problems of a file that cannot be used as a picture."""
    path = existing_path(folder, file)
    if not path.resolve().is_relative_to(folder.resolve()):
        yield problem(file.mark, "no-picture.elsewhere", name=file, folder=FOLDER)
    elif not path.is_file():
        remedy = _other_picture(file, folder)
        yield problem(file.mark, "no-picture.missing", remedy=remedy, name=file, folder=FOLDER)
    elif path.suffix.lower() in VECTORS:
        yield problem(file.mark, "not-a-picture.vectors", name=file, kind=path.suffix[1:].upper())
    else:
        try:
            yield from _check_image(file.mark, path)
        except Image.DecompressionBombError:
            yield problem(file.mark, "picture-size.far-too-large", most=LARGEST // MILLION)
        except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises for a damaged file
            variant = "not-a-picture.damaged"
            if isinstance(error, UnidentifiedImageError):
                is_named_so = path.suffix.lower() in SUFFIXES
                variant = "not-a-picture.other-file" if is_named_so else "not-a-picture.unknown-kind"
            yield problem(file.mark, variant, name=file)


def _other_picture(file: str, folder: Path) -> Message:
    """Returns the remedy for the name of a missing picture; names are compared without their suffix."""
    files = (path for path in folder.rglob("*") if path.is_file() and not is_leftover(path.name))
    names = sorted(path.relative_to(folder).as_posix() for path in files)
    if not names:
        return message("no-picture.empty-folder", folder=folder.name)
    stems = {composed(Path(name).stem): name for name in names}
    match = closest_name(Path(file.replace("\\", "/")).stem, list(stems))
    return message("remedy.did-you-mean", name=stems[match]) if match else suggest(file, names[:MOST_NAMES])


def _check_image(place: Mark, path: Path) -> Iterator[Problem]:
    """Opens a picture and reads it to its end.

    Raises:
        OSError, SyntaxError, ValueError: it is damaged, or not a picture.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once imported, prints half a picture without a warning
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit here is the same
        with Image.open(path) as image:
            if image.width * image.height > LARGEST:
                most, (width, height) = LARGEST // MILLION, image.size
                yield problem(place, "picture-size.too-large", width=width, height=height, most=most)
            elif image.mode == "LAB":
                yield problem(place, "not-a-picture.lab")
            elif image.format not in FORMATS:
                yield problem(place, "not-a-picture.format", kind=image.format)
            else:
                image.draft("L", (1, 1))  # the quickest way to read a JPEG to its end
                image.load()
