"""Fetches the fonts and pictures of a page, from files and never from the network."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

from handbook.content.picture_kind import UnusablePicture
from handbook.content.vector_file import is_drawing, read_drawing
from handbook.layout._image_input import normalize_image
from handbook.pages.assets import FONT_PACKAGE, Unavailable, is_font, is_picture, largest
from handbook.pages.font_file import DamagedFont, check_font
from handbook.support.messages import message
from handbook.support.outside_files import read_outside
from handbook.support.system_errors import reason

SVG = "image/svg+xml"


class FileFetcher(URLFetcher):
    """Gives WeasyPrint the fonts of packages and the files of the book and its brand, and nothing else.

    ``find`` returns the file of an address. By their addresses ``digests`` has the digest of each file that was
    fetched, and ``profiles`` the colour profiles of pictures; the caller may replace both. ``damaged_fonts`` has
    the names of files.
    """

    def __init__(self, find: Callable[[str], Path]) -> None:
        super().__init__()
        self.find = find
        self.digests: dict[str, str] = {}
        self.profiles: dict[str, bytes] = {}
        self.damaged_fonts: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Answers a request of WeasyPrint.

        Raises:
            Unavailable: the address leads out of the content folder, or to a picture that cannot be read.
        """
        path = self.find(url)
        try:
            data = read_outside(path, largest(path))
        except OSError as error:
            raise Unavailable(reason(error)) from None
        self.digests[url] = sha256(data).hexdigest()
        if is_font(path) and not url.startswith(FONT_PACKAGE):  # those of packages were looked at by their makers
            self._check_font(path, data)
        if not is_picture(path):
            return URLFetcherResponse(url, data)
        try:
            if is_drawing(path):
                return URLFetcherResponse(f"picture:{path.name}", read_drawing(data), {"Content-Type": SVG})
            image = normalize_image(data)
        except UnusablePicture:
            raise Unavailable(message("layout.unreadable-picture")) from None
        if image.profile:
            self.profiles[url] = image.profile
        # With an address of its own: of a "file:" address WeasyPrint reads the file, and ignores this data.
        return URLFetcherResponse(f"picture:{path.name}", image.data)

    def _check_font(self, path: Path, data: bytes) -> None:
        """Records and refuses a damaged font; WeasyPrint would set the text in another one."""
        try:
            check_font(data)
        except DamagedFont:
            self.damaged_fonts.append(path.name)
            raise Unavailable(message("unavailable.damaged-font")) from None
