"""The whole job of an editor who reads only Dutch: a book of six stories from an empty folder and two Word files.

``--regen`` renews the pictures of it in ``docs``.
"""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.books import ROOT, words
from tests.preview.test_pictures import drop
from tests.preview.test_stories import word
from tests.window import PreviewProcess, open_page, start_preview, turn_to, wait_for_text

PEOPLE = (
    ("Anna Smit", "De brief die niemand begreep"),
    ("Bram Bos", "Een loket zonder glas"),
    ("Carla Vos", "Wachten op de kaart"),
    ("Daan Mulder", "De buurt belde terug"),
    ("Els de Wit", "Een nacht in de polder"),
    ("Fatma Kaya", "Samen langs de deuren"),
)
ENGLISH = re.compile(r"\b(the|and|story|stories|file|page|save|saved|should|must|yaml)\b", re.IGNORECASE)
SHOWN = """() => [...document.querySelectorAll("#thumbnails .near .thumbnail:not(.empty) img, #spread img")]
  .every((image) => image.getAttribute("src"))"""
Picture = Callable[[str], None]


def test_a_whole_book_is_made_in_the_page(
    browser: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Themes, portraits, foreword and print order too; nothing that the page says meanwhile is in English."""
    options = request.config.getoption
    if not options("--long") and not options("--regen"):
        pytest.skip("takes half a minute or more: --long makes a whole book in Chromium")
    content = tmp_path / "content"
    content.mkdir()

    def picture(name: str) -> None:
        assert not ENGLISH.findall(page.locator("body").inner_text())
        if options("--regen"):
            page.wait_for_function(SHOWN)
            page.wait_for_timeout(1500)  # the thumbnails follow a change later
            shot = Image.open(BytesIO(page.screenshot())).convert("P", palette=Image.Palette.ADAPTIVE)
            shot.save(ROOT / "docs" / f"{name}.png", optimize=True)

    with (
        start_preview(content, tmp_path / "output") as preview,
        open_page(browser, preview, reduced_motion=True, empty=True) as page,
    ):
        page.set_viewport_size({"width": 1200, "height": 780})
        _take_stories(page, preview, picture)
        _write_the_book(page, preview)
        _finish_the_stories(page, preview, picture)
        _put_in_order(page, picture)
        _make(page, preview, picture)


def _take_stories(page: Page, preview: PreviewProcess, picture: Picture) -> None:
    expect(page.locator("#new")).to_be_visible()
    picture("preview-1-start")
    documents: list[FilePayload] = [
        {
            "name": name,
            "mimeType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "buffer": word(*((title, person, words(60, len(title))) for person, title in people)),
        }
        for name, people in (("Noord.docx", PEOPLE[:3]), ("Zuid.docx", PEOPLE[3:]))
    ]
    page.locator("#choose_documents").set_input_files(documents)
    expect(page.locator("#import_found ol > li")).to_have_count(6)
    picture("preview-2-word")
    page.locator("#import_add").click()
    turn_to(page, "Een eerste verhaal")
    page.locator("#remove").click()
    expect(page.locator("#thumbnails li")).to_have_count(6 + 3)


def _write_the_book(page: Page, preview: PreviewProcess) -> None:
    page.locator("#thumbnails button").first.click()
    page.get_by_label("Titel van het boek").fill("Dichtbij")
    page.get_by_label("Ondertitel").fill("Zes verhalen uit de uitvoering")
    page.get_by_label("Organisatie").fill("Gemeente Dijkstad")
    page.locator("summary", has_text="Thema’s en lijsten").click()
    for theme in ("Schrijven", "Ontmoeten"):
        page.get_by_role("button", name="Voeg toe").click()
        page.keyboard.type(theme)
    page.locator("summary", has_text="Voorwoord en colofon").click()
    page.get_by_label("Voorwoord", exact=True).fill(words(60))
    page.locator("summary", has_text="Voor de drukker").click()
    page.get_by_label("Oplage").fill("250")
    page.get_by_label("Papier van het binnenwerk").fill("silk 115")
    page.keyboard.press("Tab")
    wait_for_text(preview.content / "handbook.yaml", "silk 115")
    expect(page.locator("#thumbnails")).to_contain_text("Vooraf")  # which moves the stories on


def _finish_the_stories(page: Page, preview: PreviewProcess, picture: Picture) -> None:
    for number, (person, title) in enumerate(PEOPLE, 1):
        turn_to(page, title)
        photo = BytesIO()
        Image.radial_gradient("L").resize((1200, 1500)).save(photo, "JPEG")
        drop(page, photo.getvalue(), f"{person}.jpg")
        expect(page.get_by_label("Wat erop te zien is")).to_be_focused()
        page.keyboard.type(f"{person} bij de deur.")
        page.get_by_label(("Schrijven", "Ontmoeten")[number % 2]).check()
        wait_for_text(preview.case_file(number), "themes:")
    picture("preview-3-story")


def _put_in_order(page: Page, picture: Picture) -> None:
    page.get_by_role("button", name="Overzicht").click()
    page.locator("#by_theme").click()
    expect(page.locator("#by_theme")).to_be_hidden()
    picture("preview-4-overview")
    page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_be_visible()


def _make(page: Page, preview: PreviewProcess, picture: Picture) -> None:
    expect(page.locator("#problems .error")).to_have_count(0)
    page.locator("#build").click()
    expect(page.locator("#build_progress")).to_be_visible()
    expect(page.locator("#build_progress")).to_be_hidden(timeout=60_000)
    assert page.locator("#build_status").inner_text() == "Klaar.", page.locator("#build_lines").text_content()
    picture("preview-5-made")
    names = {path.name for path in preview.output.iterdir()}
    assert {"dichtbij-printer.zip", "dichtbij-desk.pdf", "dichtbij-email.pdf"} <= names
