"""Which files can be read: whatever program wrote them, however they are named, and none that would do harm."""

import random
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_LZMA, ZipFile

import pytest

from handbook.authoring import _office_package
from handbook.authoring._document_reader import read_document
from handbook.authoring._docx_reader import read_docx
from handbook.authoring._odt_reader import read_odt
from handbook.authoring._office_package import ENCRYPTED, OLE, Package
from handbook.authoring._paragraphs import Block, NotADocument
from tests.authoring.documents import NAMESPACES, OFFICE, OPEN_XML, docx_parts, markdown, odt, p, zipped

STRICT = "http://purl.oclc.org/ooxml"
WORD_FILE = docx_parts(p("Een zin."))


def _read(data: bytes) -> list[str]:
    return markdown(read_docx(Package(data))[0])


def _blocks(file: Path) -> list[Block]:
    return read_document(file)[0]


def _replaced(old: str, new: str) -> dict[str, str]:
    return {name: text.replace(old, new) for name, text in WORD_FILE.items()}


def _strict() -> dict[str, str]:
    parts = _replaced(NAMESPACES["w"], f"{STRICT}/wordprocessingml/main")
    parts = {name: text.replace(OFFICE, f"{STRICT}/officeDocument/relationships") for name, text in parts.items()}
    assert any(STRICT in text for text in parts.values())
    return parts


@pytest.mark.parametrize(
    "parts",
    [
        WORD_FILE,
        _strict(),
        _replaced('Target="word/', 'Target="/word/'),
        {name.replace("/", "\\"): text for name, text in WORD_FILE.items()},
        {name.replace("word/document", "Word/DOCUMENT"): text for name, text in WORD_FILE.items()},
        {"word/document.xml": WORD_FILE["word/document.xml"]},
        {**WORD_FILE, "_rels/.rels": f'<Relationships xmlns="{OPEN_XML}/package/2006/relationships"/>'},
        _replaced('Target="word/document.xml"', 'Target="elsewhere.xml"'),
        {**WORD_FILE, "word/styles.xml": "not a part that anything refers to"},
    ],
    ids=[
        "ours",
        "strict",
        "absolute",
        "backslashes",
        "capitals",
        "one part",
        "no relations",
        "lost",
        "stray part",
    ],
)
def test_a_word_file_of_any_program(parts: dict[str, str]) -> None:
    assert _read(zipped(parts)) == ["Een zin."]


def test_a_main_part_of_another_name_and_encoding() -> None:
    parts = {
        name.replace("document", "main"): text.replace("document.xml", "main.xml")
        for name, text in WORD_FILE.items()
    }
    main = parts["word/main.xml"].replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert _read(zipped({**parts, "word/main.xml": main.encode("utf-16")})) == ["Een zin."]


def test_relations_to_parts_that_are_missing() -> None:
    kinds = ("styles", "numbering", "footnotes", "comments", "header", "settings", "theme")
    parts = docx_parts(p("Een zin."), None, **dict.fromkeys(kinds, ""))
    assert _read(zipped({name: text for name, text in parts.items() if name in WORD_FILE})) == ["Een zin."]


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
DAMAGED = {
    "no archive": b"PK\x03\x04" + b"\0" * 99,
    "an archive of something else": zipped({"a.txt": "a"}),
    "no body": zipped({"word/document.xml": "<a/>"}),
    "no XML": zipped({"word/document.xml": "<a"}),
    "an unknown encoding": zipped({"word/document.xml": '<?xml version="1.0" encoding="odd"?><a/>'}),
    "a document type": zipped({"word/document.xml": BOMB + WORD_FILE["word/document.xml"].partition("?>")[2]}),
    "deep": zipped(docx_parts(5000 * "<w:customXml>" + 5000 * "</w:customXml>")),
    "nothing": b"",
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_what_is_no_word_file(kind: str) -> None:
    with pytest.raises(NotADocument) as caught:
        _read(DAMAGED[kind])
    assert caught.value.key == "no-document.damaged"


def _with_password() -> bytes:
    data = bytearray(zipped(WORD_FILE))
    for start, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of an entry that is encrypted
        at = -1
        while (at := data.find(start, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (OLE + ENCRYPTED, "no-document.password"),
        (_with_password(), "no-document.password"),
        (OLE + b"WordDocument", "no-document.old-word"),
        (b"{\\rtf1 Een zin.}", "no-document.old-word"),
    ],
)
def test_what_has_a_password_or_is_of_an_older_kind(data: bytes, key: str) -> None:
    with pytest.raises(NotADocument) as caught:
        _read(data)
    assert caught.value.key == key


def test_an_open_document_with_a_password() -> None:
    data = BytesIO(odt("<text:p>Een zin.</text:p>"))
    with ZipFile(data, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(NotADocument) as caught:
        read_odt(Package(data.getvalue()))
    assert caught.value.key == "no-document.password"


def test_the_size_that_an_archive_states_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_office_package, "UNPACKED", 20_000)
    data = zipped(docx_parts(p("Een zin.") + " " * 100_000))
    with pytest.raises(NotADocument) as caught:
        _read(data)
    assert caught.value.key == "no-document.too-large-unpacked"
    size = next(entry.file_size for entry in ZipFile(BytesIO(data)).infolist() if "document.xml" in entry.filename)
    lying = data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(NotADocument):
        _read(lying)


def test_pictures_do_not_count_for_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_office_package, "UNPACKED", 20_000)
    assert _read(zipped({**WORD_FILE, "word/media/image1.png": 100_000 * " "})) == ["Een zin."]


@pytest.mark.parametrize("suffix", [".docx", ".docm", ".dotx", ".DOCX", ".odt"])
@pytest.mark.parametrize(
    "data", [zipped(WORD_FILE), odt("<text:p>Een zin.</text:p>")], ids=["Word", "OpenDocument"]
)
def test_a_file_is_read_by_what_is_in_it(tmp_path: Path, suffix: str, data: bytes) -> None:
    file = tmp_path / f"a{suffix}"
    file.write_bytes(data)
    assert markdown(_blocks(file)) == ["Een zin."]


@pytest.mark.parametrize(("suffix", "key"), [(".doc", "old-word"), (".rtf", "old-word"), (".pdf", "other-kind")])
def test_other_kinds_of_files(tmp_path: Path, suffix: str, key: str) -> None:
    (tmp_path / f"a{suffix}").write_bytes(b"a")
    with pytest.raises(NotADocument) as caught:
        _blocks(tmp_path / f"a{suffix}")
    assert caught.value.key == f"no-document.{key}"


@pytest.mark.parametrize(
    "whole", [zipped(WORD_FILE), odt("<text:p>Een zin.</text:p>")], ids=["Word", "OpenDocument"]
)
def test_a_file_with_wrong_bytes_is_read_or_refused(whole: bytes) -> None:
    """Bytes change in the archive, and in the part itself before it is packed."""
    change = random.Random(1)
    read = read_odt if b"content.xml" in whole else read_docx
    refused = 0
    for turn in range(300):
        data = bytearray(whole)
        if turn % 2:
            with ZipFile(BytesIO(whole)) as archive:
                parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
            part = parts[change.choice(list(parts))]
            part[change.randrange(len(part))] = change.randrange(256)
            data = bytearray(zipped({name: bytes(part) for name, part in parts.items()}))
        else:
            for _ in range(3):
                data[change.randrange(len(data))] = change.randrange(256)
        try:
            read(Package(bytes(data)))
        except NotADocument:
            refused += 1
    assert 0 < refused < 300


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_in_utf_16_that_is_cut_short_is_said_to_be(tmp_path: Path, encoding: str) -> None:
    """Its letters would be guessed, and be others."""
    file = tmp_path / "verhalen.txt"
    data = "\ufeffEen zin.".encode(encoding)
    file.write_bytes(data)
    assert markdown(_blocks(file)) == ["Een zin."]
    file.write_bytes(data[:-1])
    with pytest.raises(NotADocument) as refused:
        _blocks(file)
    assert refused.value.args[0] == "no-document.cut-short"


def test_what_is_in_a_document_has_limits() -> None:
    """Each would take far more memory than its bytes."""
    many_parts = zipped({**WORD_FILE, **{f"a{number}": "" for number in range(5_001)}})
    many_elements = zipped(docx_parts(p("Een zin.") + "<w:p/>" * 1_000_001))
    many_attributes = zipped(docx_parts("<w:p " + " ".join(f"a{n}=''" for n in range(1_000_001)) + "/>"))
    for data in (many_parts, many_elements, many_attributes):
        with pytest.raises(NotADocument) as caught:
            _read(data)
        assert caught.value.key == "no-document.too-large-unpacked"


def test_a_part_that_is_packed_in_another_way_is_not_unpacked() -> None:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_LZMA) as archive:
        for name, text in WORD_FILE.items():
            archive.writestr(name, text)
    with pytest.raises(NotADocument) as caught:
        _read(data.getvalue())
    assert caught.value.key == "no-document.damaged"
