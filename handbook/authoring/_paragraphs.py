"""The paragraphs and tables of a document, and what of it is not taken over. Frozen data, no I/O."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from handbook.support.invisible import as_read

LEFTOVERS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u2060\ufffe\uffff]")
BULLET = "- "
TABLE, TEXT_BOX = "element.table", "element.text-box"
LONGEST_TITLE = 120  # characters; what is longer, or ends a sentence, is text
# Of a line; what does not end so may be a title or a label. The full stop of J. and a.i. ends no sentence.
SENTENCE_END = re.compile(r"(?<!\.\w)(?<!\s[A-Z])(?<!\b[JjSs]r)[.!?…:][\"'”’)*]*$")
PROMPT = re.compile(
    r"klik (of tik )?(hier )?(om|als u) (een )?(tekst|datum) (in|op|wilt) ?(te |in|op)(voeren|geven)\.?"
    r"|kies een (item|datum|bouwsteen)\.?|click (or tap )?(here )?to enter (text|a date)\.?"
    r"|choose (an item|a building block)\.?",
    re.IGNORECASE,
)


class NotADocument(Exception):
    """A file that cannot be read as a document; ``key`` is that of its problem, ``reason`` the system's."""

    def __init__(self, key: str, reason: str = "") -> None:
        super().__init__(key)
        self.key, self.reason = key, reason


class Rank(Enum):
    """What a line is, by its level among the others of the document; a KICKER is one such as  Portret 2."""

    NONE, PART, TITLE, SUBHEADING, KICKER = range(5)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: the number of its line or, in Word, of the paragraph; its text without markup; its Markdown.

    ``item`` is the marker of a list item: BULLET, or its number, as in "3. ". ``lost_markup`` says that emphasis
    and links could not be kept, ``level`` which level a heading has in the document, from 1, ``is_line`` that it
    is a line of a plain text, which may go on in the next one. ``rank`` is what a line that stands out is here,
    ``frame`` the key of the table or text box in which it stands, if that is no form, ``tab`` the place of the
    first tab, which is a space in the text.
    """

    number: int
    text: str
    markdown: str
    item: str = ""
    lost_markup: bool = False
    level: int = 0
    is_line: bool = False
    rank: Rank = Rank.NONE
    frame: str = ""
    tab: int = 0

    @property
    def tabbed(self) -> str:
        """The text with its first tab."""
        return f"{self.text[: self.tab]}\t{self.text[self.tab + 1 :]}" if self.tab else self.text

    @property
    def is_heading(self) -> bool:
        return self.level > 0


@dataclass(frozen=True)
class Table:
    """A table or a text box: the number of the paragraph before it, its rows of cells, the key of its name.

    Cells that are merged have their text in the first of them; those beside it are not there, those below it are
    empty. A text box has one cell.
    """

    number: int
    cells: tuple[tuple[tuple["Block", ...], ...], ...]
    element: str = TABLE

    @cached_property
    def rows(self) -> list[list[list[Paragraph]]]:
        """The paragraphs of the cells, with those of the tables in them."""
        return [[[*_in_blocks(cell)] for cell in row] for row in self.cells]

    @property
    def without_inner(self) -> "Table":
        """This table without the tables and boxes in its cells."""
        cells = (
            (tuple(part for part in cell if isinstance(part, Paragraph)) for cell in row) for row in self.cells
        )
        return replace(self, cells=tuple(map(tuple, cells)))

    @property
    def blocks(self) -> list["Block"]:
        """What is in the cells, one after the other."""
        return [block for row in self.cells for cell in row for block in cell]

    @property
    def text(self) -> str:
        return " ".join(paragraph.text for paragraph in _in_blocks(self.blocks))


Block = Paragraph | Table


def _in_blocks(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        yield from _in_blocks(block.blocks) if isinstance(block, Table) else (block,)


@dataclass(frozen=True)
class LeftOut:
    """A part of a document that is not taken over, such as a picture.

    ``number`` is that of its paragraph or of the one before it, ``element`` the key of its name in the catalogue
    of messages, ``text`` its text.
    """

    number: int
    element: str
    text: str


@dataclass(frozen=True)
class Remark:
    """Something that was changed in what is taken over: the number of its paragraph, the ``key`` of its problem.

    ``text`` is the word that the problem quotes, if it does. What holds for a whole document, such as that its
    colours are gone, is said once, at the first paragraph that has it.
    """

    number: int
    key: str
    text: str = ""


Note = LeftOut | Remark


def place_of_tab(text: str) -> int:
    """Returns where the first tab of a text is when all its space is one space; 0 if there is none within it."""
    before, _, after = text.strip().partition("\t")
    return len(" ".join(before.split())) if after else 0


def may_be_title(text: str) -> bool:
    """Whether a line may be a title by its length and end; a question may."""
    return len(text) <= LONGEST_TITLE and not text.endswith((".", ",", ";", ":"))


def is_prompt(text: str) -> bool:
    """Whether a text is what Word shows in a field of a form that is empty."""
    return bool(PROMPT.fullmatch(text.strip()))


def joined_markdown(paragraphs: Sequence[Paragraph]) -> str:
    """Returns the Markdown of paragraphs, without an empty line between the items of a list.

    Numbers that start again right below a list get the other delimiter, as Markdown would count on.
    """
    parts: list[str] = []
    before, delimiter = "", "."
    for paragraph in paragraphs:
        marker = item = paragraph.item
        if item and item != BULLET:
            if before and before != BULLET and int(item[:-2]) != int(before[:-2]) + 1:
                delimiter = ")" if delimiter == "." else "."
            marker = f"{item[:-2]}{delimiter} "
        goes_on = item and before and (item == BULLET) == (before == BULLET)
        parts += ["\n" if goes_on else "\n\n", marker + paragraph.markdown]
        before = item
    return "".join(parts[1:])


def without_word_leftovers(text: str) -> str:
    """Returns a text without invisible characters, other kinds of spaces and letters in two parts, as in Word."""
    return as_read(LEFTOVERS.sub("", text)).replace("\u00a0", " ").replace("\u2011", "-")
