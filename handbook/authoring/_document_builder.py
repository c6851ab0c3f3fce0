"""Collects what a reader of documents finds: paragraphs, tables, and notes of what is not taken over."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from handbook.authoring._paragraphs import TEXT_BOX, Block, LeftOut, Note, Remark, Table, is_prompt
from handbook.authoring._rich_text import Span, is_kept, paragraphs
from handbook.authoring._symbol_fonts import UNKNOWN, with_unicode
from handbook.authoring._text_form import PLAIN, TextForm

HIDDEN, STRUCK = "element.hidden-text", "element.struck-text"
TRACKED_CHANGES, UNDERLINE, COLOUR = "not-kept.tracked-changes", "not-kept.underline", "not-kept.colour"
NUMBERING, RAISED = "not-kept.numbering", "not-kept.raised"

ORDINALS = ["e", "de", "ste", "er", "ère", "ème", "st", "nd", "rd", "th"]  # which read as well on the line
RAISED_LETTERS = {
    "superscript": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "subscript": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


@dataclass(frozen=True)
class ListItem:
    """The marker of an item, whether that is what the document shows, and the key of the list.

    A marker is figures or a bullet, and all items are on one level.
    """

    marker: str
    is_alike: bool
    list_key: str


class DocumentBuilder:
    """The document so far, and the paragraph that is being read."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.number = 0  # of the paragraph that is being read
        self._spans: list[Span] = []
        self._lost_markup = False
        self._unseen: dict[str, list[str]] = {}  # texts of this paragraph that its reader does not see, by element
        self._said: set[str] = set()
        self._targets: list[list[Block]] = [[]]  # of the document, and of the cells and boxes that are open
        self._tables: list[list[list[tuple[Block, ...]]]] = []  # the rows of those that are open
        self._boxes = 0  # that are open

    @property
    def blocks(self) -> list[Block]:
        return self._targets[0]

    def start_paragraph(self) -> None:
        """Counts a paragraph; those in a text box count as the one at which the box stands."""
        self.number += not self._boxes

    def add(self, text: str, form: TextForm = PLAIN, link: str = "") -> None:
        """Adds a text to the paragraph, or notes it where the document does not show it."""
        if form.hidden or form.struck:
            self.add_unseen(HIDDEN if form.hidden else STRUCK, text)
            return
        if is_prompt(text):
            return
        text = with_unicode(form.font or "", text)
        if UNKNOWN in text:
            if self.is_new(f"symbol {self.number} {form.font}"):
                self.leave_out("element.symbol", form.font or "")
            text = text.replace(UNKNOWN, "")
        if link and not is_kept(link):
            self._lost_markup |= bool(text.strip())
            link = ""
        elif not link and text.strip():
            self._remark_looks(form)
        self._spans.append(Span(self._raised(text, form), link, bool(form.strong), bool(form.emphasis)))

    def _remark_looks(self, form: TextForm) -> None:
        if form.underlined:
            self.remark_once(UNDERLINE)
        if form.coloured:
            self.remark_once(COLOUR)

    def _raised(self, text: str, form: TextForm) -> str:
        """Returns a text with raised or lowered figures, where there are such letters for all of it."""
        letters = RAISED_LETTERS.get(form.raised or "")
        if letters is None or not text.strip():
            return text
        if all(ord(letter) in letters for letter in text.strip()):
            return text.translate(letters)
        if text.strip() not in ORDINALS:
            self.remark_once(RAISED)
        return text

    def add_unseen(self, element: str, text: str) -> None:
        """Notes a text of this paragraph that is not the document's; all of one kind together."""
        self._unseen.setdefault(element, []).append(text)

    def leave_out(self, element: str, text: str) -> None:
        """Notes a part of this paragraph, or after it, that is not taken over."""
        self.notes.append(LeftOut(max(self.number, 1), element, " ".join(text.split())))

    def leave_out_header(self, element: str, text: str) -> None:
        """Notes a header or a footer once, if it has words."""
        if any(letter.isalpha() for letter in text) and self.is_new(element + text):
            self.leave_out(element, text)

    def remark_once(self, key: str, subject: str = "") -> None:
        """Notes a change of what is taken over, once a document, or once for each subject."""
        if key + subject not in self._said:
            self._said.add(key + subject)
            self.notes.append(Remark(max(self.number, 1), key))

    def remark_caption(self, text: str) -> None:
        """Notes that this paragraph, which is taken over, is the caption of a picture."""
        if text := " ".join(text.split()):
            self.notes.append(Remark(max(self.number, 1), "not-placed.caption", text))

    def is_new(self, name: str) -> bool:
        """Whether this is the first time that it is asked for a name."""
        is_new = name not in self._said
        self._said.add(name)
        return is_new

    def end_paragraph(self, item: ListItem | None = None, level: int = 0) -> None:
        """Ends the paragraph, which may be an item of a list; a heading is none, though it may have a number."""
        if item and not item.is_alike:
            self.remark_once(NUMBERING, item.list_key)
        self._targets[-1].extend(
            paragraphs(
                max(self.number, 1),
                self._spans,
                item=item.marker if item else "",
                level=level,
                lost_markup=self._lost_markup,
            )
        )
        for element, texts in self._unseen.items():
            if text := "".join(texts).strip():
                self.leave_out(element, text)
        self._spans, self._unseen, self._lost_markup = [], {}, False

    @contextmanager
    def table(self) -> Iterator[None]:
        """Reads a table."""
        number = max(self.number, 1)
        self._tables.append([])
        yield
        rows = self._tables.pop()
        if any(cell for row in rows for cell in row):
            self._targets[-1].append(Table(number, tuple(tuple(row) for row in rows if row)))

    @contextmanager
    def row(self) -> Iterator[None]:
        """Reads a row of a table."""
        if self._tables:
            self._tables[-1].append([])
        yield

    @contextmanager
    def cell(self) -> Iterator[None]:
        """Reads a cell of a row; one that goes on with the cell above it is empty."""
        if not self._tables or not self._tables[-1]:
            yield
            return
        self._targets.append([])
        yield
        self.end_paragraph()  # of which the mark was deleted
        self._tables[-1][-1].append(tuple(self._targets.pop()))

    @contextmanager
    def text_box(self) -> Iterator[None]:
        """Reads a text box, which stands before the paragraph that is being read."""
        around = self._spans, self._unseen, self._lost_markup
        self._spans, self._unseen, self._lost_markup = [], {}, False
        self._targets.append([])
        self._boxes += 1
        yield
        self.end_paragraph()
        self._boxes -= 1
        self._spans, self._unseen, self._lost_markup = around
        if content := self._targets.pop():
            self._targets[-1].append(Table(max(self.number, 1), ((tuple(content),),), TEXT_BOX))
