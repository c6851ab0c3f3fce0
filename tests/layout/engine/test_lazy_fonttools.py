"""WeasyPrint starts without fontTools, and has it where it needs it."""

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handbook.pages.assets import font_path

LOAD = "import sys; from handbook.layout.worker import preload_typesetter; preload_typesetter()\n"
DRAW = """
from weasyprint import HTML
css = f'@font-face {{ font-family: Packed; src: url({sys.argv[1]}) }} p {{ font-family: Packed }}'
HTML(string=f'<style>{css}</style><p>Goed werk').write_pdf(sys.argv[2])
"""


def _run(code: str, *arguments: object) -> str:
    command = [sys.executable, "-c", LOAD + code, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_the_layout_starts_without_fonttools() -> None:
    assert _run("print(*(name for name in sys.modules if name.startswith('fontTools')))") == ""


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_a_font_for_the_web_is_unpacked(tmp_path: Path, flavor: str) -> None:
    packed, pdf = tmp_path / f"font.{flavor}", tmp_path / "page.pdf"
    with TTFont(font_path("newsreader", "Newsreader[opsz,wght].ttf")) as font:
        font.flavor = flavor
        font.save(packed)
    _run(DRAW, packed.as_uri(), pdf)
    fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
    assert "Packed" in fonts
