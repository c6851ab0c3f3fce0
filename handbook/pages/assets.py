"""Finds the files that pages may load: fonts of installed packages and files in content/, never the network."""

import re
from importlib import import_module
from os.path import realpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.content.picture_fields import BRAND_ADDRESS, VECTORS
from handbook.support.input_limits import FONT, PICTURE, STYLE_SHEET
from handbook.support.messages import message
from handbook.support.outside_files import existing_path, is_file, is_within

# The addresses of the content folder and of the brand, wherever these are: WeasyPrint puts a digest of an image's
# address into the PDF.
BASE_URL = "file:///content/"
BRAND_URL = f"file://{BRAND_ADDRESS}"
FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2")
FONT_PACKAGE = "font:"  # the scheme of fonts in the packages of the program
FONT_ADDRESS = re.compile(rf"{FONT_PACKAGE}([\w-]+)/([^\"')]+)")


class Unavailable(ValueError):
    """A file that a page may not load or that does not exist; the message tells the editor why."""


def asset_path(url: str, content: Path, brand: Path | None = None) -> Path:
    """Returns the file of an address in a style sheet or page.

    That is ``font:FAMILY/FILE``, or a path in ``content`` or, below the address of the brand, in that.

    Raises:
        Unavailable: it is none of these.
    """
    if match := FONT_ADDRESS.fullmatch(unquote(url)):
        return font_path(*match.groups())
    parts = urlsplit(url)
    if parts.scheme not in ("", "file"):
        raise Unavailable(message("unavailable.elsewhere"))
    name, folder = unquote(parts.path), content
    if brand and name.startswith(BRAND_ADDRESS):
        name, folder = name.removeprefix(BRAND_ADDRESS), brand
    path = existing_path(folder, name.removeprefix(urlsplit(BASE_URL).path))
    if not is_within(path, folder):
        raise Unavailable(message("unavailable.outside"))
    if path.suffix.lower() in VECTORS:
        raise Unavailable(message("unavailable.vector"))
    if not is_file(path):
        raise Unavailable(message("unavailable.missing"))
    return Path(realpath(path))


def font_path(family: str, file: str) -> Path:
    """Returns a font file of the package ``fontpkg-FAMILY``.

    Raises:
        Unavailable: the package is not installed, or has no such file.
    """
    try:
        folder = Path(import_module("fontpkg_" + family.replace("-", "_")).ROOT) / "files"
    except ImportError:
        raise Unavailable(message("unavailable.font-family", family=family)) from None
    path = folder / file
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        raise Unavailable(message("unavailable.font-file", family=family))
    return path


def largest(path: Path) -> int:
    """Returns how many bytes a file that a page loads may have, by its kind."""
    if path.suffix.lower() == ".css":
        return STYLE_SHEET
    return FONT if is_font(path) else PICTURE


def is_font(path: Path) -> bool:
    """Returns whether a file is read as a font, by its suffix."""
    return path.suffix.lower() in FONT_SUFFIXES


def is_picture(path: Path) -> bool:
    """Returns whether a file is read as a picture: all but fonts and style sheets, by their suffix."""
    return path.suffix.lower() not in (".css", *FONT_SUFFIXES)
