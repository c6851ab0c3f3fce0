"""A house style in a folder or zip, shared by books: its values, and what is said of one that is broken."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
import yaml

from handbook.content.book_style import book_style
from handbook.content.labels import default_labels
from handbook.content.loader import load
from handbook.pages.assets import Unavailable
from handbook.pages.stylesheets import StyleSheets
from handbook.support.problems import Problem
from tests.books import change, makes_links, write

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3" width="9" height="3"><path d="M0 0h9v3z"/></svg>'
BRAND = """\
name: Gemeente Duinrand
look: warm
colour: "#154273"
logo:
  file: logo.svg
  alt: Een golf.
labels:
  nl:
    contents: Verhalen
    register: Vertellers
  en:
    contents: Stories
print:
  binding: perfect
  paper: silk 115
  bleed: 4
"""


def write_brand(folder: Path, text: str = BRAND) -> Path:
    (folder / "images").mkdir(parents=True)
    (folder / "brand.yaml").write_text(text, "utf-8")
    (folder / "images" / "logo.svg").write_text(LOGO, "utf-8")
    (folder / "style.css").write_text(".accent-zee { --accent-rgb: #0b6b8a }", "utf-8")
    return folder


def pack(folder: Path, file: Path, below: str = "") -> Path:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, below + path.relative_to(folder).as_posix())
    return file


def told(book: Path) -> list[str]:
    return [f"{Path(each.place.file).name}:{each.place.line} {each.id}" for each in load(book).problems]


@pytest.mark.parametrize("kind", ["folder", "zip", "zip of a folder"])
def test_two_books_get_what_they_leave_out_from_one_brand(tmp_path: Path, kind: str) -> None:
    folder = write_brand(tmp_path / "onze huisstijl")
    if kind != "folder":
        folder = pack(folder, tmp_path / "huisstijl.zip", "huisstijl/" if kind != "zip" else "")
    books = [write(tmp_path / name, [{}], brand=f"../{folder.name}") for name in ("een", "twee")]
    one, two = map(load, books)
    assert not one.problems and one.labels == two.labels and one.brand == two.brand
    assert (one.look.name, one.colour[0].text, one.print.bleed, one.print.leaf > 0) == ("warm", "#154273", 4, True)
    assert (one.labels["contents"], one.labels["register"]) == ("Verhalen", "Vertellers")
    assert one.logo and (one.logo.folder, one.logo.file) == ("/brand/images", "logo.svg")
    styles = StyleSheets(books[0])
    assert styles.asset_path("file:///brand/images/logo.svg").read_text("utf-8") == LOGO
    with pytest.raises(Unavailable):
        styles.asset_path("file:///brand/../een/handbook.yaml")
    assert styles.accents[-1] == "zee" and "#154273" in styles.palette_sheet


def test_what_the_book_says_wins(tmp_path: Path) -> None:
    """Also its colour, over the style sheet of the brand."""
    text = BRAND.replace("  bleed: 4", "  condition: FOGRA39\n  bleed: 4").replace(
        "look: warm", "look: warm\nsize: L"
    )
    write_brand(tmp_path / "stijl", text)
    own = {"labels": {"contents": "Inhoud"}, "print": {"bleed": 5}, "look": "kalm", "colour": "#9c3423"}
    book = write(tmp_path / "boek", [{}], brand="../stijl", language="en", **own)
    loaded, styles = load(book), StyleSheets(book)
    assert (loaded.look.name, loaded.size, loaded.print.bleed, loaded.print.perfect) == ("kalm", "L", 5, True)
    assert (loaded.labels["contents"], loaded.labels["register"]) == ("Inhoud", default_labels("en")["register"])
    assert "#9C3423" in styles.palette_sheet and styles.before_palette[-1].parent.name == "stijl"
    change(book / "handbook.yaml", "colour:", "# colour:")
    styles = StyleSheets(book)
    assert "#154273" in styles.palette_sheet and styles.paths[-1] not in styles.before_palette


def test_a_path_is_read_as_any_system_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_brand(tmp_path / "Huisstijl één")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for number, path in enumerate(
        ["..\\Huisstijl één", str(tmp_path / "Huisstijl één"), "~/Huisstijl e\u0301e\u0301n"]
    ):
        book = write(tmp_path / str(number), [{}], brand=path)
        assert not load(book).problems and book_style(book).brand == load(book).brand


BROKEN: dict[str, tuple[str, str, list[str]]] = {
    "unknown field": ("look: warm", "lok: warm", ["brand.yaml:2 unknown-field"]),
    "unknown look": ("look: warm", "look: wram", ["brand.yaml:2 wrong-type"]),
    "no colour": ('"#154273"', "blauw-ish 3", ["brand.yaml:3 wrong-type"]),
    "brand within brand": ("look: warm", "brand: ../elders", ["brand.yaml:2 brand-in-brand"]),
    "no name": ("name: Gemeente Duinrand\n", "", ["brand.yaml:1 missing-field"]),
    "no logo": ("logo.svg", "lgoo.svg", ["brand.yaml:5 no-picture"]),
    "language": ("  nl:", "  fy:", ["brand.yaml:8 unknown-field"]),
    "label": ("contents: Verhalen", "contents: '{title}'", ["brand.yaml:9 placeholder"]),
    "label without placeholder": ("contents: Verhalen", "mail: Hierbij.", ["brand.yaml:9 placeholder"]),
    "profile": ("bleed: 4", "profile: huis.icc", ["brand.yaml:16 no-condition", "brand.yaml:16 no-profile"]),
    "two": (
        "look: warm\ncolour",
        "lok: warm\nkluer",
        ["brand.yaml:2 unknown-field", "brand.yaml:3 unknown-field"],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_in_brand_yaml_is_told_at_its_place(tmp_path: Path, name: str) -> None:
    old, new, expected = BROKEN[name]
    assert old in BRAND
    write_brand(tmp_path / "stijl", BRAND.replace(old, new))
    assert told(write(tmp_path / "boek", [{}], brand="../stijl")) == expected


def _zip(file: Path, *names: str, data: bytes = b"name: x", link: bool = False) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name in names:
            entry = ZipInfo(name)
            entry.external_attr = (stat.S_IFLNK if link and name != "brand.yaml" else stat.S_IFREG) << 16
            archive.writestr(entry, data, ZIP_DEFLATED)


MADE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.parent, "no-brand.missing"),
    "empty folder": (lambda path: path.mkdir(), "no-brand.empty"),
    "other folder": (lambda path: (path / "fonts").mkdir(parents=True), "no-brand.no-file"),
    "text": (lambda path: path.write_text("name: x", "utf-8"), "brand-zip.damaged"),
    "outside": (lambda path: _zip(path, "brand.yaml", "../../x.css", "C:\\x.css", "/x.css"), "brand-zip.outside"),
    "link": (lambda path: _zip(path, "brand.yaml", "style.css", link=True), "brand-zip.link"),
    "twice": (lambda path: _zip(path, "brand.yaml", "style.css", "Style.css"), "brand-zip.twice"),
    "many": (lambda path: _zip(path, *(f"fonts/{n}.ttf" for n in range(1001))), "brand-zip.too-many"),
    "bomb": (lambda path: _zip(path, *"ab", data=bytes(600_000)), "brand-zip.too-large"),
    "no brand": (lambda path: _zip(path, "style.css"), "no-brand.not-in-zip"),
    "cut short": (lambda path: path.write_bytes(_cut(path)), "brand-zip.damaged"),
}


def _cut(path: Path) -> bytes:
    _zip(path, "brand.yaml", data=os.urandom(3000))
    data = bytearray(path.read_bytes())
    data[200:900] = bytes(700)
    return bytes(data)


@pytest.mark.parametrize("name", MADE)
def test_what_is_no_brand_is_one_problem(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.content._brand_zip.BRAND", 1_000_000)  # bytes
    make, key = MADE[name]
    make(tmp_path / "stijl")
    problems = load(write(tmp_path / "boek", [{}], brand="../stijl", look="van-de-brand")).problems
    assert {_key(each) for each in problems} == {key}
    assert not any(tmp_path.rglob("x.css"))


def _key(problem: Problem) -> str:
    return str(problem.message.key).removesuffix(".message")  # type: ignore[attr-defined]  # made of the catalogue


@makes_links
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    brand, book = write_brand(tmp_path / "stijl"), write(tmp_path / "boek", [{}], brand="../stijl")
    (brand / "fonts").symlink_to(tmp_path / "boek")
    (brand / "geheim.txt").symlink_to(book / "handbook.yaml")
    assert told(book) == ["fonts:0 brand-file", "geheim.txt:0 brand-file"]


def test_an_unpacked_zip_that_was_damaged_is_unpacked_again(tmp_path: Path) -> None:
    pack(write_brand(tmp_path / "stijl"), tmp_path / "stijl.zip")
    book = write(tmp_path / "boek", [{}], brand="../stijl.zip")
    folder = load(book).brand
    assert folder
    (folder / "brand.yaml").unlink()
    assert (
        load(book).brand == folder and yaml.safe_load((folder / "brand.yaml").read_text("utf-8"))["look"] == "warm"
    )


@pytest.mark.parametrize("top", ["", "stijl/"])
def test_a_mistake_in_a_zip_is_told_from_the_zip_on(tmp_path: Path, top: str) -> None:
    write_brand(tmp_path / "stijl", BRAND.replace("look: warm", "look: warn"))
    pack(tmp_path / "stijl", tmp_path / "huis.zip", top)
    problems = load(write(tmp_path / "boek", [{}], brand="../huis.zip")).problems
    assert [each.place.file for each in problems] == [str(Path("huis.zip", top, "brand.yaml"))]
