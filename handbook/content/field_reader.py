"""Reads the fields of a YAML mapping one by one; every mistake becomes a Problem at its place."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import yaml

from handbook.content import markdown
from handbook.content._scalars import is_visible, limit_length, one_line, read_scalar, report_kind
from handbook.content.field_kinds import LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS
from handbook.content.text import Prose, Text
from handbook.content.yaml_source import YamlFile
from handbook.support.messages import Message, message
from handbook.support.names import closest_name, suggest
from handbook.support.problems import Mark, problem

MOST_FIELDS = 40  # of a group
YES, NO = frozenset(("yes", "ja", "true")), frozenset(("no", "nee", "false", ""))

# A long text without its bar: a letter typed in its place, a list, or a line break within a paragraph.
NO_BAR = re.compile(r"[lI1¦] *\n|>?[-+ \d]*\n?\s*([-*+]|\d+[.)]) [^\n]*\n\s*([-*+]|\d+[.)]) ")
LONE_BREAK = re.compile(r"[^\n]\n[^\n]")


class FieldReader:
    """The fields of one mapping. Each is read by its name; ``finish`` reports what is missing or unknown.

    ``texts`` has the texts of one line that were read, and ``parts`` the readers of the groups, by name.
    """

    def __init__(
        self, file: YamlFile, node: yaml.Node | None, subject: Message | None = None, remedy: Message | None = None
    ) -> None:
        """Takes the fields of ``node``, which problems call ``subject``: by default the whole file."""
        self.file = file
        self.start = file.mark(node.start_mark) if node else Mark(file.name)
        self.nodes: dict[str, yaml.Node] = {}
        self.keys: dict[str, Mark] = {}
        self.known: list[str] = []
        self.missing: dict[str, Message] = {}
        self.texts: dict[str, Text] = {}
        self.parts: dict[str, FieldReader] = {}
        subject = subject or message("subject.file")
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value[:MOST_FIELDS]:
                self._take(key, value)
            if (count := len(node.value)) > MOST_FIELDS:
                file.report(problem(self.start, "too-many.fields", subject=subject, count=count, most=MOST_FIELDS))
        elif node:
            report_kind(file, node, yaml.MappingNode, subject, remedy or message("how-to-write.file"))

    def line(self, name: str, *, required: bool = False) -> Text:
        """Reads a text of one line; empty if there is none."""
        text = one_line(self._read(name, message("how-to-write.line", name=name), required))
        self.texts[name] = limit_length(self.file, text, name, LONGEST_LINE)
        return self.texts[name]

    def prose(self, name: str, *, required: bool = False, keeps_lines: bool = False) -> Prose:
        """Reads a Markdown text; empty if there is none."""
        remedy = message("how-to-write.long-text", name=name)
        text = limit_length(self.file, self._read(name, remedy, required), name, LONGEST_TEXT)
        if not text.raw.startswith("|") and (NO_BAR.match(text.raw) or LONE_BREAK.search(text)):
            self.file.report(problem(text.mark, "no-bar", remedy=remedy, name=name))
        for part, key, address in dict.fromkeys(markdown.find_refused(text)):
            self.file.report(problem(text.place(part), key, name=name, address=address))
        html = markdown.html(text, keeps_lines=keeps_lines)
        if required and is_visible(text) and not is_visible(re.sub("<[^>]*>", "", html)):
            self.file.report(problem(text.mark, "empty-text.nothing-printed", remedy=remedy, name=name))
        return Prose(text, html)

    def lines(self, name: str) -> tuple[Text, ...]:
        """Reads the texts of a list; empty if there is none."""
        subject, remedy = message("subject.item", name=name), message("how-to-write.item")
        items = [read_scalar(self.file, item, subject, remedy) for item in self._items(name)]
        return tuple(limit_length(self.file, one_line(text), name, LONGEST_LINE) for text in items if text)

    def rows(self, name: str) -> list[tuple[Text, ...]]:
        """Reads a field that is one text or a list, in which each item is a text or a list of texts."""
        node = self._node(name)
        if isinstance(node, yaml.ScalarNode):
            return [(text,)] if (text := self.line(name)) else []
        subject, remedy = message("subject.item", name=name), message("how-to-write.item")
        items = [item.value if isinstance(item, yaml.SequenceNode) else [item] for item in self._items(name)]
        rows = (tuple(read_scalar(self.file, each, subject, remedy) for each in item) for item in items)
        return [row for row in rows if any(row)]

    def yes_no(self, name: str, *, default: bool) -> bool:
        """Reads yes or no; ``default`` if it is missing."""
        text = self.line(name)
        if not text:
            return default
        if text.lower() not in YES | NO:
            self.file.report(problem(text.mark, "wrong-type.yes-no", name=name, text=text))
        return text.lower() in YES

    def group(self, name: str) -> "FieldReader":
        """Returns the reader of a group of fields; one without fields if there is none."""
        self.parts[name] = self._group(self._node(name), message("subject.field", name=name))
        return self.parts[name]

    def groups(self, name: str) -> list["FieldReader"]:
        """Returns a reader for each group of fields in a list."""
        return [self._group(item, message("subject.item", name=name)) for item in self._items(name)]

    def is_empty(self, name: str) -> bool:
        """Returns whether a field is missing or has nothing after its colon."""
        return self._node(name) is None or self.nodes[name].value == ""

    def finish(self, synonyms: Mapping[str, str] = MappingProxyType({})) -> None:
        """Reports the fields that were not read, and those that must be there and are not.

        ``synonyms`` has words that are suggested as the name of a field.
        """
        unknown = [name for name in self.keys if name not in self.known]
        for name in unknown:
            free = [known for known in self.known if known not in self.nodes] or self.known
            remedy = suggest(_meant(name, free, synonyms) or name, free)
            self.file.report(problem(self.keys[name], "unknown-field", remedy=remedy, name=name))
        for name, remedy in self.missing.items():
            if self.nodes and not any(_meant(other, [name], synonyms) for other in unknown):
                self._report_missing(name, remedy)

    def _take(self, key: yaml.Node, value: yaml.Node) -> None:
        name, place = str(key.value), self.file.mark(key.start_mark)
        if name in self.nodes:
            self.file.report(problem(place, "duplicate-field", name=name, line=self.keys[name].line))
        elif not isinstance(key, yaml.ScalarNode):
            report_kind(self.file, key, yaml.ScalarNode, message("subject.name"), message("how-to-write.file"))
        else:
            self.nodes[name], self.keys[name] = value, place

    def _node(self, name: str) -> yaml.Node | None:
        if name not in self.known:
            self.known.append(name)
        return self.nodes.get(name)

    def _group(self, node: yaml.Node | None, subject: Message) -> "FieldReader":
        return FieldReader(self.file, node, subject, message("how-to-write.group"))

    def _items(self, name: str) -> list[yaml.Node]:
        node = self._node(name)
        if isinstance(node, yaml.SequenceNode):
            if (count := len(node.value)) > MOST_ITEMS:
                place = self.file.mark(node.start_mark)
                self.file.report(problem(place, "too-many.items", name=name, count=count, most=MOST_ITEMS))
            return list(node.value[:MOST_ITEMS])
        if node and node.value:
            subject = message("subject.field", name=name)
            report_kind(self.file, node, yaml.SequenceNode, subject, message("how-to-write.list"))
        return []

    def _read(self, name: str, remedy: Message, required: bool) -> Text:
        """Reads the text of a field; ``remedy`` says how to write it."""
        node = self._node(name)
        if node is None:
            if required:
                self.missing[name] = remedy
            return Text("", self.start)
        before = len(self.file.problems)
        text = read_scalar(self.file, node, message("subject.field", name=name), remedy)
        if required and not is_visible(text) and len(self.file.problems) == before:
            self.file.report(problem(text.mark, "empty-text.field", remedy=remedy, name=name))
        return text

    def _report_missing(self, name: str, remedy: Message) -> None:
        if indented := re.search(rf"^[ ]+({name})\s*:", self.file.text, re.MULTILINE):
            before = self.file.text[: indented.start(1)]
            place = Mark(self.file.name, before.count("\n") + 1, len(before) - before.rfind("\n"))
            self.file.report(problem(place, "indentation.field-in-text", name=name))
        else:
            self.file.report(problem(self.start, "missing-field", remedy=remedy, name=name))


def _meant(word: str, names: Sequence[str], synonyms: Mapping[str, str]) -> str:
    """The name of the field that a word stands for or resembles; empty if there is none."""
    by_word = {
        **{synonym: name for synonym, name in synonyms.items() if name in names},
        **{name: name for name in names},
    }
    return by_word.get(closest_name(word, list(by_word)), "")
