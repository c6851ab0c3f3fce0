"""The same booklet of N cases for every program: as content of this one, as one HTML page, and for Typst.

The sentences are those of the seed, rotated so that no two cases start alike. A page has 100 to 200 words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PERSONS = ("Jan Hendrik", "Marie Sam", "Fatima Jansen", "Els van der Meer", "Kees de Wit")


@dataclass(frozen=True)
class Story:
    """A case of the booklet."""

    title: str
    person: str
    experience: str
    good_work: str


def stories(number: int) -> list[Story]:
    """``number`` cases, the same in every run."""
    sentences = _sentences()
    return [
        Story(
            title=f"Verhaal {index + 1}: {_opening(sentences[index % len(sentences)])}",
            person=PERSONS[index % len(PERSONS)],
            experience=" ".join(islice(_from(sentences, 3 * index), 6 + index % 4)),
            good_work=" ".join(islice(_from(sentences, 5 * index + 7), 5 + index % 5)),
        )
        for index in range(number)
    ]


def _opening(sentence: str) -> str:
    return " ".join(sentence.split()[:4]).strip(" ,.:;“”")


def _sentences() -> list[str]:
    texts = (
        yaml.safe_load(path.read_text("utf-8")) for path in sorted((ROOT / "content" / "cases").glob("*.yaml"))
    )
    whole = " ".join(" ".join(text[field].split()) for text in texts for field in ("experience", "good_work"))
    typeset = whole.replace("“", "").replace("”", "").replace("'", "’").replace(" - ", " – ")
    return re.split(r"(?<=[.!?]) ", typeset)


def _from(sentences: list[str], start: int) -> Iterator[str]:
    while True:
        yield sentences[start % len(sentences)]
        start += 1


def write_content(folder: Path, number: int) -> Path:
    """The booklet as content of this program."""
    (folder / "cases").mkdir(parents=True)
    (folder / "handbook.yaml").write_text((ROOT / "content" / "handbook.yaml").read_text("utf-8"), "utf-8")
    for count, story in enumerate(stories(number), 1):
        text = f'title: "{story.title}"\nperson: {story.person}\n'
        text += f"experience: |\n  {story.experience}\ngood_work: |\n  {story.good_work}\n"
        (folder / "cases" / f"{count:03}-verhaal-{count}.yaml").write_text(text, "utf-8")
    return folder


CSS = """
@page { size: 148mm 210mm; margin: 18mm 16mm; @bottom-center { content: counter(page) } }
@page verso:left { } html { font: 10pt/14pt "Source Serif 4", "Source Serif", serif; hyphens: auto }
.cover { break-after: page } .contents { break-after: left }
.contents a { color: inherit; text-decoration: none }
.contents a::after { content: leader(".") target-counter(attr(href), page) }
.spread { break-before: left } .recto { break-before: page }
h1 { font-size: 20pt; line-height: 28pt } p { margin: 0 }
@font-face { font-family: "Source Serif 4"; src: url("FONT") }
"""


def write_html(file: Path, number: int, font: Path) -> Path:
    """The booklet as one HTML page with one style sheet, as a user of such a program would write it."""
    cases = stories(number)
    entries = "".join(
        f'<li><a href="#c{index}">{escape(story.title)}</a></li>' for index, story in enumerate(cases)
    )
    spreads = "".join(
        f'<section class="spread" id="c{index}"><h1>{escape(story.title)}</h1><p>{escape(story.person)}</p>'
        f"<h2>Kenmerkende ervaring</h2><p>{escape(story.experience)}</p>"
        f'<div class="recto"><h2>Beeld van goed werk</h2><p>{escape(story.good_work)}</p></div></section>'
        for index, story in enumerate(cases)
    )
    style = CSS.replace("FONT", font.as_uri())
    cover = '<section class="cover"><h1>Goed werk</h1></section>'
    contents = f'<section class="contents"><ol>{entries}</ol></section>'
    page = f"""<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Goed werk</title><style>{style}</style></head>
<body>{cover}{contents}{spreads}</body></html>"""
    file.write_text(page, "utf-8")
    return file


def write_typst(file: Path, number: int) -> Path:
    """The booklet as Typst markup."""
    parts = [
        '#set page(width: 148mm, height: 210mm, margin: (x: 16mm, y: 18mm), numbering: "1")\n'
        '#set text(font: "Source Serif 4", size: 10pt, lang: "nl", hyphenate: true)\n#set par(leading: 4pt)\n'
        "= Goed werk\n#pagebreak()\n#outline(title: none)\n"
    ]
    for story in stories(number):
        title, person, experience, good_work = (
            _typst(text) for text in (story.title, story.person, story.experience, story.good_work)
        )
        parts.append(
            f'#pagebreak(to: "even")\n= {title}\n{person}\n\n== Kenmerkende ervaring\n{experience}\n#pagebreak()\n'
            f"== Beeld van goed werk\n{good_work}\n"
        )
    file.write_text("".join(parts), "utf-8")
    return file


def _typst(text: str) -> str:
    return re.sub(r"([\\#*_`$<>@\[\]=~])", r"\\\1", text)
