"""The content of a handbook: cases, themes, pictures, mail. Frozen data, no I/O.

Each attribute that is a field of a content file is annotated with its kind, which is its one declaration; see
``field_kinds``. The fields are in the order of a new file, of the form in the preview and of the documentation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from handbook.content.brand_colour import BrandColour
from handbook.content.brand_kinds import BrandName, LookName
from handbook.content.field_kinds import (
    Choice,
    ColourList,
    Date,
    FocalPoint,
    Group,
    GroupList,
    LabelGroup,
    LanguageCode,
    Line,
    LineList,
    MarkdownText,
    ThemeList,
    YesNo,
)
from handbook.content.looks import LOOKS, SIZES
from handbook.content.mail_settings import Mail
from handbook.content.print_settings import Print
from handbook.content.text import Prose, Text
from handbook.support.problems import Problem

WORDS_PER_PAGE = 240  # words that fit on a page, see the sheets of templates/looks
LABEL_LENGTH = 40  # characters; a heading of one line
USUAL_FACE = (50, 40)  # percent from the left and from the top: where faces usually are


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
class Picture:
    """A picture in images/: its ``file`` there, what it shows in words, and who made it.

    ``focus`` is the point that stays in sight however the picture is cropped, in percent from the left
    and from the top.
    """

    file: Annotated[
        Text,
        Line(
            "The name of a file in images/: JPEG, PNG, TIFF or WebP, or SVG.",
            required=True,
            printed=False,
            example="naam.jpg",
            form_label={"en": "File in images", "nl": "Bestand in images"},
            in_details=True,
            synonyms=("bestand", "foto", "naam"),
        ),
    ]
    alt: Annotated[
        Text,
        Line(
            "What a reader who cannot see the picture should know, in a sentence.",
            required=True,
            printed=False,
            example='"…"',
            form_label={"en": "What it shows", "nl": "Wat erop te zien is"},
            form_hint={
                "en": "For who cannot see it: Anna points out a place on a map to a colleague.",
                "nl": "Voor wie het niet kan zien: Anna wijst een collega een plek aan op een kaart.",
            },
            synonyms=("beschrijving", "omschrijving", "description"),
        ),
    ]
    credit: Annotated[
        Text,
        Line(
            "Who made it; printed beside it.",
            example='"Foto: …"',
            form_label={"en": "Made by", "nl": "Gemaakt door"},
            synonyms=("fotograaf", "maker", "bron"),
        ),
    ]
    focus: Annotated[
        tuple[int, int],
        FocalPoint(
            "The point that stays in sight however the picture is cropped, in percent from the left and from the "
            "top: 50 30.",
            default=USUAL_FACE,
            example="50 40",
            form_label={"en": "Point that stays in sight (50 30)", "nl": "Punt dat in beeld blijft (50 30)"},
            in_details=True,
        ),
    ]
    folder: str = "images"  # where pages find it; that of a brand has another address


@dataclass(frozen=True)
class Case:
    """One case, one spread. ``language`` is that of its texts, where it is not the handbook's."""

    slug: str
    title: Annotated[
        Text,
        Line(
            "The title of the case, as short as possible: it is printed large above the left page.",
            required=True,
            form_label={"en": "Title", "nl": "Titel"},
            synonyms=("kop", "opschrift"),
        ),
    ]
    person: Annotated[
        Text,
        Line(
            "The person of the case, with the name as it is printed: Jan Hendrik.",
            required=True,
            form_label={"en": "Person", "nl": "Persoon"},
            synonyms=("naam", "name", "wie"),
        ),
    ]
    role: Annotated[
        Text,
        Line(
            "What the person does, printed after the name.",
            example="beleidsmedewerker",
            form_label={"en": "Role", "nl": "Functie"},
            synonyms=("functie", "rol", "beroep"),
        ),
    ]
    experience: Annotated[
        Prose,
        MarkdownText(
            f"What this person lived through; the left page. About {WORDS_PER_PAGE} words fit. "
            "An empty line starts a new paragraph.",
            required=True,
            form_label={"en": "What this person lived through", "nl": "Kenmerkende ervaring"},
            synonyms=("ervaring", "kenmerkende ervaring", "verhaal"),
        ),
    ]
    good_work: Annotated[
        Prose,
        MarkdownText(
            f"What good work looked like in it; the right page. About {WORDS_PER_PAGE} words fit.",
            required=True,
            form_label={"en": "What good work looked like", "nl": "Beeld van goed werk"},
            synonyms=("goed werk", "beeld van goed werk", "beeld"),
        ),
    ]
    quote: Annotated[
        Text,
        Line(
            "A sentence from the case, printed large.",
            example='"…"',
            form_label={"en": "Quote", "nl": "Citaat"},
            synonyms=("citaat", "uitspraak"),
            form_rows=2,
        ),
    ]
    questions: Annotated[
        tuple[Text, ...],
        LineList(
            "Questions to talk about with a new colleague.",
            most=6,
            longest=200,  # which leaves most of the page for the text
            example='"…?"',
            form_label={"en": "Questions, one on each line", "nl": "Vragen, op elke regel één"},
            synonyms=("vragen", "vraag"),
        ),
    ]
    themes: Annotated[
        tuple[Text, ...],
        ThemeList(
            "The themes of the case, by their names in handbook.yaml; the first gives its colour.",
            printed=False,
            example='"…"',
            form_label={"en": "Themes", "nl": "Thema’s"},
            synonyms=("thema", "thema's"),
        ),
    ]
    language: Annotated[
        str,
        LanguageCode(
            "The language of these texts, where it is not that of the book.",
            example="en",
            form_label={"en": "Language of the texts", "nl": "Taal van de teksten"},
            synonyms=("taal",),
            in_details=True,
        ),
    ]
    portrait: Annotated[
        Picture | None,
        Group(
            "A picture of the person, from images/.",
            Picture,
            form_label={"en": "Portrait", "nl": "Portret"},
            synonyms=("foto", "portret", "photo", "picture", "afbeelding"),
        ),
    ]


VERSO, RECTO = "experience", "good_work"  # the fields of a case whose texts fill its left and its right page
PAGE_TEXTS = (VERSO, RECTO)
UNFILLED = frozenset(("missing-field", "empty-text"))  # errors of a case that is still being written


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
                "en": "A month, 2026-11, or a day, 2026-11-23.",
                "nl": "Een maand, 2026-11, of een dag, 2026-11-23.",
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
                "nl": "Wie het maakte en waar meer te vinden is, regel voor regel.",
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
        LineList(
            "All cases in the order of the book, by their file names without the number; without it the "
            "numbers of the files give the order.",
            printed=False,
            synonyms=("volgorde",),
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
        ),
    ]
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...] = field(default=())
