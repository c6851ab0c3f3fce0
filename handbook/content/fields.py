"""The fields of a YAML mapping, read one by one; every mistake becomes a Problem at its place."""

import re
from dataclasses import dataclass

import yaml

from handbook.content import markdown
from handbook.content.model import Prose, Text
from handbook.support.names import closest_name, suggest
from handbook.support.problems import Mark, Problem

KINDS = {
    yaml.MappingNode: "a group of fields",
    yaml.SequenceNode: "a list",
    yaml.ScalarNode: "a text",
}
WHOLE = "this file"
ROOT = "Start each field at the left of its line, as  title: …"
GROUP = "Write its fields on the lines below it, each starting with two spaces."
LIST = "Write each item on a line of its own, with a space behind the hyphen:  - item"
ITEM = 'Write a text, in double quotes if it has a colon:  - "Goed werk: een beeld"'
LINE = "Write  {0}: …  with the text behind it, in double quotes if it has a colon, a # or a bracket."
LONG = "Write  {0}: |  with nothing behind the |, and below it the text, each line starting with two spaces."
HASH = (
    "If it belongs to the text, put all of the text in double quotes. Else give it a line of its own, at the left."
)
MOST_FIELDS, MOST_ITEMS = 40, 1000  # of a group and of a list
LONGEST_LINE, LONGEST_TEXT = 1000, 10_000  # characters; a page holds 1,600
YES, NO = frozenset(("yes", "ja", "true")), frozenset(("no", "nee", "false", ""))

# A long text without its bar: a letter typed for it, a list, or an empty line that parts no paragraphs.
NO_BAR = re.compile(r"[lI1¦] *\n|>?[-+ \d]*\n?\s*([-*+]|\d+[.)]) [^\n]*\n\s*([-*+]|\d+[.)]) ")
LONE_BREAK = re.compile(r"[^\n]\n[^\n]")
ESCAPE = re.compile(r'"(?:[^\\]|\\["\\])*\\[^"\\]')


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

    def __init__(self, file: File, node: yaml.Node | None, name: str = WHOLE) -> None:
        self.file = file
        self.start = file.mark(node.start_mark) if node else Mark(file.name)
        self.nodes: dict[str, yaml.Node] = {}
        self.keys: dict[str, yaml.Mark] = {}
        self.asked: list[str] = []
        self.missing: dict[str, str] = {}
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value[:MOST_FIELDS]:
                self._take(key, value)
            self._count(node, MOST_FIELDS, f"{name} has", "fields")
        elif node:
            self._wrong(yaml.MappingNode, node, name, ROOT if name == WHOLE else GROUP)

    def text(self, name: str, *, required: bool = False) -> Text:
        """A text of one line; empty when there is none."""
        text = _one_line(self._read(name, LINE.format(name), required))
        return self._within(text, name, LONGEST_LINE)

    def prose(self, name: str, *, required: bool = False) -> Prose:
        """A Markdown text; empty when there is none."""
        text = self._within(self._read(name, LONG.format(name), required), name, LONGEST_TEXT)
        if not text.raw.startswith("|") and (NO_BAR.match(text.raw) or LONE_BREAK.search(text)):
            message = f"without a | the lines of '{name}' all run together"
            self.file.report(text.mark, "no-bar", message, LONG.format(name))
        for part, what, remedy in dict.fromkeys(markdown.refused(text)):
            self.file.report(text.place(part), "markdown", f"'{name}' holds {what}", remedy)
        html = markdown.html(text)
        if required and _shows(text) and not _shows(re.sub("<[^>]*>", "", html)):
            self.file.report(text.mark, "empty-text", f"nothing of '{name}' is printed", LONG.format(name))
        return Prose(text, html)

    def texts(self, name: str) -> list[Text]:
        """The texts of a list; empty when there is none."""
        items = (self._text(item, f"an item of '{name}'", ITEM) for item in self._items(name))
        return [self._within(_one_line(text), name, LONGEST_LINE) for text in items if text]

    def groups(self, name: str) -> list["Fields"]:
        """The groups of fields in a list; empty when there is none."""
        return [Fields(self.file, item, f"an item of '{name}'") for item in self._items(name)]

    def yes(self, name: str) -> bool:
        """Whether a field says yes; it says no when it is missing."""
        text = self.text(name)
        if text.lower() not in YES | NO:
            self.file.report(
                text.mark, "wrong-type", f"'{name}' is '{text}', not yes or no", "Write  yes  or  no."
            )
        return text.lower() in YES

    def fields(self, name: str) -> "Fields":
        """The group of fields below a field; empty when there is none."""
        return Fields(self.file, self._ask(name), f"'{name}'")

    def end(self) -> None:
        """Reports the fields that were not asked for, and those that must be there and are not."""
        unknown = [name for name in self.keys if name not in self.asked]
        for name in unknown:
            remedy = suggest(name, [known for known in self.asked if known not in self.nodes] or self.asked)
            self.file.report(self.keys[name], "unknown-field", f"unknown field '{name}'", remedy)
        for name, needed in self.missing.items():
            if self.nodes and not any(closest_name(other, [name]) for other in unknown):
                self._missing(name, needed)

    def _take(self, key: yaml.Node, value: yaml.Node) -> None:
        name = str(key.value)
        if name in self.nodes:
            message = f"'{name}' stands here for the second time (the first is on line {self.keys[name].line + 1})"
            self.file.report(key.start_mark, "duplicate-field", message, "Keep one of the two.")
        elif not isinstance(key, yaml.ScalarNode):
            self._wrong(yaml.ScalarNode, key, "the name of a field", ROOT)
        else:
            self.nodes[name], self.keys[name] = value, key.start_mark

    def _count(self, node: yaml.CollectionNode, most: int, what: str, of: str) -> None:
        if len(node.value) > most:
            message = f"{what} {len(node.value)} {of}; {most} is the most"
            self.file.report(node.start_mark, "too-many", message, "Take some out.")

    def _within(self, text: Text, name: str, most: int) -> Text:
        """The text, or an empty one that is cheap to read on with, and a problem, where it is endless."""
        if len(text) <= most:
            return text
        message = f"'{name}' has {len(text)} characters; {most} is the most"
        self.file.report(text.mark, "too-long", message, "Shorten it; a page of the book holds about 1600.")
        return Text("", text.mark)

    def _ask(self, name: str) -> yaml.Node | None:
        self.asked.append(name)
        return self.nodes.get(name)

    def _items(self, name: str) -> list[yaml.Node]:
        node = self._ask(name)
        if isinstance(node, yaml.SequenceNode):
            self._count(node, MOST_ITEMS, f"'{name}' has", "items")
            return list(node.value[:MOST_ITEMS])
        if node and node.value:
            self._wrong(yaml.SequenceNode, node, f"'{name}'", LIST)
        return []

    def _read(self, name: str, remedy: str, required: bool) -> Text:
        """The text of a field; ``remedy`` says how to write it."""
        node = self._ask(name)
        if node is None:
            if required:
                self.missing[name] = remedy
            return Text("", self.start)
        known = len(self.file.problems)
        text = self._text(node, f"'{name}'", remedy)
        if required and not _shows(text) and len(self.file.problems) == known:
            self.file.report(text.mark, "empty-text", f"'{name}' is empty", remedy)
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
            self.file.report(self.start, "missing-field", f"the field '{name}' is missing", remedy)

    def _text(self, node: yaml.Node, what: str, remedy: str) -> Text:
        """The text of a node exactly as it is written, also where YAML would see a number or yes and no."""
        place = self.file.mark(node.start_mark)
        if not isinstance(node, yaml.ScalarNode):
            self._wrong(yaml.ScalarNode, node, what, remedy)
            return Text("", place)
        text = Text(node.value, place, self.file.text[node.start_mark.index : node.end_mark.index])
        if text.raw.startswith(("!", "&")):  # a tag or an anchor, which YAML would leave out
            message = f"{what} starts with {text.raw[0]} and stands without quotes"
            quoted = f'Put it in double quotes:  "{text.raw}"'
            remedy = f"Take  {text.raw.split()[0]}  away." if "\n" in text.raw else quoted
            self.file.report(place, "not-yaml", message, remedy)
        if ESCAPE.match(text.raw):
            message = f"{what} has a backslash (\\), which between double quotes means something else"
            self.file.report(place, "not-yaml", message, "Write the backslash twice (\\\\).")
        if not text.raw.startswith(("|", ">")):
            self._comment(node, what)
        return text

    def _comment(self, node: yaml.Node, what: str) -> None:
        """Reports a # that cuts a text short, behind it or on the next line."""
        end = node.end_mark.index
        start = self.file.text.rfind("\n", 0, node.start_mark.index) + 1
        indent = re.match(" *", self.file.text[start:])
        same = re.match(r"[ \t]*(#.*)", self.file.text[end:])
        below = re.match(r"[ \t]*\n\s*?( +)(#.*)", self.file.text[end:])
        if below and indent and len(below[1]) <= len(indent[0]):
            below = None
        if found := same or below:
            message = f"{what} stops here; '{found[found.lastindex or 1]}' is not printed"
            self.file.report(node.end_mark, "cut-by-hash", message, HASH)

    def _wrong(self, wanted: type[yaml.Node], node: yaml.Node, what: str, remedy: str) -> None:
        message = f"{what} should be {KINDS[wanted]}, but is {KINDS[type(node)]}"
        self.file.report(node.start_mark, "wrong-type", message, remedy)


def _one_line(text: Text) -> Text:
    return Text(" ".join(text.split()), text.mark, text.raw)


def _shows(text: str) -> bool:
    """Whether anything of a text is seen on paper."""
    return any(character.isprintable() and not character.isspace() for character in text)
