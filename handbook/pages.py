"""Which page everything is on. Pages count from 1, the front cover; left pages have even numbers."""

from dataclasses import dataclass

COVER, COLOPHON, CONTENTS = 1, 2, 3


@dataclass(frozen=True)
class Plan:
    """The pages of a book of ``cases`` spreads behind ``front`` pages, cover included."""

    front: int
    cases: int
    multiple: int = 4

    @property
    def blank(self) -> bool:
        """Whether a page must come between, so that the first case starts on a left page."""
        return self.front % 2 == 0

    def case(self, number: int) -> int:
        """The left page of a case; cases count from 0."""
        return self.front + self.blank + 1 + 2 * number

    @property
    def notes(self) -> int:
        """How many pages for notes, after the last case, fill the book up to the back cover."""
        return -self.case(self.cases) % self.multiple

    @property
    def total(self) -> int:
        """All pages, both covers included; a multiple of ``multiple``, and the page of the back cover."""
        return self.case(self.cases) + self.notes
