"""The metadata of a PDF (title, author, dates ...), the same in the information dictionary and in XMP."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from pikepdf import Pdf, String

from handbook.content.model import Handbook


def write_metadata(pdf: Pdf, handbook: Handbook, created: datetime, title: str, content: str) -> None:
    """Fills the information dictionary and the XMP metadata; ``title`` may be that of a single case.

    ``content`` is a digest of what is in the file, from which its identifier is made.
    """
    date = created.strftime("D:%Y%m%d%H%M%SZ")
    entries = {
        "/Title": title,
        "/Author": handbook.organisation,
        "/Subject": handbook.subtitle,
        "/Keywords": ", ".join(theme.name for theme in handbook.themes),
        "/CreationDate": date,
        "/ModDate": date,
    }
    for key, value in entries.items():
        if value:
            pdf.docinfo[key] = String(value)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(pdf.docinfo)
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            xmp[key] = created.strftime("%Y-%m-%dT%H:%M:%SZ")
        xmp["dc:language"] = [handbook.language]
        xmp["xmpMM:DocumentID"] = uuid5(NAMESPACE_URL, f"urn:{handbook.slug}:{date}:{content}").urn
