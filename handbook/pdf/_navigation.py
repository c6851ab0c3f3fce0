"""Removes what serves a screen and a screen reader from a PDF for paper."""

import re

from pikepdf import Pdf

# The operators around the content of an element, each on a line of its own, with the line that names the element.
MARKED_CONTENT = re.compile(rb"^(?:(?P<name>/\w+)\n(?:<<.*?>>\nBDC|BMC)|EMC)\n?", re.MULTILINE)
PICTURE = b"/Figure"  # stays marked, so that the preflight knows what belongs to a drawing
CATALOG_ENTRIES = ("/Outlines", "/Names", "/PageMode", "/MarkInfo", "/StructTreeRoot")
PAGE_ENTRIES = ("/Annots", "/Tabs", "/StructParents")


def remove_navigation(pdf: Pdf) -> None:
    """Removes links, bookmarks and tags."""
    for entry in CATALOG_ENTRIES:
        if entry in pdf.Root:
            del pdf.Root[entry]
    for page in pdf.pages:
        for entry in PAGE_ENTRIES:
            if entry in page:
                del page[entry]
        for stream in (page.Contents, *page.form_xobjects.values()):  # a cover sheet consists of forms
            stream.write(_without_tags(stream.read_bytes()))


def _without_tags(content: bytes) -> bytes:
    """Returns a content stream that marks pictures only, and does not refer to a structure tree."""
    stays: list[bool] = []  # of the marks around a place

    def replace(mark: re.Match[bytes]) -> bytes:
        if name := mark["name"]:
            stays.append(name == PICTURE)
            return b"%s\nBMC\n" % name if stays[-1] else b""
        return b"EMC\n" if stays and stays.pop() else b""

    return MARKED_CONTENT.sub(replace, content)
