"""What each field is for, told to an editor who has never seen the project; `schema` and `new` pass it on."""

from collections.abc import Mapping

from handbook.content.model import WORDS_PER_PAGE, Case, Handbook, Mail, Picture, Print, Theme

# The fields of each group as they stand in a file, in the order in which a new file has them.
FIELDS: Mapping[type, Mapping[str, str]] = {
    Case: {
        "title": "The title of the story, as short as it can be: it stands large above the left page.",
        "person": "Whose story it is, as the name is printed: Jan Hendrik.",
        "experience": "What this person lived through; the left page. "
        f"About {WORDS_PER_PAGE} words fit. An empty line starts a new paragraph.",
        "good_work": f"What good work looked like in it; the right page. About {WORDS_PER_PAGE} words fit.",
        "role": "What the person does, printed behind the name: beleidsmedewerker.",
        "quote": "A sentence lifted out of the story, printed large.",
        "questions": "Up to six questions to talk about with a new colleague.",
        "themes": "The themes of the story, by their names in handbook.yaml; the first gives its colour.",
        "portrait": "A picture of the person, from content/images/.",
        "language": "The language of these texts, where it is not that of the book.",
    },
    Picture: {
        "file": "The name of a file in content/images/: JPEG, PNG, TIFF or WebP.",
        "alt": "What somebody who cannot see the picture should know, in a sentence.",
        "credit": "Who made it; printed beside it.",
        "focus": "The point that stays in sight however the picture is cropped, in percent from the left and from "
        "the top: 50 30.",
    },
    Theme: {
        "name": "The name of the theme, as it stands in the contents.",
        "accent": "Its colour: petrol, brick, plum or moss; without one the next in turn.",
    },
    Mail: {
        "subject": "The subject of the mail; without one the title of the book.",
        "text": "What the mail says above the list of stories.",
    },
    Print: {
        "trim": "The size of a page in mm, width and height, from 148 x 210 (A5) to 176 x 250 (B5).",
        "bleed": "What is printed beyond the edge of the page, in mm: 3 unless the print shop asks for more.",
        "binding": "saddle-stitch is stapled, perfect is glued into a cover with a spine.",
        "paper": "The weight of the inside paper in g/m2.",
        "bulk": "How thick the paper is for its weight: coated 0.9 to 1.0, offset 1.1 to 1.25.",
        "spine": "The width of the spine in mm, where the print shop has said it.",
        "quantity": "How many copies; goes to the job sheet as you write it.",
        "finishing": "Folding, laminating and the like; goes to the job sheet as you write it.",
        "profile": "The print shop's own colour profile for CMYK, an .icc file in content/.",
        "condition": "The name of the printing that the profile describes: FOGRA51.",
        "marks": "Whether crop marks are printed; most print shops want none.",
        "flip": "Over which edge your office printer turns its sheets.",
    },
    Handbook: {
        "title": "The title of the book; its files are named after it.",
        "subtitle": "A line below the title.",
        "organisation": "Who publishes the book.",
        "language": "The language of the book.",
        "date": "When it comes out: a month (2026-11) or a day (2026-11-23).",
        "foreword": "Why this book is there; printed before the contents.",
        "colophon": "Who made it, and where to find more; without one the page says how to read the book.",
        "logo": "The organisation's logo, from content/images/.",
        "cover": "A picture on the cover, from content/images/; without one it shows the stories as lines.",
        "themes": "What the stories are about; a story names its themes.",
        "register": "Whether the book ends with a list of the persons.",
        "order": "All stories in the order of the book, by their file names without the number; without it the "
        "numbers of the files give the order.",
        "labels": "Words that the book prints, where you want others.",
        "print": "What the print shop asks for.",
        "mail": "What the mail with the book says.",
    },
}
REQUIRED: Mapping[type, tuple[str, ...]] = {
    Case: ("title", "person", "experience", "good_work"),
    Picture: ("file", "alt"),
    Theme: ("name",),
    Handbook: ("title",),
}
