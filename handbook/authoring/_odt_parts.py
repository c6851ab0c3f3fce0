"""The XML parts of an OpenDocument text: its own, and those of the objects in it."""

from xml.etree.ElementTree import Element

from handbook.authoring._odt_texts import plain_text
from handbook.authoring._office_package import Package, shorten_names
from handbook.authoring._paragraphs import NotADocument

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = {
    **{f"{OASIS}:{name}:1.0": f"{name}:" for name in ("text", "table", "office", "style", "chart", "dr3d")},
    f"{OASIS}:drawing:1.0": "draw:",
    f"{OASIS}:xsl-fo-compatible:1.0": "fo:",
    f"{OASIS}:svg-compatible:1.0": "svg:",
    "http://www.w3.org/1998/Math/MathML": "math:",
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext:",
}
OBJECTS = {"draw:object", "draw:object-ole"}


def read_part(package: Package, name: str) -> Element | None:
    """Returns the root element of a part, with prefixes in the place of namespaces; None where there is none.

    Raises:
        NotADocument: as ``Package.xml``.
    """
    root = package.xml(name)
    if root is not None:
        shorten_names(root, PREFIXES)
    return root


def object_text(package: Package, element: Element) -> tuple[str, str]:
    """Returns the name and the text of an object, such as an equation, a chart or another document."""
    try:
        part = read_part(package, f"{element.get('xlink:href', '')}/content.xml")
    except NotADocument:  # the document itself can be read
        part = None
    root = element if part is None else part
    names = {inner.tag for inner in root.iter()}
    if "math:math" in names:
        return "element.equation", plain_text(root)
    return "element.diagram" if "office:chart" in names else "element.object", plain_text(root)
