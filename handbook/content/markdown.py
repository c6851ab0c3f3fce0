"""Markdown as editors type it: paragraphs, emphasis, strong, links, lists and quotes; nothing else.

It departs from CommonMark where that would surprise an editor. Lines are wrapped by hand, so only an empty
line ends a paragraph: a hyphen, a figure or a ``>`` at the start of a wrapped line is text. A year at the
start of a paragraph is no list, and spaces at the end of a line or four at its start mean nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import accumulate, groupby
from operator import itemgetter

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from handbook.content import no_break as glue

REFUSED = {
    "heading_open": ("a heading", "Take the # away; a case has its own headings."),
    "code_inline": ("code", "Take the ` marks away; for an apostrophe or a quotation type ' or \"."),
    "fence": ("code", "Take the lines with ``` or ~~~ away."),
    "image": ("an image", "Take it out; a text holds no images."),
    "table_open": ("a table", "Write it as sentences or as a list."),
    "hardbreak": ("a \\ at the end of a line", "Take it away; an empty line starts a new paragraph."),
    "hr": ("a dividing line", "Take it away; an empty line parts two paragraphs."),
}
BULLETED = ("a bullet", "Start each item with a hyphen and a space, and put an empty line above the first one.")
UNDERLINED = ("a heading (a line of = or - under it)", "Take the line away; a case has its own headings.")
DEEPEST = 4  # levels: a list (1, 2) in a quote (3) with a paragraph (4), or emphasis in emphasis
NESTED = ("a list, quote or emphasis within others", "Write it plainly: lists and quotes have one level.")
UNREAD = ("a link that cannot be read", "Write  [words](https://…)  without a space in the address.")
LINK = re.compile(r"https?://[^/\s]|mailto:[^\s@]+@", re.IGNORECASE)
NO_LINK = re.compile(r"\]\([^\s)]*")  # as it stays in a text that was not read as a link
LOST = "Write the whole address: https://… or mailto:…"
YEAR = re.compile(r"\d{4,}[.)]")  # a paragraph that starts with one is no list
BULLET = re.compile(r"^\s*([•·▪‣◦●○■□➢✓\uf0a7\uf0b7])\s", re.MULTILINE)
UNDERLINE = re.compile(r"^\s*(={2,}|-{2,})\s*$", re.MULTILINE)

# What may not part at the end of a line, as who reads a PDF would then lose or gain a character: a word
# with a hyphen, dash or slash in it, and a hyphen with the word behind it. What a no-break space ties to it
# comes along: from the end of one box WeasyPrint breaks a line after its first word (see GAP).
# It starts where a word does: tried at each letter, a long word would take minutes.
HELD = re.compile(r"(?<![^\s]|\u00a0)(?:\S+\u00a0)*(?:(?:\S*[-\u2010]\s+)+\S+|\S*[-\u2010\u2013\u2014/\u2026]\S+)")
SPACE = re.compile(r"\s")
# WeasyPrint 70 measures a text that ends in a space with that space, and where only the space does not fit
# it breaks the line after its first word. So a space before an inline element gets a box of its own.
GAP = re.compile(r"[ \n](?=<(?:em|strong|a|span)\b)")


Tag = tuple[str, str]  # as it opens, as it closes
Tags = tuple[Tag, ...]  # those around a text, from the outside in
Run = tuple[str, Tags]
HOLD: Tag = ('<span class="hold">', "</span>")
LAST: Tag = ('<span class="hold last">', "</span>")  # at the end of a paragraph


class _Renderer(RendererHTML):
    """Renders inline text with what may not part in spans of the class hold."""

    def renderInline(  # noqa: N802, the parser's name for it
        self, tokens: Sequence[Token], options: OptionsDict, env: EnvType
    ) -> str:
        runs: list[Run] = []
        tags: list[Tag] = []
        for at, token in enumerate(tokens):
            if token.nesting > 0:
                tags.append((self.renderToken(tokens, at, options, env), f"</{token.tag}>"))
            elif token.nesting < 0:
                tags.pop()
            else:
                runs.append((" " if token.type == "softbreak" else token.content, tuple(tags)))
        return _hold(glue.paragraph("".join(text for text, _ in runs)), runs)


def _hold(plain: str, runs: Sequence[Run]) -> str:
    """HTML of a text, the ranges of HELD each in a span that opens outside the tags they cross.

    The text is as long as its ``runs``, and may have other spaces.
    """
    ends = list(accumulate(len(text) for text, _ in runs))

    def between(start: int, end: int) -> list[Run]:
        found = []
        while start < end:
            at = bisect_right(ends, start)
            found.append((plain[start : min(end, ends[at])], runs[at][1]))
            start = ends[at]
        return found

    held: list[Run] = []
    done = 0
    for match in HELD.finditer(plain):
        inside = between(*match.span())
        depth = min(_shared(inside[0][1], tags) for _, tags in inside)
        crosses = len({tags for _, tags in inside}) > 1
        span = LAST if match.end() == len(plain.rstrip()) else HOLD
        held += between(done, match.start())
        for text, tags in inside:
            # WeasyPrint breaks at a space between two tags, whatever CSS says.
            kept = SPACE.sub(glue.NO_BREAK_SPACE, text) if crosses else text
            held.append((kept, (*tags[:depth], span, *tags[depth:])))
        done = match.end()
    return GAP.sub("<span> </span>", _html([*held, *between(done, len(plain))]))


def _shared(one: Sequence[Tag], other: Sequence[Tag]) -> int:
    """How many tags two runs have in common, from the outside in."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (tag, same) in enumerate(pairs) if tag != same), min(len(one), len(other)))


def _html(runs: Sequence[Run]) -> str:
    """HTML of runs that each know the tags around them."""
    parts: list[str] = []
    before: Tags = ()
    for tags, same in groupby((*runs, ("", ())), itemgetter(1)):
        shared = _shared(before, tags)
        parts += [end for _, end in reversed(before[shared:])]
        parts += [start for start, _ in tags[shared:]]
        parts.append(escape("".join(text for text, _ in same)))
        before = tags
    return "".join(parts)


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list, but never in the middle of a paragraph: only where the paragraph's own list goes on."""
    if YEAR.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    if silent and state.parentType == "paragraph" and state.sCount[start] >= state.blkIndent:
        return False
    return list_block(state, start, end, silent)


def _start(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """The start of a numbered list that keeps its first number, which WeasyPrint takes from CSS alone."""
    if (first := tokens[at].attrs.get("start")) is not None:
        tokens[at].attrs = {"style": f"counter-reset: list-item {int(first) - 1}"}
    return self.renderToken(tokens, at, options, env)


def _parser() -> MarkdownIt:
    options = {"html": False, "maxNesting": 10 * DEEPEST}
    parser = MarkdownIt("commonmark", options, renderer_cls=_Renderer).enable("table")
    parser.disable(["code", "lheading", "reference", "html_block", "html_inline", "entity"])
    for rule in parser.block.ruler.__rules__:  # no public way leads to what may end a paragraph
        rule.alt = [name for name in rule.alt if name != "paragraph"]
    parser.block.ruler.at("list", _list, {"alt": ["paragraph"]})
    parser.add_render_rule("ordered_list_open", _start)
    return parser


PARSER = _parser()


def html(source: str) -> str:
    """Safe HTML of a Markdown text. Blanks at the ends of lines, which nobody sees, mean nothing."""
    return str(PARSER.renderer.render(_parsed(source), PARSER.options, {}))


@lru_cache(4096)  # the contents, the register and the spreads ask for the same titles, a preview again and again
def line_html(text: str) -> str:
    """Safe HTML of a text of one line, such as a title, in which nothing is Markdown."""
    return _hold(glue.running(text), [(text, ())])


def refused(source: str) -> Iterator[tuple[str, str, str]]:
    """What a text may not hold: some characters that stand at the place, what it is, what to do."""
    lines = _trimmed(source).split("\n")
    for block in _parsed(source):
        first, last = block.map or (0, 0)
        own = "\n".join(lines[first:last]) if block.type == "inline" else ""
        for token in (block, *(block.children or ())):
            yield from _refused_token(token, lines[first])
        if found := UNDERLINE.search(own):
            yield found[1], *UNDERLINED
        if found := BULLET.search(own):
            yield found[1], *BULLETED


def _refused_token(token: Token, line: str) -> Iterator[tuple[str, str, str]]:
    if token.type in REFUSED:
        yield f"`{token.content}`" if token.type == "code_inline" else line, *REFUSED[token.type]
    if token.level > DEEPEST and token.nesting >= 0:
        yield line.strip(), *NESTED
    for found in NO_LINK.findall(token.content if token.type == "text" else ""):
        yield found, *UNREAD
    if token.type == "link_open" and not LINK.match(address := str(token.attrs["href"])):
        yield f"({address}", f"a link to '{address}', which leads nowhere", LOST


@lru_cache(16)  # of each text it is asked first what is refused, then its HTML
def _parsed(source: str) -> Sequence[Token]:
    return PARSER.parse(_trimmed(source))


def _trimmed(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.split("\n"))
