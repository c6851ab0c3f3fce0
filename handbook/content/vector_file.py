"""Reads an SVG file: whether it can be printed as vectors, and its drawing without what is not printed.

Content and layout read drawings with this alone, so that what passes the one passes the other. It knows the
elements of lines and areas; everything else has a name under which it is refused, or is left out where it draws
nothing.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, fromstring, tostring
from xml.parsers.expat import ExpatError, ParserCreate

from handbook.content.picture_kind import UnusablePicture
from handbook.content.vector_styles import check_style, declarations_of, rules_of
from handbook.support.input_limits import DRAWING, MEGABYTE

SUFFIX = ".svg"
NAMESPACE = "{http://www.w3.org/2000/svg}"
LINK = ("href", "{http://www.w3.org/1999/xlink}href")
GROUPS = ("svg", "g", "defs", "symbol", "use", "clipPath", "linearGradient", "radialGradient", "stop", "style")
SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
SILENT = ("title", "desc", "metadata")  # draw nothing, as does all of another namespace: notes of drawing programs
REFUSED = {  # the problem, by element
    **dict.fromkeys(("text", "tspan", "textPath", "font"), "vector.text"),
    **dict.fromkeys(("image", "foreignObject"), "vector.picture"),
    **dict.fromkeys(("script", "animate", "animateTransform", "animateMotion", "set"), "vector.script"),
    **dict.fromkeys(("mask", "filter"), "vector.effect"),
}
MOST_ELEMENTS = 10_000  # with those that ``use`` draws again
DEEPEST = 50  # elements in each other
LENGTH = re.compile(r"[\d.]+(?:e-?\d+)?(?:px|pt|pc|mm|cm|in|Q)?")


def is_drawing(path: Path) -> bool:
    """Returns whether a file is read as a drawing in vectors, by its suffix."""
    return path.suffix.lower() == SUFFIX


def read_drawing(data: bytes) -> bytes:
    """Returns an SVG file that draws the same lines and areas and has nothing else.

    Raises:
        UnusablePicture: it is damaged, or has something that is not printed as lines and areas.
    """
    if len(data) > DRAWING:
        raise UnusablePicture("vector.too-large", most=DRAWING // MEGABYTE)
    _check_entities(data)
    try:
        root = fromstring(data)
    except (ParseError, ValueError, LookupError):  # not XML, or in an encoding that is not known
        raise UnusablePicture("vector.damaged") from None
    if root.tag != f"{NAMESPACE}svg":
        raise UnusablePicture("vector.damaged")
    _check_size(root)
    drawing = _cleaned(root)
    _check_elements(drawing)
    return tostring(drawing)


def _check_entities(data: bytes) -> None:
    """Refuses a file that defines words of its own, which could stand for texts without end or for other files.

    Raises:
        UnusablePicture: it does, or its elements stand in each other too deeply.
    """
    parser, depth = ParserCreate(), 0

    def refuse(*entity: object) -> None:
        raise UnusablePicture("vector.entities")

    def enter(*element: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnusablePicture("vector.damaged")

    def leave(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.EntityDeclHandler, parser.StartElementHandler, parser.EndElementHandler = refuse, enter, leave
    try:
        parser.Parse(data, True)
    except UnusablePicture:
        raise
    except (ExpatError, ValueError, LookupError):
        raise UnusablePicture("vector.damaged") from None


def _check_size(root: Element) -> None:
    """Raises UnusablePicture if a drawing does not say how large it is, in width and height or a viewBox."""
    sides = [root.get(side, "") for side in ("width", "height")]
    if "viewBox" not in root.attrib and not all(LENGTH.fullmatch(side.strip()) for side in sides):
        raise UnusablePicture("vector.no-size")


def _cleaned(element: Element) -> Element:
    """Returns an element with its children, without those that draw nothing.

    Raises:
        UnusablePicture: it or one of them is not printed.
    """
    name = element.tag.removeprefix(NAMESPACE)
    if name not in (*GROUPS, *SHAPES):
        raise UnusablePicture(REFUSED.get(name, "vector.element"), element=name)
    attributes = dict(_attributes(element))
    builder = TreeBuilder()
    cleaned = builder.start(element.tag, attributes)
    if name == "style":
        cleaned.text = element.text
        for declaration in rules_of(element.text or ""):
            check_style(*declaration)
    cleaned.extend([_cleaned(child) for child in element if _draws(child)])
    return cleaned


def _draws(child: Element) -> bool:
    tag = child.tag
    return isinstance(tag, str) and tag.startswith(NAMESPACE) and tag.removeprefix(NAMESPACE) not in SILENT


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    """Yields the attributes that shape a drawing.

    Raises:
        UnusablePicture: one of them runs a script, leads out of the file, or makes something transparent.
    """
    for name, value in element.attrib.items():
        if name.lower().startswith("on"):
            raise UnusablePicture("vector.script", element=name)
        if name in LINK:
            if not value.startswith("#"):
                raise UnusablePicture("vector.outside", element=value[:40])
        elif name.startswith("{"):  # of a drawing program
            continue
        elif name == "style":
            for declaration in declarations_of(value):
                check_style(*declaration)
        else:
            check_style(name, value)
        yield name, value


def _check_elements(drawing: Element) -> None:
    """Raises UnusablePicture if a drawing draws nothing, or so much that it would take long."""
    if not any(element.tag.removeprefix(NAMESPACE) in SHAPES for element in drawing.iter()):
        raise UnusablePicture("vector.empty")
    _count(drawing, {f"#{element.get('id')}": element for element in drawing.iter()}, ())


def _count(element: Element, by_id: Mapping[str, Element], around: tuple[Element, ...]) -> int:
    """Returns the number of elements that are drawn for one, with those that ``use`` draws again.

    Raises:
        UnusablePicture: they are too many, or an element draws itself.
    """
    if element in around or len(around) > DEEPEST:
        raise UnusablePicture("vector.damaged")
    link = next((element.get(name, "") for name in LINK if name in element.attrib), "")
    again = [by_id[link]] if element.tag == f"{NAMESPACE}use" and link in by_id else []
    total = 1
    for part in (*element, *again):
        total += _count(part, by_id, (*around, element))
        if total > MOST_ELEMENTS:
            raise UnusablePicture("vector.too-many", most=MOST_ELEMENTS)
    return total
