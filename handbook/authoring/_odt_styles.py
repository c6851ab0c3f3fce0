"""The styles of an OpenDocument text: the form of letters, and the markers of lists."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from xml.etree.ElementTree import Element

from handbook.authoring._text_form import PLAIN, TextForm, has_hue

TITLE = ("Title", "Titel")
CAPTION = ("caption", "bijschrift")


class OdtStyles:
    """The styles of a document; those of ``content`` are made for one place, those of ``named`` have a name."""

    def __init__(self, content: Element, named: Element | None) -> None:
        roots = [*([] if named is None else [named]), content]
        self._styles = {
            (style.get("style:family", ""), style.get("style:name", "")): style
            for root in roots
            for style in root.iter("style:style")
        }
        self._own = {id(style) for style in content.iter("style:style")}
        self._lists = {
            style.get("style:name", ""): style for root in roots for style in root.iter("text:list-style")
        }
        self._fonts = {
            face.get("style:name", ""): face.get("svg:font-family", "").strip("'\"")
            for root in roots
            for face in root.iter("style:font-face")
        }
        self.form = cache(self._form)
        self.is_title = cache(self._is_title)

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        """Yields a style and those on which it is based, each once."""
        seen: set[str] = set()
        while (family, name) in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[family, name]
            yield style
            name = style.get("style:parent-style-name", "")

    def _form(self, family: str, name: str) -> TextForm:
        """Returns the form of a style; emphasis of a named style of paragraphs is the look of the document."""
        form = PLAIN
        for style in self._chain(family, name):
            own = self._text_form(next(style.iter("style:text-properties"), None))
            if family == "paragraph" and id(style) not in self._own:
                own = replace(own, strong=None, emphasis=None, underlined=None, coloured=None)
            form = form.over(own)
        return form

    def _text_form(self, properties: Element | None) -> TextForm:
        if properties is None:
            return PLAIN
        weight, slope = properties.get("fo:font-weight"), properties.get("fo:font-style")
        display, position = properties.get("text:display"), properties.get("style:text-position")
        strike = properties.get("style:text-line-through-style") or properties.get("style:text-line-through-type")
        underline = properties.get("style:text-underline-style")
        colour, marker = properties.get("fo:color"), properties.get("fo:background-color")
        has_marker = marker not in (None, "transparent")
        font = properties.get("style:font-name")
        return TextForm(
            strong=None if weight is None else weight in ("bold", "600", "700", "800", "900"),
            emphasis=None if slope is None else slope in ("italic", "oblique"),
            hidden=None if display is None else display == "none",
            struck=None if strike is None else strike != "none",
            underlined=None if underline is None else underline != "none",
            coloured=None if colour is None and marker is None else has_marker or has_hue((colour or "")[1:]),
            raised=None if position is None else _raised(position),
            font=properties.get("fo:font-family", "").strip("'\"") or self._fonts.get(font or "") or font,
        )

    def _is_title(self, name: str) -> bool:
        return any(style.get("style:name") in TITLE for style in self._chain("paragraph", name))

    def is_caption(self, name: str) -> bool:
        """Whether a style, or one on which it is based, is that of the texts below pictures."""
        names = (style.get("style:name", "") for style in self._chain("paragraph", name))
        return any(name.casefold() in CAPTION for name in names)

    def list_of(self, paragraph_style: str) -> str:
        """Returns the name of the list style that a style of paragraphs has; empty if there is none."""
        names = (style.get("style:list-style-name") for style in self._chain("paragraph", paragraph_style))
        return next((name for name in names if name), "")

    def level(self, name: str, depth: int) -> Element | None:
        """Returns a level of a list style, from 1."""
        levels = [] if name not in self._lists else list(self._lists[name])
        return next((level for level in levels if level.get("text:level") == str(depth)), None)


def _raised(position: str) -> str:
    """Returns how a position, such as "super 58%" or "-33% 58%", is called."""
    first = position.split(maxsplit=1)[0] if position.strip() else ""
    if first == "sub" or first.startswith("-"):
        return "subscript"
    return "baseline" if first in ("", "0%") else "superscript"
