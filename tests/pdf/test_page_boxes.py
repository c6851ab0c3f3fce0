"""The boxes of a page are read as a print shop reads them."""

import pytest
from pikepdf import Array, Pdf

from handbook.pdf.page_boxes import Box, margins, page_boxes
from handbook.support.units import PT_PER_MM


def test_a_box_that_a_page_does_not_have_is_the_next_larger_one() -> None:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 200))
        assert page_boxes(page) == (Box(0, 0, 100, 200),) * 3
        page.BleedBox = Array([5, 5, 95, 195])
        assert page_boxes(page) == (Box(0, 0, 100, 200), Box(5, 5, 95, 195), Box(5, 5, 95, 195))
        page.TrimBox = Array([10, 10, 90, 190])
        assert page_boxes(page).trim == Box(10, 10, 90, 190)


def test_the_bleed_is_as_wide_as_on_its_narrowest_side() -> None:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 200))
        page.TrimBox = Array([3 * PT_PER_MM, 2 * PT_PER_MM, 100 - 4 * PT_PER_MM, 200 - 5 * PT_PER_MM])
        assert margins(page_boxes(page).trim, page_boxes(page).bleed) == pytest.approx((3, 2, 4, 5))
        assert page_boxes(page).bleed_width == pytest.approx(2)


def test_boxes_that_do_not_overlap_have_nothing_in_common() -> None:
    assert Box(0, 0, 10, 10).intersection(Box(20, 0, 30, 10)).is_empty
    assert Box(0, 0, 10, 10).intersection(Box(5, 5, 30, 30)) == Box(5, 5, 10, 10)
    assert Box(0, 0, 10, 20).enlarged(3) == Box(-3, -3, 13, 23)
