"""The preview while something is wrong: nothing that was typed or seen is lost, and the right story is at hand."""

import asyncio
import os
import re
import shutil
import signal
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Route, expect

from handbook import resources
from handbook.preview import _routes as app
from handbook.preview._book_view import Live
from handbook.preview._model import Pools
from tests.books import copy_seed
from tests.window import INITIATIEF, KOEK, TYPED, Served, change, new_story, opened, serve, shown, turn_to


def test_a_new_story_is_at_hand_whatever_its_mistakes(browser: Browser, preview: Served) -> None:
    """With a title that no font has it cannot be laid out; what is done is done to it, not to the one before."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        new_story(page, "Feest 🎉")
        page.keyboard.type("Fatima")
        expect(page.locator("#problems .error")).to_contain_text("the fonts have no '🎉'")
        expect(page.locator("#stale")).to_contain_text("kan zo niet worden opgemaakt")
        page.get_by_label("Titel", exact=True).fill("Feest")
        expect(page.locator("#spread img[src]")).to_have_count(2)
        page.get_by_label("Titel", exact=True).fill("Feest 🎉")
        expect(page.locator("#stale")).to_contain_text("de laatste goede versie")
        page.locator("#remove").click()
        expect(page.locator("#undo")).to_be_visible()
        assert [path.name for path in (preview.content / "trash").iterdir()] == ["03-feest.yaml"]


def test_who_removes_a_story_and_turns_the_page_removes_that_one(browser: Browser, preview: Served) -> None:
    def slowly(route: Route) -> None:
        page.wait_for_timeout(500)
        route.continue_()

    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        page.route("**/save", slowly)
        page.get_by_label("Persoon").evaluate(TYPED, "Jan")
        page.locator("#remove").click()
        page.locator("#next").click()
        expect(page.locator("#undo")).to_be_visible()
        assert [path.name for path in (preview.content / "trash").iterdir()] == ["01-de-koek-groter-maken.yaml"]


def test_a_mistake_in_the_order_keeps_spread_and_place(browser: Browser, preview: Served) -> None:
    handbook = preview.content / "handbook.yaml"
    good = handbook.read_text("utf-8")
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        before = shown(page)
        handbook.write_text(f"{good}\norder:\n  - initiatief-nemen-om-te-verbinden\n", "utf-8")
        expect(page.locator("#problems .error")).to_contain_text("the order leaves out the case")
        expect(page.locator("#strip li")).to_have_count(5)
        expect(page.locator("#caption")).to_have_text(f"pagina’s 4 – 5: {KOEK}")
        assert shown(page) == before
        handbook.write_text(good, "utf-8")
        expect(page.locator("#problems .error")).to_have_count(0)
        expect(page.locator("#caption")).to_have_text(f"pagina’s 4 – 5: {KOEK}")


def test_an_old_spread_is_marked_as_such_until_its_file_is_mended(browser: Browser, preview: Served) -> None:
    """Whatever is wrong with it; what is not filled in is told no longer than it is so."""
    case, handbook = preview.case(1), preview.content / "handbook.yaml"
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        stale, asked = page.locator("#stale"), page.locator("#mend")
        for file, old, new in (
            (case, "title:", "title: ["),
            (case, "person:", "persoon:"),
            (case, "person:", "\tperson:"),
        ):
            change(file, old, new)
            expect(stale).to_be_visible()
            change(file, new, old)
            expect(stale).to_be_hidden()
            expect(asked).not_to_contain_text("Nog in te vullen")
        change(handbook, "title:", "titel:")
        expect(page.locator("#problems .error")).to_contain_text("titel")
        expect(stale).to_be_hidden()  # the story is as it should be
        page.keyboard.press("Home")
        page.locator("#strip button").first.click()
        expect(stale).to_be_visible()
        change(handbook, "titel:", "title:")
        expect(stale).to_be_hidden()


def test_what_was_typed_in_a_story_that_goes_is_shown(browser: Browser, preview: Served) -> None:
    """As when somebody gives its file another name meanwhile."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        page.get_by_label("Persoon").evaluate(TYPED, "Mijn Jan")
        preview.case(1).rename(preview.content / "cases" / "01-koekje.yaml")
        expect(page.locator(".fight")).to_contain_text("Mijn Jan")
        page.get_by_role("button", name="Sluit").click()
        expect(page.locator(".fight")).to_have_count(0)


def test_what_could_not_be_saved_is_saved_when_it_can(browser: Browser, preview: Served) -> None:
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        page.get_by_label("Persoon").evaluate(TYPED, "Mijn Jan")
        change(preview.case(1), "title:", "title: [")
        expect(page.locator("#said")).to_contain_text("Niet opgeslagen")
        change(preview.case(1), "title: [", "title:")
        expect(page.locator("#saved")).to_have_text("Opgeslagen")
        expect(page.locator("#said")).to_have_text("")
        assert "person: Mijn Jan\n" in preview.case(1).read_text("utf-8")


def test_the_room_is_told_again_when_a_word_too_long_has_gone(browser: Browser, preview: Served) -> None:
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        field, count = page.get_by_label("Kenmerkende ervaring"), page.locator("#count-experience")
        expect(count).to_have_text(re.compile(r"voor ongeveer \d\d+ woorden"))
        was, text = count.text_content(), field.input_value()
        field.fill(text + " " + 120 * "a")
        expect(count).to_have_text(re.compile("ongeveer 0 woorden"))
        field.fill(text)
        expect(count).to_have_text(was or "-")


def test_the_language_changes_when_nobody_writes(browser: Browser, preview: Served) -> None:
    """Nothing that is being typed is lost for it, and a browser that translates the page is let be."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        page.evaluate("document.documentElement.lang = 'fr'; window.same = true")
        page.get_by_label("Titel", exact=True).press_sequentially("abc")
        expect(page.locator("#saved")).to_have_text("Opgeslagen")
        change(preview.content / "handbook.yaml", "language: nl", "language: en")
        page.get_by_label("Titel", exact=True).press_sequentially("def", delay=300)
        expect(page.locator("#saved")).to_have_text("Opgeslagen")
        assert page.evaluate("window.same")
        page.locator("#view").focus()
        expect(page.locator("#build")).to_have_text("Make the PDFs")
        expect(page.get_by_label("Title", exact=True)).to_have_value(re.compile("abcdef"))


def test_a_conflict_goes_with_the_other_version(browser: Browser, preview: Served) -> None:
    """Who undoes it in the text editor has decided; what was typed here is saved then."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        page.get_by_label("Persoon").evaluate(TYPED, "Mijn Jan")
        change(preview.case(1), "person: Jan Hendrik", "person: Els")
        expect(page.locator(".fight")).to_be_visible()
        change(preview.case(1), "person: Els", "person: Jan Hendrik")
        expect(page.locator(".fight")).to_have_count(0)
        expect(page.locator("#saved")).to_have_text("Opgeslagen")
        assert "person: Mijn Jan\n" in preview.case(1).read_text("utf-8")


def test_a_start_with_a_mistake_in_the_order(browser: Browser, tmp_path: Path) -> None:
    """All stories are there; they are put right by mending it."""
    content = copy_seed(tmp_path / "content")
    handbook = content / "handbook.yaml"
    good = handbook.read_text("utf-8")
    handbook.write_text(good + "\norder:\n  - initiatief-nemen-om-te-verbinden\n  - de-koek\n", "utf-8")
    with serve(content, tmp_path / "output") as served, opened(browser, served) as page:
        expect(page.locator("#strip li")).to_have_count(5)
        expect(page.locator("#strip li").nth(2)).to_contain_text(INITIATIEF)
        expect(page.locator("#problems .error").first).to_contain_text("there is no case 'de-koek'")


def test_hints_stand_aside(browser: Browser, preview: Served) -> None:
    """What may be better takes no room from the form before somebody asks for it."""
    with opened(browser, preview) as page:
        turn_to(page, INITIATIEF)
        expect(page.locator("#mend")).to_be_hidden()
        expect(page.locator("#hints")).to_be_hidden()
        page.get_by_text(re.compile(r"^Tips \(\d\)$")).click()
        expect(page.locator("#hints")).to_contain_text("a straight apostrophe")


def test_a_process_that_is_ended_is_told_of(preview: Served) -> None:
    """As the system does when there is no memory left: in words, not as a mistake in the program."""
    if sys.platform != "linux":
        pytest.skip("only Linux tells in /proc which processes are whose")
    number = preview.process.pid
    children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    assert len(children) > 1
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    change(preview.case(1), "person:", "role: griffier\nperson:")
    said, _ = preview.process.communicate(timeout=30)
    assert "a process of the preview was ended from outside" in said
    assert "Traceback" not in said
    assert preview.process.returncode == 1


class Idle(Executor):
    """Processes that never come to anything."""

    def submit(self, *given: Any, **named: Any) -> Future[Any]:
        return Future()


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("spread.html", "{% if", r"spread.html:1:1: error: the template cannot be used"),
        ("spread.html", "<p>\n{{ nonsense.x }}", r"spread.html:2:1: error: .*'nonsense' is undefined"),
        ("contents.html", "{{ 1 + 'a' }}", r"contents.html:1:1: error: .*unsupported operand"),
        ("labels/nl.yaml", "x: [", r"labels:\d+:\d+: error: the labels are no YAML"),
    ],
)
def test_a_mistake_in_a_template_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str, said: str
) -> None:
    """The book stays as it was until it is mended."""
    templates = Path(shutil.copytree(resources.TEMPLATES, tmp_path / "templates"))
    monkeypatch.setattr(resources, "TEMPLATES", templates)
    monkeypatch.setattr(resources, "LABELS", templates / "labels")

    async def go() -> None:
        live = Live(copy_seed(tmp_path / "content"), Pools(Idle(), Idle()), lambda key: None)
        order, problems, good = live.order, live.problems(), (templates / file).read_text("utf-8")
        (templates / file).write_text(text, "utf-8")
        live.update([templates / file])
        assert re.search(said, "\n".join(str(each) for each in live.problems())), live.problems()
        assert live.order == order
        (templates / file).write_text(good, "utf-8")
        live.update([templates / file])
        assert (live.problems(), live.order) == (problems, order)

    with ThreadPoolExecutor(1) as thread:  # the browser's own loop is running in this one
        thread.submit(asyncio.run, go()).result()


def test_the_preview_speaks_every_language_of_the_book() -> None:
    words = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in app.WORDS.glob("*.yaml")}
    assert words.keys() == {path.stem for path in resources.LABELS.glob("*.yaml")}
    assert {frozenset(own) for own in words.values()} == {frozenset(words["nl"])}
