"""The programs that are compared, each as a command on the same booklet."""

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.content import ROOT, write_content, write_html, write_typst

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]


@dataclass(frozen=True)
class Peer:
    """A program: its command for a folder and a number of cases, and why it is ``missing`` here, if it is."""

    name: str
    command: Callable[[Path, int], list[str]]
    missing: str = ""
    prepare: Callable[[Path, int], None] = lambda folder, number: None


def peers() -> list[Peer]:
    """This program, then plain WeasyPrint, to which all are compared, then the others."""
    browser = find_browser()
    paged, vivliostyle = shutil.which("pagedjs-cli") or "", shutil.which("vivliostyle") or ""
    return [
        Peer("this program", _build_command, prepare=_clear_cache),
        Peer("one case changed", _build_command, prepare=_change_one_case),
        Peer("nothing changed", _build_command),
        Peer("WeasyPrint", weasyprint_command),
        Peer("Typst", _typst_command, "" if find_spec("typst") else "the package typst is not installed"),
        Peer(
            "Chromium",
            lambda folder, number: _chromium_command(browser, folder, number),
            _why_missing(browser, "chromium"),
        ),
        Peer(
            "paged.js",
            lambda folder, number: [paged, str(html(folder, number)), "-o", str(folder / "p.pdf")],
            _why_missing(paged, "pagedjs-cli"),
        ),
        Peer(
            "Vivliostyle",
            lambda folder, number: [vivliostyle, "build", str(html(folder, number)), "-o", str(folder / "v.pdf")],
            _why_missing(vivliostyle, "vivliostyle"),
        ),
    ]


def find_browser() -> str:
    """Returns the path of the system's Chromium, empty if there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


def content(folder: Path, number: int) -> Path:
    """The booklet as content of this program, written once."""
    path = folder / f"content-{number}"
    return path if path.exists() else write_content(path, number)


def html(folder: Path, number: int) -> Path:
    """The booklet as one HTML page, with a font file of this program."""
    return write_html(folder / f"{number}.html", number, font())


def font() -> Path:
    """Returns the face that every program sets the booklet in."""
    from handbook.pages.assets import asset_path

    return asset_path("font:source-serif-4/SourceSerif4[opsz,wght].ttf", ROOT / "content")


def _clear_cache(folder: Path, number: int) -> None:
    """Empties the cache before a build."""
    shutil.rmtree(os.environ["HANDBOOK_CACHE"], ignore_errors=True)


def _change_one_case(folder: Path, number: int) -> None:
    """Gives the case in the middle of the book a text that is not in the cache."""
    path = sorted((content(folder, number) / "cases").glob("*.yaml"))[number // 2]
    path.write_text(changed_text(path), "utf-8")


def changed_text(path: Path) -> str:
    """The text of a case with a new first sentence."""
    first = f"experience: |\n  Vandaag {time.time_ns()}. "
    return re.sub(r"(?m)^experience: \|\n  (Vandaag \d+\. )?", first, path.read_text("utf-8"))


def _build_command(folder: Path, number: int) -> list[str]:
    output = folder / f"output-{number}"
    return [
        sys.executable,
        str(ROOT / "build.py"),
        "--quiet",
        "--content",
        str(content(folder, number)),
        "--output",
        str(output),
    ]


def weasyprint_command(folder: Path, number: int) -> list[str]:
    """Plain WeasyPrint: one document, one PDF."""
    return [sys.executable, "-m", "weasyprint", "-q", str(html(folder, number)), str(folder / "weasyprint.pdf")]


def _typst_command(folder: Path, number: int) -> list[str]:
    source = write_typst(folder / f"{number}.typ", number)
    code = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
    return [sys.executable, "-c", code, str(source), str(folder / "typst.pdf"), str(font().parent)]


def _chromium_command(browser: str, folder: Path, number: int) -> list[str]:
    target = f"--print-to-pdf={folder / 'chromium.pdf'}"
    return [browser, *CHROMIUM, f"--user-data-dir={folder / 'browser'}", target, html(folder, number).as_uri()]


def _why_missing(program: str, name: str) -> str:
    return "" if program else f"the program {name} is not installed"
