"""The rules of the preflight: what a rule is, and how it is applied to a print file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from handbook.preflight.model import Check, Finding
from handbook.preflight.print_file import PrintFile
from handbook.support.messages import message

Result = tuple[str, list[Finding]]  # the measurement in words, and the findings


@dataclass(frozen=True)
class Rule:
    """A requirement for print files.

    The catalogue of messages has its sentences under ``id``: the requirement (``asks``), whose it is (``source``),
    the measurement and the findings. ``limits`` are the thresholds in ``asks``.
    """

    id: str
    inspect: Callable[[PrintFile], Result]
    limits: Mapping[str, float] = field(default_factory=dict)
    for_cover_sheets: bool = True  # as well as for the file with the pages of the book
    needs_ink: bool = False  # needs the measured ink coverage

    def applies_to(self, file: PrintFile) -> bool:
        """Returns whether the rule can be applied to a file."""
        return (self.for_cover_sheets or file.cover_spine is None) and (bool(file.ink) or not self.needs_ink)

    def check(self, file: PrintFile) -> Check:
        """Applies the rule to a file."""
        measured, findings = self.inspect(file)
        asks = message(f"{self.id}.asks", **self.limits)
        return Check(self.id, asks, message(f"{self.id}.source"), measured, tuple(findings))
