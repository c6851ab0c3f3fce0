"""Reads texts exactly as written in a YAML file; reports where YAML would cut them short or change them."""

import re

import yaml

from handbook.content.text import Text
from handbook.content.yaml_source import YamlFile
from handbook.support.messages import Message, message
from handbook.support.problems import problem

ESCAPE = re.compile(r'"(?:[^\\]|\\["\\])*\\[^"\\]')
KINDS = {yaml.MappingNode: "kind.group", yaml.SequenceNode: "kind.list", yaml.ScalarNode: "kind.text"}


def read_scalar(file: YamlFile, node: yaml.Node, subject: Message, remedy: Message) -> Text:
    """Returns the text of a node exactly as it is written, also where YAML would see a number or yes and no.

    ``subject`` names the node in a problem, and ``remedy`` says how to write it.
    """
    place = file.mark(node.start_mark)
    if not isinstance(node, yaml.ScalarNode):
        report_kind(file, node, yaml.ScalarNode, subject, remedy)
        return Text("", place)
    text = Text(node.value, place, file.text[node.start_mark.index : node.end_mark.index])
    if text.raw.startswith(("!", "&")):  # a tag or an anchor, which YAML would leave out
        variant = "not-yaml.tag-on-block" if "\n" in text.raw else "not-yaml.tag"
        tag = text.raw.split()[0]
        file.report(problem(place, variant, subject=subject, sign=text.raw[0], tag=tag, text=text.raw))
    if ESCAPE.match(text.raw):
        file.report(problem(place, "not-yaml.backslash-in-quotes", subject=subject))
    if not text.raw.startswith(("|", ">")):
        _report_comment(file, node, subject)
    return text


def report_kind(
    file: YamlFile, node: yaml.Node, expected: type[yaml.Node], subject: Message, remedy: Message
) -> None:
    """Reports a node that is not of the ``expected`` kind."""
    expected_kind, actual_kind = message(KINDS[expected]), message(KINDS[type(node)])
    place = file.mark(node.start_mark)
    mistake = problem(
        place, "wrong-type.kind", remedy=remedy, subject=subject, expected=expected_kind, actual=actual_kind
    )
    file.report(mistake)


def one_line(text: Text) -> Text:
    """Returns a text with its lines joined, and one space for several."""
    return Text(" ".join(text.split()), text.mark, text.raw)


def is_visible(text: str) -> bool:
    """Returns whether any character of a text is visible on paper."""
    return any(character.isprintable() and not character.isspace() for character in text)


def limit_length(file: YamlFile, text: Text, name: str, most: int) -> Text:
    """Returns the text; where it is longer than ``most`` characters, reports that and returns an empty one."""
    if len(text) <= most:
        return text
    file.report(problem(text.mark, "too-long.limit", name=name, count=len(text), most=most))
    return Text("", text.mark)


def within_limits(
    file: YamlFile, text: Text, name: str, number: float, limits: tuple[float, float], unit: str
) -> bool:
    """Returns whether a number is within its limits; where it is not, reports that at its text."""
    least, most = limits
    if not least <= number <= most:
        unit = f" {unit}".rstrip()
        file.report(
            problem(text.mark, "wrong-type.limits", name=name, number=number, least=least, most=most, unit=unit)
        )
    return least <= number <= most


def _report_comment(file: YamlFile, node: yaml.Node, subject: Message) -> None:
    """Reports a # that cuts a text short, on its line or on the next one."""
    end = node.end_mark.index
    start = file.text.rfind("\n", 0, node.start_mark.index) + 1
    indent = re.match(" *", file.text[start:])
    same_line = re.match(r"[ \t]*(#.*)", file.text[end:])
    next_line = re.match(r"[ \t]*\n\s*?( +)(#.*)", file.text[end:])
    if next_line and indent and len(next_line[1]) <= len(indent[0]):
        next_line = None
    if match := same_line or next_line:
        rest = match[match.lastindex or 1]
        place = file.mark(node.end_mark)
        file.report(problem(place, "cut-by-hash.after-text", subject=subject, rest=rest))
