"""Decodes plain text, of which no program says how its letters are stored."""

import re

from handbook.authoring._paragraphs import Note, Remark

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
# How old programs store letters, and the key of the problem that names the guess.
ENCODINGS = {
    "cp1252": "guessed-letters.windows",
    "mac_roman": "guessed-letters.mac",
    "cp850": "guessed-letters.dos",
}
# What European texts have besides ASCII: letters with accents, quotation marks where words start and end, signs.
LIKELY = re.compile(
    r"[áàâäãéèêëíìîïóòôöúùûüçñßœ]|(?<![^\W\d_])[ÁÀÂÄÉÈÊËÍÎÏÓÔÖÚÛÜÇÑŒ](?=[^\W\d_])"
    r"|(?<!\w)[“‘„‚«]|(?<=\S)[”’»…](?!\w)|(?<=[^\W\d_])’(?=[^\W\d_])|(?<!\w)’(?=[stnmk]\b)"
    r"|(?<!\w)[–—•·€£©](?=\s|\d)|(?<=\d)[–°²³½€]|\u00a0|(?<=[^\W\d_])\u00ad"
)


def decoded(data: bytes) -> tuple[str, list[Note]]:
    """Returns a text in UTF-8, UTF-16 or an older encoding, with its lines alike; a note where that is a guess."""
    notes: list[Note] = []
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        texts = {encoding: data.decode(encoding, "replace") for encoding in ENCODINGS}
        scores = {encoding: len(LIKELY.findall(texts[encoding])) for encoding in ENCODINGS}
        best = max(ENCODINGS, key=lambda encoding: scores[encoding])
        text = texts[best]
        is_clear = best == "cp1252" and scores[best] == sum(byte >= 0x80 for byte in data)
        notes = [] if is_clear else [Remark(1, ENCODINGS[best])]
    return LINE_ENDS.sub("\n", text), notes
