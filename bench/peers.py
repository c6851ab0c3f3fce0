"""What a user would take instead, each as a command on the same booklet."""

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
    """A program: how its command is made for a folder and a number of cases, and why it cannot be run here."""

    name: str
    command: Callable[[Path, int], list[str]]
    missing: str = ""
    prepare: Callable[[Path, int], None] = lambda folder, number: None


def peers() -> list[Peer]:
    """This program first, then plain WeasyPrint, which all are measured against, then the others."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), "")
    paged, vivliostyle = shutil.which("pagedjs-cli") or "", shutil.which("vivliostyle") or ""
    return [
        Peer("this program", _own, prepare=_forget),
        Peer("one case changed", _own, prepare=_change),
        Peer("nothing changed", _own),
        Peer("WeasyPrint", plain),
        Peer("Typst", _typst, "" if find_spec("typst") else "the package typst is not installed"),
        Peer("Chromium", lambda folder, number: _chromium(browser, folder, number), _absent(browser, "chromium")),
        Peer(
            "paged.js",
            lambda folder, number: [paged, str(html(folder, number)), "-o", str(folder / "p.pdf")],
            _absent(paged, "pagedjs-cli"),
        ),
        Peer(
            "Vivliostyle",
            lambda folder, number: [vivliostyle, "build", str(html(folder, number)), "-o", str(folder / "v.pdf")],
            _absent(vivliostyle, "vivliostyle"),
        ),
    ]


def content(folder: Path, number: int) -> Path:
    """The booklet as content of this program, written once."""
    place = folder / f"content-{number}"
    return place if place.exists() else write_content(place, number)


def html(folder: Path, number: int) -> Path:
    """The same as one HTML page, with a font file that it shares with this program."""
    return write_html(folder / f"{number}.html", number, _font())


def _font() -> Path:
    from handbook.pages.assets import asset_path

    return asset_path("font:source-serif-4/SourceSerif4[opsz,wght].ttf", ROOT / "content")


def _forget(folder: Path, number: int) -> None:
    """Lets the next build find nothing of an earlier one."""
    shutil.rmtree(os.environ["HANDBOOK_CACHE"], ignore_errors=True)


def _change(folder: Path, number: int) -> None:
    """Writes in the case in the middle what no build has seen."""
    path = sorted((content(folder, number) / "cases").glob("*.yaml"))[number // 2]
    path.write_text(change(path), "utf-8")


def change(path: Path) -> str:
    """The text of a case with a first sentence that it never had."""
    first = f"experience: |\n  Vandaag {time.time_ns()}. "
    return re.sub(r"(?m)^experience: \|\n  (Vandaag \d+\. )?", first, path.read_text("utf-8"))


def _own(folder: Path, number: int) -> list[str]:
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


def plain(folder: Path, number: int) -> list[str]:
    """Plain WeasyPrint: one document, one PDF."""
    return [sys.executable, "-m", "weasyprint", "-q", str(html(folder, number)), str(folder / "weasyprint.pdf")]


def _typst(folder: Path, number: int) -> list[str]:
    source = write_typst(folder / f"{number}.typ", number)
    code = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
    return [sys.executable, "-c", code, str(source), str(folder / "typst.pdf"), str(_font().parent)]


def _chromium(browser: str, folder: Path, number: int) -> list[str]:
    target = f"--print-to-pdf={folder / 'chromium.pdf'}"
    return [browser, *CHROMIUM, f"--user-data-dir={folder / 'browser'}", target, html(folder, number).as_uri()]


def _absent(program: str, name: str) -> str:
    return "" if program else f"the program {name} is not installed"
