"""The page of the preview in a real browser: a text gets its form, as in Word."""

from playwright.sync_api import Browser, expect

from tests.window import KOEK, PreviewProcess, open_page, turn_to, wait_for_text


def test_keys_and_buttons_give_a_text_its_form(browser: Browser, preview: PreviewProcess) -> None:
    """What is selected stays selected; each step is undone as typing is."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        field = page.get_by_label("Beeld van goed werk", exact=True)
        field.fill("Zo gaat het goed.\n\nEn zo")
        field.press("Control+Home")
        field.press("Control+Shift+ArrowRight")
        field.press("Control+b")
        field.press("Control+i")
        expect(field).to_have_value("***Zo*** gaat het goed.\n\nEn zo")
        field.press("Control+z")
        expect(field).to_have_value("**Zo** gaat het goed.\n\nEn zo")
        page.keyboard.type("Dus")
        field.press("Control+k")
        page.get_by_label("Tekst die men leest").fill("onze site")
        page.get_by_label("Adres van de website").fill("voorbeeld.nl")
        page.keyboard.press("Enter")
        expect(field).to_be_focused()
        expect(field).to_have_value("**Dus[onze site](https://voorbeeld.nl)** gaat het goed.\n\nEn zo")
        field.press("Control+End")
        page.locator("[data-input=good_work]").get_by_role("button", name="Lijst").click()
        field.press("End")
        field.press("Enter")
        page.keyboard.type("en zo")
        field.press("Control+Shift+Digit9")
        expect(field).to_have_value(
            "**Dus[onze site](https://voorbeeld.nl)** gaat het goed.\n\n- En zo\n\n> en zo"
        )
        wait_for_text(preview.case_file(1), "> en zo")
        expect(page.locator("#problems .error")).to_have_count(0)
