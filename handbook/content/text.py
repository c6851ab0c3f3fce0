"""The texts of a content file, each with its place. Frozen data, no I/O."""

from dataclasses import dataclass

from handbook.support.problems import Mark


class Text(str):
    """A text of an editor, as a string that knows its place.

    ``mark`` is where the value starts, ``raw`` the file's characters from there on, so that any
    part of the value can be located in spite of quotes, indentation and folding.
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
        offset = self.raw.find(part)
        return self.mark if offset < 0 else self.place_at(offset)

    def place_at(self, offset: int) -> Mark:
        """Returns the place of the character of ``raw`` at an offset."""
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
