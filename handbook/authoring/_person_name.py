"""Tells names by their form: capitals, particles, titles and initials, in Dutch and English."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from handbook.authoring._person_finder import WORDS as TEXT_WORDS

WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("_person_line.yaml").read_text("utf-8"))
MOST_WORDS = 7  # of a name
COMPOUND = 6  # letters of the shortest word of a role with which compounds are recognised
CONJUNCTIONS = "|".join(map(re.escape, WORDS["conjunctions"]))
BETWEEN_NAMES = re.compile(rf"(?:,?\s+(?:{CONJUNCTIONS})|[,;])\s+|\s*/\s*")
INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+")
CAPITAL = re.compile(r"(?:[dlo]['’])?[^\W\d_][\w’'-]*", re.IGNORECASE)
NICKNAME = re.compile(r"(?<=\s)[(\"“‘]([^\W\d_][\w’'-]*)[)\"”’](?=\s)")  # as in Johannes (Hans) de Vries
AFTER_NAME = re.compile(rf",?\s+(?:{'|'.join(map(re.escape, WORDS['after_names']))})$", re.IGNORECASE)


def is_role_word(word: str) -> bool:
    """Returns whether a word is that of a role, or a compound of one: Beleidsadviseur."""
    folded = word.casefold()
    return any(folded == role or (len(role) >= COMPOUND and folded.endswith(role)) for role in WORDS["roles"])


def are_names(text: str, is_certain: bool) -> bool:
    """Returns whether a text is a name, or several; a first name alone may stand beside a whole one."""
    if is_name(text, is_certain):
        return True
    parts = [part.strip() for part in BETWEEN_NAMES.sub("\n", text).split("\n")]
    whole = [part for part in parts if is_name(part, is_certain=False)]
    if re.search("[,;]", text) and len(whole) < len(parts):  # after a comma a single word is a role
        return False
    return len(parts) > 1 and (bool(whole) or is_certain) and all(is_name(part, True) for part in parts)


def is_name(text: str, is_certain: bool) -> bool:
    """Returns whether a text is one name: words with capitals (two, unless it is certain) and particles."""
    words = NICKNAME.sub(r"\1", AFTER_NAME.sub("", text)).split()
    without_titles = list(_without_titles(words))
    is_certain = is_certain or len(without_titles) < len(words)
    words = without_titles
    if not 0 < len(words) <= MOST_WORDS or (len(words) == 1 and not is_certain) or not is_capital(words[-1]):
        return False
    if any(map(is_role_word, words)):
        return False
    if not (is_capital(words[0]) or is_certain) or not all(
        is_capital(word) or _is_particle(words, index) for index, word in enumerate(words)
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


def is_capital(word: str) -> bool:
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
