"""Whatever a Word file holds, each letter that it shows comes back or is named, and nothing is invented."""

import re
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from handbook.authoring._docx_elements import CONTENT, PARAGRAPH_PROPERTIES, RUN_PROPERTIES
from handbook.authoring._paragraphs import LeftOut, Paragraph, Table, joined_markdown
from handbook.authoring._treatments import OPEN
from handbook.content.markdown import find_refused
from tests.authoring.documents import read_word

WORDS = st.text(st.sampled_from("bcXYZéß*_[]`<>&\\#-–•1239.) \u00a0\u200b🙂"), min_size=1, max_size=12)
VALUES = st.sampled_from(
    ["", "0", "1", "true", "none", "single", "superscript", "FF0000", "x", "-3", "99999999999"]
)
LETTERS = "bcXYZß🙂"  # figures and signs may be the marker of a list item


def _tag(name: str) -> str:
    return name if ":" in name else f"w:{name}"


def _properties(known: dict[str, str]) -> st.SearchStrategy[str]:
    names = st.sampled_from([*known, "fresh", "odd:thing"])
    one = st.builds(lambda name, value: f'<{_tag(name)} w:val="{value}"/>', names, VALUES)
    return st.lists(one, max_size=3).map("".join)


PIECES = st.one_of(
    WORDS.map(lambda text: f"<w:t>{escape(text)}</w:t>"),
    st.sampled_from(["<w:tab/>", "<w:br/>", "<w:cr/>", "<w:softHyphen/>", "<w:noBreakHyphen/>", "<w:fresh/>"]),
    st.sampled_from(
        [
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:fldChar w:fldCharType="end"/>',
            '<w:footnoteReference w:id="1"/>',
            "<w:sym/>",
        ]
    ),
)
RUNS = st.builds(
    lambda properties, pieces: f"<w:r><w:rPr>{properties}</w:rPr>{''.join(pieces)}</w:r>",
    _properties(RUN_PROPERTIES),
    st.lists(PIECES, max_size=4),
)
GROUPS = [name for name, treatment in CONTENT.items() if treatment == OPEN]
WRAPPED = st.recursive(
    RUNS,
    lambda inner: st.builds(
        lambda name, parts: f"<{_tag(name)}>{''.join(parts)}</{_tag(name)}>",
        st.sampled_from([*GROUPS, "hyperlink", "ins", "fldSimple", "fresh", "object"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
PARAGRAPHS = st.builds(
    lambda properties, inner: f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>",
    _properties(PARAGRAPH_PROPERTIES),
    st.lists(WRAPPED, max_size=4),
)
BODIES = st.recursive(
    PARAGRAPHS,
    lambda inner: st.builds(
        lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
        st.sampled_from(["tbl", "tr", "tc", "customXml", "sdtContent", "p"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=5,
)


@given(BODIES)
def test_no_letter_is_lost_without_a_word(body: str) -> None:
    shown = re.findall(r"<w:t>(.*?)</w:t>", body)
    blocks, notes = read_word(body)
    back = [block.text for block in blocks] + [note.text for note in notes if isinstance(note, LeftOut)]
    assert all("".join(back).count(letter) >= "".join(shown).count(letter) for letter in LETTERS)


@given(st.lists(st.text("ab1 .[]()!`*_#|-=~>&<\\:/", min_size=1, max_size=12), min_size=1, max_size=4))
def test_the_build_does_not_refuse_what_import_writes(texts: list[str]) -> None:
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in texts)
    blocks, _ = read_word(body)
    source = joined_markdown([block for block in blocks if isinstance(block, Paragraph)])
    assert [*find_refused(source)] == []


@given(st.lists(st.tuples(WORDS, st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_emphasis_never_changes_the_letters(runs: list[tuple[str, bool, bool]]) -> None:
    marked = [f"{'<w:b/>' * strong}{'<w:i/>' * emphasis}" for _, strong, emphasis in runs]
    body = "".join(
        f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        for (text, _, _), marks in zip(runs, marked, strict=True)
    )
    blocks, notes = read_word(f"<w:p>{body}</w:p>")
    assert not notes
    assert not any(isinstance(block, Table) for block in blocks)
    texts = "".join(block.text for block in blocks if isinstance(block, Paragraph))
    source = "".join(text for text, _, _ in runs)
    assert all(texts.count(letter) == source.count(letter) for letter in LETTERS)
