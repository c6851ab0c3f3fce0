"""Checks the colour profile that a handbook names: whether it can be used, and for which printing condition."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.content.leftover_files import is_leftover
from handbook.content.print_settings import CONDITION
from handbook.content.text import Text
from handbook.support.colour import is_press_profile
from handbook.support.input_limits import PROFILE
from handbook.support.names import composed, suggest
from handbook.support.outside_files import existing_path, is_file, is_within, read_outside
from handbook.support.problems import Problem, problem
from handbook.support.system_errors import reason

HEADER = 128  # bytes of an ICC profile: device class at offset 12, colour space at 16, signature at 36


def check_profile(texts: Mapping[str, Text], content: Path) -> Iterator[Problem]:
    """Checks the fields ``profile`` and ``condition`` of ``print:``, as they are written."""
    profile, condition = texts["profile"], texts["condition"]
    if profile:
        yield from _check_file(profile, content)
    if profile and not condition:
        yield problem(profile.mark, "no-condition")
    if condition and not profile and condition != CONDITION:
        yield problem(condition.mark, "no-profile.for-condition", condition=condition)


def _check_file(profile: Text, content: Path) -> Iterator[Problem]:
    path = existing_path(content, profile)
    if not is_within(path, content) or not is_file(path):
        others = (other for other in content.rglob("*.ic[cm]") if is_file(other) and not is_leftover(other.name))
        names = [composed(other.relative_to(content).as_posix()) for other in others]
        yield problem(profile.mark, "no-profile.missing", remedy=suggest(profile, names), name=profile)
        return
    try:
        data = read_outside(path, PROFILE)
    except OSError as error:
        yield problem(profile.mark, "no-profile.unreadable", name=profile, reason=reason(error))
        return
    header = data[:HEADER]
    if header[36:40] != b"acsp":
        yield problem(profile.mark, "no-profile.other-file", name=profile)
    elif header[12:20] != b"prtrCMYK":
        device, colours = (header[start : start + 4].decode("latin-1").strip() for start in (12, 16))
        yield problem(profile.mark, "no-profile.not-cmyk", name=profile, device=device, colours=colours)
    elif len(data) != int.from_bytes(data[:4]) or not is_press_profile(data):  # the size of the file comes first
        yield problem(profile.mark, "no-profile.damaged", name=profile)
