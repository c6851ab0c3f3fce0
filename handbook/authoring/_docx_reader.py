"""Reads a Word file: its paragraphs, as Markdown that keeps emphasis, lists and links, and its tables."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from handbook.authoring._document_builder import HIDDEN, TRACKED_CHANGES, DocumentBuilder
from handbook.authoring._docx_elements import CONTENT, PARAGRAPH_PROPERTIES
from handbook.authoring._docx_fields import open_fields
from handbook.authoring._docx_numbering import Numbering
from handbook.authoring._docx_package import WordPackage
from handbook.authoring._docx_runs import RunReader
from handbook.authoring._docx_side_texts import NOTES, TEXTS, SideTexts, local_name, plain_text
from handbook.authoring._docx_styles import Styles, heading_level, is_on
from handbook.authoring._office_package import Package
from handbook.authoring._paragraphs import Block, NotADocument, Note
from handbook.authoring._treatments import OPEN, READ, SILENT, UNKNOWN

STRUCTURES = {"m:e", "m:num", "m:den", "m:sub", "m:sup", "m:lim", "m:deg", "m:fName"}  # of an equation
GALLERIES_OF_CONTENTS = {"Table of Contents", "Table of Figures"}


def read_docx(package: Package) -> tuple[list[Block], list[Note]]:
    """Returns the paragraphs and tables of a Word file, and what is not taken over as it is.

    Raises:
        NotADocument: it is not a Word file, or too large when it is unpacked.
    """
    reader = _Reader(WordPackage(package))
    try:
        return reader.read()
    except RecursionError:  # elements are nested a hundred times deeper than any program does
        raise NotADocument("no-document.damaged") from None


class _Reader:
    """Walks through the main part of a Word file; the table of elements says what becomes of each."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._builder = DocumentBuilder()
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"), self._styles)
        self._runs = RunReader(self._builder, self._styles, package.relations, self._walk, self._check)
        self._side_texts = SideTexts(package)
        self._runs.open_fields = open_fields(package.body)
        self.handlers: dict[str, Callable[[Element], None]] = {
            **self._runs.handlers,
            **dict.fromkeys(("ins", "moveTo", "w14:conflictIns"), self._inserted),
            **dict.fromkeys(("del", "moveFrom", "w14:conflictDel"), self._deleted),
            **dict.fromkeys(("m:oMath", "m:oMathPara"), self._equation),
            **dict.fromkeys(("drawing", "pict", "contentPart", "w14:contentPart"), self._drawing),
            **dict.fromkeys(NOTES, self._note),
            "p": self._paragraph,
            "tbl": self._table,
            "tr": self._row,
            "tc": self._cell,
            "sdt": self._content_control,
            "sectPr": self._section,
        }

    def read(self) -> tuple[list[Block], list[Note]]:
        self._walk(self._package.body)
        self._builder.end_paragraph()  # of which the mark was deleted
        self._runs.end()
        return self._builder.blocks, self._builder.notes

    def _walk(self, parent: Element) -> None:
        for element in parent:
            treatment = CONTENT.get(element.tag, UNKNOWN)
            if treatment == READ:
                self.handlers[element.tag](element)
            elif treatment == OPEN:
                self._walk(element)
            elif treatment != SILENT:
                text = plain_text(element)
                name = local_name(element) if treatment == UNKNOWN else ""
                self._builder.leave_out(treatment, text or name)

    def _check(self, properties: Element | None, known: Mapping[str, str]) -> None:
        """Names properties that the standard does not have, once each."""
        for element in () if properties is None else properties:
            if element.tag not in known and self._builder.is_new(element.tag):
                self._builder.leave_out(UNKNOWN, local_name(element))

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find("pPr")
        self._check(properties, PARAGRAPH_PROPERTIES)
        style = self._runs.style = self._styles.paragraph_style(properties)
        self._builder.start_paragraph()
        if self._styles.is_caption(style):
            self._builder.remark_caption(plain_text(paragraph))
        self._walk(paragraph)
        self._runs.end_paragraph()
        mark = None if properties is None else properties.find("rPr")
        changes = set() if mark is None else {child.tag for child in mark}
        if changes & {"ins", "del", "moveFrom", "moveTo"}:
            self._builder.remark_once(TRACKED_CHANGES)
        if not changes & {"del", "moveFrom"} and not _is_drop_cap(properties):  # these go on in the next one
            self._end_paragraph(properties, style)
        section = None if properties is None else properties.find("sectPr")
        if section is not None:
            self._section(section)

    def _end_paragraph(self, properties: Element | None, style: str) -> None:
        own = heading_level(properties)
        level = self._styles.heading_level(style) if own is None else own
        item = None if level else self._numbering.item(properties, style)
        self._builder.end_paragraph(item, level)

    def _table(self, table: Element) -> None:
        with self._builder.table():
            self._walk(table)

    def _row(self, row: Element) -> None:
        properties = row.find("trPr")
        changes = set() if properties is None else {child.tag for child in properties}
        if changes & {"ins", "del"}:
            self._builder.remark_once(TRACKED_CHANGES)
        if "del" in changes:
            return
        if properties is not None and is_on(properties, "hidden"):
            self._builder.leave_out(HIDDEN, plain_text(row))
        else:
            with self._builder.row():
                self._walk(row)

    def _cell(self, cell: Element) -> None:
        properties = cell.find("tcPr")
        merges = [] if properties is None else [child for child in properties if child.tag in ("vMerge", "hMerge")]
        covers = {merge.tag for merge in merges if merge.get("val", "continue") == "continue"}
        if covers:
            if text := plain_text(cell):  # Word shows the first of the merged cells only
                self._builder.leave_out(HIDDEN, text)
            if covers == {"vMerge"}:
                with self._builder.cell():
                    pass
        elif properties is not None and properties.find("cellDel") is not None:
            self._builder.remark_once(TRACKED_CHANGES)
        else:
            with self._builder.cell():
                self._walk(cell)

    def _content_control(self, control: Element) -> None:
        properties, content = control.find("sdtPr"), control.find("sdtContent")
        if content is None:
            return
        galleries = () if properties is None else properties.iter("docPartGallery")
        if any(gallery.get("val") in GALLERIES_OF_CONTENTS for gallery in galleries):
            self._builder.leave_out("element.contents", plain_text(content))
            return
        if properties is None or not is_on(properties, "showingPlcHdr"):  # else it says what is to be filled in
            self._walk(content)

    def _inserted(self, element: Element) -> None:
        self._builder.remark_once(TRACKED_CHANGES)
        self._walk(element)

    def _deleted(self, _: Element) -> None:
        self._builder.remark_once(TRACKED_CHANGES)

    def _equation(self, equation: Element) -> None:
        text = "".join(element.text or "" for element in equation.iter() if element.tag in TEXTS)
        if any(element.tag in STRUCTURES for element in equation.iter()):
            self._builder.leave_out("element.equation", text)
        else:
            self._runs.add_text(text)

    def _drawing(self, drawing: Element) -> None:
        names = {local_name(element) for element in drawing.iter()}
        attributes = {name.rpartition("}")[2] for element in drawing.iter() for name in element.attrib}
        if "hr" in attributes:  # a line across the page
            return
        boxes = list(drawing.iter("txbxContent"))
        for box in boxes:
            with self._builder.text_box(), self._runs.apart():
                self._walk(box)
        if text := plain_text(drawing, without="txbxContent"):
            self._builder.leave_out("element.text-box", text)
        diagrams = list(self._side_texts.drawn(drawing))
        for diagram in diagrams:
            self._builder.leave_out("element.diagram", diagram)
        if not (text or boxes or diagrams) or names & {"pic", "imagedata"}:
            described = (element.get("descr") or element.get("title") or "" for element in drawing.iter())
            self._builder.leave_out("element.picture", next((text for text in described if text), ""))

    def _note(self, reference: Element) -> None:
        self._builder.leave_out(*self._side_texts.note(reference))

    def _section(self, section: Element) -> None:
        for element, text in self._side_texts.headers(section):
            self._builder.leave_out_header(element, text)


def _is_drop_cap(properties: Element | None) -> bool:
    """Returns whether a paragraph is the large first letter of the next one."""
    frame = None if properties is None else properties.find("framePr")
    return frame is not None and frame.get("dropCap", "none") != "none"
