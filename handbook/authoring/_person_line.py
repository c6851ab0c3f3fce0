"""Reads the line that says whose case it is: a name or several, with what introduces them and what they do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from handbook.authoring._person_finder import WORDS as TEXT_WORDS

WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
LONGEST_LINE = 200  # characters; what is longer is text
MOST_WORDS = 7  # of a name
COMPOUND = 6  # letters of the shortest word of a role with which compounds are recognised
LONGEST_ROLE = 15  # words; what is longer is text
PHRASES = "|".join(map(re.escape, sorted(WORDS["introductions"], key=len, reverse=True)))
INTRODUCTION = re.compile(rf"(?:{PHRASES})(?:\s*[:–—-]\s+|:|\s+)", re.IGNORECASE)
CLOSING = re.compile(rf",?\s+(?:{'|'.join(map(re.escape, WORDS['closings']))})\s*[.:]?$", re.IGNORECASE)
CONJUNCTIONS = "|".join(map(re.escape, WORDS["conjunctions"]))
CONJUNCTION = re.compile(rf",?(\s+(?:{CONJUNCTIONS})\s+|\s*[/;]\s*)")
BETWEEN_NAMES = re.compile(rf"(?:,?\s+(?:{CONJUNCTIONS})|[,;])\s+|\s*/\s*")
SEPARATOR = re.compile(r"\s*[,;|/•·\t]\s*|\s+[-–—]\s+|\s+(?=\()")  # between a name and a role
INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+")
CAPITAL = re.compile(r"(?:[dlo]['’])?[^\W\d_][\w’'-]*", re.IGNORECASE)
NICKNAME = re.compile(r"(?<=\s)[(\"“‘]([^\W\d_][\w’'-]*)[)\"”’](?=\s)")  # as in Johannes (Hans) de Vries
ROLE_IN_BRACKETS = re.compile(rf"\s*\(([^()]*)\)(?=\s*$|[,;/]|\s+(?:{CONJUNCTIONS}|/)\s)")
WITH_AGE = re.compile(
    r"([^,;(]+\(\d{1,2}(?: (?:jaar|years|years old|jr\.?))?\))(?:\s*[,;|–—-]\s*(.+)|\s+(\(.+\)))?"
)
AFTER_NAME = re.compile(rf",?\s+(?:{'|'.join(map(re.escape, WORDS['after_names']))})$", re.IGNORECASE)
FULL_STOP = re.compile(rf"(?<!\w)(?:{'|'.join(WORDS['abbreviations'])}|(?:\w\.)*\w)\.(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True)
class PersonLine:
    """The persons of a line as it names them, and their roles; ``is_introduced`` as in "told by ..."."""

    person: str
    role: str = ""
    is_introduced: bool = False


@lru_cache(maxsize=1000)
def read_person_line(line: str, *, is_certain: bool = False) -> PersonLine | None:
    """Returns the persons of a line and their roles; None if it holds something else.

    ``is_certain`` says that a person is expected there: then one word may be a name too.
    """
    if len(line) > LONGEST_LINE:
        return None
    text = line.strip().lstrip("-–— ").rstrip(",;")
    if (text[:1], text[-1:]) in (("(", ")"), ("[", "]")) and not re.search(r"[])]", text[1:-1]):
        text = text[1:-1].strip()
    introduction = INTRODUCTION.match(text)
    if introduction and (found := _read(text[introduction.end() :].strip(), is_certain=True)):
        return PersonLine(found.person, found.role, is_introduced=True)
    closing = CLOSING.search(text)
    if closing and (found := _read(text[: closing.start()], is_certain)):
        return PersonLine(found.person, found.role, is_introduced=True)
    return _read(text, is_certain)


def is_introduction(line: str) -> bool:
    """Returns whether a line only introduces the person on the next one."""
    text = line.strip().rstrip(":").rstrip()
    return text.casefold() in WORDS["introductions"] and (
        line.rstrip().endswith(":") or text[:1].islower() or " " in text
    )


def _read(text: str, is_certain: bool) -> PersonLine | None:
    """Reads a line without its introduction; the first way of writing that fits counts."""
    if _are_names(text, is_certain):
        return PersonLine(text)
    for found in (
        _with_age(text),
        _with_roles_in_brackets(text, is_certain),
        _several_with_roles(text, is_certain),
        _with_role(text, is_certain),
        _with_role_before(text) if is_certain else None,
        _with_role_after(text),
    ):
        if found:
            return found
    return None


def _with_age(text: str) -> PersonLine | None:
    """Reads  M. (34), jeugdwerker."""
    match = WITH_AGE.fullmatch(text)
    name, role = (match[1], match[2] or (match[3] or "").strip("()")) if match else ("", "")
    if (
        not name
        or not _is_name(name[: name.rindex("(")].strip(), is_certain=True)
        or (role and not _is_role(role))
    ):
        return None
    return PersonLine(name, role)


def _with_roles_in_brackets(text: str, is_certain: bool) -> PersonLine | None:
    """Reads  Fatima el Amrani (adviseur) en Jan de Vries (jurist)."""
    roles, names = ROLE_IN_BRACKETS.findall(text), ROLE_IN_BRACKETS.sub("", text)
    if not roles or not all(map(_is_role, roles)) or not _are_names(names, is_certain):
        return None
    conjunction = BETWEEN_NAMES.search(names)
    return PersonLine(names, (conjunction[0] if conjunction else " ").join(role.strip() for role in roles))


def _several_with_roles(text: str, is_certain: bool) -> PersonLine | None:
    """Reads  Fatima el Amrani, adviseur, en Jan de Vries, jurist."""
    for match in CONJUNCTION.finditer(text):
        first, second = (
            PersonLine(part) if _is_name(part, is_certain) else _with_role(part, is_certain)
            for part in (text[: match.start()], text[match.end() :])
        )
        if first and second and (first.role or second.role):
            roles = [role for role in (first.role, second.role) if role]
            return PersonLine(first.person + match[1] + second.person, match[1].join(roles))
    return None


def _with_role(text: str, is_certain: bool) -> PersonLine | None:
    """Reads  Marieke van den Broek, beleidscoördinator."""
    for separator in SEPARATOR.finditer(text):
        name, role = text[: separator.start()], text[separator.end() :].strip()
        if role.startswith("(") and role.endswith(")"):
            role = role[1:-1]
        starts_as_title = role.split(" ")[0].casefold() in TEXT_WORDS["articles"]  # Vertrouwen, de basis
        if _are_names(name, is_certain and not starts_as_title) and _is_role(role):
            return PersonLine(name, role.removesuffix(".") if FULL_STOP.sub("", role).endswith(".") else role)
    return None


def _with_role_before(text: str) -> PersonLine | None:
    """Reads  projectleider Jan de Vries."""
    words = text.split()
    indices = (index for index, word in enumerate(words) if _is_capital(word) and not _is_role_word(word))
    start = next(indices, 0)
    name = " ".join(words[start:])
    if 0 < start <= 4 and words[0].casefold() not in TEXT_WORDS["common"] and _is_name(name, is_certain=False):
        return PersonLine(name, " ".join(words[:start]).rstrip(","))
    return None


def _with_role_after(text: str) -> PersonLine | None:
    """Reads  Jan de Vries projectleider , as where a tab stood between the two."""
    words = text.split()
    start = next((index for index, word in enumerate(words) if word.islower() and _is_role_word(word)), 0)
    name, role = " ".join(words[:start]), " ".join(words[start:])
    return PersonLine(name, role) if start and _is_name(name, is_certain=False) and _is_role(role) else None


def _is_role(text: str) -> bool:
    is_sentence = re.search(r"[!?…]$|[.!?] ", FULL_STOP.sub("", text))
    return 0 < len(text.split()) <= LONGEST_ROLE and not is_sentence


def _is_role_word(word: str) -> bool:
    """Returns whether a word is that of a role, or a compound of one: Beleidsadviseur."""
    folded = word.casefold()
    return any(folded == role or (len(role) >= COMPOUND and folded.endswith(role)) for role in WORDS["roles"])


def _are_names(text: str, is_certain: bool) -> bool:
    """Returns whether a text is a name, or several; a first name alone may stand beside a whole one."""
    if _is_name(text, is_certain):
        return True
    parts = [part.strip() for part in BETWEEN_NAMES.sub("\n", text).split("\n")]
    whole = [part for part in parts if _is_name(part, is_certain=False)]
    if re.search("[,;]", text) and len(whole) < len(parts):  # after a comma a single word is a role
        return False
    return len(parts) > 1 and (bool(whole) or is_certain) and all(_is_name(part, True) for part in parts)


def _is_name(text: str, is_certain: bool) -> bool:
    """Returns whether a text is one name: words with capitals (two, unless it is certain) and particles."""
    words = NICKNAME.sub(r"\1", AFTER_NAME.sub("", text)).split()
    without_titles = list(_without_titles(words))
    is_certain = is_certain or len(without_titles) < len(words)
    words = without_titles
    if not 0 < len(words) <= MOST_WORDS or (len(words) == 1 and not is_certain) or not _is_capital(words[-1]):
        return False
    if any(map(_is_role_word, words)):
        return False
    if not (_is_capital(words[0]) or is_certain) or not all(
        _is_capital(word) or _is_particle(words, index) for index, word in enumerate(words)
    ):
        return False
    folded = [word.casefold() for word in words]
    return folded[0] not in TEXT_WORDS["common"] - {"van"} and TEXT_WORDS["institutions"].isdisjoint(folded)


def _without_titles(words: list[str]) -> Iterator[str]:
    """Yields the words of a name after its titles."""
    start = 1 if [word.casefold() for word in words[:2]] == ["de", "heer"] else 0
    while start < len(words) - 1 and words[start].casefold().rstrip(".") in WORDS["titles"]:
        start += 1
    yield from words[start:]


def _is_capital(word: str) -> bool:
    """Returns whether a word starts as a name does; letters of scripts without capitals count."""
    if not (CAPITAL.fullmatch(word.rstrip(".")) or INITIALS.fullmatch(word)):
        return False
    first = re.sub(r"^[dl]['’]", "", word)[0]
    return not first.islower() and (not word.endswith(".") or bool(INITIALS.fullmatch(word)))


def _is_particle(words: list[str], index: int) -> bool:
    word = words[index].casefold()
    if word in WORDS["prepositions"]:
        return index + 1 < len(words) and words[index + 1].casefold() in WORDS["particles"]
    return word in WORDS["particles"]
