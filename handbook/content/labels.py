"""The labels that the templates print: those of each language, and those that a handbook replaces."""

import re
from collections.abc import Mapping

import yaml

from handbook import resources
from handbook.content.case_model import LABEL_LENGTH
from handbook.content.field_reader import FieldReader
from handbook.content.looks import DEFAULT
from handbook.content.text import Text
from handbook.support.names import suggest
from handbook.support.problems import problem

NOT_HEADINGS = ("reading", "figures", "months", "mail")  # they may be longer than a line
FOLDER = "labels"  # in that of a look
MONTHS = 12
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def languages() -> list[str]:
    """Returns the codes of the languages that have labels."""
    return sorted(path.stem for path in resources.LABELS.glob("*.yaml"))


def default_labels(language: str, look: str = DEFAULT) -> Mapping[str, str]:
    """Returns the labels of a language by name: those of all looks, and those of a look of the program."""
    labels: dict[str, str] = {}
    for folder in (resources.LABELS, resources.LOOKS / look / FOLDER):
        labels |= yaml.safe_load((folder / f"{language}.yaml").read_text("utf-8"))
    return labels


def read_labels(reader: FieldReader) -> dict[str, str]:
    """Reads the labels that a handbook replaces."""
    defaults = default_labels("en")  # the same names and placeholders in every language and look
    labels = {name: text for name in defaults if (text := reader.line(name))}
    reader.finish()
    for name, label in labels.items():
        _check_placeholders(reader, name, label, defaults[name])
        if name not in NOT_HEADINGS and len(label) > LABEL_LENGTH:
            reader.file.report(
                problem(label.mark, "too-long.line", name=name, count=len(label), most=LABEL_LENGTH)
            )
    months = labels.get("months", Text("", reader.start))
    if months and (count := len(months.split())) != MONTHS:
        reader.file.report(problem(months.mark, "wrong-type.months", count=count))
        del labels["months"]  # the preview shows a handbook that has problems, and needs twelve
    return {**labels}


def read_labels_by_language(reader: FieldReader) -> dict[str, dict[str, str]]:
    """Reads the labels that a brand replaces, by language."""
    labels = {language: read_labels(reader.group(language)) for language in languages()}
    reader.finish()
    return labels


def _check_placeholders(reader: FieldReader, name: str, label: Text, default: str) -> None:
    """Reports what in braces the program does not fill in, and what it would fill in and is missing."""
    used, known = (dict.fromkeys(PLACEHOLDER.findall(text)) for text in (label, default))
    for other in used:
        if other not in known:
            remedy = suggest(other, [*known]) if known else None
            mistake = problem(label.place(other), "placeholder.unknown", remedy=remedy, name=name, text=other)
            reader.file.report(mistake)
    missing = [each for each in known if each not in used]
    if missing and used.keys() <= known.keys():
        reader.file.report(problem(label.mark, "placeholder.missing", name=name, text=missing[0]))
