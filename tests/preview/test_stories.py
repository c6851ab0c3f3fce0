"""The page of the preview in a real browser: stories as a whole come from Word, are copied and put in order."""

from base64 import b64encode
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from docx import Document
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.books import add_picture, change, write
from tests.preview.test_page_scripts import run
from tests.window import open_page, start_preview, turn_to, wait_for_text

DROP = """files => {
  const data = new DataTransfer();
  for (const [bytes, name] of files) {
    data.items.add(new File([Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0))], name));
  }
  document.querySelector("#view").dispatchEvent(
    new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
}"""


def word(*stories: tuple[str, str, str]) -> bytes:
    """A Word file of stories: the title of each, its person, and its second text."""
    document, buffer = Document(), BytesIO()
    for title, person, text in stories:
        document.add_heading(title, 1)
        document.add_paragraph(person)
        for label, below in (("Kenmerkende ervaring", "Zij ging op pad."), ("Beeld van goed werk", text)):
            document.add_heading(label, 2)
            document.add_paragraph(below)
    document.save(buffer)
    return buffer.getvalue()


def drop(page: Page, *files: tuple[bytes, str]) -> None:
    """Drops files on the page, with the data that a browser gives for files of the desktop."""
    page.evaluate(DROP, [(b64encode(data).decode(), name) for data, name in files])


def order_of(content: Path) -> Sequence[str]:
    text = (content / "handbook.yaml").read_text("utf-8").partition("order:\n")[2]
    return [line.removeprefix("  - ") for line in text.splitlines() if line.startswith("  - ")]


def expect_order(page: Page, *titles: str) -> None:
    rows = page.locator("#thumbnails li").filter(has_text="Verhaal").locator(".label")
    expect(rows).to_have_text([f"pagina’s {4 + 2 * n} – {5 + 2 * n}: {title}" for n, title in enumerate(titles)])


def test_stories_are_moved_copied_and_taken_from_word(browser: Browser, tmp_path: Path) -> None:
    """They are moved in the list and on the light table, by keys, dragging and theme; the last move is undone."""
    stories = [{"themes": ["Twee"]}, {"themes": ["Een"]}, {}]
    content = write(tmp_path / "content", stories, themes=[{"name": "Een"}, {"name": "Twee"}])
    change(content / "cases" / "01-verhaal-1.yaml", "title:", "# van Jan\ntitle:")
    with start_preview(content, tmp_path / "output") as preview, open_page(browser, preview) as page:
        _move(page)
        _move_on_the_light_table(page)
        _copy(page, content)
        _take_from_word(page, content)


def _move(page: Page) -> None:
    turn_to(page, "Verhaal 3")
    page.keyboard.press("Alt+ArrowUp")
    expect_order(page, "Verhaal 1", "Verhaal 3", "Verhaal 2")
    page.keyboard.press("Alt+ArrowUp")  # the focus has gone with it
    expect_order(page, "Verhaal 3", "Verhaal 1", "Verhaal 2")
    turn_to(page, "Verhaal 2")
    row, target = (page.locator("#thumbnails li", has_text=f"Verhaal {n}").bounding_box() for n in (2, 1))
    assert row and target
    page.mouse.move(row["x"] + 40, row["y"] + 20)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + 20, steps=4)
    page.mouse.up()
    expect_order(page, "Verhaal 3", "Verhaal 2", "Verhaal 1")
    page.locator("#by_theme").click()
    expect_order(page, "Verhaal 2", "Verhaal 1", "Verhaal 3")
    expect(page.locator("#by_theme")).to_be_hidden()
    page.locator("#undo").click()
    expect_order(page, "Verhaal 3", "Verhaal 2", "Verhaal 1")


def _move_on_the_light_table(page: Page) -> None:
    """The whole book is in sight; stories are dragged and moved with keys, Escape and a click lead back."""
    page.get_by_role("button", name="Overzicht").click()
    rows = page.locator("#thumbnails li")
    expect(page.locator("#stage")).to_be_hidden()
    expect(page.locator("#thumbnails [aria-current]")).to_be_focused()
    places = [rows.filter(has_text=f"Verhaal {n}").bounding_box() for n in (3, 2, 1)]
    first, _, last = places
    assert first and last
    assert rows.nth(0).evaluate("row => row.parentElement.children[1].offsetTop === row.offsetTop")  # side by side
    page.mouse.move(first["x"] + 100, first["y"] + 50)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 30, last["y"] + 50, steps=4)
    page.mouse.up()
    expect_order(page, "Verhaal 2", "Verhaal 1", "Verhaal 3")
    expect(page.locator("#stage")).to_be_hidden()
    rows.filter(has_text="Verhaal 1").get_by_role("button").click()
    expect(page.locator("#caption")).to_contain_text("Verhaal 1")
    page.get_by_role("button", name="Overzicht").press("Enter")
    page.keyboard.press("Alt+ArrowLeft")
    expect_order(page, "Verhaal 1", "Verhaal 2", "Verhaal 3")
    page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_be_visible()


def test_a_finger_drags_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    """A story, once the finger has rested on it, in the list and in the overview; before that the list scrolls.

    And the part of a picture that the page shows.
    """
    portrait = {"file": "breed.jpg", "alt": "Een weg."}
    content = write(tmp_path / "content", [{}, {}, {"portrait": portrait}])
    add_picture(content, "breed.jpg", Image.new("RGB", (900, 300), "#888"))
    with start_preview(content, tmp_path / "output") as preview:
        context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
        page = context.new_page()
        page.goto(preview.address)
        rows = page.locator("#thumbnails li")
        expect(rows).to_have_count(7)
        _drag_story_by_finger(page, rows.filter(has_text="Verhaal 2"), rows.filter(has_text="Verhaal 1"))
        expect_order(page, "Verhaal 2", "Verhaal 1", "Verhaal 3")
        page.get_by_role("button", name="Overzicht").tap()
        _drag_story_by_finger(page, rows.filter(has_text="Verhaal 3"), rows.filter(has_text="Verhaal 2"))
        expect_order(page, "Verhaal 3", "Verhaal 2", "Verhaal 1")
        rows.filter(has_text="Verhaal 3").get_by_role("button").tap()
        frame = page.get_by_role("slider")
        frame.evaluate("frame => frame.scrollIntoView({ block: 'center' })")
        box = frame.bounding_box()
        assert box
        _drag_by_finger(page, (box["x"] + 20, box["y"] + 20), (box["x"] - 300, box["y"] + 20), ".frame")
        wait_for_text(preview.case_file(3), "  focus: 0 40\n")
        rows.filter(has_text="Verhaal 1").scroll_into_view_if_needed()
        box = rows.filter(has_text="Verhaal 1").bounding_box()
        assert box
        _drag_by_finger(page, (box["x"] + 100, box["y"] + 20), (box["x"], box["y"] + 20), held="li")
        expect_order(page, "Verhaal 3", "Verhaal 2", "Verhaal 1")
        context.close()


def _drag_story_by_finger(page: Page, row: Locator, target: Locator) -> None:
    """Drags a row before another; a browser that is busy may take the first attempts for scrolling."""
    for _ in range(5):
        target.evaluate("row => row.scrollIntoView({ block: 'center', inline: 'start' })")
        start, end = ((box["x"] + 20, box["y"] + 20) for each in (row, target) if (box := each.bounding_box()))
        if _drag_by_finger(page, start, end, held=".dragged", moved=".drop"):
            break


def _drag_by_finger(
    page: Page, start: tuple[float, float], end: tuple[float, float], held: str, moved: str = "body"
) -> bool:
    """Moves a finger that rests until ``held`` is there; returns whether ``moved`` is there before it leaves."""
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": each[0], "y": each[1]} for each in points]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", start)
    page.locator(held).first.wait_for()
    for step in range(1, 6):
        share = step / 5
        touch("touchMove", (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
    is_moved = page.locator(moved).count() > 0
    touch("touchEnd")
    return is_moved


def _copy(page: Page, content: Path) -> None:
    """The copy stands after the story, with its comments and a title of its own."""
    turn_to(page, "Verhaal 1")
    page.locator("#duplicate").click()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Kopie van Verhaal 1")
    wait_for_text(content / "handbook.yaml", "kopie-van-verhaal-1")
    assert order_of(content)[:2] == ["verhaal-1", "kopie-van-verhaal-1"]
    story, copy = (
        (content / "cases" / f"{name}verhaal-1.yaml").read_text("utf-8") for name in ("01-", "04-kopie-van-")
    )
    assert copy == story.replace("title: Verhaal 1", "title: Kopie van Verhaal 1")


def _take_from_word(page: Page, content: Path) -> None:
    """What is found is shown story by story, with its problems, before anything is written."""
    mine = word(("Verhaal van Fatima", "Fatima de Wit", "Zo."), ("Verhaal van Kees", "Kees Jansen", ""))
    found, add = page.locator("#import_found section"), page.locator("#import_add")
    drop(page, (b"PK geen Word", "offerte.docx"))
    expect(found).to_contain_text("Het document is beschadigd, of geen Word-bestand")
    expect(add).to_be_disabled()
    page.keyboard.press("Escape")
    drop(page, (mine, "Mei.docx"), (word(("Verhaal 1", "Jan", "x")), "Oud.docx"))
    expect(found).to_have_count(2)
    expect(found.nth(0).get_by_role("checkbox")).to_have_count(2)
    expect(found.nth(0)).to_contain_text("Onder de regel ‘Beeld van goed werk’ van ‘Verhaal van Kees’ staat niets")
    expect(found.nth(1)).to_contain_text("Er is al een verhaal ‘Verhaal 1’")
    assert len([*(content / "cases").iterdir()]) == 4
    add.click()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Verhaal van Fatima")
    expect(page.get_by_label("Titel", exact=True)).to_be_focused()
    names = ["05-verhaal-van-fatima.yaml", "06-verhaal-van-kees.yaml"]
    assert sorted(path.name for path in (content / "cases").iterdir())[4:] == names


def test_an_order_is_a_list_of_all_stories() -> None:
    """Moving a story moves no other; those without a theme come last, in the order that they had."""
    moved, before, themed = run(
        """r => {
          const stories = [["a", ""], ["b", "Twee"], ["c", "Een"], ["d", "Twee"], ["e", "Weg"]];
          const slugs = ["a", "b", "c"];
          return [
            [["a", -1], ["a", 1], ["c", 5]].map(([slug, step]) => r.movedPlaces(slugs, slug, step).join("")),
            [["a", "c"], ["a", ""], ["c", "a"], ["b", "b"]].map((each) => r.movedBefore(slugs, ...each).join("")),
            r.byTheme(stories.map(([slug, theme]) => ({ slug, theme })), ["Een", "Twee"]).join(""),
          ];
        }"""
    )
    assert moved == ["abc", "bac", "abc"]
    assert before == ["bac", "bca", "cab", "abc"]
    assert themed == "cbdae"
