"""What the buttons and keys of a text do to its markup, without a browser. Bars are the ends of a selection."""

import pytest

from handbook.content import markdown
from tests.preview.test_page_scripts import run

FORMS = """(r, cases) => cases.map(([form, text]) => {
  const [start, end] = [text.indexOf("|"), text.lastIndexOf("|")];
  const value = text.replaceAll("|", "");
  const state = { value, start, end: Math.max(start, end - 1) };
  const done = ["item", "quote"].includes(form) ? r.toggleBlocks(state, form) : r.toggleForm(state, form);
  const shown = done.value.slice(0, done.start) + "|" + done.value.slice(done.start, done.end);
  return shown + (done.start === done.end ? "" : "|") + done.value.slice(done.end);
})"""


def toggled(*cases: tuple[str, str]) -> list[str]:
    result: list[str] = run(FORMS, cases)
    return result


EMPHASIS = [
    ("emphasis", "een |kort| begin", "een *|kort|* begin"),
    ("emphasis", "een *|kort|* begin", "een |kort| begin"),
    ("emphasis", "een |*kort*| begin", "een |kort| begin"),
    ("strong", "een *|kort|* begin", "een ***|kort|*** begin"),
    ("emphasis", "een ***|kort|*** begin", "een **|kort|** begin"),
    ("strong", "een ***|kort|*** begin", "een *|kort|* begin"),
    ("emphasis", "een k|ort begin", "een *|kort|* begin"),
    ("emphasis", "een | begin", "een *|* begin"),
    ("emphasis", "een *|* begin", "een | begin"),
    ("strong", "| ja |", " **|ja|** "),
    ("emphasis", "*heel |erg| mooi*", "*heel* |erg| *mooi*"),
    ("emphasis", "*heel* |erg *mooi*|", "*heel* *|erg mooi|*"),
    ("emphasis", "een _|kort|_ begin", "een |kort| begin"),
    ("strong", "2 * 3 = |zes|, snake_case_naam", "2 * 3 = **|zes|**, snake_case_naam"),
    ("strong", "Eerste |regel.\n\nTweede| regel.", "Eerste **|regel.**\n\n**Tweede|** regel."),
    ("emphasis", "- |een\n- twee|", "- *|een*\n- *twee|*"),
    ("strong", "> |een\n> twee|", "> **|een**\n> **twee|**"),
    ("strong", "\\*letterlijk\\* |woord|", "\\*letterlijk\\* **|woord|**"),
    ("strong", "zie |[de brief](https://a.nl/b_c)|", "zie **|[de brief](https://a.nl/b_c)|**"),
]
BLOCKS = [
    ("item", "|Een\ntwee\ndrie|", "- |Een\n- twee\n- drie|"),
    ("item", "- |Een\n- twee|", "|Een\n\ntwee|"),
    ("item", "Eerst.\n\nT|wee.\n\nDrie.", "Eerst.\n\n- T|wee.\n\nDrie."),
    ("item", "- een\n\nt|wee", "- een\n- t|wee"),
    ("item", "- een\n- t|wee\n- drie", "- een\n\nt|wee\n\n- drie"),
    ("quote", "- |een", "> |een"),
    ("quote", "|Een.\n\nTwee.|", "> |Een.\n>\n> Twee.|"),
    ("quote", "> |Een.\n>\n> Twee.|", "|Een.\n\nTwee.|"),
    ("quote", "Een.|", "> Een.|"),
    ("item", "|", "- |"),
    ("item", "Een.\n\n|\n\nTwee.", "Een.\n\n- |\n\nTwee."),
    ("item", f"{'lang ' * 13}\nen |kort", f"- {'lang ' * 13}\nen |kort"),
]


def test_forms_and_blocks_are_toggled() -> None:
    """Also within what has a form already, over several paragraphs, items and quotes."""
    cases = [*EMPHASIS, *BLOCKS]
    assert toggled(*((kind, before) for kind, before, _ in cases)) == [after for *_, after in cases]


@pytest.mark.parametrize("form", ["emphasis", "strong"])
def test_no_letter_is_lost(form: str) -> None:
    """Wherever a selection begins and ends; toggled twice, the book prints what it printed before."""
    text = "Een **heel** *kort* ***begin***, 2 * 3.\n\n- met\n- *een* punt"
    states = [
        f"{text[:start]}|{text[start:end]}|{text[end:]}"
        for start in range(0, len(text), 3)
        for end in range(start + 1, len(text), 7)
        if "*" not in (text[start : start + 1], text[end : end + 1]) and text[start - 1 : start] != "*"
    ]
    once = toggled(*((form, state) for state in states))
    letters = [each.replace("*", "").replace("|", "") for each in once]
    assert {*letters} == {text.replace("*", "")}


def test_a_link_is_made_changed_and_taken_off() -> None:
    made, changed, off, addresses = run(
        """r => {
          const state = { value: "zie de brief.", start: 4, end: 12 };
          const made = r.withLink(state, "de brief", "www.a.nl/x (1)");
          const changed = r.withLink({ ...made, start: 6, end: 6 }, "die brief", "https://b.nl");
          return [made, changed, r.withLink(changed, "die brief", ""),
            ["a@b.nl", "mailto:a@b.nl", "http://c.nl", "d.nl/x@y"].map(r.completeAddress)];
        }"""
    )
    assert made == {"value": "zie [de brief](https://www.a.nl/x%20%281%29).", "start": 5, "end": 13}
    assert changed == {"value": "zie [die brief](https://b.nl).", "start": 5, "end": 14}
    assert off == {"value": "zie die brief.", "start": 4, "end": 13}
    assert addresses == ["mailto:a@b.nl", "mailto:a@b.nl", "http://c.nl", "https://d.nl/x@y"]
    assert not [*markdown.find_refused(made["value"])]


TYPED = [
    ("Hij zei: \"Dat is 'zo'.\"", "Hij zei: “Dat is ‘zo’.”"),
    ("'s Avonds zag ik foto's van '95 in 't veld", "’s Avonds zag ik foto’s van ’95 in ’t veld"),
    ("Een keer - of twee -- misschien--wie weet...", "Een keer – of twee – misschien – wie weet…"),
    ("- een lijst - met een streep\n- 2019-2020", "- een lijst – met een streep\n- 2019-2020"),
    (
        "[een 'link'](https://a.nl/x--y...z) en https://b.nl/--'",
        "[een ‘link’](https://a.nl/x--y...z) en https://b.nl/--'",
    ),
    ('("Zo") *"nadruk"* en een buis van 5" dik', '(“Zo”) *“nadruk”* en een buis van 5" dik'),
    ('"In 1999" en "nog"', "“In 1999” en “nog”"),
    ("De letter 's' en rock 'n' roll", "De letter ‘s’ en rock ’n’ roll"),
    ("“Goed” – ’t is ‘af’…", "“Goed” – ’t is ‘af’…"),
]


def test_typewriter_signs_become_those_of_print() -> None:
    """A text that is right stays as it is, and so do addresses, measures and the signs of lists."""
    script = "(r, texts) => texts.map((text) => r.applied(text, r.corrections(text)))"
    once = run(script, [before for before, _ in TYPED])
    assert once == [after for _, after in TYPED]
    assert run(script, once) == once
