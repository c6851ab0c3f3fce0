"""Checks the pictures that a handbook names: whether their files are in content/images/ and can be used."""

from collections.abc import Iterator
from pathlib import Path

from handbook.content.case_model import Picture
from handbook.content.leftover_files import is_leftover
from handbook.content.picture_file import read_picture
from handbook.content.picture_kind import SUFFIXES, UnusablePicture, kind_of
from handbook.content.text import Text
from handbook.content.vector_file import is_drawing, read_drawing
from handbook.support.input_limits import DRAWING, PICTURE
from handbook.support.messages import Message, message
from handbook.support.names import closest_name, composed, slug_of, suggest
from handbook.support.outside_files import existing_path, is_file, is_within, read_outside
from handbook.support.problems import Problem, problem
from handbook.support.system_errors import reason

FOLDER = "images"
BRAND_ADDRESS = "/brand/"  # of the files of a brand, in a page or style sheet
VECTORS = (".eps", ".ai", ".pdf")  # that are no SVG
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
    if not is_within(path, folder):
        yield problem(file.mark, "no-picture.elsewhere", name=file, folder=FOLDER)
    elif not is_file(path):
        remedy = _other_picture(file, folder)
        yield problem(file.mark, "no-picture.missing", remedy=remedy, name=file, folder=FOLDER)
    elif is_drawing(path):
        yield from _check_drawing(file, path)
    elif path.suffix.lower() in VECTORS:
        yield problem(file.mark, "not-a-picture.vectors", name=file, kind=path.suffix[1:].upper())
    else:
        yield from _check_picture_file(file, path)


def _check_picture_file(file: Text, path: Path) -> Iterator[Problem]:
    try:
        data = read_outside(path, PICTURE)
        if (expected := SUFFIXES.get(path.suffix.lower())) and (kind := kind_of(data)) != expected:
            yield problem(file.mark, "not-a-picture.other-suffix", name=file, kind=kind, suffix=path.suffix)
            return
        picture = read_picture(data)
        if picture.has_unused_profile:
            yield problem(file.mark, "picture-profile", severity="warning", name=file)
        if picture.is_damaged:
            yield problem(file.mark, "picture-damaged", severity="warning", name=file)
    except UnusablePicture as error:
        key = error.key
        if key == "not-a-picture.other-file" and path.suffix.lower() not in SUFFIXES:
            key = "not-a-picture.unknown-kind"
        yield problem(file.mark, key, name=file, **error.values)
    except OSError as error:  # of the file, not of the picture
        yield problem(file.mark, "not-a-picture.unreadable", name=file, reason=reason(error))


def _check_drawing(file: Text, path: Path) -> Iterator[Problem]:
    try:
        read_drawing(read_outside(path, DRAWING))
    except UnusablePicture as error:
        yield problem(file.mark, error.key, name=file, **error.values)
    except OSError as error:
        yield problem(file.mark, "not-a-picture.unreadable", name=file, reason=reason(error))


def _other_picture(file: str, folder: Path) -> Message:
    """Returns the remedy for the name of a missing picture; names are compared without their suffix."""
    files = (path for path in folder.rglob("*") if is_file(path) and not is_leftover(path.name))
    names = sorted(path.relative_to(folder).as_posix() for path in files)
    if not names:
        return message("no-picture.empty-folder", folder=folder.name)
    stems = {composed(Path(name).stem): name for name in names}
    match = closest_name(Path(file.replace("\\", "/")).stem, list(stems))
    return message("remedy.did-you-mean", name=stems[match]) if match else suggest(file, names[:MOST_NAMES])
