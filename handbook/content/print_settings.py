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
        ),
    ]
    binding: Annotated[
        Text,
        Choice(
            "saddle-stitch is stapled, perfect is glued into a cover with a spine.", ("saddle-stitch", "perfect")
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
        ),
    ]
    cover_paper: Annotated[
        Text,
        Line(
            "What the cover is printed on, if on another paper; goes to the job sheet as you write it.",
            example="silk 300",
            synonyms=("omslagpapier", "omslag"),
        ),
    ]
    quantity: Annotated[
        Text,
        Line(
            "How many copies; goes to the job sheet as you write it.", example="500", synonyms=("oplage", "aantal")
        ),
    ]
    finishing: Annotated[
        Text,
        Line(
            "Folding, stapling and the like; goes to the job sheet as you write it.",
            example="folded and stapled",
            synonyms=("afwerking",),
        ),
    ]
    lamination: Annotated[
        Text,
        Line(
            "What protects the cover; goes to the job sheet as you write it.",
            example="matt, on the outside",
            synonyms=("laminaat", "lamineren"),
        ),
    ]
    proof: Annotated[
        Text,
        Line(
            "Which proof you want to see first; goes to the job sheet as you write it.",
            example="contract proof of the cover",
            synonyms=("proef", "drukproef"),
        ),
    ]
    contact: Annotated[
        Text,
        Line(
            "Whom the print shop can ask; goes to the job sheet as you write it.",
            example="Anna de Wit, anna@example.org",
            synonyms=("contactpersoon",),
        ),
    ]
    delivery_address: Annotated[
        Text,
        Line(
            "Where the copies go; goes to the job sheet as you write it.",
            example="Turfmarkt 147, 2511 DP Den Haag",
            synonyms=("afleveradres", "adres"),
        ),
    ]
    delivery_date: Annotated[
        str,
        Date("When the copies must be there: a month (2026-11) or a day (2026-11-23).", synonyms=("leverdatum",)),
    ]
    profile: Annotated[
        Path,
        ProfileFile(
            "The print shop's own colour profile for CMYK, an .icc file beside handbook.yaml.",
            example="PSOcoated_v3.icc",
        ),
    ]
    condition: Annotated[
        str,
        Line(
            "The name of the printing condition that the profile describes: FOGRA51.",
            default=CONDITION,
            example="FOGRA51",
        ),
    ]
    marks: Annotated[bool, YesNo("Whether crop marks are printed; most print shops want none.", example="no")]
    flip: Annotated[
        str,
        Choice(
            "Over which edge your office printer turns its sheets.",
            ("short", "long"),
            default="short",
            example="long",
        ),
    ]

    inside: Annotated[
        str,
        Choice(
            "Which inks the pages between the covers have; black costs about a third.",
            ("colour", "black"),
            default="colour",
            example="black",
        ),
    ]
    sheet: Annotated[
        Text,
        Choice(
            "The sheets of a house print room: a stapled book is imposed on them too, with bleed and marks.",
            ("SRA3",),
            example="SRA3",
        ),
    ]
    colours: Annotated[
        ColourInks,
        InkTable(
            "Colours of logos and drawings, each with the inks that print it.",
            example='"#154273": [100, 70, 0, 30]',
            synonyms=("kleuren", "colors"),
        ),
    ]

    cover_inside: Annotated[
        str,
        Choice(
            "What the insides of a glued cover show: plain paper, or the tint of the book on a second side.",
            ("plain", "tinted"),
            default="plain",
            example="tinted",
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
