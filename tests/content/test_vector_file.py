"""Drawings in SVG: what is printed as lines and areas is read, all else is refused by name."""

import pytest

from handbook.content.picture_kind import UnusablePicture
from handbook.content.vector_file import read_drawing

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SQUARE = '<path d="M0 0h9v9z"/>'


def svg(inside: str, attributes: str = 'viewBox="0 0 9 9"', before: str = "") -> bytes:
    return f"{before}<svg {NAMES} {attributes}>{inside}</svg>".encode()


USED_AGAIN = "".join(f'<g id="g{at}">{f"""<use href="#g{at + 1}"/>""" * 10}</g>' for at in range(9))
REFUSED = {
    "script": [
        svg(f"<script>go()</script>{SQUARE}"),
        svg('<path d="M0 0h9v9z" onclick="go()"/>'),
        svg(f'<g>{SQUARE}<animate attributeName="x"/></g>'),
    ],
    "outside": [
        svg('<use href="https://example.org/a.svg#a"/>'),
        svg('<use xlink:href="a.svg#a"/>'),
        svg(f"<style>@import 'a.css';</style>{SQUARE}"),
        svg(f"<style>@font-face {{ src: url(a.woff) }}</style>{SQUARE}"),
        svg('<path d="M0 0h9v9z" fill="url(a.svg#a)"/>'),
        svg("<path d='M0 0h9v9z' style='fill: URL( \"https://example.org\" )'/>"),
    ],
    "text": [svg("<text>Dienst</text>"), svg("<g><text><tspan>Dienst</tspan></text></g>")],
    "picture": [svg('<image href="data:image/png;base64,AA"/>'), svg(f"<foreignObject/>{SQUARE}")],
    "effect": [
        svg(f'<mask id="m">{SQUARE}</mask>'),
        svg('<path d="M0 0h9v9z" filter="url(#f)"/>'),
        svg("<path d='M0 0h9v9z' style='mix-blend-mode: multiply'/>"),
    ],
    "transparent": [
        svg(f'<g opacity=".5">{SQUARE}</g>'),
        svg("<path d='M0 0h9v9z' style='fill-opacity: 40%'/>"),
        svg(f"<style>path {{ fill: rgb(0 0 0 / .3) }}</style>{SQUARE}"),
        svg('<path d="M0 0h9v9z" fill="#15427380"/>'),
    ],
    "colour": [svg('<path d="M0 0h9v9z" fill="icc-color(press, 1, 0, 0, 0)"/>')],
    "element": [svg(f'<pattern id="p">{SQUARE}</pattern>{SQUARE}'), svg(f'<a href="#b">{SQUARE}</a>')],
    "entities": [
        svg("<path d='&a;'/>", before='<!DOCTYPE svg [<!ENTITY a "M0 0h9v9z">]>'),
        svg(SQUARE, before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
        svg(SQUARE, before='<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;]>'),
    ],
    "no-size": [svg(SQUARE, ""), svg(SQUARE, 'width="100%" height="100%"')],
    "empty": [svg(""), svg("<g/>")],
    "too-many": [
        svg(f'{USED_AGAIN}<g id="g9">{SQUARE}</g>'),
        svg(f'{USED_AGAIN}<g id="g9"/>{SQUARE}'),
        svg(SQUARE * 20_001),
    ],
    "damaged": [
        b"",
        b"no drawing",
        b"\x89PNG\r\n\x1a\n",
        svg(SQUARE)[:-9],
        f"<html>{SQUARE}</html>".encode(),
        svg("<g>" * 60 + "</g>" * 60 + SQUARE),
        svg(f'<g id="a"><use href="#a"/>{SQUARE}</g>'),
        svg("".join(f'<g id="g{at}"><use href="#g{at + 1}"/></g>' for at in range(3000)) + SQUARE),
        svg(SQUARE, before='<?xml version="1.0" encoding="no-such"?>'),
    ],
    "too-large": [svg(f"{SQUARE}<!--{'x' * 5_000_000}-->")],
}
LONG = 1_900_000  # characters, just under what a drawing may have
VALUES = {  # by attribute, what is none of its values, and what a search or a drawing would take for ever with
    "width": ["1" + " " * LONG + "!"],
    "opacity": ["a", "1" * LONG, "1,", "-"],
    "fill": ["1" * LONG, "(" * 900],
    "transform": ["a" * LONG, "a(" * (LONG // 2), "rotate(1", "scale(1 2 3)", "rotate(a)"],
    "stroke-width": ["a1", "1" * 400],
    "stroke-dasharray": ["1,a"],
    "d": ["L1 2", "M0 0L1", "M0 0a1 1 0 2 0 1 1", "M0 0" + "L1 2" * (LONG // 4), "M1e400 1"],
    "points": ["1 2 3", "a"],
    "style": ["a:b;" * 9_000, "fill:" + "(" * 900],
    "spreadMethod": ["repeat"],
}
REFUSED_VALUES = [(name, value) for name, values in VALUES.items() for value in values]


@pytest.mark.parametrize(("name", "value"), REFUSED_VALUES, ids=[name for name, _ in REFUSED_VALUES])
def test_a_value_that_is_none_or_endless_is_refused(name: str, value: str) -> None:
    other = "" if name == "d" else 'd="M0 0h9v9z"'
    with pytest.raises(UnusablePicture) as refused:
        read_drawing(
            svg(SQUARE, f'height="9" width="{value}"')
            if name == "width"
            else svg(f'<path {other} {name}="{value}"/>')
        )
    assert refused.value.key in ("vector.value", "vector.effect", "vector.colour", "vector.no-size")


@pytest.mark.parametrize(
    "attribute",
    [
        'transform="translate(-1.5,2) rotate(45deg 1 2)scale(1e-3)"',
        'transform="matrix(1 0 0 1 0 0)"',
        'd="m1,2 3-4.5.5.6a1 1 0 01.5.5c1 2 3 4 5 6Zm0 0z"',
        'd="M1.2e-17-3H4V.5"',
        'points="1,2 3,4"',
        'style="stroke-dasharray:none;stroke-width:0.75pt;fill:rgb(1, 2, 3)"',
        'stroke-dasharray="1 2,3" stroke-miterlimit="10"',
    ],
)
def test_values_of_drawing_programs_are_kept(attribute: str) -> None:
    assert attribute.split('"')[1][:9] in read_drawing(svg(f"<path {attribute}/>{SQUARE}")).decode()


CASES = [(kind, number) for kind, files in REFUSED.items() for number in range(len(files))]


@pytest.mark.parametrize(("kind", "number"), CASES)
def test_what_cannot_be_printed_as_lines_and_areas_is_refused_by_name(kind: str, number: int) -> None:
    with pytest.raises(UnusablePicture) as refused:
        read_drawing(REFUSED[kind][number])
    assert refused.value.key == f"vector.{kind}"


@pytest.mark.parametrize(
    "inside",
    [
        SQUARE,
        f'<defs><g id="a">{SQUARE}</g></defs><use href="#a" x="3"/><use xlink:href="#a" y="3"/>',
        "<style>.b { fill: #154273; stroke: none } @media print { .b { fill: red } }</style><rect class='b'/>",
        '<clipPath id="c"><circle r="4"/></clipPath><g clip-path="url(#c)"><rect fill="currentColor"/></g>',
        '<linearGradient id="g"><stop stop-color="hsl(9 9% 9%)"/></linearGradient><path fill="url(#g) red"/>',
        '<g opacity="1" style="fill-opacity: 100%; mix-blend-mode: normal"><line stroke="navy"/></g>',
    ],
)
def test_lines_and_areas_are_kept(inside: str) -> None:
    kept = read_drawing(svg(inside)).decode().replace("ns0:", "")
    assert [kept.count(f"<{name} ") for name in ("use", "rect", "circle", "line", "stop")] == [
        inside.count(f"<{name} ") for name in ("use", "rect", "circle", "line", "stop")
    ]


def test_what_drawing_programs_note_is_left_out() -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    notes = (
        '<metadata><x:rdf xmlns:x="http://x.example"/></metadata><title>Merk</title><desc>Een merk</desc>'
        '<n:view xmlns:n="http://n.example" n:zoom="2"/><!-- gemaakt met pen -->'
    )
    head = 'viewBox="0 0 9 9" xmlns:i="http://i.example" i:version="1"'
    kept = read_drawing(svg(notes + SQUARE, head, f'<?xml version="1.0"?>{doctype}'))
    assert kept == read_drawing(svg(SQUARE))
