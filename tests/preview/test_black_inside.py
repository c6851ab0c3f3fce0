"""With ``inside: black`` the preview draws what is between the covers in grey, as it will print."""

import pytest

from handbook.content.print_settings import PROFILE
from handbook.pages.palette import Palette
from handbook.preview._model import Styles
from handbook.preview._worker import _edition
from tests.books import SEED, section


@pytest.mark.parametrize(
    ("name", "black", "mode"),
    [
        ("spread", True, "L"),
        ("contents", True, "L"),
        ("cover", True, "CMYK"),
        ("back", True, "CMYK"),
        ("spread", False, "CMYK"),
    ],
)
def test_the_edition_of_a_section(name: str, black: bool, mode: str) -> None:
    styles = Styles(0, Palette(()), PROFILE, (), black)
    assert _edition(section(SEED, name), styles).mode == mode
