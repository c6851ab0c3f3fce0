"""Rules for the inks of text: what misregisters on the press, and what knocks out or disappears."""

from handbook.pdf.drawn_item import MAX_LINE, Colour, DrawnItem
from handbook.preflight.print_file import PrintFile
from handbook.preflight.rule import Result, Rule
from handbook.preflight.rules._shared import BUG, STYLE_SHEET, TOLERANCE
from handbook.support.messages import message

PURE_BLACK = Colour("/DeviceCMYK", (0.0, 0.0, 0.0, 1.0))
BODY_SIZES = (9, 12.5)  # pt: running text is smaller than titles and larger than labels
SMALL_INKS = 2  # of text that is smaller than that
RICH_BLACK = 0.9  # of black, beside other inks


def _check_overprint(file: PrintFile) -> Result:
    """Checks that black text and lines overprint, and that nothing else does."""
    findings, overprinting = [], 0
    for page, item in file.items_of_kind("text", "line", "area"):
        overprinting += item.overprints
        if item.overprints and item.colour != PURE_BLACK:
            findings.append(page.finding(item, "overprint.not-black", colour=item.colour.in_words, remedy=BUG))
        elif item.colour == PURE_BLACK and not item.overprints and _must_overprint(item):
            findings.append(page.finding(item, "overprint.knocks-out", remedy=BUG))
    return message("overprint.measured", count=overprinting), findings


def _must_overprint(item: DrawnItem) -> bool:
    return item.kind != "area" or item.size < MAX_LINE - TOLERANCE


def _check_body_text(file: PrintFile) -> Result:
    """Checks that text of the sizes of the body is in one ink, or white, in whatever font it is."""
    texts = [(page, text) for page, text in file.items_of_kind("text") if _has_body_size(text)]
    findings = [
        page.finding(text, "body.inks", colour=text.colour.in_words, remedy=STYLE_SHEET)
        for page, text in texts
        if text.colour.inks > 1
    ]
    if not texts:
        return message("body.no-text"), []
    return message("body.measured", letters=sum(text.letters for _, text in texts)), findings


def _check_small_text(file: PrintFile) -> Result:
    texts = [(page, text) for page, text in file.items_of_kind("text") if text.size < BODY_SIZES[0] - TOLERANCE]
    many = {  # the first on each page: a colour of a style sheet is in many labels
        (page.number, text.size, text.colour): (page, text)
        for page, text in reversed(texts)
        if text.colour.inks > SMALL_INKS
    }
    findings = [
        page.finding(text, "small-inks.many", inks=text.colour.inks, size=text.size, severity="warning")
        for page, text in reversed(many.values())
    ]
    if not texts:
        return message("small-inks.no-text"), []
    return message("small-inks.measured", count=max(text.colour.inks for _, text in texts)), findings


def _check_rich_black(file: PrintFile) -> Result:
    """Checks text of all sizes but those of the body, for which another rule is stricter."""
    texts = [
        (page, text)
        for page, text in file.items_of_kind("text")
        if text.colour.inks > 1 and text.colour.values[-1] >= RICH_BLACK and not _has_body_size(text)
    ]
    findings = [
        page.finding(text, "rich-black.text", colour=text.colour.in_words, severity="warning")
        for page, text in texts
    ]
    return message("rich-black.measured", count=len(texts)), findings


def _has_body_size(text: DrawnItem) -> bool:
    return BODY_SIZES[0] - TOLERANCE <= text.size < BODY_SIZES[1] - TOLERANCE


RULES = (
    Rule("overprint", _check_overprint),
    Rule("body", _check_body_text, {"least": BODY_SIZES[0], "most": BODY_SIZES[1]}),
    Rule("small-inks", _check_small_text, {"size": BODY_SIZES[0], "most": SMALL_INKS}),
    Rule("rich-black", _check_rich_black),
)
