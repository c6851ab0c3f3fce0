"""Hostile content: all of it is printed as text or reported as a problem, and nothing else happens.

``python3 build.py test --long`` tries 10,000 generated files instead of 500.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pikepdf import Pdf
from PIL import Image

from handbook.content.loader import load
from handbook.content.model import Handbook
from handbook.content.print_settings import PROFILE
from handbook.content.validation import check
from handbook.pages.assets import asset_path
from handbook.pages.stylesheets import StyleSheets
from tests.books import ROOT, build, makes_links, plain, write
from tests.pdfs import conforms, fonts, pages

CASE = "title: Verhaal\nperson: Jan Hendrik\nexperience: |\n  Kort.\ngood_work: |\n  Kort.\n"
SECONDS, MEGABYTES = 2, 300  # the most that reading a handbook may take

# What breaks parsers and programs, pieces of real files, and letters of every kind.
PIECES = st.sampled_from(
    [
        *("title: ", "person: ", "experience: |\n  ", "good_work: |\n", "themes:\n", "portrait:\n  file: "),
        *("print:\n  paper: ", "labels:\n  months: ", "date: ", "language: ", "questions: [", "order:\n"),
        *("]", "{", "}", "- ", "\n", "\n\n", "  ", "\t", ": ", " #", "? ", "|", ">-", "---\n", "...\n", "'", '"'),
        *("&a ", "*a", "!!python/object:os.system ", "<<: ", "%YAML 1.1\n", "\\x00", "{{ 7*7 }}", "<script>"),
        *("</p>", "&lt;", "[a](", "](http://b)", "**", "*", "`", "> ", "1. ", "# ", "|a|b|\n|-|-|", "-"),
        *(
            "\u200b",
            "\u202e",
            "\ufeff",
            "\r",
            "\x85",
            "é",
            "🙂",
            "1e999",
            "0x1F",
            "2026-13",
            "NaN",
            "../../etc/passwd",
        ),
        *("9" * 400, "x" * 3000, "[" * 200, "- " * 200, "> " * 200),
    ]
)
TEXTS = st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map(lambda parts: _encoded("".join(parts))),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9) | PIECES, inner, max_size=5)
        ),
        max_leaves=20,
    ).map(lambda data: _encoded(yaml.safe_dump(data, allow_unicode=True))),
    st.lists(PIECES, min_size=1, max_size=8).map(lambda parts: _encoded(CASE + "".join(parts))),
)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def most_memory() -> float:
    """The most memory that this process has had, in MB; on Windows, where the standard library cannot tell, 0."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, bytes], Handbook]:
    """Reads a handbook of two files as ``build`` does, up to the layout, in little memory."""
    content = tmp_path_factory.mktemp("content")
    (content / "cases").mkdir()
    styles = StyleSheets(content)
    characters, accents = styles.characters, styles.accents

    def read(handbook: bytes, case: bytes) -> Handbook:
        (content / "handbook.yaml").write_bytes(handbook)
        (content / "cases" / "01-verhaal.yaml").write_bytes(case)
        before = most_memory()
        result = load(content)
        for problem in check(result, lambda: characters, lambda: accents):
            assert problem.message and problem.remedy and str(problem)
        assert most_memory() - before < MEGABYTES
        return result

    return read


@settings(
    max_examples=settings.get_profile("long" if "--long" in sys.argv else "short").max_examples,
    deadline=SECONDS * 1000,
    suppress_health_check=list(HealthCheck),
)
@given(TEXTS, TEXTS)
@example(b"", b"")
@example(b"title: A\n" * 9, b"\xff\xfe\x00")
@example(b"&a [*a, *a]", b"a: &a {b: *a}")
def test_any_bytes_are_a_handbook_or_problems(
    read: Callable[[bytes, bytes], Handbook], handbook: bytes, case: bytes
) -> None:
    assert isinstance(read(handbook, case), Handbook)


MOST = 9_900  # characters, just under what a text may have
ENDLESS = [
    *("[", "![", "*a ", "a**b", "_a_ ", "`a``b", "x", "x-"),
    *("> ", "- ", "<", "&#", "\\", "x\u00a0", "[a](b", "|a|\n"),
]


@pytest.mark.parametrize("piece", ENDLESS)
def test_no_text_takes_for_ever_or_all_memory(read: Callable[[bytes, bytes], Handbook], piece: str) -> None:
    """Each of them took more than ten seconds before texts had a limit."""
    text = (piece * MOST)[:MOST].replace("\n", "\n  ")
    assert read(b"title: Proef\n", _encoded(CASE.replace("Kort.", text, 1))).title == "Proef"


def test_what_looks_like_code_is_printed_as_it_is_typed(tmp_path: Path) -> None:
    code = "{{ 7+7 }} {% raw %} <script>alert(1)</script> </p></body> & &amp; <img src=x> ${7+7} <!-- -->"
    case = {"title": f"<b>&lt; {code[:20]}", "person": "<b>Jan</b> & A", "experience": code, "good_work": code}
    fields = {"title": "<i> & {{ a }}", "subtitle": "<i>{# b #}</i>", "foreword": code, "colophon": code}
    content = write(tmp_path / "book", [case], **fields)
    (content / "handbook.yaml").write_text(
        "".join(f"{name}: |\n  {text}\n" for name, text in fields.items()), "utf-8"
    )
    assert build(content, tmp_path / "output", "--only", "email", "print") == 0
    for product in ("i-a-print.pdf", "i-a-email.pdf"):
        printed = plain(" ".join(pages(tmp_path / "output" / product)))
        assert printed.count(code) == 4
        for part in (case["title"], case["person"], fields["title"], fields["subtitle"]):
            assert part in printed
    email = tmp_path / "output" / "i-a-email.pdf"
    with Pdf.open(email) as book:
        assert str(book.docinfo.Title) == fields["title"]
    assert conforms(email)


@makes_links
def test_a_link_among_the_cases_leads_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "book", [{}])
    secret = tmp_path / "secret.yaml"
    secret.write_text(CASE, "utf-8")
    (content / "cases" / "02-geheim.yaml").symlink_to(secret)
    assert build(content, tmp_path / "output", "check") == 1
    assert "02-geheim.yaml: error: this is a link to a file outside this folder" in capsys.readouterr().err


@makes_links
def test_a_link_among_the_pictures_leads_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": "jan.png", "alt": "Jan lacht."}}])
    (content / "images").mkdir()
    Image.new("RGB", (9, 9)).save(tmp_path / "secret.png")
    (content / "images" / "jan.png").symlink_to(tmp_path / "secret.png")
    assert build(content, tmp_path / "output", "check") == 1
    assert "'jan.png' is not in the folder images [no-picture]" in capsys.readouterr().err


@pytest.mark.parametrize("size", [200, 200_000])
def test_a_damaged_colour_profile_is_a_problem(
    tmp_path: Path, size: int, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path / "book", [{}], print={"profile": "own.icc", "condition": "FOGRA51"})
    (content / "own.icc").write_bytes(PROFILE.read_bytes()[:size])
    assert build(content, tmp_path / "output", "check") == 1
    assert "'own.icc' is damaged [no-profile]" in capsys.readouterr().err


def test_more_cases_than_a_book_holds_are_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "book", [{}])
    for number in range(2, 1003):
        (content / "cases" / f"{number}-x{number}.yaml").write_bytes(b"\xff")
    assert build(content, tmp_path / "output", "check") == 1
    printed = capsys.readouterr().err
    assert "there are 1002 cases here; a book has at most 1000 [too-many]" in printed and "UTF-8" not in printed


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "cases" / "02-groot.yaml").write_bytes(CASE.encode() + b"# \n" * 100_000)
    assert build(content, tmp_path / "output", "check") == 1
    assert "02-groot.yaml: error: the file has more than 200 KB" in capsys.readouterr().err


OUTSIDE = {
    "url(../secret.png)": "it is not in the folder of the book",
    "url(file:///etc/hostname)": "it is not in the folder of the book",
    "url(images/link.png)": "it is not in the folder of the book",
    "url(http://localhost:9/a.png)": "only files in the folder of the book can be used, nothing from elsewhere",
    "url('data:image/svg+xml,<svg/>')": "only files in the folder of the book can be used, nothing from elsewhere",
    "url(images/drawing.svg)": "it cannot be read as a picture",
    "url(images/no.png)": "there is no such file",
    "url(images/broken.png)": "it cannot be read as a picture",
    "url(images/bomb.png)": "it cannot be read as a picture",
}


@makes_links
def test_a_house_style_reaches_nothing_outside_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "book", [{}])
    images = content / "images"
    images.mkdir()
    Image.new("RGB", (9, 9)).save(tmp_path / "secret.png")
    (images / "link.png").symlink_to(tmp_path / "secret.png")
    (images / "drawing.svg").write_text('<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]><svg>&a;</svg>')
    (images / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 99)
    Image.new("1", (20_000, 20_000)).save(images / "bomb.png")
    (content / "style.css").write_text(f".cover {{ background: {', '.join(OUTSIDE)} }}\n")
    assert build(content, tmp_path / "output", "--only", "email") == 1
    problems = capsys.readouterr().err.splitlines()[::2]
    assert len(problems) == len(OUTSIDE)
    for problem, reason in zip(problems, OUTSIDE.values(), strict=True):
        assert "style.css: error: Failed to load image at " in problem and problem.endswith(f"{reason} [style]")


@pytest.fixture
def typeface() -> bytes:
    """A font as an organisation may have one; here it is one of ours, under another name."""
    return asset_path("font:newsreader/Newsreader[opsz,wght].ttf", Path()).read_bytes()


def test_an_organisation_brings_its_own_typeface(tmp_path: Path, typeface: bytes) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "huisletter.ttf").write_bytes(typeface)
    style = "@font-face { font-family: Huisletter; src: url(huisletter.ttf) }\n:root { --serif: Huisletter }\n"
    (content / "style.css").write_text(style)
    assert build(content, tmp_path / "output", "--only", "email") == 0
    with Pdf.open(tmp_path / "output" / "proef-email.pdf") as book:
        names = [str(font.BaseFont) for font in fonts(book)]
    assert any("Huisletter" in name for name in names) and not any("Newsreader" in name for name in names)


@pytest.mark.parametrize("size", [0, 50, 5_000, 60_000])
def test_a_damaged_typeface_is_a_problem_of_the_house_style(
    tmp_path: Path, typeface: bytes, size: int, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "kapot.ttf").write_bytes(typeface[:size])
    (content / "style.css").write_text(
        "@font-face { font-family: K; src: url(kapot.ttf) } h1 { font-family: K }\n"
    )
    assert build(content, tmp_path / "output", "--only", "email") == 1
    assert "style.css: error: " in capsys.readouterr().err


NETWORK = """
import sys
events = []
sys.addaudithook(lambda event, args: events.append(event) if event.startswith("socket.") else None)
from handbook.cli.commands import main
code = main(["--quiet", "--content", sys.argv[1], "--output", sys.argv[2]])
print(code, {*events} - {"socket.__new__", "socket.gethostname"})  # which asks this machine
"""


def test_a_build_asks_nothing_of_the_network(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{"experience": "Zie [een gids](https://example.org/gids)."}])
    done = subprocess.run(
        [sys.executable, "-c", NETWORK, content, tmp_path / "output"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("0 set()\n", "")
