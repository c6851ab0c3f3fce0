"""The pictures that a handbook names: found in content/images/, and checked as far as that goes unseen."""

import re
import unicodedata
import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageFile, UnidentifiedImageError

from handbook.content.fields import Fields
from handbook.content.model import Picture, Text
from handbook.support.names import closest_name, slug_of, suggest

FOLDER = "images"
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
LARGEST = 100_000_000  # pixels; twice what the best cameras give, and 300 MB of memory
MOST = f"{LARGEST // 1_000_000} million pixels"
MANY = 8  # names that a message lists
CENTRE = (50, 40)  # percent from the left and from the top: where faces are
FOCUS = re.compile(r"(\d{1,2}|100)\s+(\d{1,2}|100)")
SAVE = "Open it in a picture program and save it as JPEG (a photo) or PNG (a drawing)."


def picture(fields: Fields, name: str, content: Path) -> Picture | None:
    """The picture that the group of fields ``name`` describes; None where none can be used."""
    if name not in fields.nodes or fields.nodes[name].value == "":
        fields.asked.append(name)
        return None
    own = fields.fields(name)
    file, alt = own.text("file", required=True), own.text("alt", required=True)
    credit, focus = own.text("credit"), own.text("focus")
    own.end()
    path = content / FOLDER / file
    for place, id, message, remedy in [*_refused(file, content / FOLDER), *_unsaid(file, alt), *_aimless(focus)]:
        own.file.report(place.mark, id, message, remedy)
    if not file or not path.is_file():
        return None
    across, down = map(int, focus.split()) if FOCUS.fullmatch(focus) else CENTRE
    return Picture(file, alt, credit, (across, down))


Finding = tuple[Text, str, str, str]


def _unsaid(file: Text, alt: Text) -> Iterator[Finding]:
    if alt and slug_of(alt) in (slug_of(file), slug_of(Path(file).stem)):
        message = f"'{alt}' is the name of a file, not what the picture shows"
        yield alt, "alt", message, "Say in a sentence what somebody who cannot see the picture should know."


def _aimless(focus: Text) -> Iterator[Finding]:
    if focus and not FOCUS.fullmatch(focus):
        remedy = "Write two numbers from 0 to 100, percent from the left and from the top:  focus: 50 30"
        yield focus, "wrong-type", f"'{focus}' is not a place in the picture", remedy


def _refused(file: Text, folder: Path) -> Iterator[Finding]:
    """Why a file cannot be used as a picture."""
    path = folder / file
    if not file:
        return
    if not path.resolve().is_relative_to(folder.resolve()):
        message = f"'{file}' is not in the folder {FOLDER}"
        yield file, "no-picture", message, f"Put the picture in content/{FOLDER}/ and write its name only."
    elif not path.is_file():
        message = f"there is no picture '{file}' in the folder {FOLDER}"
        yield file, "no-picture", message, _other(file, folder)
    elif path.suffix.lower() in VECTORS:
        kind = path.suffix[1:].upper()
        message = f"'{file}' is a drawing in lines ({kind}), which cannot be made CMYK here"
        yield file, "not-a-picture", message, "Ask its maker for it as PNG, at least 1200 pixels wide."
    else:
        try:
            yield from ((file, *found) for found in _unreadable(path))
        except Image.DecompressionBombError:
            yield (
                file,
                "picture-size",
                "the picture has far too many pixels",
                f"Make it smaller; {MOST} is the most.",
            )
        except (OSError, SyntaxError, ValueError) as error:  # Pillow's words for a file cut short
            known = path.suffix.lower() in SUFFIXES.replace(",", "").split()
            strange = isinstance(error, UnidentifiedImageError)
            reason = (
                "it is damaged" if not strange else "it is no picture" if known else "its kind is not known here"
            )
            remedy = f"It should be a {SUFFIXES}. {SAVE}"
            yield file, "not-a-picture", f"'{file}' cannot be read: {reason}", remedy


def _other(file: str, folder: Path) -> str:
    """What to write instead of the name of a picture that is not there; a name's ending says little."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    if not names:
        return f"Put it in the folder {folder.name} beside the folder cases."
    stems = {unicodedata.normalize("NFC", Path(name).stem): name for name in names}
    meant = Path(file.replace("\\", "/")).stem
    found = closest_name(unicodedata.normalize("NFC", meant), list(stems))
    return f"did you mean '{stems[found]}'?" if found else suggest(file, names[:MANY])


def _unreadable(path: Path) -> Iterator[tuple[str, str, str]]:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once imported, prints half a picture without a word
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # judged here, by the same figure
        with Image.open(path) as image:
            if image.width * image.height > LARGEST:
                message = f"the picture has {image.width} x {image.height} pixels"
                yield (
                    "picture-size",
                    message,
                    f"Make it smaller; {MOST} is the most.",
                )
            elif image.mode == "LAB":
                yield "not-a-picture", "the picture is in Lab colours", "Save it in RGB or CMYK."
            elif image.format not in FORMATS:
                yield "not-a-picture", f"pictures of the kind {image.format} cannot be printed", SAVE
            else:
                image.draft("L", (1, 1))  # the quickest way to read a JPEG to its end
                image.load()


SUFFIXES = ".jpg, .jpeg, .png, .tif, .tiff or .webp"  # of pictures


VECTORS = (".svg", ".eps", ".ai", ".pdf")
