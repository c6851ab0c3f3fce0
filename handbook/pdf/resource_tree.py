"""Finds the content streams of a PDF: those of its pages, and of the forms and tiling patterns that they use."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Page, Stream


class Canvas(NamedTuple):
    """Something that is drawn on: its content stream, and the resources that this refers to.

    A form or pattern has the ``name`` under which a resource dictionary has it first.
    """

    stream: Object
    resources: Object
    name: str = ""


def canvases(pages: Iterable[Page]) -> Iterator[Canvas]:
    """Yields each content stream of some pages once; a form before those that it uses itself."""
    done: set[tuple[int, int]] = set()  # resources that pages share
    for page in pages:
        resources = page.get("/Resources", Dictionary())
        contents = page.get("/Contents", Array())
        for stream in contents if isinstance(contents, Array) else [contents]:
            yield Canvas(stream, resources)
        yield from _used_canvases(resources, done)


def _used_canvases(resources: Object, done: set[tuple[int, int]]) -> Iterator[Canvas]:
    if resources.is_indirect:
        if resources.objgen in done:
            return
        done.add(resources.objgen)
    for kind in ("/XObject", "/Pattern"):
        for name, item in resources.get(kind, Dictionary()).items():
            if not isinstance(item, Stream) or item.get("/Subtype") == Name.Image or item.objgen in done:
                continue
            done.add(item.objgen)
            own = item.get("/Resources", resources)
            yield Canvas(item, own, name[1:])
            yield from _used_canvases(own, done)
