"""Reads the XML parts of a zipped document, Word's or OpenDocument's, from whatever source."""

import posixpath
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from handbook.authoring._paragraphs import NotADocument
from handbook.support.input_limits import ATTRIBUTES, PARTS, TAGS, UNPACKED
from handbook.support.zip_files import TooMany, Unsound, has_password, open_archive, read_entry

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how the older files of Word start, and those with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the name of a stream in an OLE file with a password
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Package:
    """The parts of a zipped document by name, without regard to capitals."""

    def __init__(self, data: bytes) -> None:
        """Opens the archive.

        Raises:
            NotADocument: it is none.
        """
        if data.startswith(OLE):
            raise NotADocument("no-document.password" if ENCRYPTED in data else "no-document.old-word")
        if data[:64].lstrip().startswith(b"{\\rtf"):
            raise NotADocument("no-document.old-word")
        try:
            self._archive = open_archive(data, PARTS)
        except TooMany:
            raise NotADocument("no-document.too-large-unpacked") from None
        except Unsound:
            raise NotADocument("no-document.damaged") from None
        self._entries = {_part_name(entry.filename): entry for entry in self._archive.infolist()}
        self._room = UNPACKED

    def __contains__(self, name: str) -> bool:
        return _part_name(name) in self._entries

    def read(self, name: str) -> bytes | None:
        """Returns the bytes of a part; None where there is no such part.

        The size that the archive states is not believed.

        Raises:
            NotADocument: it is damaged, has a password or is too large.
        """
        entry = self._entries.get(_part_name(name))
        if entry is None:
            return None
        if has_password(entry):
            raise NotADocument("no-document.password")
        try:
            data = read_entry(self._archive, entry, self._room)
        except Unsound:
            raise NotADocument("no-document.damaged") from None
        self._room -= len(data)
        if self._room < 0:
            raise NotADocument("no-document.too-large-unpacked")
        return data

    def xml(self, name: str) -> Element | None:
        """Returns the root element of a part; None where there is no such part.

        Neither standard allows a document type, which could define entities without end.

        Raises:
            NotADocument: as ``read``, or it is not XML.
        """
        data = self.read(name)
        if data is None:
            return None
        if any(doctype in data for doctype in DOCTYPES):
            raise NotADocument("no-document.damaged")
        if data.count(b"<") > TAGS or data.count(b"=") > ATTRIBUTES:
            raise NotADocument("no-document.too-large-unpacked")
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, LookupError, ValueError):  # the latter two for an unknown encoding
            raise NotADocument("no-document.damaged") from None


def shorten_names(root: Element, prefixes: Mapping[str, str]) -> None:
    """Puts prefixes in the place of namespaces, in the names of all elements and attributes; others stay."""
    known: dict[str, str] = {}

    def short(name: str) -> str:
        if name not in known:
            namespace, closing, local = name[1:].partition("}")
            known[name] = f"{prefixes[namespace]}{local}" if closing and namespace in prefixes else name
        return known[name]

    for element in root.iter():
        element.tag = short(element.tag)
        if element.attrib:
            element.attrib = {short(name): value for name, value in element.attrib.items()}


def _part_name(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").casefold()
