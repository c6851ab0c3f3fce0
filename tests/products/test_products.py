"""The finished files, as a reader, a print shop and a screen reader meet them."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
import yaml

from handbook.content.loader import load
from handbook.pdf.finalize import finalize_print
from handbook.support.cache import Cache
from tests.books import SEED, build, copy_seed, pages, pages_by_poppler, plain, write

MM = 72 / 25.4
TRIM = (148 * MM, 210 * MM)


def seed_texts() -> list[str]:
    """Every text of the seed cases, paragraph by paragraph."""
    cases = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((SEED / "cases").glob("*.yaml"))]
    return [
        plain(part)
        for case in cases
        for field in ("title", "person", "experience", "good_work")
        for part in case[field].split("\n\n")
    ]


def operators(pdf: Path) -> Counter[str]:
    """How often each operator of the page descriptions occurs in a file, forms and patterns included."""
    found: Counter[str] = Counter()
    with pikepdf.open(pdf) as book:
        streams = list(book.pages) + [
            item for item in book.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
        ]
        for stream in streams:
            for instruction in pikepdf.parse_content_stream(stream):
                operator = str(instruction.operator)
                operands = " ".join(map(str, instruction.operands)) if operator in ("cs", "CS") else ""
                found[f"{operator} {operands}".strip()] += 1
    return found


def is_compliant(pdf: Path) -> bool:
    return bool(page_validation.validate_pdf(str(pdf), profile="ua1").is_compliant)


def test_qpdf_finds_every_pdf_whole(seed: Path, tmp_path: Path, qpdf: None) -> None:
    write(tmp_path / "book", [{} for _ in range(25)], print={"binding": "perfect", "marks": "yes"})
    assert build(tmp_path / "book", tmp_path / "output") == 0
    files = [*seed.glob("*.pdf"), *(tmp_path / "output").glob("*.pdf")]
    assert len(files) == 7
    for file in files:
        found = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True)
        assert (found.returncode, found.stderr) == (0, "")


def test_two_cases_make_eight_pages(seed: Path) -> None:
    for name in ("goed-werk-print.pdf", "goed-werk-email.pdf"):
        with pikepdf.open(seed / name) as book:
            assert len(book.pages) == 8


def test_the_pages_stand_in_the_order_of_a_book(seed: Path) -> None:
    for name in ("goed-werk-print.pdf", "goed-werk-email.pdf"):
        cover, colophon, contents, *spreads, back = map(plain, pages(seed / name))
        assert cover.startswith("Goed werk") and "november 2026" in colophon and back.startswith("Goed werk")
        assert contents.startswith("Inhoud 4 De koek groter maken Jan Hendrik 6 Initiatief")
        assert [part.split(" ")[0] for part in spreads[::2]] == ["1", "2"]
        for at, title, person in (
            (0, "De koek groter maken", "Jan Hendrik"),
            (2, "Initiatief nemen", "Marie Sam"),
        ):
            assert title in spreads[at] and person in spreads[at] and "Kenmerkende ervaring" in spreads[at]
            assert spreads[at + 1].startswith("Beeld van goed werk")


def test_pages_carry_the_number_that_the_contents_promise(tmp_path: Path) -> None:
    write(tmp_path / "book", [{} for _ in range(40)])
    assert build(tmp_path / "book", tmp_path / "output") == 0
    book = pages(tmp_path / "output" / "proef-print.pdf")
    first = next(at for at, text in enumerate(book) if "Kenmerkende ervaring" in text)
    contents = " ".join(plain(text) for text in book[2:first])
    for number in range(1, 41):
        (page,) = re.findall(rf"(\d+) Verhaal {number} Jan Hendrik", contents)
        left, right = plain(book[int(page) - 1]), plain(book[int(page)])
        assert (
            f"Verhaal {number} " in left
            and "Kenmerkende ervaring" in left
            and left.endswith(f"{page} Jan Hendrik")
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
    with pikepdf.open(seed / "goed-werk-print.pdf") as book:
        for page in book.pages:
            left, bottom, right, top = map(float, page.TrimBox)
            assert (right - left, top - bottom) == pytest.approx(TRIM, abs=0.01)
            for box in (page.BleedBox, page.MediaBox):
                bleed = [left - 3 * MM, bottom - 3 * MM, right + 3 * MM, top + 3 * MM]
                assert [float(value) for value in box] == pytest.approx(bleed, abs=0.01)


def test_the_email_file_has_no_bleed(seed: Path) -> None:
    with pikepdf.open(seed / "goed-werk-email.pdf") as book:
        for page in book.pages:
            assert [float(value) for value in page.MediaBox] == pytest.approx([0, 0, *TRIM], abs=0.01)


def test_the_print_file_holds_no_rgb_and_prints_text_in_black_ink_alone(seed: Path) -> None:
    found = operators(seed / "goed-werk-print.pdf")
    spaces = {name for name in found if name.startswith(("cs", "CS"))}
    assert spaces <= {"cs /DeviceCMYK", "CS /DeviceCMYK"} and "cs /DeviceCMYK" in spaces
    assert not {"rg", "RG", "g", "G", "sh", "Do"} & found.keys()
    with pikepdf.open(seed / "goed-werk-print.pdf") as book:
        for page in book.pages[3:7]:
            fills = [
                [float(value) for value in instruction.operands]
                for instruction in pikepdf.parse_content_stream(page)
                if str(instruction.operator) == "scn"
            ]
            assert [0, 0, 0, 1] in fills
        intent = book.Root.OutputIntents[0]
        assert (str(intent.OutputConditionIdentifier), int(intent.DestOutputProfile.N)) == ("FOGRA39", 4)


def test_the_print_file_has_nothing_to_click_on(seed: Path) -> None:
    with pikepdf.open(seed / "goed-werk-print.pdf") as book:
        assert not any("/Annots" in page for page in book.pages)
        assert not book.open_outline().root


def test_the_email_file_has_no_cmyk(seed: Path) -> None:
    found = operators(seed / "goed-werk-email.pdf")
    assert not any("CMYK" in name for name in found) and not {"k", "K"} & found.keys()


def test_the_email_file_is_pdf_ua_1(seed: Path) -> None:
    assert is_compliant(seed / "goed-werk-email.pdf")


def test_every_case_has_its_link_and_its_bookmark(seed: Path) -> None:
    with pikepdf.open(seed / "goed-werk-email.pdf") as book:
        with book.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                "Inhoud", "De koek groter maken", "Initiatief nemen om te verbinden",
            ]  # fmt: skip
        links = [str(note.Dest) for note in book.pages[2].Annots if note.Subtype == "/Link"]
        names = list(book.Root.Names.Dests.Names)
        targets = {
            str(name): book.pages.index(pikepdf.Page(target[0]))
            for name, target in zip(names[::2], names[1::2], strict=True)
        }
        assert [targets[link] + 1 for link in links] == [4, 6]


def test_the_email_file_opens_as_spreads_with_the_printed_numbers(seed: Path) -> None:
    with pikepdf.open(seed / "goed-werk-email.pdf") as book:
        assert book.Root.PageLayout == "/TwoPageRight"
        assert [page.label for page in book.pages] == [str(number) for number in range(1, 9)]


def test_every_text_copies_out_to_the_letter(seed: Path) -> None:
    copied = plain(" ".join(pages(seed / "goed-werk-email.pdf")))
    for text in seed_texts():
        assert text in copied


@pytest.mark.usefixtures("poppler")
def test_every_text_copies_out_to_the_letter_in_poppler_too(seed: Path) -> None:
    copied = plain(" ".join(pages_by_poppler(seed / "goed-werk-email.pdf")))
    for text in seed_texts():
        assert text in copied


HYPHENS = (
    "collega-SG",
    "stammenstrijd - heeft",
    "beleids- en",
    "*half*-time",
    "*vraag-* en",
    "*vice-versa-* en",
    "*beleids-* *plan*",
    "*[beleids-](https://x.nl)* en",
    "een *eerste* -*tweede*",
    "x - *y z*",
    "–",
    "en/of",
    "https://x.nl/a/b-c",
    "x—y",
    "2019–2020",
)


@pytest.mark.usefixtures("poppler")
def test_typed_hyphens_never_end_a_line(tmp_path: Path) -> None:
    """By force: a hyphen wherever a line may end, in texts of which each line starts a little further on."""
    cases = []
    for shift in range(12):
        text = " ".join(f"{'i' * (1 + (at * 7 + shift) % 9)} {HYPHENS[at % len(HYPHENS)]}" for at in range(48))
        cases.append(
            {"experience": text, "good_work": text, "title": f"Een {'i' * shift} vice-versa-mogelijk-heid"}
        )
    write(tmp_path / "book", cases)
    assert build(tmp_path / "book", tmp_path / "output") == 0
    for book in (read(tmp_path / "output" / "proef-email.pdf") for read in (pages, pages_by_poppler)):
        _compare(book, cases)


def _compare(book: list[str], cases: list[dict[str, str]]) -> None:
    lines = [line.rstrip() for text in book for line in text.splitlines()]
    assert not [line for line in lines if line.endswith(("-", "\u2010", "\u00ad", "\ufffe"))]
    for number, case in enumerate(cases):
        unmarked = plain(re.sub(r"\*|\[|\]\(.*?\)", "", case["experience"]))
        assert unmarked in plain(book[_first(book) + 2 * number])
        assert unmarked in plain(book[_first(book) + 2 * number + 1])
        assert plain(case["title"]) in plain(book[_first(book) + 2 * number])


def _first(book: list[str]) -> int:
    return next(at for at, text in enumerate(book) if "Kenmerkende ervaring" in text)


def test_soft_hyphens_are_for_print_alone(tmp_path: Path) -> None:
    word = "beleids\u00admedewerker"
    write(tmp_path / "book", [{"experience": f"Elke {word} " * 40}])
    assert build(tmp_path / "book", tmp_path / "output") == 0
    copied = plain(" ".join(pages(tmp_path / "output" / "proef-email.pdf")))
    assert copied.count("Elke beleidsmedewerker") == 40


@pytest.mark.parametrize("written", ["no", "012", "2026-11", "~", "null", "1_000", "yes", "3.10"])
def test_a_title_is_printed_as_it_is_written(tmp_path: Path, written: str) -> None:
    content = copy_seed(tmp_path / "book")
    case = content / "cases" / "01-de-koek-groter-maken.yaml"
    case.write_text(case.read_text("utf-8").replace("De koek groter maken", written), "utf-8")
    assert build(content, tmp_path / "output", "build", "--only", "email") == 0
    assert written in plain(pages(tmp_path / "output" / "goed-werk-email.pdf")[3]).split()


def test_what_looks_like_code_is_printed_as_text(tmp_path: Path) -> None:
    text = "Wat {{ 7*7 }} en {% raw %} en <script>alert(1)</script> en </p> & &amp; betekent."
    write(
        tmp_path / "book", [{"title": "<b>&lt; {{ x }}", "person": "A & B", "experience": text}], title="<i> & zo"
    )
    assert build(tmp_path / "book", tmp_path / "output") == 0
    (pdf,) = (tmp_path / "output").glob("*-email.pdf")
    copied = plain(" ".join(pages(pdf)))
    for part in (text, "<b>&lt; {{ x }}", "A & B", "<i> & zo"):
        assert part in copied
    with pikepdf.open(pdf) as book:
        assert str(book.docinfo["/Title"]) == "<i> & zo"
    assert is_compliant(pdf)


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


def test_lists_links_and_quotes_are_tagged(tmp_path: Path) -> None:
    text = "Drie dingen:\n\n- een\n- twee\n\n> gezegd\n\nZie [de site](https://example.org/a-b)."
    write(tmp_path / "book", [{"experience": text}])
    assert build(tmp_path / "book", tmp_path / "output") == 0
    pdf = tmp_path / "output" / "proef-email.pdf"
    assert is_compliant(pdf)
    with pikepdf.open(pdf) as book:
        tags = Counter(
            str(item.S)
            for item in book.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item
        )
    assert (
        tags["/BlockQuote"] == 1
        and tags["/LI"] == 2
        and tags["/TOCI"] == 1
        and tags["/H1"] >= 2
        and tags["/H2"] == 2
    )


def test_a_font_that_nobody_asked_for_is_never_delivered(seed: Path, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="Source-Sans"):
        finalize_print((seed / "goed-werk-print.pdf").read_bytes(), ["Source Serif"], load(SEED), Cache(tmp_path))


def test_a_text_that_fits_print_and_not_email_stops_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words with hyphens, which only print may part there."""
    write(tmp_path / "book", [{"good_work": "verantwoordelijkheid-gevoel " * 54}])
    assert build(tmp_path / "book", tmp_path / "output") == 1
    assert "too long for its place in the email edition" in capsys.readouterr().err
    assert not (tmp_path / "output").exists()
    write(tmp_path / "shorter", [{"good_work": "verantwoordelijkheid-gevoel " * 44}])
    assert build(tmp_path / "shorter", tmp_path / "output") == 0


def test_print_shows_the_address_of_a_link_and_mail_does_not(tmp_path: Path) -> None:
    text = (
        "Lees [de handreiking](https://www.rijksoverheid.nl/vakmanschap), [dit stuk](https://voorbeeld.nl/"
        + "lang/" * 12
        + "), <https://voorbeeld.nl/zo> of [schrijf](mailto:post@voorbeeld.nl)."
    )
    write(tmp_path / "book", [{"experience": text}])
    assert build(tmp_path / "book", tmp_path / "output") == 0
    on_paper = plain(pages(tmp_path / "output" / "proef-print.pdf")[3])
    assert "de handreiking (rijksoverheid.nl/vakmanschap), dit stuk (voorbeeld.nl)," in on_paper
    assert "https://voorbeeld.nl/zo of schrijf (post@voorbeeld.nl)." in on_paper
    assert "de handreiking, dit stuk," in plain(pages(tmp_path / "output" / "proef-email.pdf")[3])
