"""The labels that the templates print: those of each language, and those that a handbook replaces."""

from collections.abc import Mapping

import yaml

from handbook import resources
from handbook.content.field_reader import FieldReader
from handbook.content.looks import DEFAULT
from handbook.content.model import LABEL_LENGTH
from handbook.content.text import Text
from handbook.support.problems import problem

NOT_HEADINGS = ("reading", "figures", "months", "mail")  # they may be longer than a line
MONTHS = 12


def languages() -> list[str]:
    """Returns the codes of the languages that have labels."""
    return sorted(path.stem for path in resources.LABELS.glob("*.yaml"))


def default_labels(language: str, look: str = DEFAULT) -> Mapping[str, str]:
    """Returns the labels of a language by name: those of all looks, and those of one."""
    labels: dict[str, str] = {}
    for folder in (resources.LABELS, resources.LOOKS / look / "labels"):
        labels |= yaml.safe_load((folder / f"{language}.yaml").read_text("utf-8"))
    return labels


def read_labels(reader: FieldReader) -> dict[str, str]:
    """Reads the labels that a handbook replaces."""
    names = default_labels("en")  # the same in every language and look
    labels = {name: text for name in names if (text := reader.line(name))}
    reader.finish()
    for name, label in labels.items():
        if name not in NOT_HEADINGS and len(label) > LABEL_LENGTH:
            reader.file.report(
                problem(label.mark, "too-long.line", name=name, count=len(label), most=LABEL_LENGTH)
            )
    months = labels.get("months", Text("", reader.start))
    if months and (count := len(months.split())) != MONTHS:
        reader.file.report(problem(months.mark, "wrong-type.months", count=count))
        del labels["months"]  # the preview shows a handbook that has problems, and needs twelve
    return {**labels}
