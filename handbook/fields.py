"""The fields of a YAML mapping, read one by one; every mistake becomes a Problem at its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import yaml

from handbook import markdown
from handbook.model import Mark, Problem, Prose, Text

KINDS = {
    yaml.MappingNode: "a group of fields",
    yaml.SequenceNode: "a list",
    yaml.ScalarNode: "a text",
}
SHAPES = {
    yaml.MappingNode: "Write its fields on the lines below it, each starting with two spaces.",
    yaml.SequenceNode: "Write each item on a line of its own:  - item",
    yaml.ScalarNode: 'Write the text behind the field, in quotes if it has a colon:  "Goed werk: een beeld"',
}
LINE = "Write a line  {0}: …"
LONG = "Write a line  {0}: |  and below it the text, each line of it starting with two spaces."
HASH = "If it belongs to the text, put the whole text in double quotes; a comment goes on a line of its own."


@dataclass(frozen=True)
class File:
    """A file being read: its name as shown, its text, and where problems go."""

    name: str
    text: str
    problems: list[Problem]

    def report(self, place: yaml.Mark | Mark, id: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.mark(place), id, message, remedy))

    def mark(self, place: yaml.Mark | Mark) -> Mark:
        return place if isinstance(place, Mark) else Mark(self.name, place.line + 1, place.column + 1)


class Fields:
    """The fields of one mapping. Each is asked for by name; ``end`` reports what is missing or unknown."""

    def __init__(self, file: File, node: yaml.Node | None, name: str = "this file") -> None:
        self.file = file
        self.start = file.mark(node.start_mark) if node else Mark(file.name)
        self.nodes: dict[str, yaml.Node] = {}
        self.keys: dict[str, yaml.Mark] = {}
        self.asked: list[str] = []
        self.missing: dict[str, str] = {}
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._take(key, value)
        elif node:
            self._wrong(yaml.MappingNode, node, name)

    def text(self, name: str, *, required: bool = False) -> Text:
        """A text of one line; empty when there is none."""
        text = self._read(name, LINE if required else "")
        return Text(" ".join(text.split()), text.mark, text.raw)

    def prose(self, name: str, *, required: bool = False) -> Prose:
        """A Markdown text; empty when there is none."""
        text = self._read(name, LONG if required else "")
        for part, what, remedy in markdown.refused(text):
            self.file.report(text.place(part), "markdown", f"'{name}' holds {what}", remedy)
        return Prose(text, markdown.html(text))

    def texts(self, name: str) -> list[Text]:
        """The texts of a list; empty when there is none."""
        node = self._ask(name)
        if isinstance(node, yaml.SequenceNode):
            texts = [self._text(item, f"an item of '{name}'") for item in node.value]
            return [text for text in texts if text]
        if node:
            self._wrong(yaml.SequenceNode, node, f"'{name}'")
        return []

    def fields(self, name: str) -> "Fields":
        """The group of fields below a field; empty when there is none."""
        return Fields(self.file, self._ask(name), f"'{name}'")

    def end(self) -> None:
        """Reports the fields that were not asked for, and those that must be there and are not."""
        unknown = [name for name in self.keys if name not in self.asked]
        for name in unknown:
            remedy = suggest(name, [known for known in self.asked if known not in self.nodes] or self.asked)
            self.file.report(self.keys[name], "unknown-field", f"unknown field '{name}'", remedy)
        for name, remedy in self.missing.items():
            if self.nodes and not any(near(other, [name]) for other in unknown):
                self._missing(name, remedy)

    def _take(self, key: yaml.Node, value: yaml.Node) -> None:
        name = str(key.value)
        if name in self.nodes:
            message = f"'{name}' stands here for the second time (the first is on line {self.keys[name].line + 1})"
            self.file.report(key.start_mark, "duplicate-field", message, "Keep one of the two.")
        elif not isinstance(key, yaml.ScalarNode):
            self._wrong(yaml.ScalarNode, key, "the name of a field")
        else:
            self.nodes[name], self.keys[name] = value, key.start_mark

    def _ask(self, name: str) -> yaml.Node | None:
        self.asked.append(name)
        return self.nodes.get(name)

    def _read(self, name: str, remedy: str) -> Text:
        """The text of a field; where it must have one, ``remedy`` says how to write it."""
        node = self._ask(name)
        if node is None:
            if remedy:
                self.missing[name] = remedy
            return Text("", self.start)
        known = len(self.file.problems)
        text = self._text(node, f"'{name}'")
        if remedy and not text.strip() and len(self.file.problems) == known:
            self.file.report(text.mark, "empty-text", f"'{name}' is empty", remedy.format(name))
        return text

    def _missing(self, name: str, remedy: str) -> None:
        indented = re.search(rf"^[ ]+({name})\s*:", self.file.text, re.MULTILINE)
        if indented:
            before = self.file.text[: indented.start(1)]
            place = Mark(self.file.name, before.count("\n") + 1, len(before) - before.rfind("\n"))
            message = f"'{name}:' starts with spaces, so it is part of the text above it"
            self.file.report(
                place, "indentation", message, "Take the spaces before it away; fields start at the left."
            )
        else:
            self.file.report(self.start, "missing-field", f"the field '{name}' is missing", remedy.format(name))

    def _text(self, node: yaml.Node, what: str) -> Text:
        """The text of a node exactly as it is written, also where YAML would see a number or yes and no."""
        place = self.file.mark(node.start_mark)
        if not isinstance(node, yaml.ScalarNode):
            self._wrong(yaml.ScalarNode, node, what)
            return Text("", place)
        end = node.end_mark.index
        raw = self.file.text[node.start_mark.index : end]
        rest = self.file.text[end:].partition("\n")[0].strip()
        if raw.startswith(("!", "&")):  # a tag or an anchor, which YAML would leave out
            message = f"{what} starts with {raw[0]} and stands without quotes"
            self.file.report(place, "not-yaml", message, f'Put it in quotes:  "{raw}"')
        if not node.style and rest.startswith("#"):
            self.file.report(node.end_mark, "cut-by-hash", f"{what} stops here; '{rest}' is not printed", HASH)
        return Text(node.value, place, raw)

    def _wrong(self, wanted: type[yaml.Node], node: yaml.Node, what: str) -> None:
        message = f"{what} should be {KINDS[wanted]}, but is {KINDS[type(node)]}"
        self.file.report(node.start_mark, "wrong-type", message, SHAPES[wanted])


def suggest(name: str, known: Sequence[str]) -> str:
    """A remedy for a name that does not exist: the known one that it looks like, or all of them."""
    found = near(name, known)
    return f"did you mean '{found[0]}'?" if found else f"It can be: {', '.join(known)}."


def near(name: str, known: Sequence[str]) -> list[str]:
    """The one of the known names that a misspelt one looks like, if any."""
    return get_close_matches(name.lower(), known, n=1)
