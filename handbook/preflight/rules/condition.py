"""The rule that the printing condition is one that a print shop knows, and the one that its profile describes."""

import re

from pikepdf import Array, Object, Stream

from handbook.preflight.print_file import PrintFile, file_finding
from handbook.preflight.rule import Result, Rule
from handbook.support.messages import message

# Names of the ICC's registry, by their makers: Fogra, CGATS, the Japanese standard, newspapers.
REGISTERED = re.compile(
    r"FOGRA(2[7-9]|[345]\d|60)|CGATS( TR ?00[1-6]|21-2-CRPC[1-7])|JC200103|JCN2002|JCW2003|(WAN-)?IFRA\w+"
)
TAG_TABLE, TAG_LENGTH = 128, 12  # where an ICC profile has the table of its tags, after their number (ICC.1, 7.3)
TEXT = 8  # bytes before the text of a tag
CHARACTERIZATION = re.compile(rb"ICCHDAT (\w[\w .-]*)")  # the name of the registered data, in the tag "targ"


def _check_condition(file: PrintFile) -> Result:
    intents = list(file.pdf.Root.get("/OutputIntents", Array()))
    if not intents:
        return message("condition.none"), []  # which is another rule's finding
    condition = str(intents[0].get("/OutputConditionIdentifier", ""))
    described = _described_condition(intents[0].get("/DestOutputProfile"))
    findings = []
    if condition and not REGISTERED.fullmatch(condition):
        findings.append(file_finding("condition.unknown", name=condition, severity="warning"))
    if described and described != condition:
        findings.append(file_finding("condition.other", name=condition, profile=described, severity="warning"))
    return condition or message("condition.none"), findings


def _described_condition(profile: Object | None) -> str:
    """Returns the name of the printing condition that a profile was made from, empty if it does not say so."""
    data = profile.read_bytes() if isinstance(profile, Stream) else b""
    start = TAG_TABLE + 4
    for entry in range(start, start + TAG_LENGTH * int.from_bytes(data[TAG_TABLE:start]), TAG_LENGTH):
        if data[entry : entry + 4] == b"targ":
            offset = int.from_bytes(data[entry + 4 : entry + 8]) + TEXT
            match = CHARACTERIZATION.match(data, offset)
            return match[1].decode().strip() if match else ""
    return ""


RULES = (Rule("condition", _check_condition),)
