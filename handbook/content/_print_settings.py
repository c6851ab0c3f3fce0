"""The group of fields ``print:`` of a handbook: what the print shop and the office printer have to know."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from PIL import ImageCms

from handbook import resources
from handbook.content.fields import Fields
from handbook.content.model import A5, BLEED, Print, Text
from handbook.support.names import suggest

PROFILE = resources.PROFILES / "ISOcoated_v2_300_bas.icc"
CONDITION = "FOGRA39"  # what PROFILE describes, as the ICC's characterization data registry names it
TEXTS = (
    *("trim", "bleed", "profile", "condition", "flip", "binding"),
    *("paper", "bulk", "spine", "quantity", "finishing"),
)
FLIPS = ("short", "long")
BINDINGS = ("saddle-stitch", "perfect")
LIMITS = {"paper": (40, 500), "bulk": (0.5, 3), "spine": (0, 80)}  # g/m2, times, mm
PAPER, BULK = 120, 1.1  # g/m2; offset paper is a tenth thicker than coated paper of its weight
SIZE = re.compile(r"(\d{3}) ?(?:mm)? ?[x×] ?(\d{3}) ?(?:mm)?")
LARGEST, MOST_BLEED = (176, 250), 10  # mm: B5, beyond which the lines of this book would stand lost on the page
HEADER = 128  # bytes of an ICC profile: its class from the 12th on, its colour space from the 16th
ASK = "Ask the print shop for the profile of its press, an .icc file for CMYK."


Finding = tuple[Text, str, str, str]


def printing(fields: Fields, content: Path) -> Print:
    """What ``print:`` says, with the project's own profile where it names none."""
    own = fields.fields("print")
    text = {name: own.text(name) for name in TEXTS}
    said = Print(
        trim=_size(text["trim"]),
        bleed=_number(own, text, "bleed", BLEED),
        profile=content / text["profile"] if text["profile"] else PROFILE,
        condition=text["condition"] or CONDITION,
        marks=own.yes("marks"),
        flip=text["flip"] or FLIPS[0],
        binding=text["binding"],
        paper=_number(own, text, "paper", PAPER),
        bulk=_number(own, text, "bulk", BULK),
        spine_override=_number(own, text, "spine", 0) or None,
        quantity=text["quantity"],
        finishing=text["finishing"],
    )
    own.end()
    for place, id, message, remedy in _mistakes(said, text, content):
        own.file.report(place.mark, id, message, remedy)
    return said


def _mistakes(said: Print, text: Mapping[str, Text], content: Path) -> Iterator[Finding]:
    yield from _untrimmed(text["trim"])
    yield from _unbled(text["bleed"], said.bleed)
    yield from _unfit(text["profile"], content)
    yield from _unnamed(text["profile"], text["condition"])
    yield from _unknown(text["flip"], FLIPS)
    yield from _unknown(text["binding"], BINDINGS)


def _number(fields: Fields, texts: Mapping[str, Text], name: str, default: float) -> float:
    """A number of a field, with a point or a comma; what stands behind it, such as a unit, is left out."""
    text = texts[name]
    found = re.match(r"\d{1,6}(?:[.,]\d{1,6})?(?= |$)", text)
    if text and not found:
        fields.file.report(text.mark, "wrong-type", f"'{name}' is '{text}', not a number", f"Write  {name}: 1.5")
    number = float(found[0].replace(",", ".")) if found else default
    least, most = LIMITS.get(name, (number, number))
    if not least <= number <= most:
        message = f"'{name}' is {number:g}"
        fields.file.report(text.mark, "wrong-type", message, f"It can be from {least:g} to {most:g}.")
        return default
    return number


def _size(text: Text) -> tuple[float, float]:
    """Width and height in mm of a size such as "170 x 240"; A5 where it is none."""
    found = SIZE.fullmatch(text)
    return (float(found[1]), float(found[2])) if found else A5


def _untrimmed(text: Text) -> Iterator[Finding]:
    width, height = _size(text)
    fits = all(least <= side <= most for least, side, most in zip(A5, (width, height), LARGEST, strict=True))
    if text and not (SIZE.fullmatch(text) and fits):
        remedy = "Write the width and the height in mm, from 148 x 210 (A5) to 176 x 250 (B5):  trim: 170 x 240"
        yield text, "wrong-type", f"the book cannot have pages of '{text}'", remedy


def _unbled(text: Text, bleed: float) -> Iterator[Finding]:
    if text and not BLEED <= bleed <= MOST_BLEED:
        remedy = f"Write what the print shop asks for, {BLEED:g} to {MOST_BLEED} mm:  bleed: 3"
        yield text, "wrong-type", f"a bleed of '{text}' is not what any print shop asks for", remedy


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
    elif not _works(path):
        yield profile, "no-profile", f"'{profile}' is damaged", ASK


def _works(profile: Path) -> bool:
    """Whether a colour can be converted with a profile; a copy that was cut short still looks like one."""
    try:
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), str(profile), "RGB", "CMYK")
    except (ImageCms.PyCMSError, OSError):
        return False
    return int.from_bytes(profile.read_bytes()[:4], "big") == profile.stat().st_size


def _unnamed(profile: Text, condition: Text) -> Iterator[Finding]:
    if profile and not condition:
        remedy = "Add the name of the printing that it is for, as the print shop gives it:  condition: FOGRA51"
        yield profile, "no-condition", "a profile of your own has no condition", remedy
    if condition and not profile and condition != CONDITION:
        yield condition, "no-profile", f"'{condition}' needs its own profile", f"Add  profile: …  {ASK}"


def _unknown(text: Text, known: Sequence[str]) -> Iterator[Finding]:
    if text and text not in known:
        yield text, "wrong-type", f"'{text}' is not known here", suggest(text, known)
