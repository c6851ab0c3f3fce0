"""The preview while something is wrong: nothing that was typed or shown is lost, and the right case is open."""

import asyncio
import os
import re
import shutil
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser, Route, expect

from handbook import resources
from handbook.authoring.field_values import Value
from handbook.content.print_settings import PROFILE
from handbook.layout.typesetter import Typesetter
from handbook.pages.composer import Composer
from handbook.pages.pagination import expected_pagination
from handbook.pages.stylesheets import StyleSheets
from handbook.preview import _routes as routes
from handbook.preview._book_view import BookView
from handbook.preview._case_store import CaseStore
from handbook.preview._last_good import ContentReader
from handbook.preview._model import WorkerPools
from tests.books import add_picture, change, copy_seed, write
from tests.window import (
    INITIATIEF,
    KOEK,
    IdleExecutor,
    PreviewProcess,
    add_case,
    open_page,
    shown_pages,
    start_preview,
    turn_to,
    type_unsaved,
)


def test_a_new_case_that_cannot_be_laid_out_is_open(browser: Browser, preview: PreviewProcess) -> None:
    """No font has a character of its title. What is done next is done to it, not to the case before it."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        add_case(page, "Feest 🎉")
        page.keyboard.type("Fatima")
        expect(page.locator("#problems .error")).to_contain_text("‘🎉’ zit niet in de lettertypen")
        expect(page.locator("#stale")).to_contain_text("kan zo niet worden opgemaakt")
        page.get_by_label("Titel", exact=True).fill("Feest")
        expect(page.locator("#spread img[src]")).to_have_count(2)
        page.get_by_label("Titel", exact=True).fill("Feest 🎉")
        expect(page.locator("#stale")).to_contain_text("de vorige versie")
        page.locator("#remove").click()
        expect(page.locator("#undo")).to_be_visible()
        assert [path.name for path in (preview.content / "trash").glob("*.yaml")] == ["03-feest.yaml"]


def test_turning_the_page_does_not_change_which_case_is_removed(browser: Browser, preview: PreviewProcess) -> None:
    """As when the case is still being saved."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        saves: list[Route] = []
        page.route("**/save", lambda route: saves.append(route))
        type_unsaved(page.get_by_label("Persoon"), "Jan")
        with page.expect_request("**/save"):
            page.locator("#remove").click()
        page.locator("#next").click()
        expect(page.locator("#caption")).to_contain_text(INITIATIEF)
        saves.pop().continue_()
        expect(page.locator("#undo")).to_be_visible()
        assert [path.name for path in (preview.content / "trash").glob("*.yaml")] == [
            "01-de-koek-groter-maken.yaml"
        ]


def test_an_error_in_the_order_leaves_the_spreads_and_the_place(browser: Browser, preview: PreviewProcess) -> None:
    handbook = preview.content / "handbook.yaml"
    good = handbook.read_text("utf-8")
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        before = shown_pages(page)
        handbook.write_text(f"{good}\norder:\n  - initiatief-nemen-om-te-verbinden\n", "utf-8")
        expect(page.locator("#problems .error")).to_contain_text("heeft nog geen plaats in de volgorde")
        expect(page.locator("#thumbnails li")).to_have_count(5)
        expect(page.locator("#caption")).to_have_text(f"pagina’s 4 – 5: {KOEK}")
        assert shown_pages(page) == before
        handbook.write_text(good, "utf-8")
        expect(page.locator("#problems .error")).to_have_count(0)
        expect(page.locator("#caption")).to_have_text(f"pagina’s 4 – 5: {KOEK}")


def test_a_stale_spread_is_marked_until_its_file_is_corrected(browser: Browser, preview: PreviewProcess) -> None:
    """Whatever is wrong with it; and no field is listed as empty any longer than it is."""
    case, handbook = preview.case_file(1), preview.content / "handbook.yaml"
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        stale, problems = page.locator("#stale"), page.locator("#problems")
        for old, new in (("title:", "title: ["), ("person:", "persoon:"), ("person:", "\tperson:")):
            change(case, old, new)
            expect(stale).to_be_visible()
            change(case, new, old)
            expect(stale).to_be_hidden()
            expect(problems).not_to_contain_text("Nog in te vullen")
        change(handbook, "title:", "titel:")
        expect(page.locator("#problems .error")).to_contain_text("titel")
        expect(stale).to_be_hidden()  # the case itself has no error
        page.keyboard.press("Home")
        page.locator("#thumbnails button").first.click()
        expect(stale).to_be_visible()
        change(handbook, "titel:", "title:")
        expect(stale).to_be_hidden()


def test_what_was_typed_in_a_case_that_disappears_is_shown(browser: Browser, preview: PreviewProcess) -> None:
    """As when another program renames its file meanwhile."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        type_unsaved(page.get_by_label("Persoon"), "Mijn Jan")
        preview.case_file(1).rename(preview.content / "cases" / "01-koekje.yaml")
        expect(page.locator(".conflict")).to_contain_text("Mijn Jan")
        page.get_by_role("button", name="Sluit").click()
        expect(page.locator(".conflict")).to_have_count(0)


def test_what_could_not_be_saved_is_saved_as_soon_as_it_can(browser: Browser, preview: PreviewProcess) -> None:
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        type_unsaved(page.get_by_label("Persoon"), "Mijn Jan")
        change(preview.case_file(1), "title:", "title: [")
        expect(page.locator("#status")).to_contain_text("Niet opgeslagen")
        change(preview.case_file(1), "title: [", "title:")
        expect(page.locator("#save_status")).to_have_text("Opgeslagen")
        expect(page.locator("#status")).to_have_text("")
        assert "person: Mijn Jan\n" in preview.case_text(1)


def test_the_room_left_is_shown_again_after_a_word_that_was_too_wide(
    browser: Browser, preview: PreviewProcess
) -> None:
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        field, count = page.get_by_label("Kenmerkende ervaring"), page.locator("#count-experience")
        expect(count).to_have_text(re.compile(r"voor ongeveer \d\d+ woorden"))
        before, text = count.text_content(), field.input_value()
        field.fill(text + " " + 120 * "a")
        expect(count).to_have_text(re.compile("ongeveer 0 woorden"))
        field.fill(text)
        expect(count).to_have_text(before or "-")


def test_the_language_changes_when_nobody_types(browser: Browser, preview: PreviewProcess) -> None:
    """Nothing that is being typed is lost, and a browser that translates the page may do so."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        page.evaluate("document.documentElement.lang = 'fr'; window.same = true")
        page.get_by_label("Titel", exact=True).press_sequentially("abc")
        expect(page.locator("#save_status")).to_have_text("Opgeslagen")
        change(preview.content / "handbook.yaml", "language: nl", "language: en")
        page.get_by_label("Titel", exact=True).press_sequentially("def", delay=300)  # a slow typist
        expect(page.locator("#save_status")).to_have_text("Opgeslagen")
        assert page.evaluate("window.same")
        page.locator("#view").focus()
        expect(page.locator("#build")).to_have_text("Make the PDFs")
        expect(page.get_by_label("Title", exact=True)).to_have_value(re.compile("abcdef"))


def test_a_conflict_ends_when_the_other_version_is_undone(browser: Browser, preview: PreviewProcess) -> None:
    """What was typed in the page is saved then."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        type_unsaved(page.get_by_label("Persoon"), "Mijn Jan")
        change(preview.case_file(1), "person: Jan Hendrik", "person: Els")
        expect(page.locator(".conflict")).to_be_visible()
        change(preview.case_file(1), "person: Els", "person: Jan Hendrik")
        expect(page.locator(".conflict")).to_have_count(0)
        expect(page.locator("#save_status")).to_have_text("Opgeslagen")
        assert "person: Mijn Jan\n" in preview.case_text(1)


def test_a_start_with_an_error_in_the_order(browser: Browser, tmp_path: Path) -> None:
    """All cases are shown, and the error is listed; it is gone once a story is moved."""
    content = copy_seed(tmp_path / "content")
    handbook = content / "handbook.yaml"
    good = handbook.read_text("utf-8")
    handbook.write_text(good + "\norder:\n  - initiatief-nemen-om-te-verbinden\n  - de-koek\n", "utf-8")
    with start_preview(content, tmp_path / "output") as preview, open_page(browser, preview) as page:
        expect(page.locator("#thumbnails li")).to_have_count(5)
        expect(page.locator("#thumbnails li").nth(2)).to_contain_text(INITIATIEF)
        expect(page.locator("#problems .error").first).to_contain_text("een verhaal dat er niet is: ‘de-koek’")
        turn_to(page, INITIATIEF)
        page.locator("#later").click()
        expect(page.locator("#problems")).to_be_hidden()
        expect(page.locator("#thumbnails li").nth(3)).to_contain_text(INITIATIEF)


def test_a_damaged_colour_profile(browser: Browser, tmp_path: Path) -> None:
    """It is reported; meanwhile the pages have the colours of the program's own."""
    content = write(tmp_path / "content", [{}], print={"profile": "own.icc", "condition": "FOGRA51"})
    (content / "style.css").write_text(".recto h2 { color: #d04010 }\n", "utf-8")
    (content / "own.icc").write_bytes(PROFILE.read_bytes()[:2000])
    with start_preview(content, tmp_path / "output") as preview, open_page(browser, preview) as page:
        expect(page.locator("#problems .error")).to_contain_text("‘own.icc’ is beschadigd")
        turn_to(page, "Verhaal 1")
        (content / "own.icc").write_bytes(PROFILE.read_bytes())
        expect(page.locator("#problems .error")).to_have_count(0)
        expect(page.locator("#spread img[src]")).to_have_count(2)


def test_hints_are_folded_away(browser: Browser, preview: PreviewProcess) -> None:
    """They take no room from the form until they are opened."""
    with open_page(browser, preview) as page:
        turn_to(page, INITIATIEF)
        expect(page.locator("#problems")).to_be_hidden()
        expect(page.locator("#hint_list")).to_be_hidden()
        page.get_by_text(re.compile(r"^Tips \(\d\)$")).click()
        expect(page.locator("#hint_list")).to_contain_text("Hier staat een rechte apostrof")


def test_a_killed_worker_process_is_reported(preview: PreviewProcess) -> None:
    """As when the system has no memory left: as a problem, not as a bug in the program."""
    if sys.platform != "linux":
        pytest.skip("only Linux lists the children of a process in /proc")
    number = preview.process.pid
    children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    assert len(children) > 1
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    change(preview.case_file(1), "person:", "role: griffier\nperson:")
    output, _ = preview.process.communicate(timeout=30)
    assert "een ander programma heeft een deel van het voorbeeld beëindigd" in output
    assert "Traceback" not in output
    assert preview.process.returncode == 1


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("spread.html", "{% if", r"spread.html:1:1: error: the template cannot be used"),
        ("spread.html", "<p>\n{{ nonsense.x }}", r"spread.html:2:1: error: .*'nonsense' is undefined"),
        ("contents.html", "{{ 1 + 'a' }}", r"contents.html:1:1: error: .*unsupported operand"),
        ("labels/nl.yaml", "x: [", r"labels:\d+:\d+: error: the labels are not valid YAML"),
    ],
)
def test_an_error_in_a_template_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str, expected: str
) -> None:
    """The book stays as it was until the template is corrected."""
    templates = Path(shutil.copytree(resources.TEMPLATES, tmp_path / "templates"))
    monkeypatch.setattr(resources, "TEMPLATES", templates)
    monkeypatch.setattr(resources, "LABELS", templates / "labels")

    async def edit_template() -> None:
        pools = WorkerPools(IdleExecutor(), IdleExecutor())
        book = BookView(copy_seed(tmp_path / "content"), pools, lambda key: None)
        order, problems, good = book.order, book.problems(), (templates / file).read_text("utf-8")
        (templates / file).write_text(text, "utf-8")
        book.update([templates / file])
        assert re.search(expected, "\n".join(str(each) for each in book.problems())), book.problems()
        assert book.order == order
        (templates / file).write_text(good, "utf-8")
        book.update([templates / file])
        assert (book.problems(), book.order) == (problems, order)

    with ThreadPoolExecutor(1) as thread:  # in this thread, the loop of the browser is running
        thread.submit(asyncio.run, edit_template()).result()


def test_the_fields_of_a_portrait_are_filled_in_in_any_order(tmp_path: Path) -> None:
    """Each is saved as it is typed: what is missing is a problem, and the spread has no portrait until it can."""
    content = copy_seed(tmp_path / "content")
    add_picture(content, "jan.jpg", Image.new("RGB", (1200, 1200), "#8a5a3c"))
    filled = {"file": "jan.jpg", "alt": "Jan lacht.", "credit": "Foto: Els", "focus": "50 20"}
    store, reader, typesetter = CaseStore(content), ContentReader(content), Typesetter(StyleSheets(content))
    reader.update([])
    for order in permutations(filled):
        portrait: dict[str, Value] = dict.fromkeys(filled, "")
        for part in (*order, *order):  # then emptied in that order
            before: Value = {**portrait}
            portrait = {**portrait, part: "" if portrait[part] else filled[part]}
            store.save("de-koek-groter-maken", {"portrait": (before, {**portrait})})
            state = reader.update([store.path("de-koek-groter-maken")])
            complete = bool(portrait["file"] and portrait["alt"])
            assert complete or not any(portrait.values()) or any(p.severity == "error" for p in state.problems)
            assert not state.stale
            (case, *_), plan = state.handbook.cases, expected_pagination(state.handbook)
            assert bool(case.portrait) == complete
            if part in ("file", "alt") and order[2:] == ("credit", "focus"):
                typesetter.write(Composer(state.handbook, plan, reader.styles.accents).spread(0))


def test_another_look_and_another_colour_are_followed_once_they_are_good(tmp_path: Path) -> None:
    content = copy_seed(tmp_path / "content")
    book, reader = content / "handbook.yaml", ContentReader(content)
    reader.update([])

    def after(old: str, new: str) -> StyleSheets:
        change(book, old, new)
        reader.update([book])
        return reader.styles

    assert after("language: nl", "language: nl\nlook: warm").look.name == "warm"
    blue = after("look: warm", 'look: warm\ncolour: "#154273"')
    assert "#154273" in blue.palette_sheet
    assert after("#154273", "#1542") is blue, "while it is being typed"
    assert after("subtitle: ", "subtitle: x") is blue
    assert "#9C3423" in after("#1542", "#9c3423").palette_sheet
    told = reader.update([]).problems
    assert "unreadable-colour" not in {each.id for each in told}
    change(book, "#9c3423", "#f9e300")
    assert "unreadable-colour" in {each.id for each in reader.update([book]).problems}


@pytest.mark.parametrize("name", ["x" * 300, "jan.jpg/" + "x" * 300, "x/" * 140])
def test_the_name_of_a_picture_that_is_too_long_is_a_problem(tmp_path: Path, name: str) -> None:
    """As when a text is pasted into the wrong field."""
    content = copy_seed(tmp_path / "content")
    store, reader = CaseStore(content), ContentReader(content)
    reader.update([])
    empty: dict[str, Value] = dict.fromkeys(("file", "alt", "credit", "focus"), "")
    store.save("de-koek-groter-maken", {"portrait": ({**empty}, {**empty, "file": name})})
    assert "no-picture" in {each.id for each in reader.update([store.path("de-koek-groter-maken")]).problems}


def test_the_page_has_labels_in_every_language_of_the_book() -> None:
    labels = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in routes.WORDS.glob("*.yaml")}
    assert labels.keys() == {path.stem for path in resources.LABELS.glob("*.yaml")}
    assert {frozenset(each) for each in labels.values()} == {frozenset(labels["nl"])}
