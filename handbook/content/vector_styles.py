"""Checks the styles in a drawing: whether they can be printed, and whether they stay within the file."""

import re
from collections.abc import Iterator

import tinycss2
from tinycss2.color5 import parse_color

from handbook.content._vector_values import LONGEST_STYLE, is_shallow, is_value
from handbook.content.picture_kind import UnusablePicture

Declaration = tuple[str, str]  # a property and its value

OPACITIES = ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity")
COLOURS = ("fill", "stroke", "stop-color", "color")
MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
EFFECTS = ("filter", "mask", "mix-blend-mode", "spreadMethod", *MARKERS)  # gradients repeat without end
WITHOUT_EFFECT = ("none", "normal", "inherit", "pad", "")
KEYWORDS = ("none", "inherit", "currentcolor", "context-fill", "context-stroke", "")
NUMBER = re.compile(r"\+?([\d.]+(?:[eE][+-]?\d+)?)(%?)")
ADDRESS = re.compile(r"""url\(\s*["']?(?P<target>[^"')]*)["']?\s*\)?""", re.IGNORECASE)


def declarations_of(style: str) -> Iterator[Declaration]:
    """Yields the declarations of an attribute ``style``, or of a block in a style sheet.

    Raises:
        UnusablePicture: it is too long to be parsed.
    """
    _check_length(style)
    for part in tinycss2.parse_blocks_contents(style):
        if part.type == "declaration":
            yield part.lower_name, tinycss2.serialize(part.value).strip()


def rules_of(sheet: str) -> Iterator[Declaration]:
    """Yields the declarations of a style sheet.

    Raises:
        UnusablePicture: it loads another sheet or a font, or is too long to be parsed.
    """
    _check_length(sheet)
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword in ("import", "font-face"):
            raise UnusablePicture("vector.outside", element=f"@{rule.lower_at_keyword}")
        if rule.type == "qualified-rule":
            yield from declarations_of(tinycss2.serialize(rule.content))


def _check_length(style: str) -> None:
    if len(style) > LONGEST_STYLE or not is_shallow(style):
        raise UnusablePicture("vector.value", element="style")


def check_style(name: str, value: str) -> None:
    """Checks a declaration, or an attribute, which can be one.

    Raises:
        UnusablePicture: it leads out of the file, is transparent, an effect, or a colour or value that is none.
    """
    value = value.strip()
    if not is_value(name, value):
        raise UnusablePicture("vector.value", element=f"{name}: {value[:40]}")
    if any(not found["target"].startswith("#") for found in ADDRESS.finditer(value)):
        raise UnusablePicture("vector.outside", element=value[:40])
    if name in EFFECTS and value.lower() not in WITHOUT_EFFECT:
        raise UnusablePicture("vector.effect", element=name)
    if name in OPACITIES and _is_transparent(value):
        raise UnusablePicture("vector.transparent", element=f"{name}: {value}")
    if name in COLOURS:
        _check_colour(ADDRESS.sub("", value).strip().lower())


def _is_transparent(value: str) -> bool:
    match = NUMBER.fullmatch(value)
    return match is not None and float(match[1]) < (100 if match[2] else 1)


def _check_colour(value: str) -> None:
    if value in KEYWORDS:
        return
    colour = parse_color(value)
    if colour is None or colour == "currentcolor" or colour.space not in ("srgb", "hsl", "hwb"):
        raise UnusablePicture("vector.colour", element=value[:40])
    if colour.alpha < 1:
        raise UnusablePicture("vector.transparent", element=value)
