"""The texts of a content file, each with its place. Frozen data, no I/O."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from handbook.support.invisible import as_read
from handbook.support.problems import Mark


class Text(str):
    """A text of an editor, as a string that knows its place.

    ``mark`` is where the value starts, ``raw`` the file's characters from there on, so that any
    part of the value can be located in spite of quotes, indentation and folding. A value is as it is read
    (``as_read``), ``raw`` as the file has it.
    """

    mark: Mark
    raw: str

    def __new__(cls, value: str, mark: Mark, raw: str = "") -> "Text":
        text = super().__new__(cls, value)
        text.mark, text.raw = mark, raw
        return text

    def __reduce__(self) -> tuple[type["Text"], tuple[str, Mark, str]]:  # to reach another process
        return Text, (str(self), self.mark, self.raw)

    def place(self, part: str) -> Mark:
        """Returns where ``part`` first occurs in the file; where the value starts if it is written otherwise."""
        return self.place_of(re.compile(re.escape(part)))

    def place_of(self, pattern: re.Pattern[str]) -> Mark:
        """Returns where ``pattern`` first matches what is written; where the value starts if it does not."""
        found = pattern.search(as_read(self.raw))
        return self._place_at(found.start()) if found else self.mark

    def _place_at(self, read_offset: int) -> Mark:
        """Returns the place in the file of the character at an offset of ``raw`` as it is read."""
        offset = read_offset
        if as_read(self.raw) != self.raw:
            lengths = range(len(self.raw) + 1)
            offset = bisect_right(lengths, read_offset, key=lambda length: len(as_read(self.raw[:length]))) - 1
        lines = self.raw[:offset].split("\n")
        column = len(lines[-1]) + (self.mark.column if len(lines) == 1 else 1)
        return Mark(self.mark.file, self.mark.line + len(lines) - 1, column)


@dataclass(frozen=True)
class Prose:
    """A Markdown text: as written, and as HTML that is safe to print."""

    source: Text
    html: str

    def __html__(self) -> str:
        """Returns the HTML, which a template prints without escaping it."""
        return self.html
