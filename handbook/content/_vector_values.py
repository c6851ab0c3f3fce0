"""Checks the values in a drawing: numbers, lists of them, transformations and outlines, as SVG defines them.

What draws them fails on others, and takes very long on some. The patterns have bounds: without them they could
take as long as the square of the text.
"""

import re
from collections.abc import Mapping

LONGEST_OUTLINE = 1_000_000  # characters of the points of a line; of 2,400 logos the longest has 342,540
LONGEST_STYLE = 20_000  # characters of a style sheet or an attribute "style"; programs write some hundred
LONGEST = 1_000  # characters of any other value
DEEPEST = 30  # brackets within each other

NUMBER = r"[+-]?(?:\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE](?:-?\d\d?|\+?\d))?"
LENGTH = rf"{NUMBER}(?:px|pt|pc|mm|cm|in|Q|r?em|ex|%|deg|g?rad|turn)?"
SEPARATOR = r"[\s,]{1,99}"
LENGTHS = rf"{LENGTH}(?:{SEPARATOR}{LENGTH}){{0,99}}"
WORD = r"(?:none|auto|inherit|initial|unset)?"
ONE, SOME = re.compile(rf"{LENGTH}|{WORD}"), re.compile(rf"{LENGTHS}|{WORD}")
BOX = re.compile(rf"{NUMBER}(?:{SEPARATOR}{NUMBER}){{3}}")
TRANSFORMATION = re.compile(rf"[\s,]{{0,99}}(?P<name>[A-Za-z]{{1,20}})\s?\(\s?(?P<values>{LENGTHS})\s?\)")
STEP = re.compile(rf"(?P<number>{NUMBER})|(?P<letter>[A-Za-z])|{SEPARATOR}")
FLAG = re.compile(rf"(?P<number>[01])|(?P<letter>[A-Za-z])|{SEPARATOR}")

OUTLINES = ("d", "points")
LISTS = ("stroke-dasharray",)
TRANSFORMATIONS = ("transform", "gradientTransform")
NUMBERS = (
    *("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"),
    *("x1", "y1", "x2", "y2", "fx", "fy", "fr", "offset"),
    *("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"),
    *("stroke-width", "stroke-dashoffset", "stroke-miterlimit", "font-size"),
)
COUNTS: Mapping[str, tuple[int, ...]] = {  # how many values a transformation may have
    "matrix": (6,),
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    **dict.fromkeys(("translateX", "translateY", "scaleX", "scaleY", "skewX", "skewY"), (1,)),
}
ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
FLAGS = (3, 4)  # those of an arc: 0 or 1, after which no space need follow


def is_value(name: str, value: str) -> bool:
    """Returns whether an attribute or property of a drawing has a value that it can and may have."""
    if len(value) > (LONGEST_OUTLINE if name in OUTLINES else LONGEST) or not is_shallow(value):
        return False
    value = value.strip()
    if name == "d":
        return _is_outline(value)
    if name == "points":
        return _is_outline(f"M{value}") or not value
    if name == "viewBox":
        return BOX.fullmatch(value) is not None
    if name in TRANSFORMATIONS:
        return _is_transformation(value)
    kind = ONE if name in NUMBERS else SOME if name in LISTS else None
    return kind is None or kind.fullmatch(value) is not None


def is_shallow(style: str) -> bool:
    """Returns whether so few brackets stand within each other that a style can be parsed."""
    depth = 0
    for found in re.finditer(r"[(\[{}\])]", style):
        depth += 1 if found[0] in "([{" else -1
        if depth > DEEPEST:
            return False
    return True


def _is_transformation(value: str) -> bool:
    end = 0
    while found := TRANSFORMATION.match(value, end):
        end = found.end()
        if len(re.findall(LENGTH, found["values"])) not in COUNTS.get(found["name"], ()):
            return False
    return end == len(value) or value == "none"


def _is_outline(value: str) -> bool:
    """Returns whether a text is the data of a path: letters, each with the numbers that it needs."""
    command, count, position = "", 0, 0
    while position < len(value):
        is_flag = command == "a" and count % ARGUMENTS["a"] in FLAGS
        found = (FLAG if is_flag else STEP).match(value, position)
        if found is None:
            return False
        position = found.end()
        if letter := found["letter"]:
            if not _is_complete(command, count) or (not command and letter not in "Mm"):
                return False
            command, count = letter.lower(), 0
        elif found["number"]:
            count += 1
    return _is_complete(command, count)


def _is_complete(command: str, count: int) -> bool:
    """Returns whether a command of a path has got all its numbers, for one time or more."""
    needed = ARGUMENTS.get(command, 0)
    return (command in ARGUMENTS or not command) and (count > 0 and count % needed == 0 if needed else count == 0)
