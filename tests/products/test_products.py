"""The finished files, as a reader, a print shop and a screen reader meet them."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary

from handbook.content.loader import load
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.editions import PRINT
from handbook.pdf.finalize import Finalizer
from handbook.support.cache import Cache
from tests.books import SEED, build, plain, seed_texts, write
from tests.pdfs import bookmarks, boxes, links, operators, pages, pages_by_poppler, shown
from tests.tree_text import structure_text


def test_qpdf_finds_every_pdf_whole(seed: Path, tmp_path: Path, qpdf: None) -> None:
    write(tmp_path / "book", [{} for _ in range(25)], print={"binding": "perfect", "spine": 5, "marks": "yes"})
    assert build(tmp_path / "book", tmp_path / "output") == 0
    files = [*seed.glob("*.pdf"), *(tmp_path / "output").glob("*.pdf")]
    assert len(files) == 7
    for file in files:
        result = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True)
        assert (result.returncode, result.stderr) == (0, "")


def test_the_pages_stand_in_the_order_of_a_book(seed: Path) -> None:
    for name in ("goed-werk-print.pdf", "goed-werk-email.pdf"):
        cover, colophon, contents, *spreads, back = map(plain, pages(seed / name))
        assert cover.startswith("Goed werk") and "november 2026" in colophon and back == "Programma Vakmanschap"
        assert contents.startswith("Inhoud 4 De koek groter maken Jan Hendrik 6 Initiatief")
        assert len(spreads) == 4
        assert [part.split(" ")[-2:] for part in spreads[::2]] == [["1", "4"], ["2", "6"]]
        for index, title, person in (
            (0, "De koek groter maken", "Jan Hendrik"),
            (2, "Initiatief nemen", "Marie Sam"),
        ):
            assert (
                title in spreads[index] and person in spreads[index] and "Kenmerkende ervaring" in spreads[index]
            )
            assert spreads[index + 1].startswith("Beeld van goed werk")


def test_pages_carry_the_number_that_the_contents_promise(tmp_path: Path) -> None:
    write(tmp_path / "book", [{} for _ in range(40)])
    assert build(tmp_path / "book", tmp_path / "output") == 0
    book = pages(tmp_path / "output" / "proef-print.pdf")
    first = next(index for index, text in enumerate(book) if "Kenmerkende ervaring" in text)
    contents = " ".join(plain(text) for text in book[2:first])
    for number in range(1, 41):
        (page,) = re.findall(rf"(\d+) Verhaal {number} Jan Hendrik", contents)
        left, right = plain(book[int(page) - 1]), plain(book[int(page)])
        assert (
            f"Verhaal {number} " in left and "Kenmerkende ervaring" in left and left.endswith(f" {number} {page}")
        )
        assert right.startswith("Beeld van goed werk") and right.endswith(f"{int(page) + 1}")
    assert len(book) % 4 == 0


@pytest.mark.parametrize("cases", [1, 3])
def test_notes_pages_fill_the_book_up(tmp_path: Path, cases: int) -> None:
    write(tmp_path / "book", [{} for _ in range(cases)])
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "print") == 0
    book = pages(tmp_path / "output" / "proef-print.pdf")
    assert len(book) == {1: 8, 3: 12}[cases]
    assert [plain(text) for text in book[3 + 2 * cases : -1]] == ["Aantekeningen"] * 2


def test_the_print_file_has_exact_boxes(seed: Path) -> None:
    bleed = pytest.approx((-3, -3, 151, 213), abs=0.01)
    for page in boxes(seed / "goed-werk-print.pdf"):
        assert page["TrimBox"] == pytest.approx((0, 0, 148, 210), abs=0.01)
        assert page["BleedBox"] == page["MediaBox"] == bleed


def test_the_email_file_has_no_bleed(seed: Path) -> None:
    for page in boxes(seed / "goed-werk-email.pdf"):
        assert page["MediaBox"] == pytest.approx((0, 0, 148, 210), abs=0.01)


def test_the_print_file_holds_no_rgb(seed: Path) -> None:
    used = operators(seed / "goed-werk-print.pdf")
    assert "k" in used and not any(name.startswith(("cs", "CS", "sc", "SC")) for name in used)
    assert not {"rg", "RG", "g", "G", "sh", "Do"} & used.keys()
    with pikepdf.open(seed / "goed-werk-print.pdf") as book:
        intent = book.Root.OutputIntents[0]
        assert (str(intent.OutputConditionIdentifier), int(intent.DestOutputProfile.N)) == ("FOGRA39", 4)


def test_body_text_is_printed_in_black_ink_alone(seed: Path) -> None:
    """In more than one ink its fine strokes would show the smallest misregistration of the plates."""
    with pikepdf.open(seed / "goed-werk-print.pdf") as book:
        for page in book.pages[3:7]:
            texts = list(shown(page))
            (face, size), lines = Counter((text.font, text.size) for text in texts).most_common(1)[0]
            assert "Newsreader" in face and lines >= 10
            assert {text.colour for text in texts if (text.font, text.size) == (face, size)} == {(0, 0, 0, 1)}


def test_the_print_file_has_nothing_for_screens_and_screen_readers(tmp_path: Path) -> None:
    text = "Zie [de gids](https://example.org/gids).\n\n- een\n- twee"
    write(tmp_path / "book", [{"experience": text}] * 8, register="yes", print={"binding": "perfect", "spine": 5})
    assert build(tmp_path / "book", tmp_path / "output", "--only", "print", "cover", "desk") == 0
    for name in ("print", "cover", "desk"):
        file = tmp_path / "output" / f"proef-{name}.pdf"
        assert not any(links(file)) and not bookmarks(file)
        assert not {"BDC", "BMC", "EMC", "DP", "MP"} & operators(file).keys(), "marked content"
        with pikepdf.open(file) as book:
            assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Dests"} & book.Root.keys()
            assert not any({"/Annots", "/StructParents", "/Tabs"} & page.obj.keys() for page in book.pages)
            kinds = {str(item.get("/Type", "")) for item in book.objects if isinstance(item, Dictionary)}
            assert not kinds & {"/Annot", "/StructElem", "/OBJR", "/StructTreeRoot", "/Outlines"}


def test_the_email_file_has_no_cmyk(seed: Path) -> None:
    used = operators(seed / "goed-werk-email.pdf")
    assert not any("CMYK" in name for name in used) and not {"k", "K"} & used.keys()


def test_every_text_copies_out_to_the_letter(seed: Path) -> None:
    copied = plain(" ".join(pages(seed / "goed-werk-email.pdf")))
    for text in seed_texts():
        assert text in copied


@pytest.mark.usefixtures("poppler")
def test_every_text_copies_out_to_the_letter_in_poppler_too(seed: Path) -> None:
    copied = plain(" ".join(pages_by_poppler(seed / "goed-werk-email.pdf")))
    for text in seed_texts():
        assert text in copied


def test_a_title_is_printed_as_it_is_written(tmp_path: Path) -> None:
    titles = ("no", "012", "2026-11", "~", "null", "1_000", "yes", "3.10")
    content = write(tmp_path / "book", [{} for _ in titles])
    for title, file in zip(titles, sorted((content / "cases").iterdir()), strict=True):
        file.write_text(re.sub("^title: .*", f"title: {title}", file.read_text("utf-8")), "utf-8")
    assert build(content, tmp_path / "output", "build", "--only", "email") == 0
    copied = pages(tmp_path / "output" / "proef-email.pdf")
    for place, title in enumerate(titles):
        assert title in plain(copied[3 + 2 * place]).split()


def test_a_book_in_english_prints_english_words(tmp_path: Path) -> None:
    write(tmp_path / "book", [{}], language="en", date="2026-11-05", labels={"contents": "What is in it"})
    assert build(tmp_path / "book", tmp_path / "output") == 0
    copied = plain(" ".join(pages(tmp_path / "output" / "proef-email.pdf")))
    for part in ("5 November 2026", "What is in it", "A picture of good work", "Notes"):
        assert part in copied
    with pikepdf.open(tmp_path / "output" / "proef-email.pdf") as book:
        assert str(book.Root.Lang) == "en"


def test_the_order_of_the_handbook_is_the_order_of_the_book(tmp_path: Path) -> None:
    write(tmp_path / "book", [{}, {}, {}], order=["verhaal-3", "verhaal-1", "verhaal-2"])
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "email") == 0
    contents = plain(pages(tmp_path / "output" / "proef-email.pdf")[2])
    assert re.findall(r"Verhaal (\d)", contents) == ["3", "1", "2"]


def test_a_font_that_no_style_sheet_declares_is_never_delivered(
    seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StyleSheets, "font_families", frozenset(["Newsreader"]))
    finalizer = Finalizer(load(SEED), StyleSheets(SEED), Cache(tmp_path), None)
    with pytest.raises(RuntimeError, match="Source-Sans"):
        finalizer.print((seed / "goed-werk-print.pdf").read_bytes(), dict.fromkeys(range(8), PRINT))


@pytest.mark.usefixtures("poppler")
def test_the_address_of_a_link_is_printed_in_every_product_and_read_aloud_once(tmp_path: Path) -> None:
    text = (
        "Lees [de handreiking](https://www.rijksoverheid.nl/vakmanschap), [dit stuk](https://voorbeeld.nl/"
        + "lang/" * 12
        + "), <https://voorbeeld.nl/zo> of [schrijf](mailto:post@voorbeeld.nl)."
    )
    write(tmp_path / "book", [{"experience": text}])
    assert build(tmp_path / "book", tmp_path / "output", "--only", "print", "desk", "email") == 0
    printed = "de handreiking (rijksoverheid.nl/vakmanschap), dit stuk (voorbeeld.nl),"
    last = "https://voorbeeld.nl/zo of schrijf (post@voorbeeld.nl)."
    for name in ("print", "desk", "email"):
        book = plain(" ".join(pages(tmp_path / "output" / f"proef-{name}.pdf")))
        assert book.count(printed) == book.count(last) == 1
    email = tmp_path / "output" / "proef-email.pdf"
    said = "".join(structure_text(email).split())
    for address in ("rijksoverheid.nl/vakmanschap", "(voorbeeld.nl)", "voorbeeld.nl/zo", "post@voorbeeld.nl"):
        assert said.count(address) == 1
    texts = [link.text for link in links(email)[3]]  # one for each line that a link is on
    assert list(dict.fromkeys(texts)) == ["de handreiking", "dit stuk", "https://voorbeeld.nl/zo", "schrijf"]
