"""The preview in a real browser, as an editor uses it."""

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
from tests.window import Served, opened, serve

TYPED = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })) }"
FOCUSED = """() => {
  const one = document.activeElement;
  const seen = one.type === "radio" ? one.nextElementSibling : one;
  return [one.id || one.name || one.className || one.tagName, getComputedStyle(seen).outlineStyle];
}"""
KOEK, INITIATIEF = "De koek groter maken", "Initiatief nemen om te verbinden"


def turn_to(page: Page, title: str) -> None:
    page.locator("#strip button", has_text=title).click()
    expect(page.locator("#caption")).to_contain_text(title)
    expect(page.locator("#form")).to_be_visible()
    expect(page.locator("#spread img[src]")).to_have_count(2)


def shown(page: Page) -> str:
    """What the open spread shows, by the names of its pictures."""
    return page.locator("#spread").get_attribute("data-shown") or ""


def expect_news(page: Page, before: str) -> None:
    """Waits until the open spread shows something else."""
    expect(page.locator("#spread")).to_have_attribute("data-shown", re.compile(f"^(?!{before}$)."))


def picture(page: Page, side: int) -> Image.Image:
    """A page of the open spread, as it came from the program."""
    address = page.locator("#spread img").nth(side).evaluate("image => image.src")
    sent = address.startswith("data:")  # with the news of a change
    data = b64decode(address.partition(",")[2]) if sent else page.request.get(address).body()
    return Image.open(BytesIO(data)).convert("RGB")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


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


def test_a_theme_that_goes(browser: Browser, tmp_path: Path) -> None:
    """Stories of a theme that handbook.yaml has no more are told and shown; the others keep their order."""
    themes = [{"name": "Een"}, {"name": "Twee"}, {"name": "Drie"}]
    content = write(tmp_path / "content", [{"themes": ["Twee"]}, {"themes": ["Een"]}], themes=themes)
    with serve(content, tmp_path / "output") as served, opened(browser, served) as page:
        turn_to(page, "Verhaal 1")
        page.get_by_label("Een", exact=True).check()
        expect(page.locator("#saved")).to_have_text("Opgeslagen")
        assert "themes:\n  - Twee\n  - Een\n" in served.case(1).read_text("utf-8")
        text = (content / "handbook.yaml").read_text("utf-8")
        (content / "handbook.yaml").write_text(text.replace("Twee", "Acht"), "utf-8")
        expect(page.locator("#problems .error")).to_contain_text("there is no theme 'Twee'")
        expect(page.get_by_label("Acht", exact=True)).not_to_be_checked()  # the form offers what there is now
        expect(page.get_by_label("Een", exact=True)).to_be_checked()
        (content / "handbook.yaml").write_text(text, "utf-8")
        expect(page.locator("#problems .error")).to_have_count(0)
        expect(page.get_by_label("Twee", exact=True)).to_be_checked()
        assert "themes:\n  - Twee\n  - Een\n" in served.case(1).read_text("utf-8")
        assert served.process.poll() is None


def test_a_text_too_long(browser: Browser, preview: Served) -> None:
    """It is said in words, beside the field and as a problem; the last good version stays in sight."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        before, field = shown(page), page.get_by_label("Beeld van goed werk")
        field.fill(words(400))
        expect(page.locator("#problems .error")).to_contain_text("'good_work' is")
        expect(page.locator("#c-good_work")).to_have_text(
            re.compile(r"400 woorden, te veel, ongeveer 1\d\d woorden")
        )
        expect(page.locator("#stale")).to_be_visible()
        assert shown(page) == before
        field.fill(words(200))
        expect(page.locator("#problems .error")).to_have_count(0)
        expect(page.locator("#stale")).to_be_hidden()
        expect(page.locator("#c-good_work")).to_have_text(
            re.compile(r"200 woorden, nog ruimte voor ongeveer \d\d woorden")
        )


def test_what_is_typed_is_saved(browser: Browser, preview: Served) -> None:
    """As one pauses, in the place of the old text; comments and all other lines stay."""
    file = preview.case(1)
    file.write_text(
        "# Van Jan zelf.\n" + file.read_text("utf-8").replace("person:", "# voornaam\nperson:"), "utf-8"
    )
    lines = file.read_text("utf-8").splitlines()
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        before = shown(page)
        page.get_by_label("Persoon").fill("Jan: de Wit")
        expect(page.locator("#saved")).to_have_text("Opgeslagen")
        expect_news(page, before)
        lines[lines.index("person: Jan Hendrik")] = 'person: "Jan: de Wit"'
        assert file.read_text("utf-8").splitlines() == lines
        page.get_by_label("Citaat").press_sequentially("Dat was spannend.")
        expect(page.locator("#saved")).to_have_text("Opgeslagen")
        expect(page.get_by_label("Citaat")).to_have_value("Dat was spannend.")
        assert file.read_text("utf-8").splitlines() == [*lines, "quote: Dat was spannend."]


def test_two_versions_of_a_text_are_both_shown(browser: Browser, preview: Served) -> None:
    """What was saved elsewhere meanwhile is never written over; who writes chooses."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        field = page.get_by_label("Persoon")
        for theirs, button, kept in (
            ("Els", "Neem wat op schijf staat", "Els"),
            ("Kees", "Houd uw tekst", "Mijn Jan"),
        ):
            was = re.findall("person:.*", preview.case(1).read_text("utf-8"))[0]
            field.evaluate(TYPED, "Mijn Jan")
            change(preview.case(1), was, f"person: {theirs}")  # before what was typed is saved
            fight = page.locator(".fight")
            expect(fight).to_contain_text("Mijn Jan")
            expect(fight).to_contain_text(theirs)
            assert f"person: {theirs}\n" in preview.case(1).read_text("utf-8")
            fight.get_by_role("button", name=button).click()
            expect(fight).to_have_count(0)
            expect(field).to_have_value(kept)
            page.wait_for_timeout(600)
            assert f"person: {kept}\n" in preview.case(1).read_text("utf-8")


def test_who_turns_the_page_loses_nothing(browser: Browser, preview: Served) -> None:
    """What is typed is saved before another case is shown; what cannot be saved is there when one comes back."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        page.get_by_label("Functie").fill("griffier")
        turn_to(page, INITIATIEF)
        assert "role: griffier\n" in preview.case(1).read_text("utf-8")
        turn_to(page, KOEK)
        expect(page.get_by_label("Functie")).to_have_value("griffier")
        page.get_by_label("Functie").evaluate(TYPED, "rechter")
        change(preview.case(1), "role: griffier", "role: bode")
        expect(page.locator(".fight")).to_be_visible()
        turn_to(page, INITIATIEF)
        expect(page.locator(".fight")).to_have_count(0)
        turn_to(page, KOEK)
        expect(page.locator(".fight")).to_contain_text("rechter")
        expect(page.get_by_label("Functie")).to_have_value("rechter")
        assert "role: bode\n" in preview.case(1).read_text("utf-8")


def test_two_tabs_do_not_fight(browser: Browser, preview: Served) -> None:
    """What is typed in one appears in the other, which saves nothing by itself."""
    with opened(browser, preview) as one, opened(browser, preview) as other:
        for page in (one, other):
            turn_to(page, KOEK)
        before = shown(other)
        one.get_by_label("Persoon").fill("Els")
        expect_news(other, before)
        expect(other.get_by_label("Persoon")).to_have_value("Els")
        other.get_by_label("Functie").fill("griffier")
        expect(one.get_by_label("Functie")).to_have_value("griffier")
        for page in (one, other):
            expect(page.locator(".fight")).to_have_count(0)
    text = preview.case(1).read_text("utf-8")
    assert "person: Els\n" in text
    assert "role: griffier\n" in text


def test_add_reorder_remove_undo(browser: Browser, preview: Served) -> None:
    """The order goes to handbook.yaml and no file gets another name; what is removed lies in the trash."""
    with opened(browser, preview) as page:
        page.locator("#new").click()
        page.get_by_label("Titel van het nieuwe verhaal").fill("Samen op pad")
        page.keyboard.press("Enter")
        expect(page.locator("#caption")).to_contain_text("Samen op pad")
        expect(page.get_by_label("Persoon")).to_be_focused()
        page.keyboard.type("Fatima")
        page.get_by_label("Kenmerkende ervaring").fill("Een verhaal.")
        page.get_by_label("Beeld van goed werk").fill("Een beeld.")
        expect(page.locator("#problems .error")).to_have_count(0)
        page.locator("#earlier").click()
        expect(page.locator("#caption")).to_have_text("pagina’s 6 – 7: Samen op pad")
        names = ["01-de-koek-groter-maken", "02-initiatief-nemen-om-te-verbinden", "03-samen-op-pad"]
        assert sorted(path.stem for path in (preview.content / "cases").iterdir()) == names
        order = "order:\n  - de-koek-groter-maken\n  - samen-op-pad\n  - initiatief-nemen-om-te-verbinden\n"
        assert order in (preview.content / "handbook.yaml").read_text("utf-8")
        text = preview.case(3).read_bytes()
        page.locator("#remove").click()
        expect(page.locator("#strip li", has_text="Samen op pad")).to_have_count(0)
        assert (preview.content / "trash" / "03-samen-op-pad.yaml").read_bytes() == text
        assert "samen-op-pad" not in (preview.content / "handbook.yaml").read_text("utf-8")
        page.locator("#undo").click()
        expect(page.locator("#caption")).to_have_text("pagina’s 6 – 7: Samen op pad")
        assert preview.case(3).read_bytes() == text
        assert order in (preview.content / "handbook.yaml").read_text("utf-8")
    assert build(preview.content, preview.output) == 0


def test_build_and_download(browser: Browser, preview: Served) -> None:
    with opened(browser, preview) as page:
        page.locator("#build").click()
        expect(page.locator("#progress")).to_contain_text("De PDF’s worden gemaakt")
        expect(page.locator("#progress")).to_have_text("De PDF’s zijn klaar.", timeout=60_000)
        expect(page.locator("#products li")).to_have_count(7)
        with page.expect_download() as download:
            page.get_by_role("link", name="goed-werk-print.pdf").click()
        assert Path(download.value.path()).read_bytes() == (preview.output / "goed-werk-print.pdf").read_bytes()
        change(preview.case(1), "person:", "persoon:")
        page.locator("#build").click()
        expect(page.locator("#progress")).to_have_text("De PDF’s zijn niet gemaakt.", timeout=60_000)
        expect(page.locator("#log pre")).to_contain_text("unknown field 'persoon'")


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
        for wanted in ("edition", "overlay", "in", "build", "new", "next", "later", "f-person", "f-good_work"):
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
        page.get_by_label("Persoon").fill("Els")
        page.get_by_label("Kenmerkende ervaring").fill(words(100))
        page.get_by_label("Beeld van goed werk").fill(words(90))
        expect(page.locator("#spread img[src]")).to_have_count(2)
        expect(page.locator("#mend .error")).to_have_count(0)
        page.locator("#build").click()
        expect(page.locator("#progress")).to_have_text("De PDF’s zijn klaar.", timeout=60_000)
        page.locator("#remove").click()
        expect(page.locator("#caption")).to_have_text("Er is nog geen verhaal.")
        expect(page.locator("#problems")).to_contain_text("there is no case in this folder")
        page.locator("#undo").click()
        expect(page.locator("#strip li", has_text="Het begin")).to_have_count(1)
        context.close()
    assert build(content, tmp_path / "output", "check") == 0
