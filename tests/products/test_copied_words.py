"""Whoever copies text from the email PDF, or listens to it, gets each word whole, wherever its line ends."""

import re
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
import yaml
from pikepdf import Dictionary
from PIL import Image

from tests.books import add_picture, build, plain, write
from tests.pdfs import bookmarks, conforms, links, pages, pages_by_poppler, rejoined
from tests.products.conftest import Built
from tests.prose import DUTCH, ENGLISH
from tests.tree_text import structure_text

pytestmark = pytest.mark.usefixtures("poppler")

NARROW = ".text { width: 58mm; hyphenate-limit-zone: 14mm }"
SOFT = (
    "Hoog\u00adwater\u00adbescher\u00adming vraagt om samen\u00adwer\u00adkings\u00adafspraken met alle "
    "dijk\u00adbewa\u00adkers, en om *ge\u00adduld*, zei de project\u00adlei\u00adder van de kust\u00adstrook. "
)
PIECES = (
    "collega-groot",
    "stammenstrijd - heeft",
    "beleids- en",
    "*half*-time",
    "**ka**-*ping*",
    "*vraag-* en",
    "*vice-versa-* en",
    "*beleids-* *plan*",
    "*[beleids-](https://x.nl)* en",
    "een *eerste* -*tweede*",
    "x - *y z*",
    "–",
    "en/of",
    "https://x.nl/a/b-c",
    "x—y",
    "2019–2020",
    "[water-schap](https://y.nl)",
    "om?nee",
)


def unmarked(source: str) -> str:
    """A text without Markdown and soft hyphens, with the address of each link after it."""
    return plain(re.sub(r"\*|\[|\u00ad", "", re.sub(r"\]\(https://(.*?)\)", r" (\1)", source)))


def copied(folder: Path, texts: Sequence[str], style: str = "", **case: str) -> Path:
    """The email PDF of a book with these texts, each in a case and twice in it, and in a window of it."""
    content = write(folder / "book", [{"experience": text, "good_work": text, **case} for text in texts])
    (content / "style.css").write_text(style, "utf-8")
    assert build(content, folder / "output", "build", "--only", "email") == 0
    return folder / "output" / "proef-email.pdf"


def assert_copied(pdf: Path, texts: Sequence[str]) -> None:
    for read in (pages, pages_by_poppler):
        book = [plain(rejoined(text)) for text in read(pdf)]
        first = next(index for index, text in enumerate(book) if "Kenmerkende ervaring" in text)
        assert not re.search("[\u00ad\u200b\u2060\ufffe]", "".join(book))
        for number, text in enumerate(texts):
            for page in book[first + 2 * number : first + 2 * number + 2]:
                assert unmarked(text) in page


def assert_read_aloud(pdf: Path, texts: Sequence[str]) -> None:
    tree = structure_text(pdf)
    assert not re.search("[\u200b\u2060\ufffe]", tree)
    heard = plain(tree)
    for text in texts:
        assert heard.count(unmarked(text)) >= 2, unmarked(text)


@pytest.mark.parametrize("style", ["", NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(("language", "source"), [("nl", DUTCH), ("en", ENGLISH)])
def test_words_of_prose_are_whole(tmp_path: Path, style: str, language: str, source: str) -> None:
    texts = [f"{'i' * shift} {source}" for shift in range(1, 12 if style else 7)]
    if style:
        texts = [" ".join(text.split()[:75]) for text in texts]
    book = copied(tmp_path, texts, style, language=language)
    assert_copied(book, texts)
    assert_read_aloud(book, texts)
    assert conforms(book)
    ends = re.findall(r"(.)\u00ad\r?\n", "".join(pages_by_poppler(book)))
    assert not style or {*ends} - {"-"}, "some hyphens of the layout"


def paragraphs(content: Path) -> list[str]:
    """The paragraphs and list items of all cases of a book, as they are written."""
    cases = [yaml.safe_load(file.read_text("utf-8")) for file in sorted(content.glob("cases/*.yaml"))]
    texts = [case[field] for case in cases for field in ("experience", "good_work")]
    return [part.lstrip("->").strip() for text in texts for part in re.split(r"\n\s*\n|\n(?=- )", text.strip())]


@pytest.mark.parametrize("sample", ["seed", "shapes"])
def test_each_paragraph_is_in_the_tree_to_the_letter(built: Built, sample: str) -> None:
    made = built(sample)
    tree = " ".join(structure_text(made.file("email")).split())
    missing = [part for part in paragraphs(made.content) if " ".join(unmarked(part).split()) not in tree]
    assert not missing


@pytest.mark.parametrize("style", ["", NARROW], ids=["wide", "narrow"])
def test_words_with_soft_hyphens_are_whole(tmp_path: Path, style: str) -> None:
    texts = [f"{'i' * shift} {SOFT * 2}" for shift in range(1, 6)]
    book = copied(tmp_path, texts, style)
    assert_copied(book, texts)
    assert_read_aloud(book, texts)


def test_words_with_hyphens_links_and_emphasis_are_whole_in_a_hundred_paragraphs(tmp_path: Path) -> None:
    """Tries a hyphen wherever a line may end, in texts of which each line starts a little later."""
    texts = []
    for shift in range(9):
        parts = [f"{'i' * (1 + (part * 7 + shift) % 9)} {PIECES[part % len(PIECES)]}" for part in range(54)]
        texts.append("\n\n".join(" ".join(parts[start : start + 9]) for start in range(0, 54, 9)))
    book = copied(tmp_path / "all", texts)
    assert_copied(book, texts)
    assert_read_aloud(book, [part for text in texts for part in text.split("\n\n")])
    for text in pages_by_poppler(book):
        assert not re.search(r"[-\u2010/]$", text, re.MULTILINE)
    assert {"water-schap"} < {link.text for page in links(book) for link in page}


def test_titles_and_quotes_are_whole(tmp_path: Path) -> None:
    title = "Een {} gemeente-secretaris over beleids- en bestemmings\u00adplan\u00adwijzigingen"
    quote = "Wij {} hebben de collega-bestuurders en/of hun woord\u00advoerders om mee-denken gevraagd."
    for shift in range(1, 5):
        said = title.format("i" * shift), quote.format("o" * shift)
        book = copied(tmp_path / str(shift), ["Kort."], title=said[0], quote=said[1])
        for read in (pages, pages_by_poppler):
            text = plain(rejoined(" ".join(read(book))))
            assert text.count(unmarked(said[0])) == 2, "in the contents and above the case"
            assert unmarked(said[0]).partition(" bestemmings")[0] + " … 5" in text, "cut at its foot"
            assert unmarked(said[1]) in text
        assert {plain(link.text) for page in links(book) for link in page} == {unmarked(said[0])}


def test_what_is_kept_on_one_line_is_copied_with_spaces(tmp_path: Path) -> None:
    """A number and its unit, a short word of a title and the next one, and what the editor kept together."""
    title, quote = "Om te verbinden, van € 5 tot aan de 10 km", "Wij zijn er voor art. 3 en voor J. de Wit."
    text = "Na 5 km zag J. de Wit op blz. 12 – en niet eerder – de beleids- en andere regels van € 7."
    portrait = {"file": "wie.png", "alt": "J. de Wit, na 5 km."}
    texts = {"experience": text.replace("andere ", "andere\u00a0"), "good_work": text}
    content = write(tmp_path / "book", [{"title": title, "quote": quote, "portrait": portrait, **texts}])
    add_picture(content, "wie.png", Image.new("RGB", (900, 900), "#8a5a3c"))
    assert build(content, tmp_path / "output", "build", "--only", "email") == 0
    book = tmp_path / "output" / "proef-email.pdf"
    aloud = subprocess.run(["pdfinfo", "-struct-text", book], capture_output=True, check=True).stdout.decode()
    with pikepdf.open(book) as pdf:
        alts = [str(item.Alt) for item in pdf.objects if isinstance(item, Dictionary) and "/Alt" in item]
    titles = [bookmark.title for bookmark in bookmarks(book)] + [
        link.text for page in links(book) for link in page
    ]
    assert titles.count(title) >= 3 and portrait["alt"] in alts
    assert not re.search("[\u00a0\u2007\u202f]", "".join([*alts, *titles, aloud]))
    for read in (pages, pages_by_poppler):
        copied = re.sub("[ \r\n]+", " ", " ".join(read(book)))
        assert [copied.count(part) for part in (title, quote, text)] == [3, 1, 2]


def test_each_letter_is_copied_as_one_character(tmp_path: Path) -> None:
    """Also where a case, or a text of the house style, writes it as a letter and an accent."""
    said = unicodedata.normalize("NFD", "Zoë zag één coördinator.")
    style = f'.text p::before {{ content: "{unicodedata.normalize("NFD", "Één ö:")} " }}'
    book = copied(tmp_path, [said], style, title="Ö één", person=said)
    for read in (pages, pages_by_poppler):
        text = " ".join(read(book))
        assert unicodedata.is_normalized("NFC", text)
        assert " ".join(text.split()).count("Één ö: Zoë zag één coördinator.") == 2
