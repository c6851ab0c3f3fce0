"""Makes small Word files and OpenDocument texts of the XML that a test is about, and reads them."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from handbook.authoring._docx_reader import read_docx
from handbook.authoring._odt_reader import read_odt
from handbook.authoring._office_package import Package
from handbook.authoring._paragraphs import TEXT_BOX, Block, LeftOut, Note, Paragraph, Remark

OPEN_XML = "http://schemas.openxmlformats.org"
WORD = f"{OPEN_XML}/wordprocessingml/2006/main"
OFFICE = f"{OPEN_XML}/officeDocument/2006/relationships"
NAMESPACES = {
    "w": WORD,
    "r": OFFICE,
    "m": f"{OPEN_XML}/officeDocument/2006/math",
    "mc": f"{OPEN_XML}/markup-compatibility/2006",
    "wp": f"{OPEN_XML}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OPEN_XML}/drawingml/2006/main",
    "pic": f"{OPEN_XML}/drawingml/2006/picture",
    "dgm": f"{OPEN_XML}/drawingml/2006/diagram",
    "c": f"{OPEN_XML}/drawingml/2006/chart",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "odd": "urn:example:odd",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMES = {
    **{name: f"{OASIS}:{name}:1.0" for name in ("text", "table", "office", "style", "chart")},
    "draw": f"{OASIS}:drawing:1.0",
    "fo": f"{OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{OASIS}:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "odd": "urn:example:odd",
}
ODF_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in ODF_NAMES.items())


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Returns an archive with these parts."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def part(root: str, inner: str) -> str:
    """Returns the XML of a part of a Word file."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {DECLARED}>{inner}</w:{root}>'


def docx_parts(body: str, links: Mapping[str, str] | None = None, **parts: str) -> dict[str, str]:
    """Returns the parts of a Word file: its body, addresses of links by key, contents of other parts by name."""
    relations = [
        f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    relations += [f'<Relationship Id="p-{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts]
    head = f'<Relationships xmlns="{OPEN_XML}/package/2006/relationships">'
    roots = {"header": "hdr", "footer": "ftr"}
    return {
        "_rels/.rels": f'{head}<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": f"{head}{''.join(relations)}</Relationships>",
        **{f"word/{name}.xml": part(roots.get(name, name), inner) for name, inner in parts.items()},
    }


def read_word(body: str, links: Mapping[str, str] | None = None, **parts: str) -> tuple[list[Block], list[Note]]:
    """Returns what the reader makes of a Word file with this body."""
    return read_docx(Package(zipped(docx_parts(body, links, **parts))))


def odt(text: str, automatic: str = "", styles: str = "", objects: Mapping[str, str] | None = None) -> bytes:
    """Returns an OpenDocument text with this text, its automatic styles, its named ones, and the objects in it."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    content = (
        f"{head}<office:document-content {ODF_DECLARED}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>"
    )
    named = f"{head}<office:document-styles {ODF_DECLARED}>{styles}</office:document-styles>"
    kind = "application/vnd.oasis.opendocument.text"
    others = {f"{name}/content.xml": inner for name, inner in (objects or {}).items()}
    return zipped({"mimetype": kind, "content.xml": content, "styles.xml": named, **others})


def read_open_document(text: str, automatic: str = "", styles: str = "") -> tuple[list[Block], list[Note]]:
    """Returns what the reader makes of an OpenDocument text."""
    return read_odt(Package(odt(text, automatic, styles)))


def p(*runs: str, properties: str = "") -> str:
    """Returns a paragraph of Word; a run may be a plain text or XML."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(content: str, properties: str = "") -> str:
    """Returns a run of Word, of a plain text or of XML."""
    inner = content if content.startswith("<") else f'<w:t xml:space="preserve">{content}</w:t>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def markdown(blocks: list[Block]) -> list[str]:
    """Returns the Markdown of paragraphs, with the markers of list items; of text boxes the text."""
    return [
        block.item + block.markdown if isinstance(block, Paragraph) else f"[{block.text}]"
        for block in blocks
        if isinstance(block, Paragraph) or block.element == TEXT_BOX
    ]


def named(notes: list[Note]) -> list[str]:
    """Returns the notes in short: "element: text", or the key of a remark."""
    return [f"{note.element[8:]}: {note.text}" if isinstance(note, LeftOut) else note.key[9:] for note in notes]


def remarks(notes: list[Note]) -> list[str]:
    """Returns the keys of the remarks."""
    return [note.key for note in notes if isinstance(note, Remark)]
