"""Reads the text of a Word file: runs with their form, fields, links and symbols."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from xml.etree.ElementTree import Element

from handbook.authoring._document_builder import DocumentBuilder
from handbook.authoring._docx_elements import RUN_PROPERTIES, SILENT_FIELDS
from handbook.authoring._docx_fields import Field, form_text, with_part
from handbook.authoring._docx_package import Relation
from handbook.authoring._docx_styles import Styles, text_form
from handbook.authoring._rich_text import LINE_BREAK, PARAGRAPH_BREAK, TAB
from handbook.authoring._symbol_fonts import UNKNOWN
from handbook.authoring._text_form import PLAIN, TextForm

SPACE = re.compile(r"\s")
Walk = Callable[[Element], None]


class RunReader:
    """Reads runs into a builder; ``walk`` reads the children of an element."""

    def __init__(
        self,
        builder: DocumentBuilder,
        styles: Styles,
        relations: dict[str, Relation],
        walk: Walk,
        check: Callable[[Element | None, dict[str, str]], None],
    ) -> None:
        self._builder, self._styles, self._relations = builder, styles, relations
        self._walk, self._check = walk, check
        self.style = ""  # of the paragraph
        self.open_fields: set[int] = set()  # the ids of the elements that begin a field without an end
        self._form = PLAIN
        self._fields: list[Field] = []
        self._links: list[str] = []

    @property
    def handlers(self) -> dict[str, Walk]:
        """The function of each element that is read here."""
        return {
            "r": self._run,
            "t": lambda element: self._add(SPACE.sub(" ", "".join(element.itertext()))),
            "tab": lambda _: self._add(TAB),
            "ptab": lambda _: self._add(TAB),
            "noBreakHyphen": lambda _: self._add("-"),
            "br": self._break,
            "cr": self._break,
            "sym": self._symbol,
            "fldChar": self._field_character,
            "fldSimple": self._simple_field,
            "instrText": self._instruction,
            "hyperlink": self._hyperlink,
        }

    def end(self) -> None:
        """Names the text in fields that have no end."""
        for field in self._fields:
            self._leave_out_passed_over(field)

    def end_paragraph(self) -> None:
        """Ends the fields that have no end."""
        for field in self._fields:
            if field.passed_over:
                field.passed_over.append(" ")
            if not field.has_end:
                self._leave_out_passed_over(field)
        self._fields = [field for field in self._fields if field.has_end]

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Reads a text that stands apart from the run, the fields and the links around it."""
        around = self.style, self._form, self._fields, self._links
        self._fields, self._links = [], []
        yield
        self.end()
        self.style, self._form, self._fields, self._links = around

    def add_text(self, text: str) -> None:
        """Adds a text in no special form."""
        self._form = PLAIN
        self._add(text)

    def _run(self, run: Element) -> None:
        properties = run.find("rPr")
        self._check(properties, RUN_PROPERTIES)
        self._form = self._format(properties)
        self._walk(run)

    def _format(self, properties: Element | None) -> TextForm:
        style = None if properties is None else properties.find("rStyle")
        form = self._styles.form_in(self.style, "" if style is None else style.get("val", ""))
        return form if properties is None else text_form(properties).over(form)

    def _break(self, element: Element) -> None:
        is_line = element.get("type", "textWrapping") == "textWrapping"
        self._add(LINE_BREAK if is_line else PARAGRAPH_BREAK)

    def _symbol(self, element: Element) -> None:
        code, font = element.get("char", ""), element.get("font", "")
        character = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else UNKNOWN
        if "\ud800" <= character <= "\udfff":
            character = UNKNOWN
        form = self._form
        self._form = replace(form, font=font)
        self._add(character)
        self._form = form

    def _add(self, text: str) -> None:
        """Adds a text in the form of its run, unless it is not the document's."""
        if not text:
            return
        if field := next((field for field in self._fields if not field.in_result or field.is_contents), None):
            field.passed_over.append(text)
            return
        for field in self._fields:
            field.has_text = True
        links = [*self._links, *(field.address for field in self._fields)]
        self._builder.add(text, self._form, next((link for link in reversed(links) if link), ""))

    def _hyperlink(self, element: Element) -> None:
        key, part = element.get("r:id"), element.get("anchor") or element.get("docLocation") or ""
        relation = self._relations.get(key or "")
        target = relation.target if relation and relation.is_external else ""  # else a place in the document
        self._links.append(with_part(target, part) or "#")
        self._walk(element)
        self._links.pop()

    def _simple_field(self, element: Element) -> None:
        field = Field(True, element.get("instr", ""), in_result=True)
        around, self._fields = self._fields, [*self._fields, field]
        self._walk(element)
        for other in self._fields:
            if other not in (*around, field):  # it has no end
                self._leave_out_passed_over(other)
        self._fields = around  # whatever ends of fields stand in it
        self._close(field)

    def _instruction(self, element: Element) -> None:
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].instruction += element.text or ""

    def _field_character(self, element: Element) -> None:
        kind = element.get("fldCharType")
        if kind == "begin":
            has_end = id(element) not in self.open_fields
            self._fields.append(Field(has_end, form_text=form_text(element)))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            self._close(self._fields.pop())

    def _close(self, field: Field) -> None:
        if field.form_text and not field.has_text:
            self._add(field.form_text)
        elif field.is_contents:
            self._leave_out_passed_over(field)
        elif not field.in_result and (field.name not in SILENT_FIELDS or field.passed_over):
            self._builder.leave_out("element.field", field.instruction + "".join(field.passed_over))

    def _leave_out_passed_over(self, field: Field) -> None:
        if text := " ".join("".join(field.passed_over).split()):
            self._builder.leave_out("element.contents" if field.is_contents else "element.field", text)
