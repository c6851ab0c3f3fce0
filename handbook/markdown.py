"""Markdown as editors type it: paragraphs, emphasis, strong, links, lists and quotes; nothing else.

It departs from CommonMark in one way. Editors wrap lines by hand, so only an empty line ends a
paragraph: a hyphen, a figure or a ``>`` at the start of a wrapped line is text.
"""

import re
from collections.abc import Iterator
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token

REFUSED = {
    "heading_open": ("a heading", "Take the # away; a case has its own headings."),
    "code_inline": ("code", "Take the ` marks away; for an apostrophe or a quotation type ' or \"."),
    "fence": ("code", "Take the lines with ``` or ~~~ away."),
    "image": ("an image", "Take it out; a text holds no images."),
    "table_open": ("a table", "Write it as sentences or as a list."),
    "hr": ("a dividing line", "Take it away; an empty line parts two paragraphs."),
}
UNDERLINED = ("a heading (a line of = or - under it)", "Take the line away; a case has its own headings.")
LINK = re.compile(r"https?://[^/\s]|mailto:[^\s@]+@")
LOST = "Write the whole address: https://… or mailto:…"
UNDERLINE = re.compile(r"^\s*(={2,}|-{2,})\s*$", re.MULTILINE)

# A typed hyphen with what may not part from it, in HTML. A tag may stand between the two.
HELD = re.compile(
    r"(?P<opens>-\s*)<(?P<tag>em|strong|a)\b[^>]*>.*?</(?P=tag)>"
    r"|<(?P<tag2>em|strong|a)\b[^>]*>[^<]*-</(?P=tag2)>(?P<closes>\s*)(?:&[^;\s]+;|[^\s<])"
    r"|(?P<markup><[^>]*>)"
    r"|-(?:\s*-)*\s*(?:&[^;\s]+;|[^\s<-])",
    re.DOTALL,
)
GAP = re.compile(r"[ \n](?=<(?:em|strong|a|span)\b)")
NO_BREAK_SPACE = "\u00a0"


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list, but never in the middle of a paragraph: only where the paragraph's own list goes on."""
    if silent and state.parentType == "paragraph" and state.sCount[start] >= state.blkIndent:
        return False
    return list_block(state, start, end, silent)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["code", "lheading", "reference", "html_block", "html_inline", "entity"])
    for rule in parser.block.ruler.__rules__:
        rule.alt = [name for name in rule.alt if name != "paragraph"]
    parser.block.ruler.at("list", _list, {"alt": ["paragraph"]})
    return parser


PARSER = _parser()


def html(source: str) -> str:
    """Safe HTML of a Markdown text. Blanks at the ends of lines, which nobody sees, mean nothing."""
    return _part(_hold(PARSER.render(_trimmed(source))))


def line_html(text: str) -> str:
    """Safe HTML of a text of one line, such as a title, in which nothing is Markdown."""
    return _part(_hold(escape(text)))


def refused(source: str) -> Iterator[tuple[str, str, str]]:
    """What a text may not hold: some characters that stand at the place, what it is, what to do."""
    lines = _trimmed(source).split("\n")
    for block in PARSER.parse("\n".join(lines)):
        first, last = block.map or (0, 0)
        for token in (block, *(block.children or ())):
            yield from _refused_token(token, lines[first])
        if block.type == "inline" and (found := UNDERLINE.search("\n".join(lines[first:last]))):
            yield found[1], *UNDERLINED


def _refused_token(token: Token, line: str) -> Iterator[tuple[str, str, str]]:
    if token.type in REFUSED:
        yield f"`{token.content}`" if token.type == "code_inline" else line, *REFUSED[token.type]
    if token.type == "link_open" and not LINK.match(address := str(token.attrs["href"])):
        yield f"({address}", f"a link to '{address}', which leads nowhere", LOST


def _part(markup: str) -> str:
    """Gives a space before an inline element a box of its own.

    WeasyPrint 70 measures a text that ends in a space with that space; where only the space does not fit
    it breaks the line after its first word.
    """
    return GAP.sub("<span> </span>", markup)


def _hold(markup: str) -> str:
    """Ties each typed hyphen to what follows, for the editions whose style sheet keeps .hold together.

    A reader of a PDF takes a hyphen at the end of a line for one that the layout put there, and
    drops it from the text that it copies or speaks.
    """
    return HELD.sub(_held, markup)


def _held(match: re.Match[str]) -> str:
    if match["markup"]:
        return match[0]
    held = match[0]
    if match["tag"]:
        held = (
            match["opens"].rstrip()
            + NO_BREAK_SPACE * (match["opens"] != "-")
            + _hold(held[match.end("opens") - match.start() :])
        )
    elif match["tag2"] and match["closes"]:
        held = held.replace("</" + match["tag2"] + ">" + match["closes"], f"</{match['tag2']}>{NO_BREAK_SPACE}")
    return f'<span class="hold">{held}</span>'


def _trimmed(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.split("\n"))
