"""The rule that a print file has no transparency, although PDF/X-4 allows it."""

import re
from collections.abc import Collection, Iterator

from pikepdf import Array, Dictionary, Name, Object

from handbook.preflight.print_file import PrintFile, PrintPage
from handbook.preflight.rule import Result, Rule
from handbook.preflight.rules._shared import PRINT_SHOPS, STYLE_SHEET
from handbook.support.messages import message

RESOURCE_USE = re.compile(rb"/(\S+)\s+(?:gs|Do)\b")
OPAQUE_BLEND_MODES = (Name.Normal, Name.Compatible)


def _check_transparency(file: PrintFile) -> Result:
    findings = [
        page.finding(page.trim, key, mode=mode, remedy=STYLE_SHEET)
        for page in file.pages
        for key, mode in _find_transparency(page)
    ]
    if findings:
        return message("transparency.measured", times=len(findings)), findings
    return message("transparency.none"), []


def _find_transparency(page: PrintPage) -> Iterator[tuple[str, str]]:
    """Yields the key of each kind of transparency on a page, and its blend mode, empty for other kinds."""
    resources = page.page.get("/Resources", Dictionary())
    used = set(RESOURCE_USE.findall(_content(page)))  # the pages of a section share their resources
    if "/Group" in page.page:
        yield "transparency.group", ""
    for state in _used_resources(resources.get("/ExtGState", Dictionary()), used):
        if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
            yield "transparency.opacity", ""
        if state.get("/SMask", Name.None_) != Name.None_:
            yield "transparency.soft-mask", ""
        if state.get("/BM", Name.Normal) not in OPAQUE_BLEND_MODES:
            yield "transparency.blend-mode", str(state.BM)
    for xobject in _used_resources(resources.get("/XObject", Dictionary()), used):
        if "/SMask" in xobject:
            yield "transparency.masked-picture", ""
        if "/Group" in xobject:
            yield "transparency.group", ""


def _content(page: PrintPage) -> bytes:
    contents = page.page.get("/Contents", Array())
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _used_resources(resources: Object, names: Collection[bytes]) -> list[Object]:
    return [resource for name, resource in resources.items() if name[1:].encode() in names]


RULES = (Rule("transparency", PRINT_SHOPS, _check_transparency),)
