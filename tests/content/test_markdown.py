"""Markdown: what editors type means what they see, however they wrap their lines."""

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.content.line_ends import without_marks
from handbook.content.markdown import find_refused, html, line_html
from handbook.support.problems import Mark, problem
from tests.books import SENTENCES

PARAGRAPHS = "\n\n".join(" ".join(SENTENCES[index : index + 6]) for index in range(0, 24, 6))
MARKS = ("-", "*", "+", "1.", "2.", "10)", ">", "#", "##", "***", "=", "|", "5", "~~~", "- -")


def plain(markup: str) -> str:
    """HTML with one space between words, and without what decides where lines end."""
    return " ".join(re.sub(r"</?span>", "", without_marks(markup)).split())


@given(st.integers(4, 120))
def test_the_seed_makes_the_same_paragraphs_however_it_is_wrapped(width: int) -> None:
    wrapped = "\n\n".join(
        "\n".join(textwrap.wrap(paragraph, width, break_on_hyphens=False, break_long_words=False))
        for paragraph in PARAGRAPHS.split("\n\n")
    )
    assert plain(html(wrapped)) == plain(html(PARAGRAPHS))
    assert not list(find_refused(wrapped))


@given(st.lists(st.sampled_from(("woord", "goed", *MARKS)), min_size=1, max_size=12), st.data())
def test_only_an_empty_line_ends_a_paragraph(tokens: list[str], data: st.DataObject) -> None:
    ends = [data.draw(st.sampled_from((" ", "\n", "  \n", "\n   "))) for _ in tokens]
    source = "Begin " + "".join(token + end for token, end in zip(tokens, ends, strict=True))
    assert html(source).count("<p>") == 1
    assert not {"<ul", "<ol", "<h1", "<h2", "<blockquote", "<hr", "<pre", "<br"} & set(
        html(source).replace(">", " ").split()
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a *b* **c**", "<p>a <em>b</em> <strong>c</strong></p>"),
        ("- a\n- b\n  door - met\n  - streepje", "<ul> <li>a</li> <li>b door - met - streepje</li> </ul>"),
        ("1. a\n2. b\n10. c", "<ol> <li>a</li> <li>b</li> <li>c</li> </ol>"),
        ("0. a\n1. b", '<ol style="counter-reset: list-item -1"> <li>a</li> <li>b</li> </ol>'),
        ("2026. Dat was een jaar", "<p>2026. Dat was een jaar</p>"),
        ("> a\n> - b", "<blockquote> <p>a - b</p> </blockquote>"),
        ("[b](https://a.nl)", '<p><a href="https://a.nl">b</a></p>'),
        ("zie https://a.nl", "<p>zie https://a.nl</p>"),
        ("    vier spaties", "<p>vier spaties</p>"),
        ("[a]: http://x.nl", "<p>[a]: http://x.nl</p>"),
        ("<b>x</b> &amp; R&D", "<p>&lt;b&gt;x&lt;/b&gt; &amp;amp; R&amp;D</p>"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>"),
    ],
)
def test_what_is_typed_is_what_is_meant(source: str, expected: str) -> None:
    assert plain(html(source)) == expected


@pytest.mark.parametrize(
    ("source", "part", "thing"),
    [
        ("a\n\n# Kop", "# Kop", "a heading"),
        ("Kop\n===", "===", "a heading (a line of = or - under it)"),
        ("Kop\n--", "--", "a heading (a line of = or - under it)"),
        ("de `code` hier", "`code`", "code"),
        ("~~~\na\n~~~", "~~~", "code"),
        ("zie ![x](y.png)", "zie ![x](y.png)", "an image"),
        ("a | b\n--|--\n1 | 2", "a | b", "a table"),
        ("a\n\n---\n\nb", "---", "a dividing line"),
        ("[x](elders)", "(elders", "a link to 'elders', which leads nowhere"),
        ("[x](ftp://a.nl)", "(ftp://a.nl", "a link to 'ftp://a.nl', which leads nowhere"),
    ],
)
def test_what_a_text_may_not_hold_is_named(source: str, part: str, thing: str) -> None:
    (refusal,) = find_refused(source)
    message = str(problem(Mark("f"), refusal.key, name="n", address=refusal.address).message)
    assert (refusal.part, message) == (part, f"'n' contains {thing}")


@pytest.mark.parametrize("source", [r"\[a\](b)", r"!\[x\](y.png)", r"[a\](b c)", r"\[a\]\(b\)", r"\`a\` \*b\*"])
def test_what_is_escaped_is_text(source: str) -> None:
    assert [*find_refused(source)] == []
    assert plain(html(source)) == f"<p>{source.replace(chr(92), '')}</p>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("een collega-SG", "een collega-SG"),
        ("strijd -\nheeft", "strijd -+~heeft"),
        ("beleids- en zo verder", "beleids-+~en zo verder"),
        ("en/of", "en/+of"),
        ("R-&amp;", "R-+&amp;amp;"),
        ("a -*b cirkel*", "a -+<em>b cirkel</em>"),
        ("a - *b*", "a -+<span>~</span><em>b</em>"),
        ("ruim *5 km*/uur", "ruim<span> </span><em>5 km</em>/+uur"),
        ("*vice-versa-* en", "<span> </span><em>vice-versa-+</em>~en"),
        ("*beleids-* *en*", "<span> </span><em>beleids-+</em><span>~</span><em>en</em>"),
        ("[a-b](https://a-b.nl)", '<span> </span><a href="https://a-b.nl">a-+b</a>'),
    ],
)
def test_lines_end_where_they_may_whatever_the_markup(source: str, expected: str) -> None:
    marked = html(f"Zo {source} zei ze").replace("\u2060", "+").replace("\u00a0", "~").strip()
    assert marked == f"<p>Zo {expected} zei ze</p>".replace("Zo <span> ", "Zo<span> ")


def test_a_line_knows_no_markdown_and_no_html() -> None:
    assert line_html("*a* <b> `c`") == "*a* &lt;b&gt; `c`"
