"""Undoing what was typed in the page of the preview, with real keys: it stays in its story, and in its file."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.books import change
from tests.window import (
    INITIATIEF,
    KOEK,
    PreviewProcess,
    add_case,
    open_page,
    turn_to,
    type_unsaved,
    wait_for_text,
    wait_until,
)


def delete(page: Page) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


def cut(page: Page) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+x")


def paste(page: Page) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("End")
    page.keyboard.press("Control+v")


def type_words(page: Page) -> None:
    page.keyboard.press("End")
    page.keyboard.type("iets")


def drop(page: Page) -> None:
    """Drags the first word to another place in its text."""
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Shift+ArrowRight")
    field = page.locator(":focus")
    box = field.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12, steps=5)
    page.mouse.up()


def compose(page: Page) -> None:
    """Types as an input method does: what is composed is replaced until it is taken."""
    page.keyboard.press("End")
    session = page.context.new_cdp_session(page)
    for text in ("n", "に", "にほ", "日本"):
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
    session.send("Input.insertText", {"text": "日本"})


# The second time that a story is read, its answer waits for that of a save; the event of the save does not arrive.
LATE_ANSWER = """
  let events = 0, readings = 0;
  window.EventSource = class extends EventSource {
    addEventListener(name, call) {
      super.addEventListener(name, (event) => (name !== "form" || ++events === 1) && call(event));
    }
  };
  const { fetch } = window;
  let onSaved;
  const saved = new Promise((resolve) => (onSaved = resolve));
  window.fetch = async (address, options) => {
    const answer = await fetch(address, options);
    if (address.endsWith("/save")) setTimeout(onSaved, 50);
    else if (address.startsWith("case/de-koek") && ++readings === 2) await saved;
    return answer;
  };
"""

CHANGES = (delete, cut, paste, type_words, drop, compose)


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#field-{name}")


def text_of(page: Page, name: str) -> str:
    """The text of a field, without the spaces that are not saved."""
    return " ".join(field(page, name).input_value().split())


def expect_text(page: Page, name: str, text: str) -> None:
    wait_until(lambda: text_of(page, name) == text)


def form_values(page: Page) -> list[str]:
    """The texts of all fields, with the spaces at their ends."""
    values: list[str] = page.locator("#form").evaluate("form => [...new FormData(form).values()]")
    return values


def expect_saved(page: Page) -> None:
    expect(page.locator("#save_status")).to_have_text("Opgeslagen")


def edit(page: Page, name: str, action: Callable[[Page], None]) -> None:
    """Changes a field and waits until that is saved."""
    field(page, name).click()
    before = field(page, name).input_value()
    action(page)
    expect(field(page, name)).not_to_have_value(before)
    expect_saved(page)


@pytest.mark.parametrize("name", ["person", "good_work"])
def test_undo_stays_in_its_story(browser: Browser, preview: PreviewProcess, name: str) -> None:
    """Whatever was done to a field, and wherever the focus is. Its history comes back with it."""
    with open_page(browser, preview) as page:
        for action in CHANGES:
            turn_to(page, KOEK)
            text, files = field(page, name).input_value(), [preview.case_text(1), preview.case_text(2)]
            edit(page, name, action)
            changed = text_of(page, name)
            turn_to(page, INITIATIEF)
            other = field(page, name).input_value()
            for focused in (field(page, name), page.locator("#next"), field(page, "title")):
                focused.focus()
                for keys in ("Control+z", "Control+z", "Control+y", "Control+Shift+z"):
                    page.keyboard.press(keys)
            expect(field(page, name)).to_have_value(other)
            expect(field(page, "title")).to_have_value(INITIATIEF)
            turn_to(page, KOEK)
            expect_text(page, name, changed)
            field(page, name).click()
            page.keyboard.press("Control+z")
            expect(field(page, name)).to_have_value(text)
            expect_saved(page)
            assert [preview.case_text(1), preview.case_text(2)] == files, action.__name__
            page.keyboard.press("Control+Shift+z")
            expect_text(page, name, changed)
            expect_saved(page)
            page.keyboard.press("Control+z")
            expect(field(page, name)).to_have_value(text)
            expect_saved(page)


def test_stories_that_are_added_moved_removed_and_restored(browser: Browser, preview: PreviewProcess) -> None:
    """Each keeps its own history meanwhile."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        edit(page, "person", delete)
        page.locator("#later").click()
        expect(page.locator("#caption")).to_have_text(f"pagina’s 6 – 7: {KOEK}")
        add_case(page, "Samen op pad")
        page.keyboard.press("Control+z")
        page.keyboard.type("Fatima")
        expect_saved(page)
        turn_to(page, INITIATIEF)
        edit(page, "person", type_words)
        page.locator("#remove").click()
        expect(page.locator("#thumbnails li", has_text=INITIATIEF)).to_have_count(0)
        for title, text in ((KOEK, "Jan Hendrik"), ("Samen op pad", "")):
            turn_to(page, title)
            field(page, "person").click()
            page.keyboard.press("Control+z")
            expect(field(page, "person")).to_have_value(text)
            page.keyboard.press("Control+z")
            expect(field(page, "person")).to_have_value(text)
        page.locator("#undo").click()
        expect(page.locator("#caption")).to_contain_text(INITIATIEF)
        field(page, "person").click()
        expect(field(page, "person")).to_have_value(re.compile("iets$"))
        page.keyboard.press("Control+z")
        expect(field(page, "person")).not_to_have_value(re.compile("iets$"))
        expect_saved(page)
    assert "person: Jan Hendrik\n" in preview.case_text(1)
    assert "iets" not in preview.case_text(2)


def test_a_new_story_has_nothing_of_a_removed_one_with_its_title(
    browser: Browser, preview: PreviewProcess
) -> None:
    with open_page(browser, preview) as page:
        for text in ("Fatima", "Kees"):
            add_case(page, "Samen op pad")
            page.keyboard.press("Control+z")
            page.keyboard.press("Control+y")
            expect(field(page, "person")).to_have_value("")
            page.keyboard.type(text)
            page.keyboard.press("Control+z")
            expect(field(page, "person")).to_have_value("")
            page.locator("#remove").click()
            expect(page.locator("#thumbnails li", has_text="Samen op pad")).to_have_count(0)


def test_steps_are_undone_and_redone_in_the_order_of_the_story(browser: Browser, preview: PreviewProcess) -> None:
    """The field that changes has the focus, with the caret or the selection as it was."""
    selection = "() => [document.activeElement.selectionStart, document.activeElement.selectionEnd]"
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        edit(page, "person", type_words)
        page.keyboard.press("Backspace")
        page.keyboard.press("Backspace")
        edit(page, "quote", type_words)
        edit(page, "title", delete)
        states = [form_values(page)]
        for name, start, end in (("title", 0, len(KOEK)), ("quote", 0, 0), ("person", 15, 15), ("person", 11, 11)):
            page.keyboard.press("Control+z")
            expect(field(page, name)).to_be_focused()
            assert page.evaluate(selection) == [start, end]
            states.append(form_values(page))
        expect(field(page, "person")).to_have_value("Jan Hendrik")
        page.keyboard.press("Control+z")
        for state in reversed(states):
            assert form_values(page) == state
            page.keyboard.press("Control+y")
        expect_saved(page)
        page.keyboard.press("Control+z")
        field(page, "role").click()
        page.keyboard.type("griffier")
        page.keyboard.press("Control+y")  # nothing: what was undone is replaced by what was typed
        expect(field(page, "title")).to_have_value(KOEK)


def test_a_text_that_was_dragged_to_another_field(browser: Browser, preview: PreviewProcess) -> None:
    """It is taken back from there, at once."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        source, target = field(page, "person"), field(page, "title")
        source.click()
        page.keyboard.press("Control+a")
        source.drag_to(target, source_position={"x": 20, "y": 12})
        expect(source).to_have_value("")
        expect(target).to_have_value(re.compile("Jan Hendrik"))
        page.keyboard.press("Control+z")
        expect(source).to_have_value("Jan Hendrik")
        expect(target).to_have_value(KOEK)
        expect_saved(page)
        assert "person: Jan Hendrik\n" in preview.case_text(1)


@pytest.mark.parametrize("is_open", [True, False])
def test_undo_does_not_overwrite_another_program(browser: Browser, preview: PreviewProcess, is_open: bool) -> None:
    """What a field had before another program saved it does not come back; other fields keep their history."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        edit(page, "role", type_words)
        edit(page, "person", delete)
        page.keyboard.type("Els")
        expect_saved(page)
        wait_for_text(preview.case_file(1), "person: Els\n")
        if not is_open:
            turn_to(page, INITIATIEF)
        change(preview.case_file(1), "person: Els", "person: Kees")
        turn_to(page, KOEK)
        expect(field(page, "person")).to_have_value("Kees")
        field(page, "person").click()
        for keys in ("Control+z", "Control+z", "Control+z", "Control+y"):
            page.keyboard.press(keys)
        expect(field(page, "person")).to_have_value("Kees")
        expect(field(page, "role")).to_have_value("iets")
        page.keyboard.press("Control+z")
        expect(field(page, "role")).to_have_value("")
        field(page, "person").click()
        page.keyboard.press("End")
        page.keyboard.type(" Jan")
        page.keyboard.press("Control+z")
        expect(field(page, "person")).to_have_value("Kees")
        expect(page.locator(".conflict")).to_have_count(0)


def test_a_file_is_empty_while_another_program_writes_it_anew(browser: Browser, preview: PreviewProcess) -> None:
    """As most editors write: no field is emptied by that, and none loses its history."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        edit(page, "role", type_words)
        text = preview.case_text(1)
        for _ in range(4):
            preview.case_file(1).write_bytes(b"")  # waited for one second each time
            page.wait_for_timeout(100)
        assert text_of(page, "person") == "Jan Hendrik"
        preview.case_file(1).write_text(text.replace("Jan Hendrik", "Kees"), "utf-8")
        expect(field(page, "person")).to_have_value("Kees")
        page.keyboard.press("Control+z")
        expect(field(page, "role")).to_have_value("")


def test_a_story_that_was_read_before_a_save_is_read_again(browser: Browser, preview: PreviewProcess) -> None:
    """Its answer comes after that of the save: what was typed keeps its history, and stands in the form."""
    with open_page(browser, preview) as page:
        page.add_init_script(LATE_ANSWER)
        page.reload()
        turn_to(page, KOEK)
        change(preview.case_file(1), "person: Jan Hendrik", "person: Kees")
        edit(page, "role", type_words)
        expect(field(page, "person")).to_have_value("Kees")
        page.wait_for_timeout(200)
        expect(field(page, "role")).to_have_value("iets")
        page.keyboard.press("Control+z")
        expect(field(page, "role")).to_have_value("")


def test_the_text_on_disk_that_an_editor_took_stays(browser: Browser, preview: PreviewProcess) -> None:
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        type_unsaved(field(page, "person"), "Mijn Jan")
        change(preview.case_file(1), "person: Jan Hendrik", "person: Els")
        page.get_by_role("button", name="Neem wat op schijf staat").click()
        expect(field(page, "person")).to_be_focused()
        page.keyboard.press("Control+z")
        expect(field(page, "person")).to_have_value("Els")
        assert "person: Els\n" in preview.case_text(1)


def test_a_form_comes_back_as_it_was_left(browser: Browser, preview: PreviewProcess) -> None:
    """Scrolled to the same place, with the same text selected."""
    with open_page(browser, preview) as page:
        page.set_viewport_size({"width": 1440, "height": 600})
        turn_to(page, KOEK)
        text = field(page, "good_work")
        text.click()
        text.evaluate("text => text.setSelectionRange(20, 30)")
        page.locator("#story").evaluate("story => story.scrollTop = 300")
        turn_to(page, INITIATIEF)
        assert page.locator("#story").evaluate("story => story.scrollTop") == 0
        turn_to(page, KOEK)
        expect(page.locator("#story")).to_have_js_property("scrollTop", 300)
        text.focus()
        assert text.evaluate("text => [text.selectionStart, text.selectionEnd]") == [20, 30]


def test_keys_for_a_story_that_disappears_go_to_no_other(browser: Browser, preview: PreviewProcess) -> None:
    """As when another program removes its file while its editor types."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        field(page, "person").click()
        before = preview.case_text(2)
        preview.case_file(1).unlink()
        expect(field(page, "title")).to_have_value(INITIATIEF)
        page.keyboard.type("Jan")
        page.keyboard.press("Control+z")
        field(page, "role").click()
        page.keyboard.type("griffier")
        expect_saved(page)
        added = set(preview.case_text(1).splitlines()) ^ set(before.splitlines())
        assert added == {"role: griffier"}


def test_the_field_of_the_dialog_has_its_own_history(browser: Browser, preview: PreviewProcess) -> None:
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        edit(page, "person", delete)
        page.locator("#new").click()
        expect(page.locator("#new_title")).to_be_focused()
        page.keyboard.insert_text("Iets")  # at once, as the browser may make two steps of four keys
        page.keyboard.press("Control+z")
        expect(page.locator("#new_title")).to_have_value("")
        page.keyboard.press("Control+z")
        page.keyboard.press("Escape")
        expect(field(page, "person")).to_have_value("")
        field(page, "person").click()
        page.keyboard.press("Control+z")
        expect(field(page, "person")).to_have_value("Jan Hendrik")


def test_back_to_the_page(browser: Browser, preview: PreviewProcess) -> None:
    """What was typed just before is saved, in the story that is open again."""
    with open_page(browser, preview) as page:
        turn_to(page, INITIATIEF)
        before = preview.case_text(1)
        type_unsaved(field(page, "person"), "Els")
        page.goto("about:blank")
        page.go_back()
        expect(field(page, "title")).to_have_value(INITIATIEF)
        expect(field(page, "person")).to_have_value("Els")
        field(page, "person").click()
        page.keyboard.press("Control+z")
        expect(field(page, "person")).to_have_value("Els")
        wait_for_text(preview.case_file(2), "person: Els\n")
        assert preview.case_text(1) == before
