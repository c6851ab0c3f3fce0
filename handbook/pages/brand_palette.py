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

ROOTS = (":root", "html")
DEFAULTS = ":root"  # the rule whose values hold for all that have none of their own
VISIBLE = 1.1  # the contrast with the paper by which a field of colour is seen; that of bright yellow is 1.15
SPREAD = 0.18  # of lightness, within which colours of a hue look like one family
LEAST_SPREAD = 0.1  # of lightness, in which four colours of a hue can be told apart
ACCENT = re.compile(r"\.accent-([a-z]+)")


@dataclass(frozen=True)
class BrandPalette:
    """The palette of a look that a book gets from its ``brand``, the colours of the organisation.

    ``sheets`` are the style sheets of the look, ``house_style`` those that come after what is made here.
    """

    sheets: Sequence[str]
    house_style: Sequence[str]
    brand: Sequence[BrandColour]
    printing: Print

    @property
    def is_possible(self) -> bool:
        """Whether the look has what a palette is made of: a paper, and accents."""
        return "paper" in self.colours and bool(self._accents)

    @cached_property
    def css(self) -> str:
        """A style sheet that states the colours anew, for behind those of the look."""
        return "".join(
            f"{rule.selector} {{ {'; '.join(_declarations(name, self._made(rule, name)))} }}\n"
            for rule in self._rules
            for name in dict.fromkeys((*rule.colours, *(rule.roles if rule.selector != DEFAULTS else ())))
            if name in self.roles
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """A warning for each colour of the organisation on which letters cannot be read as the look has them."""
        roles = [role for role in self.roles.values() if role.own]
        found: dict[BrandColour, Problem] = {}
        for colour, own in zip(self.brand, self._own, strict=True):
            for role in roles:
                if not self._is_readable(own, role):
                    found.setdefault(colour, _unreadable(colour, own, self._variant(own, role, 0)))
        return tuple(found.values())

    @cached_property
    def press(self) -> Press:
        """The printing condition of the book."""
        return Press(self.printing)

    @cached_property
    def _rules(self) -> list[Rule]:
        return [rule for css in self.sheets for rule in read_rules(css)]

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """The roles that hold where a rule has none of its own, by the names of the colours."""
        return {
            name: role for rule in self._rules if rule.selector == DEFAULTS for name, role in rule.roles.items()
        }

    @cached_property
    def colours(self) -> Mapping[str, PaletteColour]:
        """The colours that are stated: accents by their own names, others by those of their tokens."""
        named: dict[str, PaletteColour] = {}
        for rule in (*self._rules, *(rule for css in self.house_style for rule in read_rules(css))):
            if rule.selector in ROOTS:
                named |= rule.colours
            elif (accent := ACCENT.fullmatch(rule.selector)) and "accent" in rule.colours:
                named[accent[1]] = rule.colours["accent"]
        return {name: self.complete(colour) for name, colour in named.items() if colour.rgb or colour.cmyk}

    @cached_property
    def _accents(self) -> Sequence[str]:
        return list(dict.fromkeys(name for rule in self._rules for name in ACCENT.findall(rule.selector)))

    @cached_property
    def _own(self) -> Sequence[PaletteColour]:
        """The colours of the organisation, in sRGB and in inks; of an unknown name, the first of the look."""
        return [self._own_colour(colour) for colour in self.brand]

    def _own_colour(self, colour: BrandColour) -> PaletteColour:
        if not colour.is_named:
            return self.complete(PaletteColour(colour.rgb, colour.cmyk))
        return self.colours.get(str(colour.text)) or self.colours[self._accents[0]]

    def complete(self, colour: PaletteColour) -> PaletteColour:
        """Returns a colour with both its values, the one that is not stated made of the other."""
        rgb = colour.rgb or self.press.screen(colour.cmyk or ())
        cmyk = colour.cmyk or dict(self.printing.colours).get(rgb) or self.press.with_inks([rgb])[0].cmyk
        return PaletteColour(rgb, cmyk)

    def _made(self, rule: Rule, name: str) -> PaletteColour:
        """Returns what a colour of a rule becomes: of each colour of the organisation in turn, then variants."""
        accent = ACCENT.findall(rule.selector)
        index = self._accents.index(accent[-1]) if accent else 0
        role = rule.roles.get(name, self.roles[name])
        if role.turn and not role.text and len(self._own) == 1:
            return self.colours["paper"]  # seen between the others, as no second hue would be
        own = self._own[(index + role.turn) % len(self._own)]
        return self._variant(own, role, index // len(self._own))

    def _variant(self, own: PaletteColour, role: Role, number: int) -> PaletteColour:
        """Returns the first colour of a hue in a role, or another, as far from those before it as can be."""
        made, lightness = self._possible(own, role), to_oklch(own.rgb or ()).lightness
        chosen = [min(made, key=lambda level: abs(level - lightness))]
        gap = min((abs(level - lightness) for level in made if level != lightness), default=0)
        reach = max(SPREAD, gap + LEAST_SPREAD) if chosen[0] == lightness else SPREAD
        near = [level for level in made if abs(level - chosen[0]) <= reach]
        for _ in range(number):
            chosen.append(max(near, key=lambda level: min(abs(level - other) for other in chosen)))
        return made[chosen[-1]]

    @cached_property
    def _possible(self) -> Callable[[PaletteColour, Role], Mapping[float, PaletteColour]]:
        """Returns the colours of a hue on which letters can be read, by lightness; all if there are none."""
        return cache(self._readable_colours)

    def _readable_colours(self, own: PaletteColour, role: Role) -> Mapping[float, PaletteColour]:
        (lightness, chroma, hue), (least, most) = to_oklch(own.rgb or ()), role.levels
        levels = [percent / 100 for percent in range(least, most + 1)]
        made = [_in_8_bits(to_rgb(Oklch(level, min(chroma, role.chroma), hue))) for level in levels]
        colours = dict(zip(levels, self.press.with_inks(made), strict=True))
        if role.own:
            colours[lightness] = own
        return {level: colour for level, colour in colours.items() if self._is_readable(colour, role)} or colours

    def _is_readable(self, ground: PaletteColour, role: Role) -> bool:
        is_seen = not role.own or self.press.contrast(ground, self.colours["paper"]) >= VISIBLE
        is_said = role.text in self.colours
        return is_seen and (not is_said or self.press.contrast(ground, self.colours[role.text]) >= CONTRAST)


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
