"""What a section says to a screen reader: WeasyPrint's structure tree, taken out of its PDF and made plain."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from handbook.layout.model import Kid, Leaf, Tag

MEANINGLESS = ("Span", "Div", "NonStruct", "Sect", "Art")  # a section of the book gets a Sect of its own
TABLE_OF_CONTENTS = {"L": "TOC", "LI": "TOCI", "LBody": "NonStruct"}
TREE = ("/StructTreeRoot", "/StructElem", "/OBJR")


def take(pdf: pydyf.PDF, section: str, said: Sequence[Sequence[str]]) -> tuple["Kid", ...]:
    """The tags of a section by its name, of headings, paragraphs, lists, pictures and links, and nothing else.

    They are no longer in the PDF: a book gets one tree. What is in none of them becomes an artifact, which is
    printed and not read aloud, like running heads and folios. ``said`` is what the links of each page are to say
    to somebody who hears them alone.
    """
    pages = [_at(pdf, reference) for reference in pdf.page_references]
    document = _at(pdf, _at(pdf, pdf.catalog.pop("StructTreeRoot"))["K"][0])
    roles = TABLE_OF_CONTENTS if section == "contents" else {}
    numbers = {page.reference: number for number, page in enumerate(pages)}
    plain = tuple(_joined([kid for tag in _read(pdf, document, numbers) for kid in _plain(tag, roles)]))
    marks = {(leaf.page, leaf.number) for leaf in _leaves(plain) if not leaf.link}
    for number, (page, texts) in enumerate(zip(pages, said, strict=True)):
        _silence(_at(pdf, page["Contents"]).stream, {mark for at, mark in marks if at == number})
        del page["StructParents"]
        for reference, text in zip(page.get("Annots", ()), texts, strict=True):
            link = _at(pdf, reference)
            link["Contents"] = pydyf.String(text)
            link.pop("StructParent", None)
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Type") in TREE:
            thing.clear()  # to take it away would number all others anew
    return plain


def _at(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _read(pdf: pydyf.PDF, element: Mapping[str, Any], numbers: Mapping[bytes, int]) -> Iterator[Kid]:
    """What is below an element; pages have ``numbers`` by their references."""
    for kid in element["K"]:
        if isinstance(kid, int):
            yield Leaf(numbers[element["Pg"]], kid)
            continue
        found = _at(pdf, kid)
        page = numbers[found["Pg"]]
        if found["Type"] == "/OBJR":
            yield Leaf(page, _at(pdf, found["Pg"])["Annots"].index(found["Obj"]), link=True)
        else:
            alt, box = found.get("Alt"), found.get("A", {}).get("BBox", ())
            kids = tuple(_read(pdf, found, numbers))
            yield Tag(found["S"][1:], page, kids, alt.string if alt else "", tuple(box))


def _plain(tag: Kid, roles: Mapping[str, str]) -> Iterator[Kid]:
    """A tag without those inside it that mean nothing, or what is left of it."""
    if isinstance(tag, Leaf):
        yield tag
        return
    kids = tuple(found for kid in tag.kids for found in _plain(kid, roles))
    role = roles.get(tag.role, tag.role)
    if role in MEANINGLESS:
        yield from kids
    elif kids:
        yield tag._replace(role=role, kids=kids)


def _joined(kids: Sequence[Kid]) -> Iterator[Kid]:
    """A list that goes on over a page is one list."""
    before: Kid | None = None
    for kid in kids:
        if isinstance(before, Tag) and isinstance(kid, Tag) and before.role == kid.role in ("L", "TOC"):
            before = before._replace(kids=before.kids + kid.kids)
            continue
        if before is not None:
            yield before
        before = kid
    if before is not None:
        yield before


def _leaves(kids: Sequence[Kid]) -> Iterator[Leaf]:
    for kid in kids:
        yield from _leaves(kid.kids) if isinstance(kid, Tag) else (kid,)


def _silence(drawn: list[Any], marks: set[int]) -> None:
    """Makes what is drawn between marks other than some an artifact."""
    for at, operator in enumerate(drawn):
        if operator == b"BDC" and drawn[at - 1]["MCID"] not in marks:
            drawn[at - 2 : at] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
