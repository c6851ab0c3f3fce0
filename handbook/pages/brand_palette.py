"""Makes the palette of a look from the colours of an organisation. Pure but for a colour profile.

The style sheets of the look say which of their colours are made, and how; see ``_brand_roles``.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from handbook.content.brand_colour import BrandColour
from handbook.content.print_settings import Print
from handbook.pages._brand_roles import Role, Rule, read_rules
from handbook.pages._press_colours import CONTRAST, Press
from handbook.pages.palette import Channels, PaletteColour
from handbook.support.oklch import Oklch, to_oklch, to_rgb
from handbook.support.problems import Problem, problem

DEFAULTS = ":root"  # the rule whose values hold for all that have none of their own
VISIBLE = 1.1  # the contrast with the paper by which a field of colour is seen; that of bright yellow is 1.15
SPREAD = 0.18  # of lightness, within which colours of a hue look like one family
ACCENT = re.compile(r"\.accent-([a-z]+)")


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
        return [rule for css in self.sheets for rule in read_rules(css)]

    @cached_property
    def _roles(self) -> Mapping[str, Role]:
        """The roles that hold where a rule has none of its own, by the names of the colours."""
        return {
            name: role for rule in self._rules if rule.selector == DEFAULTS for name, role in rule.roles.items()
        }

    @cached_property
    def _colours(self) -> Mapping[str, PaletteColour]:
        """The colours of the look by name: an accent has its own, any other colour that of its token."""
        named: dict[str, PaletteColour] = {}
        for rule in self._rules:
            accent = ACCENT.search(rule.selector)
            if accent is None:
                named = {**rule.colours, **named}
            elif "accent" in rule.colours:
                named.setdefault(accent[1], rule.colours["accent"])
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
        """Returns what a colour of a rule becomes: of each colour of the organisation in turn, then variants."""
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
