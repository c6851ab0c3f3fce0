"""The papers that a handbook can name, from the table ``stocks.toml`` in this folder."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handbook.support.names import closest_name

TABLE = Path(__file__).with_suffix(".toml")
WRITTEN = re.compile(r"(?:([a-z]+) )?(\d{1,6}(?:[.,]\d{1,6})?) ?(?:g/m[2²]|gsm|grams?|gr?)?")
THINNEST, THICKEST = 0.5, 3  # micrometres for each g/m2


@dataclass(frozen=True)
class Surface:
    """A kind of surface of paper.

    ``conditions`` are the printing conditions for it, the usual one first, and ``profile`` names the colour
    profile of that one. ``most_ink`` is the limit of the four inks together, in percent.
    """

    name: str
    conditions: tuple[str, ...]
    profile: str
    most_ink: float


@dataclass(frozen=True)
class Paper:
    """A paper: its ``name``, its weight ``grams`` in g/m2, and the ``thickness`` of a leaf in micrometres.

    Of a paper of which only the weight is known the name is empty, the thickness 0, and ``surface`` None.
    """

    name: str
    grams: float
    thickness: float = 0
    surface: Surface | None = None


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(TABLE.read_text("utf-8"))


@cache
def surfaces() -> Mapping[str, Surface]:
    """Returns the surfaces of the table, by name."""
    return {
        name: Surface(name, tuple(entry["conditions"]), entry["profile"], entry["most_ink"])
        for name, entry in _table()["surfaces"].items()
    }


@cache
def stocks() -> Mapping[str, Paper]:
    """Returns the papers of the table, by name, such as "silk 115".

    Raises:
        KeyError: an entry is not complete, or names no surface of the table.
        ValueError: a paper is too thin or too thick for its weight.
    """
    papers = {}
    for kind, entry in _table()["stocks"].items():
        for grams, thickness in entry["thickness"].items():
            if not THINNEST * int(grams) <= thickness <= THICKEST * int(grams):
                raise ValueError(f"{kind} {grams} cannot be {thickness} micrometres thick")
            name = f"{kind} {grams}"
            papers[name] = Paper(name, int(grams), thickness, surfaces()[entry["surface"]])
    return papers


def stock_list() -> str:
    """Returns the papers of the table in one line: "gloss 90, 115, 130; silk 90, ..."."""
    return "; ".join(f"{kind} {', '.join(entry['thickness'])}" for kind, entry in _table()["stocks"].items())


def closest_stock(text: str) -> str:
    """Returns which paper of the table a text means, such as "silk 115" for "115 grams silck"; empty if none."""
    words = {word: kind for kind, entry in _table()["stocks"].items() for word in (kind, *entry["words"])}
    known = (closest_name(word, [*words]) for word in re.findall("[a-z]+", text.lower()))
    kinds = [words[word] for word in known if word]
    names = [f"{kind} {grams}" for grams in re.findall(r"\d+", text) for kind in kinds]
    return next((name for name in names if name in stocks()), "")


def parse_paper(text: str) -> Paper | None:
    """Returns the paper that an editor wrote: one of the table, or its weight alone; None if it is neither.

    A unit may follow: "silk 115 g/m2".
    """
    match = WRITTEN.fullmatch(text.lower())
    if not match:
        return None
    kind, grams = match[1], float(match[2].replace(",", "."))
    return stocks().get(f"{kind} {grams:g}") if kind else Paper("", grams)
