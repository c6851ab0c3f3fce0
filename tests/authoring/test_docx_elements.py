"""Each element of a Word file is kept, says nothing, or is named to the editor."""

import pytest

from handbook.authoring._docx_elements import CONTENT, PARAGRAPH_PROPERTIES, RUN_PROPERTIES
from handbook.authoring._docx_package import WordPackage
from handbook.authoring._docx_reader import _Reader
from handbook.authoring._office_package import Package
from handbook.authoring._paragraphs import Remark
from handbook.authoring._treatments import OPEN, READ, SILENT
from handbook.support.messages import message
from tests.authoring.documents import docx_parts, markdown, named, p, r, read_word, zipped


def _tag(name: str) -> str:
    return name if ":" in name else f"w:{name}"


def _names(treatment: str) -> list[str]:
    return [name for name, value in CONTENT.items() if value == treatment]


def test_what_the_table_says_is_read_has_a_function() -> None:
    reader = _Reader(WordPackage(Package(zipped(docx_parts("")))))
    assert sorted(reader.handlers) == sorted(_names(READ))


@pytest.mark.parametrize("name", [name for name in _names(SILENT) if name not in ("pPr", "rPr")])
def test_what_says_nothing_is_passed_over(name: str) -> None:
    element = f"<{_tag(name)}><w:t>NIET</w:t></{_tag(name)}>"
    blocks, notes = read_word(p("voor ", element, r(element), "na"))
    assert (markdown(blocks), notes) == (["voor na"], [])


@pytest.mark.parametrize("name", _names(OPEN))
def test_what_only_groups_text_is_kept(name: str) -> None:
    blocks, notes = read_word(p("voor ", f"<{_tag(name)}>{r('wel ')}</{_tag(name)}>", "na"))
    assert (markdown(blocks), notes) == (["voor wel na"], [])


@pytest.mark.parametrize("name", [name for name, value in CONTENT.items() if value not in (READ, OPEN, SILENT)])
def test_what_cannot_be_kept_is_named_with_its_paragraph(name: str) -> None:
    element = f"<{_tag(name)}><w:t>iets</w:t></{_tag(name)}>"
    blocks, notes = read_word(p("Eerst.") + p("voor ", r(element), "na"))
    assert markdown(blocks) == ["Eerst.", "voor na"]
    assert [(note.number, *named([note])) for note in notes] == [(2, f"{CONTENT[name][8:]}: iets")]
    assert message(f"{CONTENT[name]}.name") and message(f"{CONTENT[name]}.remedy")


@pytest.mark.parametrize("inside", ["{}", "<w:r>{}</w:r>"])
def test_what_nobody_knows_is_named(inside: str) -> None:
    known, empty = "<odd:thing><odd:deep><w:t>iets</w:t></odd:deep></odd:thing>", "<w:fresh/>"
    blocks, notes = read_word(p("voor ", inside.format(known), inside.format(empty), "na"))
    assert markdown(blocks) == ["voor na"]
    assert named(notes) == ["unknown: iets", "unknown: fresh"]


@pytest.mark.parametrize("name", PARAGRAPH_PROPERTIES)
def test_properties_of_a_paragraph_take_nothing_away(name: str) -> None:
    blocks, notes = read_word(p("Tekst.", properties=f'<{_tag(name)} w:val="1"/>'))
    assert (markdown(blocks), notes) == (["Tekst."], [])


@pytest.mark.parametrize("name", RUN_PROPERTIES)
def test_properties_of_a_run_take_nothing_away_without_a_word(name: str) -> None:
    blocks, notes = read_word(p(r("Tekst.", f'<{_tag(name)} w:val="1"/>')))
    assert [text.strip("*") for text in markdown(blocks)] == ["Tekst."] or named(notes)
    assert bool(notes) == (name in ("strike", "dstrike", "vanish", "u", "highlight"))


def test_a_property_that_nobody_knows_is_named_once() -> None:
    texts = [p(r("Tekst.", "<w:fresh/>"), properties="<odd:thing/>") for _ in range(3)]
    blocks, notes = read_word("".join(texts))
    assert markdown(blocks) == ["Tekst."] * 3
    assert named(notes) == ["unknown: thing", "unknown: fresh"]


def test_the_caption_of_a_picture_is_kept_and_named() -> None:
    style = '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="caption"/></w:style>'
    blocks, notes = read_word(p("Foto: de kantine", properties='<w:pStyle w:val="B"/>'), styles=style)
    assert (markdown(blocks), notes) == (
        ["Foto: de kantine"],
        [Remark(1, "not-placed.caption", "Foto: de kantine")],
    )
