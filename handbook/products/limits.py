"""What a finished book may be: how heavy for mail, how thin for glue."""

from collections.abc import Collection

from handbook.content.model import Handbook
from handbook.support.problems import Mark, Problem, Severity

LEAST_SPINE = 3.2  # mm: an eighth of an inch, https://www.newprint.com/help/perfect-bound-books-faq/


EASY, MOST = 5, 7  # MB of an attachment: warned, refused


def sendable(name: str, size: int) -> list[Problem]:
    """Whether a file of so many bytes goes by mail, which makes it a third larger and refuses from 10 MB on."""
    megabytes = size / 1_000_000
    if megabytes <= EASY:
        return []
    severity: Severity = "error" if megabytes > MOST else "warning"
    message = f"it has {megabytes:.1f} MB, which {'no mail' if severity == 'error' else 'not every mail'} takes"
    remedy = "Leave some pictures out, or make them smaller; up to 5 MB every mail program takes it."
    return [Problem(Mark(name), "too-heavy", message, remedy, severity)]


def bindable(handbook: Handbook, spine: float | None, wanted: Collection[str]) -> list[Problem]:
    """Whether a book with a spine of this width in mm can be bound as it says, and has the cover sheet wanted."""
    place = handbook.print.binding.mark if handbook.print.binding else Mark(handbook.file)
    if "cover" in wanted and not handbook.print.perfect:
        message = "a stapled book has its cover in the print file, not on a sheet of its own"
        return [
            Problem(
                place, "no-cover", message, "Leave  --only cover  out, or write  binding: perfect  below print:."
            )
        ]
    if spine is not None and spine < LEAST_SPINE:
        message = f"a spine of {spine:.1f} mm is too narrow to be glued; {LEAST_SPINE} mm is the least"
        return [
            Problem(
                place, "spine", message, "Write  binding: saddle-stitch , or take heavier paper or more cases."
            )
        ]
    return []
