"""The rule that a print file has no transparency, although PDF/X-4 allows it."""

import re
from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Stream

from handbook.pdf.resource_tree import Canvas, canvases
from handbook.preflight.print_file import PrintFile, PrintPage
from handbook.preflight.rule import Result, Rule
from handbook.preflight.rules._shared import STYLE_SHEET
from handbook.support.messages import message

RESOURCE_USE = re.compile(rb"/(\S+)\s+(?:gs|Do|scn)\b")
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
    if "/Group" in page.page:
        yield "transparency.group", ""
    for stream, resources, _ in _used_canvases(page):
        kinds = [(name, kind) for name, resource in _resources(resources) for kind in _kinds_in(resource)]
        if kinds:  # to read the content takes longer
            used = _used_names(stream)
            yield from (kind for name, kind in kinds if name in used)


def _used_canvases(page: PrintPage) -> Iterator[Canvas]:
    """Yields the contents of a page, and of the forms and patterns that it uses itself: pages share resources."""
    used: set[str] = set()
    for canvas in canvases([page.page]):
        if isinstance(canvas.stream, Stream) and (canvas.name in used or not canvas.name):
            used |= _used_names(canvas.stream)
            yield canvas


def _used_names(stream: Object) -> set[str]:
    return {name.decode() for name in RESOURCE_USE.findall(stream.read_bytes())}


def _resources(resources: Object) -> Iterator[tuple[str, Object]]:
    """Yields the graphics states and the XObjects, each after its name without the slash."""
    for category in ("/ExtGState", "/XObject"):
        for name, resource in resources.get(category, Dictionary()).items():
            yield name[1:], resource


def _kinds_in(resource: Object) -> Iterator[tuple[str, str]]:
    """Yields the kinds of transparency in a graphics state or an XObject, as ``_find_transparency`` does."""
    if isinstance(resource, Stream):
        if "/SMask" in resource:
            yield "transparency.masked-picture", ""
        if "/Group" in resource:
            yield "transparency.group", ""
        return
    if any(float(resource.get(key, 1)) < 1 for key in ("/ca", "/CA")):
        yield "transparency.opacity", ""
    if resource.get("/SMask", Name.None_) != Name.None_:
        yield "transparency.soft-mask", ""
    if resource.get("/BM", Name.Normal) not in OPAQUE_BLEND_MODES:
        yield "transparency.blend-mode", str(resource.BM)


RULES = (Rule("transparency", _check_transparency),)
