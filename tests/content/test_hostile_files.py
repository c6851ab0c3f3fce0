"""Files that are none, or more than they should be: each is a problem at its place, and nothing waits for one."""

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from handbook.content.book_language import book_language
from handbook.content.loader import load
from handbook.content.validation import check
from handbook.layout.engine.warnings import fail_on_warnings
from handbook.layout.typesetter import Typesetter
from handbook.pages.assets import BASE_URL
from handbook.pages.palette import colour_problems
from handbook.pages.style_limits import limit_problems
from handbook.pages.stylesheets import StyleSheets
from handbook.support.cache import Cache
from handbook.support.input_limits import STYLE_SHEET
from handbook.support.names import display_path
from handbook.support.outside_files import NotOrdinary, TooLarge, read_outside
from handbook.support.problems import Mark, Rejected, problem
from handbook.support.time_limit import limited_time
from tests.books import ROOT, build, write

SLOW = problem(Mark("style.css"), "style.slow", most=60)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices as files")

Make = Callable[[Path], object]
OUTSIDE = Path(__file__)
UNREADABLE = os.fsdecode(b"02-\xff.yaml")


def _listen(path: Path) -> None:
    """Makes a socket; its path may have 107 bytes only."""
    before = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path.name)
    os.chdir(before)


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 3_000_000_000)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


def _outside(path: Path) -> None:
    path.symlink_to(OUTSIDE)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


# A file among the cases, how it is made, and its problem.
NO_FILE = "this is not an ordinary file, or a link to none [not-a-case]"
CASES: Mapping[str, tuple[Make, str]] = {
    "02-pijp.yaml": (_pipe, NO_FILE),
    "03-contact.yaml": (_listen, NO_FILE),
    "04-rond.yaml": (_circle, NO_FILE),
    "05-nullen.yaml": (_device, NO_FILE),
    "06-map.yaml": (Path.mkdir, "this is a folder, not a case [not-a-case]"),
    "07-uit.yaml": (_outside, "this is a link to a file outside this folder [not-a-case]"),
    "08-groot.yaml": (_sparse, "the file has more than 200 KB [too-large]"),
    UNREADABLE: (Path.touch, "this is not a case [not-a-case]"),
    "09-a\nb.yaml: error: nep.yaml": (Path.touch, "this is not a case [not-a-case]"),  # would be two lines
}
# The same for handbook.yaml.
HANDBOOKS: Mapping[str, tuple[Make, str]] = {
    "pipe": (_pipe, "this is not an ordinary file [too-large]"),
    "folder": (Path.mkdir, "this is not an ordinary file [too-large]"),
    "circle": (_circle, "the file cannot be read (it is a link that goes round, or must not be one) [no-file]"),
    "device": (_device, "this is a link to a file outside this folder [no-file]"),
    "outside": (_outside, "this is a link to a file outside this folder [no-file]"),
    "large": (_sparse, "the file has more than 200 KB [too-large]"),
}
# The same for style.css.
STYLES: Mapping[str, tuple[Make, str]] = {
    "pipe": (_pipe, "the file cannot be read (it is not an ordinary file) [no-file]"),
    "folder": (Path.mkdir, "the file cannot be read (it is not an ordinary file) [no-file]"),
    "circle": (_circle, "the file cannot be read (it is a link that goes round, or must not be one) [no-file]"),
    "device": (_device, "this is a link to a file outside this folder [no-file]"),
    "large": (_sparse, "the file cannot be read (it has more than 0.2 MB) [no-file]"),
}
# Names of pictures, how the file is made, and its problem; each is the portrait of a case.
PICTURES: Mapping[str, tuple[Make | None, str]] = {
    "pijp.jpg": (_pipe, "there is no picture 'pijp.jpg' in the folder images [no-picture]"),
    "rond.jpg": (_circle, "there is no picture 'rond.jpg' in the folder images [no-picture]"),
    "uit.jpg": (_outside, "'uit.jpg' is not in the folder images [no-picture]"),
    "groot.jpg": (_sparse, "'groot.jpg' cannot be read (it has more than 50 MB) [not-a-picture]"),
    "groot.svg": (_sparse, "'groot.svg' cannot be read (it has more than 2 MB) [not-a-picture]"),
    "x" * 256: (None, f"there is no picture '{'x' * 256}' in the folder images [no-picture]"),
    f"{'é' * 200}/a.jpg": (None, f"there is no picture '{'é' * 200}/a.jpg' in the folder images [no-picture]"),
}


def _problems(content: Path) -> list[str]:
    """The errors of a book that reading and checking finds, each with its place."""
    handbook = load(content)
    styles = StyleSheets(content)
    return [
        f"{each.place.file}: {each.message} [{each.id}]"
        for each in check(handbook, lambda: styles.characters, lambda: styles.accents)
        if each.severity == "error"
    ]


def test_hostile_files_among_the_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path, [{}])
    for name, (make, _) in CASES.items():
        make(content / "cases" / name)
    expected = [f"{display_path(content / 'cases' / name)}: {text}" for name, (_, text) in CASES.items()]
    assert sorted(_problems(content)) == sorted(expected)
    for command in ("check", "build"):
        assert build(content, tmp_path / "output", command) == 1
        lines = [line for line in capsys.readouterr().err.splitlines() if ": error: " in line]
        assert len(lines) == len(CASES) and all("[not-a-case]" in line or "[too-large]" in line for line in lines)


@pytest.mark.parametrize("name", HANDBOOKS)
def test_a_hostile_handbook(tmp_path: Path, name: str) -> None:
    content = write(tmp_path, [{}])
    make, text = HANDBOOKS[name]
    (file := content / "handbook.yaml").unlink()
    make(file)
    assert _problems(content) == [f"{display_path(file)}: {text}"]


@pytest.mark.parametrize("name", STYLES)
def test_a_hostile_style_sheet(tmp_path: Path, name: str) -> None:
    content = write(tmp_path, [{}], colour="#0b6b8a")  # of which the style sheet is read before the layout too
    make, text = STYLES[name]
    make(file := content / "style.css")
    styles = StyleSheets(content)
    assert styles.palette and styles.palette_sheet
    with pytest.raises(Rejected) as caught:
        Typesetter(styles)
    (problem,) = caught.value.problems
    assert f"{problem.place.file}: {problem.message} [{problem.id}]" == f"{display_path(file)}: {text}"


def test_hostile_files_among_the_pictures(tmp_path: Path) -> None:
    cases = [{"portrait": {"file": name, "alt": "Iemand lacht."}} for name in PICTURES]
    content = write(tmp_path, cases)
    (content / "images").mkdir()
    for name, (make, _) in PICTURES.items():
        if make:
            make(content / "images" / name)
    assert [line.partition(": ")[2] for line in _problems(content)] == [text for _, text in PICTURES.values()]


@pytest.mark.parametrize("make", [_pipe, _circle, Path.touch])
@pytest.mark.parametrize("folder", ["cases", "images"])
def test_what_should_be_a_folder_is_none(
    tmp_path: Path, folder: str, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": "jan.jpg", "alt": "Jan lacht."}}])
    if folder == "cases":
        next((content / "cases").iterdir()).unlink()
        (content / "cases").rmdir()
    make(content / folder)
    assert build(content, tmp_path / "output", "check") == 1
    assert "[no-case]" in (printed := capsys.readouterr().err) or "[no-picture]" in printed


def test_a_folder_of_cases_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path, [])
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may read any
    assert build(content, tmp_path / "output", "check") == 1
    assert "cases: error: this folder cannot be read [no-case]" in capsys.readouterr().err


def test_a_new_case_in_a_folder_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path, [])
    (content / "cases").rmdir()
    _circle(content / "cases")
    assert build(content, tmp_path / "output", "new", "Een titel") == 1
    assert "the case cannot be written" in capsys.readouterr().err


def test_no_more_of_a_file_is_read_than_its_kind_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_outside(file, 5) == b"12345"
    with pytest.raises(TooLarge):
        read_outside(file, 4)
    small = os.stat(file)
    file.write_bytes(b"1234567890")
    monkeypatch.setattr(os, "fstat", lambda _: small)  # it has grown since
    with pytest.raises(TooLarge):
        read_outside(file, 5)


def test_a_file_that_becomes_a_pipe_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").touch()
    before = os.stat(tmp_path / "a")
    (tmp_path / "a").unlink()
    os.mkfifo(tmp_path / "a")
    monkeypatch.setattr(os, "stat", lambda _: before)
    with pytest.raises(NotOrdinary):
        read_outside(tmp_path / "a", 5)


# What a house style may not have, and its problem; the rest of the sentence is in the catalogue.
TOO_MUCH: Mapping[str, tuple[str, str]] = {
    "rules": (".a { color: red }\n" * 5_001, "5001:4: there are more than 5000 rules"),
    "nesting": (".a { width: " + "(" * 3_000, "1:42: more than 30 brackets stand within each other"),
    "content": (".a::before { content: '" + "x" * 2_000 + "' }", "1:14: a text in 'content' has more than 1000"),
    "font size": ("\n.a { font-size: 1e9pt }", "2:17: a number is larger than 100000"),
    "columns": (".a { columns: 1000000 }", "1:15: a number is larger than 100000"),
    "variables": (
        ":root { --a0: x; " + "".join(f"--a{n + 1}: var(--a{n}) var(--a{n}); " for n in range(40)) + "}",
        "the value of --a",
    ),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_house_style_with_too_much(tmp_path: Path, name: str) -> None:
    text, expected = TOO_MUCH[name]
    content = write(tmp_path, [{}])
    (content / "style.css").write_text(text, "utf-8")
    with pytest.raises(Rejected) as caught:
        Typesetter(StyleSheets(content))
    assert expected in f"{caught.value.problems[0].place}: {caught.value.problems[0].message}"


ENDLESS = ("-", '"\\"', "'\\", "@font-face{", "url(", "--a-rgb: ", "--a-rgb:", "/*", ".accent-a ", "content:")


@pytest.mark.parametrize("piece", ENDLESS)
def test_a_house_style_of_one_piece_is_searched_once(tmp_path: Path, piece: str) -> None:
    """Some of them took minutes, the square or the cube of their length."""
    content = write(tmp_path, [{}], colour="#0b6b8a")
    for text in (piece * (STYLE_SHEET // len(piece)), piece + " " * (STYLE_SHEET - len(piece))):
        (content / "style.css").write_text(text, "utf-8")
        styles = StyleSheets(content)
        assert styles.palette and styles.palette_sheet and styles.characters and styles.accents
        assert isinstance((*limit_problems(text, "style.css"), *colour_problems(text, "style.css")), tuple)


def test_a_house_style_cannot_ask_for_fitting_steps_without_end(tmp_path: Path) -> None:
    content = write(tmp_path, [{}])
    steps = StyleSheets(content).fitting_steps
    for number in ("9" * 5_000, "99999999"):
        (content / "style.css").write_text(f".fit-{number} {{ color: red }}", "utf-8")
        assert StyleSheets(content).fitting_steps == steps


def test_what_the_layout_raises_is_a_problem_of_the_house_style_where_there_is_one() -> None:
    said = r"style.css: error: the layout fails with it \(maximum .*\) \[style\]"
    with pytest.raises(Rejected, match=said), fail_on_warnings("style.css"):
        raise RecursionError("maximum recursion depth exceeded")
    with pytest.raises(RecursionError), fail_on_warnings():
        raise RecursionError


@pytest.mark.parametrize("house_style", ["", "style.css"])
def test_a_drawing_that_cannot_be_drawn_is_a_problem_of_its_own(house_style: str) -> None:
    said = r"content/images/a.svg: error: 'a.svg' is no SVG file, or a damaged one"
    with pytest.raises(Rejected, match=said), fail_on_warnings(house_style):
        logging.getLogger("weasyprint").error("Failed to render SVG image %s", f"{BASE_URL}images/a.svg")


def test_a_layout_that_takes_too_long_is_a_problem_of_the_house_style(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.support.time_limit.MOST", 0.1)
    with pytest.raises(Rejected, match="a section is not laid out within"), limited_time(SLOW):
        while True:
            pass


def test_a_layout_that_ends_in_time_is_not_interrupted_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it ends in the moment in which the time is over."""
    monkeypatch.setattr("handbook.support.time_limit.MOST", 0.05)
    ended = interrupted = 0
    for number in range(6):
        try:
            with limited_time(SLOW):
                sum(range(number * 300_000))
            ended += 1
        except Rejected:
            interrupted += 1
        sum(range(100))
    assert ended + interrupted == 6


def test_a_thread_can_be_profiled_after_a_block_with_a_time_limit() -> None:
    """In a process of its own, as it would hang; a debugger and the measurement of coverage do the same."""
    code = (
        "import sys; from handbook.support.problems import machine, problem;"
        "from handbook.support.time_limit import limited_time\n"
        "with limited_time(problem(machine(), 'no-memory')): pass\n"
        "sys.setprofile(lambda *_: None); problem(machine(), 'no-memory')"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=True)


def test_the_language_of_a_book_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "handbook.yaml")
    assert book_language(tmp_path) == ""


def test_an_entry_of_the_cache_that_is_a_pipe_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "key")
    assert Cache(tmp_path).get("key") is None
