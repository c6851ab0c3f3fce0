"""Rules about content, each a small function; what reading found comes along."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from html import unescape

from handbook.content.model import Handbook, Prose, Text
from handbook.support.names import suggest
from handbook.support.problems import Mark, Problem

# What a typesetter would type otherwise, for every language there is so far: what it is, and the better way.
TYPING = (
    (re.compile(r"\""), "a straight quotation mark", "“ and ” (or ‘ and ’)"),
    (re.compile(r"(?<=\w)'(?=\w)"), "a straight apostrophe", "’"),
    (re.compile(r"(?<!\w)'(?=\w)"), "a straight quotation mark or apostrophe", "‘ or ’"),
    (re.compile(r"(?<=\S[ \t])-(?=\s)|--"), "a hyphen for a dash", "–"),
    (re.compile(r"\.\.\."), "three full stops", "…"),
)
LINK = re.compile(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
EMPTY_LINK = re.compile(
    r"(klik |lees |zie |click |read |see )?(hier|verder|meer|here|more|link|deze link|this link)\W*", re.I
)
ADDRESS = re.compile(r"(https?://|www\.)", re.I)
MARKED = re.compile(r"[ \t]*([->*+–]|\d{1,2}[.)]|[a-z]\)) ")


def check(
    handbook: Handbook, characters: Callable[[], frozenset[str]], accents: Callable[[], Sequence[str]]
) -> list[Problem]:
    """All problems of the content; what the styles offer is asked for only where content needs it."""
    lists = (found for text in _texts(handbook) for found in _listlike(text))
    return sorted([*handbook.problems, *_lacking(handbook, characters), *_themes(handbook, accents), *lists])


def advise(handbook: Handbook) -> list[Problem]:
    """Warnings about typing that an editor may want to change; nothing is ever changed silently."""
    typing = (found for text in _texts(handbook) for found in _typing(text))
    prose = [handbook.foreword, handbook.colophon]
    prose += [text for case in handbook.cases for text in (case.experience, case.good_work)]
    return sorted([*typing, *(found for text in prose for found in _links(text))])


def known(slug: str, handbook: Handbook, products: Collection[str]) -> list[Problem]:
    """Whether there is such a case, and its file can have a name of its own."""
    slugs = [case.slug for case in handbook.cases]
    if slug not in slugs:
        return [Problem(Mark("--case"), "unknown-case", f"there is no case '{slug}'", suggest(slug, slugs))]
    if slug in products:
        message, remedy = f"the {slug} PDF of the book has that name", "Give the case's file another name."
        return [Problem(Mark("--case"), "unknown-case", message, remedy)]
    return []


def _texts(handbook: Handbook) -> Iterator[Text]:
    yield from handbook.texts
    for case in handbook.cases:
        yield from case.texts


def _lacking(handbook: Handbook, characters: Callable[[], frozenset[str]]) -> Iterator[Problem]:
    for text in _texts(handbook):
        for character in dict.fromkeys(unicodedata.normalize("NFC", text)):
            if not (character.isascii() or character in characters()):
                yield Problem(text.place(character), "no-glyph", *_lack(character))


def _lack(character: str) -> tuple[str, str]:
    """What to say of a character that the fonts do not have, and what to do."""
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) in ("Zs", "Zl", "Zp"):
        return f"a space of another kind stands here ({code})", "Type an ordinary space."
    if unicodedata.category(character) in ("Cf", "Cc", "Cn", "Co", "Mn"):
        return f"a character that cannot be seen stands here ({code})", "Delete it; it came along from elsewhere."
    name = unicodedata.name(character, "no name").lower()
    other = {"\u2011": "-", "\u2010": "-"}.get(character) or unicodedata.normalize("NFKC", character)
    better = f"Type {other}" if other != character else "Delete it or type another character"
    return f"the fonts have no '{character}' ({code}, {name})", f"{better}."


def _themes(handbook: Handbook, accents: Callable[[], Sequence[str]]) -> Iterator[Problem]:
    names = [theme.name for theme in handbook.themes]
    for name in (name for case in handbook.cases for name in case.themes if name not in names):
        message = f"there is no theme '{name}' in {handbook.file}"
        yield Problem(name.mark, "unknown-theme", message, suggest(name, names))
    for accent in (theme.accent for theme in handbook.themes if theme.accent):
        if accent not in accents():
            message = f"there is no accent '{accent}'"
            yield Problem(accent.mark, "unknown-accent", message, suggest(accent, accents()))


def _links(text: Prose) -> Iterator[Problem]:
    """Links that say nothing to somebody who hears them alone, as many listen to a page."""
    for address, said in LINK.findall(text.html):
        words = unescape(TAG.sub("", said)).strip()
        if EMPTY_LINK.fullmatch(words) or ADDRESS.match(words):
            message = f"the link text '{words}' does not say where it leads"
            remedy = f"Say what one finds there, as in  [the guide of 2026]({unescape(address)})"
            yield Problem(text.source.place(words), "link-text", message, remedy, "warning")


def _typing(text: Text) -> Iterator[Problem]:
    for pattern, what, better in TYPING:
        if found := pattern.findall(text):
            first = pattern.search(text.raw)
            place = text.at(first.start()) if first else text.mark
            times = f", {len(found)} times" if len(found) > 1 else ""
            yield Problem(place, "typing", f"{what} stands here{times}", f"A book would have {better}.", "warning")


def _listlike(text: Text) -> Iterator[Problem]:
    """Lines that look like a list or a quote, in the middle of a paragraph where they are text."""
    for paragraph in re.split(r"\n[ \t]*\n", text):
        lines = paragraph.split("\n")
        start = bool(MARKED.match(lines[0]))
        marked = [line for line in lines if MARKED.match(line)]
        nested = [line for line in marked if start and line.startswith("  ")]
        if nested or (not start and len(marked) > 1):
            message = "this line looks like one of a list or a quote, but is printed in the paragraph above it"
            remedy = "Put an empty line above the first one if it is a list; a list has one level."
            yield Problem(text.place((nested or marked)[0].strip()), "no-list", message, remedy, "warning")
