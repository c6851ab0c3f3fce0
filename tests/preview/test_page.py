"""The page of the preview in a real browser: reading the book, and watching it change."""

import re
import time
from http.client import HTTPConnection
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import ImageChops, ImageStat
from playwright.sync_api import Browser, Page, expect

from tests.books import build, change, copy_seed, words, write, write_themes
from tests.window import (
    INITIATIEF,
    KOEK,
    TIMEOUT,
    PreviewProcess,
    expect_other_pages,
    open_page,
    page_image,
    shown_pages,
    start_preview,
    turn_to,
)

ADDRESSES = "images => images.map((image) => image.getAttribute('src'))"
DOCUMENT = Path(__file__).parents[1] / "vakmanschap.txt"
OPEN_ALL = "form => form.querySelectorAll('details').forEach((each) => (each.open = true))"
# The name of the focused control, and the style of the outline by which it is seen.
FOCUSED = """() => {
  const control = document.activeElement;
  const name = control.id || control.name || control.className || control.tagName;
  return [name, getComputedStyle(control).outlineStyle];
}"""


def test_the_book_lies_open(browser: Browser, preview: PreviewProcess) -> None:
    """Front cover alone, spreads, back cover; arrow keys turn the pages, and the caption names them."""
    with open_page(browser, preview) as page:
        caption = page.locator("#caption")
        expect(page.locator("#title")).to_have_text("Goed werk")
        expect(page.locator("#thumbnails li")).to_have_count(5)
        expect(caption).to_have_text("pagina 1: Omslag")
        for text in (
            "pagina’s 2 – 3: Colofon · Inhoud",
            f"pagina’s 4 – 5: {KOEK}",
            f"pagina’s 6 – 7: {INITIATIEF}",
        ):
            page.keyboard.press("ArrowRight")
            expect(caption).to_have_text(text)
        page.keyboard.press("End")
        expect(caption).to_have_text("pagina 8: Achterkant")
        page.keyboard.press("ArrowLeft")
        expect(caption).to_contain_text(INITIATIEF)
        page.keyboard.press("Home")
        expect(caption).to_contain_text("Omslag")
        expect(page.locator("#thumbnails img[src]")).to_have_count(8)


def test_the_images_are_the_real_pages(browser: Browser, preview: PreviewProcess) -> None:
    """Those of the print file, in its colours and with its bleed."""
    assert build(preview.content, preview.output) == 0
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        image = page_image(page, 1)
        assert image.width / image.height == pytest.approx(154 / 216, abs=0.005)
        with pypdfium2.PdfDocument(preview.output / "goed-werk-print.pdf") as pdf:
            real = pdf[4].render(scale=image.height / pdf[4].get_height()).to_pil().convert("RGB")
        assert real.size == image.size
        assert max(ImageStat.Stat(ImageChops.difference(image, real)).mean) < 3  # of 255: the JPEG alone


def test_there_is_one_book_to_look_at(browser: Browser, preview: PreviewProcess) -> None:
    """Nothing in the page asks for which product it shows the book."""
    with open_page(browser, preview) as page:
        expect(page.get_by_role("radio")).to_have_count(0)
        expect(page.locator("header").get_by_role("checkbox")).to_have_count(1)
        expect(page.locator("header")).not_to_contain_text(re.compile("E-mail|Drukwerk"))


def test_zoom_and_overlay(browser: Browser, preview: PreviewProcess) -> None:
    """A page grows in steps and fits again; trim, bleed and safe area are drawn over it."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        frame = page.locator("#spread .page").first

        def width(selector: str = "") -> float:
            box = frame.locator(selector) if selector else frame
            return float(box.evaluate("box => box.getBoundingClientRect().width"))

        fitting, image_height = width(), page.locator("#spread").get_attribute("data-height") or ""
        page.locator("#zoom_in").click()
        page.locator("#zoom_in").click()
        assert width() == pytest.approx(1.5 * fitting, rel=0.01)
        expect(page.locator("#spread")).not_to_have_attribute("data-height", image_height)  # as sharp as before
        page.locator("#zoom_fit").click()
        assert width() == pytest.approx(fitting, rel=0.01)
        expect(frame.locator(".safe")).to_be_hidden()
        page.locator("#overlay").check()
        trim, safe, bleed = (width(selector) for selector in (".trim", ".safe", ".bleed"))
        assert (trim - safe) / trim == pytest.approx(10 / 148, abs=0.01)  # 5 mm on each side
        assert (bleed - trim) / trim == pytest.approx(6 / 148, abs=0.01)


def test_a_saved_file_changes_its_spread_only(browser: Browser, preview: PreviewProcess) -> None:
    """Another program saves it. The other spreads and the place in the book stay."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        changed, other = (
            page.locator("#thumbnails li", has_text=title).locator("img[src]") for title in (KOEK, INITIATIEF)
        )
        for images in (changed, other):
            expect(images).to_have_count(2)
        expect(page.locator("#thumbnails img[src]")).to_have_count(8)
        addresses = other.evaluate_all(ADDRESSES)
        for old, new in (("De afgelopen jaren", "In Zwolle"), ("In Zwolle", "In Kampen")):
            before, image = shown_pages(page), page_image(page, 0)
            thumbnail = changed.first.get_attribute("src") or ""
            change(preview.case_file(1), old, new)
            expect_other_pages(page, before)
            assert ImageChops.difference(image, page_image(page, 0)).getbbox()
            expect(page.get_by_label("Kenmerkende ervaring")).to_have_value(re.compile(f"^{new} zag je"))
            expect(page.locator("#caption")).to_contain_text(KOEK)
            expect(changed.first).not_to_have_attribute("src", thumbnail)  # the last thing that follows a change
        assert other.evaluate_all(ADDRESSES) == addresses


def test_reloading_the_page(browser: Browser, preview: PreviewProcess) -> None:
    """The same spread is open, and visible among the thumbnails."""
    with open_page(browser, preview) as page:
        turn_to(page, INITIATIEF)
        page.reload()
        expect(page.locator("#caption")).to_contain_text(INITIATIEF)
        expect(page.locator("#spread img[src]")).to_have_count(2)
        expect(page.get_by_label("Titel", exact=True)).to_have_value(INITIATIEF)
        expect(page.locator("#thumbnails [aria-current]")).to_contain_text(INITIATIEF)


def test_after_a_pause_the_page_still_works(browser: Browser, preview: PreviewProcess) -> None:
    """Connections that the server closes after 5 s are closed for the browser too, which opens others."""
    with open_page(browser, preview) as page:
        expect(page.locator("#thumbnails img[src]")).to_have_count(8)
        connection = HTTPConnection(preview.host, timeout=TIMEOUT)
        connection.request("GET", preview.path)  # later than all requests of the browser
        connection.getresponse().read()
        assert connection.sock.recv(1) == b""  # the server has closed it
        connection.close()
        turn_to(page, KOEK)
        expect(page.get_by_label("Titel", exact=True)).to_have_value(KOEK)


def test_an_editor_that_moves_the_old_file_away(browser: Browser, preview: PreviewProcess) -> None:
    """As Vim does: for a moment the file does not exist, which must not be seen."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        before, file = shown_pages(page), preview.case_file(1)
        text = file.read_text("utf-8")
        captions = page.evaluate_handle(
            """() => { const seen = [], caption = document.getElementById("caption");
               new MutationObserver(() => seen.push(caption.textContent)).observe(caption, { childList: true });
               return seen }"""
        )
        file.rename(file.with_name(f"{file.name}~"))
        time.sleep(0.02)  # how long it does not exist
        file.write_text(text.replace("De afgelopen jaren", "In Zwolle"), "utf-8")
        file.with_name(f"{file.name}~").unlink()
        expect_other_pages(page, before)
        assert set(captions.json_value()) <= {f"pagina’s 4 – 5: {KOEK}"}


def test_handbook_and_house_style_change_what_depends_on_them(browser: Browser, preview: PreviewProcess) -> None:
    with open_page(browser, preview) as page:
        before = shown_pages(page)
        change(preview.content / "handbook.yaml", "title: Goed werk", "title: Mooi werk")
        expect(page.locator("#title")).to_have_text("Mooi werk")
        expect_other_pages(page, before)
        turn_to(page, KOEK)
        before, style = shown_pages(page), preview.content / "style.css"
        style.write_text(":root { --top: 15mm }\n.recto { colour: red }\n", "utf-8")
        expect(page.locator("#problems")).to_contain_text("style.css:2")
        style.write_text(".recto h2 { color: #000 }\n", "utf-8")
        expect_other_pages(page, before)
        expect(page.locator("#problems .error")).to_have_count(0)


def test_a_colour_that_changes_in_print_only(browser: Browser, preview: PreviewProcess) -> None:
    """It is seen: the pages have the colours that the house style states for print, not those for a screen."""
    with open_page(browser, preview) as page:
        before, style = shown_pages(page), preview.content / "style.css"
        colour = ".accent-petrol {{ --accent-cmyk: device-cmyk({}); --accent-rgb: #0000ff }}\n"
        style.write_text(colour.format("0 0 1 0"), "utf-8")
        expect_other_pages(page, before)
        red, green, blue = page_image(page, 0).crop((5, 5, 6, 6)).tobytes()  # near the corner of the cover
        assert min(red, green) > 200 and blue < 100  # yellow
        before = shown_pages(page)
        style.write_text(colour.format("0 1 0 0"), "utf-8")
        expect_other_pages(page, before)
        red, green, blue = page_image(page, 0).crop((5, 5, 6, 6)).tobytes()
        assert min(red, blue) > 100 > green  # magenta


def test_an_error_is_shown_beside_the_last_good_spread(browser: Browser, preview: PreviewProcess) -> None:
    """File, line and remedy. The spread stays, and the error disappears when it is corrected."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        before = shown_pages(page)
        change(preview.case_file(1), "person:", "persoon:")
        error = page.locator("#problems .error")
        expect(error).to_contain_text("Onbekend veld ‘persoon’")
        expect(error).to_contain_text("Bedoelt u ‘person’?")
        expect(error).to_contain_text(f"{preview.case_file(1).name}:3:1")
        assert shown_pages(page) == before
        change(preview.case_file(1), "persoon:", "person:")
        expect(error).to_have_count(0)
        change(preview.case_file(1), "title:", "title: [")
        expect(page.locator("#unreadable")).to_be_visible()
        expect(page.locator("#form")).to_be_hidden()
        assert shown_pages(page) == before
        change(preview.case_file(1), "title: [", "title:")
        expect(page.locator("#form")).to_be_visible()


def test_the_page_is_accessible(browser: Browser, preview: PreviewProcess) -> None:
    """It violates no rule of axe, in any state, wide or narrow."""
    axe = Axe()

    def check(page: Page, state: str) -> None:
        result = axe.run(page)
        assert not result.violations_count, f"{state}: {result.generate_report()}"

    with open_page(browser, preview, reduced_motion=True) as page:  # axe must not meet a colour in transition
        check(page, "cover")
        page.locator("#form").evaluate(OPEN_ALL)
        page.get_by_role("button", name="Voeg toe").click()
        check(page, "form of the book")
        turn_to(page, KOEK)
        page.locator("#form").evaluate(OPEN_ALL)
        page.locator("#word_counts > summary").click()
        page.get_by_label("Zoek in alle teksten").fill("de")
        expect(page.locator("#hits button").first).to_be_visible()
        check(page, "story, with places that were found")
        page.get_by_label("Zoek in alle teksten").press("Escape")
        page.get_by_role("button", name="Zet aanhalingstekens en streepjes goed").click()
        check(page, "corrections")
        page.keyboard.press("Escape")
        page.locator("#choose_documents").set_input_files(DOCUMENT)
        expect(page.locator("#import_found li").first).to_be_visible()
        check(page, "stories from a document")
        page.keyboard.press("Escape")
        change(preview.case_file(1), "person:", "persoon:")
        expect(page.locator("#problems .error").first).to_be_visible()
        page.locator("#build").click()
        expect(page.locator("#build_status")).to_contain_text("Er is niets gemaakt", timeout=60_000)
        page.locator("#build_log > summary").click()
        check(page, "problems")
        change(preview.case_file(1), "persoon:", "person:")
        expect(page.locator("#problems .error")).to_have_count(0)
        page.locator("#new").click()
        check(page, "dialog")
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 390, "height": 800})
        check(page, "phone")
        page.locator("#light_table").click()
        expect(page.locator("#stage")).to_be_hidden()
        check(page, "overview on a phone")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
        page.locator("#light_table").click()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_the_page_works_with_the_keyboard_only(browser: Browser, preview: PreviewProcess) -> None:
    """Tab reaches every control, and the focus is visible."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        page.locator("#title").click()
        reached = []
        for _ in range(60):
            page.keyboard.press("Tab")
            name, outline = page.evaluate(FOCUSED)
            if name == "BODY":
                break
            assert outline != "none", name
            reached.append(name)
        fields = "field-person", "field-good_work"
        for control in ("overlay", "zoom_in", "build", "new", "next", "later", *fields):
            assert control in reached


def test_the_page_is_in_the_language_of_the_book(browser: Browser, tmp_path: Path) -> None:
    content = write(tmp_path / "content", [{}], language="en")
    with (
        start_preview(content, tmp_path / "output") as preview,
        open_page(browser, preview, reduced_motion=True) as page,
    ):
        assert page.locator("html").get_attribute("lang") == "en"
        expect(page.locator("#caption")).to_have_text("page 1: Cover")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_label("What good work looked like")).to_be_visible()
        change(content / "handbook.yaml", "language: en", "language: nl")
        expect(page.get_by_label("Beeld van goed werk")).to_be_visible()
        expect(page.locator("#caption")).to_contain_text("pagina’s 4 – 5")


def test_nothing_moves_where_that_is_not_wanted(browser: Browser, preview: PreviewProcess) -> None:
    with open_page(browser, preview, reduced_motion=True) as page:
        duration = "button => getComputedStyle(button).transitionDuration"
        assert page.locator("#build").evaluate(duration) == "0s"


def test_a_perfect_bound_book(browser: Browser, tmp_path: Path) -> None:
    """It is shown as it is made: the pages of the inside, then the cover sheet with the spine in the middle.

    Each spread has the name of its case, or of the theme that begins there.
    """
    printing = {"binding": "perfect", "spine": "9"}
    content = write_themes(tmp_path / "content", ("Water", 3), ("Land", 3), ("", 24), print=printing)
    with start_preview(content, tmp_path / "output") as preview, open_page(browser, preview) as page:
        expect(page.locator("#caption")).to_have_text("pagina 1: Titelpagina")
        page.keyboard.press("End")
        expect(page.locator("#caption")).to_have_text("Achterkant · Rug · Omslag")
        images = page.locator("#spread img[src]")
        expect(images).to_have_count(3)
        back, spine, front = (page_image(page, side) for side in range(3))
        assert back.size == front.size != spine.size and spine.height == back.height
        assert spine.width / spine.height == pytest.approx((9 + 6) / 216, abs=0.005)
        page.keyboard.press("ArrowLeft")
        expect(page.locator("#caption")).to_have_text("pagina 70: Lege pagina")
        expect(page.locator("#thumbnails li", has_text="Water")).to_have_count(1)


def test_the_thumbnails_of_a_thick_book(browser: Browser, tmp_path: Path) -> None:
    """The open spread is visible among them with its images, wherever it is; rows far from it have none."""
    cases = [{"title": f"Verhaal {number} " + 8 * "met een lange titel "} for number in range(1, 21)]
    content = write(tmp_path / "content", cases)
    with start_preview(content, tmp_path / "output") as preview, open_page(browser, preview) as page:
        rows = page.locator("#thumbnails li")
        for width, height in ((1440, 900), (1000, 700), (400, 800)):
            page.set_viewport_size({"width": width, "height": height})
            for key, open_row, far_row in (("End", -1, 0), ("Home", 0, -1)):
                page.keyboard.press(key)
                expect(rows.nth(open_row).locator("[aria-current]")).to_be_in_viewport(ratio=0.95)
                expect(rows.nth(open_row).locator("img[src]").first).to_be_visible()
                expect(rows.nth(far_row).locator("img").first).to_be_hidden()
            heights = rows.evaluate_all(
                "rows => rows.map((row) => [row.offsetHeight, row.firstElementChild.offsetHeight])"
            )
            assert all(row == heights[0][0] and button <= row for row, button in heights)
        expect(rows.nth(12).locator("img").first).to_be_hidden()
        page.locator("#thumbnails").evaluate("list => list.scrollBy(12 * 144, 0)")
        expect(rows.nth(12).locator("img[src]").first).to_be_in_viewport()


def test_the_thumbnails_with_the_keyboard(browser: Browser, preview: PreviewProcess) -> None:
    """Tab stops at the open spread only; arrow keys turn the pages, and the focus follows."""
    focused = "() => document.activeElement.textContent.trim()"
    with open_page(browser, preview) as page:
        page.locator("#find").focus()
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "pagina 1: Omslag"
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert page.evaluate(focused) == f"pagina’s 4 – 5: {KOEK}"
        expect(page.locator("#caption")).to_contain_text(KOEK)
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "Nieuw verhaal"


def test_the_thumbnails_of_a_thin_book(browser: Browser, preview: PreviewProcess) -> None:
    """Every row has its images, whichever way the list scrolls."""
    with open_page(browser, preview) as page:
        for width in (1440, 1000, 750, 700):
            page.set_viewport_size({"width": width, "height": 900})
            expect(page.locator("#thumbnails .pair:visible")).to_have_count(5)
        expect(page.locator("#thumbnails img[src]")).to_have_count(8)


def test_a_start_without_cases(browser: Browser, tmp_path: Path) -> None:
    """A first case that is written in the browser makes a book; it can be removed and restored."""
    content = copy_seed(tmp_path / "content")
    for path in (content / "cases").glob("*.yaml"):
        path.unlink()
    with (
        start_preview(content, tmp_path / "output") as preview,
        open_page(browser, preview, empty=True) as page,
    ):
        page.locator("#new").click()
        page.locator("#new_title").fill("Het begin")
        page.keyboard.press("Enter")
        expect(page.locator("#problems li")).to_have_text(
            ["Nog in te vullen: Persoon, Kenmerkende ervaring, Beeld van goed werk"]
        )
        page.get_by_label("Persoon").fill("Els")
        page.get_by_label("Kenmerkende ervaring").fill(words(100))
        page.get_by_label("Beeld van goed werk").fill(words(90))
        expect(page.locator("#spread img[src]")).to_have_count(2)
        expect(page.locator("#problems .error")).to_have_count(0)
        expect(page.locator("#problems")).not_to_contain_text("Nog in te vullen")
        page.locator("#build").click()
        expect(page.locator("#build_status")).to_have_text("Klaar.", timeout=60_000)
        page.locator("#remove").click()
        expect(page.locator("#caption")).to_have_text("Er is nog geen verhaal.")
        expect(page.locator("#problems")).to_contain_text("Het boek heeft nog geen verhaal")
        page.locator("#undo").click()
        expect(page.locator("#thumbnails li", has_text="Het begin")).to_have_count(1)
    assert build(content, tmp_path / "output", "check") == 0
