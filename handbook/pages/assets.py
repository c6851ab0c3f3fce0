"""The files that pages may ask for: fonts of packages, and what stands in content/. Nothing from elsewhere."""

import re
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.content.picture_fields import SUFFIXES, VECTORS

BASE_URL = (
    "file:///content/"  # the content folder, wherever it is: addresses go into the names of pictures in a PDF
)
FONT = re.compile(r"font:([\w-]+)/([^\"')]+)")


class Unavailable(ValueError):
    """An address that leads out of the project; the message says why it is not followed."""


def asset_path(url: str, content: Path) -> Path:
    """The file behind an address in a style sheet: ``font:FAMILY/FILE``, or a path in ``content``.

    Raises:
        Unavailable: it is neither.
    """
    if match := FONT.fullmatch(unquote(url)):
        return font_path(*match.groups())
    at = urlsplit(url)
    if at.scheme not in ("", "file"):
        raise Unavailable("only files in content/ can be used, nothing from elsewhere")
    path = (content / unquote(at.path).removeprefix(urlsplit(BASE_URL).path)).resolve()
    if not path.is_relative_to(content.resolve()):
        raise Unavailable("it is not in the folder content/")
    if path.suffix.lower() in VECTORS:
        raise Unavailable("drawings in lines cannot be used; save it as PNG")
    if not path.is_file():
        raise Unavailable("there is no such file")
    return path


def font_path(family: str, file: str) -> Path:
    """A font out of the package ``fontpkg-FAMILY``.

    Raises:
        Unavailable: the package is not there, or has no such file.
    """
    try:
        folder = Path(import_module("fontpkg_" + family.replace("-", "_")).ROOT) / "files"
    except ImportError:
        raise Unavailable(f"no package brings the fonts of {family}") from None
    if not (folder / file).resolve().is_relative_to(folder.resolve()) or not (folder / file).is_file():
        raise Unavailable(f"there is no such font of {family}")
    return folder / file


def is_picture(path: Path) -> bool:
    """Whether the layout takes it as a picture, and not as it is."""
    return path.suffix.lower() in SUFFIXES
