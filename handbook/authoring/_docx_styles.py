"""The styles of a Word file, each looked up once with those on which it is based."""

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from handbook.authoring._text_form import PLAIN, TextForm, has_hue

HEADING_NAME = re.compile(r"(?:heading|kop) ?([1-9])|(?:title|titel)$", re.IGNORECASE)
BODY_LEVEL = 9  # the outline level, from 0, of a paragraph that is no heading
CAPTION_NAME = re.compile(r"caption|bijschrift", re.IGNORECASE)
OFF = ("0", "false", "off")


def text_form(properties: Element | None) -> TextForm:
    """Reads run properties, without those of their style."""
    if properties is None:
        return PLAIN
    strikes = [value for name in ("strike", "dstrike") if (value := is_on(properties, name)) is not None]
    fonts, raised, underline = (properties.find(name) for name in ("rFonts", "vertAlign", "u"))
    return TextForm(
        strong=is_on(properties, "b"),
        emphasis=is_on(properties, "i"),
        hidden=is_on(properties, "vanish"),
        struck=any(strikes) if strikes else None,
        underlined=None if underline is None else underline.get("val", "none") != "none",
        coloured=_is_coloured(properties),
        raised=None if raised is None else raised.get("val"),
        font=None if fonts is None else fonts.get("ascii") or fonts.get("hAnsi"),
    )


def is_on(properties: Element, name: str) -> bool | None:
    """Whether a property is on; None where it is not there."""
    element = properties.find(name)
    return None if element is None else element.get("val", "1").lower() not in OFF


def _value(properties: Element, name: str) -> str | None:
    element = properties.find(name)
    return None if element is None else element.get("val", "")


def _is_coloured(properties: Element) -> bool | None:
    marker, colour = _value(properties, "highlight"), _value(properties, "color")
    if marker is None and colour is None:
        return None
    return has_hue(colour or "") or marker not in (None, "none")


class Styles:
    """The styles of a Word file; those that are missing say nothing."""

    def __init__(self, part: Element | None) -> None:
        self._styles = {style.get("styleId", ""): style for style in ([] if part is None else part.iter("style"))}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get("type") == "paragraph" and (style.get("default") or "0").lower() not in OFF
            ),
            "",
        )
        self._text_form = cache(self._read_text_form)
        self.form_in = cache(self._form_in)
        self.heading_level = cache(self._heading_level)
        self.numbering = cache(self._numbering)

    def paragraph_style(self, properties: Element | None) -> str:
        """Returns the key of a paragraph's style."""
        key = None if properties is None else _value(properties, "pStyle")
        return key if key in self._styles and key is not None else self._default

    def _chain(self, key: str) -> Iterator[tuple[str, Element]]:
        """Yields a style and those on which it is based, each once."""
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            yield key, self._styles[key]
            key = _value(self._styles[key], "basedOn") or ""

    def _form_in(self, paragraph_style: str, character_style: str) -> TextForm:
        """Returns the form of a run; hidden and struck are switches, which a second style turns off again.

        Emphasis in a style of paragraphs is the look of the document.
        """
        paragraph, character = self._text_form(paragraph_style), self._text_form(character_style)
        switched = TextForm(
            hidden=bool(character.hidden) != bool(paragraph.hidden),
            struck=bool(character.struck) != bool(paragraph.struck),
            font=character.font or paragraph.font,
        )
        return switched.over(character)

    def _read_text_form(self, key: str) -> TextForm:
        result = PLAIN
        for _, style in self._chain(key):
            result = result.over(text_form(style.find("rPr")))
        return result

    def _heading_level(self, key: str) -> int:
        for _, style in self._chain(key):
            if (level := heading_level(style.find("pPr"))) is not None:
                return level
            if match := HEADING_NAME.match(_value(style, "name") or ""):
                return int(match[1] or 1)
        return 0

    def is_caption(self, key: str) -> bool:
        """Whether a style, or one on which it is based, is that of the texts below pictures."""
        return any(CAPTION_NAME.fullmatch(_value(style, "name") or "") for _, style in self._chain(key))

    def _numbering(self, key: str) -> tuple[str, Element] | None:
        """Returns the list properties of a style, and the key of the style that has them."""
        for name, style in self._chain(key):
            if (numbering := style.find("pPr/numPr")) is not None:
                return name, numbering
        return None


def heading_level(properties: Element | None) -> int | None:
    """Returns the level of a heading, from 1, in paragraph properties, 0 for none; None if they say nothing."""
    level = None if properties is None else _value(properties, "outlineLvl")
    if not level or not re.fullmatch("[0-9]", level):
        return None
    return int(level) + 1 if int(level) < BODY_LEVEL else 0
