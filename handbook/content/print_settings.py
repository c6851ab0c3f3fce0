"""How a handbook is printed and bound: the group of fields ``print:``. Frozen data, no I/O."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from handbook import resources
from handbook.content.field_kinds import Choice, InkTable, Line, Number, PageSize, ProfileFile, YesNo
from handbook.content.text import Text

A5, B5 = (148.0, 210.0), (176.0, 250.0)  # mm
BLEED = 3.0  # mm; the least that print shops ask for
PROFILE = resources.PROFILES / "ISOcoated_v2_300_bas.icc"
CONDITION = "FOGRA39"  # what PROFILE describes, by its name in the ICC's characterization data registry
PAPER, BULK = 120, 1.1  # g/m2; offset paper is a tenth thicker than coated paper of its weight

ColourInks = tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]  # each a colour in sRGB, and in CMYK


@dataclass(frozen=True)
class Print:
    """How the book is printed and bound.

    ``trim`` is the width and height of a page, and ``bleed`` how far colour is printed beyond it, both in mm.

    ``paper`` is the weight of the inside in g/m2, ``bulk`` its thickness against coated paper of that weight,
    ``spine_override`` the width of the spine in mm that the print shop names, 0 to compute it.

    ``quantity`` and ``finishing`` are the editor's words for the print shop. ``profile`` is the file of a colour
    profile for CMYK, ``condition`` the registered name of the printing condition that it describes; ``flip`` the
    edge over which an office printer turns its sheets. ``inside`` says which inks the pages between the covers
    have, ``cover_inside`` what a glued cover shows on its insides, ``sheet`` on which sheets a house print room
    prints, if there is one. ``colours`` says how some colours are printed, each channel from 0 to 1.
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
        float,
        Number(
            "The weight of the inside paper.",
            least=40,
            most=500,
            default=PAPER,
            unit="g/m2",
            example="120",
        ),
    ]
    bulk: Annotated[
        float,
        Number(
            "How thick the paper is for its weight: coated 0.9 to 1.0, offset 1.1 to 1.25.",
            least=0.5,
            most=3,
            default=BULK,
            example="1.1",
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
    quantity: Annotated[Text, Line("How many copies; goes to the job sheet as you write it.", example="500")]
    finishing: Annotated[
        Text,
        Line(
            "Folding, laminating and the like; goes to the job sheet as you write it.",
            example="folded and stapled",
        ),
    ]
    profile: Annotated[
        Path,
        ProfileFile(
            "The print shop's own colour profile for CMYK, an .icc file in content/.", example="PSOcoated_v3.icc"
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
    def black_inside(self) -> bool:
        """Whether the pages between the covers are printed in black alone."""
        return self.inside == "black"
