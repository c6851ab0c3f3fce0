"""Refuses what a house style cannot need and with which its layout would take all time or memory."""

import re
from collections.abc import Iterator
from typing import Any

from handbook.pages._css_texts import blank, without_texts
from handbook.support.problems import Mark, Problem, problem

MOST_RULES = 5_000  # those of a look have 300
DEEPEST = 30  # brackets within each other
LONGEST_CONTENT = 1_000  # characters of a text that a style sheet prints
LARGEST_NUMBER = 100_000  # of a length, a size, a count; a page of B5 is 945 px high
LONGEST_VALUE = 20_000  # characters of a value with its variables filled in
URL = re.compile(r"url\([^)]*(?:\)|\Z)", re.IGNORECASE)
CONTENT = re.compile(r"(?<![\w-])content\s*:([^;}]*)", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w#.-])-?(\d+(?:\.\d*)?(?:e[+-]?\d+)?)", re.IGNORECASE)
VARIABLE = re.compile(r"(?<![\w-])(--[\w-]+)\s*:([^;}]*)")
USE = re.compile(r"var\(\s*(--[\w-]+)")


def limit_problems(text: str, file: str) -> tuple[Problem, ...]:
    """Returns the problems of a house style that goes beyond the limits, each kind at its first place."""
    plain = URL.sub(blank, without_texts(text))
    found = (*_sizes(text, plain), *_variables(plain))
    return tuple(problem(_mark(text, file, start), key, **values) for start, key, values in found)


def _sizes(text: str, plain: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    rules = [match.start() for match in re.finditer(r"\{", plain)]
    if len(rules) > MOST_RULES:
        yield rules[MOST_RULES], "style.rules", {"most": MOST_RULES}
    depth = 0
    for bracket in re.finditer(r"[][(){}]", plain):
        depth += 1 if bracket[0] in "[({" else -1
        if depth > DEEPEST:
            yield bracket.start(), "style.nesting", {"most": DEEPEST}
            break
    for content in CONTENT.finditer(plain):
        if content.end() - content.start() > LONGEST_CONTENT:
            yield content.start(), "style.long-content", {"most": LONGEST_CONTENT}
            break
    for number in NUMBER.finditer(plain):
        if float(number[1]) > LARGEST_NUMBER:
            yield number.start(), "style.large-number", {"most": LARGEST_NUMBER}
            break


def _variables(plain: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yields the first variable whose value becomes too long with others filled in; two in each double it."""
    values = {match[1]: match for match in VARIABLE.finditer(plain)}
    lengths = {name: len(match[2]) for name, match in values.items()}
    for _ in range(len(values)):  # each turn fills in variables one level deeper
        changed = False
        for name, match in values.items():
            length = len(match[2]) + sum(lengths.get(used, 0) for used in USE.findall(match[2]) if used != name)
            if length > LONGEST_VALUE:
                yield match.start(), "style.long-variable", {"name": name, "most": LONGEST_VALUE}
                return
            changed = changed or length != lengths[name]
            lengths[name] = length
        if not changed:
            return


def _mark(text: str, file: str, start: int) -> Mark:
    return Mark(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
