"""The texts of a handbook that the book prints, as the declarations of its fields say."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass

from handbook.content.field_kinds import Group, by_attribute
from handbook.content.text import Prose, Text


def printed(value: object) -> Iterator[Text | Prose]:
    """Yields every text that the book prints of a value of the model, such as a case or a handbook."""
    match value:
        case Text() | Prose():
            yield value
        case tuple():
            for item in value:
                yield from printed(item)
        case Mapping():
            yield from printed(tuple(value.values()))
        case _ if is_dataclass(value):
            group: type = type(value)
            for name, kind in by_attribute(group).items():
                if kind.printed:
                    yield from printed(getattr(value, name))


def printed_by_field(value: object) -> dict[str, Text]:
    """Returns the printed texts of a group by the names of their fields, without lists, with nested groups."""
    texts: dict[str, Text] = {}
    group: type = type(value)
    for name, kind in by_attribute(group).items():
        match getattr(value, name) if kind.printed else None:
            case Text() as text:
                texts[name] = text
            case Prose(source=text):
                texts[name] = text
            case inner if isinstance(kind, Group) and inner is not None:
                texts |= printed_by_field(inner)
    return texts
