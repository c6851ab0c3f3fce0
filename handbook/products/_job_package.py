"""Makes the package for the print shop: the files and a job sheet, in a zip with the same bytes every time."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pikepdf import Pdf

from handbook.content.model import Handbook
from handbook.layout.document import lay_out_document
from handbook.pages.templates import render
from handbook.pdf.fonts import embed_fonts
from handbook.preflight.model import Report
from handbook.products._job_sheet import JobGroup, job_groups
from handbook.products.model import PACKAGE, Product
from handbook.support.messages import catalogue_language, message, translate

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can have, so that the same files make the same zip


def make_package(
    handbook: Handbook, reports: Mapping[str, Report], files: Sequence[Product], spine: float | None
) -> Product:
    """Returns the zip of ``files`` and their job sheet, as ``job.txt`` and ``job.pdf``.

    ``reports`` are those of the print files, by kind; ``spine`` is the width of the spine in mm, if there is one.
    """
    groups, zipped = job_groups(handbook, reports, spine, files), BytesIO()
    with ZipFile(zipped, "w") as archive:
        _add(archive, "job.txt", _as_text(groups).encode())
        _add(archive, "job.pdf", _as_pdf(groups, handbook))
        for product in files:
            _add(archive, product.name, product.data)
    name, pages = f"{handbook.slug}-printer.zip", sum(report.pages for report in reports.values())
    return Product(PACKAGE, name, zipped.getvalue(), pages, 0)


def _as_text(groups: Sequence[JobGroup]) -> str:
    """Returns a job sheet as lines of text, what they say below each other."""
    width = max(len(line.label) for group in groups for line in group.lines) + 2
    texts = []
    for group in groups:
        lines = [f"{line.label + ':':{width}}{line.value}\n" for line in group.lines]
        texts.append("".join([f"{group.heading.upper()}\n", *lines]))
    return "\n".join(texts)


def _as_pdf(groups: Sequence[JobGroup], handbook: Handbook) -> bytes:
    heading = translate(message("job.heading"), handbook.language)
    language = catalogue_language(handbook.language)
    html = render("job", heading=heading, title=handbook.title, groups=groups, language=language)
    document, file = lay_out_document(html), BytesIO()
    with Pdf.open(BytesIO(document.data)) as pdf:
        embed_fonts(pdf, document.fonts)
        pdf.save(file, deterministic_id=True)
    return file.getvalue()


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, EARLIEST)
    entry.external_attr = 0o644 << 16  # the permissions of the file, on Unix
    compressed = name.endswith((".pdf", ".html"))  # its streams are, and the pictures of a report
    archive.writestr(entry, data, ZIP_STORED if compressed else ZIP_DEFLATED)
