"""Reads the content stream of a page and lists the objects that it draws.

It knows the operators that WeasyPrint and this program write, not all of PDF.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pikepdf import Dictionary, Matrix, Name, Object, Page, Stream, parse_content_stream

from handbook.pdf._glyph_widths import GlyphWidths, read_widths
from handbook.pdf._graphics_state import STATE_OPERATORS, GraphicsState, matrix_of, space_name, to_matrix
from handbook.pdf._path import (
    CONSTRUCTION_OPERATORS,
    EVEN_ODD_OPERATORS,
    FILL_OPERATORS,
    PAINT_OPERATORS,
    STROKE_OPERATORS,
    Path,
)
from handbook.pdf.drawn_item import Colour, DrawnItem
from handbook.pdf.page_boxes import Box

ASCENT, DESCENT = 0.75, 0.2  # of the type size, above and below the baseline: the visible height of a line
TEXT_OPERATORS = ("Tj", "TJ", "'", '"')
PICTURE = "/Figure"  # the name of marked content that is a picture

FontCache = dict[tuple[int, int], GlyphWidths]  # by object number


def drawn_items(page: Page, fonts: FontCache | None = None) -> list[DrawnItem]:
    """Returns everything that a page draws, in the order of painting, with the content of forms and patterns.

    ``fonts`` has the widths of the fonts of its file that were read before; new ones are added.
    """
    return list(_Reader(page.get("/Resources", Dictionary()), {} if fonts is None else fonts).read(page))


class _Reader:
    """Interprets one content stream; forms and tiling patterns get a reader of their own."""

    def __init__(self, resources: Object, fonts: FontCache, state: GraphicsState | None = None) -> None:
        self.resources, self.fonts = resources, fonts
        self.state = state or GraphicsState()
        self.saved_states: list[GraphicsState] = []
        self.path = Path()
        self.clip_to_path = False
        self.text_matrix = self.line_matrix = Matrix()
        self.marks: list[str] = []  # the names of the marked content around the next operator

    def read(self, stream: Page | Stream) -> Iterator[DrawnItem]:
        for instruction in parse_content_stream(stream):
            operator, operands = str(instruction.operator), list(instruction.operands)
            for item in self._carry_out(operator, operands):
                yield replace(item, in_picture=True) if PICTURE in self.marks else item

    def _carry_out(self, operator: str, operands: Sequence[Object]) -> Iterator[DrawnItem]:
        if operator in CONSTRUCTION_OPERATORS:
            self.path.extend(operator, [float(value) for value in operands], self.state.matrix)
        elif operator in PAINT_OPERATORS:
            yield from self._paint_path(operator)
        elif operator in TEXT_OPERATORS:
            yield from self._show_text(operands[-1])
        elif operator == "sh":
            yield from self._paint_shading(str(operands[0]))
        elif operator == "Do":
            yield from self._draw_xobject(str(operands[0]))
        elif set_state := STATE_OPERATORS.get(operator):
            self.state = set_state(self.state, operands, self.resources)
        elif apply := _READER_OPERATORS.get(operator):
            apply(self, operands)

    def _resource(self, kind: str, name: str) -> Object | None:
        return self.resources.get(kind, Dictionary()).get(name)

    # Operators that draw nothing

    def save_state(self, operands: Sequence[Object]) -> None:
        self.saved_states.append(self.state)

    def restore_state(self, operands: Sequence[Object]) -> None:
        self.state = self.saved_states.pop() if self.saved_states else self.state

    def clip(self, operands: Sequence[Object]) -> None:
        self.clip_to_path = True  # from the next painting operator on

    def begin_mark(self, operands: Sequence[Object]) -> None:
        self.marks.append(str(operands[0]))

    def end_mark(self, operands: Sequence[Object]) -> None:
        if self.marks:
            self.marks.pop()

    def begin_text(self, operands: Sequence[Object]) -> None:
        self.text_matrix = self.line_matrix = Matrix()

    def set_text_matrix(self, operands: Sequence[Object]) -> None:
        self.text_matrix = self.line_matrix = to_matrix(operands)

    def move_text(self, operands: Sequence[Object]) -> None:
        x, y = (float(value) for value in operands)
        self.text_matrix = self.line_matrix = Matrix(1, 0, 0, 1, x, y) @ self.line_matrix

    # Operators that draw

    def _paint_path(self, operator: str) -> Iterator[DrawnItem]:
        if self.path.subpaths:
            outline = self.path.box
            visible = outline.intersection(self.state.clip)
            if operator in FILL_OPERATORS and not visible.is_empty:
                yield from self._fill(visible, even_odd=operator in EVEN_ODD_OPERATORS)
            if operator in STROKE_OPERATORS:
                width = self.path.stroke_thickness(self.state.line_width, self.state.matrix)
                yield DrawnItem("line", outline, self.state.stroke, width, overprints=self.state.stroke_overprints)
            if self.clip_to_path:
                curved = self.state.clip_is_curved or self.path.is_curved
                self.state = replace(self.state, clip=visible, clip_is_curved=curved)
        self.path, self.clip_to_path = Path(), False

    def _fill(self, box: Box, *, even_odd: bool) -> Iterator[DrawnItem]:
        """Yields an area in a colour, or the items that a pattern draws in it."""
        thickness = self.path.fill_thickness(self.state.clip, even_odd=even_odd)
        pattern = self._resource("/Pattern", self.state.pattern or "/")
        if self.state.fill.space != "/Pattern" or pattern is None:
            curved = self.path.is_curved or self.state.clip_is_curved
            overprints = self.state.fill_overprints
            yield DrawnItem("area", box, self.state.fill, thickness, overprints=overprints, is_curved=curved)
        elif isinstance(pattern, Stream):
            state = GraphicsState(matrix=matrix_of(pattern), clip=box)
            yield from _Reader(pattern.get("/Resources", self.resources), self.fonts, state).read(pattern)
        else:
            yield DrawnItem("area", box, _shading_colour(pattern.Shading), thickness)

    def _paint_shading(self, name: str) -> Iterator[DrawnItem]:
        """Yields the area of a shading, which fills the whole clipping path."""
        shading, clip = self._resource("/Shading", name), self.state.clip
        if shading is not None and not clip.is_empty:
            yield DrawnItem("area", clip, _shading_colour(shading), min(clip.width, clip.height))

    def _show_text(self, text: Object) -> Iterator[DrawnItem]:
        font, size = self.state.font, self.state.font_size
        advance, codes = self._widths(font).measure(text, size) if font is not None else (0.0, ())
        text_to_page = self.text_matrix @ self.state.matrix
        corners = [text_to_page.transform((x, y * size)) for x in (0, advance) for y in (-DESCENT, ASCENT)]
        self.text_matrix = Matrix(1, 0, 0, 1, advance, 0) @ self.text_matrix
        if codes and font is not None:
            type_size = size * (text_to_page.c**2 + text_to_page.d**2) ** 0.5
            name = str(font.get("/BaseFont", ""))
            box, overprints = Box.around(corners), self.state.fill_overprints
            glyphs = font, codes
            yield DrawnItem(
                "text", box, self.state.fill, type_size, len(codes), name, overprints=overprints, glyphs=glyphs
            )

    def _widths(self, font: Object) -> GlyphWidths:
        if font.objgen not in self.fonts or not font.is_indirect:
            self.fonts[font.objgen] = read_widths(font)
        return self.fonts[font.objgen]

    def _draw_xobject(self, name: str) -> Iterator[DrawnItem]:
        xobject = self._resource("/XObject", name)
        if isinstance(xobject, Stream) and xobject.get("/Subtype") == Name.Image:
            yield self._picture(xobject)
        elif isinstance(xobject, Stream) and xobject.get("/Subtype") == Name.Form:
            state = self.state.in_form(xobject)
            yield from _Reader(xobject.get("/Resources", self.resources), self.fonts, state).read(xobject)

    def _picture(self, image: Stream) -> DrawnItem:
        """Returns the item of an image XObject, which covers the unit square of the current coordinates."""
        whole = Box.around(self.state.transform(x, y) for x in (0, 1) for y in (0, 1))
        return DrawnItem(
            "picture",
            whole.intersection(self.state.clip),
            Colour(space_name(image.get("/ColorSpace", Name.DeviceGray)), ()),
            0,
            uncropped=whole,
            pixels=(int(image.Width), int(image.Height)),
            is_photo=image.get("/Filter") == Name.DCTDecode,
            stream=image,
        )


_READER_OPERATORS: Mapping[str, Callable[[_Reader, Sequence[Object]], None]] = {
    "q": _Reader.save_state,
    "Q": _Reader.restore_state,
    "W": _Reader.clip,
    "W*": _Reader.clip,
    "BMC": _Reader.begin_mark,
    "BDC": _Reader.begin_mark,
    "EMC": _Reader.end_mark,
    "BT": _Reader.begin_text,
    "Tm": _Reader.set_text_matrix,
    "Td": _Reader.move_text,
}


def _shading_colour(shading: Object) -> Colour:
    """Returns the colour space of a shading; how dark it becomes is not computed."""
    return Colour(space_name(shading.get("/ColorSpace", Name.DeviceGray)), (0.0,))
