"""Markdown as editors type it: paragraphs, emphasis, strong, links, lists and quotes; nothing else.

It departs from CommonMark where that would surprise an editor. Lines are wrapped by hand, so only an empty
line ends a paragraph: a hyphen, a figure or a ``>`` at the start of a wrapped line is text. A year at the
start of a paragraph does not start a list, and spaces at the end of a line or four at its start mean nothing.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import islice

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from handbook.content.line_ends import characters
from handbook.content.markdown_limits import DEEPEST, Refusal, refusals
from handbook.content.no_break import with_short_chains

KEEPS_LINES = "keeps lines"  # a setting of the renderer
YEAR = re.compile(r"\d{4,}[.)]")  # at the start of a paragraph, where another number would start a list
# WeasyPrint 70 measures a text that ends in a space with that space, and where only the space does not fit it
# breaks the line after its first word. So a space before an inline element gets a box of its own, for
# paragraphs of which handbook.layout.engine.composing does not choose the lines.
GAP = re.compile(r"([ \u00a0])(?=<(?:em|strong|a)\b)")


class _Renderer(RendererHTML):
    """Renders inline text in which lines end only where they may, whatever emphasis and links it has."""

    def renderInline(  # noqa: N802, the parser's name for it
        self, tokens: Sequence[Token], options: OptionsDict, env: EnvType
    ) -> str:
        texts = [" " if token.type == "softbreak" else token.content for token in tokens]
        printed = iter(characters(with_short_chains("".join(texts))))
        parts = []
        for index, token in enumerate(tokens):
            text = "" if token.nesting else escape("".join(islice(printed, len(texts[index]))))
            if token.nesting:
                text = self.renderToken(tokens, index, options, env)
            elif token.type == "softbreak" and env.get(KEEPS_LINES):
                text = "<br/>"
            parts.append(text)
        return GAP.sub(r"<span>\1</span>", "".join(parts))


def _parse_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parses a list, but never in the middle of a paragraph: there only an item of the same list may follow."""
    if YEAR.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    if silent and state.parentType == "paragraph" and state.sCount[start] >= state.blkIndent:
        return False
    return list_block(state, start, end, silent)


def _open_list(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """Opens a numbered list that keeps its first number, which WeasyPrint takes only from CSS."""
    if (first := tokens[index].attrs.get("start")) is not None:
        tokens[index].attrs = {"style": f"counter-reset: list-item {int(first) - 1}"}
    return self.renderToken(tokens, index, options, env)


def _parser() -> MarkdownIt:
    options = {"html": False, "maxNesting": 10 * DEEPEST}
    parser = MarkdownIt("commonmark", options, renderer_cls=_Renderer).enable("table")
    parser.disable(["code", "lheading", "reference", "html_block", "html_inline", "entity"])
    parser.disable("text_join")  # so that a bracket that is escaped can be told from one that is not
    for rule in parser.block.ruler.__rules__:  # there is no public setting for what may end a paragraph
        rule.alt = [name for name in rule.alt if name != "paragraph"]
    parser.block.ruler.at("list", _parse_list, {"alt": ["paragraph"]})
    parser.add_render_rule("ordered_list_open", _open_list)
    return parser


PARSER = _parser()


def html(source: str, *, keeps_lines: bool = False) -> str:
    """Returns safe HTML of a Markdown text. Spaces at the ends of lines, which cannot be seen, mean nothing.

    With ``keeps_lines`` each line of a paragraph stays one, as in an imprint; otherwise lines are wrapped by hand.
    """
    return str(PARSER.renderer.render(_parse(source), PARSER.options, {KEEPS_LINES: keeps_lines}))


@lru_cache(4096)  # contents, register and spreads print the same titles; a preview does so repeatedly
def line_html(text: str) -> str:
    """Returns safe HTML of a text of one line, such as a title, in which nothing is Markdown."""
    return escape("".join(characters(with_short_chains(text))))


def find_refused(source: str) -> Iterator[Refusal]:
    """Yields what a text must not contain."""
    return refusals(_parse(source), _without_trailing_spaces(source).split("\n"))


@lru_cache(16)  # each text is parsed for its refusals, then for its HTML
def _parse(source: str) -> Sequence[Token]:
    return PARSER.parse(_without_trailing_spaces(source))


def _without_trailing_spaces(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.split("\n"))
