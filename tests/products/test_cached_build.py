"""A build with a cache makes the same bytes as a clean one, whatever has changed."""

import shutil
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image
from pypdfium2 import PdfBitmap, PdfPage

from handbook import resources
from handbook.content.print_settings import PROFILE
from handbook.layout.model import LaidOutSection
from handbook.layout.typesetter import Typesetter
from handbook.pages.assets import asset_path
from handbook.pages.model import Section
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache
from tests.books import add_picture, build, change, files, words, write

pytestmark = pytest.mark.usefixtures("own_cache")
PORTRAIT = {"file": "a.jpg", "alt": "Iemand lacht."}
CASES: list[dict[str, object]] = [
    {"portrait": PORTRAIT, "themes": ["Water"], "quote": words(6)},
    {"themes": ["Water"], "quote": words(6, 1)},
    {"themes": ["Land"], "experience": words(20), "good_work": words(20)},
]
HOUSE = """
@font-face { font-family: Huis; src: url(huis.ttf) }
:root { --serif: Huis }
.accent-petrol { --accent-cmyk: device-cmyk(1 .5 0 0); --accent-rgb: #336699 }
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    logo = {"file": "b.jpg", "alt": "Een merk."}
    folder = write(tmp_path / "book", CASES, themes=[{"name": "Water"}, {"name": "Land"}], logo=logo)
    _picture(folder, "teal")
    # Its colours in mail hang on the profile, as those of the portrait do in print.
    add_picture(folder, "b.jpg", Image.new("CMYK", (600, 300), (200, 60, 0, 40)))
    return folder


def _picture(content: Path, colour: str) -> None:
    add_picture(content, "a.jpg", Image.new("RGB", (900, 1200), colour))


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Counter[str]]:
    """What builds lay out and draw, in all their processes, since this was asked for last.

    A section has the name of its case, such as "verhaal-2", or its own; a picture of a page is "page".
    """
    if sys.platform != "linux":
        pytest.skip("only on Linux do processes begin with all that is loaded here")
    assert threading.active_count() == 1, "nor there, beside other threads"
    log, write, render = tmp_path / "work", Typesetter.write, PdfPage.render

    def note(what: str) -> None:
        with log.open("a") as file:
            file.write(f"{what}\n")

    def writing(typesetter: Typesetter, section: Section) -> LaidOutSection:
        note(section.slug or section.name)
        return write(typesetter, section)

    def rendering(page: PdfPage, **options: Any) -> PdfBitmap:
        note("page")
        return render(page, **options)

    monkeypatch.setattr(Typesetter, "write", writing)
    monkeypatch.setattr(PdfPage, "render", rendering)

    def done() -> Counter[str]:
        lines = log.read_text().splitlines()
        log.unlink()
        return Counter(lines)

    return done


def _edit(content: Path, **fields: object) -> None:
    path = content / "handbook.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text("utf-8")), **fields}), "utf-8")


def _typeface(content: Path, family: str, file: str) -> None:
    (content / "huis.ttf").write_bytes(asset_path(f"font:{family}/{file}", content).read_bytes())


def _case(content: Path, number: int) -> Path:
    return sorted((content / "cases").glob("*.yaml"))[number]


def _style(content: Path) -> None:
    _typeface(content, "newsreader", "Newsreader[opsz,wght].ttf")
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


Change = Callable[[Path], object]
# What happens between two builds: changes that hang on other things, so that none hides that another is missed.
CHANGES: dict[str, tuple[Change, ...]] = {
    "a text, another picture under the same name": (
        lambda book: change(_case(book, 1), words(5, 2), "Nu dan toch"),
        lambda book: _picture(book, "maroon"),
    ),
    "the text as it was, the title of another case": (
        lambda book: change(_case(book, 1), "Nu dan toch", words(5, 2)),
        lambda book: change(_case(book, 2), "Verhaal 3", "Een derde verhaal"),
    ),
    "a case more, in front": (
        lambda book: (book / "cases" / "00-nieuw.yaml").write_bytes(_case(book, 2).read_bytes()),
    ),
    "a case less, a foreword": (
        lambda book: _case(book, 2).unlink(),
        lambda book: _edit(book, foreword=words(90)),
    ),
    "the title of the book": (lambda book: _edit(book, title="Nieuwe proef"),),
    "a date": (lambda book: _edit(book, date="2027-01-02"),),
    "perfect-bound, with a cover": (
        lambda book: _edit(book, print={"binding": "perfect", "paper": 500, "bulk": 1.1, "marks": False}),
    ),
    "another bleed": (lambda book: _edit(book, print={"bleed": 5}),),
    "a house style with a typeface": (_style,),
    "another typeface under the same name": (
        lambda book: _typeface(book, "source-sans-3", "SourceSans3[wght].ttf"),
    ),
    "other inks of a colour": (lambda book: change(book / "style.css", "1 .5 0 0", "1 .4 0 .1"),),
    "no house style, a profile": (lambda book: (book / "style.css").unlink(), _profile),
    "another profile under the same name": (_other_profile,),
    "another language": (lambda book: _edit(book, language="en"),),
}

# Those that hang on what others of them hang on too; they are tried in the long tests.
LONG = ("the text as it was, the title of another case", "a date", "another bleed", "another language")


def test_every_kind_of_change_gives_what_a_clean_build_gives(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    assert build(content, tmp_path / "cached") == 0
    all_changes = request.config.getoption("--long")
    changes = {name: CHANGES[name] for name in CHANGES if all_changes or name not in LONG}
    for number, (name, edits) in enumerate(changes.items()):
        before = files(tmp_path / "cached")
        for edit in edits:
            edit(content)
        assert build(content, tmp_path / "cached") == 0, name
        with monkeypatch.context() as patch:
            patch.setenv("HANDBOOK_CACHE", str(tmp_path / f"empty-{number}"))
            assert build(content, tmp_path / f"clean-{number}") == 0, name
        cached, clean = files(tmp_path / "cached"), files(tmp_path / f"clean-{number}")
        assert [name for name in clean if cached.get(name) != clean[name]] == [], name
        assert cached.keys() == clean.keys() and cached != before, name


def test_another_style_sheet_of_the_program_is_seen(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = Path(shutil.copytree(resources.TEMPLATES, tmp_path / "templates"))
    sheets = templates / resources.LOOKS.name
    monkeypatch.setattr(resources, "TEMPLATES", templates)
    monkeypatch.setattr(resources, "LOOKS", sheets)
    assert build(content, tmp_path / "output", "--only", "email") == 0
    before = files(tmp_path / "output")
    change(sheets / "kalm" / "tokens.css", "--line-pt: 15.75", "--line-pt: 15.7")  # of short texts
    assert build(content, tmp_path / "output", "--only", "email") == 0
    assert files(tmp_path / "output")["proef-email.pdf"] != before["proef-email.pdf"]


def test_one_text_changed_lays_out_one_case(
    content: Path, tmp_path: Path, work: Callable[[], Counter[str]]
) -> None:
    """And draws no pages but its own, for the proof and for the contact sheet."""
    assert build(content, tmp_path / "output") == 0
    assert work()["page"] > 20
    some = words(5, 2).split()
    change(_case(content, 1), " ".join(some), " ".join(some[::-1]))
    assert build(content, tmp_path / "output") == 0
    done = work()
    assert done.keys() == {"verhaal-2", "page"}
    assert done["verhaal-2"] == 1 and done["page"] <= 4


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


@pytest.mark.parametrize("picture", ["images/a.jpg", "brand/images/merk.png"])
def test_a_copied_book_with_another_picture_under_the_same_name_has_its_own(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, picture: str
) -> None:
    """As the edition of next year has it, made of that of this year; the picture may be one of its brand."""
    _edit(content, brand="brand")
    (content / "brand" / "images").mkdir(parents=True)
    (content / "brand" / "brand.yaml").write_text("name: Merk\ncover: {file: merk.png, alt: Een merk.}\n")
    Image.new("RGB", (1800, 2600), "teal").save(content / "brand" / "images" / "merk.png")
    copy = Path(shutil.copytree(content, tmp_path / "next" / "book"))
    Image.new("RGB", (1800, 2600), "maroon").save(copy / picture)
    assert build(content, tmp_path / "old", "build", "--only", "email") == 0
    assert build(copy, tmp_path / "new", "build", "--only", "email") == 0
    monkeypatch.setenv("HANDBOOK_CACHE", str(tmp_path / "empty"))
    assert build(copy, tmp_path / "clean", "build", "--only", "email") == 0
    assert files(tmp_path / "new") == files(tmp_path / "clean") != files(tmp_path / "old")


def test_a_damaged_cache_makes_no_wrong_book(content: Path, tmp_path: Path) -> None:
    assert build(content, tmp_path / "one") == 0
    cache = Cache(tmp_path / "cache")
    kept = sorted(cache.folder.iterdir())
    assert len(kept) > 3 * len(HARMS)
    for number, file in enumerate(kept):
        HARMS[number % len(HARMS)](file)
    assert sum(cache.get(file.name) is not None for file in kept) == 0
    assert build(content, tmp_path / "two") == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_cache_of_another_program_is_not_taken(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[], Counter[str]]
) -> None:
    assert build(content, tmp_path / "output") == 0
    first = work()
    monkeypatch.setattr("handbook.setup.fingerprint.library_versions", lambda: ["a newer Pango"])
    program_fingerprint.cache_clear()
    assert build(content, tmp_path / "output") == 0
    program_fingerprint.cache_clear()
    assert work() == first


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
    (content / "cases" / "01-verhaal-1.yaml").write_text(_case(content, 0).read_text("utf-8") + "\n", "utf-8")
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
    before = files(output)
    for harm in (Path.unlink, lambda path: path.write_bytes(b"%PDF-1.7")):
        harm(output / product)
        assert build(content, output) == 0
        assert files(output) == before
