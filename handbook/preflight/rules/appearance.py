"""What print shops ask of what is printed: its colours, ink, type, lines and pictures."""

from collections import Counter
from collections.abc import Iterator

from handbook.pdf.content_stream import Box, Colour, Item
from handbook.preflight.ink_coverage import Inked
from handbook.preflight.model import Finding
from handbook.preflight.rule import File, Leaf, Rule, Verdict
from handbook.preflight.rules.wording import SHOPS, STYLE, TOLERANCE
from handbook.support.problems import Severity

LIMITS: tuple[tuple[int, Severity], ...] = ((300, "error"), (260, "warning"))  # percent of ink
SPECK = 50  # square points of a drawn page that do not count
LIGHTER = "Make it lighter; at most 260 % is safe."
READING = (9, 12)  # pt: sizes in which running text is set, smaller than titles and larger than labels
TYPE, REVERSED = 6, 8  # pt
WEIGHT = 0.25  # pt
COARSE, SOFT, LINE_ART = 225, 300, 600  # ppi

BLACKS = (Colour("/DeviceCMYK", (0.0, 0.0, 0.0, 1.0)), Colour("/DeviceGray", (0.0,)))


def _colours(file: File) -> Verdict:
    spaces: Counter[str] = Counter()
    findings = []
    for leaf in file.leaves:
        for item in leaf.items:
            space = item.colour.space
            spaces[space.strip("/")] += 1
            if space not in ("/DeviceCMYK", "/DeviceGray"):
                message = f"{item.kind} in {space.strip('/')}, which is not CMYK"
                findings.append(leaf.finding(item, message, STYLE))
    return ", ".join(f"{number} in {space}" for space, number in sorted(spaces.items())), findings


def _ink(file: File) -> Verdict:
    most, findings = 0.0, []
    for leaf in file.leaves:
        for item in leaf.items:
            ink = item.darkest if item.kind == "picture" else item.colour.ink
            most = max(most, ink)
            for percent, severity in LIMITS:
                if ink > percent + 0.5:
                    findings.append(leaf.finding(item, f"{item.kind} with {ink:.0f} % ink", LIGHTER, severity))
                    break
    return f"{most:.0f} % at most", findings


def _ink_drawn(file: File) -> Verdict:
    """The same of each page as Ghostscript draws it, where an ink is gone that something else covers."""
    findings = [
        leaf.finding(box, f"{page.most} % ink where the page is drawn", LIGHTER, severity)
        for leaf, page in zip(file.leaves, file.ink, strict=True)
        for box, severity in _too_much(leaf, page)
    ]
    return f"{max(page.most for page in file.ink)} % at most, drawn by Ghostscript", findings


def _too_much(leaf: Leaf, page: Inked) -> Iterator[tuple[Box, Severity]]:
    """Where a drawn page has too much ink, if that is more than a speck."""
    for percent, severity in LIMITS:
        over = page.percent.point(lambda value, percent=percent: value - percent).convert("L")
        specks = over.width * over.height - over.histogram()[0]
        if specks > SPECK and (where := over.getbbox()):
            left, top = leaf.media.left + where[0], leaf.media.top - where[1]
            yield Box(left, leaf.media.top - where[3], leaf.media.left + where[2], top), severity
            return


def _body(file: File) -> Verdict:
    """The face that has most letters is that of the body; all of it at reading sizes must be black alone."""
    letters: Counter[str] = Counter()
    for leaf in file.leaves:
        for item in leaf.of("text"):
            letters[item.font] += item.letters * _is_read(item)
    if not letters.total():
        return "no text", []
    font, number = letters.most_common(1)[0]
    findings = [
        leaf.finding(item, f"body text in {_words(item.colour)}, not in black alone", STYLE)
        for leaf in file.leaves
        for item in leaf.of("text")
        if item.font == font and item.colour not in BLACKS and _is_read(item)
    ]
    return f"{font.split('+')[-1].strip('/')}, {number} letters", findings


def _is_read(item: Item) -> bool:
    return READING[0] - TOLERANCE <= item.size < READING[1]


def _words(colour: Colour) -> str:
    values = " ".join(f"{100 * value:.0f}" for value in colour.values)
    return f"{colour.space.removeprefix('/Device')} {values}"


def _type_size(file: File) -> Verdict:
    least, findings = 1e6, []
    for leaf in file.leaves:
        for item in leaf.of("text"):
            least = min(least, item.size)
            reversed_out = item.colour.ink < 5
            if item.size < TYPE - TOLERANCE:
                findings.append(leaf.finding(item, f"text of {item.size:.1f} pt", f"6 pt is the least. {STYLE}"))
            elif reversed_out and item.size < REVERSED - TOLERANCE:
                message = f"white text of {item.size:.1f} pt on colour may fill up with ink"
                findings.append(leaf.finding(item, message, f"Make it 8 pt or more. {STYLE}", "warning"))
    return f"{least:.1f} pt at least", findings


def _weights(file: File) -> Verdict:
    least, findings = 1e6, []
    for leaf in file.leaves:
        for item in (*leaf.of("line"), *leaf.of("area")):
            least = min(least, item.size)
            if item.size < WEIGHT - 0.01:
                findings.append(
                    leaf.finding(item, f"a line of {item.size:.2f} pt", f"0.25 pt is the least. {STYLE}")
                )
    return "no lines" if least == 1e6 else f"{least:.2f} pt at least", findings


def _resolution(file: File) -> Verdict:
    found: list[float] = []
    findings = []
    for leaf in file.leaves:
        for item in leaf.of("picture"):
            found.append(item.ppi)
            if item.ppi < COARSE and item.photo:
                findings.append(_blurred(leaf, item, "error", SOFT))
            elif item.ppi < (SOFT if item.photo else LINE_ART) - 0.5:
                findings.append(_blurred(leaf, item, "warning", SOFT if item.photo else LINE_ART))
    return f"{min(found):.0f} ppi at least" if found else "no pictures", findings


def _blurred(leaf: Leaf, item: Item, severity: Severity, wanted: int) -> Finding:
    need = round(item.pixels[0] * wanted / item.ppi)
    remedy = f"Ask for the same picture with at least {need} pixels across, as its maker has it."
    return leaf.finding(item, f"a picture of {item.ppi:.0f} ppi at this size", remedy, severity)


RULES = (
    Rule("colour", "CMYK and grey, nothing in RGB or Lab", SHOPS, _colours),
    Rule("ink", "At most 300 % ink; better 260 %", SHOPS, _ink),
    Rule("ink-drawn", "The same, measured on the pages as they are drawn", SHOPS, _ink_drawn),
    Rule("body", "Body text in black alone", SHOPS, _body),
    Rule("type", "Text of 6 pt or more; white on colour 8 pt", SHOPS, _type_size),
    Rule("line", "Lines of 0.25 pt or more", SHOPS, _weights),
    Rule("resolution", "Photos 300 ppi, never under 225; drawings 600", SHOPS, _resolution),
)
