"""The page of the preview in a real browser: writing the book in it."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from handbook.layout.typesetter import Typesetter
from handbook.pages.stylesheets import StyleSheets
from tests.books import SEED, build, change, section, words, write
from tests.window import (
    INITIATIEF,
    KOEK,
    PreviewProcess,
    add_case,
    expect_other_pages,
    open_page,
    shown_pages,
    start_preview,
    turn_to,
    type_unsaved,
    wait_for_text,
)


def test_a_theme_that_is_removed(browser: Browser, tmp_path: Path) -> None:
    """Cases that still name it are reported and shown; the themes of a case keep their order."""
    themes = [{"name": "Een"}, {"name": "Twee"}, {"name": "Drie"}]
    content = write(tmp_path / "content", [{"themes": ["Twee"]}, {"themes": ["Een"]}], themes=themes)
    with start_preview(content, tmp_path / "output") as preview, open_page(browser, preview) as page:
        turn_to(page, "Verhaal 1")
        page.get_by_label("Een", exact=True).check()
        expect(page.locator("#save_status")).to_have_text("Opgeslagen")
        assert "themes:\n- Twee\n- Een\n" in preview.case_text(1)
        text = (content / "handbook.yaml").read_text("utf-8")
        (content / "handbook.yaml").write_text(text.replace("Twee", "Acht"), "utf-8")
        expect(page.locator("#problems .error")).to_contain_text("Het boek heeft geen thema ‘Twee’")
        expect(page.get_by_label("Acht", exact=True)).not_to_be_checked()  # but it is offered
        expect(page.get_by_label("Een", exact=True)).to_be_checked()
        (content / "handbook.yaml").write_text(text, "utf-8")
        expect(page.locator("#problems .error")).to_have_count(0)
        expect(page.get_by_label("Twee", exact=True)).to_be_checked()
        assert "themes:\n- Twee\n- Een\n" in preview.case_text(1)
        assert preview.process.poll() is None


def test_a_text_too_long(browser: Browser, preview: PreviewProcess) -> None:
    """The excess of words is shown beside the field and as a problem; what does not fit is marked on the page."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        before, field = shown_pages(page), page.get_by_label("Beeld van goed werk")
        field.fill(f"{words(500)} slot")
        expect(page.locator("#problems .error")).to_contain_text(
            re.compile(r"Beeld van goed werk is 1\d\d woorden te lang voor de bladzijde.*Haal er 1\d\d weg")
        )
        expect(page.locator("#count-good_work")).to_have_text(re.compile(r"501 woorden, ongeveer 1\d\d te veel"))
        expect(page.locator("#stale")).to_be_visible()
        expect_other_pages(page, before)
        rest = page.locator("#spread .page").nth(1).locator(".overflowing")
        expect(rest).to_have_text(re.compile(" slot$"))
        assert 100 < len(rest.inner_text().split()) < 250
        expect(page.locator("#spread .overflowing")).to_have_count(1)
        field.fill(words(300))
        expect(page.locator("#problems .error")).to_have_count(0)
        expect(page.locator("#stale")).to_be_hidden()
        expect(rest).to_have_count(0)
        expect(page.locator("#count-good_work")).to_have_text(
            re.compile(r"300 woorden, nog ruimte voor ongeveer \d\d woorden")
        )


def test_the_room_left_is_one_number_for_each_text(browser: Browser, preview: PreviewProcess) -> None:
    """That of the pages which all products share."""
    spread = section(SEED, "spread")
    room = Typesetter(StyleSheets(SEED)).remaining_words(spread)
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        for field in ("experience", "good_work"):
            number = len(spread.fields[field].split())
            expect(page.locator(f"#count-{field}")).to_have_text(
                f"{number} woorden, nog ruimte voor ongeveer {room[field]} woorden"
            )


def test_what_is_typed_is_saved(browser: Browser, preview: PreviewProcess) -> None:
    """After a pause, in the place of the old text; comments and all other lines stay."""
    file, text = preview.case_file(1), preview.case_text(1)
    file.write_text("# Van Jan zelf.\n" + text.replace("person:", "# voornaam\nperson:"), "utf-8")
    lines = file.read_text("utf-8").splitlines()
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        before = shown_pages(page)
        page.get_by_label("Persoon").fill("Jan: de Wit")
        expect(page.locator("#save_status")).to_have_text("Opgeslagen")
        expect_other_pages(page, before)
        lines[lines.index("person: Jan Hendrik")] = 'person: "Jan: de Wit"'
        assert file.read_text("utf-8").splitlines() == lines
        page.get_by_label("Citaat").press_sequentially("Dat was spannend.")
        expect(page.locator("#save_status")).to_have_text("Opgeslagen")
        expect(page.get_by_label("Citaat")).to_have_value("Dat was spannend.")
        assert file.read_text("utf-8").splitlines() == [*lines, "quote: Dat was spannend."]


def test_two_versions_of_a_text_are_both_shown(browser: Browser, preview: PreviewProcess) -> None:
    """What another program saved meanwhile is never overwritten: the editor chooses."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        field = page.get_by_label("Persoon")
        for theirs, button, result in (
            ("Els", "Neem wat op schijf staat", "Els"),
            ("Kees", "Houd uw tekst", "Mijn Jan"),
        ):
            (saved,) = re.findall("person:.*", preview.case_text(1))
            page.route("**/save", hold)
            type_unsaved(field, "Mijn Jan")
            change(preview.case_file(1), saved, f"person: {theirs}")  # before the typed text is saved
            page.unroute("**/save")
            while held:
                held.pop().continue_()
            conflict = page.locator(".conflict")
            expect(conflict).to_contain_text("Mijn Jan")
            expect(conflict).to_contain_text(theirs)
            assert f"person: {theirs}\n" in preview.case_text(1)
            conflict.get_by_role("button", name=button).click()
            expect(conflict).to_have_count(0)
            expect(field).to_have_value(result)
            page.get_by_label("Functie").fill(f"functie van {result}")
            wait_for_text(preview.case_file(1), f"role: functie van {result}\n")
            assert f"person: {result}\n" in preview.case_text(1)  # what comes first is saved first


def test_turning_the_page_loses_nothing(browser: Browser, preview: PreviewProcess) -> None:
    """What was typed is saved before another case is shown; what cannot be saved is shown again afterwards."""
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        page.get_by_label("Functie").fill("griffier")
        turn_to(page, INITIATIEF)
        assert "role: griffier\n" in preview.case_text(1)
        turn_to(page, KOEK)
        expect(page.get_by_label("Functie")).to_have_value("griffier")
        type_unsaved(page.get_by_label("Functie"), "rechter")
        change(preview.case_file(1), "role: griffier", "role: bode")
        expect(page.locator(".conflict")).to_be_visible()
        turn_to(page, INITIATIEF)
        expect(page.locator(".conflict")).to_have_count(0)
        turn_to(page, KOEK)
        expect(page.locator(".conflict")).to_contain_text("rechter")
        expect(page.get_by_label("Functie")).to_have_value("rechter")
        assert "role: bode\n" in preview.case_text(1)


def test_a_conflict_is_visible_while_typing(browser: Browser, preview: PreviewProcess) -> None:
    """Both versions are, also at a field far down; once the editor has chosen, it is reported no longer."""
    with open_page(browser, preview) as page:
        page.set_viewport_size({"width": 1440, "height": 700})
        turn_to(page, KOEK)
        page.get_by_label("Beeld van goed werk").click()
        page.get_by_label("Beeld van goed werk").press("Control+End")
        type_unsaved(page.get_by_label("Beeld van goed werk"), "Mijn beeld.")
        change(preview.case_file(1), "good_work: |\n  ", "good_work: |\n  Hun beeld. ")
        for visible in (page.locator(".conflict h3"), page.get_by_role("button", name="Houd uw tekst")):
            expect(visible).to_be_in_viewport()
        expect(page.locator("#status")).to_contain_text("Niet opgeslagen")
        page.get_by_role("button", name="Houd uw tekst").click()
        expect(page.locator("#save_status")).to_contain_text("Opgeslagen")
        expect(page.locator("#status")).to_have_text("")


def test_two_tabs_cause_no_conflict(browser: Browser, preview: PreviewProcess) -> None:
    """What is typed in one appears in the other, which saves nothing by itself."""
    with open_page(browser, preview) as one, open_page(browser, preview) as other:
        for page in (one, other):
            turn_to(page, KOEK)
        before = shown_pages(other)
        one.get_by_label("Persoon").fill("Els")
        expect_other_pages(other, before)
        expect(other.get_by_label("Persoon")).to_have_value("Els")
        other.get_by_label("Functie").fill("griffier")
        expect(one.get_by_label("Functie")).to_have_value("griffier")
        for page in (one, other):
            expect(page.locator(".conflict")).to_have_count(0)
    text = preview.case_text(1)
    assert "person: Els\n" in text
    assert "role: griffier\n" in text


def test_add_reorder_remove_undo(browser: Browser, preview: PreviewProcess) -> None:
    """The order is written to handbook.yaml and no file is renamed; a removed case is in the trash."""
    with open_page(browser, preview) as page:
        add_case(page, "Samen op pad")
        page.keyboard.type("Fatima")
        page.get_by_label("Kenmerkende ervaring").fill("Een verhaal.")
        page.get_by_label("Beeld van goed werk").fill("Een beeld.")
        expect(page.locator("#problems")).not_to_contain_text("Nog in te vullen")  # all is saved and loaded
        expect(page.locator("#problems .error")).to_have_count(0)
        page.locator("#earlier").click()
        expect(page.locator("#caption")).to_have_text("pagina’s 6 – 7: Samen op pad")
        names = ["01-de-koek-groter-maken", "02-initiatief-nemen-om-te-verbinden", "03-samen-op-pad"]
        assert sorted(path.stem for path in (preview.content / "cases").iterdir()) == names
        order = "order:\n  - de-koek-groter-maken\n  - samen-op-pad\n  - initiatief-nemen-om-te-verbinden\n"
        assert order in (preview.content / "handbook.yaml").read_text("utf-8")
        text = preview.case_file(3).read_bytes()
        page.locator("#remove").click()
        expect(page.locator("#thumbnails li", has_text="Samen op pad")).to_have_count(0)
        assert (preview.content / "trash" / "03-samen-op-pad.yaml").read_bytes() == text
        assert "samen-op-pad" not in (preview.content / "handbook.yaml").read_text("utf-8")
        page.locator("#undo").click()
        expect(page.locator("#caption")).to_have_text("pagina’s 6 – 7: Samen op pad")
        assert preview.case_file(3).read_bytes() == text
        assert order in (preview.content / "handbook.yaml").read_text("utf-8")
    assert build(preview.content, preview.output) == 0


def test_a_case_that_cannot_be_moved_further(browser: Browser, preview: PreviewProcess) -> None:
    """The focus goes from the button that is disabled to the other one."""
    with open_page(browser, preview) as page:
        turn_to(page, INITIATIEF)
        earlier, later = page.locator("#earlier"), page.locator("#later")
        earlier.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#caption")).to_have_text(f"pagina’s 4 – 5: {INITIATIEF}")
        expect(earlier).to_be_disabled()
        expect(later).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#caption")).to_have_text(f"pagina’s 6 – 7: {INITIATIEF}")
        expect(earlier).to_be_focused()


def test_what_is_made_has_its_use_beside_it(browser: Browser, preview: PreviewProcess) -> None:
    """The report opens over the page; a mail and one story are made too, and the rest is stored."""
    with open_page(browser, preview) as page:
        page.locator("#build").click()
        expect(page.locator("#build_status")).to_contain_text("Bezig met maken")
        expect(page.locator("#build_status")).to_have_text("Klaar.", timeout=60_000)
        expect(page.locator("#products li").first).to_contain_text("Alles voor de drukker")
        with page.expect_download() as download:
            page.get_by_role("link", name="Voor de printer op kantoor").click()
        assert Path(download.value.path()).read_bytes() == (preview.output / "goed-werk-desk.pdf").read_bytes()
        page.get_by_role("button", name="Controle voor de drukker").click()
        expect(page.frame_locator("#report_frame").locator("h1")).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Maak een mail met het boek").click()
        expect(page.locator("#product_list")).to_contain_text("goed-werk.eml", timeout=60_000)
        turn_to(page, KOEK)
        page.get_by_role("button", name="Maak een PDF van dit verhaal").click()
        expect(page.locator("#product_list")).to_contain_text("Eén verhaal", timeout=60_000)
        change(preview.case_file(1), "person:", "persoon:")
        page.locator("#build").click()
        expect(page.locator("#build_status")).to_have_text(
            "Er is niets gemaakt. Verbeter eerst wat hierboven staat.", timeout=60_000
        )
        expect(page.locator("#build_log pre")).to_contain_text("onbekend veld ‘persoon’")
        expect(page.locator("#build_log pre")).to_be_hidden()  # the page says it in its words


def test_a_problem_leads_to_its_field(browser: Browser, preview: PreviewProcess) -> None:
    """From another story too; its place in the file is told to who asks for it."""
    change(preview.case_file(2), "title:", "quote: 'Zo # gezegd 🎉'\ntitle:")
    with open_page(browser, preview) as page:
        turn_to(page, KOEK)
        problem = page.locator("#problems .error")
        expect(problem.locator("small")).to_be_hidden()
        problem.locator("summary").click()
        expect(problem.locator("small")).to_have_text(re.compile(rf"{preview.case_file(2).name}:\d+:\d+$"))
        problem.get_by_role("button").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Citaat")).to_be_focused()
        expect(page.locator("#caption")).to_contain_text(INITIATIEF)
