"""What an OpenDocument text shows comes over as it is, or is named to the editor."""

from xml.etree.ElementTree import Element

import pytest

from handbook.authoring._odt_elements import CONTENT
from handbook.authoring._odt_reader import _Reader, read_odt
from handbook.authoring._odt_styles import OdtStyles
from handbook.authoring._office_package import Package
from handbook.authoring._paragraphs import Paragraph, Remark, Table
from handbook.authoring._treatments import OPEN, READ, SILENT
from tests.authoring.documents import ODF_DECLARED, markdown, named, odt, read_open_document


def _style(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
        f"<style:text-properties {properties}/></style:style>"
    )


def _span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


AUTOMATIC = "".join(
    [
        _style("B", 'fo:font-weight="bold"'),
        _style("I", 'fo:font-style="italic"'),
        _style("V", 'text:display="none"'),
        _style("S", 'style:text-line-through-style="solid"'),
        _style("U", 'style:text-underline-style="solid"'),
        _style("C", 'fo:color="#ff0000"'),
        _style("G", 'fo:color="#333333"'),
        _style("R", 'style:text-position="super 58%"'),
        _style("F", "fo:font-family=\"'Wingdings'\""),
        _style("Vet", 'fo:font-weight="bold"', "paragraph"),
        _style("Weg", 'text:display="none"', "paragraph"),
    ]
)
NAMED_STYLES = (
    "<office:styles>"
    + "".join(
        [
            _style("Kop", 'fo:font-weight="bold"', "paragraph"),
            '<style:style style:name="Title" style:family="paragraph"/>',
            '<style:style style:name="Ring" style:family="paragraph" style:parent-style-name="Ring"/>',
        ]
    )
    + "</office:styles>"
)


def _element(name: str, inner: str = "iets") -> str:
    return f"<{name}>{inner}</{name}>"


def test_what_the_table_says_is_read_has_a_function() -> None:
    reader = _Reader(Package(odt("")), OdtStyles(Element("a"), None))
    assert sorted(reader.handlers) == sorted(name for name, value in CONTENT.items() if value == READ)


@pytest.mark.parametrize("name", [name for name, treatment in CONTENT.items() if treatment != READ])
def test_each_element_is_kept_or_passed_over_or_named(name: str) -> None:
    treatment = CONTENT[name]
    blocks, notes = read_open_document(f"<text:p>voor {_element(name)} na</text:p>")
    if treatment in (OPEN, SILENT):
        assert (markdown(blocks), notes) == (["voor iets na" if treatment == OPEN else "voor na"], [])
    else:
        assert (markdown(blocks), named(notes)) == (["voor na"], [f"{treatment[8:]}: iets"])


KEPT = {
    "emphasis": (
        f"<text:p>Heel {_span('B', 'span')}{_span('B', 'nend')} {_span('I', 'en')}</text:p>",
        ["Heel **spannend** *en*"],
    ),
    "a bold paragraph": ('<text:p text:style-name="Vet">Tekst.</text:p>', ["**Tekst.**"]),
    "a style that is bold": ('<text:p text:style-name="Kop">Tekst.</text:p>', ["Tekst."]),
    "a style based on itself": ('<text:p text:style-name="Ring">Tekst.</text:p>', ["Tekst."]),
    "a link": (
        '<text:p>Zie <text:a xlink:href="https://a.nl/x#y">de gids</text:a>.</text:p>',
        ["Zie [de gids](https://a.nl/x#y)."],
    ),
    "spaces and tabs": ("<text:p>a<text:s text:c='3'/>b<text:tab/>c\n  d</text:p>", ["a b c d"]),
    "line breaks": (
        "<text:p>Drie:<text:line-break/>- een<text:line-break/><text:line-break/>Verder.</text:p>",
        ["Drie:", "- een", "Verder."],
    ),
    "a bullet by hand": ("<text:p>•<text:tab/>Tot slot</text:p>", ["- Tot slot"]),
    "a symbol font": (f"<text:p>Van {_span('F', 'à')} naar</text:p>", ["Van → naar"]),
    "raised figures": (f"<text:p>10 m{_span('R', '2')}</text:p>", ["10 m²"]),
    "grey": (f"<text:p>{_span('G', 'Tekst.')}</text:p>", ["Tekst."]),
    "a field": ("<text:p>Op <text:date>3 mei</text:date>.</text:p>", ["Op 3 mei."]),
    "what is to be filled in": (
        "<text:p>Naam: <text:placeholder>&lt;naam&gt;</text:placeholder>"
        '<loext:content-control loext:showing-place-holder="true">Klik</loext:content-control></text:p>',
        ["Naam:"],
    ),
    "a content control": ("<text:p><loext:content-control>Ja</loext:content-control></text:p>", ["Ja"]),
    "a section": ("<text:section><text:p>Tekst.</text:p></text:section>", ["Tekst."]),
    "ruby": (
        "<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>k</text:ruby-text></text:ruby>字</text:p>",
        ["漢字"],
    ),
}


@pytest.mark.parametrize("kind", KEPT)
def test_kept_as_it_is(kind: str) -> None:
    text, expected = KEPT[kind]
    blocks, notes = read_open_document(text, AUTOMATIC, NAMED_STYLES)
    assert (markdown(blocks), named(notes)) == (expected, [])


NAMED = {
    "hidden text": (f"<text:p>Zicht{_span('V', 'NIET')}baar</text:p>", ["Zichtbaar"], ["hidden-text: NIET"]),
    "a hidden paragraph": ('<text:p text:style-name="Weg">NIET</text:p>', [], ["hidden-text: NIET"]),
    "a paragraph with a mark that hides it": (
        '<text:p>NIET<text:hidden-paragraph text:is-hidden="true"/></text:p>',
        [],
        ["hidden-text: NIET"],
    ),
    "a hidden section": (
        '<text:section text:display="none"><text:p>NIET</text:p></text:section>',
        [],
        ["hidden-text: NIET"],
    ),
    "struck text": (f"<text:p>Wel {_span('S', 'niet')}</text:p>", ["Wel"], ["struck-text: niet"]),
    "underline, once": (f"<text:p>{_span('U', 'Een')}</text:p>" * 2, ["Een", "Een"], ["underline"]),
    "colour, once": (f"<text:p>{_span('C', 'Een')}</text:p>" * 2, ["Een", "Een"], ["colour"]),
    "a footnote": (
        "<text:p>Tekst.<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Zie daar.</text:p></text:note-body></text:note></text:p>",
        ["Tekst."],
        ["footnote: Zie daar."],
    ),
    "a comment": (
        "<text:p>Tekst.<office:annotation><dc:creator>Ans</dc:creator><text:p>Klopt dit?</text:p>"
        "</office:annotation></text:p>",
        ["Tekst."],
        ["comment: Klopt dit?"],
    ),
    "a text box": (
        "<text:p>Tekst.<draw:frame><draw:text-box><text:p>In een kader.</text:p></draw:text-box>"
        "</draw:frame></text:p>",
        ["[In een kader.]", "Tekst."],
        [],
    ),
    "a picture": (
        "<text:p>Tekst.<draw:frame><draw:image/><svg:desc>Een brug</svg:desc></draw:frame></text:p>",
        ["Tekst."],
        ["picture: Een brug"],
    ),
    "a table of contents": (
        "<text:table-of-content><text:index-body><text:p>Inhoud 1</text:p></text:index-body>"
        "</text:table-of-content>",
        [],
        ["contents: Inhoud 1"],
    ),
    "tracked changes": (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Met <text:change-start/>erbij<text:change-end/></text:p>",
        ["Met erbij"],
        ["tracked-changes"],
    ),
    "what nobody knows": (
        "<text:p>voor <odd:thing>iets</odd:thing> na</text:p><odd:other/>",
        ["voor na"],
        ["unknown: iets", "unknown: other"],
    ),
}


@pytest.mark.parametrize("kind", NAMED)
def test_what_is_not_kept_is_named(kind: str) -> None:
    text, expected, notes = NAMED[kind]
    blocks, found = read_open_document(text, AUTOMATIC, NAMED_STYLES)
    assert (markdown(blocks), named(found)) == (expected, notes)


def test_headers_with_words_are_named() -> None:
    header, footer = "<text:p>Vertrouwelijk</text:p>", "<text:p>1</text:p>"
    styles = _element("style:master-page", _element("style:header", header) + _element("style:footer", footer))
    _, notes = read_open_document("<text:p>Tekst.</text:p>", styles=styles)
    assert named(notes) == ["header: Vertrouwelijk"]


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("<text:h>{}</text:h>", 1),
        ('<text:h text:outline-level="3">{}</text:h>', 3),
        ('<text:p text:style-name="Title">{}</text:p>', 1),
    ],
)
def test_headings(heading: str, level: int) -> None:
    blocks, _ = read_open_document(heading.format("Titel<text:line-break/>Jan Smit"), styles=NAMED_STYLES)
    assert markdown(blocks) == ["Titel", "Jan Smit"]
    assert [block.level for block in blocks if isinstance(block, Paragraph)] == [level, 0]


def _numbers(name: str, kind: str, start: int = 1, more: str = "") -> str:
    return (
        f'<text:list-style style:name="{name}"><text:list-level-style-number text:level="1" '
        f'style:num-format="{kind}" text:start-value="{start}" style:num-suffix="."/>{more}</text:list-style>'
    )


LIST_STYLES = (
    _numbers("N", "1", 3, '<text:list-level-style-bullet text:level="2"/>')
    + _numbers("A", "a")
    + _numbers("O", "")
    + '<text:list-style style:name="P"><text:list-level-style-bullet text:level="1"/></text:list-style>'
)


def _list(style: str, *items: str, more: str = "") -> str:
    inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


A, B, C = (f"<text:p>{letter}</text:p>" for letter in "abc")
LISTS = {
    "bullets": (_list("P", A, B), ["- a", "- b"], []),
    "numbers that start elsewhere": (_list("N", A, B), ["3. a", "4. b"], []),
    "numbers that go on": (
        _list("N", A) + C + _list("N", B, more='text:continue-numbering="true"'),
        ["3. a", "c", "4. b"],
        [],
    ),
    "numbers that go on with a list": (
        _list("N", A, more='xml:id="l"') + _list("P", C) + _list("N", B, more='text:continue-list="l"'),
        ["3. a", "- c", "4. b"],
        [],
    ),
    "letters": (_list("A", A, B), ["1. a", "2. b"], ["numbering"]),
    "levels": (_list("N", A + _list("", B), C), ["3. a", "- b", "4. c"], ["numbering"]),
    "no marker": (_list("O", A), ["a"], []),
    "two paragraphs in an item": (_list("N", A + B, C), ["3. a", "b", "4. c"], []),
    "no style": (_list("", A), ["- a"], []),
    "a heading in a list": (_list("N", "<text:h>Titel</text:h>"), ["Titel"], []),
}


@pytest.mark.parametrize("kind", LISTS)
def test_lists(kind: str) -> None:
    text, expected, notes = LISTS[kind]
    blocks, found = read_open_document(text, LIST_STYLES)
    assert (markdown(blocks), named(found)) == (expected, notes)


def test_a_table_is_rows_of_cells_of_paragraphs() -> None:
    cells = [
        f'<table:table-cell table:number-columns-spanned="2">{A}</table:table-cell><table:covered-table-cell/>',
        _element("table:table-cell", B) + _element("table:table-cell", C + A),
        "<table:covered-table-cell/>" + _element("table:table-cell", A),
    ]
    head = _element("table:table-header-rows", _element("table:table-row", cells[0]))
    table = _element("table:table", head + "".join(_element("table:table-row", row) for row in cells[1:]))
    blocks, notes = read_open_document(B + table)
    found = blocks[1]
    assert isinstance(found, Table) and not notes
    assert [[[paragraph.text for paragraph in cell] for cell in row] for row in found.rows] == [
        [["a"]],
        [["b"], ["c", "a"]],
        [[], ["a"]],
    ]


OBJECTS = {
    "an equation": (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi></mrow>'
        '<annotation encoding="StarMath 5.0">E = m</annotation></semantics></math>',
        "equation: E=m",
    ),
    "a chart": (
        f"<office:body {ODF_DECLARED}><office:chart><chart:title><text:p>Verloop</text:p></chart:title>"
        "<table:table><text:p>2024</text:p><text:p>12</text:p></table:table></office:chart></office:body>",
        "diagram: Verloop 2024 12",
    ),
    "a sheet": (
        f"<office:body {ODF_DECLARED}><office:spreadsheet><text:p>Totaal</text:p></office:spreadsheet>"
        "</office:body>",
        "object: Totaal",
    ),
    "what cannot be read": ("<!DOCTYPE math><math>E</math>", "object: "),
}


@pytest.mark.parametrize("kind", OBJECTS)
def test_an_object_is_named_with_its_words(kind: str) -> None:
    content, note = OBJECTS[kind]
    drawing = '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image/></draw:frame>'
    caption = f"<draw:frame><draw:text-box><text:p>{drawing}Figuur 1</text:p></draw:text-box></draw:frame>"
    for frame, shown in ((drawing, ["Tekst."]), (caption, ["[Figuur 1]", "Tekst."])):
        package = Package(odt(f"<text:p>Tekst.{frame}</text:p>", objects={"Object 1": content}))
        blocks, notes = read_odt(package)
        assert (markdown(blocks), named(notes)) == (shown, [note])


def test_the_caption_of_a_picture_is_kept_and_named() -> None:
    for name in ("Caption", "caption"):
        named_style = _style(name, "", family="paragraph")
        blocks, notes = read_open_document(
            f'<text:p text:style-name="{name}">De kantine</text:p>', styles=named_style
        )
        assert (markdown(blocks), notes) == (["De kantine"], [Remark(1, "not-placed.caption", "De kantine")])
