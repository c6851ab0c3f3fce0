"""The characters of the symbol fonts that Word uses for bullets, arrows and signs, as Unicode.

From what each font shows at each code; the plainer character where a rare one says the same.
"""

from collections.abc import Mapping

FIRST_PRIVATE, LAST_PRIVATE = 0xE000, 0xF8FF  # code points to which each font gives its own meaning
SYMBOL_FONT = 0xF000  # added to the codes of a symbol font
UNKNOWN = "�"
BULLETS = {"\uf0b7": "•", "\uf0a7": "▪"}  # as they are pasted without their font


def _codes(rows: Mapping[int, str]) -> dict[int, str]:
    """Returns the characters by code; each row starts at its code, and a gap is UNKNOWN."""
    return {
        first + index: character
        for first, row in rows.items()
        for index, character in enumerate(row)
        if character != UNKNOWN
    }


_SYMBOL = _codes(
    {
        0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
        0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
        0x60: "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
        0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
        0xE0: "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪�〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
    }
)
_WINGDINGS = _codes(
    {
        0x20: " ✏✂✁����☎✆✉",
        0x36: "⌛⌨",
        0x3E: "✇✍✍✌�👍👎☜☞☝☟",
        0x4A: "☺😐☹💣☠⚐",
        0x51: "✈☼💧❄�✞�✠✡☪☯",
        0x5D: "☸♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□�❑❒⬧⧫◆❖⬥⌧⮹⌘❀✿❝❞",
        0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
        0x9E: "·•▪○",
        0xA4: "◉◎�▪◻",
        0xAA: "✦★✶✴✹✵",
        0xB1: "⌖",
        0xB5: "✪✰",
        0xD5: "⌫⌦",
        0xD8: "➢",
        0xDC: "➲��←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂��✗✓☒☑",
    }
)
_WINGDINGS_2 = _codes({0x4F: "✗✓☒☑☒⊠", 0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩", 0x97: "●", 0xA2: "■□"})
_WINGDINGS_3 = _codes({0x21: "←→↑↓↖↗↙↘", 0x70: "▲▼△▽◀▶◁▷", 0x7D: "▶"})
_WEBDINGS = _codes({0x33: "◀▶▲▼", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"})
FONTS = {
    "symbol": _SYMBOL,
    "standard symbols ps": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}


def unicode_of(font: str, character: str) -> str:
    """Returns the character that a font shows for a character; UNKNOWN where nobody can tell."""
    code = ord(character)
    codes = FONTS.get(font.casefold())
    is_private = FIRST_PRIVATE <= code <= LAST_PRIVATE
    if codes and (code <= 0xFF or SYMBOL_FONT < code <= SYMBOL_FONT + 0xFF):
        return codes.get(code & 0xFF, UNKNOWN)
    return BULLETS.get(character, UNKNOWN) if is_private else character


def with_unicode(font: str, text: str) -> str:
    """Returns a text as a font shows it, with UNKNOWN for each character that cannot be told."""
    if text.isascii() and font.casefold() not in FONTS:
        return text
    return "".join(character if character.isspace() else unicode_of(font, character) for character in text)
