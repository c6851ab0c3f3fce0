"""Reads the line that says whose case it is: a name or several, with what introduces them and what they do."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from handbook.authoring._person_finder import WORDS as TEXT_WORDS
from handbook.authoring._person_name import (
    BETWEEN_NAMES,
    CONJUNCTIONS,
    WORDS,
    are_names,
    is_capital,
    is_name,
    is_role_word,
)

LONGEST_LINE = 200  # characters; what is longer is text
LONGEST_ROLE = 15  # words; what is longer is text
PHRASES = "|".join(map(re.escape, sorted(WORDS["introductions"], key=len, reverse=True)))
INTRODUCTION = re.compile(rf"(?:{PHRASES})(?:\s*[:–—-]\s+|:|\s+)", re.IGNORECASE)
CLOSING = re.compile(rf",?\s+(?:{'|'.join(map(re.escape, WORDS['closings']))})\s*[.:]?$", re.IGNORECASE)
CONJUNCTION = re.compile(rf",?(\s+(?:{CONJUNCTIONS})\s+|\s*[/;]\s*)")
SEPARATOR = re.compile(r"\s*[,;|/•·\t]\s*|\s+[-–—]\s+|\s+(?=\()")  # between a name and a role
ROLE_IN_BRACKETS = re.compile(rf"\s*\(([^()]*)\)(?=\s*$|[,;/]|\s+(?:{CONJUNCTIONS}|/)\s)")
WITH_AGE = re.compile(
    r"([^,;(]+\(\d{1,2}(?: (?:jaar|years|years old|jr\.?))?\))(?:\s*[,;|–—-]\s*(.+)|\s+(\(.+\)))?"
)
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
    text = line.strip().strip("-–—~ ").rstrip(",;")
    if (text[:1], text[-1:]) in (("(", ")"), ("[", "]")) and not re.search(r"[])]", text[1:-1]):
        text = text[1:-1].strip()
    if found := _introduced(text):
        return replace(found, is_introduced=True)
    closing = CLOSING.search(text)
    if closing and (found := _read(text[: closing.start()], is_certain)):
        return replace(found, is_introduced=True)
    return _read(text, is_certain)


def _introduced(text: str) -> PersonLine | None:
    """Reads  Interview met Jan de Vries ; one introduction may follow another:  Portret: door Jan de Vries."""
    introduction = INTRODUCTION.match(text)
    rest = text[introduction.end() :].strip() if introduction else ""
    return _introduced(rest) or _read(rest, is_certain=True) if rest else None


def is_introduction(line: str) -> bool:
    """Returns whether a line only introduces the person on the next one, or is one word that may do so."""
    return line.strip().rstrip(":").rstrip().casefold() in WORDS["introductions"]


def _read(text: str, is_certain: bool) -> PersonLine | None:
    """Reads a line without its introduction; the first way of writing that fits counts."""
    if are_names(text, is_certain):
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
    if not name or not is_name(name[: name.rindex("(")].strip(), is_certain=True) or (role and not _is_role(role)):
        return None
    return PersonLine(name, role)


def _with_roles_in_brackets(text: str, is_certain: bool) -> PersonLine | None:
    """Reads  Fatima el Amrani (adviseur) en Jan de Vries (jurist)."""
    roles, names = ROLE_IN_BRACKETS.findall(text), ROLE_IN_BRACKETS.sub("", text)
    if not roles or not all(map(_is_role, roles)) or not are_names(names, is_certain):
        return None
    conjunction = BETWEEN_NAMES.search(names)
    return PersonLine(names, (conjunction[0] if conjunction else " ").join(role.strip() for role in roles))


def _several_with_roles(text: str, is_certain: bool) -> PersonLine | None:
    """Reads  Fatima el Amrani, adviseur, en Jan de Vries, jurist."""
    for match in CONJUNCTION.finditer(text):
        first, second = (
            PersonLine(part) if is_name(part, is_certain) else _with_role(part, is_certain)
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
        if are_names(name, is_certain and not starts_as_title) and _is_role(role):
            return PersonLine(name, role.removesuffix(".") if FULL_STOP.sub("", role).endswith(".") else role)
    return None


def _with_role_before(text: str) -> PersonLine | None:
    """Reads  projectleider Jan de Vries."""
    words = text.split()
    indices = (index for index, word in enumerate(words) if is_capital(word) and not is_role_word(word))
    start = next(indices, 0)
    name = " ".join(words[start:])
    if 0 < start <= 4 and words[0].casefold() not in TEXT_WORDS["common"] and is_name(name, is_certain=False):
        return PersonLine(name, " ".join(words[:start]).rstrip(","))
    return None


def _with_role_after(text: str) -> PersonLine | None:
    """Reads  Jan de Vries projectleider , as where a tab stood between the two."""
    words = text.split()
    start = next((index for index, word in enumerate(words) if word.islower() and is_role_word(word)), 0)
    name, role = " ".join(words[:start]), " ".join(words[start:])
    return PersonLine(name, role) if start and is_name(name, is_certain=False) and _is_role(role) else None


def is_like_role(line: str) -> bool:
    """Returns whether a line below a person says what that person does: no title starts or ends so."""
    words = re.findall(r"[\w'’]+", line)
    return bool(words) and (
        words[0][0].islower()
        or words[0].casefold() in TEXT_WORDS["institutions"]
        or any(map(is_role_word, (words[0], words[-1])))
    )


def _is_role(text: str) -> bool:
    is_sentence = re.search(r"[!?…]$|[.!?] ", FULL_STOP.sub("", text))
    return 0 < len(text.split()) <= LONGEST_ROLE and not is_sentence
