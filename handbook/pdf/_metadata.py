"""What a PDF says about itself: title, author, dates and the like, alike in both kinds of metadata."""

from datetime import datetime

from pikepdf import Pdf, String

from handbook.content.model import Handbook


def describe(book: Pdf, handbook: Handbook, made: datetime, title: str) -> None:
    """Fills the information dictionary and the XMP metadata; ``title`` may be that of a part."""
    themes = ", ".join(theme.name for theme in handbook.themes)
    said = {
        "/Title": title,
        "/Author": handbook.organisation,
        "/Subject": handbook.subtitle,
        "/Keywords": themes,
        "/CreationDate": made.strftime("D:%Y%m%d%H%M%SZ"),
        "/ModDate": made.strftime("D:%Y%m%d%H%M%SZ"),
    }
    for key, value in said.items():
        if value:
            book.docinfo[key] = String(value)
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(book.docinfo)
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            xmp[key] = made.strftime("%Y-%m-%dT%H:%M:%SZ")
        xmp["dc:language"] = [handbook.language]
        xmp["xmpMM:DocumentID"] = f"urn:{handbook.slug}:{made:%Y%m%d}"
