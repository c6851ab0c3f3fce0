"""From a place on a page to its field, and back."""

from playwright.sync_api import Browser, Page, expect

from tests.window import KOEK, PreviewProcess, open_page, wait_until


def click(page: Page, field: str, line: int = 0) -> None:
    """Clicks on a line of a field, a little right of where it begins."""
    place = page.evaluate(
        """async ([field, line]) => {
          const documents = document.getElementById("spread").dataset.shown.split(" ");
          for (const [side, name] of documents.entries()) {
            const regions = name ? await (await fetch(`regions/${name}`)).json() : [];
            const own = documents.indexOf(name);
            const found = regions.filter((region) => region[1] === field && region[0] === side - own)[line];
            if (!found) continue;
            const box = document.querySelectorAll("#spread .page")[side].getBoundingClientRect();
            const mm = box.height / 210;
            return [box.left + (found[2] + 0.5) * mm, box.top + (found[3] + found[5]) / 2 * mm];
          }
        }""",
        [field, line],
    )
    page.mouse.click(*place)


def test_a_click_on_a_page_leads_to_its_field_and_back(browser: Browser, preview: PreviewProcess) -> None:
    file = preview.case_file(1)
    text = file.read_text("utf-8").replace("Het was spannend", "\n\n  Het was spannend", 1)
    file.write_text(text, "utf-8")
    with open_page(browser, preview) as page:
        click(page, "title")
        expect(page.get_by_label("Titel van het boek")).to_be_focused()
        page.keyboard.press("ArrowRight")  # it moves the cursor
        page.keyboard.press("Escape")
        expect(page.locator("#view")).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#caption")).to_contain_text("Inhoud")
        expect(page.locator("#spread img[src]")).to_have_count(2)
        click(page, "#de-koek-groter-maken")
        expect(page.locator("#caption")).to_contain_text(KOEK)
        expect(page.locator("#spread img[src]")).to_have_count(2)
        expect(page.locator("#form")).to_be_visible()
        click(page, "person")
        expect(page.get_by_label("Persoon")).to_be_focused()
        click(page, "experience", 2)
        field = page.get_by_label("Kenmerkende ervaring")
        expect(field).to_be_focused()
        first = page.locator(".writing")
        expect(first).to_have_count(1)
        height = first.evaluate("mark => mark.offsetHeight")
        assert field.evaluate("field => field.value.indexOf('Het was spannend') > field.selectionStart")
        field.evaluate("field => field.setSelectionRange(field.value.length, field.value.length)")
        expect(first).to_have_count(1)
        wait_until(lambda: first.evaluate("mark => mark.offsetHeight") != height)
        page.keyboard.press("Escape")
        expect(page.locator(".writing")).to_have_count(0)
        page.keyboard.press("Enter")
        expect(page.get_by_label("Titel", exact=True)).to_be_focused()
