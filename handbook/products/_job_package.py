"""What is handed over to the print shop: the files and a job sheet, in one zip that is the same every time."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from handbook.content.model import Handbook
from handbook.preflight.model import Report
from handbook.products.model import Product

MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell; the same files make the same zip
MEASURED = {"trim size": "single", "pages": "pages", "bleed": "bleed", "most ink": "ink", "profile": "intent"}


def package(
    name: str, handbook: Handbook, reports: Sequence[Report], files: Sequence[Product], spine: float | None
) -> Product:
    """The zip of some products with ``job.txt`` beside them."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        _add(archive, "job.txt", job(handbook, reports, spine).encode())
        for product in files:
            _add(archive, product.name, product.data)
    return Product(name, file.getvalue(), sum(report.pages for report in reports), 0)


def job(handbook: Handbook, reports: Sequence[Report], spine: float | None) -> str:
    """The job sheet: what is to be made, out of ``print:`` and of what was measured in the file."""
    inside = reports[0]
    measured = {check.id: check.measured for check in inside.checks}
    said = handbook.print
    stapled = f"{inside.pages - 4} inside, 4 of the cover in the same file"
    lines = {
        "title": handbook.title,
        "organisation": handbook.organisation,
        "files": ", ".join(report.file for report in reports),
        **{what: measured[check] for what, check in MEASURED.items()},
        "of which": f"{inside.pages} inside, the cover on a sheet of its own" if said.perfect else stapled,
        "binding": "perfect" if said.perfect else "saddle stitch",
        "spine": "none" if spine is None else f"{spine:.1f} mm",
        "colours": "4/4, CMYK",
        "paper": f"{said.paper:g} g/m2, bulk {said.bulk:g}",
        "quantity": said.quantity,
        "finishing": said.finishing,
        "printer's marks": "yes" if said.marks else "none",
    }
    return "".join(f"{what + ':':17}{value or '(not said)'}\n" for what, value in lines.items())


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, MOMENT)
    entry.external_attr = 0o644 << 16
    packed = name.endswith(".pdf")  # its streams are
    archive.writestr(entry, data, ZIP_STORED if packed else ZIP_DEFLATED)
