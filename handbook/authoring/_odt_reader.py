"""Reads an OpenDocument text (.odt): paragraphs, as Markdown that keeps emphasis, lists and links, and tables."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from handbook.authoring._document_builder import HIDDEN, NUMBERING, TRACKED_CHANGES, DocumentBuilder
from handbook.authoring._odt_elements import CONTENT
from handbook.authoring._odt_lists import OdtLists
from handbook.authoring._odt_parts import OBJECTS, object_text, read_part
from handbook.authoring._odt_styles import OdtStyles
from handbook.authoring._odt_tables import OdtTables
from handbook.authoring._odt_texts import (
    DESCRIPTIONS,
    description,
    headers,
    local_name,
    outside_paragraphs,
    plain_text,
)
from handbook.authoring._office_package import Package
from handbook.authoring._paragraphs import TEXT_BOX, Block, NotADocument, Note
from handbook.authoring._rich_text import LINE_BREAK, TAB
from handbook.authoring._text_form import PLAIN, TextForm
from handbook.authoring._treatments import OPEN, READ, SILENT, UNKNOWN

SPACE = re.compile(r"\s")
SHAPES = [name for name in CONTENT if name.startswith(("draw:", "dr3d:")) and CONTENT[name] == READ]


def read_odt(package: Package) -> tuple[list[Block], list[Note]]:
    """Returns the paragraphs and tables of an OpenDocument text, and what is not taken over as it is.

    Raises:
        NotADocument: it is none, has a password, or is too large when it is unpacked.
    """
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise NotADocument("no-document.password")
    content, named = read_part(package, "content.xml"), read_part(package, "styles.xml")
    text = None if content is None else next(content.iter("office:text"), None)
    if content is None or text is None:
        raise NotADocument("no-document.damaged")
    reader = _Reader(package, OdtStyles(content, named))
    try:
        return reader.read(text, named)
    except RecursionError:  # elements are nested a hundred times deeper than any program does
        raise NotADocument("no-document.damaged") from None


class _Reader:
    """Walks through the text of a document; the table of elements says what becomes of each."""

    def __init__(self, package: Package, styles: OdtStyles) -> None:
        self._package = package
        self._styles = styles
        self._builder = DocumentBuilder()
        self._lists = OdtLists(styles)
        self._forms: list[TextForm] = [PLAIN]
        self._links: list[str] = []
        self.handlers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(("text:p", "text:h"), self._paragraph),
            "text:list": self._list,
            "text:numbered-paragraph": self._numbered_paragraph,
            "text:list-item": self._list_item,
            **dict.fromkeys(SHAPES, self._drawing),
            "text:section": self._section,
            "text:tracked-changes": self._tracked_changes,
            **OdtTables(self._builder, self._walk).handlers,
            "text:span": self._span,
            "text:a": self._link,
            "text:s": lambda _: self._add(" "),
            "text:tab": lambda _: self._add(TAB),
            "text:line-break": lambda _: self._add(LINE_BREAK),
            "text:hidden-text": self._hidden_text,
            "text:hidden-paragraph": lambda _: None,
            "text:note": self._note,
            "office:annotation": lambda element: self._builder.leave_out("element.comment", plain_text(element)),
            "loext:content-control": self._content_control,
        }

    def read(self, text: Element, named: Element | None) -> tuple[list[Block], list[Note]]:
        self._walk(text)
        for element, header in headers(named):
            self._builder.leave_out_header(element, header)
        return self._builder.blocks, self._builder.notes

    def _walk(self, parent: Element) -> None:
        """Reads the children of an element that holds blocks."""
        for element in parent:
            self._read(element)

    def _walk_text(self, parent: Element) -> None:
        """Reads the text of an element and its children, in a paragraph."""
        self._add(SPACE.sub(" ", parent.text or ""))
        for element in parent:
            self._read(element, self._walk_text)
            self._add(SPACE.sub(" ", element.tail or ""))

    def _read(self, element: Element, walk: Callable[[Element], None] | None = None) -> None:
        treatment = CONTENT.get(element.tag, UNKNOWN)
        if treatment == READ:
            self.handlers[element.tag](element)
        elif treatment == OPEN:
            (walk or self._walk)(element)
        elif treatment != SILENT:
            name = local_name(element) if treatment == UNKNOWN else ""
            self._builder.leave_out(treatment, plain_text(element) or name)

    def _add(self, text: str) -> None:
        if text:
            link = next((link for link in reversed(self._links) if link), "")
            self._builder.add(text, self._forms[-1], link)

    def _paragraph(self, paragraph: Element) -> None:
        style = paragraph.get("text:style-name", "")
        self._builder.start_paragraph()
        if self._styles.is_caption(style):
            self._builder.remark_caption(plain_text(paragraph))
        self._forms.append(self._styles.form("paragraph", style))
        if any(mark.get("text:is-hidden") == "true" for mark in paragraph.iter("text:hidden-paragraph")):
            self._builder.leave_out(HIDDEN, plain_text(paragraph))
        else:
            self._walk_text(paragraph)
        self._forms.pop()
        level = self._level(paragraph, style)
        item = self._lists.item(style)
        self._builder.end_paragraph(None if level else item, level)

    def _level(self, paragraph: Element, style: str) -> int:
        """Returns the level of a heading, from 1; 0 if the paragraph is none."""
        if self._styles.is_title(style):
            return 1
        outline = paragraph.get("text:outline-level", "")
        stated = int(outline) if re.fullmatch("[1-9]|10", outline) else 1
        return stated if paragraph.tag == "text:h" else 0

    def _list(self, element: Element) -> None:
        with self._lists.opened(element):
            self._walk(element)

    def _list_item(self, element: Element) -> None:
        self._lists.start_item(element)
        self._walk(element)

    def _numbered_paragraph(self, element: Element) -> None:
        self._builder.remark_once(NUMBERING)
        self._walk(element)

    def _section(self, section: Element) -> None:
        if section.get("text:display") == "none":
            self._builder.leave_out(HIDDEN, plain_text(section))
        else:
            self._walk(section)

    def _tracked_changes(self, changes: Element) -> None:
        """Remarks that there are some; deleted text stands here only, and inserted text where it belongs."""
        if len(changes):
            self._builder.remark_once(TRACKED_CHANGES)

    def _span(self, span: Element) -> None:
        self._forms.append(self._styles.form("text", span.get("text:style-name", "")).over(self._forms[-1]))
        self._walk_text(span)
        self._forms.pop()

    def _link(self, link: Element) -> None:
        self._links.append(link.get("xlink:href", ""))
        self._walk_text(link)
        self._links.pop()

    def _hidden_text(self, element: Element) -> None:
        if element.get("text:is-hidden") == "true":
            self._builder.add_unseen(HIDDEN, element.get("text:string-value", ""))
        else:
            self._walk_text(element)

    def _note(self, note: Element) -> None:
        name = "element.endnote" if note.get("text:note-class") == "endnote" else "element.footnote"
        self._builder.leave_out(name, plain_text(note))

    def _content_control(self, control: Element) -> None:
        if control.get("loext:showing-place-holder") != "true":
            self._walk_text(control)

    def _drawing(self, drawing: Element) -> None:
        """Names objects and pictures, and reads text boxes; a frame may hold all of them, with descriptions."""
        own = list(outside_paragraphs(drawing))
        names, text = {element.tag for element in own}, plain_text(drawing)
        objects = [object_text(self._package, element) for element in own if element.tag in OBJECTS]
        if names & {"text:p", "text:h"}:
            self._text_box(drawing)
        elif text and not objects:
            self._builder.leave_out(TEXT_BOX, text)
        for name, words in objects:
            self._builder.leave_out(name, words)
        if not objects and (not text or "draw:image" in names):
            self._builder.leave_out("element.picture", description(drawing))

    def _text_box(self, drawing: Element) -> None:
        around = self._forms, self._links
        self._forms, self._links = [PLAIN], []
        with self._builder.text_box(), self._lists.apart():
            self._walk_drawing(drawing)
        self._forms, self._links = around

    def _walk_drawing(self, drawing: Element) -> None:
        """Reads the paragraphs of a drawing, and of those that are grouped in it."""
        for element in drawing:
            if CONTENT.get(element.tag) == READ and element.tag not in SHAPES:
                self._read(element)
            elif element.tag not in DESCRIPTIONS:
                self._walk_drawing(element)
