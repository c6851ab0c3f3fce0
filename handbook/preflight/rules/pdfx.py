"""Rules of PDF/X-4 (ISO 15930-7): output intent, metadata, fonts, boxes, and what a file must not contain."""

from pikepdf import Array, Dictionary, Name, Object, Stream

from handbook.pdf.page_boxes import margins
from handbook.pdf.resource_tree import canvases
from handbook.preflight.print_file import PrintFile, file_finding
from handbook.preflight.rule import Result, Rule
from handbook.preflight.rules._shared import BUG, TOLERANCE
from handbook.support.messages import listed, message

VERSION = "PDF/X-4"
CMYK_OUTPUT = "prtrCMYK"  # device class and colour space in the header of an ICC profile
CLASS_AND_SPACE = slice(12, 20)  # of that header
EMBEDDED_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def _check_boxes(file: PrintFile) -> Result:
    findings = []
    for page in file.pages:
        if "/TrimBox" not in page.page or "/BleedBox" not in page.page:
            findings.append(page.finding(page.media, "boxes.missing", remedy=BUG))
        elif min(*margins(page.trim, page.bleed), *margins(page.bleed, page.media)) < -TOLERANCE:
            findings.append(page.finding(page.trim, "boxes.not-nested", remedy=BUG))
    pages = len(file.pages)
    return message("boxes.measured", good=pages - len(findings), pages=pages), findings


def _check_output_intent(file: PrintFile) -> Result:
    intents = [
        intent for intent in file.pdf.Root.get("/OutputIntents", Array()) if intent.get("/S") == Name.GTS_PDFX
    ]
    if len(intents) != 1:
        measured = message("intent.number", count=len(intents))
        return measured, [file_finding("intent.not-one", count=len(intents), remedy=BUG)]
    (intent,) = intents
    condition, registry = (str(intent.get(key, "")) for key in ("/OutputConditionIdentifier", "/RegistryName"))
    profile = intent.get("/DestOutputProfile")
    kind = bytes(profile.read_bytes()[CLASS_AND_SPACE]).decode("latin-1") if isinstance(profile, Stream) else ""
    findings = []
    if not condition:
        findings.append(file_finding("intent.no-condition", remedy=BUG))
    if not registry:
        findings.append(file_finding("intent.no-registry", remedy=BUG))
    if not kind:
        findings.append(file_finding("intent.no-profile", remedy=BUG))
    elif kind != CMYK_OUTPUT:
        findings.append(file_finding("intent.other-profile", kind=kind, remedy=BUG))
    measured = message(
        "intent.measured",
        condition=condition or message("intent.none"),
        space=kind[4:] or message("intent.none"),
        registry=registry or message("intent.none"),
    )
    return measured, findings


def _check_version(file: PrintFile) -> Result:
    version = str(file.xmp.get("pdfxid:GTS_PDFXVersion", ""))
    if not version:
        return message("version.none"), [file_finding("version.missing", remedy=BUG)]
    findings = [] if version == VERSION else [file_finding("version.other", version=version, remedy=BUG)]
    return version, findings


def _check_metadata(file: PrintFile) -> Result:
    info, xmp = file.pdf.docinfo, file.xmp
    entries = {
        "described.no-title": info.get("/Title") and xmp.get("dc:title"),
        "described.no-creation-date": info.get("/CreationDate") and xmp.get("xmp:CreateDate"),
        "described.no-change-date": info.get("/ModDate") and xmp.get("xmp:ModifyDate"),
    }
    trapped = str(info.get("/Trapped", "")).strip("/")
    entries["described.no-trapping"] = trapped in ("True", "False")
    entries["described.no-identifier"] = "/ID" in file.pdf.trailer
    findings = [file_finding(key, remedy=BUG) for key, entry in entries.items() if not entry]
    words = {"True": message("described.yes"), "False": message("described.no")}
    title, said = str(info.get("/Title", "")), words.get(trapped) or message("described.nothing")
    return message("described.measured", title=title, trapped=said), findings


def _check_fonts(file: PrintFile) -> Result:
    embedded: dict[str, bool] = {}
    for font in _fonts(file):
        descriptor = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", Dictionary())
        embedded[str(font.get("/BaseFont"))] = any(key in descriptor for key in EMBEDDED_FILES)
    findings = [
        file_finding("fonts.not-embedded", name=name, remedy=BUG) for name, is_in in embedded.items() if not is_in
    ]
    return message("fonts.measured", fonts=len(embedded), embedded=sum(embedded.values())), findings


def _fonts(file: PrintFile) -> list[Object]:
    """Returns the fonts of all pages and of the forms on them, each once."""
    resources = [canvas.resources.get("/Font", Dictionary()) for canvas in canvases(file.pdf.pages)]
    fonts = [font for shared in resources for font in shared.values()]
    return list({font.objgen if font.is_indirect else id(font): font for font in fonts}.values())


def _check_locks(file: PrintFile) -> Result:
    root = file.pdf.Root
    wrong = [key for key in ("/OpenAction", "/AA", "/AcroForm") if key in root]
    wrong += ["JavaScript"] if "/JavaScript" in root.get("/Names", Dictionary()) else []
    wrong += [message("locked.encryption")] if file.pdf.is_encrypted else []
    findings = [file_finding("locked.present", thing=thing, remedy=BUG) for thing in wrong]
    return listed(wrong) or message("locked.none"), findings


def _check_annotations(file: PrintFile) -> Result:
    counts = [(page, len(page.page.get("/Annots", Array()))) for page in file.pages]
    findings = [
        page.finding(page.trim, "annotations.present", count=count, remedy=BUG) for page, count in counts if count
    ]
    return message("annotations.measured", annotations=sum(count for _, count in counts)), findings


RULES = (
    Rule("boxes", _check_boxes),
    Rule("intent", _check_output_intent),
    Rule("version", _check_version),
    Rule("described", _check_metadata),
    Rule("fonts", _check_fonts),
    Rule("locked", _check_locks),
    Rule("annotations", _check_annotations),
)
