"""The palette of the style sheets: colours stated twice, in CMYK for print and in RGB for screens.

A rule with ``--NAME-cmyk`` and ``--NAME-rgb`` states a colour, which the sheets use as ``var(--NAME)``. A book is
laid out once, so its pages must tell which colour of the palette was meant, also where two look the same on a
screen. So ``--NAME`` is given a code: an sRGB value that no other colour has, less than 1/4000 from its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from tinycss2.color5 import parse_color

from handbook.pages._css_texts import without_texts
from handbook.support.problems import Mark, Problem, problem

Channels = tuple[float, ...]  # of a colour, each from 0 to 1: three in sRGB, four in CMYK

BLOCK = re.compile(r"[^{}]+")
VALUE = re.compile(
    r"(?<![\w-])(?P<property>--(?P<name>[\w-]+)-(?P<kind>cmyk|rgb))\s*:\s*"
    r"(?P<value>[^;!{}\s](?:[^;!{}]*[^;!{}\s])?)"
    r"(?P<important>\s*!\s*(?i:important))?"
)
REFERENCE = re.compile(r"var\(\s*(--[\w-]+)-(?:cmyk|rgb)\s*\)")
SUBSTITUTION = re.compile(r"\bvar\(")
CMYK = "device-cmyk"
STEP = 1e-6  # between two codes; WeasyPrint writes colours with six decimals
CODES = 99  # in a channel: their steps stay below its fourth decimal


@dataclass(frozen=True)
class PaletteColour:
    """A colour as a style sheet states it; a value that it does not state is None."""

    rgb: Channels | None
    cmyk: Channels | None


@dataclass(frozen=True)
class Palette:
    """The ``colours`` of all style sheets in the order in which they are stated first, each of them once."""

    colours: tuple[PaletteColour, ...]

    @cached_property
    def codes(self) -> Mapping[PaletteColour, Channels]:
        """The code of each colour: its screen value to four decimals, its number in the two after these."""
        return {colour: _code(number, colour) for number, colour in enumerate(self.colours)}

    def with_codes(self, css: str) -> str:
        """Returns a style sheet that declares ``--NAME`` behind ``--NAME-cmyk`` and ``--NAME-rgb``.

        Where one of these is no plain colour, ``--NAME`` has its value.
        """
        parts, done = [], 0
        for statement in _statements(css):
            value = statement.other or _css(self.codes[statement.colour])
            parts += [css[done : statement.end], f"; --{statement.name}: {value}{statement.important}"]
            done = statement.end
        return "".join([*parts, css[done:]])


class _Statement(NamedTuple):
    """A colour called ``name`` in a rule, and where its last value ends; ``other`` is a value that is none.

    ``important`` is "!important" where the rule says so.
    """

    name: str
    colour: PaletteColour
    other: str
    important: str
    end: int


def read_palette(sheets: Iterable[str]) -> Palette:
    """Returns the palette that style sheets state."""
    statements = (statement for css in sheets for statement in _statements(css))
    return Palette(tuple(dict.fromkeys(statement.colour for statement in statements if not statement.other)))


def colour_problems(css: str, file: str) -> tuple[Problem, ...]:
    """Returns a problem for each value of the palette in a style sheet that is no colour, at its place."""
    return tuple(
        problem(_mark(found, file), "style.colour", name=found["property"], value=found["value"])
        for found in VALUE.finditer(without_texts(css))
        if _parsed(found["value"]) is None and not SUBSTITUTION.search(found["value"])
    )


def _mark(found: re.Match[str], file: str) -> Mark:
    before = found.string[: found.start()]
    return Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _statements(css: str) -> list[_Statement]:
    """Returns the colours that the rules of a style sheet state, in the order in which they end."""
    found = []
    plain = without_texts(css)
    for block in BLOCK.finditer(plain):
        by_name: dict[str, list[re.Match[str]]] = {}
        for match in VALUE.finditer(plain, *block.span()):
            by_name.setdefault(match["name"], []).append(match)
        found += [_statement(name, values) for name, values in by_name.items()]
    return sorted(found, key=attrgetter("end"))


def _statement(name: str, values: Sequence[re.Match[str]]) -> _Statement:
    channels = {value["kind"]: read_channels(value["value"], value["kind"]) for value in values}
    colour = PaletteColour(channels.get("rgb"), channels.get("cmyk"))
    other = next((value["value"] for value in values if channels[value["kind"]] is None), "")
    important = " !important" if any(value["important"] for value in values) else ""
    return _Statement(name, colour, REFERENCE.sub(r"var(\1)", other), important, values[-1].end())


def read_channels(value: str, kind: str) -> Channels | None:
    """Returns the channels of a CSS colour; None if it is not an opaque one of this kind."""
    colour = _parsed(value)
    if colour is None or colour == "currentcolor" or colour.alpha != 1:
        return None
    if kind == "rgb" and colour.space in ("hsl", "hwb"):
        colour = colour.to("srgb")
    if colour.space != {"rgb": "srgb", "cmyk": CMYK}[kind]:
        return None
    return tuple(min(1.0, max(0.0, float(channel))) for channel in colour.coordinates)


def _parsed(value: str) -> Any:
    """Returns a colour of CSS, or None; tinycss2 fails on an opacity that is no number."""
    try:
        return parse_color(value)
    except TypeError:
        return None


def _code(number: int, colour: PaletteColour) -> Channels:
    rgb = colour.rgb or _approximate_rgb(colour.cmyk or (0, 0, 0, 0))
    red, green, blue = (min(0.9998, int(channel * 10_000) / 10_000) for channel in rgb)
    low, high = number % CODES, number // CODES
    return round(red + (low + 1) * STEP, 6), round(green + (high + 1) * STEP, 6), blue


def _css(channels: Channels) -> str:
    return f"color(srgb {' '.join(f'{channel:.6f}' for channel in channels)})"


def _approximate_rgb(cmyk: Channels) -> Channels:
    *inks, black = cmyk
    return tuple((1 - ink) * (1 - black) for ink in inks)
