"""What PDF/X-4 asks of a file, and no transparency besides."""

import re
from collections.abc import Collection, Iterator

from pikepdf import Array, Dictionary, Name, Object, Stream

from handbook.pdf.content_stream import Box
from handbook.preflight.model import Finding
from handbook.preflight.rule import File, Leaf, Rule, Verdict
from handbook.preflight.rules.wording import PDFX, PROGRAM, SHOPS, STYLE, TOLERANCE
from handbook.support.units import PT_PER_MM

USED = re.compile(rb"/(\S+)\s+(?:gs|Do)\b")


def _intent(file: File) -> Verdict:
    intents = [
        entry for entry in file.book.Root.get("/OutputIntents", Array()) if entry.get("/S") == Name.GTS_PDFX
    ]
    if len(intents) != 1:
        return f"{len(intents)} output intents", [Finding(0, f"{len(intents)} output intents, not one", PROGRAM)]
    (intent,) = intents
    name, registry = str(intent.get("/OutputConditionIdentifier", "")), str(intent.get("/RegistryName", ""))
    profile = intent.get("/DestOutputProfile")
    kind = bytes(profile.read_bytes()[12:20]).decode("latin-1") if isinstance(profile, Stream) else "no profile"
    missing = [what for what, there in (("a condition", name), ("a registry", registry)) if not there]
    wrong = [f"{what} is missing" for what in missing]
    wrong += [] if kind == "prtrCMYK" else [f"its profile is {kind}, not for printing in CMYK"]
    findings = [Finding(0, f"the output intent: {what}", PROGRAM) for what in wrong]
    return f"{name or 'none'}, {kind[4:] or kind}, {registry or 'no registry'}", findings


def _version(file: File) -> Verdict:
    with file.book.open_metadata() as xmp:
        said = str(xmp.get("pdfxid:GTS_PDFXVersion", "nothing"))
    return said, [] if said == "PDF/X-4" else [Finding(0, f"the metadata says {said}, not PDF/X-4", PROGRAM)]


def _described(file: File) -> Verdict:
    info = file.book.docinfo
    with file.book.open_metadata() as xmp:
        pairs = {
            "a title": (info.get("/Title"), xmp.get("dc:title")),
            "a date of creation": (info.get("/CreationDate"), xmp.get("xmp:CreateDate")),
            "a date of change": (info.get("/ModDate"), xmp.get("xmp:ModifyDate")),
        }
    missing = [what for what, both in pairs.items() if not all(both)]
    trapped = str(info.get("/Trapped", "nothing"))
    missing += [] if trapped in ("/True", "/False") else ["whether it is trapped"]
    missing += [] if "/ID" in file.book.trailer else ["an identifier"]
    findings = [Finding(0, f"{what} is missing", PROGRAM) for what in missing]
    return f"title '{info.get('/Title', '')}', trapped {trapped.strip('/').lower()}", findings


def _fonts(file: File) -> Verdict:
    found: dict[str, bool] = {}
    for leaf in file.leaves:
        for font in leaf.page.get("/Resources", Dictionary()).get("/Font", Dictionary()).values():
            descriptor = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", Dictionary())
            found[str(font.get("/BaseFont"))] = any(
                key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
            )
    findings = [
        Finding(0, f"the font {name} is not embedded", PROGRAM) for name, inside in found.items() if not inside
    ]
    return f"{len(found)} fonts, {sum(found.values())} embedded", findings


def _locked(file: File) -> Verdict:
    root = file.book.Root
    wrong = [key for key in ("/OpenAction", "/AA", "/AcroForm") if key in root]
    wrong += ["JavaScript"] if "/JavaScript" in root.get("/Names", Dictionary()) else []
    wrong += ["encryption"] if file.book.is_encrypted else []
    return ", ".join(wrong) or "none", [Finding(0, f"the file has {what}", PROGRAM) for what in wrong]


def _annotations(file: File) -> Verdict:
    counts = [len(leaf.page.get("/Annots", Array())) for leaf in file.leaves]
    findings = [
        leaf.finding(leaf.trim, f"{number} annotations", PROGRAM)
        for leaf, number in zip(file.leaves, counts, strict=True)
        if number
    ]
    return f"{sum(counts)} annotations", findings


def _transparency(file: File) -> Verdict:
    findings = [
        leaf.finding(leaf.trim, f"transparency: {what}", STYLE)
        for leaf in file.leaves
        for what in _see_through(leaf)
    ]
    return "none" if not findings else f"{len(findings)} times", findings


def _see_through(leaf: Leaf) -> Iterator[str]:
    resources = leaf.page.get("/Resources", Dictionary())
    used = set(USED.findall(_contents(leaf)))  # WeasyPrint's pages share their resources
    if "/Group" in leaf.page:
        yield "a group"
    for state in _named(resources.get("/ExtGState", Dictionary()), used):
        if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
            yield "something half covers what is under it"
        if state.get("/SMask", Name.None_) != Name.None_:
            yield "a soft mask"
        if state.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible):
            yield f"the blend mode {state.BM}"
    for item in _named(resources.get("/XObject", Dictionary()), used):
        if "/SMask" in item:
            yield "a picture with a soft mask"
        if "/Group" in item:
            yield "a group"


def _contents(leaf: Leaf) -> bytes:
    contents = leaf.page.get("/Contents", Array())
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _named(resources: Object, names: Collection[bytes]) -> list[Object]:
    return [found for name, found in resources.items() if name[1:].encode() in names]


def _boxes(file: File) -> Verdict:
    findings = []
    for leaf in file.leaves:
        if "/TrimBox" not in leaf.page or "/BleedBox" not in leaf.page:
            findings.append(leaf.finding(leaf.media, "the page does not say where it is cut", PROGRAM))
        elif not (_inside(leaf.trim, leaf.bleed) and _inside(leaf.bleed, leaf.media)):
            findings.append(leaf.finding(leaf.trim, "trim, bleed and sheet do not lie inside each other", PROGRAM))
    return f"{len(file.leaves) - len(findings)} of {len(file.leaves)} pages in order", findings


def _inside(inner: Box, outer: Box) -> bool:
    slack = TOLERANCE * PT_PER_MM
    low = inner.left >= outer.left - slack and inner.bottom >= outer.bottom - slack
    return low and inner.right <= outer.right + slack and inner.top <= outer.top + slack


RULES = (
    Rule("boxes", "Trim inside bleed inside sheet, on every page", PDFX, _boxes),
    Rule(
        "intent", "One output intent, with its CMYK profile and the name of a registered condition", PDFX, _intent
    ),
    Rule("version", "The metadata says PDF/X-4", PDFX, _version),
    Rule("described", "Title, dates, trapping and an identifier, in both kinds of metadata", PDFX, _described),
    Rule("fonts", "Every font embedded", PDFX, _fonts),
    Rule("locked", "No encryption, script, form or action", PDFX, _locked),
    Rule("annotations", "No annotations", PDFX, _annotations),
    Rule("transparency", "No transparency, which old presses flatten badly", SHOPS, _transparency),
)
