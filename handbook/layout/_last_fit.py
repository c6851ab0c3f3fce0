"""What fitting a section found: with it, one of which a word has changed is laid out once, and not three times."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from weasyprint import Document

from handbook.content.case_model import PAGE_TEXTS
from handbook.layout._filled_room import Room, fits
from handbook.layout._renderer import Renderer
from handbook.layout.engine.room import measure_lines
from handbook.layout.model import Fill
from handbook.pages.model import Section

ATTEMPTS = 2  # the second where texts take other numbers of lines


@dataclass(frozen=True)
class LastFit:
    """The ``classes`` of the sizes that fit, the measures of the ``room``, and the number of ``pages``.

    ``lines`` has the heights in lines that texts have in this room, by the names of the measures.
    """

    section: Section
    classes: str
    room: Room
    lines: Mapping[str, float]
    pages: int
    fill: Fill

    def with_lines(self, lines: Mapping[str, float]) -> "LastFit | None":
        """Returns the fit of a section of which texts have taken other numbers of lines in this room.

        Returns None where they do not tell how many lines these texts take before the room is filled.
        """
        changed = {name: value for name, value in lines.items() if value != self.lines.get(name)}
        if any(self.room.get(name) != self.lines.get(name) for name in changed):
            return None
        return replace(self, room={**self.room, **changed}, lines=lines)


def refit(renderer: Renderer, section: Section, last: LastFit) -> tuple[Document, LastFit] | None:
    """Lays a section out in the sizes and the room of the last one; returns how it was fitted, too.

    Returns None where it differs in more than words of its long texts, or does not fit so. It is not asked whether
    larger sizes would fit.
    """
    if not _differs_in_words(renderer, last.section, section):
        return None
    fit: LastFit | None = replace(last, section=section)
    for _ in range(ATTEMPTS):
        if fit is None:
            return None
        document = renderer.render(section.html, fit.classes, room=fit.room)
        lines = measure_lines(document)
        if lines == fit.lines:
            return (document, fit) if fits(section, document, fit.pages) else None
        fit = fit.with_lines(lines)
    return None


def _differs_in_words(renderer: Renderer, earlier: Section, later: Section) -> bool:
    """Tells whether a section differs from an earlier one in words of its long texts only.

    Not where style sheets may give it another form for that, or words are measured that have changed.
    """
    is_alike = _without_long_texts(earlier) == _without_long_texts(later)
    return is_alike and _form(renderer.parse(earlier.html)) == _form(renderer.parse(later.html))


def _without_long_texts(section: Section) -> Section:
    fields = {name: text for name, text in section.fields.items() if name not in PAGE_TEXTS}
    return replace(section, html="", fields=fields)


def _form(root: Element) -> tuple[set[str], list[tuple[str, str]]]:
    """Returns what style sheets go by in a section: the classes in it, and the words that are measured."""
    classes = {element.get("class", "") for element in root.iter()}
    measured = ((element.get("data-measure-words"), element) for element in root.iter())
    return classes, [(name, "".join(element.itertext())) for name, element in measured if name]
