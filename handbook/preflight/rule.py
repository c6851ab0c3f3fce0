"""A rule of the preflight."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from handbook.preflight.model import Check, Finding
from handbook.preflight.print_file import PrintFile
from handbook.support.messages import message

Result = tuple[str, list[Finding]]  # what was measured, in words, and what is wrong


@dataclass(frozen=True)
class Rule:
    """What a print file must be.

    The catalogue of messages has its sentences under ``id``: what it asks, what ``inspect`` measured, and its
    findings. ``source`` is the key of whose rule it is; ``limits`` are the thresholds that ``asks`` names.
    """

    id: str
    source: str
    inspect: Callable[[PrintFile], Result]
    limits: Mapping[str, float] = field(default_factory=dict)
    for_cover_sheets: bool = True  # and not only for the file with the pages of the book
    needs_ink: bool = False  # the measured ink coverage

    def applies_to(self, file: PrintFile) -> bool:
        """Whether the rule can be applied to a file."""
        return (self.for_cover_sheets or file.cover_spine is None) and (bool(file.ink) or not self.needs_ink)

    def check(self, file: PrintFile) -> Check:
        """Applies the rule to a file."""
        measured, findings = self.inspect(file)
        asks = message(f"{self.id}.asks", **self.limits)
        return Check(self.id, asks, message(self.source), measured, tuple(findings))
