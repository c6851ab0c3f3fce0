"""The preview in a real browser, as an editor writes the book in it."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.books import build, words, write
from tests.window import (
    INITIATIEF,
    KOEK,
    TYPED,
    Served,
    change,
    expect_news,
    new_story,
    opened,
    serve,
    shown,
    turn_to,
)


def test_a_theme_that_goes(browser: Browser, tmp_path: Path) -> None:
    """Stories of a theme that handbook.yaml has no more are told and shown; the others keep their order."""
    themes = [{"name": "Een"}, {"name": "Twee"}, {"name": "Drie"}]
    content = write(tmp_path / "content", [{"themes": ["Twee"]}, {"themes": ["Een"]}], themes=themes)
    with serve(content, tmp_path / "output") as served, opened(browser, served) as page:
        turn_to(page, "Verhaal 1")
        page.get_by_label("Een", exact=True).check()
        expect(page.locator("#saved")).to_have_text("Opgeslagen")
        assert "themes:\n- Twee\n- Een\n" in served.case(1).read_text("utf-8")
        text = (content / "handbook.yaml").read_text("utf-8")
        (content / "handbook.yaml").write_text(text.replace("Twee", "Acht"), "utf-8")
        expect(page.locator("#problems .error")).to_contain_text("there is no theme 'Twee'")
        expect(page.get_by_label("Acht", exact=True)).not_to_be_checked()  # the form offers what there is now
        expect(page.get_by_label("Een", exact=True)).to_be_checked()
        (content / "handbook.yaml").write_text(text, "utf-8")
        expect(page.locator("#problems .error")).to_have_count(0)
        expect(page.get_by_label("Twee", exact=True)).to_be_checked()
        assert "themes:\n- Twee\n- Een\n" in served.case(1).read_text("utf-8")
        assert served.process.poll() is None


def test_a_text_too_long(browser: Browser, preview: Served) -> None:
    """It is said in words, beside the field and as a problem; the last good version stays in sight."""
    with opened(browser, preview) as page:
        turn_to(page, KOEK)
        before, field = shown(page), page.get_by_label("Beeld van goed werk")
        field.fill(words(400))
        expect(page.locator("#problems .error")).to_contain_text("'good_work' is")
        expect(page.locator("#count-good_work")).to_have_text(
            re.compile(r"400 woorden, te veel, ongeveer 1\d\d woorden")
        )
        expect(page.locator("#stale")).to_be_visible()
        assert shown(page) == before
        field.fill(words(200))
        expect(page.locator("#problems .error")).to_have_count(0)
        expect(page.locator("#stale")).to_be_hidden()
        expect(page.locator("#count-good_work")).to_have_text(
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


def test_a_conflict_is_seen_where_one_writes(browser: Browser, preview: Served) -> None:
    """Both versions are in sight, also at a field far down; what was decided is told no longer."""
    with opened(browser, preview) as page:
        page.set_viewport_size({"width": 1440, "height": 700})
        turn_to(page, KOEK)
        page.get_by_label("Beeld van goed werk").click()
        page.get_by_label("Beeld van goed werk").press("Control+End")
        page.get_by_label("Beeld van goed werk").evaluate(TYPED, "Mijn beeld.")
        change(preview.case(1), "good_work: |\n  ", "good_work: |\n  Hun beeld. ")
        for part in (page.locator(".fight h3"), page.get_by_role("button", name="Houd uw tekst")):
            expect(part).to_be_in_viewport()
        expect(page.locator("#said")).to_contain_text("Niet opgeslagen")
        page.get_by_role("button", name="Houd uw tekst").click()
        expect(page.locator("#saved")).to_contain_text("Opgeslagen")
        expect(page.locator("#said")).to_have_text("")


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
        new_story(page, "Samen op pad")
        page.keyboard.type("Fatima")
        page.get_by_label("Kenmerkende ervaring").fill("Een verhaal.")
        page.get_by_label("Beeld van goed werk").fill("Een beeld.")
        expect(page.locator("#mend")).not_to_contain_text("Nog in te vullen")  # all is saved, and heard of
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


def test_moved_as_far_as_it_goes(browser: Browser, preview: Served) -> None:
    """The button that can do no more hands the keyboard to the other one."""
    with opened(browser, preview) as page:
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
