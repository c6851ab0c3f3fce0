"""The page of the preview in a real browser: a text gets its form, as in Word."""

import re

from playwright.sync_api import Browser, Page, expect

from handbook.content import markdown
from tests.window import INITIATIEF, KOEK, PreviewProcess, open_page, turn_to, wait_for_text

WORD_LIST = (
    "<p style='mso-list:l{0} level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'>"
    "<span style='mso-list:Ignore'>{1}<span>&nbsp; </span></span></span><![endif]>{2}<o:p></o:p></p>"
)
# What Word, Google Docs and mail programs put on the clipboard; what it becomes; what is named as left out.
PASTED = [
    (
        "<p>Een <b>vet </b>en <i>schuin</i>\nwoord.</p><p>Twee&nbsp;</p>",
        "Een **vet** en *schuin* woord.\n\nTwee",
        "",
    ),
    (
        "<!--[if mso]><xml>weg</xml><![endif]--><style>p{}</style><h1>Kop</h1>"
        + WORD_LIST.format(0, "·", "eerste\n punt")
        + WORD_LIST.format(0, "·", "tweede")
        + WORD_LIST.format(1, "3.", "derde"),
        "Kop\n\n- eerste punt\n- tweede\n\n3. derde",
        "heading",
    ),
    (
        "<b style='font-weight:normal'><p><span style='font-weight:700'>Vet</span> niet</p>"
        "<ul><li><p>een</p></li><li>twee</li></ul></b>",
        "**Vet** niet\n\n- een\n- twee",
        "",
    ),
    (
        "<div>Beste,</div><div><br></div><div>een<br>twee<br><br>drie</div><blockquote><p>a</p><p>b</p></blockquote>",
        "Beste,\n\neen\ntwee\n\ndrie\n\n> a\n>\n> b",
        "",
    ),
    (
        "<p>De <a href='https://a.nl/x_y'>mooie <i>site</i></a> en <b><a href='mailto:a@b.nl'>post</a></b></p>",
        "De [mooie *site*](https://a.nl/x_y) en **[post](mailto:a@b.nl)**",
        "",
    ),
    (
        "<p>•\tpunt</p><p>•\tnog een</p><p># 2*3 [x](y) \\ `</p>",
        "- punt\n- nog een\n\n\\# 2\\*3 [x\\](y) \\\\ \\`",
        "",
    ),
    (
        "<p><u>a</u><img src=x><a href='file:///x'>b</a><sup>2</sup></p><table><tr><td>c</td><td>d</td></tr></table>",
        "ab2\n\nc\n\nd",
        "underline picture link raised table",
    ),
    ("<ol start=4><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "4. a\n\n- b\n\n5. c", "levels"),
]
READ = """async htmls => {
  const { fromHtml } = await import(location.href + "static/paste.js");
  return htmls.map((html) => fromHtml(new DOMParser().parseFromString(html, "text/html").body));
}"""
PASTE = """(field, [kind, text]) => {
  const data = new DataTransfer();
  data.setData(kind, text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


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
        _paste(page)
        _correct(page)
        _find(page)
        _put_back(page)


def _paste(page: Page) -> None:
    """Emphasis, links, lists and quotes are kept; what else there was is named."""
    for found, (_, text, left_out) in zip(page.evaluate(READ, [html for html, *_ in PASTED]), PASTED, strict=True):
        assert (found["text"], " ".join(found["leftOut"])) == (text, left_out)
        assert not [*markdown.find_refused(found["text"])]
    field = page.get_by_label("Kenmerkende ervaring", exact=True)
    field.fill("Voor en na")
    field.press("End")
    for _ in range(3):
        field.press("ArrowLeft")
    field.evaluate(PASTE, ["text/html", "<p>het <b>midden</b></p><ul><li>een<img src='weg.png'></li></ul>"])
    expect(field).to_have_value("Voor enhet **midden**\n\n- een\n\nna")
    expect(page.locator("[data-input=experience] .note")).to_have_text("Niet overgenomen: afbeeldingen.")
    field.press("Control+z")
    expect(field).to_have_value("Voor en na")
    field.press("Control+a")
    field.evaluate(PASTE, ["text/plain", "Dit:\r\n•\teen\r\n•\ttwee"])
    expect(field).to_have_value("Dit:\n\n- een\n- twee")


def _correct(page: Page) -> None:
    """What would change is shown first; what is chosen changes in all fields, as one step."""
    fields = [page.get_by_label(label, exact=True) for label in ("Kenmerkende ervaring", "Beeld van goed werk")]
    for field in fields:
        field.fill("Hij zei: \"ja\" - en 't was 'zo'...")
    page.get_by_role("button", name="Zet aanhalingstekens en streepjes goed").click()
    expect(page.locator("#typography_list section")).to_have_count(2)
    last = page.locator("#typography_list section").nth(1).locator("li").last
    expect(last).to_contain_text("'zo'...…")
    last.get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Verander dit").click()
    right = "Hij zei: “ja” – en ’t was ‘zo’"
    expect(fields[0]).to_have_value(f"{right}…")
    expect(fields[1]).to_have_value(f"{right}...")
    fields[1].press("Control+z")
    for field in fields:
        expect(field).to_have_value("Hij zei: \"ja\" - en 't was 'zo'...")


def _find(page: Page) -> None:
    """A place that is found leads to its story, its field and its words; all words are counted."""
    page.get_by_label("Zoek in alle teksten").fill("ONDERZOEKENDE")
    hit = page.locator("#hits button")
    expect(hit.locator("mark")).to_have_text("onderzoekende")
    hit.press("Enter")
    expect(page.locator("#caption")).to_contain_text(INITIATIEF)
    field = page.get_by_label("Beeld van goed werk", exact=True)
    expect(field).to_be_focused()
    selected = "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert field.evaluate(selected) == "onderzoekende"
    page.get_by_label("Zoek in alle teksten").press("Escape")
    expect(page.locator("#thumbnails")).to_be_visible()
    page.locator("#word_counts > summary").click()
    expect(page.locator("#word_rows tr").nth(1)).to_have_text(f"{INITIATIEF}pagina 6: 156pagina 7: 149305")


def _put_back(page: Page) -> None:
    """The first story is as it was before this test, all fields at once; that is undone too."""
    turn_to(page, KOEK)
    field = page.get_by_label("Beeld van goed werk", exact=True)
    before = field.input_value()
    page.get_by_text("Eerdere versies").click()
    version = page.locator(".versions li")
    expect(version).to_have_count(1)
    version.locator("summary").click()
    expect(version.locator("blockquote").last).to_contain_text("Goed werk is voor Jan Hendrik")
    version.get_by_role("button").click()
    expect(field).to_have_value(re.compile("^Goed werk is voor Jan Hendrik"))
    expect(page.locator("#save_status")).to_have_text("Opgeslagen")
    page.keyboard.press("Control+z")
    expect(field).to_have_value(before)
