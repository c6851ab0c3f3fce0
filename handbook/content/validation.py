"""Checks the content after reading: characters, themes, lists, typing, links. Each rule is a small function."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from html import unescape

from handbook import resources
from handbook.content.line_ends import SOFT_HYPHEN, without_marks
from handbook.content.model import Handbook
from handbook.content.printed_texts import printed_texts
from handbook.content.text import Prose, Text
from handbook.support.messages import message
from handbook.support.names import suggest
from handbook.support.problems import Mark, Problem, problem

# What a typesetter would type differently, in each of the languages of the book.
TYPING = (
    (re.compile(r"\""), "typing.quotation-mark"),
    (re.compile(r"(?<=\w)'(?=\w)"), "typing.apostrophe"),
    (re.compile(r"(?<!\w)'(?=\w)"), "typing.single-quotation-mark"),
    (re.compile(r"(?<=\S[ \t])-(?=\s)|--"), "typing.dash"),
    (re.compile(r"\.\.\."), "typing.ellipsis"),
)
LINK = re.compile(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
EMPTY_LINK = re.compile(
    r"(klik |lees |zie |click |read |see )?(hier|verder|meer|here|more|link|deze link|this link)\W*", re.I
)
ADDRESS = re.compile(r"(https?://|www\.)", re.I)
LIST_MARKER = re.compile(r"[ \t]*([->*+–]|\d{1,2}[.)]|[a-z]\)) ")
HYPHENS = {"\u2011": "-", "\u2010": "-"}


def check(
    handbook: Handbook, characters: Callable[[], frozenset[str]], accents: Callable[[], Sequence[str]]
) -> list[Problem]:
    """Returns all problems of the content, those of reading it included.

    ``characters`` are those that all fonts of the book have, ``accents`` the names of its colours; neither is
    called unless the content needs it, for it takes time.
    """
    texts = _texts(handbook)
    lists = (warning for text in texts for warning in _unintended_lists(text))
    glyphs = _missing_glyphs(texts, characters)
    names = (*_unknown_themes(handbook, accents), *_unknown_colours(handbook, accents))
    return sorted([*handbook.problems, *glyphs, *names, *lists, *_other_version(handbook.made_with)])


def advise(handbook: Handbook) -> list[Problem]:
    """Returns warnings about typing and links; the texts themselves are never changed silently."""
    typing = (warning for text in _texts(handbook) for warning in _typing(text))
    prose = (
        text for part in (handbook, *handbook.cases) for text in printed_texts(part) if isinstance(text, Prose)
    )
    return sorted([*typing, *(warning for text in prose for warning in _uninformative_links(text))])


def check_slug(slug: str, handbook: Handbook, products: Collection[str]) -> list[Problem]:
    """Checks that a case of this slug exists, and that its PDF would not have the name of another product."""
    slugs, place = [case.slug for case in handbook.cases], Mark("--case")
    if slug not in slugs:
        return [problem(place, "unknown-case.option", remedy=suggest(slug, slugs), slug=slug)]
    if slug in products:
        return [problem(place, "unknown-case.product", slug=slug)]
    return []


def _texts(handbook: Handbook) -> list[Text]:
    """Returns every text that the book prints."""
    texts = (text for part in (handbook, *handbook.cases) for text in printed_texts(part))
    return [text.source if isinstance(text, Prose) else text for text in texts]


def _missing_glyphs(texts: Sequence[Text], characters: Callable[[], frozenset[str]]) -> Iterator[Problem]:
    for text in texts:
        for character in dict.fromkeys(text):
            if not _has_glyph(character, characters):
                yield _missing_glyph(text.place(character), character)


def _has_glyph(character: str, characters: Callable[[], frozenset[str]]) -> bool:
    """Says if a reader sees a character; some fonts have an empty glyph for what is invisible.

    A soft hyphen needs none: where a line ends at it, the hyphen of the font is printed.
    """
    if character.isascii() or character == SOFT_HYPHEN:
        return True
    return unicodedata.category(character) != "Cf" and character in characters()


def _missing_glyph(place: Mark, character: str) -> Problem:
    """Returns the problem of a character that the fonts lack."""
    code = ord(character)
    if unicodedata.category(character) in ("Zs", "Zl", "Zp"):
        return problem(place, "no-glyph.space", code=code)
    if unicodedata.category(character) in ("Cf", "Cc", "Cn", "Co", "Mn"):
        return problem(place, "no-glyph.invisible", code=code)
    better = HYPHENS.get(character) or unicodedata.normalize("NFKC", character)
    remedy = message("no-glyph.type-instead", better=better) if better != character else None
    name = unicodedata.name(character, "no name").lower()
    return problem(place, "no-glyph.letter", remedy=remedy, character=character, code=code, name=name)


def _other_version(version: Text) -> Iterator[Problem]:
    """Warns where the book asks for another version of the program: it may set a line or a page differently."""
    if version and version != resources.VERSION:
        yield problem(version.mark, "made-with", severity="warning", other=version, version=resources.VERSION)


def _unknown_themes(handbook: Handbook, accents: Callable[[], Sequence[str]]) -> Iterator[Problem]:
    names = [theme.name for theme in handbook.themes]
    for name in (name for case in handbook.cases for name in case.themes if name not in names):
        declare = message("unknown-theme.declare", file=handbook.file, name=name)
        remedy = suggest(name, names) if names else declare
        yield problem(name.mark, "unknown-theme", remedy=remedy, name=name, file=handbook.file)
    for accent in (theme.accent for theme in handbook.themes if theme.accent):
        if accent not in accents():
            yield problem(accent.mark, "unknown-accent.theme", remedy=suggest(accent, accents()), name=accent)


def _unknown_colours(handbook: Handbook, accents: Callable[[], Sequence[str]]) -> Iterator[Problem]:
    for name in (colour.text for colour in handbook.colour if colour.is_named):
        if name not in accents():
            yield problem(name.mark, "unknown-accent.colour", remedy=suggest(name, accents()), name=name)


def _uninformative_links(text: Prose) -> Iterator[Problem]:
    """Links whose text means nothing by itself, although many hear the links of a page as a list."""
    for address, content in LINK.findall(without_marks(text.html)):
        words = unescape(TAG.sub("", content)).strip()
        if EMPTY_LINK.fullmatch(words) or ADDRESS.match(words):
            place, address = text.source.place(words), unescape(address)
            yield problem(place, "link-text", severity="warning", words=words, address=address)


def _typing(text: Text) -> Iterator[Problem]:
    for pattern, key in TYPING:
        if matches := pattern.findall(text):
            yield problem(text.place_of(pattern), key, severity="warning", count=len(matches))


def _unintended_lists(text: Text) -> Iterator[Problem]:
    """Lines that look like a list or a quote, in the middle of a paragraph where they are text."""
    for paragraph in re.split(r"\n[ \t]*\n", text):
        lines = paragraph.split("\n")
        is_list = bool(LIST_MARKER.match(lines[0]))
        marked = [line for line in lines if LIST_MARKER.match(line)]
        nested = [line for line in marked if is_list and line.startswith("  ")]
        if nested or (not is_list and len(marked) > 1):
            yield problem(text.place((nested or marked)[0].strip()), "no-list", severity="warning")
