"""Reads from the style sheets of a look which of its colours are made of those of an organisation, and how.

After ``--tint-brand: ink 84% 93% .07 +1`` in ``:root``, every rule that states ``--tint-cmyk`` and ``--tint-rgb``
has there a hue of the organisation on which letters in ``--ink`` can be read: of a lightness (OKLCH) in this
range, of at most this chroma, and of the next colour in turn. With ``own`` it is the colour of the organisation
itself, if it can be read. Where letters are not read on it and there is no next colour, it is the paper, which is
seen between the others. Another rule may have a value of its own, also for a colour that it does not state.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from tinycss2 import parse_blocks_contents, parse_stylesheet, serialize

from handbook.pages.palette import PaletteColour, read_channels

WORD = re.compile(r"(?P<own>own\b)|(?P<text>[a-z][\w-]*)|(?P<level>[\d.]+)%|\+(?P<turn>\d+)|(?P<chroma>[\d.]+)")
STATED = re.compile(r"(?<![\w-])--([\w-]+)-(?:rgb|cmyk)")
ROLE = re.compile(r"(?<![\w-])--([\w-]+)-brand")


@dataclass(frozen=True)
class Role:
    """How a colour is made: what a look says as ``--NAME-brand``.

    ``levels`` is its range of lightness in percent; where it can be the organisation's ``own``, that may lie
    elsewhere. ``text`` is the colour of letters that are read on it, empty if there are none. It has at most
    ``chroma``, and is of the colour of the organisation that comes ``turn`` later.
    """

    levels: tuple[int, int]
    own: bool
    text: str
    chroma: float
    turn: int


class Rule(NamedTuple):
    """A rule of a style sheet: its selector, the colours that it states, and the roles that it gives, by name.

    ``places`` has the line and the column of each colour.
    """

    selector: str
    colours: Mapping[str, PaletteColour]
    roles: Mapping[str, Role]
    places: Mapping[str, tuple[int, int]]


def read_rules(css: str) -> Iterator[Rule]:
    """Yields the rules of a style sheet of a look, which has none within others."""
    if not STATED.search(css):
        return
    for rule in parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            contents = parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            values = {each.name: serialize(each.value).strip() for each in contents if each.type == "declaration"}
            places = {
                match[1]: (each.source_line, each.source_column)
                for each in reversed(contents)  # so that the first one counts
                if each.type == "declaration" and (match := STATED.fullmatch(each.name))
            }
            found = {match[1]: _role(values[match[0]]) for match in map(ROLE.fullmatch, values) if match}
            roles = {name: role for name, role in found.items() if role}
            colours = {name: _stated(name, values) for name in reversed(places)}
            yield Rule(serialize(rule.prelude).strip(), colours, roles, places)


def _stated(name: str, values: Mapping[str, str]) -> PaletteColour:
    rgb, cmyk = (read_channels(values.get(f"--{name}-{kind}", ""), kind) for kind in ("rgb", "cmyk"))
    return PaletteColour(rgb, cmyk)


def _role(value: str) -> Role | None:
    """Returns a role; None where its range of lightness is missing."""
    words: dict[str, list[str]] = {}
    for word in WORD.finditer(value):
        words.setdefault(word.lastgroup or "", []).append(word[word.lastgroup or 0])
    if len(levels := words.get("level", [])) != 2:
        return None
    least, most = (round(float(level)) for level in levels)
    return Role(
        (least, most),
        "own" in words,
        words.get("text", [""])[0],
        float(words.get("chroma", [inf])[0]),
        int(words.get("turn", [0])[0]),
    )
