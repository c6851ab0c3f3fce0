"""What a Word file shows comes over as it is, or is named to the editor."""

from collections.abc import Mapping

import pytest

from handbook.authoring._paragraphs import Paragraph, Table
from tests.authoring.documents import markdown, named, p, r, read_word

BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
RELATIVE = '<w:hyperlink r:id="{}" {}>' + r("de gids") + "</w:hyperlink>"


def _field(instruction: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    inner = instruction if instruction.startswith("<") else f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{marks[0]}{inner}{marks[1]}{result}{marks[2]}"


def _symbol(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def _in_font(font: str, text: str) -> str:
    return r(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def _control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _form_field(data: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    return f'{begin}<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


KEPT = {
    "emphasis": (
        p("Heel ", r("span", "<w:b/>"), r("nend", "<w:b/>"), r(" en", "<w:i/>")),
        ["Heel **spannend** *en*"],
    ),
    "emphasis that is off": (p(r("Gewoon.", '<w:b w:val="0"/><w:i w:val="false"/>')), ["Gewoon."]),
    "signs of Markdown": (p("# a * b_c [d] &lt;e> `f` \\"), ["\\# a \\* b\\_c \\[d\\] \\<e> \\`f\\` \\\\"]),
    "a year": (p("2026. Een jaar"), ["2026\\. Een jaar"]),
    "symbols": (
        p("Van ", _symbol("Wingdings", "F0E0"), " 20 ", _symbol("Symbol", "F0B0"), "C, ", _symbol("Symbol", "B3")),
        ["Van → 20 °C, ≥"],
    ),
    "a text in a symbol font": (p(_in_font("Symbol", "a "), _in_font("Wingdings", "\uf0e8à"), " b"), ["α →→ b"]),
    "an arrow of a symbol font between tabs": (p("a", TAB, _in_font("Symbol", "®"), TAB, "b"), ["a → b"]),
    "a symbol of an ordinary font": (p(_symbol("Segoe UI Symbol", "2713"), " ja"), ["- ja"]),
    "raised figures": (p("10 m", r("2", '<w:vertAlign w:val="superscript"/>')), ["10 m²"]),
    "a raised ordinal": (p("De 1", r("e", '<w:vertAlign w:val="superscript"/>'), " keer"), ["De 1e keer"]),
    "an emoji": (
        p(
            "Mooi ",
            '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:char="1F642"/></mc:Choice>'
            "<mc:Fallback><w:t>🙂</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        ),
        ["Mooi 🙂"],
    ),
    "two line breaks": (p("Een zin.", BREAK, BREAK, "Nog een."), ["Een zin.", "Nog een."]),
    "a line break": (p("Een zin die", BREAK, "verder gaat."), ["Een zin die verder gaat."]),
    "a line break before bullets": (p("Drie:", BREAK, "- een", BREAK, "•twee"), ["Drie:", "- een", "- twee"]),
    "a line break between a title and a person": (
        p("Het begin", BREAK, "Jan de Vries"),
        ["Het begin", "Jan de Vries"],
    ),
    "a label above a text": (
        p("Een einde.", BREAK, "Kenmerkende ervaring", BREAK, "Het was een lange dag, zei hij."),
        ["Een einde.", "Kenmerkende ervaring", "Het was een lange dag, zei hij."],
    ),
    "lines of a mail": (
        p("Wij liepen lang door de straten van het oude centrum van", BREAK, "Amsterdam, waar het stil was"),
        ["Wij liepen lang door de straten van het oude centrum van Amsterdam, waar het stil was"],
    ),
    "a bullet without its font": (p("\uf0b7", TAB, "Punt"), ["- Punt"]),
    "a page break": (p("Een.", '<w:r><w:br w:type="page"/></w:r>', "Twee."), ["Een.", "Twee."]),
    "bullets by hand": ("".join(p(f"{mark} Tekst") for mark in ("•", "–", "*", "-", "▪")), ["- Tekst"] * 5),
    "bullets by hand with a tab": (p("•", TAB, "Tot slot") + p("o", TAB, "En dit"), ["- Tot slot", "- En dit"]),
    "a bullet of a symbol font": (p(_in_font("Symbol", "\uf0b7"), TAB, "Punt"), ["- Punt"]),
    "numbers by hand": (p("1", TAB, "Een") + p("2) Twee") + p("(3) Drie"), ["1. Een", "2. Twee", "3. Drie"]),
    "no number by hand": (p("3 mensen") + p("-5 graden") + p("Oh"), ["3 mensen", "-5 graden", "Oh"]),
    "an ordinary content control": (
        p(_control("", r("Ingevuld"))) + _control("", p("Ook.")),
        ["Ingevuld", "Ook."],
    ),
    "what is to be filled in": (
        p("Naam: ", _control("<w:showingPlcHdr/>", r("Klik", '<w:rStyle w:val="X"/>'))),
        ["Naam:"],
    ),
    "a prompt of one's own": (p("Naam: ", _control("<w:showingPlcHdr/>", r("Voor- en achternaam"))), ["Naam:"]),
    "a prompt whose control is gone": (
        p("Naam: ", r("Klik of tik om tekst in te voeren."))
        + p("Klik hier om tekst in te voeren.")
        + p(r("Klik of tik om een datum in te "), r("voeren."))
        + p("Click or tap here to enter text.")
        + p("Kies een item.")
        + p("Klik hier als u tekst wilt invoeren."),
        ["Naam:"],
    ),
    "no prompt": (p("Klik hier om te zien hoe het ging."), ["Klik hier om te zien hoe het ging."]),
    "capitals of a style": (p(r("Let op", "<w:caps/>"), r(" dit", '<w:rStyle w:val="C"/>')), ["Let op dit"]),
    "a reading of ruby": (
        p(f"<w:r><w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>", "字"),
        ["漢字"],
    ),
    "an equation in a line": (
        p("Want ", "<m:oMath><m:r><m:t>1+1=3</m:t></m:r></m:oMath>", " zei zij."),
        ["Want 1+1=3 zei zij."],
    ),
    "the result of a field": (p("Op ", _field("DATE", r("3 mei")), "."), ["Op 3 mei."]),
    "a field in a field": (p(_field(_field("REF a", r("x")), r("ja"))), ["ja"]),
    "a box that is ticked": (p(_form_field("<w:checkBox><w:default/></w:checkBox>"), " ja"), ["☒ ja"]),
    "a chosen line": (
        p(
            _form_field(
                '<w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>'
            )
        ),
        ["b"],
    ),
    "spaces of a pretty file": ("<w:p>\n <w:r>\n  <w:t>Een\n  twee</w:t>\n </w:r>\n</w:p>", ["Een twee"]),
    "a hyphen that does not break": (p("e", "<w:r><w:noBreakHyphen/></w:r>", "mail"), ["e-mail"]),
    "a drop cap": (
        p("D", properties='<w:framePr w:dropCap="drop" w:lines="3"/>') + p("e jaren."),
        ["De jaren."],
    ),
    "a family as an emoji": (
        p("\U0001f469\u200d", r("\U0001f467", '<w:b w:val="0"/>')),
        ["\U0001f469\u200d\U0001f467"],
    ),
    "letters in two parts": (p("Coo", r("\u0308rdinatie")), ["Coördinatie"]),
}


@pytest.mark.parametrize("kind", KEPT)
def test_kept_as_it_is(kind: str) -> None:
    body, expected = KEPT[kind]
    style = '<w:style w:type="character" w:styleId="X"><w:name w:val="Placeholder Text"/></w:style>'
    style += '<w:style w:type="character" w:styleId="C"><w:rPr><w:caps/></w:rPr></w:style>'
    blocks, notes = read_word(body, styles=style)
    assert markdown(blocks) == expected
    assert named(notes) == []


LINKS = {
    "a link": (RELATIVE.format("k", ""), "[de gids](https://a.nl/x)"),
    "a link to a part of a page": (RELATIVE.format("k", 'w:anchor="deel"'), "[de gids](https://a.nl/x#deel)"),
    "an address with brackets": (RELATIVE.format("b", ""), "[de gids](https://a.nl/x_%28y%29)"),
    "a field": (
        _field('HYPERLINK "https://a.nl/x" \\l "deel" \\o "Tip"', r("de gids")),
        "[de gids](https://a.nl/x#deel)",
    ),
    "a field in one": (
        "<w:fldSimple w:instr='HYPERLINK \"https://a.nl/x\"'>" + r("de gids") + "</w:fldSimple>",
        "[de gids](https://a.nl/x)",
    ),
}


@pytest.mark.parametrize("kind", LINKS)
def test_links_are_kept(kind: str) -> None:
    link, expected = LINKS[kind]
    blocks, notes = read_word(p("Zie ", link, "."), {"k": "https://a.nl/x", "b": "https://a.nl/x_(y)"})
    assert (markdown(blocks), notes) == ([f"Zie {expected}."], [])
    assert isinstance(blocks[0], Paragraph) and not blocks[0].lost_markup


@pytest.mark.parametrize(
    "link", [RELATIVE.format("none", ""), RELATIVE.format("f", ""), RELATIVE.format("", 'w:anchor="a"')]
)
def test_a_link_that_leads_nowhere_in_a_book_is_told(link: str) -> None:
    blocks, _ = read_word(p("Zie ", link, "."), {"f": "file:///C:/gids.docx"})
    assert markdown(blocks) == ["Zie de gids."]
    assert isinstance(blocks[0], Paragraph) and blocks[0].lost_markup


HIDDEN_STYLE = '<w:style w:type="character" w:styleId="V"><w:rPr><w:vanish/></w:rPr></w:style>'
BOX = f"<w:txbxContent>{p('In een kader.')}</w:txbxContent>"
NAMED: Mapping[str, tuple[str, dict[str, str], list[str], list[str]]] = {
    "hidden text": (
        p("Zicht", r("NIET ", "<w:vanish/>"), r("DRUKKEN", "<w:vanish/>"), "baar."),
        {},
        ["Zichtbaar."],
        ["hidden-text: NIET DRUKKEN"],
    ),
    "text hidden by a style": (
        p("Zichtbaar.", r(" Weg.", '<w:rStyle w:val="V"/>')),
        {"styles": HIDDEN_STYLE},
        ["Zichtbaar."],
        ["hidden-text: Weg."],
    ),
    "text hidden by a style on which its own is based": (
        p("Zichtbaar.", r(" Weg.", '<w:rStyle w:val="W"/>')),
        {"styles": HIDDEN_STYLE + '<w:style w:type="character" w:styleId="W"><w:basedOn w:val="V"/></w:style>'},
        ["Zichtbaar."],
        ["hidden-text: Weg."],
    ),
    "struck text": (
        p("Wel ", r("niet", "<w:strike/>"), r(" nooit", "<w:dstrike/>")),
        {},
        ["Wel"],
        ["struck-text: niet nooit"],
    ),
    "a footnote": (
        p("Tekst.", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        {"footnotes": f'<w:footnote w:id="2">{p("Zie daar.")}</w:footnote>'},
        ["Tekst."],
        ["footnote: Zie daar."],
    ),
    "a footnote without its part": (
        p("Tekst.", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        {},
        ["Tekst."],
        ["footnote: "],
    ),
    "a comment": (
        p("Tekst.", '<w:r><w:commentReference w:id="0"/></w:r>'),
        {"comments": f'<w:comment w:id="0">{p("Klopt dit?")}</w:comment>'},
        ["Tekst."],
        ["comment: Klopt dit?"],
    ),
    "a header and the number of a page": (
        p("Tekst.")
        + '<w:sectPr><w:headerReference r:id="p-header"/><w:footerReference r:id="p-footer"/></w:sectPr>',
        {"header": p("Vertrouwelijk"), "footer": p("1")},
        ["Tekst."],
        ["header: Vertrouwelijk"],
    ),
    "a text box of the old kind": (
        p("Tekst.", f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>"),
        {},
        ["[In een kader.]", "Tekst."],
        [],
    ),
    "a text box in two forms": (
        p(
            "Tekst.",
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        ),
        {},
        ["[In een kader.]", "Tekst."],
        [],
    ),
    "a picture": (
        p("Tekst.", '<w:r><w:drawing><wp:docPr descr="Een brug"/></w:drawing></w:r>'),
        {},
        ["Tekst."],
        ["picture: Een brug"],
    ),
    "an equation of two lines": (
        p(
            "Is ",
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
            "</m:oMath>",
        ),
        {},
        ["Is"],
        ["equation: 12"],
    ),
    "symbols that nobody knows": (
        p("Een ", _symbol("Wingdings", "F0FF"), _symbol("Huisletter", "F0B0"), "twee"),
        {},
        ["Een twee"],
        ["symbol: Wingdings", "symbol: Huisletter"],
    ),
    "a table of contents": (
        p(_field("TOC \\o", r("Inhoud 1") + "</w:p><w:p>" + r("Slot 2"))) + p("Tekst."),
        {},
        ["Tekst."],
        ["contents: Inhoud 1 Slot 2"],
    ),
    "a table of contents in a control": (
        _control('<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>', p("Inhoud 1")),
        {},
        [],
        ["contents: Inhoud 1"],
    ),
    "a field that Word computes": (
        p(
            "Nr. ",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUTONUM</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        {},
        ["Nr."],
        ["field: AUTONUM"],
    ),
    "a text where a field has its instruction": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "twee",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        {},
        [],
        ["field: twee"],
    ),
    "a field without an end": (
        p("Een ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "twee")
        + p("Drie.")
        + p(_field("DATE", r("4"))),
        {},
        ["Een", "Drie.", "4"],
        ["field: twee"],
    ),
    "a field whose end was deleted": (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>')
        + p("Twee.", '<w:del><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>'),
        {},
        ["Twee."],
        ["tracked-changes"],
    ),
    "a diagram": (
        p("Tekst.", '<w:r><w:drawing><dgm:relIds r:dm="p-diagram"/></w:drawing></w:r>'),
        {"diagram": "<a:p><a:r><a:t>Eerst</a:t></a:r></a:p><a:p><a:r><a:t>dan</a:t></a:r></a:p>"},
        ["Tekst."],
        ["diagram: Eerst dan"],
    ),
    "a chart": (
        p("Tekst.", '<w:r><w:drawing><c:chart r:id="p-chart"/></w:drawing></w:r>'),
        {"chart": "<c:v>Klachten</c:v><c:v>2024</c:v>"},
        ["Tekst."],
        ["diagram: Klachten 2024"],
    ),
    "underline, once": (p(r("Een", '<w:u w:val="single"/>')) * 2, {}, ["Een", "Een"], ["underline"]),
    "colour, once": (p(r("Een", '<w:color w:val="FF0000"/>')) * 2, {}, ["Een", "Een"], ["colour"]),
    "no colour": (p(r("Een", '<w:color w:val="333333"/><w:u w:val="none"/>')), {}, ["Een"], []),
    "raised letters": (p("Mlle", r("abc", '<w:vertAlign w:val="superscript"/>')), {}, ["Mlleabc"], ["raised"]),
    "tracked changes, once": (
        p("Met ", f"<w:ins>{r('erbij')}</w:ins>", "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>")
        + p(f"<w:moveFrom>{r('oud')}</w:moveFrom>", f"<w:moveTo>{r('nieuw')}</w:moveTo>"),
        {},
        ["Met erbij", "nieuw"],
        ["tracked-changes"],
    ),
    "text hidden by the style of its paragraph": (
        p("Weg.", properties='<w:pStyle w:val="P"/>'),
        {"styles": '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'},
        [],
        ["hidden-text: Weg."],
    ),
    "a paragraph mark that was deleted": (
        p("Een ", properties="<w:rPr><w:del/></w:rPr>") + p("zin."),
        {},
        ["Een zin."],
        ["tracked-changes"],
    ),
}


@pytest.mark.parametrize("kind", NAMED)
def test_what_is_not_kept_is_named(kind: str) -> None:
    body, parts, expected, notes = NAMED[kind]
    blocks, found = read_word(body, None, **parts)
    assert markdown(blocks) == expected
    assert named(found) == notes


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"


def test_a_table_is_rows_of_cells_of_paragraphs() -> None:
    inner = f"<w:tbl><w:tr>{_cell(p('binnen'))}</w:tr></w:tbl>"
    rows = (
        _cell(p("Titel"), '<w:gridSpan w:val="2"/>'),
        _cell(p("Ervaring"), '<w:vMerge w:val="restart"/>') + _cell(p("Een.") + p("Twee.")),
        _cell(p(), "<w:vMerge/>") + _cell(inner + p("buiten")),
    )
    table = f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    deleted = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{_cell(p('weg'))}</w:tr></w:tbl>"
    blocks, notes = read_word(p("Ervoor.") + table + deleted + p("Erna."))
    assert markdown(blocks) == ["Ervoor.", "Erna."]
    found = blocks[1]
    assert isinstance(found, Table) and found.number == 1
    assert [[[paragraph.text for paragraph in cell] for cell in row] for row in found.rows] == [
        [["Titel"]],
        [["Ervaring"], ["Een.", "Twee."]],
        [[], ["binnen", "buiten"]],
    ]
    assert named(notes) == ["tracked-changes"]


def test_a_link_without_a_text_is_not_missed() -> None:
    blocks, notes = read_word(p("Tekst.", '<w:hyperlink r:id="none"></w:hyperlink>'))
    assert [block.lost_markup for block in blocks if isinstance(block, Paragraph)] == [False]
    assert not notes
