"""Imports cases from Word files such as colleagues send."""

import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from handbook.content.line_ends import without_marks
from handbook.content.loader import load
from tests.authoring.imports import HEADS, TEXT, run, texts
from tests.books import build, plain


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
