"""A file broken on purpose for each rule of the preflight, found by that rule and no other."""

from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, String

from handbook.content.loader import load
from tests.books import SEED
from tests.preflight.broken_files import (
    Break,
    all_pages_larger,
    bare_font,
    box,
    check_broken,
    condition_of_other_colours,
    covered_text,
    draw,
    empty_bleed,
    empty_page,
    form_with,
    form_with_bare_font,
    half_page,
    image,
    knocking_out,
    no_longer_pdfx,
    note,
    other_profile,
    profile_of_another_condition,
    resource,
    root,
    small_title,
    text,
    unregistered,
    white_overprints,
    without,
)

SEED_BOOK = load(SEED)
BROKEN: dict[str, list[tuple[Break, str, int]]] = {
    "bleed": [(box(4, "/BleedBox", -2, -3, 151, 213), "error", 4)],
    "bleed-drawn": [
        (empty_bleed, "error", 5),
        (draw(4, "0 0 .03 0 k 0 2 148 5 re f"), "error", 4),  # too light to be told from paper
        (draw(5, "0 0 .5 0 k 100 20 48 20 re f"), "error", 5),  # on the tint, which goes on
    ],
    "text-trim": [(text(4, 2, 100), "error", 4), (text(4, 4, 100), "warning", 4)],
    "text-fold": [(text(5, 7, 100), "warning", 5)],
    "colour": [
        (draw(4, "1 0 0 rg 50 20 20 20 re f"), "error", 4),
        (image("RGB", (700, 700), "red"), "error", 5),
    ],
    "inside": [
        (draw(4, "0 0 .3 0 k 50 20 20 20 re f"), "error", 4),
        (image("CMYK", (700, 700), (0, 0, 0, 90)), "error", 5),
    ],
    "ink": [
        (draw(4, "1 1 .8 .5 k 50 20 20 20 re f"), "error", 4),
        (draw(4, ".9 .9 .9 .1 k 50 20 20 20 re f"), "warning", 4),
        (image("CMYK", (700, 700), (255, 255, 255, 90)), "error", 5),
    ],
    "overprint": [(knocking_out, "error", 4), (white_overprints, "error", 5)],
    "body": [(text(4, 60, 20, 10, ".3 .2 .2 1 k"), "error", 4), (text(4, 60, 20, 10, ".9 .3 0 0 k"), "error", 4)],
    "small-inks": [(text(4, 60, 20, 8.5, ".9 .3 .2 0 k"), "warning", 4)],
    "rich-black": [
        (text(4, 60, 20, 8.5, "0 .3 0 1 k"), "warning", 4),
        (text(4, 60, 20, 20, ".6 .4 .4 1 k"), "warning", 4),
    ],
    "empty": [(empty_page, "warning", 4)],
    "hidden": [
        (covered_text, "error", 4),
        (text(4, 60, 20, 20, "0 0 0 0 k"), "error", 4),
        (text(5, 60, 20, 20, "0 .04 0 .02 k"), "error", 5),
    ],
    "type": [
        (text(4, 60, 20, 5.5), "error", 4),
        (text(1, 110, 140, 7, "0 0 0 0 k"), "warning", 1),
        (text(1, 110, 140, 7, "0 0 .4 0 k"), "warning", 1),
    ],
    "reversed": [(small_title, "warning", 1)],
    "line": [(draw(4, "0 0 0 .5 K .05 w 50 20 m 70 20 l S"), "error", 4)],
    "resolution": [
        (image("CMYK", (430, 430), (90, 0, 0, 0)), "error", 5),
        (image("CMYK", (550, 550), (90, 0, 0, 0)), "warning", 5),
        (image("L", (700, 700), 90, jpeg=False), "warning", 5),
    ],
    "pages": [(half_page, "error", 0)],
    "single": [(box(4, "/TrimBox", 0, 0, 100, 210), "error", 4), (all_pages_larger, "error", 7)],
    "marks": [(box(4, "/MediaBox", -12, -12, 160, 222), "error", 0)],
    "boxes": [(box(4, "/BleedBox", -20, -20, 170, 230), "error", 4)],
    "intent": [
        (root("/OutputIntents", Array()), "error", 0),
        (without(lambda book: book.Root.OutputIntents[0], "/RegistryName"), "error", 0),
        (other_profile, "error", 0),
    ],
    "condition": [
        (unregistered, "warning", 0),
        (profile_of_another_condition, "warning", 0),
        (condition_of_other_colours, "warning", 0),
    ],
    "version": [(no_longer_pdfx, "error", 0)],
    "described": [
        (without(lambda book: book.docinfo, key), "error", 0)
        for key in ("/Title", "/CreationDate", "/ModDate", "/Trapped")
    ],
    "fonts": [(bare_font, "error", 0), (form_with_bare_font, "error", 0)],
    "locked": [(root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("x"))), "error", 0)],
    "annotations": [(note, "error", 4)],
    "transparency": [
        (resource("/ExtGState", lambda book: Dictionary(ca=0.5)), "error", 4),
        (resource("/ExtGState", lambda book: Dictionary(BM=Name.Multiply)), "error", 4),
        (form_with(Dictionary(ca=0.5), b"0 0 0 .2 k 40 30 20 20 re f"), "error", 4),
    ],
}
ALSO = {  # what cannot be broken without breaking another rule too
    "bleed": {"marks"},
    "single": {"text-trim", "text-fold", "bleed-drawn"},
    "boxes": {"bleed-drawn", "marks"},
}
HANDBOOKS = {"inside": replace(SEED_BOOK, print=replace(SEED_BOOK.print, inside="black"))}  # other than the seed
CASES = [(rule, number, *case) for rule, cases in BROKEN.items() for number, case in enumerate(cases)]


@pytest.mark.parametrize(
    ("rule", "act", "severity", "page"),
    [(rule, *arguments) for rule, _, *arguments in CASES],
    ids=[f"{rule}-{number}" for rule, number, *_ in CASES],
)
def test_each_rule_finds_what_is_broken(seed: Path, rule: str, act: Break, severity: str, page: int) -> None:
    report = check_broken(seed / "goed-werk-print.pdf", act, HANDBOOKS.get(rule))
    by_rule = {check.id: check.findings for check in report.checks if check.findings}
    assert rule in by_rule and by_rule.keys() <= {rule} | ALSO.get(rule, set())
    assert {finding.severity for finding in by_rule[rule]} == {severity}
    assert page in {finding.page for finding in by_rule[rule]}


def test_every_rule_is_tried(seed: Path) -> None:
    report = check_broken(seed / "goed-werk-print.pdf", lambda book: None)
    assert {check.id for check in report.checks} == set(BROKEN)
    assert report.findings == []
