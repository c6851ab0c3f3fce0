"""What an editor types in a form for a date or a page size, as the file has it then."""

import pytest

from handbook.authoring.field_values import clean_value
from handbook.content.field_kinds import fields_by_name
from handbook.content.model import Handbook
from handbook.content.print_settings import Print


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("maart 2027", "2027-03"),
        ("Mrt. 2027", "2027-03"),
        ("1 februari 2027", "2027-02-01"),
        ("23 Nov 2026", "2026-11-23"),
        ("June 2027", "2027-06"),
        ("15-03-2027", "2027-03-15"),
        ("5/3/2027", "2027-03-05"),
        ("3-2027", "2027-03"),
        ("2027-03", "2027-03"),
        ("2027-03-15", "2027-03-15"),
        ("", ""),
        ("volgend voorjaar", "volgend voorjaar"),
        ("ma 2027", "ma 2027"),
        ("lente 2027", "lente 2027"),
    ],
)
def test_a_date_is_read_as_it_is_written_in_dutch_and_english(typed: str, written: str) -> None:
    assert clean_value(fields_by_name(Handbook)["date"], typed) == written


@pytest.mark.parametrize(
    ("typed", "written"), [("A5", "148 x 210"), ("b5", "176 x 250"), ("170 x 240", "170 x 240")]
)
def test_a_page_size_has_a_name(typed: str, written: str) -> None:
    assert clean_value(fields_by_name(Print)["trim"], typed) == written
