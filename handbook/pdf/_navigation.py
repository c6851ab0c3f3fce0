"""Removes what serves a screen and a screen reader from a PDF for paper."""

import re

from pikepdf import Pdf

# The operators around the content of an element, each on a line of its own, with the line that names the element.
MARKED_CONTENT = re.compile(rb"^(?:/\w+\n(?:<<.*?>>\nBDC|BMC)|EMC)\n?", re.MULTILINE)
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
            stream.write(MARKED_CONTENT.sub(b"", stream.read_bytes()))
