"""The brand of docs/brand.md: books are made with it, it is judged and packed; each mistake in it is told."""

from functools import partial
from pathlib import Path
from shutil import rmtree
from zipfile import ZipFile

import pytest
from PIL import Image

from handbook.api import Rejected, check, check_brand, pack_brand
from handbook.cli.commands import main
from handbook.pages.assets import asset_path
from handbook.pages.stylesheets import StyleSheets
from handbook.support.cache import VARIABLE
from tests import pdfs
from tests.books import build, change, copy_seed, files, sections, write, write_documented


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    """The brand of the page, with a face in its folder and the look of docs/style.md."""
    folder = write_documented("brand.md", tmp_path / "onze huisstijl")
    write_documented("style.md", folder / "looks" / "streep")
    (folder / "fonts").mkdir()
    (folder / "fonts" / "huis.ttf").write_bytes(
        asset_path("font:source-sans-3/SourceSans3[wght].ttf", folder).read_bytes()
    )
    change(folder / "style.css", "font:source-sans-3/SourceSans3[wght].ttf", "fonts/huis.ttf")
    return folder


def test_a_book_of_a_brand_and_of_its_zip_are_the_same(
    brand: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The zip has the same bytes each time. A change in the brand, and in nothing else, makes the book anew."""
    monkeypatch.chdir(tmp_path)
    assert main(["brand", "pack", str(brand), "--language", "nl"]) == 0
    said = capsys.readouterr()
    assert "Logo: een tekening" in said.out and "(warm, streep): alles past" in said.out and said.err == ""
    zipped = tmp_path / "onze huisstijl.zip"
    (brand / "fonts" / "huis.ttf").touch()
    assert pack_brand(brand, tmp_path / "nogmaals.zip").read_bytes() == zipped.read_bytes()
    made = []
    for number, named in enumerate((brand, zipped)):
        book = copy_seed(tmp_path / f"boek{number}")
        change(book / "handbook.yaml", "language: nl", f"language: nl\nbrand: ../{named.name}")
        assert build(book, tmp_path / f"uit{number}", "build", "--only", "email") == 0
        made.append(files(tmp_path / f"uit{number}")["goed-werk-email.pdf"])
    assert made[0] == made[1]
    pages = pdfs.pages(tmp_path / "uit0" / "goed-werk-email.pdf")
    assert "Verhalen" in pages[2]
    capsys.readouterr()
    again = partial(build, tmp_path / "boek0", tmp_path / "uit0", "build", "--only", "email")
    assert again() == 0 and "nothing has changed" in capsys.readouterr().out
    change(brand / "brand.yaml", "contents: Verhalen", "contents: Vertellingen")
    assert again() == 0
    assert "Vertellingen" in pdfs.pages(tmp_path / "uit0" / "goed-werk-email.pdf")[2]


def test_a_library_call_unpacks_a_zip_in_the_cache_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache of the program, which may not be written, is left alone."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere"))
    (tmp_path / "brand.yaml").write_text("name: Huis\n", "utf-8")
    with ZipFile(tmp_path / "huis.zip", "w") as archive:
        archive.write(tmp_path / "brand.yaml", "brand.yaml")
    book = write(tmp_path / "book", [{}], brand="../huis.zip")
    assert all(problem.severity == "warning" for problem in check(book, cache=tmp_path / "cache").problems)
    assert [*tmp_path.glob("cache/brands/*/huis.zip/brand.yaml")] and not (tmp_path / "elsewhere").exists()


def test_the_look_of_the_documentation_can_lie_in_the_brand(brand: Path, tmp_path: Path) -> None:
    """Its sheets name files from where they are."""
    tokens = brand / "looks" / "streep" / "tokens.css"
    change(tokens, "font:source-sans-3/SourceSans3[wght].ttf", "../../fonts/huis.ttf")
    book = copy_seed(tmp_path / "boek")
    change(book / "handbook.yaml", "language: nl", "language: nl\nbrand: ../onze huisstijl\nlook: streep")
    assert build(book, tmp_path / "uit", "build", "--only", "email") == 0
    texts = pdfs.pages(tmp_path / "uit" / "goed-werk-email.pdf")
    assert "elk zo lang als haar woorden" in " ".join(texts[1].split())
    assert "../../fonts/huis.ttf" not in str(StyleSheets(book).font_addresses)


def test_a_brand_that_is_broken_in_ten_ways_is_told_all_of_them(
    brand: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(brand / "brand.yaml", "look: warm", "lok: warm\nbrand: ../elders")
    change(brand / "brand.yaml", "contents: Stories", "mail: Enclosed.")
    (brand / "images" / "logo.svg").write_text("Dit is een logo.", "utf-8")
    change(brand / "style.css", "fonts/huis.ttf", "fonts/hius.ttf")
    change(brand / "style.css", "#0b6b8a", "#f9e300")
    change(brand / "style.css", ".9 .3 .2 .2", "1 1 .5 .5")
    change(brand / "style.css", ":root {", ":root { text-wrap: balance;")
    (brand / "fonts" / "kort.ttf").write_bytes((brand / "fonts" / "huis.ttf").read_bytes()[:4000])
    (brand / "notities.docx").write_text("x", "utf-8")
    (brand / "looks" / "streep" / "figure.html").unlink()
    assert main(["brand", "pack", str(brand), "-o", str(tmp_path / "uit.zip")]) == 1
    told = capsys.readouterr()
    assert told.out == "" and not (tmp_path / "uit.zip").exists()
    expected = """
        brand.yaml:2:1 did you mean 'look'?
        brand.yaml:3:1 a brand cannot be made of another brand
        brand.yaml:6:9 'logo.svg' is no SVG file, or a damaged one
        brand.yaml:12:11 'mail' lacks {title}
        style.css:1:46 did you mean 'huis.ttf'?
        style.css:2:9 text-wrap
        style.css:4:3 --accent has 300 % ink
        style.css:4:3 letters in --paper cannot be read on --accent
        kort.ttf one of its fonts is damaged
        notities.docx no book uses a file of this name
        streep lacks figure.html"""
    problems = told.err.replace("\n    ", " ").splitlines()
    for place, said in (line.split(maxsplit=1) for line in expected.strip().splitlines()):
        assert any(f"{place}: " in each and said in each for each in problems), (place, said, told.err)


def test_a_template_of_a_brand_may_not_do_what_it_likes(brand: Path, tmp_path: Path) -> None:
    """It is a problem in its file, as is any other mistake in it."""
    figure = brand / "looks" / "streep" / "figure.html"
    book = write(tmp_path / "boek", [{}], brand="../onze huisstijl", look="streep")
    reading = "{{ handbook.look.joinpath('tokens.css').read_text() }}"
    for mistake in ("{{ lengths.__class__.__mro__ }}", "{{ 1 / 0 }}", reading, "{{ 'x' * 10 ** 10 }}"):
        change(figure, '<div class="lines">', f'<div class="lines">{mistake}')
        with pytest.raises(Rejected) as caught:
            sections(book)
        (problem,) = caught.value.problems
        assert problem.id == "template" and problem.place.file.endswith("figure.html") and problem.place.line == 2
        change(figure, mistake, "")
    assert sections(book)


def test_a_template_of_a_brand_does_not_run_for_ever(
    brand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loops within loops, which nothing else would end."""
    monkeypatch.setattr("handbook.support.time_limit.MOST", 0.2)
    book = write(tmp_path / "boek", [{}], brand="../onze huisstijl", look="streep")
    loops = "".join(f"{{% for {name} in range(99999) %}}" for name in "abcd") + "{% endfor %}" * 4
    change(brand / "looks" / "streep" / "figure.html", '<div class="lines">', f'<div class="lines">{loops}')
    with pytest.raises(Rejected, match="a page is not filled in within 60 seconds"):
        sections(book)


def test_a_logo_of_few_pixels_is_told(brand: Path) -> None:
    rmtree(brand / "looks")
    Image.new("RGB", (120, 40), "#154273").save(brand / "images" / "logo.png")
    change(brand / "brand.yaml", "logo.svg", "logo.png")
    result = check_brand(brand)
    assert result.ok and [each.id for each in result.problems] == ["brand-logo"]
    assert any("120 x 40 pixels" in sentence for sentence in result.good)
