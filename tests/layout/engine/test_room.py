"""What is measured of a layout, so that style sheets can fill the room it leaves."""

from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image
from weasyprint import HTML

from handbook.layout.engine.room import measure_filled_room, measure_lines, measure_room

STYLE = "<style>@page { size: 200pt 300pt; margin: 0 } body { margin: 0; font: 10pt/15pt 'DejaVu Sans' }</style>"


def measures(body: str) -> dict[str, float]:
    return measure_room(HTML(string=f"<html>{STYLE}<body>{body}</body></html>").render())


def test_a_text_is_measured_in_its_own_lines() -> None:
    found = measures("<div data-measure='a' style='line-height: 20pt'><p style='margin: 0'>een<br>twee</p></div>")
    assert found["a-lines"] == pytest.approx(2)
    assert 15 < found["a-width"] < 40 and found.keys() == {"a-lines", "a-width", "pages"}


def test_lines_without_height_are_none() -> None:
    """As a house style may have it: what is wrong with that is told as a text that does not fit."""
    assert measures("<div data-measure='a' style='font-size: 0; line-height: 0'>een</div>")["a-lines"] == 0


def test_a_text_that_goes_on_over_the_page_has_the_lines_of_a_whole_one() -> None:
    lines = "<br>".join(["een"] * 23)  # a page has 20
    page = f"<html>{STYLE}<body><div data-measure='a'>{lines}</div></body></html>"
    assert measure_lines(HTML(string=page).render()) == {"a-lines": 23}


def test_the_widest_word_and_the_whole_run_are_measured() -> None:
    found = measures("<p data-measure-words='a'>een langwerpigstewoord twee</p>")
    assert found["a-word"] < found["a-run"] < 2 * found["a-word"]


def test_the_least_widths_for_each_number_of_lines_are_measured() -> None:
    words = "een paar woorden die over twee regels lopen"
    box = "<p data-measure-words='a' style='margin: 0; width: {width}'>" + words + "</p>"
    widths = [value for name, value in measures(box.format(width="200pt")).items() if name[2:].isdigit()]
    assert len(widths) == 10 and widths == sorted(widths, reverse=True)
    for lines, width in enumerate(widths[:3], 1):
        assert measures(box.format(width=f"{width}pt"))["a-lines"] == lines


def test_what_filled_its_room_is_measured_by_another_name() -> None:
    body = "<p data-measure-filled='a' style='margin: 0'>een<br>twee</p><p data-measure='b'>drie</p>"
    found = measure_filled_room(HTML(string=f"<html>{STYLE}<body>{body}</body></html>").render())
    assert found.keys() == {"a-lines", "a-width"} and found["a-lines"] == 2


def test_an_absolute_box_is_measured() -> None:
    assert measures("<div style='position: absolute'><p data-measure='a'>een</p></div>")["a-lines"] == 1


def test_a_picture_is_measured_in_pixels_at_any_size() -> None:
    file = BytesIO()
    Image.new("L", (30, 20)).save(file, "PNG")
    source = f"data:image/png;base64,{b64encode(file.getvalue()).decode()}"
    found = measures(f"<img src='{source}' alt='' data-measure-pixels='a' style='position: absolute; width: 9pt'>")
    assert (found["a-columns"], found["a-rows"]) == (30, 20)
