"""The email edition, for screen readers, archives, mail programs, and editors who forward one case."""

import email
import email.policy
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from handbook.pdf import finalize
from handbook.pdf._pdfa import make_pdfa
from tests.books import SEED, add_picture, build, plain, write
from tests.pdfs import bookmarks, conforms, elements, links, outline, pages
from tests.products.conftest import Built

CASE = "Sect(P H1 P H2 P H2 P)"
CONTENTS = "Sect(H1 TOC(TOCI(P(Link) P) TOCI(P(Link) P)))"
TREE = f"Document(Sect(P P) Sect(P P P P P) {CONTENTS} {CASE} {CASE} Sect(P))"


def test_the_structure_is_what_a_teacher_would_write(seed: Path) -> None:
    with pikepdf.open(seed / "goed-werk-email.pdf") as book:
        assert outline(book.Root.StructTreeRoot.K[0]) == TREE


def test_lists_links_and_quotes_are_tagged_as_such(tmp_path: Path) -> None:
    text = "Drie dingen:\n\n- een\n- twee\n\n> gezegd\n\nZie [de site](https://example.org/a-b)."
    write(tmp_path / "book", [{"experience": text}])
    assert build(tmp_path / "book", tmp_path / "output", "mail") == 0
    with pikepdf.open(tmp_path / "output" / "proef-email.pdf") as book:
        case = next(part for part in map(outline, book.Root.StructTreeRoot.K[0].K) if "BlockQuote" in part)
    item = "LI(Lbl LBody)"
    assert case == f"Sect(P H1 P H2 P L({item} {item}) BlockQuote(P) P(Link) H2 P)"


def test_a_link_over_several_lines_is_one_link(tmp_path: Path) -> None:
    said = "de handreiking over goed werk van iedereen die bij het ministerie werkt en daar *nadenkt* over goed"
    two = "[een](https://example.org/a)[twee](https://example.org/b)"
    write(tmp_path / "book", [{"experience": f"Zie [{said}](https://example.org/a-b), dan.\n\n{two}"}])
    assert build(tmp_path / "book", tmp_path / "output", "mail") == 0
    email = tmp_path / "output" / "proef-email.pdf"
    pointed = [link.text for link in links(email)[3]]
    lines = len(pointed) - 2
    assert lines > 1, "for a pointer one on each line"
    assert pointed == [said.replace("*", "")] * lines + ["een", "twee"]
    with pikepdf.open(email) as book:
        case = next(part for part in map(outline, book.Root.StructTreeRoot.K[0].K) if "H1 P H2" in part)
    assert case == "Sect(P H1 P H2 P(Link) P(Link Link) H2 P)"
    assert conforms(email)


@pytest.mark.parametrize("sample", ["seed", "shapes", "glued", "house"])
def test_it_conforms_to_two_standards_at_once(built: Built, sample: str) -> None:
    assert conforms(built(sample).file("email"))


def test_running_heads_and_folios_are_not_read_aloud(seed: Path) -> None:
    with pikepdf.open(seed / "goed-werk-email.pdf") as book:
        case = book.pages[4].Contents.read_bytes()
        assert b" ".join(case.split()).count(b"/Artifact <</Type /Pagination>> BDC") == 2
        read = [kid for element in elements(book) for kid in element.K]
        marks = sum(isinstance(kid, int) for kid in read)
        assert marks == sum(page.Contents.read_bytes().count(b"/MCID") for page in book.pages)


def test_what_the_tree_tells_apart_has_a_number_of_its_own(seed: Path) -> None:
    with pikepdf.open(seed / "goed-werk-email.pdf") as book:
        numbers = [int(page.StructParents) for page in book.pages]
        numbers += [int(link.StructParent) for page in book.pages for link in page.get("/Annots", pikepdf.Array())]
        assert len(numbers) == len(set(numbers)) > len(book.pages)
        assert sorted(numbers) == [int(key) for key in list(book.Root.StructTreeRoot.ParentTree.Nums)[::2]]


def test_what_a_house_style_writes_is_read_aloud(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "style.css").write_text('.verso::before { content: "Uit de praktijk" }')
    assert build(content, tmp_path / "output", "mail") == 0
    assert conforms(tmp_path / "output" / "proef-email.pdf")
    with pikepdf.open(tmp_path / "output" / "proef-email.pdf") as book:
        read = [kid for element in elements(book) for kid in element.K]
        marks = sum(isinstance(kid, int) for kid in read)
        assert marks == sum(page.Contents.read_bytes().count(b"/MCID") for page in book.pages)
    assert "Uit de praktijk" in pages(tmp_path / "output" / "proef-email.pdf")[3]


def test_viewers_open_it_as_a_book(seed: Path) -> None:
    with pikepdf.open(seed / "goed-werk-email.pdf") as book:
        assert book.Root.PageLayout == "/TwoPageRight" and book.Root.ViewerPreferences.DisplayDocTitle
        assert book.Root.Lang == "nl" and [page.label for page in book.pages] == list("12345678")
        entries = {key: str(value) for key, value in book.docinfo.items()}
        with book.open_metadata() as xmp:
            assert xmp["dc:title"] == entries["/Title"] == "Goed werk"
            assert xmp["dc:creator"] == [entries["/Author"]] == ["Programma Vakmanschap"]
            assert xmp["dc:language"] == {"nl"} and xmp["xmp:CreateDate"].startswith("2026-11-01")
    assert entries["/Subject"].startswith("Ervaringen van ambtenaren")


def test_a_link_says_its_text_and_one_of_the_register_where_it_leads(tmp_path: Path) -> None:
    text = "Lees [de handreiking](https://www.rijksoverheid.nl/x) of [schrijf ons](mailto:post@voorbeeld.nl)."
    write(tmp_path / "book", [{"experience": text}], register="yes")
    assert build(tmp_path / "book", tmp_path / "output", "mail") == 0
    texts = [link.text for page in links(tmp_path / "output" / "proef-email.pdf") for link in page]
    assert list(dict.fromkeys(texts)) == [  # one for each line that a link is on
        "Verhaal 1",
        "de handreiking",
        "schrijf ons",
        "pagina 4: Verhaal 1",
    ]


def test_a_picture_says_what_it_shows_and_where_it_stands(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": "a.png", "alt": "Twee mensen aan tafel."}}])
    add_picture(content, "a.png", Image.new("RGB", (900, 900), "#c06030"))
    assert build(content, tmp_path / "output", "mail") == 0
    with pikepdf.open(tmp_path / "output" / "proef-email.pdf") as book:
        (figure,) = [element for element in elements(book) if element.S == "/Figure"]
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
        width, height = (float(side) for side in book.pages[4].MediaBox[2:])
    assert str(figure.Alt) == "Twee mensen aan tafel."
    assert top == pytest.approx(height, abs=0.1), "it bleeds off the head of the page"
    assert -0.1 < left < left + width / 3 < right < width + 0.1 and height / 5 < top - bottom < height / 2


def test_contents_and_bookmarks_lead_to_the_first_page_of_each_case(seed: Path) -> None:
    email = seed / "goed-werk-email.pdf"
    assert list(dict.fromkeys(link.target[0] for link in links(email)[2])) == [4, 6]
    assert [(mark.level, mark.title, mark.place[0]) for mark in bookmarks(email)] == [
        (1, "Inhoud", 3),
        (1, "De koek groter maken", 4),
        (1, "Initiatief nemen om te verbinden", 6),
    ]


def test_the_bookmarks_name_the_pages_for_notes_once(tmp_path: Path) -> None:
    write(tmp_path / "book", [{}, {}], register="yes")
    assert build(tmp_path / "book", tmp_path / "output", "mail") == 0
    titles = [mark.title for mark in bookmarks(tmp_path / "output" / "proef-email.pdf")]
    assert titles == ["Inhoud", "Verhaal 1", "Verhaal 2", "Wie vertelden", "Aantekeningen"]


def test_themes_stand_above_their_cases_in_the_bookmarks(tmp_path: Path) -> None:
    cases = [{"themes": ["Samen"]}, {"themes": ["Samen"]}, {"themes": ["Alleen"]}]
    write(tmp_path / "book", cases, themes=[{"name": "Samen"}, {"name": "Alleen"}])
    assert build(tmp_path / "book", tmp_path / "output", "mail") == 0
    with pikepdf.open(tmp_path / "output" / "proef-email.pdf") as book:
        assert str(book.docinfo.Keywords) == "Samen, Alleen"
    outline = [(mark.level, mark.title) for mark in bookmarks(tmp_path / "output" / "proef-email.pdf")]
    themes = [(1, "Samen"), (2, "Verhaal 1"), (2, "Verhaal 2"), (1, "Alleen"), (2, "Verhaal 3")]
    assert outline[:6] == [(1, "Inhoud"), *themes]


def test_one_case_is_a_file_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(SEED, tmp_path, "build", "--case", "initiatief-nemen-om-te-verbinden") == 0
    case = tmp_path / "goed-werk-initiatief-nemen-om-te-verbinden.pdf"
    assert [path.name for path in tmp_path.glob("*.pdf")] == [case.name] and conforms(case)
    left, right = map(plain, pages(case))
    assert "Initiatief nemen om te verbinden" in left and left.endswith("6")
    assert right.endswith("Initiatief nemen om te verbinden 7")
    with pikepdf.open(case) as book:
        assert book.docinfo.Title == "Initiatief nemen om te verbinden"
        assert book.Root.PageLayout == "/TwoPageLeft" and book.Root.PageLabels.Nums[1].St == 6
    assert build(SEED, tmp_path, "build", "--case", "initatief-nemen-om-te-verbinden") == 1
    assert "did you mean 'initiatief-nemen-om-te-verbinden'?" in capsys.readouterr().err


def test_what_decides_where_lines_end_gets_nowhere_else(tmp_path: Path) -> None:
    case = {
        "title": "Sa\u00admen en/of apart om te verbinden",
        "experience": "Zie [sa\u00admen en/of apart](https://voorbeeld.nl).",
        "portrait": {"file": "a.png", "alt": "Twee men\u00adsen en/of een."},
    }
    settings = {"text": "Samen en/of apart."}
    labels = {"contents": "Inhoud en/of verhalen"}
    content = write(tmp_path / "book", [case], mail=settings, labels=labels, register="yes")
    add_picture(content, "a.png", Image.new("RGB", (900, 900), "#c06030"))
    assert build(content, tmp_path / "output", "mail") == 0
    book = tmp_path / "output" / "proef-email.pdf"
    mail = email.message_from_bytes((tmp_path / "output" / "proef.eml").read_bytes(), policy=email.policy.default)
    written = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    written += [mark.title for mark in bookmarks(book)] + [link.text for page in links(book) for link in page]
    with pikepdf.open(book) as pdf:
        written += [str(element.Alt) for element in elements(pdf) if "/Alt" in element]
    for said in (
        "Samen en/of apart.",
        "samen en/of apart",
        "Inhoud en/of verhalen",
        "Twee mensen",
        "apart om te verbinden",
    ):
        assert any(said in text for text in written)
    assert not [text for text in written if {*"\u2060\u00ad\u00a0"} & {*text}]


def test_each_line_of_the_colophon_stays_a_line(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    with (content / "handbook.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "colophon: |\n  Redactie: *Team* Boek\n  Foto’s: Anna de Wit\n  Druk: De Drukkerij\n\n  > Gezegd\n"
        )
    assert build(content, tmp_path / "output", "mail") == 0
    email = tmp_path / "output" / "proef-email.pdf"
    lines = [line.strip() for line in pages(email)[1].splitlines()]
    start = lines.index("Redactie: Team Boek")
    assert lines[start + 1 : start + 3] == ["Foto’s: Anna de Wit", "Druk: De Drukkerij"]
    with pikepdf.open(email) as book:
        assert outline(book.Root.StructTreeRoot.K[0].K[1]) == "Sect(P P P BlockQuote(P) P)", "one paragraph"


@pytest.mark.parametrize("said", ["klik hier", "hier", "Lees meer", "https://voorbeeld.nl/x", "here"])
def test_a_link_text_that_says_nothing_is_told_of(
    tmp_path: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "book", [{"experience": f"Zie [{said}](https://voorbeeld.nl/x), of hier."}])
    assert build(tmp_path / "book", tmp_path / "output", "check") == 0
    assert capsys.readouterr().err.count("does not say where the link leads") == 1


def test_no_stream_ends_in_what_archives_take_for_the_end_of_a_line(seed: Path) -> None:
    """One stream in 256 would: here, two in every state that can."""
    unlucky = next(data for length in range(9999) if zlib.adler32(data := b"% " + b"x" * length) & 0xFF == 0x0D)
    with pikepdf.open(seed / "goed-werk-email.pdf") as book:
        plain = book.pages[0].Contents = pikepdf.Stream(book, unlucky)
        packed = pikepdf.Stream(book, zlib.compress(unlucky), Filter=pikepdf.Name.FlateDecode)
        book.pages[1].Contents = packed
        make_pdfa(book, 1)
        assert plain.read_bytes() == packed.read_bytes() == unlucky + b" "


def test_a_table_that_would_end_so_is_no_stream(seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cross-reference table in 256 would; here each one is taken for such a one."""
    monkeypatch.setattr(finalize, "CUT_STREAM", b"/XRef")
    with pikepdf.open(seed / "goed-werk-email.pdf") as book:
        data, number = finalize._save_archive(book)
    with pikepdf.open(BytesIO(data)) as saved:
        assert len(saved.pages) == number == 8
    assert b"/XRef" not in data and b"/ObjStm" not in data


def test_a_case_in_another_language_is_read_in_that_language(tmp_path: Path) -> None:
    english = "People worked together on the characteristic responsibilities of their organisation. " * 9
    write(tmp_path / "book", [{}, {"language": "en", "experience": english}])
    assert build(tmp_path / "book", tmp_path / "output", "mail") == 0
    assert conforms(tmp_path / "output" / "proef-email.pdf")
    with pikepdf.open(tmp_path / "output" / "proef-email.pdf") as book:
        spoken = [str(section.get("/Lang", book.Root.Lang)) for section in book.Root.StructTreeRoot.K[0].K]
        heads = [str(element.Lang) for element in elements(book) if element.S == "/H2" and "/Lang" in element]
    assert spoken == ["nl", "nl", "nl", "nl", "en"], "the back cover says nothing"
    assert heads == ["nl", "nl"]
