"""Reads what the lines between a title and its first label say: whose case it is, and values of other fields."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from handbook.authoring._label_finder import FIELDS, HEADED_FIELDS, OTHER, LabelFinder
from handbook.authoring._paragraphs import SENTENCE_END, Paragraph
from handbook.authoring._person_line import LONGEST_LINE, PersonLine, read_person_line

LONGEST_ROLE = 80  # characters of a line with a role alone
MOST_WORDS_IN_KEY = 4
AFTER_KEY = re.compile(r"\s*:|\s[–—-]\s|\t")
WORD = re.compile(r"(?<=\s)\w")  # but the first of a line


@dataclass
class Details:
    """What the lines below a title say: the values of fields, and the lines that say something else.

    ``role_line`` is the line that is taken for a role because of its place alone; ``others`` are those that were
    read as one more person.
    """

    values: dict[str, str] = field(default_factory=dict)
    unread: list[Paragraph] = field(default_factory=list)
    is_complete: bool = True
    role_line: Paragraph | None = None
    others: list[Paragraph] = field(default_factory=list)

    def take(self, found: PersonLine) -> None:
        """Adds a person, and the role unless there is one."""
        self.values["person"] = found.person
        if found.role:
            self.values.setdefault("role", found.role)

    @property
    def is_known(self) -> bool:
        return self.is_complete and bool(self.values)


def read_details(lines: Sequence[Paragraph], labels: LabelFinder, *, is_certain: bool) -> Details:
    """Reads the lines between a title and the first label; ``is_certain`` says that the title is one."""
    details = Details()
    for line in (part for whole in lines for part in _statements(whole, labels)):
        name, value = keyed_value(line, labels)
        found = read_person_line(value or line.tabbed, is_certain=is_certain or bool(value))
        if name and (name == OTHER or name in details.values):
            details.unread.append(line)
        elif name and name != "person":
            details.values[name] = value
        elif (found or name) and "person" not in details.values:
            details.take(found or PersonLine(value))
        elif details.is_complete and "person" in details.values and (other := read_person_line(line.tabbed)):
            _add_person(details, other, line)
        elif "person" in details.values and "role" not in details.values and _is_role(line):
            details.values["role"], details.role_line = line.text, line
        else:
            details.unread.append(line)
            details.is_complete = False
    return details


def _add_person(details: Details, other: PersonLine, line: Paragraph) -> None:
    """Adds a second person, from a line of its own; who is introduced is the author of the text."""
    if other.is_introduced or details.role_line:
        details.unread.append(line)
        details.is_complete = False
        return
    details.others.append(line)
    roles = [role for role in (details.values.get("role", ""), other.role) if role]
    details.values["person"] += f", {other.person}"
    if roles:
        details.values["role"] = ", ".join(roles)


def keyed_value(line: Paragraph, labels: LabelFinder) -> tuple[str, str]:
    """Returns the field and the value of a line such as  Functie: adviseur ; both empty if it is none."""
    key, _, value = AFTER_KEY.sub("\n", line.tabbed, count=1).partition("\n")
    name = labels.key(key) if value.strip() and len(key.split()) <= MOST_WORDS_IN_KEY else ""
    if not name:
        key, _, value = line.text.partition(" ")
        is_person = labels.key(key) == "person" and read_person_line(value) is not None  # Naam Jan Smit
        name = "person" if is_person else ""
    return (name, value.strip()) if name == OTHER or name in {*FIELDS} - {*HEADED_FIELDS} else ("", "")


def _statements(line: Paragraph, labels: LabelFinder) -> Iterator[Paragraph]:
    """Yields the parts of a line such as  Naam: Jan Smit; functie: adviseur  that each say what they hold."""
    for match in WORD.finditer(line.text[:LONGEST_LINE]):
        start = match.start()
        before = replace(line, text=line.text[:start], tab=line.tab if line.tab < start else 0)
        after = replace(line, text=line.text[start:], tab=max(0, line.tab - start))
        name = keyed_value(before, labels)[0]
        if keyed_value(after, labels)[0] and name != "quote" and (name or read_person_line(before.text)):
            yield replace(before, text=before.text.rstrip(" ,;|/–—-"))
            yield from _statements(after, labels)
            return
    yield line


def is_detail(line: Paragraph, labels: LabelFinder) -> bool:
    """Returns whether a line says what it holds, as in  Functie: adviseur  and  Verteld door Fatima Jansen."""
    found = read_person_line(line.text)
    return keyed_value(line, labels)[0] not in ("", "title") or bool(found and found.is_introduced)


def _is_role(line: Paragraph) -> bool:
    return (
        len(line.text) <= LONGEST_ROLE and not line.item and not line.frame and not SENTENCE_END.search(line.text)
    )
