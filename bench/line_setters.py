"""The programs whose lines are compared, each setting the same paragraphs in the same face, one on a page."""

import html
import subprocess
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir

from bench.peers import CHROMIUM, find_browser, font

MEASURES = (108, 104, 99)  # mm: those of the looks kalm, warm and helder in A5
SIZE, LEADING, PAGE_HEIGHT = 10, 14, 250  # pt, pt, mm
OWN_RULES = "hyphens: auto; hyphenate-limit-zone: 25%; hyphenate-limit-chars: 10 4 5"
HYPHENATE = "hyphenate: true"
CHEAP_HYPHENS = 320  # what a divided word costs for who wants hyphens, in squared percents of the measure


@dataclass(frozen=True)
class Text:
    """A text of one writer."""

    language: str
    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Setter:
    """A program: what writes a PDF of some texts in each of ``MEASURES``, and why it is ``missing``, if it is."""

    name: str
    set: Callable[[Path, Sequence[Text]], Path]
    missing: str = ""


def setters() -> list[Setter]:
    """Returns this program first, as it sets a book, then the others."""
    typst = "" if find_spec("typst") else "the package typst is not installed"
    browser = "" if find_browser() else "the program chromium is not installed"
    return [
        Setter("this program", partial(_own, css=OWN_RULES)),
        Setter("this program, with hyphens", partial(_own, css="hyphens: auto", division=CHEAP_HYPHENS)),
        Setter("WeasyPrint", partial(_weasyprint, css="hyphens: none")),
        Setter("WeasyPrint, with hyphens", partial(_weasyprint, css="hyphens: auto")),
        Setter("Typst", partial(_typst, rule="hyphenate: false"), typst),
        Setter("Typst, hyphens at 400 %", partial(_typst, rule=f"{HYPHENATE}, costs: (hyphenation: 400%)"), typst),
        Setter("Typst, with hyphens", partial(_typst, rule=HYPHENATE), typst),
        Setter("Chromium", partial(_chromium, css="text-wrap: pretty"), browser),
        Setter("Chromium, with hyphens", partial(_chromium, css="text-wrap: pretty; hyphens: auto"), browser),
    ]


@cache
def _face() -> Path:
    """Writes the face as one weight and one size, since not every program takes one of many."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    source = TTFont(font())
    path = Path(gettempdir()) / "handbook-bench-face" / "Bench.ttf"
    path.parent.mkdir(exist_ok=True)
    cut = instantiateVariableFont(source, {axis.axisTag: axis.defaultValue for axis in source["fvar"].axes})
    for record in cut["name"].names:
        if record.nameID in (1, 16):
            record.string = "Bench"
    cut.save(path)
    return path


def _page(texts: Sequence[Text], css: str) -> str:
    """Returns the texts in each measure as HTML."""
    rules = (
        f"@font-face {{ font-family: Bench; src: url({_face().as_uri()}) }} "
        f"body {{ margin: 0; font: {SIZE}pt/{LEADING}pt Bench }} p {{ margin: 0; break-before: page; {css} }}"
    )
    sizes, body = "", []
    for measure in MEASURES:
        sizes += f" @page m{measure} {{ size: {measure + 40}mm {PAGE_HEIGHT}mm; margin: 20mm }}"
        paragraphs = [html.escape(part, quote=False) for text in texts for part in text.paragraphs]
        body += [f'<p style="page: m{measure}; width: {measure}mm">{part}' for part in paragraphs]
    language = texts[0].language
    return f"<!doctype html><html lang={language}><meta charset=utf-8><style>{rules}{sizes}</style>{''.join(body)}"


def _weasyprint(pdf: Path, texts: Sequence[Text], css: str) -> Path:
    from weasyprint import HTML

    HTML(string=_page(texts, css)).write_pdf(pdf)
    return pdf


def _own(pdf: Path, texts: Sequence[Text], css: str, division: float | None = None) -> Path:
    from weasyprint import HTML

    from handbook.layout._line_costs import TEXT
    from handbook.layout.engine.composing import Compositor
    from handbook.layout.engine.word_division import dividing_words_as_spelt

    costs = TEXT if division is None else replace(TEXT, division=division)
    with ExitStack() as patches:
        patches.enter_context(dividing_words_as_spelt())
        patches.enter_context(Compositor(costs).at_work())
        HTML(string=_page(texts, css)).write_pdf(pdf)
    return pdf


def _typst(pdf: Path, texts: Sequence[Text], rule: str) -> Path:
    import typst

    parts = [
        f'#set text(font: "Bench", size: {SIZE}pt, lang: "{texts[0].language}")',
        '#set par(linebreaks: "optimized", leading: 4pt)',
        f"#set text({rule})",
    ]
    for measure in MEASURES:
        parts.append(f"#set page(width: {measure + 40}mm, height: {PAGE_HEIGHT}mm, margin: 20mm)")
        paragraphs = [part for text in texts for part in text.paragraphs]
        parts.append("#pagebreak(weak: true)\n".join(f"{_escaped(part)}\n" for part in paragraphs))
    source = pdf.with_suffix(".typ")
    source.write_text("\n".join(parts), "utf-8")
    typst.compile(str(source), output=str(pdf), font_paths=[str(_face().parent)])
    return pdf


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "#$*_`<>@=-+/[]~'\"" else letter for letter in text)


def _chromium(pdf: Path, texts: Sequence[Text], css: str) -> Path:
    source = pdf.with_suffix(".html")
    source.write_text(_page(texts, css), "utf-8")
    command = [find_browser(), *CHROMIUM, f"--user-data-dir={pdf.parent / 'browser'}", f"--print-to-pdf={pdf}"]
    subprocess.run([*command, source.as_uri()], check=True, capture_output=True)
    return pdf
