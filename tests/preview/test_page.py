"""The preview in a real browser, as an editor reads and watches the book."""

import re
import time
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page, expect

from tests.books import build, copy_seed, words, write
from tests.window import INITIATIEF, KOEK, Served, change, expect_news, opened, serve, shown, turn_to

FOCUSED = """() => {
  const one = document.activeElement;
  const seen = one.type === "radio" ? one.nextElementSibling : one;
  return [one.id || one.name || one.className || one.tagName, getComputedStyle(seen).outlineStyle];
}"""


def picture(page: Page, side: int) -> Image.Image:
    """A page of the open spread, as it came from the program."""
    address = page.locator("#spread img").nth(side).evaluate("image => image.src")
    sent = address.startswith("data:")  # with the news of a change
    data = b64decode(address.partition(",")[2]) if sent else page.request.get(address).body()
    return Image.open(BytesIO(data)).convert("RGB")


def test_the_book_lies_open(browser: Browser, preview: Served) -> None:
    """Cover alone, pairs, back cover; arrow keys turn, and the page says where one is."""
    with opened(browser, preview) as page:
        caption = page.locator("#caption")
        expect(page.locator("#title")).to_have_text("Goed werk")
        expect(page.locator("#strip li")).to_have_count(5)
        expect(caption).to_have_text("pagina 1: Omslag")
        for says in (
            "pagina’s 2 – 3: Colofon · Inhoud",
            f"pagina’s 4 – 5: {KOEK}",
            f"pagina’s 6 – 7: {INITIATIEF}",
        ):
            page.keyboard.press("ArrowRight")
            expect(caption).to_have_text(says)
        page.keyboard.press("End")
        expect(caption).to_have_text("pagina 8: Achterkant")
        page.keyboard.press("ArrowLeft")
        expect(caption).to_contain_text(INITIATIEF)
        page.keyboard.press("Home")
        expect(caption).to_contain_text("Omslag")
        expect(page.locator("#strip img[src]")).to_have_count(8)


def test_pictures_are_the_real_pages(browser: Browser, preview: Served) -> None:
    """What is seen is the page of the print file, with its bleed, and of the email file without."""
    assert build(preview.content, preview.output) == 0
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        for edition, size in (("print", (154, 216)), ("email", (148, 210))):
            if edition == "email":
                before = shown(page)
                page.get_by_text("E-mail", exact=True).click()
                expect_news(page, before)
            seen = picture(page, 1)
            assert seen.width / seen.height == pytest.approx(size[0] / size[1], abs=0.005)
            with pypdfium2.PdfDocument(preview.output / f"goed-werk-{edition}.pdf") as pdf:
                real = pdf[4].render(scale=seen.width / pdf[4].get_width()).to_pil().convert("RGB")
            assert real.size == seen.size
            assert max(ImageStat.Stat(ImageChops.difference(seen, real)).mean) < 3  # of 255: JPEG, and no more


def test_zoom_and_overlay(browser: Browser, preview: Served) -> None:
    """A page grows in steps and fits again; cut, bleed and safe area are drawn over it."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        sheet = page.locator("#spread .page").first

        def width() -> float:
            return float(sheet.evaluate("sheet => sheet.getBoundingClientRect().width"))

        fitting, shown_width = width(), page.locator("#spread").get_attribute("data-width") or ""
        page.locator("#in").click()
        page.locator("#in").click()
        assert width() == pytest.approx(1.5 * fitting, rel=0.01)
        expect(page.locator("#spread")).not_to_have_attribute("data-width", shown_width)  # as sharp as before
        page.locator("#fit").click()
        assert width() == pytest.approx(fitting, rel=0.01)
        expect(sheet.locator(".safe")).to_be_hidden()
        page.locator("#overlay").check()
        box, safe, bleed = (
            sheet.locator(name).evaluate("one => one.getBoundingClientRect().width")
            for name in (".cut", ".safe", ".bleed")
        )
        assert (box - safe) / box == pytest.approx(10 / 148, abs=0.01)  # 5 mm on each side
        assert (bleed - box) / box == pytest.approx(6 / 148, abs=0.01)


def test_a_saved_file_changes_its_spread_alone(browser: Browser, preview: Served) -> None:
    """Another editor saves: that spread is laid out anew, the others stay, and so does the place in the book."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        others = page.locator("#strip li", has_text=INITIATIEF).locator("img[src]")
        expect(others).to_have_count(2)
        expect(page.locator("#strip img[src]")).to_have_count(8)
        before, addresses = shown(page), others.evaluate_all("images => images.map((image) => image.src)")
        looked = picture(page, 0)
        change(preview.case(1), "De afgelopen jaren", "In Zwolle")
        expect_news(page, before)
        assert ImageChops.difference(looked, picture(page, 0)).getbbox()
        expect(page.get_by_label("Kenmerkende ervaring")).to_have_value(re.compile("^In Zwolle zag je"))
        expect(page.locator("#caption")).to_contain_text(KOEK)
        page.wait_for_timeout(1500)  # for whatever else would come
        assert others.evaluate_all("images => images.map((image) => image.src)") == addresses


def test_a_page_loaded_anew(browser: Browser, preview: Served) -> None:
    """Who presses F5 in doubt is where he was, in the book and in the strip."""
    with opened(browser, preview) as page:
        turn_to(page, INITIATIEF)
        page.get_by_text("E-mail", exact=True).click()
        page.reload()
        expect(page.get_by_label("E-mail", exact=True)).to_be_checked()
        expect(page.locator("#caption")).to_contain_text(INITIATIEF)
        expect(page.locator("#spread img[src]")).to_have_count(2)
        expect(page.get_by_label("Titel", exact=True)).to_have_value(INITIATIEF)
        expect(page.locator("#strip [aria-current]")).to_contain_text(INITIATIEF)


def test_after_some_thought(browser: Browser, preview: Served) -> None:
    """Connections that the program has given up meanwhile are given up for the browser too, which opens others."""
    with opened(browser, preview) as page:
        expect(page.locator("#strip img[src]")).to_have_count(8)
        page.wait_for_timeout(7000)  # it gives them up after 5 s
        turn_to(page, KOEK)
        expect(page.get_by_label("Titel", exact=True)).to_have_value(KOEK)


def test_an_editor_that_moves_the_old_file_away(browser: Browser, preview: Served) -> None:
    """As Vim does: for a moment there is no such file, and nobody who looks at it sees that."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        before, file = shown(page), preview.case(1)
        text = file.read_text("utf-8")
        captions = page.evaluate_handle(
            """() => { const seen = [], caption = document.getElementById("caption");
               new MutationObserver(() => seen.push(caption.textContent)).observe(caption, { childList: true });
               return seen }"""
        )
        file.rename(file.with_name(f"{file.name}~"))
        time.sleep(0.02)
        file.write_text(text.replace("De afgelopen jaren", "In Zwolle"), "utf-8")
        file.with_name(f"{file.name}~").unlink()
        expect_news(page, before)
        assert set(captions.json_value()) <= {f"pagina’s 4 – 5: {KOEK}"}


def test_handbook_and_style_change_what_depends_on_them(browser: Browser, preview: Served) -> None:
    with opened(browser, preview) as page:
        before = shown(page)
        change(preview.content / "handbook.yaml", "title: Goed werk", "title: Mooi werk")
        expect(page.locator("#title")).to_have_text("Mooi werk")
        expect_news(page, before)
        turn_to(page, KOEK)
        before = shown(page)
        (preview.content / "style.css").write_text(":root { --top: 15mm }\n.recto { colour: red }\n", "utf-8")
        expect(page.locator("#problems")).to_contain_text("style.css:2")
        (preview.content / "style.css").write_text(".recto h2 { color: #000 }\n", "utf-8")
        expect_news(page, before)
        expect(page.locator("#problems .error")).to_have_count(0)


def test_a_mistake_is_told_beside_the_last_good_spread(browser: Browser, preview: Served) -> None:
    """File, line and remedy; the spread stays, and the mistake goes by itself when it is mended."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        before = shown(page)
        change(preview.case(1), "person:", "persoon:")
        told = page.locator("#problems .error")
        expect(told).to_contain_text("unknown field 'persoon'")
        expect(told).to_contain_text("did you mean 'person'?")
        expect(told).to_contain_text(f"{preview.case(1).name}:3:1")
        assert shown(page) == before
        change(preview.case(1), "persoon:", "person:")
        expect(told).to_have_count(0)
        change(preview.case(1), "title:", "title: [")
        expect(page.locator("#unreadable")).to_be_visible()
        expect(page.locator("#form")).to_be_hidden()
        assert shown(page) == before
        change(preview.case(1), "title: [", "title:")
        expect(page.locator("#form")).to_be_visible()


def test_everybody_can_use_it(browser: Browser, preview: Served) -> None:
    """No violation of the rules of axe, in any state of the page, wide and narrow."""
    axe = Axe()

    def judge(page: Page, state: str) -> None:
        page.wait_for_timeout(300)  # colours that change slowly
        found = axe.run(page)
        assert not found.violations_count, f"{state}: {found.generate_report()}"

    with opened(browser, preview) as page:
        judge(page, "cover")
        turn_to(page, KOEK)
        page.locator("#form summary").click()
        judge(page, "story")
        change(preview.case(1), "person:", "persoon:")
        expect(page.locator("#problems .error").first).to_be_visible()
        page.locator("#build").click()
        expect(page.locator("#log pre")).to_be_visible(timeout=60_000)
        judge(page, "problems")
        change(preview.case(1), "persoon:", "person:")
        expect(page.locator("#problems .error")).to_have_count(0)
        page.locator("#new").click()
        judge(page, "dialog")
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 390, "height": 800})
        judge(page, "phone")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_by_keyboard_alone(browser: Browser, preview: Served) -> None:
    """Every control is reached by Tab, and shows that it is."""
    with opened(browser, preview) as page:
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
        for wanted in (
            "edition",
            "overlay",
            "in",
            "build",
            "new",
            "next",
            "later",
            "field-person",
            "field-good_work",
        ):
            assert wanted in reached


def test_the_page_speaks_the_language_of_the_book(browser: Browser, tmp_path: Path) -> None:
    content = write(tmp_path / "content", [{}], language="en")
    with serve(content, tmp_path / "output") as served, opened(browser, served, still=True) as page:
        assert page.locator("html").get_attribute("lang") == "en"
        expect(page.locator("#caption")).to_have_text("page 1: Cover")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_label("What good work looked like")).to_be_visible()
        assert page.locator("#build").evaluate("one => getComputedStyle(one).transitionDuration") == "0s"
        handbook = content / "handbook.yaml"
        handbook.write_text(handbook.read_text("utf-8").replace("language: en", "language: nl"), "utf-8")
        expect(page.get_by_label("Beeld van goed werk")).to_be_visible()
        expect(page.locator("#caption")).to_contain_text("pagina’s 4 – 5")


def test_a_glued_book(browser: Browser, tmp_path: Path) -> None:
    """Its cover sheet lies around it: front first, back last."""
    cases = [{"title": f"Verhaal {number}"} for number in range(1, 32)]
    content = write(tmp_path / "content", cases, print={"binding": "perfect"})
    with serve(content, tmp_path / "output") as served, opened(browser, served) as page:
        expect(page.locator("#caption")).to_have_text("pagina 1: Omslag")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#caption")).to_contain_text("Titelpagina")
        page.keyboard.press("End")
        expect(page.locator("#caption")).to_contain_text("Achterkant")


def test_the_strip_of_a_thick_book(browser: Browser, tmp_path: Path) -> None:
    """The row of the open spread is in sight with its pictures, wherever that is; rows far from it do without."""
    cases = [{"title": f"Verhaal {number} " + 8 * "met een lange titel "} for number in range(1, 21)]
    content = write(tmp_path / "content", cases)
    with serve(content, tmp_path / "output") as served, opened(browser, served) as page:
        rows = page.locator("#strip li")
        for wide, high in ((1440, 900), (1000, 700), (400, 800)):
            page.set_viewport_size({"width": wide, "height": high})
            for key, near, far in (("End", -1, 0), ("Home", 0, -1)):
                page.keyboard.press(key)
                expect(rows.nth(near).locator("[aria-current]")).to_be_in_viewport(ratio=0.95)
                expect(rows.nth(near).locator("img[src]").first).to_be_visible()
                expect(rows.nth(far).locator("img").first).to_be_hidden()
            boxes = "rows => rows.map((row) => [row.offsetHeight, row.firstElementChild.offsetHeight])"
            heights = rows.evaluate_all(boxes)
            assert all(row == heights[0][0] and button <= row for row, button in heights)
        expect(rows.nth(12).locator("img").first).to_be_hidden()
        page.locator("#strip").evaluate("strip => strip.scrollBy(12 * 144, 0)")
        expect(rows.nth(12).locator("img[src]").first).to_be_in_viewport()


def test_the_strip_by_keyboard(browser: Browser, preview: Served) -> None:
    """Tab comes to the spread that is open, then leaves the strip; arrow keys turn, and the strip goes along."""
    focused = "() => document.activeElement.textContent.trim()"
    with opened(browser, preview) as page:
        page.locator("#build").focus()
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "pagina 1: Omslag"
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert page.evaluate(focused) == f"pagina’s 4 – 5: {KOEK}"
        expect(page.locator("#caption")).to_contain_text(KOEK)
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "Nieuw verhaal"


def test_the_strip_of_a_thin_book(browser: Browser, preview: Served) -> None:
    """Each row has its pictures, whichever way they lie, and those of the edition that is chosen."""
    with opened(browser, preview) as page:
        for width in (1440, 1000, 750, 700):
            page.set_viewport_size({"width": width, "height": 900})
            expect(page.locator("#strip .pair:visible")).to_have_count(5)
        pictures = page.locator("#strip img[src]")
        expect(pictures).to_have_count(8)
        printed = pictures.evaluate_all('images => images.map((image) => image.getAttribute("src"))')
        page.get_by_text("E-mail", exact=True).click()
        for at, source in enumerate(printed):
            expect(pictures.nth(at)).not_to_have_attribute("src", source)


def test_an_empty_start(browser: Browser, tmp_path: Path) -> None:
    """A new case in a new folder, written to its end in the browser, makes a book."""
    content = tmp_path / "content"
    copy_seed(content)
    for path in (content / "cases").glob("*.yaml"):
        path.unlink()
    with serve(content, tmp_path / "output") as served:
        context = browser.new_context()
        page = context.new_page()
        page.goto(served.address)
        page.locator("#new").click()
        page.locator("#made_title").fill("Het begin")
        page.keyboard.press("Enter")
        expect(page.locator("#mend li")).to_have_text(
            ["Nog in te vullen: Persoon, Kenmerkende ervaring, Beeld van goed werk"]
        )
        page.get_by_label("Persoon").fill("Els")
        page.get_by_label("Kenmerkende ervaring").fill(words(100))
        page.get_by_label("Beeld van goed werk").fill(words(90))
        expect(page.locator("#spread img[src]")).to_have_count(2)
        expect(page.locator("#mend .error")).to_have_count(0)
        expect(page.locator("#mend")).not_to_contain_text("Nog in te vullen")
        page.locator("#build").click()
        expect(page.locator("#progress")).to_have_text("De PDF’s zijn klaar.", timeout=60_000)
        page.locator("#remove").click()
        expect(page.locator("#caption")).to_have_text("Er is nog geen verhaal.")
        expect(page.locator("#problems")).to_contain_text("there is no case in this folder")
        page.locator("#undo").click()
        expect(page.locator("#strip li", has_text="Het begin")).to_have_count(1)
        context.close()
    assert build(content, tmp_path / "output", "check") == 0
