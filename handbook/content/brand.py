"""A house style that books share: a folder, or a zip, with a brand.yaml; handbook.yaml names it as ``brand:``.

What it says becomes the values of handbook.yaml itself, where that leaves them out. Nothing later knows of brands,
but that files of one have an address of their own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from handbook.content._content_file import open_fields
from handbook.content.brand_colour import BrandColour
from handbook.content.brand_files import BRAND_FILE, folder_problems
from handbook.content.brand_kinds import LabelsByLanguage
from handbook.content.brand_path import brand_folder, path_of
from handbook.content.case_model import Picture
from handbook.content.field_kinds import Line, fields_by_attribute
from handbook.content.field_reader import FieldReader
from handbook.content.labels import FOLDER as LABELS
from handbook.content.labels import read_labels
from handbook.content.looks import DEFAULT, look_folders
from handbook.content.model import Handbook
from handbook.content.picture_fields import BRAND_ADDRESS
from handbook.content.print_settings import Print
from handbook.content.read_fields import read_fields
from handbook.content.text import Text
from handbook.support.names import display_path, suggest
from handbook.support.outside_files import is_file
from handbook.support.problems import Mark, Problem, Rejected, problem

LOOK_FILES = ("tokens.css", "figure.html")  # without which a look makes no book
_OF_BOOK = fields_by_attribute(Handbook)
PAIR = frozenset(("profile", "condition"))  # of a print shop: one says nothing without the other


@dataclass(frozen=True)
class Brand:
    """The fields of brand.yaml. All but ``name`` and ``labels`` are those of handbook.yaml."""

    name: Annotated[Text, Line("Whose house style it is.", required=True, example="Gemeente Duinrand")]
    look: Annotated[Text, _OF_BOOK["look"]]
    colour: Annotated[tuple[BrandColour, ...], _OF_BOOK["colour"]]
    size: Annotated[Text, _OF_BOOK["size"]]
    logo: Annotated[Picture | None, _OF_BOOK["logo"]]
    cover: Annotated[Picture | None, _OF_BOOK["cover"]]
    labels: Annotated[
        Mapping[str, Mapping[str, str]],
        LabelsByLanguage("Words that the books print, for each language.", example="nl: …"),
    ]
    print: Annotated[Print, _OF_BOOK["print"]]


@dataclass(frozen=True)
class OpenBrand:
    """A brand in its ``folder``: the fields that brand.yaml says, and the texts of ``print:`` as written there."""

    folder: Path
    fields: Brand
    said: frozenset[str]
    print_said: frozenset[str]
    print_texts: Mapping[str, Text]

    @cached_property
    def looks(self) -> Mapping[str, Path]:
        return look_folders(self.folder)

    def labels(self, language: str, look: Path, problems: list[Problem]) -> Mapping[str, str]:
        """Returns the labels for a language: those of the look, if it is the brand's, and of brand.yaml."""
        of_look: Mapping[str, str] = {}
        if look.is_relative_to(self.folder):
            path = look / LABELS / f"{language}.yaml"
            if not is_file(path):
                problems.append(_incomplete(look, f"{LABELS}/{path.name}"))
                return self.fields.labels[language]
            reader = open_fields(path, self.folder, problems)
            of_look = read_labels(reader) if reader else {}
        return {**of_look, **self.fields.labels[language]}


def read_brand(book: FieldReader) -> OpenBrand | None:
    """Returns the brand that a handbook names; None if it names none, or one that cannot be opened.

    Its problems are added to those of the handbook.
    """
    named = book.line("brand")
    if not named:
        return None
    try:
        folder = brand_folder(path_of(named, book.file.content), named.mark)
    except Rejected as rejected:
        book.file.problems.extend(rejected.problems)
        return None
    return open_brand(folder, book.file.problems)


def open_brand(folder: Path, problems: list[Problem]) -> OpenBrand | None:
    """Returns the brand in a folder; None if its brand.yaml cannot be read. Adds what is wrong to ``problems``."""
    if mistakes := folder_problems(folder):
        problems += mistakes
        return None
    reader = open_fields(folder / BRAND_FILE, folder, problems)
    if reader is None:
        return None
    if "brand" in reader.nodes:
        problems.append(problem(reader.keys["brand"], "brand-in-brand"))
        reader.known.append("brand")
    fields = Brand(**read_fields(reader, Brand))
    looks = look_folders(folder)
    problems += _incomplete_looks(looks, folder)
    if fields.look and fields.look not in looks:
        problems.append(unknown_look(fields.look, looks))
    fields = replace(fields, logo=_of_brand(fields.logo), cover=_of_brand(fields.cover))
    printing = reader.parts["print"]
    return OpenBrand(folder, fields, _said(reader), _said(printing), printing.texts)


def _of_brand(picture: Picture | None) -> Picture | None:
    return replace(picture, folder=f"{BRAND_ADDRESS}{picture.folder}") if picture else None


def _incomplete_looks(looks: Mapping[str, Path], brand: Path) -> Iterator[Problem]:
    for look in looks.values():
        for file in LOOK_FILES if look.is_relative_to(brand) else ():
            if not is_file(look / file):
                yield _incomplete(look, file)


def _incomplete(look: Path, file: str) -> Problem:
    return problem(Mark(display_path(look)), "brand-look.incomplete", look=look.name, file=file)


def _said(reader: FieldReader) -> frozenset[str]:
    return frozenset(name for name in reader.nodes if not reader.is_empty(name))


def unknown_look(look: Text, looks: Mapping[str, Path]) -> Problem:
    """Returns the problem of a look that neither the program nor the brand has."""
    return problem(look.mark, "wrong-type.choice", remedy=suggest(look, [*looks]), name="look", text=look)


def with_brand(values: Mapping[str, Any], book: FieldReader, brand: OpenBrand | None) -> dict[str, Any]:
    """Returns the values of a handbook that were read, with those of the brand where it leaves them out.

    Its look becomes a folder, and its brand too. Reports a look that there is not.
    """
    result = {**values, "brand": brand.folder if brand else None}
    if brand:
        for name in ("look", "colour", "size", "logo", "cover"):
            if book.is_empty(name) and name in brand.said:
                result[name] = getattr(brand.fields, name)
        result["print"] = _with_print(values["print"], book.parts["print"], brand)
    looks, look = brand.looks if brand else look_folders(), result["look"]
    if look and look not in looks and (brand or book.is_empty("brand")) and look is values["look"]:
        book.file.report(unknown_look(look, looks))
    return {**result, "look": looks.get(look, looks[DEFAULT])}


def _with_print(printing: Print, fields: FieldReader, brand: OpenBrand) -> Print:
    own = _said(fields)
    taken = brand.print_said - own - (PAIR if own & PAIR else frozenset())
    kinds = fields_by_attribute(Print).items()
    attributes = [attribute for attribute, kind in kinds if (kind.name or attribute) in taken]
    return replace(printing, **{attribute: getattr(brand.fields.print, attribute) for attribute in attributes})


def print_texts(book: FieldReader, brand: OpenBrand | None) -> Mapping[str, Text]:
    """Returns the texts of ``print:`` as they are written, those of the brand where the book has none."""
    own = book.parts["print"].texts
    return {**own, **{name: text for name, text in (brand.print_texts if brand else {}).items() if not own[name]}}
