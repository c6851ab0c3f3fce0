"""Decodes plain text, of which no program says how its letters are stored."""

import re

from handbook.authoring._paragraphs import NotADocument, Note, Remark

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
# How old programs store letters, and the key of the problem that names the guess.
ENCODINGS = {
    "cp1252": "guessed-letters.windows",
    "mac_roman": "guessed-letters.mac",
    "cp850": "guessed-letters.dos",
    "iso8859-15": "guessed-letters.latin-9",
}
# Where a text is in ISO 8859-15 (Latin 9), cp1252 has a sign that nobody types there, in place of €, Š, š, ž, œ.
LATIN_9 = re.compile(r"¤|¦(?=[^\W\d_])|[¨¸](?=[^\W\d_])|(?<=[^\W\d_])[¨¸½]")
ONLY_IN_WINDOWS = re.compile(rb"[\x80-\x9f]")
# What European texts have besides ASCII: letters with accents, quotation marks where words start and end, signs.
LIKELY = re.compile(
    r"[áàâäãéèêëíìîïóòôöúùûüçñßœ]|(?<![^\W\d_])[ÁÀÂÄÉÈÊËÍÎÏÓÔÖÚÛÜÇÑŒ](?=[^\W\d_])"
    r"|(?<!\w)[“‘„‚«]|(?<=\S)[”’»…](?!\w)|(?<=[^\W\d_])’(?=[^\W\d_])|(?<!\w)’(?=[stnmk]\b)"
    r"|(?<!\w)[–—•·€£©](?=\s|\d)|(?<=\d)[–°²³½€]|\u00a0|(?<=[^\W\d_])\u00ad"
)


def decoded(data: bytes) -> tuple[str, list[Note]]:
    """Returns a text in UTF-8, UTF-16 or an older encoding, with its lines alike; a note where that is a guess.

    Raises:
        NotADocument: it is UTF-16 and not whole.
    """
    notes: list[Note] = []
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        if is_utf_16 and error.end == len(data):
            raise NotADocument("no-document.cut-short") from None
        encoding = _guessed(data)
        text = data.decode(encoding, "replace")
        is_clear = len(LIKELY.findall(text)) == sum(byte >= 0x80 for byte in data)
        notes = [] if is_clear and encoding == "cp1252" else [Remark(1, ENCODINGS[encoding])]
    return LINE_ENDS.sub("\n", text), notes


def _guessed(data: bytes) -> str:
    """Returns the encoding in which a text makes most sense; a Mac never ended its lines as Windows does."""
    encodings = [encoding for encoding in ENCODINGS if encoding != "mac_roman" or b"\r\n" not in data]
    best = max(encodings, key=lambda encoding: len(LIKELY.findall(data.decode(encoding, "replace"))))
    if best not in ("cp1252", "iso8859-15"):
        return best
    is_latin_9 = LATIN_9.search(data.decode("cp1252", "replace")) and not ONLY_IN_WINDOWS.search(data)
    return "iso8859-15" if is_latin_9 else "cp1252"
