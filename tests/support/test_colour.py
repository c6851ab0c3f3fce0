"""Colour profiles are used where they describe colours, whatever the rest of their file is like."""

import pytest
from PIL import Image

from handbook.content.print_settings import PROFILE
from handbook.resources import SRGB
from handbook.support.colour import convert_colours, is_press_profile, is_usable, keeps_numbers
from tests.icc import grey_profile, wide_profile

PRESS, SCREEN = PROFILE.read_bytes(), SRGB.read_bytes()
PROFILES = {"L": grey_profile(1.8), "RGB": SCREEN, "CMYK": PRESS}


def with_broken_tag(profile: bytes, name: bytes, *, empty: bool = False) -> bytes:
    """A profile of whose table only the head is good, or nothing."""
    entry = profile.index(name, 128)
    start, size = (int.from_bytes(profile[entry + at : entry + at + 4]) for at in (4, 8))
    kept = 0 if empty else 32
    return profile[: start + kept] + bytes(size - kept) + profile[start + size :]


@pytest.mark.parametrize("colours", PROFILES)
def test_a_profile_is_usable_for_the_colours_that_it_describes(colours: str) -> None:
    assert [name for name, profile in PROFILES.items() if is_usable(profile, colours)] == [colours]


@pytest.mark.parametrize("tag", [b"rXYZ", b"rTRC"])
def test_a_profile_without_a_table_is_not_usable(tag: bytes) -> None:
    assert not is_usable(with_broken_tag(SCREEN, tag, empty=True), "RGB")


@pytest.mark.parametrize("empty", [True, False])
@pytest.mark.parametrize("tag", [b"A2B1", b"B2A1"])
def test_a_profile_for_the_press_converts_in_both_directions(tag: bytes, empty: bool) -> None:
    assert is_press_profile(PRESS) and not is_press_profile(SCREEN)
    assert not is_press_profile(with_broken_tag(PRESS, tag, empty=empty))


def test_numbers_are_kept_where_profiles_describe_the_same_colours() -> None:
    other_header = PRESS[:24] + bytes(12) + PRESS[36:]  # made on another day
    assert other_header != PRESS and keeps_numbers("CMYK", "CMYK", other_header, PRESS)
    assert keeps_numbers("RGB", "RGB", SCREEN, PRESS) and not keeps_numbers("RGB", "RGB", wide_profile(), PRESS)
    assert keeps_numbers("L", "CMYK", None, PRESS) and not keeps_numbers("RGB", "CMYK", None, PRESS)


def test_grey_stays_grey_and_is_converted_from_its_profile() -> None:
    grey = Image.new("L", (2, 2), 100)
    for mode in ("RGB", "CMYK"):
        light = convert_colours(grey, mode, grey_profile(1.2), PRESS)
        assert light.mode == "L" and 145 < light.tobytes()[0] < 161
        assert convert_colours(grey, mode, None, PRESS).tobytes() == grey.tobytes()
