"""Decodes plain text, of which no program says how its letters are stored."""

import re

from handbook.authoring._paragraphs import NotADocument, Note, Remark

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
# How old programs store letters, and the key of the problem that names the guess; of two as likely, the first.
ENCODINGS = {
    "cp1252": "guessed-letters.windows",
    "mac_roman": "guessed-letters.mac",
    "cp850": "guessed-letters.dos",
    "iso8859-15": "guessed-letters.latin-9",
    "cp1254": "guessed-letters.turkish",
    "cp1250": "guessed-letters.central-europe",
    "iso8859-2": "guessed-letters.central-europe",
}
SAMPLE = 2_000  # lines with letters that are not of ASCII, by which is guessed
LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
WORD = re.compile(r"\S*[^\x00-\x7f]\S*")
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
CAPITALS = "".join(letter for letter in map(chr, range(0xC0, 0x180)) if letter.isupper())
# What Dutch texts have besides ASCII: letters of languages around, quotation marks at the ends of words, signs.
LIKELY = re.compile(
    r"(?<!\d)[áàâäéèêëíîïóôöúùûüçñßœ]|(?<![^\W\d_])[ÁÀÂÄÉÊËÍÎÏÓÔÖÚÛÜÇÑŒ](?=[^\W\d_])"
    r"|(?<!\w)[“‘„‚«]|(?<=\S)[”’»…](?!\w)|(?<=[^\W\d_])’(?=[^\W\d_])|(?<!\w)’(?=[stnmk]\b)"
    r"|(?<!\w)[–—•·€£©½¼¾](?=\s|\d)|(?<=\d)[–°²³½€]|\u00a0|(?<=[^\W\d_])\u00ad|(?<!\w)[¿¡](?=\w)"
)
# Letters of names from elsewhere in Europe.
POSSIBLE = re.compile(
    r"(?<!\d)õ(?=e)|(?<!\d)[ãåæìòøýðšžřěčďňťůľłąęćńśźżőűđăţşğı]|(?<![^\W\d_])[ÈÅÆØÞŠŽĐŘČĎŇŤĽŁŚŹŻŐŰĆŞŢİ](?=[^\W\d_])"
)
# A capital or a sign within a word, control characters, letters of the north and the south in one word.
UNLIKELY = re.compile(
    rf"(?<=[a-zß-öø-ÿ])[{CAPITALS}]|[\x80-\x9f\ufffd]"
    r"|(?<=[^\W\d_])(?:[¤¦¨¸´µ§¬×÷£€¢¥ƒ†‡‰‚„³¹ºª¼½¾¿¡]|(?![’‘…”»–—·\xad])[^\x00-\x7f\w\s](?=[^\W\d_]))"
    r"|[¤¦¨¸³¹ªº¼¾µ£](?=[^\W\d_])|[øåæ](?=[^\W\d_]*[áíìèò])|(?<=[áíìèò])[øåæ]"
)


def decoded(data: bytes) -> tuple[str, list[Note]]:
    """Returns a text in UTF-8, UTF-16 or an older encoding, with its lines alike; a note where that is a guess.

    Raises:
        NotADocument: it is UTF-16 and not whole.
    """
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return _with_line_feeds(data.decode("utf-16" if is_utf_16 else "utf-8-sig")), []
    except UnicodeDecodeError as error:
        if is_utf_16 and error.end == len(data):
            raise NotADocument("no-document.cut-short") from None
    encoding = _guessed(data)
    text = _with_line_feeds(data.decode(encoding, "replace"))
    return text, [] if encoding == "cp1252" and _is_likely(text) else [_doubt(text, ENCODINGS[encoding])]


def _with_line_feeds(text: str) -> str:
    return LINE_ENDS.sub("\n", text)


def _guessed(data: bytes) -> str:
    """Returns the encoding in which a text makes most sense; a Mac never ended its lines as Windows does."""
    encodings = [encoding for encoding in ENCODINGS if encoding != "mac_roman" or b"\r\n" not in data]
    sample = b"\n".join(LINE.findall(data)[:SAMPLE])
    return max(encodings, key=lambda encoding: _likeliness(sample.decode(encoding, "replace")))


def _likeliness(text: str) -> float:
    """Returns how much sense the letters of a text make, to compare its readings."""
    return len(LIKELY.findall(text)) + len(POSSIBLE.findall(text)) / 2 - len(UNLIKELY.findall(text))


def _is_likely(text: str) -> bool:
    return len(LIKELY.findall(text)) == sum(map(len, NOT_ASCII.findall(text)))


def _doubt(text: str, key: str) -> Remark:
    """Returns a note at the first word that may have been read wrongly."""
    words = list(WORD.finditer(text))
    first = next((word for word in words if not _is_likely(word[0])), words[0])
    return Remark(text.count("\n", 0, first.start()) + 1, key, first[0].strip(".,;:!?()") or first[0])
