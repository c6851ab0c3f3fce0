"""Judges a brand: reads every file, checks colours, fonts and pictures, and lays out a small book with it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import yaml

from handbook.content.brand import OpenBrand, open_brand
from handbook.content.brand_path import brand_folder
from handbook.content.labels import FOLDER as LABELS
from handbook.content.looks import DEFAULT
from handbook.content.print_settings import PROFILE
from handbook.layout.worker import Worker
from handbook.pages.house_style_check import sheet_problems
from handbook.pages.stylesheets import StyleSheets
from handbook.products._brand_parts import font_problems, good_parts, logo_problems, unused_files
from handbook.products.progress import ignore
from handbook.products.run import StrPath, open_cache, open_run
from handbook.support.cache import Cache
from handbook.support.messages import Message, message
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, Rejected
from handbook.support.temp_dir import temporary_folder

SAMPLE = Path(__file__).with_name("_brand_sample.yaml")
LANGUAGE = "nl"  # of the sample


def judge(path: Path, cache: StrPath | None) -> tuple[list[Message], list[Problem]]:
    """Returns in sentences what is good in the brand in a folder or zip, and all its problems."""
    with open_cache(cache) as opened:
        return _judge(path, opened.folder)


def _judge(path: Path, cache: Path) -> tuple[list[Message], list[Problem]]:
    problems: list[Problem] = []
    try:
        folder = brand_folder(path, Mark(display_path(path)))
    except Rejected as rejected:
        return [], [*rejected.problems]
    if (brand := open_brand(folder, problems)) is None:
        return [], problems
    problems += [*unused_files(folder), *font_problems(folder), *logo_problems(brand)]
    looks = _looks(brand)
    with temporary_folder() as temporary:
        books = [_sample(temporary / f"{number}", brand, look) for number, look in enumerate(looks)]
        problems += _style_problems(books, brand, sound=not _has_errors(problems))
        if not _has_errors(problems):
            problems += _layout_problems(books, cache)
    problems = sorted(set(problems))
    if _has_errors(problems):
        return [], problems
    return [*good_parts(brand), message("brand-good.sample", looks=", ".join(looks))], problems


def _has_errors(problems: list[Problem]) -> bool:
    return any(each.severity == "error" for each in problems)


def _looks(brand: OpenBrand) -> Mapping[str, Path]:
    """Returns the looks with which the brand is tried: the one that it names, and its own."""
    named = str(brand.fields.look) if brand.fields.look in brand.looks else DEFAULT
    own = {name: look for name, look in brand.looks.items() if look.is_relative_to(brand.folder)}
    return {named: brand.looks[named], **own}


def _sample(folder: Path, brand: OpenBrand, look: str) -> Path:
    """Makes a book of one case in the folder, in a language that the look has."""
    labels = sorted(path.stem for path in (brand.looks[look] / LABELS).glob("*.yaml"))
    language = labels[0] if labels and LANGUAGE not in labels else LANGUAGE
    book = {"title": str(brand.fields.name) or LANGUAGE, "subtitle": "Voorbeeld", "organisation": "Voorbeeld"}
    settings = {**book, "language": language, "brand": str(brand.folder.resolve()), "look": look}
    (folder / "cases").mkdir(parents=True)
    (folder / "handbook.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    copyfile(SAMPLE, folder / "cases" / "01-voorbeeld.yaml")
    return folder


def _style_problems(books: list[Path], brand: OpenBrand, *, sound: bool) -> list[Problem]:
    """Returns the problems of the style sheets; the colour profile is only used where the brand is ``sound``."""
    printing = brand.fields.print if sound else replace(brand.fields.print, profile=PROFILE)
    problems: list[Problem] = []
    for book in books:
        styles = StyleSheets(book)
        found = [each for path in styles.house_style for each in sheet_problems(path, styles, printing)]
        problems += found
        try:
            _ = Worker(styles, Cache(book / "cache")).typesetter
        except Rejected as rejected:
            # What has no line there, such as a font that is missing, has been found with its line.
            problems += [each for each in rejected.problems if each.place.line or not _has_errors(found)]
    return problems


def _layout_problems(books: list[Path], cache: Path) -> list[Problem]:
    problems: list[Problem] = []
    for book in books:
        try:
            with open_run(book, None, cache, None, ignore) as run:
                run.lay_out()
                problems += run.problems
        except Rejected as rejected:
            problems += rejected.problems
    return problems
