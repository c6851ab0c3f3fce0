"""A build with a cache makes the same bytes as a clean one, whatever has changed."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from PIL import Image

from handbook import resources
from handbook.content.print_settings import PROFILE
from handbook.pages.assets import asset_path
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache
from tests.books import ROOT, build, words, write

PORTRAIT = {"file": "a.jpg", "alt": "Iemand lacht."}
CASES: list[dict[str, object]] = [
    {"portrait": PORTRAIT, "themes": ["Water"], "quote": words(6)},
    {"themes": ["Water"], "quote": words(6, 1)},
    {"themes": ["Land"]},
]
HOUSE = "@font-face { font-family: Huis; src: url(huis.ttf) }\n:root { --serif: Huis }\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    logo = {"file": "b.jpg", "alt": "Een merk."}
    folder = write(tmp_path / "book", CASES, themes=[{"name": "Water"}, {"name": "Land"}], logo=logo)
    (folder / "images").mkdir()
    _picture(folder, "teal")
    # Its colours in the email edition depend on the profile, as those of the portrait do in print.
    Image.new("CMYK", (600, 300), (200, 60, 0, 40)).save(folder / "images" / "b.jpg")
    return folder


def _picture(content: Path, colour: str) -> None:
    Image.new("RGB", (900, 1200), colour).save(content / "images" / "a.jpg")


def _edit(content: Path, **fields: object) -> None:
    path = content / "handbook.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text("utf-8")), **fields}), "utf-8")


def _replace(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def _typeface(content: Path, family: str, file: str) -> None:
    (content / "huis.ttf").write_bytes(asset_path(f"font:{family}/{file}", content).read_bytes())


def _case(content: Path, number: int) -> Path:
    return sorted((content / "cases").glob("*.yaml"))[number]


def _style(content: Path) -> None:
    _typeface(content, "source-serif-4", "SourceSerif4[opsz,wght].ttf")
    (content / "style.css").write_text(HOUSE)


def _profile(content: Path) -> None:
    (content / "pers.icc").write_bytes(PROFILE.read_bytes())
    _edit(content, print={"profile": "pers.icc", "condition": "PERS"})


def _other_profile(content: Path) -> None:
    """The same profile with other colours in the tables from and to CMYK."""
    data = bytearray(PROFILE.read_bytes())
    for offset in range(132, 132 + 12 * int.from_bytes(data[128:132], "big"), 12):
        if bytes(data[offset : offset + 4]) in (b"A2B0", b"A2B1", b"B2A0", b"B2A1"):
            start, size = (int.from_bytes(data[offset + n : offset + n + 4], "big") for n in (4, 8))
            table = slice(start + size // 4, start + 3 * size // 4)
            data[table] = bytes(value // 2 for value in data[table])
    (content / "pers.icc").write_bytes(data)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda book: _replace(_case(book, 1), words(5, 2), "Nu dan toch"),
    "back to what it was": lambda book: _replace(_case(book, 1), "Nu dan toch", words(5, 2)),
    "a title": lambda book: _replace(_case(book, 2), "Verhaal 3", "Een derde verhaal"),
    "a case more, in front": lambda book: (book / "cases" / "00-nieuw.yaml").write_bytes(
        _case(book, 2).read_bytes()
    ),
    "a case less": lambda book: _case(book, 2).unlink(),
    "another picture under the same name": lambda book: _picture(book, "maroon"),
    "the title of the book": lambda book: _edit(book, title="Nieuwe proef"),
    "a foreword": lambda book: _edit(book, foreword=words(90)),
    "a date": lambda book: _edit(book, date="2027-01-02"),
    "perfect-bound, with a cover": lambda book: _edit(
        book, print={"binding": "perfect", "paper": 500, "marks": False}
    ),
    "another bleed": lambda book: _edit(book, print={"bleed": 5}),
    "a house style with a typeface": _style,
    "another typeface under the same name": lambda book: _typeface(book, "source-sans-3", "SourceSans3[wght].ttf"),
    "no house style": lambda book: (book / "style.css").unlink(),
    "a profile": _profile,
    "another profile under the same name": _other_profile,
    "another language": lambda book: _edit(book, language="en"),
}


def _products(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in output.iterdir() if path.is_file()}


def test_every_kind_of_change_gives_what_a_clean_build_gives(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(content, tmp_path / "cached") == 0
    for number, (name, change) in enumerate(CHANGES.items()):
        before = _products(tmp_path / "cached")
        change(content)
        assert build(content, tmp_path / "cached") == 0, name
        with monkeypatch.context() as patch:
            patch.setenv("HANDBOOK_CACHE", str(tmp_path / f"empty-{number}"))
            assert build(content, tmp_path / f"clean-{number}") == 0, name
        cached, clean = _products(tmp_path / "cached"), _products(tmp_path / f"clean-{number}")
        assert [name for name in clean if cached.get(name) != clean[name]] == [], name
        assert cached.keys() == clean.keys() and cached != before, name


def test_another_style_sheet_of_the_program_is_seen(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = Path(shutil.copytree(resources.TEMPLATES, tmp_path / "templates"))
    sheets = templates / resources.STYLESHEETS.name
    monkeypatch.setattr(resources, "TEMPLATES", templates)
    monkeypatch.setattr(resources, "STYLESHEETS", sheets)
    assert build(content, tmp_path / "output", "--only", "email") == 0
    before = _products(tmp_path / "output")
    _replace(sheets / "tokens.css", "--line: 13.5pt", "--line: 13.4pt")
    assert build(content, tmp_path / "output", "--only", "email") == 0
    assert _products(tmp_path / "output")["proef-email.pdf"] != before["proef-email.pdf"]


def test_one_text_changed_lays_out_one_case(content: Path, tmp_path: Path) -> None:
    assert build(content, tmp_path / "output") == 0
    first = set(os.listdir(tmp_path / "cache"))
    text = words(5, 2).split()
    _replace(_case(content, 1), " ".join(text), " ".join(text[::-1]))
    assert build(content, tmp_path / "output") == 0
    # The spread in two editions, a proof of its page, its two pages on the contact sheet and the seal; a letter
    # new to a font would ask for more.
    assert len(set(os.listdir(tmp_path / "cache")) - first) == 6 < len(first) / 4


def test_a_font_that_many_sections_name_is_fetched_once(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(content, tmp_path / "output") == 0
    _edit(content, date="2027-03-04")
    large: Counter[str] = Counter()
    get = Cache.get

    def noting(cache: Cache, key: str) -> bytes | None:
        entry = get(cache, key)
        large[key] += entry is not None and len(entry) > 100_000
        return entry

    monkeypatch.setattr(Cache, "get", noting)
    assert build(content, tmp_path / "output") == 0
    assert sum(large.values()) >= 3 and max(large.values()) == 1


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _rename(file: Path) -> None:
    file.rename(file.with_name(file.name[::-1]))


def _fold(file: Path) -> None:
    file.unlink()
    file.mkdir()


HARMS: tuple[Callable[[Path], object], ...] = (
    _cut,
    _flip,
    _rename,
    _fold,
    Path.unlink,
    lambda file: file.write_bytes(b""),
)


def test_a_damaged_cache_makes_no_wrong_book(content: Path, tmp_path: Path) -> None:
    assert build(content, tmp_path / "one") == 0
    cache = Cache(tmp_path / "cache")
    files = sorted(cache.folder.iterdir())
    assert len(files) > 3 * len(HARMS)
    for number, file in enumerate(files):
        HARMS[number % len(HARMS)](file)
    assert sum(cache.get(file.name) is not None for file in files) == 0
    assert build(content, tmp_path / "two") == 0
    assert _products(tmp_path / "one") == _products(tmp_path / "two")


def test_the_cache_of_another_program_is_not_taken(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(content, tmp_path / "output") == 0
    before = set(os.listdir(tmp_path / "cache"))
    monkeypatch.setattr("handbook.setup.fingerprint.library_versions", lambda: ["a newer Pango"])
    program_fingerprint.cache_clear()
    assert build(content, tmp_path / "output") == 0
    program_fingerprint.cache_clear()
    assert len(set(os.listdir(tmp_path / "cache")) - before) >= len(before) - 6  # all but the fonts


def test_where_nothing_can_be_kept_a_build_goes_on(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("HANDBOOK_CACHE", str(tmp_path / "file"))
    assert build(content, tmp_path / "one") == 0
    assert build(content, tmp_path / "one") == 0


def test_nothing_changed_is_said_and_nothing_written(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "cases" / "01-verhaal-1.yaml").write_text(_case(content, 0).read_text("utf-8") + "\n")
    output = tmp_path / "output"
    assert build(content, output, "build") == 0
    first = capsys.readouterr()
    modified = {path: path.stat().st_mtime_ns for path in output.iterdir()}
    assert build(content, output, "build") == 0
    second = capsys.readouterr()
    assert "nothing has changed" in second.out and "nothing has changed" not in first.out
    assert second.err == first.err, "the warnings are told again"
    assert {path: path.stat().st_mtime_ns for path in output.iterdir()} == modified


@pytest.mark.parametrize("product", ["proef-print.pdf", "proef-printer.zip", ".products"])
def test_a_product_that_is_gone_or_another_is_made_again(content: Path, tmp_path: Path, product: str) -> None:
    output = tmp_path / "output"
    assert build(content, output) == 0
    before = _products(output)
    for harm in (Path.unlink, lambda path: path.write_bytes(b"%PDF-1.7")):
        harm(output / product)
        assert build(content, output) == 0
        assert _products(output) == before


def test_what_is_of_no_use_for_longest_is_taken_away(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "store")
    for number in range(5):
        cache.put(f"{number}", b"x" * 968)
        os.utime(cache.folder / f"{number}", (number, number))
    assert cache.get("1") == b"x" * 968  # of use now
    cache.trim(2000)
    assert sorted(os.listdir(cache.folder)) == ["1", "4"]


def test_the_project_carries_no_cache() -> None:
    assert ".cache/" in (ROOT / ".gitignore").read_text("utf-8").split()
