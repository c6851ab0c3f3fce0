"""What the scripts of the page calculate, without a browser."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from handbook import resources

PAGE = resources.PROGRAM / "preview" / "page"
MODULES = ("regions", "crop", "emphasis", "blocks", "links", "story_order", "typography")
TEXT = "Een **kort** begin, met [een adres](https://example.org/weg).\n\n1. punt één\n2. punt twee"


def run(script: str, *values: object) -> Any:
    """Runs JavaScript in Node with the functions of the page and ``values``; returns what it returns."""
    if not (node := shutil.which("node")):
        pytest.skip("node is not installed (Debian: apt install nodejs)")
    imports = "".join(f'import * as {name} from "{(PAGE / name).as_uri()}.js";' for name in MODULES)
    functions = f"{{ {', '.join(f'...{name}' for name in MODULES)} }}"
    code = (
        f"{imports} const run = {script}; console.log(JSON.stringify(run({functions}, ...{json.dumps(values)})));"
    )
    done = subprocess.run(
        [node, "--input-type=module", "-"], input=code, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_printed_letter_is_found_where_it_was_typed() -> None:
    """Signs of Markdown, addresses of links and the numbers of items are typed and not printed as letters."""
    letters = "Eenkortbeginmeteenadrespuntéénpunttwee"
    found = run("(r, text, count) => Array.from({ length: count }, (_, n) => text[r.offsetOf(text, n)])", TEXT, 38)
    assert "".join(found) == letters
    assert run("(r, text) => r.offsetOf(text, 99)", TEXT) == len(TEXT)  # the text has become shorter


def test_the_paragraph_around_the_cursor() -> None:
    first, last = len("Eenkortbeginmeteenadres"), 38
    found = run(
        "(r, text, offsets) => offsets.map((each) => r.paragraphAt(text, each))", TEXT, [0, 20, len(TEXT) - 3]
    )
    assert found == [[0, first], [0, first], [first, last]]


def test_a_click_finds_the_nearest_line_and_the_letter_in_it() -> None:
    """A click far from all lines finds none."""
    title, person = [0, "title", 10, 10, 60, 20, 0, 10], [0, "person", 10, 24, 40, 28, 0, 6]
    lines, clicks = [title, person, [1, "title", 0, 0, 9, 9, 0, 1]], [[12, 15], [41, 23], [63, 19], [100, 100]]
    nearest, letters, boxes = run(
        """(r, lines, clicks) => [
          clicks.map(([x, y]) => r.regionAt(lines, 0, x, y)),
          [0, 35, 99].map((x) => r.letterAt(lines[0], x)),
          r.boxesAround(lines, "title", [2, 9]),
        ]""",
        lines,
        clicks,
    )
    assert nearest == [title, person, title, None]
    assert letters == [0, 5, 10]
    assert boxes == [[0, 10, 10, 60, 20]]


def test_the_frame_shows_what_the_page_shows() -> None:
    """A wide picture in a square is dragged sideways and stays within its edges; one that fits whole is not."""
    crops, axes, moved, widths = run(
        """(r, wide, square) => {
          const crop = r.cropOf(wide, square, [100, 40]);
          return [
            [crop, r.cropOf(wide, square, [0, 40])],
            [r.axisOf(crop), r.axisOf(r.cropOf(square, wide, [0, 0])), r.axisOf(r.cropOf(wide, wide, [0, 0]))],
            [r.movedBy(crop, [100, 40], -0.25), r.movedBy(crop, [50, 40], 9), r.movedBy(crop, [50, 40], -9)],
            r.widthsOf(wide, square),
          ];
        }""",
        {"width": 1800, "height": 900},
        {"width": 100, "height": 100},
    )
    right, left = crops
    assert [right, left] == [
        {"left": 0.5, "top": 0, "width": 0.5, "height": 1},
        {"left": 0, "top": 0, "width": 0.5, "height": 1},
    ]
    assert axes == ["x", "y", ""]
    assert moved == [[50, 40], [100, 40], [0, 40]]
    assert widths["shown"] == 10
    assert widths["sharp"] == pytest.approx(2.54 * 900 / 225)
