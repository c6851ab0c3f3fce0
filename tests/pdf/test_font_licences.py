"""A font is embedded only where its maker allows that."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handbook.pages.assets import asset_path
from tests.books import build, write


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [(0, True), (0x4, True), (0x8, True), (0x6, True), (0x2, False), (0x100, False), (0x208, False)],
)
def test_a_font_whose_licence_forbids_it_is_not_embedded(
    tmp_path: Path, licence: int, allowed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path / "book", [{}])
    font = TTFont(asset_path("font:source-sans-3/SourceSans3[wght].ttf", content))
    font["OS/2"].fsType = licence
    font.save(content / "huis.ttf")
    style = "@font-face { font-family: Huis; src: url(huis.ttf) }\n:root { --sans: Huis }\n"
    (content / "style.css").write_text(style, "utf-8")
    assert build(content, tmp_path / "output", "build", "--only", "email") == (0 if allowed else 1)
    assert ("style.css: error: the licence of one of its fonts forbids" in capsys.readouterr().err) != allowed
