"""What a handbook says of the whole book, beside its cases. Frozen data, no I/O.

Each attribute that is a field of a content file is annotated with its kind, which is its one declaration; see
``field_kinds``. The fields are in the order of a new file, of the form in the preview and of the documentation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from handbook.content.brand_colour import BrandColour
from handbook.content.brand_kinds import BrandName, LookName
from handbook.content.case_model import (
    LABEL_LENGTH,
    Case,
    Picture,
)
from handbook.content.field_kinds import (
    CaseOrder,
    Choice,
    ColourList,
    Date,
    Group,
    GroupList,
    LabelGroup,
    LanguageCode,
    Line,
    MarkdownText,
    YesNo,
)
from handbook.content.looks import LOOKS, SIZES
from handbook.content.mail_settings import Mail
from handbook.content.print_settings import Print
from handbook.content.text import Prose, Text
from handbook.support.problems import Problem


@dataclass(frozen=True)
class Theme:
    """A theme of several cases. ``accent`` is a colour of the palette; empty for the next in turn."""

    name: Annotated[
        Text,
        Line(
            "The name of the theme, as printed in the contents.",
            required=True,
            longest=LABEL_LENGTH,
            synonyms=("naam",),
            form_label={"en": "Name of the theme", "nl": "Naam van het thema"},
        ),
    ]
    accent: Annotated[
        Text,
        Line(
            "Its colour: petrol, brick, plum or moss; without one the next in turn.",
            printed=False,
            example="petrol",
            synonyms=("kleur", "colour", "color"),
            form_label={"en": "Colour", "nl": "Kleur"},
        ),
    ]


@dataclass(frozen=True)
class Handbook:
    """The whole content, ``cases`` in the order of the book. ``problems`` are those of reading it."""

    file: str
    slug: str
    title: Annotated[
        Text,
        Line(
            "The title of the book; its files are named after it.",
            required=True,
            form_label={"en": "Title of the book", "nl": "Titel van het boek"},
            form_part="cover",
        ),
    ]
    subtitle: Annotated[
        Text,
        Line(
            "A line below the title.",
            synonyms=("ondertitel",),
            form_label={"en": "Subtitle", "nl": "Ondertitel"},
            form_part="cover",
        ),
    ]
    organisation: Annotated[
        Text,
        Line(
            "Who publishes the book.",
            synonyms=("organisatie", "uitgever"),
            form_label={"en": "Organisation", "nl": "Organisatie"},
            form_part="cover",
        ),
    ]
    language: Annotated[
        str,
        LanguageCode(
            "The language of the book.",
            default="nl",
            synonyms=("taal",),
            form_label={"en": "Language of the book", "nl": "Taal van het boek"},
            form_part="look",
        ),
    ]
    brand: Annotated[
        Path | None,
        BrandName(
            "The house style that books share: its folder or zip, seen from the folder of this file; see "
            "docs/brand.md.",
            printed=False,
            example="../huisstijl",
            synonyms=("huisstijl", "merk"),
            form_label={"en": "House style", "nl": "Huisstijl"},
            form_hint={
                "en": "The folder or the zip of the house style, seen from the folder of the book.",
                "nl": "De map of de zip met de huisstijl, gezien vanaf de map van het boek.",
            },
            form_part="look",
        ),
    ]
    look: Annotated[
        Path,
        LookName(
            "How the book looks; see docs/style.md.",
            LOOKS,
            printed=False,
            synonyms=("uiterlijk", "vormgeving", "stijl", "style"),
            form_label={"en": "Look", "nl": "Uiterlijk"},
            form_part="look",
        ),
    ]
    colour: Annotated[
        tuple[BrandColour, ...],
        ColourList(
            "The colours of the organisation, from which the whole palette of the look is made.",
            most=4,
            printed=False,
            example='"#154273"',
            synonyms=("kleur", "kleuren", "color", "colours", "colors", "huiskleur"),
            form_label={"en": "House colours", "nl": "Huiskleuren"},
            form_hint={
                "en": "As #154273, or as four inks in percent: 100 70 0 30.",
                "nl": "Als #154273, of als vier inkten in procenten: 100 70 0 30.",
            },
            form_part="look",
        ),
    ]
    size: Annotated[
        Text,
        Choice(
            "The type size of the texts; without it the one that suits most of them.",
            SIZES,
            printed=False,
            synonyms=("grootte", "lettergrootte"),
            form_label={"en": "Size of the letters", "nl": "Lettergrootte"},
            form_part="look",
        ),
    ]
    date: Annotated[
        str,
        Date(
            "When it comes out: a month (2026-11) or a day (2026-11-23).",
            synonyms=("datum",),
            form_label={"en": "Comes out in", "nl": "Verschijnt in"},
            form_hint={
                "en": "A month, November 2026, or a day, 23 November 2026.",
                "nl": "Een maand, november 2026, of een dag, 23 november 2026.",
            },
            form_part="cover",
        ),
    ]
    foreword: Annotated[
        Prose,
        MarkdownText(
            "Why this book exists; printed before the contents.",
            synonyms=("voorwoord", "inleiding"),
            form_label={"en": "Foreword", "nl": "Voorwoord"},
            form_hint={
                "en": "An empty line starts a new paragraph.",
                "nl": "Een lege regel begint een nieuwe alinea.",
            },
            form_part="texts",
        ),
    ]
    colophon: Annotated[
        Prose,
        MarkdownText(
            "Who made it, and where to find more, line by line; without one the page says how to read the book.",
            keeps_lines=True,
            synonyms=("colofon",),
            form_label={"en": "Colophon", "nl": "Colofon"},
            form_hint={
                "en": "Who made it and where to find more, line by line.",
                "nl": "Wie het boek maakte en waar meer informatie staat. Elk gegeven op een eigen regel.",
            },
            form_part="texts",
        ),
    ]
    logo: Annotated[
        Picture | None,
        Group(
            "The organisation's logo, from images/.",
            Picture,
            synonyms=("beeldmerk",),
            form_label={"en": "Logo", "nl": "Logo"},
            form_part="cover",
        ),
    ]
    cover: Annotated[
        Picture | None,
        Group(
            "A picture on the cover, from images/; without one it shows the cases as lines.",
            Picture,
            synonyms=("omslag", "kaft"),
            form_label={"en": "Picture on the cover", "nl": "Beeld op het omslag"},
            form_part="cover",
        ),
    ]
    themes: Annotated[
        tuple[Theme, ...],
        GroupList(
            "What the cases are about; a case names its themes.",
            Theme,
            synonyms=("thema", "thema's"),
            form_label={"en": "Themes", "nl": "Thema’s"},
            form_part="themes",
        ),
    ]
    openers: Annotated[
        bool,
        YesNo(
            "Whether a theme begins with a spread of its own, where three or more of its cases stand together; "
            "not in a book in which only one theme does.",
            printed=False,
            default=True,
            example="no",
            synonyms=("openingen", "themapagina's", "tussenbladen"),
            form_label={
                "en": "A theme of three or more stories begins with two pages of its own",
                "nl": "Een thema van drie of meer verhalen begint met twee eigen bladzijden",
            },
            form_part="themes",
        ),
    ]
    register: Annotated[
        bool,
        YesNo(
            "Whether the book ends with a list of the persons.",
            synonyms=("namen", "personen"),
            form_label={"en": "A list of the persons at the end", "nl": "Achterin een lijst van de personen"},
            form_part="themes",
        ),
    ]
    order: Annotated[
        tuple[Text, ...],
        CaseOrder(
            "All cases in the order of the book, by their file names without the number; without it the "
            "numbers of the files give the order.",
            printed=False,
            synonyms=("volgorde",),
            form_label={"en": "Order of the stories", "nl": "Volgorde van de verhalen"},
            form_part="themes",
        ),
    ]
    labels: Annotated[
        Mapping[str, str],
        LabelGroup(
            "Words that the book prints, where you want others.",
            synonyms=("woorden", "koppen"),
            form_label={"en": "Words that the book prints", "nl": "Woorden die het boek drukt"},
            form_part="words",
        ),
    ]
    print: Annotated[
        Print,
        Group(
            "What the print shop asks for.",
            Print,
            printed=False,
            synonyms=("druk", "drukwerk"),
            form_label={"en": "Printing", "nl": "Drukwerk"},
            form_part="print",
        ),
    ]
    mail: Annotated[
        Mail,
        Group(
            "What the mail with the book says.",
            Mail,
            printed=False,
            form_label={"en": "Mail with the book", "nl": "Mail met het boek"},
            form_part="mail",
        ),
    ]
    made_with: Annotated[
        Text,
        Line(
            "The version of the program with which this book is made; another version gives a warning.",
            printed=False,
            name="made-with",
            example="1.0",
            form_label={"en": "Version of the program", "nl": "Versie van het programma"},
            form_hint={
                "en": "With which the pages were looked at; another one gives a warning.",
                "nl": "Waarmee de bladzijden zijn bekeken; bij een andere komt er een waarschuwing.",
            },
            form_part="look",
        ),
    ]
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...] = field(default=())
