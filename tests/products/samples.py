"""The books whose products are compared: with each other, with their colours, with those of WeasyPrint alone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from handbook.pages.pagination import Pagination
from tests.books import HOUSE_STYLE, SEED, SHAPES, add_picture, words, write, write_shapes

SPINE = 6  # mm, of the glued book
MANY = 24  # cases


@dataclass(frozen=True)
class Sample:
    """A handbook to be bound, and the pages of its parts; ``glued`` if its cover is a sheet of its own."""

    write: Callable[[Path], Path]
    pagination: Pagination
    glued: bool = False


def _grey() -> Image.Image:
    """A picture that print and email take as it is: a drawing in grey, of fewer than 300 pixels an inch."""
    return Image.effect_mandelbrot((600, 750), (-2, -1.5, 1, 1.5), 60)


def _seed(folder: Path) -> Path:
    return SEED


def _shapes(folder: Path) -> Path:
    return write_shapes(folder, _grey())


def _glued(folder: Path) -> Path:
    """A glued book with all that a book can have."""
    themes = [{"name": "Samenwerken", "accent": "moss"}, {"name": "Luisteren"}]
    quote = "Een veel kleuriger palet aan mogelijkheden om samen te werken."
    portrait = {"file": "wie.png", "alt": "Iemand.", "credit": "Foto: Anna", "focus": "80 20"}
    link = "Zie [de gids](https://example.org/gids) of [schrijf](mailto:a@example.org).\n\n" + words(80)
    alike = "\n\n".join(mark + words(30) + mark for mark in ("", "*", "**", ""))  # one text in several cuts
    cases: list[dict[str, object]] = [
        {"themes": ["Samenwerken"], "quote": quote, "portrait": portrait, "experience": link},
        {"themes": ["Samenwerken"], "role": "griffier", "good_work": words(250)},
        {"themes": ["Luisteren"], "language": "en", "title": "Another story", "experience": alike},
    ]
    fields: dict[str, object] = {"subtitle": "Drie verhalen", "organisation": "Dienst Proef", "date": "2026-11"}
    fields |= {"register": "yes", "foreword": "\n\n".join(words(60, at) for at in range(3))}
    fields["cover"] = {"file": "omslag.png", "alt": "Een weg.", "credit": "Foto: Piet"}
    fields["logo"] = {"file": "logo.png", "alt": "Dienst Proef"}
    content = write(folder, cases, themes=themes, print={"binding": "perfect", "spine": SPINE}, **fields)
    add_picture(content, "wie.png", _grey())
    add_picture(content, "omslag.png", _grey().resize((1600, 1600)))
    add_picture(content, "logo.png", _grey().resize((510, 170)))
    return content


def _house(folder: Path) -> Path:
    """A book of another size, bleed and style."""
    content = write(folder, [SHAPES[8], SHAPES[3], SHAPES[10]], print={"trim": "170 x 240 mm", "bleed": "5"})
    (content / "style.css").write_bytes(HOUSE_STYLE.read_bytes())
    return content


def _many(folder: Path) -> Path:
    """A glued book of many cases with pictures, links and lists, no two of them of the same length."""
    portrait = {"file": "wie.jpg", "alt": "Iemand aan het werk."}
    link = "Zie [de gids](https://example.org/gids).\n\n- een\n- twee\n\n"
    cases: list[dict[str, object]] = [
        {
            "portrait": portrait,
            "experience": words(100 + number, number),
            "good_work": ("", link)[number % 2] + words(60 + number, 2 * number),
        }
        for number in range(MANY)
    ]
    write(folder, cases, print={"binding": "perfect", "paper": "170 g/m2", "bulk": "1,2"})
    add_picture(folder, "wie.jpg", Image.new("L", (1300, 1300), 180))
    return folder


SAMPLES = {
    "seed": Sample(_seed, Pagination(2)),
    "shapes": Sample(_shapes, Pagination(len(SHAPES), contents=2)),
    "glued": Sample(_glued, Pagination(3, foreword=1, register=1, multiple=2), glued=True),
    "house": Sample(_house, Pagination(3)),
    "many": Sample(_many, Pagination(MANY, contents=1, multiple=2), glued=True),
}
