"""Makes the palette of a look from the colours of an organisation. Pure but for a colour profile.

The style sheets of the look say which of their colours are made, and how. After ``--tint-brand: ink 84% 93% .07 +1`` in
``:root``, every rule that states ``--tint-cmyk`` and ``--tint-rgb`` has there a hue of the organisation on which letters
in ``--ink`` can be read: of a lightness (OKLCH) in this range, of at most this chroma, and of the next colour in turn.
With ``own`` it is first the colour itself, if it can be read. Another rule may have a value of its own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import inf
from typing import NamedTuple

from tinycss2 import parse_blocks_contents, parse_stylesheet, serialize

from handbook.content.brand_colour import BrandColour
from handbook.content.print_settings import Print
from handbook.pages._press_colours import CONTRAST, Press
from handbook.pages.palette import Channels, PaletteColour, read_channels
from handbook.support.oklch import Oklch, to_oklch, to_rgb
from handbook.support.problems import Problem, problem

DEFAULTS = ":root"  # the rule whose values hold for all that have none of their own
WORD = re.compile(r"(?P<own>own\b)|(?P<text>[a-z][\w-]*)|(?P<level>[\d.]+)%|\+(?P<turn>\d+)|(?P<chroma>[\d.]+)")
VISIBLE = 1.1  # the contrast with the paper by which a field of colour is seen; that of bright yellow is 1.15
SPREAD = 0.18  # of lightness, within which colours of a hue look like one family
ACCENT = re.compile(r"\.accent-([a-z]+)")


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
    """A rule of a style sheet: its selector, the colours that it states, and the roles that it gives, by name."""

    selector: str
    colours: Mapping[str, PaletteColour]
    roles: Mapping[str, Role]


@dataclass(frozen=True)
class BrandPalette:
    """The palette of a look, whose style ``sheets`` are given, for the ``brand`` of a book that is printed so."""

    sheets: Sequence[str]
    brand: Sequence[BrandColour]
    printing: Print

    @cached_property
    def css(self) -> str:
        """A style sheet that states the colours anew, for behind those of the look."""
        return "".join(
            f"{rule.selector} {{ {'; '.join(_declarations(name, self._made(rule, name)))} }}\n"
            for rule in self._rules
            for name in dict.fromkeys((*rule.colours, *(rule.roles if rule.selector != DEFAULTS else ())))
            if name in self._roles
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """A warning for each colour of the organisation on which letters cannot be read as the look has them."""
        roles = [role for role in self._roles.values() if role.own]
        found: dict[BrandColour, Problem] = {}
        for colour, own in zip(self.brand, self._own, strict=True):
            for role in roles:
                if not self._is_readable(own, role):
                    found.setdefault(colour, _unreadable(colour, own, self._variant(own, role, 0)))
        return tuple(found.values())

    @cached_property
    def _press(self) -> Press:
        return Press(self.printing)

    @cached_property
    def _rules(self) -> list[Rule]:
        return [rule for css in self.sheets for rule in _rules(css)]

    @cached_property
    def _roles(self) -> Mapping[str, Role]:
        """The roles that hold where a rule has none of its own, by the names of the colours."""
        return {name: role for rule in self._rules if rule.selector == DEFAULTS for name, role in rule.roles.items()}

    @cached_property
    def _colours(self) -> Mapping[str, PaletteColour]:
        """The colours of the look by name, those of accents by the names of these."""
        named = {}
        for rule in self._rules:
            for name, colour in rule.colours.items():
                accent = ACCENT.search(rule.selector)
                named.setdefault(name if accent is None else accent[1] if name == "accent" else "", colour)
        return named

    @cached_property
    def _accents(self) -> Sequence[str]:
        return list(dict.fromkeys(name for rule in self._rules for name in ACCENT.findall(rule.selector)))

    @cached_property
    def _own(self) -> Sequence[PaletteColour]:
        """The colours of the organisation, in sRGB and in inks; of an unknown name, the first of the look."""
        return [self._complete(colour) for colour in self.brand]

    def _complete(self, colour: BrandColour) -> PaletteColour:
        if colour.is_named:
            return self._colours.get(str(colour.text)) or self._colours[self._accents[0]]
        rgb = colour.rgb or self._press.screen(colour.cmyk or ())
        cmyk = colour.cmyk or dict(self.printing.colours).get(rgb) or self._press.with_inks([rgb])[0].cmyk
        return PaletteColour(rgb, cmyk)

    def _made(self, rule: Rule, name: str) -> PaletteColour:
        """Returns what a colour of a rule becomes: of each colour of the organisation in turn, then others of it."""
        accent = ACCENT.findall(rule.selector)
        index = self._accents.index(accent[-1]) if accent else 0
        role = rule.roles.get(name, self._roles[name])
        own = self._own[(index + role.turn) % len(self._own)]
        return self._variant(own, role, index // len(self._own))

    def _variant(self, own: PaletteColour, role: Role, number: int) -> PaletteColour:
        """Returns the first colour of a hue in a role, or another, as far from those before it as can be."""
        made, lightness = self._possible(own, role), to_oklch(own.rgb or ()).lightness
        chosen = [min(made, key=lambda level: abs(level - lightness))]
        near = [level for level in made if abs(level - chosen[0]) <= SPREAD]
        for _ in range(number):
            chosen.append(max(near, key=lambda level: min(abs(level - other) for other in chosen)))
        return made[chosen[-1]]

    @cached_property
    def _possible(self) -> Callable[[PaletteColour, Role], Mapping[float, PaletteColour]]:
        """Returns the colours of the hue of a colour on which letters can be read, by their lightness."""
        return cache(self._readable_colours)

    def _readable_colours(self, own: PaletteColour, role: Role) -> Mapping[float, PaletteColour]:
        (lightness, chroma, hue), (least, most) = to_oklch(own.rgb or ()), role.levels
        levels = [percent / 100 for percent in range(least, most + 1)]
        made = [_in_8_bits(to_rgb(Oklch(level, min(chroma, role.chroma), hue))) for level in levels]
        colours = dict(zip(levels, self._press.with_inks(made), strict=True))
        if role.own:
            colours[lightness] = own
        return {level: colour for level, colour in colours.items() if self._is_readable(colour, role)}

    def _is_readable(self, ground: PaletteColour, role: Role) -> bool:
        is_seen = not role.own or self._press.contrast(ground, self._colours["paper"]) >= VISIBLE
        return is_seen and (not role.text or self._press.contrast(ground, self._colours[role.text]) >= CONTRAST)


def _rules(css: str) -> Iterator[Rule]:
    if "-rgb:" not in css:
        return
    for rule in parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            contents = parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            values = {each.name: serialize(each.value).strip() for each in contents if each.type == "declaration"}
            names = dict.fromkeys(found[1] for name in values if (found := re.fullmatch(r"--(.+)-(rgb|cmyk)", name)))
            colours = {name: _stated(name, values) for name in names}
            roles = {name[2:-6]: _role(value) for name, value in values.items() if name.endswith("-brand")}
            yield Rule(serialize(rule.prelude).strip(), colours, roles)


def _stated(name: str, values: Mapping[str, str]) -> PaletteColour:
    rgb, cmyk = (read_channels(values.get(f"--{name}-{kind}", ""), kind) for kind in ("rgb", "cmyk"))
    return PaletteColour(rgb, cmyk)


def _role(value: str) -> Role:
    words: dict[str, list[str]] = {}
    for word in WORD.finditer(value):
        words.setdefault(word.lastgroup or "", []).append(word[word.lastgroup or 0])
    least, most = map(int, words["level"])
    return Role(
        (least, most),
        "own" in words,
        words.get("text", [""])[0],
        float(words.get("chroma", [inf])[0]),
        int(words.get("turn", [0])[0]),
    )


def _declarations(name: str, colour: PaletteColour) -> Iterable[str]:
    inks = " ".join(f"{ink:.3g}" for ink in colour.cmyk or ())
    return f"--{name}-cmyk: device-cmyk({inks})", f"--{name}-rgb: {_hex(colour)}"


def _unreadable(colour: BrandColour, own: PaletteColour, made: PaletteColour) -> Problem:
    is_light = to_oklch(own.rgb or ()).lightness > to_oklch(made.rgb or ()).lightness
    key = "unreadable-colour.too-light" if is_light else "unreadable-colour.too-dark"
    return problem(colour.text.mark, key, severity="warning", colour=colour.text, used=_hex(made))


def _hex(colour: PaletteColour) -> str:
    return "#" + bytes(round(255 * channel) for channel in colour.rgb or ()).hex().upper()


def _in_8_bits(channels: Channels) -> Channels:
    return tuple(round(channel * 255) / 255 for channel in channels)
