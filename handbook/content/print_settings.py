"""How a handbook is printed and bound: the group of fields ``print:``. Frozen data, no I/O."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from handbook import resources
from handbook.content.field_kinds import (
    Choice,
    Date,
    InkTable,
    Line,
    Number,
    PageSize,
    PaperName,
    ProfileFile,
    YesNo,
)
from handbook.content.stocks import Paper
from handbook.content.text import Text

A5, B5 = (148.0, 210.0), (176.0, 250.0)  # mm
BLEED = 3.0  # mm; the least that print shops ask for
PROFILE = resources.PROFILES / "ISOcoated_v2_300_bas.icc"
MOST_INK = 300  # percent, of the four inks together, on a paper of which nothing is known
SAFE_SHARE = 260 / 300  # of the most ink: a warning above it
CONDITION = "FOGRA39"  # what PROFILE describes, by its name in the ICC's characterization data registry

ColourInks = tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]  # each a colour in sRGB, and in CMYK


@dataclass(frozen=True)
class Print:
    """How the book is printed and bound.

    ``trim`` is the width and height of a page, and ``bleed`` how far colour is printed beyond it, both in mm.

    ``paper`` is that of the inside, None if it is not said; ``bulk`` is its thickness in micrometres for each g/m2
    and ``spine_override`` the width of the spine in mm, where the print shop has said them, otherwise 0.

    ``cover_paper`` to ``delivery_date`` are for the print shop, as the editor wrote them. ``profile`` is the file
    of a colour profile for CMYK, ``condition`` the registered name of the printing condition that it describes;
    ``flip`` the edge over which an office printer turns its sheets.

    ``inside`` says which inks the pages between the covers have, ``cover_inside`` what a glued cover shows on its
    insides, ``sheet`` on which sheets a house print room prints, if there is one. ``colours`` says how some
    colours are printed, each channel from 0 to 1.
    """

    trim: Annotated[
        tuple[float, float],
        PageSize(
            "The size of a page, from A5 to B5.",
            smallest=A5,
            largest=B5,  # on a larger page the lines of this book would look lost
            example="170 x 240",
            form_label={"en": "Size of a page", "nl": "Formaat van een bladzijde"},
            form_hint={
                "en": "Without anything here it is A5; otherwise width x height in mm, up to 176 x 250.",
                "nl": "Zonder iets hier is het A5; anders breedte x hoogte in mm, tot 176 x 250.",
            },
        ),
    ]
    bleed: Annotated[
        float,
        Number(
            "How far colours go beyond the edge of the page; more than 3 mm only if the print shop asks for it.",
            least=BLEED,
            most=10,
            default=BLEED,
            unit="mm",
            example="3",
            form_label={"en": "Bleed", "nl": "Afloop"},
            form_hint={
                "en": "In mm, from 3 to 10; more than 3 only if the print shop asks for it.",
                "nl": "In mm, van 3 tot 10; meer dan 3 alleen als de drukker erom vraagt.",
            },
            in_details=True,
        ),
    ]
    binding: Annotated[
        Text,
        Choice(
            "saddle-stitch is stapled, perfect is glued into a cover with a spine.",
            ("saddle-stitch", "perfect"),
            form_label={"en": "Binding", "nl": "Afwerking van de rug"},
            form_options={
                "en": (
                    "stapled",
                    "glued, with a spine",
                ),
                "nl": (
                    "geniet",
                    "gelijmd, met een rug",
                ),
            },
        ),
    ]
    paper: Annotated[
        Paper | None,
        PaperName(
            "The paper of the inside, a kind and its weight; or the weight alone, and bulk beside it.",
            lightest=40,
            heaviest=500,
            example="silk 115",
            synonyms=("papier",),
            form_label={"en": "Paper of the inside", "nl": "Papier van het binnenwerk"},
            form_hint={
                "en": "A kind and its weight, as silk 115, or the weight alone.",
                "nl": "Een soort met het gewicht, zoals silk 115, of alleen het gewicht.",
            },
        ),
    ]
    bulk: Annotated[
        float,
        Number(
            "How thick the paper is for its weight, where the print shop has said it: coated 0.7 to 1.0, "
            "offset 1.1 to 1.25.",
            least=0.5,
            most=3,
            default=0,
            example="1.1",
            synonyms=("opdikking",),
            form_label={"en": "Thickness of the paper for its weight", "nl": "Opdikking van het papier"},
            form_hint={
                "en": "From 0.5 to 3, as the print shop says it.",
                "nl": "Van 0,5 tot 3, zoals de drukker die opgeeft.",
            },
            in_details=True,
        ),
    ]
    spine_override: Annotated[
        float,
        Number(
            "The width of the spine, where the print shop has said it; otherwise it is computed.",
            least=0,
            most=80,
            default=0,
            unit="mm",
            name="spine",
            example="6.5",
            form_label={"en": "Width of the spine", "nl": "Breedte van de rug"},
            form_hint={
                "en": "In mm, if the print shop has said it; otherwise it is computed.",
                "nl": "In mm, als de drukker die opgaf; anders rekent het programma die uit.",
            },
            in_details=True,
        ),
    ]
    cover_paper: Annotated[
        Text,
        Line(
            "What the cover is printed on, if on another paper; goes to the job sheet as you write it.",
            example="silk 300",
            synonyms=("omslagpapier", "omslag"),
            form_label={"en": "Paper of the cover", "nl": "Papier van het omslag"},
            form_hint={"en": "If it is another one: silk 300.", "nl": "Als dat ander papier is: silk 300."},
        ),
    ]
    quantity: Annotated[
        Text,
        Line(
            "How many copies; goes to the job sheet as you write it.",
            example="500",
            synonyms=("oplage", "aantal"),
            form_label={"en": "Number of copies", "nl": "Oplage"},
        ),
    ]
    finishing: Annotated[
        Text,
        Line(
            "Folding, stapling and the like; goes to the job sheet as you write it.",
            example="folded and stapled",
            synonyms=("afwerking",),
            form_label={"en": "Finishing", "nl": "Nabewerking"},
            form_hint={"en": "Folding, stapling and the like.", "nl": "Vouwen, nieten en dergelijke."},
        ),
    ]
    lamination: Annotated[
        Text,
        Line(
            "What protects the cover; goes to the job sheet as you write it.",
            example="matt, on the outside",
            synonyms=("laminaat", "lamineren"),
            form_label={"en": "Lamination", "nl": "Laminaat"},
            form_hint={
                "en": "What protects the cover: matt, on the outside.",
                "nl": "Op het omslag, bijvoorbeeld: mat, aan de buitenkant.",
            },
        ),
    ]
    proof: Annotated[
        Text,
        Line(
            "Which proof you want to see first; goes to the job sheet as you write it.",
            example="contract proof of the cover",
            synonyms=("proef", "drukproef"),
            form_label={"en": "Proof", "nl": "Proef"},
            form_hint={"en": "Which proof you want to see first.", "nl": "Welke proef u eerst wilt zien."},
        ),
    ]
    contact: Annotated[
        Text,
        Line(
            "Whom the print shop can ask; goes to the job sheet as you write it.",
            example="Anna de Wit, anna@example.org",
            synonyms=("contactpersoon",),
            form_label={"en": "Whom the print shop can ask", "nl": "Contactpersoon voor de drukker"},
        ),
    ]
    delivery_address: Annotated[
        Text,
        Line(
            "Where the copies go; goes to the job sheet as you write it.",
            example="Turfmarkt 147, 2511 DP Den Haag",
            synonyms=("afleveradres", "adres"),
            form_label={"en": "Where the copies go", "nl": "Afleveradres"},
        ),
    ]
    delivery_date: Annotated[
        str,
        Date(
            "When the copies must be there: a month (2026-11) or a day (2026-11-23).",
            synonyms=("leverdatum",),
            form_label={"en": "When the copies must be there", "nl": "Uiterste leverdatum"},
            form_hint={
                "en": "A month, November 2026, or a day, 23 November 2026.",
                "nl": "Een maand, november 2026, of een dag, 23 november 2026.",
            },
        ),
    ]
    profile: Annotated[
        Path,
        ProfileFile(
            "The print shop's own colour profile for CMYK, an .icc file beside handbook.yaml.",
            example="PSOcoated_v3.icc",
            form_label={"en": "Colour profile of the print shop", "nl": "Kleurprofiel van de drukker"},
            form_hint={
                "en": "The name of an .icc file in the folder of the book.",
                "nl": "De naam van een .icc-bestand in de map van het boek.",
            },
            in_details=True,
        ),
    ]
    condition: Annotated[
        str,
        Line(
            "The name of the printing condition that the profile describes: FOGRA51.",
            default=CONDITION,
            example="FOGRA51",
            form_label={"en": "Printing condition", "nl": "Drukconditie"},
            form_hint={"en": "As the print shop names it: FOGRA51.", "nl": "Zoals de drukker die noemt: FOGRA51."},
            in_details=True,
        ),
    ]
    marks: Annotated[
        bool,
        YesNo(
            "Whether crop marks are printed; most print shops want none.",
            example="no",
            form_label={"en": "Crop marks", "nl": "Snijtekens"},
            in_details=True,
        ),
    ]
    flip: Annotated[
        str,
        Choice(
            "Over which edge your office printer turns its sheets.",
            ("short", "long"),
            default="short",
            example="long",
            form_label={
                "en": "Your office printer turns its sheets over",
                "nl": "Dubbelzijdig op kantoor: omslaan over",
            },
            in_details=True,
            form_options={
                "en": (
                    "the short edge",
                    "the long edge",
                ),
                "nl": (
                    "de korte kant",
                    "de lange kant",
                ),
            },
        ),
    ]

    inside: Annotated[
        str,
        Choice(
            "Which inks the pages between the covers have; black costs about a third.",
            ("colour", "black"),
            default="colour",
            example="black",
            form_label={"en": "Inks of the inside", "nl": "Inkt van het binnenwerk"},
            form_options={
                "en": (
                    "in colour",
                    "in black alone",
                ),
                "nl": (
                    "in kleur",
                    "alleen zwart",
                ),
            },
        ),
    ]
    sheet: Annotated[
        Text,
        Choice(
            "The sheets of a house print room: a stapled book is imposed on them too, with bleed and marks.",
            ("SRA3",),
            example="SRA3",
            form_label={"en": "Sheets of your own print room", "nl": "Vellen van uw eigen drukkerij"},
            in_details=True,
            form_options={"en": ("SRA3",), "nl": ("SRA3",)},
        ),
    ]
    colours: Annotated[
        ColourInks,
        InkTable(
            "Colours of logos and drawings, each with the inks that print it.",
            example='"#154273": [100, 70, 0, 30]',
            synonyms=("kleuren", "colors"),
            form_label={"en": "Inks of single colours", "nl": "Inkt per kleur"},
            form_hint={
                "en": "Of logos and drawings, a colour and its inks on each line: #154273 100 70 0 30.",
                "nl": "Van logo’s en tekeningen, op elke regel een kleur met zijn inkten: #154273 100 70 0 30.",
            },
            in_details=True,
        ),
    ]

    cover_inside: Annotated[
        str,
        Choice(
            "What the insides of a glued cover show: plain paper, or the tint of the book on a second side.",
            ("plain", "tinted"),
            default="plain",
            example="tinted",
            form_label={"en": "Insides of a glued cover", "nl": "Binnenkant van een gelijmd omslag"},
            in_details=True,
            form_options={
                "en": (
                    "plain paper",
                    "the tint of the book",
                ),
                "nl": (
                    "onbedrukt",
                    "in de tint van het boek",
                ),
            },
        ),
    ]

    @property
    def perfect(self) -> bool:
        """Whether the book is perfect-bound, with a separate cover sheet; otherwise it is saddle-stitched."""
        return self.binding == "perfect"

    @property
    def leaf(self) -> float:
        """The thickness of a leaf of the inside in micrometres, 0 where nothing says it."""
        if self.paper is None:
            return 0
        return self.paper.grams * self.bulk if self.bulk else self.paper.thickness

    @property
    def most_ink(self) -> float:
        """The limit of the four inks together on the paper of the inside, in percent."""
        surface = self.paper.surface if self.paper else None
        return surface.most_ink if surface else MOST_INK

    @property
    def black_inside(self) -> bool:
        """Whether the pages between the covers are printed in black alone."""
        return self.inside == "black"
