"""Pictures in the page: dropped on a page, cropped, described and taken out."""

from base64 import b64encode
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.window import KOEK, PreviewProcess, expect_other_pages, open_page, shown_pages, turn_to, wait_for_text

DROP = """([selector, data, name]) => {
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0))], name));
  const node = document.querySelector(selector);
  const { left, top, width, height } = node.getBoundingClientRect();
  const place = { clientX: left + width / 2, clientY: top + height / 2 };
  node.dispatchEvent(new DragEvent("drop", { ...place, bubbles: true, cancelable: true, dataTransfer: files }));
}"""


def drop(page: Page, data: bytes, name: str) -> None:
    """Drops a file on the left page, with the data that a browser gives for a file of the desktop."""
    page.evaluate(DROP, ["#spread .page img", b64encode(data).decode(), name])


def test_a_portrait_from_drop_to_undo(browser: Browser, preview: PreviewProcess) -> None:
    photo = BytesIO()
    Image.radial_gradient("L").resize((900, 300)).save(photo, "JPEG")
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        note, alt = page.locator("[data-input=portrait] .picture_note"), page.get_by_label("Wat erop te zien is")
        drop(page, b"\0\0\0\x18ftypheic" + bytes(99), "IMG_1.HEIC")
        expect(note).to_contain_text("HEIC-foto")
        assert "portrait" not in preview.case_text(1)
        drop(page, photo.getvalue(), "Anna bij de kaart.jpg")
        expect(alt).to_be_focused()
        wait_for_text(preview.case_file(1), "portrait:\n  file: anna-bij-de-kaart.jpg\n")
        assert (preview.content / "images" / "anna-bij-de-kaart.jpg").read_bytes() == photo.getvalue()
        assert page.evaluate("document.scrollingElement.scrollHeight <= innerHeight"), "the window itself scrolls"
        before = shown_pages(page)
        page.keyboard.type("Anna wijst een plek aan op de kaart.")
        expect_other_pages(page, before)
        frame = page.get_by_role("slider")
        expect(frame).to_have_attribute("aria-valuenow", "50")
        box = frame.bounding_box()
        assert box
        before = shown_pages(page)
        page.mouse.move(box["x"] + 20, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] - 300, box["y"] + 20, steps=3)
        page.mouse.up()
        expect_other_pages(page, before)  # the crop of it is another one
        wait_for_text(preview.case_file(1), "  focus: 0 40\n")
        frame.press("ArrowRight")
        expect(frame).not_to_have_attribute("aria-valuenow", "0")
        page.get_by_role("button", name="Haal weg").press("Enter")
        expect(frame).to_be_hidden()
        expect(page.locator("#save_status")).to_have_text("Opgeslagen")
        assert "portrait" not in preview.case_text(1)
        page.keyboard.press("Control+z")
        wait_for_text(preview.case_file(1), "  alt: Anna wijst een plek aan op de kaart.\n")
        page.get_by_role("button", name="Kies uit eerdere foto’s").press("Enter")
        expect(page.locator(".pictures button")).to_have_text(["anna-bij-de-kaart.jpg"])
