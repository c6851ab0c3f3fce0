"""The rule that the printing condition is one that a print shop knows, and the one that its profile describes."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from math import dist
from pathlib import Path

from pikepdf import Array, Stream
from PIL.ImageCms import PyCMSError

from handbook.preflight.model import Finding
from handbook.preflight.print_file import PrintFile, file_finding
from handbook.preflight.rule import Result, Rule
from handbook.support.colour import solids_in_lab
from handbook.support.messages import listed, message

# Names of the ICC's registry, by their makers: Fogra, CGATS, the Japanese standard, newspapers.
REGISTERED = re.compile(
    r"FOGRA(2[7-9]|[345]\d|60)|CGATS( TR ?00[1-6]|21-2-CRPC[1-7])|JC200103|JCN2002|JCW2003|(WAN-)?IFRA\w+"
)
TAG_TABLE, TAG_LENGTH = 128, 12  # where an ICC profile has the table of its tags, after their number (ICC.1, 7.3)
TEXT = 8  # bytes before the text of a tag
CHARACTERIZATION = re.compile(rb"ICCHDAT (\w[\w .-]*)")  # the name of the registered data, in the tag "targ"
TABLE = Path(__file__).with_name("conditions.toml")
FAR = 3  # of a colour difference (CIE 1976): those of a profile and of the data that it was made from are below 1


@cache
def _registered_solids() -> Mapping[str, Mapping[str, Sequence[float]]]:
    """Returns the colours of the paper and of each full ink, as L*, a*, b*, by the condition."""
    return tomllib.loads(TABLE.read_text("utf-8"))


def _check_condition(file: PrintFile) -> Result:
    intents = list(file.pdf.Root.get("/OutputIntents", Array()))
    if not intents:
        return message("condition.none"), []  # which is another rule's finding
    condition = str(intents[0].get("/OutputConditionIdentifier", ""))
    profile = intents[0].get("/DestOutputProfile")
    data = profile.read_bytes() if isinstance(profile, Stream) else b""
    described = _described_condition(data)
    findings = []
    if condition and not REGISTERED.fullmatch(condition):
        findings.append(file_finding("condition.unknown", name=condition, severity="warning"))
    if described and described != condition:
        findings.append(file_finding("condition.other", name=condition, profile=described, severity="warning"))
    elif differences := _differences(condition, data):
        findings.append(_other_colours(condition, differences))
    return condition or message("condition.none"), findings


def _other_colours(condition: str, differences: Mapping[str, float]) -> Finding:
    parts = [message(f"condition.{part}", difference=difference) for part, difference in differences.items()]
    return file_finding("condition.colours", name=condition, parts=listed(parts), severity="warning")


def _differences(condition: str, profile: bytes) -> Mapping[str, float]:
    """Returns how far a profile's paper and inks are from those of a condition of the table, if they are far."""
    wanted = _registered_solids().get(condition, {})
    try:
        measured = solids_in_lab(profile) if wanted else []
    except (PyCMSError, OSError):
        return {}  # which is another rule's finding
    found = {part: dist(wanted[part], lab) for part, lab in zip(wanted, measured, strict=True)}
    return {part: difference for part, difference in found.items() if difference > FAR}


def _described_condition(data: bytes) -> str:
    """Returns the name of the printing condition that a profile was made from, empty if it does not say so."""
    start = TAG_TABLE + 4
    for entry in range(start, start + TAG_LENGTH * int.from_bytes(data[TAG_TABLE:start]), TAG_LENGTH):
        if data[entry : entry + 4] == b"targ":
            offset = int.from_bytes(data[entry + 4 : entry + 8]) + TEXT
            match = CHARACTERIZATION.match(data, offset)
            return match[1].decode().strip() if match else ""
    return ""


RULES = (Rule("condition", _check_condition),)
