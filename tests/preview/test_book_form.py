"""The form of the book, beside the pages that are no story: what an editor decides about the book as a whole."""

import json
import re
from pathlib import Path
from shutil import copytree

from playwright.sync_api import Browser, expect

from handbook import resources
from tests.books import change, copy_seed
from tests.window import (
    PreviewProcess,
    expect_other_pages,
    open_page,
    send,
    shown_pages,
    start_preview,
    turn_to,
    type_unsaved,
    wait_for_text,
    wait_until,
)


def test_the_book_is_written_beside_its_pages(browser: Browser, preview: PreviewProcess) -> None:
    """With the keyboard alone; what is typed is on the page and in the file, whose other lines stay."""
    file = preview.content / "handbook.yaml"
    original = file.read_text("utf-8")
    with open_page(browser, preview) as page:
        before = shown_pages(page)
        title = page.get_by_label("Titel van het boek")
        title.fill("Mooi werk")
        expect_other_pages(page, before)
        expect(page.locator("#title")).to_have_text("Mooi werk")
        title.press("Control+z")
        expect(page.locator("#title")).to_have_text("Goed werk")
        page.locator("summary", has_text="Thema’s en lijsten").press("Enter")
        add = page.get_by_role("button", name="Voeg toe")
        add.press("Enter")
        page.keyboard.type("Samenwerken")
        page.keyboard.press("Tab")
        page.keyboard.type("baks")
        add.press("Enter")
        page.keyboard.type("Durven")
        page.keyboard.press("Tab")
        wait_for_text(file, "themes:\n  - name: Samenwerken\n    accent: brick\n  - name: Durven\n")
        page.get_by_role("button", name="Omhoog").nth(1).press("Enter")
        wait_for_text(file, "themes:\n  - name: Durven\n  - name: Samenwerken\n    accent: brick\n")
        page.keyboard.press("Control+z")
        wait_for_text(file, "themes:\n  - name: Samenwerken\n    accent: brick\n  - name: Durven\n")
        for _ in range(9):  # more than there are steps
            page.get_by_label("Naam van het thema").or_(add).first.press("Control+z")
        wait_until(lambda: file.read_text("utf-8") == original)


def test_another_page_has_another_part_of_the_form(browser: Browser, preview: PreviewProcess) -> None:
    """And what another program wrote meanwhile is not overwritten."""
    file = preview.content / "handbook.yaml"
    with open_page(browser, preview) as page:
        page.keyboard.press("ArrowRight")
        expect(page.get_by_label("Voorwoord", exact=True)).to_be_visible()
        expect(page.get_by_label("Titel van het boek")).to_be_hidden()
        turn_to(page, "koek")
        expect(page.get_by_label("Titel van het boek")).to_have_count(0)
        page.keyboard.press("Home")
        subtitle = page.get_by_label("Ondertitel")
        expect(subtitle).to_have_value(re.compile("Ervaringen"))
        page.route("**/book/save", lambda route: None)
        type_unsaved(subtitle, "Van mij")
        change(file, "Ervaringen van ambtenaren", "Van een ander")
        page.unroute("**/book/save")
        expect(page.locator(".conflict")).to_contain_text("Ondertitel")
        expect(page.locator(".conflict")).to_contain_text("Van een ander")


def test_a_look_is_chosen_by_pictures_of_the_open_spread(browser: Browser, tmp_path: Path) -> None:
    """Those of the brand too, with the keyboard; nothing is asked for before that part of the form is open."""
    content = copy_seed(tmp_path / "content")
    own = tmp_path / "huis" / "looks" / "streep"
    copytree(resources.LOOKS / "kalm", own)
    (tmp_path / "huis" / "brand.yaml").write_text("name: Huis\n")
    change(content / "handbook.yaml", "language: nl", "language: nl\nbrand: ../huis")
    asked: list[str] = []
    with start_preview(content, tmp_path / "output") as preview, open_page(browser, preview) as page:
        page.on("request", lambda request: asked.append(request.url) if "/look/" in request.url else None)
        shown_pages(page)
        group = page.get_by_role("group", name="Uiterlijk")
        expect(group).to_be_hidden()
        assert asked == []
        page.locator("summary", has_text="Uiterlijk en taal").press("Enter")
        names = group.get_by_role("radio").evaluate_all(
            "radios => radios.map((each) => each.labels[0].textContent)"
        )
        assert names == ["Standaard", "helder", "kalm", "warm", "streep"]
        expect(group.get_by_label("Standaard")).to_be_checked()
        expect(group.locator("img")).to_have_count(4)
        for picture in group.locator("img").all():
            expect(picture).to_have_js_property("complete", value=True)
        sizes = group.locator("img").evaluate_all("images => images.map((image) => image.naturalHeight)")
        assert min(sizes) >= 100
        before = shown_pages(page)
        group.get_by_label("Standaard").press("ArrowDown")
        wait_for_text(content / "handbook.yaml", "look: helder")
        expect_other_pages(page, before)
        page.keyboard.press("Control+z")
        expect(group.get_by_label("Standaard")).to_be_checked()


def test_a_problem_of_the_book_leads_to_its_field(browser: Browser, preview: PreviewProcess) -> None:
    """From a story too; the order of the stories leads to where they are moved."""
    with open_page(browser, preview) as page:
        field = page.get_by_label("Verschijnt in")
        field.fill("volgend jaar")
        expect(page.locator("#problem_list .error")).to_contain_text("‘volgend jaar’ is geen datum")
        turn_to(page, "koek")
        page.locator("#problem_list button", has_text="geen datum").click()
        expect(field).to_be_focused()
        field.press("Control+z")
        expect(page.locator("#problems")).to_be_hidden()
        page.locator("summary", has_text="Thema’s en lijsten").click()
        page.get_by_role("button", name="Versleep ze in het overzicht").click()
        expect(page.locator("#main")).to_have_class("light_table")


def test_a_date_is_written_as_an_editor_writes_it(browser: Browser, preview: PreviewProcess) -> None:
    file = preview.content / "handbook.yaml"
    with open_page(browser, preview) as page:
        field = page.get_by_label("Verschijnt in")
        field.fill("")
        field.press_sequentially("1 februari 2027")
        wait_for_text(file, "date: 2027-02-01\n")
        expect(field).to_have_value("2027-02-01")
        field.press("Control+z")
        expect(field).not_to_have_value("2027-02-01")


def test_a_theme_is_renamed_in_stories_with_a_problem_too(preview: PreviewProcess) -> None:
    """A file that is no YAML stays as it is, and so does a story without the theme."""
    book = preview.content / "handbook.yaml"
    book.write_text(book.read_text("utf-8") + "themes:\n  - name: Een\n", "utf-8")
    texts = ["themes: [Een]\nthemas: iets\n", "themes: [Een\n"]
    files = [preview.case_file(number) for number in (1, 2)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text + file.read_text("utf-8"), "utf-8")
    before = files[1].read_text("utf-8")
    old = json.loads(send(preview, "book")[1])["fields"]["themes"]
    change = {"themes": {"old": old, "new": [{**old[0], "name": "Nieuw"}]}}
    assert send(preview, "book/save", "POST", body=json.dumps(change).encode())[0] == 200
    assert files[0].read_text("utf-8").startswith("themes: [Nieuw]\nthemas: iets\n")
    assert files[1].read_text("utf-8") == before


def test_a_theme_that_is_renamed_has_its_new_name_in_the_stories(
    browser: Browser, preview: PreviewProcess
) -> None:
    """It can be undone. Without a name nothing is saved; where it is taken out, a story can be freed of it."""
    file = preview.content / "handbook.yaml"
    file.write_text(file.read_text("utf-8") + "themes:\n  - name: Een\n  - name: Twee\n", "utf-8")
    for number in (1, 2):
        preview.case_file(number).write_text(f"themes: [Een]  # {number}\n{preview.case_text(number)}", "utf-8")
    with open_page(browser, preview) as page:
        page.locator("summary", has_text="Thema’s en lijsten").click()
        name = page.get_by_label("Naam van het thema").first
        expect(name).to_have_value("Een")
        name.fill("")
        page.get_by_label("Naam van het thema").nth(1).focus()
        expect(page.locator("#problem_list")).to_contain_text("Nog in te vullen: Naam van het thema")
        name.focus()
        page.keyboard.type("Samen werken")
        expect(page.locator("#problems")).to_be_hidden()
        page.keyboard.press("Enter")
        for number in (1, 2):
            wait_for_text(preview.case_file(number), f"themes: [Samen werken]  # {number}\n")
        expect(page.locator("#problems")).to_be_hidden()
        expect(page.locator("#save_status")).to_have_text("Opgeslagen")
        turn_to(page, "koek")
        expect(page.get_by_label("Samen werken")).to_be_checked()
        page.keyboard.press("Home")
        expect(name).to_be_visible()
        for before in ("", "Een"):  # what was typed, and that it was emptied
            name.press("Control+z")
            expect(name).to_have_value(before)
        for number in (1, 2):
            wait_for_text(preview.case_file(number), f"themes: [Een]  # {number}\n")
        page.get_by_role("button", name="Haal weg").filter(visible=True).last.click()
        page.get_by_role("button", name="Haal weg").filter(visible=True).last.click()
        page.locator("#problem_list button", has_text="Het boek heeft geen thema ‘Een’").first.click()
        page.get_by_label("Een", exact=True).uncheck()
        wait_until(lambda: "themes" not in preview.case_text(1))
