"""Writes the job sheet: what the print shop has to make, from what was measured and what the editor said of it.

What nobody said is called so; nothing is filled in. It is in the language of the book.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from handbook.content.model import Handbook
from handbook.content.print_settings import Print
from handbook.pages.dates import printed_date
from handbook.pdf.editions import PRINT
from handbook.preflight.inventory import pages_by_plates
from handbook.preflight.model import Report
from handbook.products.model import COVER, Product
from handbook.support.messages import listed, message, translate

COVER_PAGES = 4  # of a saddle-stitched book
Line = tuple[str, str]  # the key of a label, and what it says; empty where nobody said it


@dataclass(frozen=True)
class JobLine:
    """A line of a job sheet."""

    label: str
    value: str


@dataclass(frozen=True)
class JobGroup:
    """The lines of a job sheet below one heading."""

    heading: str
    lines: tuple[JobLine, ...]


def job_groups(
    handbook: Handbook, reports: Mapping[str, Report], spine: float | None, files: Sequence[Product]
) -> list[JobGroup]:
    """Returns the job sheet of ``files``, in the language of the handbook.

    ``reports`` are those of the print files among them, by kind; ``spine`` is the width of the spine in mm, None
    for a book without one.
    """
    inside, cover = reports.get(PRINT.name), reports.get(COVER)
    settings = handbook.print
    groups: dict[str, Iterator[Line]] = {
        "order": _order(handbook),
        "inside": _inside(settings, inside),
        "cover": _stapled_cover(settings, inside) if spine is None else _glued_cover(settings, cover, spine),
        "finishing": _finishing(settings),
    }
    language = handbook.language
    named = [_group(group, lines, language) for group, lines in groups.items()]
    described = tuple(JobLine(file.name, translate(_description(file), language)) for file in files)
    return [*named, JobGroup(translate(message("job.group.files"), language), described)]


def _group(group: str, lines: Iterable[Line], language: str) -> JobGroup:
    """Returns the lines of a group, by their keys, in a language."""
    not_said = message("job.not-said")
    named = [
        JobLine(translate(message(f"job.label.{label}"), language), translate(value or not_said, language))
        for label, value in lines
    ]
    return JobGroup(translate(message(f"job.group.{group}"), language), tuple(named))


def _order(handbook: Handbook) -> Iterator[Line]:
    settings, months = handbook.print, handbook.labels["months"]
    yield "title", handbook.title
    yield "organisation", handbook.organisation
    yield "date", printed_date(handbook.date, months)
    yield "quantity", settings.quantity
    yield "contact", settings.contact
    yield "address", settings.delivery_address
    yield "delivery", printed_date(settings.delivery_date, months)


def _inside(settings: Print, report: Report | None) -> Iterator[Line]:
    if report is None:
        yield "file", message("job.not-in-package")
    else:
        yield "file", report.file
        yield "pages", _inside_pages(settings, report)
    width, height = settings.trim
    yield "trim", message("job.size.trim", width=width, height=height)
    yield "bleed", message("job.size.bleed", width=settings.bleed)
    yield "paper", _paper(settings)
    if report is not None:
        plates = _inside_plates(settings, report)
        yield "inks", _sides(plates, plates)
        yield "plates", _plates(report)
        yield from _measured(report)


def _inside_pages(settings: Print, report: Report) -> str:
    if settings.perfect:
        return message("job.pages.separate", count=report.pages)
    first, last = COVER_PAGES // 2 + 1, report.pages - COVER_PAGES // 2
    return message("job.pages.included", count=report.pages - COVER_PAGES, first=first, last=last)


def _inside_plates(settings: Print, report: Report) -> str:
    """Returns the plates of all pages between the covers: a sheet has pages of all kinds on both sides."""
    plates, ends = report.inventory.plates, 0 if settings.perfect else COVER_PAGES // 2
    return "".join(plates[ends : len(plates) - ends])


def _glued_cover(settings: Print, cover: Report | None, spine: float) -> Iterator[Line]:
    yield "file", cover.file if cover else message("job.not-in-package")
    yield "sheet", _sheet(settings, spine)
    yield "spine", _spine(settings, spine)
    yield "paper", settings.cover_paper
    if cover:
        outside, *insides = cover.inventory.plates
        yield "inks", _cover_inks(outside, "".join(insides))
        yield from _measured(cover)
    yield "lamination", settings.lamination


def _stapled_cover(settings: Print, report: Report | None) -> Iterator[Line]:
    if report is None:
        yield "file", message("job.not-in-package")
    else:
        yield "file", message("job.pages.cover", third=report.pages - 1, fourth=report.pages, file=report.file)
    yield "sheet", _sheet(settings, 0)
    yield "paper", settings.cover_paper
    if report:
        front, inside_front, *_, inside_back, back = report.inventory.plates
        yield "inks", _cover_inks(front + back, inside_front + inside_back)
    yield "lamination", settings.lamination


def _finishing(settings: Print) -> Iterator[Line]:
    yield "binding", message("job.binding.perfect" if settings.perfect else "job.binding.saddle-stitch")
    yield "finishing", settings.finishing
    yield "proof", settings.proof


def _paper(settings: Print) -> str:
    paper = settings.paper
    if paper is None:
        return ""
    if paper.surface:
        surface = message(f"surface.{paper.surface.name}")
        return message(
            "job.paper.stock", name=paper.name, grams=paper.grams, thickness=settings.leaf, surface=surface
        )
    return message(
        "job.paper.bulk" if settings.bulk else "job.paper.weight", grams=paper.grams, bulk=settings.bulk
    )


def _sheet(settings: Print, spine: float) -> str:
    """Returns the size of the open cover."""
    width, height = 2 * settings.trim[0] + spine, settings.trim[1]
    full_width, full_height = width + 2 * settings.bleed, height + 2 * settings.bleed
    return message("job.size.sheet", width=width, height=height, full_width=full_width, full_height=full_height)


def _spine(settings: Print, width: float) -> str:
    if settings.spine_override:
        return message("job.spine.said", width=width)
    leaves = round(1000 * width / settings.leaf)
    return message("job.spine.computed", width=width, leaves=leaves, thickness=settings.leaf)


def _sides(front: str, back: str) -> str:
    """Returns the numbers of inks of two sides: 4/0."""
    return message("job.inks.sides", front=len(set(front)), back=len(set(back)))


def _cover_inks(outside: str, inside: str) -> str:
    return message(
        "job.inks.cover",
        front=len(set(outside)),
        back=len(set(inside)),
        outside=_names(outside),
        inside=_names(inside),
    )


def _names(plates: str) -> str:
    return "".join(plate for plate in "CMYK" if plate in plates) or message("job.none")


def _plates(report: Report) -> str:
    """Returns the plates that each page of a file needs."""
    by_plates = pages_by_plates(report.inventory.plates).items()
    return listed([message("job.inks.plates", plates=_names(plates), pages=pages) for plates, pages in by_plates])


def _measured(report: Report) -> Iterator[Line]:
    measured = {check.id: check.measured for check in report.checks}
    yield "coverage", measured["ink"]
    yield "condition", report.inventory.profile
    yield "marks", measured["marks"]


def _description(file: Product) -> str:
    return message("job.file.description", bytes=len(file.data), digest=sha256(file.data).hexdigest())
