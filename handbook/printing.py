"""The group of fields ``print:`` of a handbook: what the print shop and the office printer have to know."""

from collections.abc import Iterator
from pathlib import Path

from handbook.fields import Fields
from handbook.model import Print, Text
from handbook.names import suggest

PROFILE = Path(__file__).parents[1] / "profiles" / "ISOcoated_v2_300_bas.icc"
CONDITION = "FOGRA39"  # what PROFILE describes, as the ICC's characterization data registry names it
FLIPS = ("short", "long")
HEADER = 128  # bytes of an ICC profile: its class from the 12th on, its colour space from the 16th
ASK = "Ask the print shop for the profile of its press, an .icc file for CMYK."


def printing(fields: Fields, content: Path) -> Print:
    """What ``print:`` says, with the project's own profile where it names none."""
    own = fields.fields("print")
    profile, condition, flip = own.text("profile"), own.text("condition"), own.text("flip")
    marks, paper = own.yes("marks"), own.text("paper")
    quantity, finishing = own.text("quantity"), own.text("finishing")
    own.end()
    for place, id, message, remedy in [*_unfit(profile, content), *_unnamed(profile, condition), *_unknown(flip)]:
        own.file.report(place.mark, id, message, remedy)
    path = content / profile if profile else PROFILE
    return Print(path, condition or CONDITION, marks, flip or FLIPS[0], paper, quantity, finishing)


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


def _unknown(flip: Text) -> Iterator[Finding]:
    if flip and flip not in FLIPS:
        yield flip, "wrong-type", f"'{flip}' is no edge of a sheet", f"It can be: {', '.join(FLIPS)}."
