"""Imports cases from Word and plain text: nothing is lost or overwritten, and doubts are reported."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from handbook.authoring._person_finder import find_person
from handbook.authoring.import_cases import read_cases
from handbook.content.line_ends import without_marks
from handbook.content.loader import load
from handbook.content.markdown import html
from tests.books import SEED, build, plain

HEADS = ("Kenmerkende ervaring", "Beeld van goed werk")
NAMES = Path(__file__).parent / "names"
TEXT = Path(__file__).parents[1] / "vakmanschap.txt"


def run(content: Path, file: Path) -> int:
    return build(content, content.parent / "output", "import", str(file))


def texts(content: Path) -> dict[str, dict[str, str | None]]:
    paths = sorted((content / "cases").glob("*.yaml"))
    return {path.name: yaml.safe_load(path.read_text("utf-8")) for path in paths}


def test_the_seed_gives_its_two_cases_to_the_letter(content: Path) -> None:
    assert run(content, TEXT) == 0
    for path in (SEED / "cases").glob("*.yaml"):
        imported, seed = ((folder / "cases" / path.name).read_text("utf-8") for folder in (content, SEED))
        assert imported.split("\n", 1)[1] == seed.split("\n", 1)[1]
    assert build(content, content.parent / "output") == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n\n", "\n").encode(),
        lambda text: text.upper().replace("KENMERKENDE ERVARING", "1. KENMERKENDÉ  ERVARING :").encode(),
        lambda text: text.encode("cp1252"),
    ],
    ids=["Windows", "UTF-16", "without empty lines", "other capitals", "the letters of Windows"],
)
def test_the_seed_may_be_saved_in_many_ways(content: Path, tmp_path: Path, change: Callable[[str], bytes]) -> None:
    text = (TEXT).read_text("utf-8")
    (tmp_path / "seed.txt").write_bytes(change(text))
    assert run(content, tmp_path / "seed.txt") == 0
    texts_read = " ".join(
        plain(" ".join(text for text in case.values() if text)) for case in texts(content).values()
    ).casefold()
    for paragraph in text.split("\n"):
        assert paragraph in HEADS or plain(paragraph).casefold() in texts_read


def test_what_is_there_already_stays_as_it_is(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(content, TEXT) == 0
    path = content / "cases" / "01-de-koek-groter-maken.yaml"
    path.write_text(path.read_text("utf-8").replace("Jan Hendrik", "Jan H."), "utf-8")
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert run(content, TEXT) == 0
    messages = capsys.readouterr()
    assert "vakmanschap.txt:5:1: warning: there is a case 'De koek groter maken' already" in messages.err
    assert messages.out == "no case was added: the handbook has them all\n"
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def _link(paragraph: Any, text: str, address: str) -> None:
    """A link as Word writes it; python-docx only reads them."""
    part = paragraph.part
    key = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link, run, letters = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    link.set(qn("r:id"), key)
    letters.text = text
    run.append(letters)
    link.append(run)
    paragraph._p.append(link)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """A Word file like those that colleagues send."""
    book = Document()
    book.add_paragraph("Beste redactie, hierbij twee verhalen.")
    book.add_heading("Samen op pad", 1)
    book.add_paragraph("Fatima Jansen")
    book.add_heading("KENMERKENDE ERVARING:", 2)
    paragraph = book.add_paragraph("Het was ")
    paragraph.add_run("heel ").bold = True
    paragraph.add_run("span").italic = True
    paragraph.add_run("nend").italic = True
    paragraph.add_run(" * en_zo [niet] <b>vet</b> \\ `code` 3 - 4; zie\u00a0")
    _link(paragraph, "de gids", "https://example.org/gids?a=1&b=2")
    paragraph.add_run(".")
    book.add_paragraph("# geen kop")
    book.add_paragraph("2026. Dat was een jaar")
    book.add_paragraph("punt een", style="List Bullet")
    book.add_paragraph("punt twee", style="List Bullet")
    book.add_paragraph("eerst dit", style="List Number")
    book.add_paragraph("dan dat", style="List Number")
    book.add_table(1, 2).cell(0, 0).text = "Een cel"
    book.add_paragraph("Beeld van goed werk: het staat er meteen achter.")
    deleted = book.add_paragraph("Met een wijziging. ")
    deletion, added = OxmlElement("w:del"), OxmlElement("w:ins")
    for change, tag, text in ((deletion, "w:delText", "Weg."), (added, "w:t", "Erbij.")):
        run_, letters = OxmlElement("w:r"), OxmlElement(tag)
        letters.text = text
        run_.append(letters)
        change.append(run_)
        deleted._p.append(change)
    book.add_heading("Zonder naam", 1)
    book.add_heading("Kenmerkende ervaring", 2)
    book.add_paragraph("Iemand deed iets.")
    book.add_heading("Beeld van goed werk", 2)
    book.add_paragraph("Het ging goed.")
    book.save(str(tmp_path / "verhalen.docx"))
    return tmp_path / "verhalen.docx"


def test_word_keeps_emphasis_lists_and_links(
    content: Path, word: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(content, word) == 0
    messages = capsys.readouterr()
    first, second = texts(content).values()
    assert (first["title"], first["person"]) == ("Samen op pad", "Fatima Jansen")
    case = load(content).cases[0]
    html = without_marks(re.sub("</?span>", "", case.experience.html))
    html = " ".join(html.replace("\u00a0", " ").split())
    assert "Het was <strong>heel</strong> <em>spannend</em>" in html
    assert "* en_zo [niet] &lt;b&gt;vet&lt;/b&gt; \\ `code` 3 - 4" in html
    assert '<a href="https://example.org/gids?a=1&amp;b=2">de gids</a>' in html
    assert "<p># geen kop</p>" in html and "<p>2026. Dat was" in html
    assert "<ul> <li>punt een</li> <li>punt twee</li> </ul> <ol> <li>eerst dit</li> <li>dan dat</li> </ol>" in html
    assert plain(first["good_work"] or "") == "het staat er meteen achter. Met een wijziging. Erbij."
    assert (second["title"], second["person"]) == ("Zonder naam", None)
    assert (
        "verhalen.docx:1:1: warning: “Beste redactie, hierbij twee verhalen.” belongs to no case" in messages.err
    )
    assert "warning: a table (“Een cel”) was left out" in messages.err
    assert "warning: 'Zonder naam' has no person here" in messages.err
    assert build(content, content.parent / "output") == 1
    assert "04-zonder-naam.yaml" not in messages.err and "'person' is empty" in capsys.readouterr().err


def test_a_heading_without_labels_is_a_case_of_its_own(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Document()
    for text in ("Een brug", *HEADS, "Een tweede zonder koppen"):
        book.add_heading(text, 1)
        book.add_paragraph("Een zin.")
    book.save(str(tmp_path / "a.docx"))
    assert run(content, tmp_path / "a.docx") == 0
    messages = capsys.readouterr().err
    assert "a.docx:7:1: warning: 'Een tweede zonder koppen' has no line 'Kenmerkende ervaring' or" in messages
    first, second = texts(content).values()
    assert (first["title"], first["good_work"]) == ("Een brug", "Een zin.\n")
    assert (second["title"], second["experience"]) == ("Een tweede zonder koppen", "Een zin.\n")


def test_an_order_gets_the_new_cases_at_its_end(content: Path, word: Path) -> None:
    assert run(content, TEXT) == 0
    handbook = content / "handbook.yaml"
    order = (
        "order:  # zo moet het\r\n  - initiatief-nemen-om-te-verbinden\r\n  - de-koek-groter-maken  # laatst\r\n"
    )
    order += "date: 2026-12\r\n"
    head = handbook.read_text("utf-8").replace("date: 2026-11\n", "")
    head = head.replace("\n", "\r\n").replace("\r\n", "\n", 1)  # as two systems leave it
    handbook.write_bytes(b"\xef\xbb\xbf" + (head + order).encode())
    assert run(content, word) == 0
    added = "  - samen-op-pad\r\n  - zonder-naam\r\ndate: 2026-12\r\n"
    assert handbook.read_bytes().decode() == "\ufeff" + head + order.replace("date: 2026-12\r\n", "") + added
    assert [case.slug for case in load(content).cases][-2:] == ["samen-op-pad", "zonder-naam"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.pdf",
            b"%PDF",
            "this is neither a Word file (.docx), an OpenDocument text (.odt) nor plain text (.txt)",
        ),
        ("a.docx", b"\xd0\xcf\x11\xe0", "the document is damaged, or not a Word file (.docx)"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 99, "the document is damaged, or not a Word file (.docx)"),
        ("a.txt", b"Een titel\n\nEen tekst.\n", "the document has no line that says 'Kenmerkende ervaring'"),
        ("a.txt", b"\x00\xff\x00", "the document has no line that says"),
        ("a.txt", None, "there is no such file"),
        ("a.docx", b"", "the file is empty"),
        ("a.txt", b"", "the file is empty"),
    ],
)
def test_what_is_no_document_is_a_problem(
    content: Path, tmp_path: Path, name: str, data: bytes | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert run(content, tmp_path / name) == 1
    assert f"{name}: error: {message}" in capsys.readouterr().err
    assert not texts(content)


@pytest.mark.parametrize(
    "heads",
    [
        (*HEADS, "Om over door te praten"),
        ("KENMERKENDE ERVARING:", "BEELD VAN GOED WERK:", "OM OVER DOOR TE PRATEN:"),
        ("1. Kenmerkende ervaring", "2. Beeld van goed werk", "3. Om over door te praten"),
        ("1) kenmerkende Ervaring :", "2) beeld van goed werk.", "3) om over door te praten"),
    ],
)
def test_a_plain_text_needs_no_empty_lines(content: Path, tmp_path: Path, heads: tuple[str, str, str]) -> None:
    cases = [
        f"{title}\n{person}{heads[0]}\nEen korte\nregel.\n{heads[1]}\nNog een\nregel.\n{heads[2]}\n- Wat nu?\n"
        for title, person in (
            ("Samen op pad", "Fatima Jansen\n"),
            ("Een brug", ""),
            ("De koek", "door Piet Smit\n"),
        )
    ]
    (tmp_path / "a.txt").write_text("".join(cases))
    assert run(content, tmp_path / "a.txt") == 0
    read = list(texts(content).values())
    assert [(case["title"], case["person"]) for case in read] == [
        ("Samen op pad", "Fatima Jansen"),
        ("Een brug", None),
        ("De koek", "Piet Smit"),
    ]
    for case in read:
        fields = [case["experience"], case["good_work"], case["questions"]]
        assert fields == ["Een korte regel.\n", "Nog een regel.\n", ["Wat nu?"]]


def test_two_cases_with_one_title_are_both_kept_out(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = "Een titel\n\nKenmerkende ervaring\n\nEen.\n\nBeeld van goed werk\n\nTwee.\n\n"
    (tmp_path / "a.txt").write_text(case * 2)
    assert run(content, tmp_path / "a.txt") == 1
    assert not texts(content)
    messages = capsys.readouterr().err
    assert re.search(r"a\.txt:11:1: error: there is another case 'Een titel', at \S*a\.txt:1:1", messages)


@pytest.mark.parametrize(
    ("encoding", "line", "named"),
    [
        ("iso8859-15", "Een cœur kost 30 €, zei Šefik; één Œuvre niet.", "ISO 8859-15"),
        ("cp1252", "Eén café, ideeën en ½ liter, 20½ uur.", ""),
        ("cp1252", "Dat kost 30 €, zei Miloš Žižek, één café.\r", "Windows"),
        ("cp1252", "Zo zei Miloš Žižek, één café.", "Windows: “Miloš”"),
        ("cp1252", "Øystein Sæther en Åsa uit Ålesund", "Windows: “Øystein”"),
        ("cp1250", "Met Antonín Dvořák, Čapek en één café uit Plzeň", "Central Europe: “Dvořák”"),
        ("cp1250", "Zbigniew Wałęsa uit Łódź", "Central Europe: “Wałęsa”"),
        ("cp1250", "Gyöngyi Őry uit Győr en mevrouw Szűcs", "Central Europe: “Őry”"),
        ("cp1254", "Ayşe Yıldırım, İbrahim en één café", "Turkish: “Ayşe”"),
    ],
)
def test_letters_that_two_encodings_store_otherwise(
    content: Path, tmp_path: Path, encoding: str, line: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Een brug\nJan Smit\n\n{HEADS[0]}\n{line}\n\n{HEADS[1]}\nZo gaat het.\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert run(content, tmp_path / "a.txt") == 0
    (case,) = texts(content).values()
    assert plain(case["experience"] or "") == plain(line)
    messages = capsys.readouterr().err
    read = "they were read as those of "
    doubt = f"a.txt:5:1: warning: nothing in the file says how its letters are stored; {read}{named}"
    assert doubt in messages if named else read not in messages


@pytest.mark.parametrize(("encoding", "named"), [("cp1252", ""), ("mac_roman", "an old Mac"), ("cp850", "DOS")])
def test_how_letters_are_stored_is_guessed_and_said(
    content: Path, tmp_path: Path, encoding: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    body = (
        "Coördinatie, ideeën, één café, reünie, ’s ochtends à la carte: hè hè."
        if named != "DOS"
        else "Eén café, ideeën."
    )
    text = f"Eén brug\n{HEADS[0]}\n{body}\n{HEADS[1]}\nZó gaat het.\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert run(content, tmp_path / "a.txt") == 0
    (case,) = texts(content).values()
    assert (case["title"], plain(case["experience"] or "")) == ("Eén brug", plain(body))
    messages = capsys.readouterr().err
    assert f"read as those of {named}" in messages if named else "read as those" not in messages


def test_markdown_that_is_typed_in_a_plain_text_is_kept_or_escaped(content: Path, tmp_path: Path) -> None:
    lines = [
        "Zie [x](b), `code` en ![foto](a.png).",
        "Zie [de gids](https://a.nl) en *dit*.",
        "| a | b |",
        "2*3*4",
    ]
    text = "\n\n".join(["**Een brug**", "Jan Smit", f"**{HEADS[0]}**", *lines, f"*{HEADS[1]}*", "Goed."])
    (tmp_path / "a.txt").write_text(text)
    assert run(content, tmp_path / "a.txt") == 0
    handbook = load(content)
    assert handbook.problems == ()
    (case,) = texts(content).values()
    assert case["title"] == "Een brug"
    assert "Zie [x](b), `code` en ![foto](a.png)." in without_marks(html(case["experience"] or ""))
    assert "2*3*4" in without_marks(html(case["experience"] or ""))
    assert "[de gids](https://a.nl) en *dit*." in (case["experience"] or "")


def _case(title: str) -> str:
    return f"{title}\nFatima Jansen, jurist\nKenmerkende ervaring\nEen.\nBeeld van goed werk\nTwee.\n"


def test_several_files_and_folders_are_read_at_once(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder, what is no document of an editor is passed over, and one without a case is no error."""
    folder = tmp_path / "map" / "later"
    folder.mkdir(parents=True)
    files = {
        tmp_path / "b.txt": _case("Samen op pad"),
        tmp_path / "map" / "a.txt": _case("Een brug"),
        folder / "c.TXT": _case("De koek"),
        folder / "~$c.docx": "",
        folder / ".c.txt": _case("Verborgen"),
        folder / "foto.jpg": "",
        folder / "planning.txt": "Maandag beginnen.",
        folder / "oud.doc": "",
    }
    for file, text in files.items():
        file.write_text(text)
    output = tmp_path / "output"
    assert build(content, output, "import", str(tmp_path / "b.txt"), str(tmp_path / "map")) == 0
    assert [(case["title"], case["role"]) for case in texts(content).values()] == [
        ("Samen op pad", "jurist"),
        ("Een brug", "jurist"),
        ("De koek", "jurist"),
    ]
    messages = [line for line in capsys.readouterr().err.split("\n") if "warning" in line]
    assert len(messages) == 2
    assert "oud.doc: warning: this is a document of an older kind" in messages[0]
    assert "planning.txt: warning: the document has no line that says" in messages[1]


def test_the_end_of_a_mail_is_named(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(_case("Een brug") + "\nMet vriendelijke groet,\nFatima Jansen\n")
    assert run(content, tmp_path / "a.txt") == 0
    assert "“Met vriendelijke groet, Fatima Jansen”, which looks like the end" in capsys.readouterr().err


def test_a_file_that_is_named_twice_is_read_once(content: Path, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    file = tmp_path / "map" / "a.txt"
    file.write_text(_case("Samen op pad"))
    paths = [str(file), str(tmp_path / "map"), str(tmp_path / "map" / ".." / "map" / "a.txt")]
    assert build(content, tmp_path / "output", "import", *paths) == 0
    assert len(texts(content)) == 1


def test_a_case_without_a_title_is_called_so(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(f"{HEADS[0]}\nTekst van iemand.\n")
    assert run(content, tmp_path / "a.txt") == 0
    messages = capsys.readouterr().err
    assert "a case without a title has no Beeld van goed werk here" in messages and "''" not in messages


def test_a_file_that_is_missing_is_named_and_nothing_is_added(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "verhalen.txt").write_text(_case("Samen op pad"))
    (tmp_path / "leeg").mkdir()
    paths = [str(tmp_path / name) for name in ("verhalen.txt", "verhaal.txt", "leeg")]
    assert build(content, tmp_path / "output", "import", *paths) == 1
    messages = capsys.readouterr().err
    assert "verhaal.txt: error: there is no such file [no-file]\n    did you mean 'verhalen.txt'?" in messages
    assert "leeg: error: no document in this folder has a case" in messages
    assert not texts(content)


def test_a_theme_is_taken_over_if_the_handbook_has_it(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handbook = content / "handbook.yaml"
    handbook.write_text(handbook.read_text("utf-8") + "themes:\n  - name: Samenwerken\n", "utf-8")
    (tmp_path / "a.txt").write_text(_case("Een brug\nThema: samenwerken, water"))
    assert run(content, tmp_path / "a.txt") == 0
    (case,) = load(content).cases
    assert case.themes == ("Samenwerken",)
    assert "warning: the theme 'water' of 'Een brug' is not in" in capsys.readouterr().err


def test_a_heading_above_several_titles_is_their_theme_or_named_once(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handbook = content / "handbook.yaml"
    handbook.write_text(handbook.read_text("utf-8") + "themes:\n  - name: Samenwerken\n", "utf-8")
    cases = [f"## {_case(title)}" for title in ("Een brug", "Samen op pad", "De koek")]
    (tmp_path / "a.txt").write_text(f"# SAMENWERKEN\n\n{cases[0]}\n{cases[1]}\n# Water\n\n{cases[2]}")
    assert run(content, tmp_path / "a.txt") == 0
    assert [case.themes for case in load(content).cases] == [("Samenwerken",), ("Samenwerken",), ()]
    messages = capsys.readouterr().err
    assert messages.count("warning:") == 1
    assert "the heading “Water” stands above the titles of cases, and was left out" in messages


@pytest.mark.parametrize("name", sorted(json.loads((NAMES / "expected.json").read_text("utf-8"))))
def test_the_one_person_that_a_text_names_is_proposed(name: str) -> None:
    """The author of these texts did not know how names are recognised."""
    text = (NAMES / name).read_text("utf-8")
    for head in HEADS:
        text = text.replace(f"\n{head}\n", "")
    assert find_person(text) == json.loads((NAMES / "expected.json").read_text("utf-8"))[name]


def test_nothing_is_imported_that_a_build_refuses(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(content)
    long = tmp_path / "lang.txt"
    long.write_text(f"Een titel\n\n{HEADS[0]}\n\n{'woord ' * 3000}\n\n{HEADS[1]}\n\nKort.\n", "utf-8")
    assert run(content, long) == 1
    assert "lang.txt:1:1: error: " in (printed := capsys.readouterr().err) and "[too-long]" in printed
    for endless in ("." * 200_000, "a\n" * 60_000):
        long.write_text(endless, "utf-8")
        assert run(content, long) == 1
        assert "the text is far too long for stories [no-document]" in capsys.readouterr().err
    many = tmp_path / "veel.txt"
    case = f"Titel {{}}\n\n{HEADS[0]}\n\nKort.\n\n{HEADS[1]}\n\nKort.\n\n"
    many.write_text("".join(map(case.format, range(1001))), "utf-8")
    assert run(content, many) == 1
    assert "1000 is the most" in capsys.readouterr().err
    assert texts(content) == before


def test_a_label_without_a_text_is_named_at_its_place(content: Path, tmp_path: Path) -> None:
    first, second = HEADS
    (tmp_path / "a.txt").write_text(f"Een brug\nJan de Vries\n\n{first}\n\n{second}\n\nEen zin.\n", "utf-8")
    drafts, problems = read_cases([tmp_path / "a.txt"], load(content))
    assert [[part.text for part in draft.paragraphs("good_work")] for draft in drafts] == [["Een zin."]]
    (each,) = problems
    assert (each.place.line, each.message) == (4, f"nothing stands below the line '{first}' of 'Een brug'")
