"""What is handed over to the print shop: the files and a job sheet, in one zip that is the same every time."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from handbook.model import Handbook, Product, Report

MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell; the same files make the same zip
MEASURED = {"trim size": "single", "pages": "pages", "bleed": "bleed", "most ink": "ink", "profile": "intent"}


def package(name: str, handbook: Handbook, report: Report, files: Sequence[Product]) -> Product:
    """The zip of some products with ``job.txt`` beside them."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _add(archive, "job.txt", job(handbook, report).encode())
        for product in files:
            _add(archive, product.name, product.data)
    return Product(name, file.getvalue(), report.pages, 0)


def job(handbook: Handbook, report: Report) -> str:
    """The job sheet: what is to be made, out of ``print:`` and of what was measured in the file."""
    measured = {check.id: check.measured for check in report.checks}
    said = handbook.print
    lines = {
        "title": handbook.title,
        "organisation": handbook.organisation,
        "file": report.file,
        **{what: measured[check] for what, check in MEASURED.items()},
        "inside": f"{report.pages - 4} pages, and 4 of the cover in the same file",
        "binding": "saddle stitch",
        "colours": "4/4, CMYK",
        "paper": said.paper,
        "quantity": said.quantity,
        "finishing": said.finishing,
        "printer's marks": "yes" if said.marks else "none",
    }
    return "".join(f"{what + ':':17}{value or '(not said)'}\n" for what, value in lines.items())


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, MOMENT)
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, ZIP_DEFLATED)
