"""Reads the paragraphs and tables of a document, of whatever kind, as Markdown."""

from pathlib import Path

from handbook.authoring._docx_reader import read_docx
from handbook.authoring._odt_reader import read_odt
from handbook.authoring._office_package import Package
from handbook.authoring._paragraphs import Block, NotADocument, Note
from handbook.authoring._plain_text import read_lines
from handbook.authoring._text_encoding import decoded
from handbook.support.input_limits import DOCUMENT, PARAGRAPHS, PLAIN_TEXT
from handbook.support.outside_files import TooLarge, is_file, read_outside
from handbook.support.system_errors import reason

KINDS = (".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".txt")
OLD_KINDS = (".doc", ".dot", ".rtf")
OWNER_FILE = "~$"  # at the start of a name: the file by which Word knows who has a document open


def is_document(file: Path, folder: Path) -> bool:
    """Returns whether a file in a folder is a document of an editor; hidden files and owner files are none."""
    is_hidden = any(part.startswith((".", OWNER_FILE)) for part in file.relative_to(folder).parts)
    return file.suffix.lower() in (*KINDS, *OLD_KINDS) and not is_hidden and is_file(file)


def read_document(file: Path) -> tuple[list[Block], list[Note]]:
    """Returns the paragraphs and tables of a document, and what is not taken over as it is.

    A file is read by what is in it: one of Word may have the suffix of OpenDocument, and the reverse. Of a plain
    text each line is returned, see ``_plain_text.joined_lines``.

    Raises:
        NotADocument: it cannot be read.
    """
    blocks, notes = _read(file)
    if len(blocks) > PARAGRAPHS:
        raise NotADocument("no-document.too-long")
    return blocks, notes


def _read(file: Path) -> tuple[list[Block], list[Note]]:
    suffix = file.suffix.lower()
    if suffix not in KINDS:
        raise NotADocument("no-document.old-word" if suffix in OLD_KINDS else "no-document.other-kind")
    try:
        data = read_outside(file, PLAIN_TEXT if suffix == ".txt" else DOCUMENT)
    except TooLarge:
        raise NotADocument("no-document.too-long" if suffix == ".txt" else "no-document.too-large") from None
    except OSError as error:
        raise NotADocument("no-document.unreadable", reason(error)) from None
    if not data:
        raise NotADocument("no-document.empty")
    if suffix == ".txt":
        text, notes = decoded(data)
        return [*read_lines(text)], notes
    package = Package(data)
    return read_odt(package) if "content.xml" in package else read_docx(package)
