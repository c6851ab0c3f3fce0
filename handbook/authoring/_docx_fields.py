"""The fields of a Word file: instructions that Word keeps beside the text that it shows for them."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

WORDS = re.compile(r'"([^"]*)"|(\S+)')
WITH_VALUE = ("\\l", "\\o", "\\t")  # switches of a link that have a value
CONTENTS = ("TOC", "INDEX")
DELETED = ("del", "moveFrom", "w14:conflictDel")
CHECKED, NOT_CHECKED = "☒", "☐"


@dataclass(eq=False)
class Field:
    """A field that is open: its instruction, and whether its result has begun."""

    has_end: bool  # otherwise it ends where its paragraph does
    instruction: str = ""
    in_result: bool = False
    form_text: str = ""  # what a field of a form shows
    has_text: bool = False  # its result
    passed_over: list[str] = field(default_factory=list)  # texts between instructions

    @property
    def name(self) -> str:
        return self.instruction.split(maxsplit=1)[0].upper() if self.instruction.strip() else ""

    @property
    def address(self) -> str:
        """The address of a link, with its part; empty if the field is no link."""
        return link_address(self.instruction) if self.name == "HYPERLINK" else ""

    @property
    def is_contents(self) -> bool:
        return self.name in CONTENTS


def open_fields(body: Element) -> set[int]:
    """Returns the ids of the elements that begin a field without an end, but for those in deleted text."""
    deleted = {id(mark) for name in DELETED for change in body.iter(name) for mark in change.iter("fldChar")}
    begun: list[int] = []
    for mark in body.iter("fldChar"):
        kind = mark.get("fldCharType") if id(mark) not in deleted else ""
        if kind == "begin":
            begun.append(id(mark))
        elif kind == "end" and begun:
            begun.pop()
    return {*begun}


def link_address(instruction: str) -> str:
    """Returns the address in the instruction of a link, with the part of its page that the switch l gives."""
    words = [quoted or word for quoted, word in WORDS.findall(instruction)][1:]
    address, part = "", ""
    while words:
        word = words.pop(0)
        if word in WITH_VALUE:
            value = words.pop(0) if words else ""
            part = value if word == "\\l" else part
        elif not word.startswith("\\") and not address:
            address = word.replace("\\\\", "\\")
    return with_part(address, part)


def with_part(address: str, part: str) -> str:
    """Returns an address that leads to a part of its page."""
    return f"{address}#{part}" if part and "#" not in address else address


def form_text(character: Element) -> str:
    """Returns what a field of a form shows: whether a box is ticked, or the chosen line of a list."""
    data = character.find("ffData")
    if data is None:
        return ""
    if (box := data.find("checkBox")) is not None:
        states = [state for name in ("checked", "default") if (state := box.find(name)) is not None]
        is_ticked = bool(states) and states[0].get("val", "1") not in ("0", "false", "off")
        return CHECKED if is_ticked else NOT_CHECKED
    if (choice := data.find("ddList")) is not None:
        entries = [entry.get("val", "") for entry in choice.iter("listEntry")]
        indices = [index for name in ("result", "default") if (index := choice.find(name)) is not None]
        chosen = indices[0].get("val", "0") if indices else "0"
        return (
            entries[int(chosen)] if chosen.isdecimal() and len(chosen) < 5 and int(chosen) < len(entries) else ""
        )
    return ""
