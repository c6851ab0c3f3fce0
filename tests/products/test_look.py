"""A small picture of each kind of page, to be looked at whenever it changes; --regen makes them anew."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from handbook.content.looks import LOOKS
from tests.books import HOUSE_STYLE, SEED, add_picture, build, copy_seed_in, words, write, write_themes
from tests.pdfs import MM, pictures

PICTURES = Path(__file__).parent / "look"
WIDTH = 240  # px of a page
MOST = 20 * 1024  # bytes of a picture
CLOSE = 1.5  # of 255: Pango may place a letter a little differently on another system

PAGES: dict[str, dict[str, tuple[int, ...]]] = {  # the pages of the books below, counted from 1
    "plain": {"cover": (1,), "colophon": (2, 3), "spread": (4, 5), "back": (8,)},
    "rich": {
        "cover-picture": (1,),
        "foreword": (2, 3),
        "contents": (4, 5),
        "portrait": (6, 7),
        "quote": (10, 11),
        "register": (12, 13),
        "notes": (14, 15),
    },
    "themes": {"opener": (6, 7), "opener-of-many": (14, 15)},
    "house": {"house-cover": (1,), "house-spread": (4, 5)},
}
KINDS = [
    (look, kind)
    for look in LOOKS
    for book, pages in PAGES.items()
    for kind in pages
    if book != "house" or look == "kalm"
]


def _seed(folder: Path, look: str) -> Path:
    if look == "kalm":
        return SEED  # which names none
    return copy_seed_in(folder / "book", look)


def _house(folder: Path, look: str) -> Path:
    content = write(
        folder / "book", [{"quote": "Samen aan tafel."}, {}], title="Goed werk", subtitle="Tien verhalen"
    )
    (content / "style.css").write_bytes(HOUSE_STYLE.read_bytes())
    return content


def _rich(folder: Path, look: str) -> Path:
    quote = "Een veel kleuriger palet aan mogelijkheden om samen te werken."
    portrait = {"file": "wie.jpg", "alt": "Iemand voor een muur.", "credit": "Foto: Anna de Wit"}
    cases: list[dict[str, object]] = [
        {"role": "directeur-generaal", "quote": quote, "portrait": portrait, "themes": ["Samenwerken"]},
        {"experience": words(60), "good_work": words(60, 4), "person": "Marie Sam", "themes": ["Luisteren"]},
        {
            "title": "Een lange dag aan de keukentafel in Tiel",
            "quote": quote,
            "questions": ["Wie?", "En wat dan?"],
        },
    ]
    cover = {"file": "omslag.jpg", "alt": "Een weg.", "credit": "Foto: Piet Jansen"}
    fields: dict[str, object] = {
        "look": look,
        "subtitle": "Drie verhalen",
        "cover": cover,
        "logo": {"file": "logo.png", "alt": "Dienst Proef"},
    }
    themes = [{"name": "Samenwerken", "accent": "moss"}, {"name": "Luisteren"}]
    content = write(folder / "book", cases, themes=themes, register="yes", foreword=words(150), **fields)
    who = Image.new("RGB", (800, 1000), "#cabfae")
    ImageDraw.Draw(who).ellipse((220, 150, 580, 620), fill="#8a5a3c")
    add_picture(content, "wie.jpg", who)
    add_picture(content, "omslag.jpg", Image.linear_gradient("L").resize((1800, 1200)))
    logo = Image.new("RGBA", (600, 200))
    ImageDraw.Draw(logo).rectangle((0, 40, 600, 160), fill="#1d3f8f")
    add_picture(content, "logo.png", logo)
    return content


def _themes(folder: Path, look: str) -> Path:
    return write_themes(folder / "book", ("De burger aan tafel", 3), ("Tegenspraak", 11), look=look)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Image.Image]:
    """The pages of KINDS as they come out, those that lie beside each other in one picture."""
    found = {}
    for look in LOOKS:
        for name, make in (("plain", _seed), ("rich", _rich), ("themes", _themes), ("house", _house)):
            if not any((look, kind) in KINDS for kind in PAGES[name]):
                continue
            folder = tmp_path_factory.mktemp(name)
            assert build(make(folder, look), folder / "output", "build", "--only", "email") == 0
            book = list(pictures(next((folder / "output").glob("*.pdf")), WIDTH / (148 * MM)))
            for kind, numbers in PAGES[name].items():
                found[look, kind] = _beside([book[number - 1] for number in numbers])
    return found


def _beside(pages: list[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (sum(page.width for page in pages), pages[0].height))
    for at, page in enumerate(pages):
        sheet.paste(page, (page.width * at, 0))
    return sheet


@pytest.mark.parametrize(("look", "kind"), KINDS)
def test_a_page_looks_as_it_did(
    look: str, kind: str, drawn: dict[tuple[str, str], Image.Image], request: pytest.FixtureRequest
) -> None:
    file, page = PICTURES / look / f"{kind}.png", drawn[look, kind]
    if request.config.getoption("--regen"):
        file.parent.mkdir(parents=True, exist_ok=True)
        page.quantize(16).save(file, optimize=True)
    assert file.stat().st_size <= MOST
    before = Image.open(file).convert("RGB")
    assert before.size == page.size
    now = page.quantize(16).convert("RGB")
    assert max(ImageStat.Stat(ImageChops.difference(before, now)).mean) < CLOSE
