"""Gives the room that the texts of a section leave to its figures and its large type."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from weasyprint import Document

from handbook.layout._renderer import NO_ROOM, Renderer
from handbook.layout.engine.boxes import TextFit, measure_fit
from handbook.layout.engine.room import measure_filled_room, measure_room
from handbook.pages.model import Section

Room: TypeAlias = Mapping[str, float]  # measures, by name: see ``measure_room``

EASES = (1, 0.9, 0.8, 0.7)  # of the size of large type: its lines may break worse than was expected


def measure(section: Section, document: Document) -> TextFit:
    """Measures how full the pages are; a section without a number of pages takes those that it needs."""
    fit = measure_fit(document)
    return replace(fit, too_long=frozenset()) if section.pages is None else fit


def fill(renderer: Renderer, section: Section, classes: str, room: Room, pages: int) -> Document | None:
    """Lays a section out with measures of the room that it leaves; None if it does not fit on its pages then."""
    filled = renderer.render(section.html, classes, room=room)
    return filled if fits(section, filled, pages) else None


def fits(section: Section, document: Document, pages: int) -> bool:
    """Tells whether all texts fit in a layout, on so many pages."""
    fit = measure(section, document)
    return not fit.too_long and not fit.too_wide and len(document.pages) == pages


def fill_room(
    renderer: Renderer, section: Section, classes: str, document: Document
) -> tuple[Document, Room] | None:
    """Lays out a section that fits again, if it asks for that, with the measures of the room it leaves.

    Returns these too. Returns None if it does not fit then, as texts that have to begin on one line need more
    room; the first layout of a section that takes the pages it needs.
    """
    measured, pages = measure_room(document), len(document.pages)
    for ease in EASES if measured else ():
        room = {**measured, "ease": ease}
        if filled := fill(renderer, section, classes, room, pages):
            after = room | measure_filled_room(filled)
            refilled = fill(renderer, section, classes, after, pages) if after != room else None
            return (refilled, after) if refilled else (filled, room)
    return (document, NO_ROOM) if not measured or section.pages is None else None
