"""Makes the package for the print shop: the files and a job sheet, in a zip with the same bytes every time."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from handbook.content.model import Handbook
from handbook.preflight.model import Report
from handbook.products.model import PACKAGE, Product

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can have, so that the same files make the same zip
# The lines of the job sheet with a measurement of the preflight, and the id of its check.
MEASURED = {"trim size": "single", "pages": "pages", "bleed": "bleed", "most ink": "ink", "profile": "intent"}


def make_package(
    handbook: Handbook, reports: Sequence[Report], files: Sequence[Product], spine: float | None
) -> Product:
    """Returns the zip of ``files`` and ``job.txt``; ``spine`` is the width of the spine in mm, if there is one."""
    zipped = BytesIO()
    with ZipFile(zipped, "w") as archive:
        _add(archive, "job.txt", _job_sheet(handbook, reports, spine).encode())
        for product in files:
            _add(archive, product.name, product.data)
    name, pages = f"{handbook.slug}-printer.zip", sum(report.pages for report in reports)
    return Product(PACKAGE, name, zipped.getvalue(), pages, 0)


def _job_sheet(handbook: Handbook, reports: Sequence[Report], spine: float | None) -> str:
    """Returns the job sheet, from ``print:`` in the handbook and from what the preflight measured."""
    inside = reports[0]
    measured = {check.id: check.measured for check in inside.checks}
    settings = handbook.print
    separate_cover = f"{inside.pages} inside, the cover on a sheet of its own"
    included_cover = f"{inside.pages - 4} inside, 4 of the cover in the same file"
    lines = {
        "title": handbook.title,
        "organisation": handbook.organisation,
        "files": ", ".join(report.file for report in reports),
        **{label: measured[check] for label, check in MEASURED.items()},
        "of which": separate_cover if settings.perfect else included_cover,
        "binding": "perfect" if settings.perfect else "saddle stitch",
        "spine": "none" if spine is None else f"{spine:.1f} mm",
        "colours": "4/4, CMYK",
        "paper": f"{settings.paper:g} g/m2, bulk {settings.bulk:g}",
        "quantity": settings.quantity,
        "finishing": settings.finishing,
        "printer's marks": "yes" if settings.marks else "none",
    }
    return "".join(f"{label + ':':17}{value or '(not said)'}\n" for label, value in lines.items())


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, EARLIEST)
    entry.external_attr = 0o644 << 16  # the permissions of the file, on Unix
    compressed = name.endswith((".pdf", ".html"))  # its streams are, and the pictures of a report
    archive.writestr(entry, data, ZIP_STORED if compressed else ZIP_DEFLATED)
