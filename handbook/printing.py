"""The group of fields ``print:`` of a handbook: what the print shop and the office printer have to know."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from handbook.fields import Fields
from handbook.model import Print, Text
from handbook.names import suggest

PROFILE = Path(__file__).parents[1] / "profiles" / "ISOcoated_v2_300_bas.icc"
CONDITION = "FOGRA39"  # what PROFILE describes, as the ICC's characterization data registry names it
FLIPS = ("short", "long")
BINDINGS = ("saddle-stitch", "perfect")
PAPER, BULK = 120, 1.1  # g/m2; offset paper is a tenth thicker than coated paper of its weight
HEADER = 128  # bytes of an ICC profile: its class from the 12th on, its colour space from the 16th
ASK = "Ask the print shop for the profile of its press, an .icc file for CMYK."


def printing(fields: Fields, content: Path) -> Print:
    """What ``print:`` says, with the project's own profile where it names none."""
    own = fields.fields("print")
    profile, condition, flip = own.text("profile"), own.text("condition"), own.text("flip")
    binding = own.text("binding")
    said = Print(
        profile=content / profile if profile else PROFILE,
        condition=condition or CONDITION,
        marks=own.yes("marks"),
        flip=flip or FLIPS[0],
        binding=binding,
        paper=_number(own, "paper", PAPER),
        bulk=_number(own, "bulk", BULK),
        spine=_number(own, "spine", 0),
        quantity=own.text("quantity"),
        finishing=own.text("finishing"),
    )
    own.end()
    choices = [*_unknown(flip, FLIPS), *_unknown(binding, BINDINGS)]
    for place, id, message, remedy in [*_unfit(profile, content), *_unnamed(profile, condition), *choices]:
        own.file.report(place.mark, id, message, remedy)
    return said


def _number(fields: Fields, name: str, default: float) -> float:
    """A number of a field, with a point or a comma; what stands behind it, such as a unit, is left out."""
    text = fields.text(name)
    found = re.match(r"\d+(?:[.,]\d+)?(?= |$)", text)
    if text and not found:
        fields.file.report(text.mark, "wrong-type", f"'{name}' is '{text}', not a number", f"Write  {name}: 1.5")
    return float(found[0].replace(",", ".")) if found else default


Finding = tuple[Text, str, str, str]


def _unfit(profile: Text, content: Path) -> Iterator[Finding]:
    path = content / profile
    if not profile:
        return
    if not path.resolve().is_relative_to(content.resolve()) or not path.is_file():
        names = [other.relative_to(content).as_posix() for other in content.rglob("*.ic[cm]")]
        yield (
            profile,
            "no-profile",
            f"there is no profile '{profile}' in this folder",
            suggest(profile, names),
        )
        return
    with path.open("rb") as file:
        header = file.read(HEADER)
    if header[36:40] != b"acsp":
        yield profile, "no-profile", f"'{profile}' is no colour profile", ASK
    elif header[12:20] != b"prtrCMYK":
        kind = f"{header[12:16].decode('latin-1').strip()}, {header[16:20].decode('latin-1').strip()}"
        yield profile, "no-profile", f"'{profile}' is not for printing in CMYK ({kind})", ASK


def _unnamed(profile: Text, condition: Text) -> Iterator[Finding]:
    if profile and not condition:
        remedy = "Add the name of the printing that it is for, as the print shop gives it:  condition: FOGRA51"
        yield profile, "no-condition", "a profile of your own has no condition", remedy
    if condition and not profile and condition != CONDITION:
        yield condition, "no-profile", f"'{condition}' needs its own profile", f"Add  profile: …  {ASK}"


def _unknown(text: Text, known: Sequence[str]) -> Iterator[Finding]:
    if text and text not in known:
        yield text, "wrong-type", f"'{text}' is not known here", suggest(text, known)
