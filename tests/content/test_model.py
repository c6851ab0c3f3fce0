"""A field is declared with its type and its kind; what is read has that type."""

from collections.abc import Mapping
from pathlib import Path
from types import GenericAlias
from typing import get_type_hints

import pytest

from handbook.content.brand_colour import BrandColour
from handbook.content.brand_kinds import BrandName, LabelsByLanguage, LookName
from handbook.content.case_model import PAGE_TEXTS, Case, Picture
from handbook.content.field_docs import TITLES
from handbook.content.field_kinds import (
    Choice,
    ColourList,
    Date,
    Field,
    FocalPoint,
    Group,
    GroupList,
    InkTable,
    LabelGroup,
    LanguageCode,
    Line,
    LineList,
    MarkdownText,
    Number,
    PageSize,
    PaperName,
    ProfileFile,
    YesNo,
    fields_by_attribute,
    fields_by_name,
)
from handbook.content.loader import load
from handbook.content.print_settings import ColourInks
from handbook.content.printed_texts import printed_by_field
from handbook.content.stocks import Paper
from handbook.content.text import Prose, Text
from tests.books import SEED, write

TYPES: Mapping[type[Field], tuple[object, ...]] = {
    BrandName: (Path | None,),
    LookName: (Path, Text),
    LabelsByLanguage: (Mapping[str, Mapping[str, str]],),
    Line: (Text, str),
    MarkdownText: (Prose,),
    LineList: (tuple[Text, ...],),
    YesNo: (bool,),
    Choice: (Text, str),
    LanguageCode: (str,),
    Number: (float,),
    Date: (str,),
    PageSize: (tuple[float, float],),
    PaperName: (Paper | None,),
    FocalPoint: (tuple[int, int],),
    ProfileFile: (Path,),
    InkTable: (ColourInks,),
    ColourList: (tuple[BrandColour, ...],),
    LabelGroup: (Mapping[str, str],),
}


def types(kind: Field) -> tuple[object, ...]:
    """The types that a field of a kind can be declared with."""
    if isinstance(kind, GroupList):
        return (GenericAlias(tuple, (kind.group, ...)),)
    if isinstance(kind, Group):
        return (kind.group | None,) if kind.group is Picture else (kind.group,)
    return next(declared for base, declared in TYPES.items() if isinstance(kind, base))


@pytest.mark.parametrize("group", TITLES, ids=lambda group: str(group.__name__))
def test_the_type_of_a_field_is_that_of_its_kind(group: type) -> None:
    """Nothing else checks that: a value is read by its kind, and used by its type."""
    hints = get_type_hints(group)
    for attribute, kind in fields_by_attribute(group).items():
        assert hints[attribute] in types(kind), attribute


def test_the_texts_that_fill_a_page_are_fields_of_a_case() -> None:
    assert all(isinstance(fields_by_name(Case)[name], MarkdownText) for name in PAGE_TEXTS)


def test_every_printed_text_of_a_case_is_known_by_its_field(tmp_path: Path) -> None:
    portrait = {"file": "jan.jpg", "alt": "Jan lacht.", "credit": "Foto: Els"}
    content = write(tmp_path / "book", [{"portrait": portrait, "themes": ["Een"], "questions": ["Wat?"]}])
    (content / "images").mkdir()
    (content / "images" / "jan.jpg").write_bytes(b"")
    texts = printed_by_field(load(content).cases[0])
    assert texts.keys() >= {"title", "person", "role", "experience", "good_work", "quote", "credit"}
    assert not texts.keys() & {"language", "file", "alt", "focus"}  # which are not printed
    assert texts["credit"] == "Foto: Els"
    assert "credit" not in printed_by_field(load(SEED).cases[0])
