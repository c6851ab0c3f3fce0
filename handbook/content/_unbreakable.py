"""Makes HTML in which some ranges of text stay on one line, whatever emphasis and links they cross."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import escape
from itertools import accumulate, groupby
from operator import itemgetter

from handbook.content.no_break import NO_BREAK_SPACE

# What stays on one line, because a reader of the PDF would lose or gain a character at a line's end: a word
# with a hyphen, dash or slash in it, and a hyphen with the word after it. What a no-break space joins to it
# is included: from the end of an inline box WeasyPrint breaks a line after its first word (see GAP).
# A range starts where a word does: tried at each letter, the search would take minutes for a long word.
UNBREAKABLE = re.compile(
    r"(?<![^\s]|\u00a0)(?:\S+\u00a0)*(?:(?:\S*[-\u2010]\s+)+\S+|\S*[-\u2010\u2013\u2014/\u2026]\S+)"
)
SPACE = re.compile(r"\s")
# WeasyPrint 70 measures a text that ends in a space with that space, and where only the space does not fit
# it breaks the line after its first word. So a space before an inline element gets a box of its own.
GAP = re.compile(r"[ \n](?=<(?:em|strong|a|span)\b)")

Tag = tuple[str, str]  # the opening and the closing tag
Tags = tuple[Tag, ...]  # those around a text, outermost first
Run = tuple[str, Tags]
SPAN: Tag = ('<span class="hold">', "</span>")
LAST_SPAN: Tag = ('<span class="hold last">', "</span>")  # at the end of a paragraph


def unbreakable_html(plain: str, runs: Sequence[Run]) -> str:
    """Returns HTML of a text, with each range of UNBREAKABLE in a span that opens outside the tags it crosses.

    ``plain`` is the text of the ``runs``, as long as they are; its spaces may differ.
    """
    ends = list(accumulate(len(text) for text, _ in runs))

    def between(start: int, end: int) -> list[Run]:
        parts = []
        while start < end:
            index = bisect_right(ends, start)
            parts.append((plain[start : min(end, ends[index])], runs[index][1]))
            start = ends[index]
        return parts

    result: list[Run] = []
    done = 0
    for match in UNBREAKABLE.finditer(plain):
        inside = between(*match.span())
        depth = min(_shared_depth(inside[0][1], tags) for _, tags in inside)
        crosses_tags = len({tags for _, tags in inside}) > 1
        span = LAST_SPAN if match.end() == len(plain.rstrip()) else SPAN
        result += between(done, match.start())
        for text, tags in inside:
            # WeasyPrint breaks at a space between two tags, whatever CSS says.
            joined = SPACE.sub(NO_BREAK_SPACE, text) if crosses_tags else text
            result.append((joined, (*tags[:depth], span, *tags[depth:])))
        done = match.end()
    return GAP.sub("<span> </span>", _html([*result, *between(done, len(plain))]))


def _shared_depth(one: Sequence[Tag], other: Sequence[Tag]) -> int:
    """Returns how many tags two runs have in common, from the outermost on."""
    pairs = zip(one, other, strict=False)
    return next((depth for depth, (tag, same) in enumerate(pairs) if tag != same), min(len(one), len(other)))


def _html(runs: Sequence[Run]) -> str:
    """Returns the HTML of runs, opening and closing the tags where they change."""
    parts: list[str] = []
    open_tags: Tags = ()
    for tags, same in groupby((*runs, ("", ())), itemgetter(1)):
        shared = _shared_depth(open_tags, tags)
        parts += [end for _, end in reversed(open_tags[shared:])]
        parts += [start for start, _ in tags[shared:]]
        parts.append(escape("".join(text for text, _ in same)))
        open_tags = tags
    return "".join(parts)
