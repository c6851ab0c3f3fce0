"""From the files in content/ to a Handbook, every value with its place, every mistake as a Problem."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import yaml

from handbook import resources
from handbook.content._print_settings import printing
from handbook.content.case_files import case_files
from handbook.content.fields import Fields, File
from handbook.content.model import Case, Handbook, Mail, Text, Theme
from handbook.content.picture_fields import picture
from handbook.content.yaml_source import LARGEST, Unreadable, decode, parse
from handbook.support.names import display_path, slug_of, suggest
from handbook.support.problems import Mark, Problem

MANY = 20  # problems of one kind
LABEL_LENGTH = 40  # characters; a heading of one line
QUESTIONS, QUESTION_LENGTH = 6, 200  # with which most of the page is left for the text
DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


@dataclass
class Read:
    """What has been read of each file, with the problems found in it, for who reads again after a change.

    ``files`` are those of the cases, with the problems found in listing them; None where that is to be done.
    ``book`` has the handbook without its cases, and their order, by the slugs of all that there are.
    """

    files: tuple[dict[str, Path], list[Problem]] | None = None
    cases: dict[Path, tuple[Case | None, list[Problem]]] = field(default_factory=dict)
    book: dict[tuple[str, ...], tuple[Handbook, list[str], list[Problem]]] = field(default_factory=dict)


def load(content: Path, read: Read | None = None) -> Handbook:
    """The handbook in the folder ``content``; what is wrong with it stands in its ``problems``.

    What has been ``read`` already is not read again, and what is read now is added to it.
    """
    read = read or Read()
    if read.files is None:
        found: list[Problem] = []
        read.files = case_files(content / "cases", found), found
    files, problems = read.files[0], [*read.files[1]]
    for slug, path in files.items():
        if path not in read.cases:
            found = []
            read.cases[path] = _case(slug, path, content, found), found
    slugs = tuple(files)
    if slugs not in read.book:
        found = []
        read.book = {slugs: (*_handbook(content, slugs, found), found)}
    handbook, order, own = read.book[slugs]
    cases = {slug: read.cases[path] for slug, path in files.items()}
    problems += [problem for _, found in cases.values() for problem in found] + own
    ordered = tuple(case for slug in order if (case := cases[slug][0]))
    return replace(handbook, cases=ordered, problems=tuple(sorted(problems)))


def _open(path: Path, problems: list[Problem]) -> Fields | None:
    """The fields of a file; None, and a problem, when it cannot be read."""
    name = display_path(path)
    try:
        if (size := path.stat().st_size) > LARGEST or not path.is_file():
            message = (
                f"the file has {size // 1000} KB; {LARGEST // 1000} KB is the most" if size else "this is no file"
            )
            raise Unreadable(Problem(Mark(name), "too-large", message, "Leave only the texts of the book in it."))
        text = decode(path.read_bytes(), name)
        root = parse(text, name)
    except Unreadable as error:
        problems.extend(error.problems)
    except FileNotFoundError:
        others = [other.name for other in path.parent.glob("*") if other.name.lower().startswith(path.stem)]
        remedy = f"Name {others[0]} so." if others else "Make it, with a line  title: …"
        problems.append(Problem(Mark(name), "no-file", "this file is missing", remedy))
    except OSError as error:
        message = f"the file cannot be read ({error.strerror})"
        problems.append(Problem(Mark(name), "no-file", message, "See that you may open it."))
    else:
        if root:
            return Fields(File(name, text, problems), root)
        problems.append(Problem(Mark(name), "empty-file", "the file is empty", "Fill it in or delete it."))
    return None


def _case(slug: str, path: Path, content: Path, problems: list[Problem]) -> Case | None:
    fields = _open(path, problems)
    if fields is None:
        return None
    case = Case(
        slug=slug,
        title=fields.text("title", required=True),
        language=_language(fields, ""),
        person=fields.text("person", required=True),
        role=fields.text("role"),
        themes=tuple(fields.texts("themes")),
        quote=fields.text("quote"),
        portrait=picture(fields, "portrait", content),
        questions=tuple(fields.texts("questions")),
        experience=fields.prose("experience", required=True),
        good_work=fields.prose("good_work", required=True),
    )
    fields.end()
    for question in case.questions[QUESTIONS : QUESTIONS + 1]:
        message = f"a case has room for {QUESTIONS} questions, not for {len(case.questions)}"
        fields.file.report(question.mark, "too-long", message, "Take out this one and what comes after it.")
    for question in case.questions[:QUESTIONS]:
        _limit(fields, "questions", question, QUESTION_LENGTH)
    return case


def _handbook(content: Path, slugs: Sequence[str], problems: list[Problem]) -> tuple[Handbook, list[str]]:
    """The handbook without its cases, and the order of these."""
    path = content / "handbook.yaml"
    fields = _open(path, problems) or Fields(File(display_path(path), "", []), None)
    title = fields.text("title", required=True)
    language = _language(fields, "nl")
    handbook = Handbook(
        file=fields.file.name,
        slug=slug_of(title) or "handbook",
        title=title,
        subtitle=fields.text("subtitle"),
        organisation=fields.text("organisation"),
        logo=picture(fields, "logo", content),
        cover=picture(fields, "cover", content),
        language=language,
        date=_date(fields),
        foreword=fields.prose("foreword"),
        colophon=fields.prose("colophon"),
        themes=tuple(_theme(theme) for theme in fields.groups("themes")),
        register=fields.yes("register"),
        labels=_labels(fields, language),
        print=printing(fields, content),
        mail=_mail(fields.fields("mail")),
        cases=(),
    )
    order = _order(fields, slugs)
    fields.end()
    return handbook, order


def _mail(fields: Fields) -> Mail:
    mail = Mail(fields.text("subject"), fields.prose("text"))
    fields.end()
    return mail


def _theme(fields: Fields) -> Theme:
    theme = Theme(fields.text("name", required=True), fields.text("accent"))
    _limit(fields, "name", theme.name)
    fields.end()
    return theme


def _language(fields: Fields, default: str) -> str:
    language, known = fields.text("language"), sorted(path.stem for path in resources.LABELS.glob("*.yaml"))
    if language and language not in known:
        message = f"the language '{language}' is not there yet"
        fields.file.report(language.mark, "unknown-language", message, f"It can be: {', '.join(known)}.")
    return str(language) if language in known else default


def _date(fields: Fields) -> str:
    """The date as YYYY-MM or YYYY-MM-DD; empty when there is none."""
    text = fields.text("date")
    try:
        if DATE.fullmatch(text) and date.fromisoformat(text if len(text) > 7 else f"{text}-01"):
            return str(text)
    except ValueError:
        pass  # a month 13 or a 31 April, said below
    if text:
        fields.file.report(
            text.mark, "no-date", f"'{text}' is no date", "Write a month as 2026-11 or a day as 2026-11-23."
        )
    return ""


def _labels(fields: Fields, language: str) -> Mapping[str, str]:
    """The words that templates print, those of the language unless the handbook has its own."""
    defaults = yaml.safe_load((resources.LABELS / f"{language}.yaml").read_text("utf-8"))
    own = fields.fields("labels")
    labels = {name: own.text(name) or default for name, default in defaults.items()}
    own.end()
    for name, label in labels.items():
        if isinstance(label, Text) and name not in ("reading", "months", "mail"):
            _limit(own, name, label)
    if isinstance(months := labels["months"], Text) and len(months.split()) != 12:
        message = f"'months' has {len(months.split())} words"
        own.file.report(months.mark, "wrong-type", message, "Write the twelve months, with a space between them.")
        labels["months"] = defaults["months"]  # for the preview, which shows what is not good yet
    return labels


def _limit(fields: Fields, name: str, text: Text, most: int = LABEL_LENGTH) -> None:
    """Reports a heading or a question that is too long for its place."""
    if len(text) > most:
        message = f"'{name}' has {len(text)} characters"
        fields.file.report(text.mark, "too-long", message, f"Shorten it to at most {most}.")


def _order(fields: Fields, slugs: Sequence[str]) -> list[str]:
    """The slugs in the order of the book: as ``order`` has them, otherwise as the files are numbered."""
    wanted = fields.texts("order")
    if not wanted:
        return list(slugs)
    known = len(fields.file.problems)
    for at, slug in enumerate(wanted):
        if len(fields.file.problems) - known >= MANY:
            break  # to look for what each was meant to be takes long, and nobody reads on
        if slug not in slugs:
            fields.file.report(slug.mark, "unknown-case", f"there is no case '{slug}'", suggest(slug, slugs))
        elif slug in wanted[:at]:
            fields.file.report(
                slug.mark, "unknown-case", f"'{slug}' stands in the order twice", "Keep one of the two."
            )
    for name in slugs:
        if name not in wanted and len(fields.file.problems) == known:
            message = f"the order leaves out the case '{name}'"
            remedy = f"Add a line  - {name}  or take 'order' away, and the numbers of the files give the order."
            fields.file.report(fields.keys["order"], "left-out", message, remedy)
    return [name for name in dict.fromkeys(map(str, wanted)) if name in slugs]
