"""The documentation is right: links have targets; commands, fields and modules exist."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

from handbook.cli.options import parse
from handbook.content.brand import Brand
from handbook.content.case_model import Case
from handbook.content.json_schema import schema
from handbook.content.model import Handbook
from handbook.content.stocks import stock_list, stocks
from handbook.preflight.rules import RULES
from tests.books import ROOT

PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "profiles" / "README.md"])
ARCHITECTURE, PRINTING = ROOT / "docs" / "architecture.md", ROOT / "docs" / "printing.md"
PIPELINES = ROOT / "docs" / "pipelines.md"
LOCKS = sorted(ROOT.glob("requirements*.lock"))
LONGEST_README = 130  # lines, with the pictures of the looks
COMMAND = re.compile(r"python3 build\.py(?: [^`|\n]*)?")
MODULE = re.compile(r"`((?:handbook|tests|templates|profiles|bench)/[\w./-]*)`")
PARSER = MarkdownIt("commonmark").enable("table")

each_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())


def tokens(paper: Path) -> Iterator[Token]:
    for token in PARSER.parse(paper.read_text("utf-8")):
        yield token
        yield from token.children or ()


def anchors(paper: Path) -> set[str]:
    """The names of the headings of a page, as GitHub makes them."""
    blocks = PARSER.parse(paper.read_text("utf-8"))
    titles = [blocks[index + 1].content for index, token in enumerate(blocks) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def tables(paper: Path) -> list[list[str]]:
    """The rows of a page's tables, cell by cell."""
    lines = paper.read_text("utf-8").splitlines()
    return [line.strip(" |").split(" | ") for line in lines if line.startswith("| ")]


def yaml_blocks(paper: Path) -> list[str]:
    return [token.content for token in tokens(paper) if token.type == "fence" and token.info == "yaml"]


def test_the_readme_is_one_page() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= LONGEST_README


def test_the_dutch_readme_says_the_same() -> None:
    """The same headings, links, commands and files, in the same order; only the words differ."""
    english, dutch = (ROOT / name for name in ("README.md", "README.nl.md"))
    assert _skeleton(dutch) == _skeleton(english)
    assert len(dutch.read_text("utf-8").splitlines()) <= LONGEST_README


def _skeleton(paper: Path) -> dict[str, object]:
    parts = [(token.tag, token.attrs.get("href") or token.attrs.get("src")) for token in tokens(paper)]
    text = paper.read_text("utf-8")
    options = re.findall(r"(?<=`)(--[a-z-]+)", text)
    commands = [re.sub(' FILE| ".*', "", command) for command in COMMAND.findall(text)]
    return {
        "headings": [tag for tag, _ in parts if tag in ("h1", "h2", "h3")],
        "links": [target for _, target in parts if target and not str(target).startswith("README")],
        "commands": commands,
        "options": options,
        "files": re.findall(r"`(goed-werk-[\w.-]+)`", text),
        "fields": [list(yaml.load(block, yaml.BaseLoader)) for block in yaml_blocks(paper)],
    }


@each_paper
def test_links_and_pictures_are_there(paper: Path) -> None:
    targets = [str(token.attrs.get("href") or token.attrs.get("src") or "") for token in tokens(paper)]
    for address in filter(None, targets):
        if address.startswith("http"):
            continue
        file, _, heading = address.partition("#")
        target = paper.parent / unquote(file) if file else paper
        assert target.exists(), f"{address} leads nowhere"
        assert not heading or heading in anchors(target), f"there is no heading {address}"


@each_paper
def test_every_command_is_one_that_the_program_knows(paper: Path) -> None:
    for command in COMMAND.findall(paper.read_text("utf-8")):
        typed = re.split(r" {2,}|[).,;:]?$", command)[0]  # two spaces part a command from what it is for
        parse(shlex.split(typed)[2:])


@each_paper
def test_examples_have_fields_that_exist(paper: Path) -> None:
    fields: dict[str, Any] = {}
    for kind in (Case, Handbook, Brand):
        for name, value in schema(kind)["properties"].items():
            fields.setdefault(name, []).append(value)
    for block in yaml_blocks(paper):
        for name, value in yaml.load(block, yaml.BaseLoader).items():
            assert name in fields, f"there is no field '{name}'"
            assert any(Draft7Validator(one).is_valid(value) for one in fields[name]), f"{name}: {value}"


def test_the_pipelines_type_commands_that_the_program_knows() -> None:
    blocks = [token.content for token in tokens(PIPELINES) if token.type == "fence"]
    workflows = [yaml.safe_load(token.content) for token in tokens(PIPELINES) if token.info == "yml"]
    assert [set(workflow) & {"jobs", "book"} for workflow in workflows] == [{"jobs"}, {"book"}]
    typed = re.findall(r"(?:build\.py\"?|/book\" handbook)( .*)?$", "\n".join(blocks), re.MULTILINE)
    assert len(typed) == 4
    for arguments in typed:
        parse(shlex.split(arguments))


@each_paper
def test_every_file_that_is_named_is_there(paper: Path) -> None:
    text = paper.read_text("utf-8")
    named = [name for name in MODULE.findall(text) if "NAME" not in name and "/fr." not in name]
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_room_is_in_the_table_and_in_the_order_of_imports() -> None:
    rooms = {path.parent.name for path in (ROOT / "handbook").glob("*/__init__.py")}
    rows = {row[0].strip("`"): row for row in tables(ARCHITECTURE) if len(row) == 4 and row[0].strip("`") in rooms}
    assert rows.keys() == rooms
    for room, (*_, modules) in rows.items():
        for name in re.findall(r"`(\w+)`", modules):
            place = ROOT / "handbook" / room / name
            assert place.is_dir() or place.with_suffix(".py").is_file(), f"{room} has no module {name}"
    order = next(line for line in ARCHITECTURE.read_text("utf-8").splitlines() if line.startswith("    cli > "))
    assert rooms <= set(re.split(r" > |, ", order.strip()))


def test_every_module_that_knows_weasyprints_private_side_is_listed() -> None:
    engine = {path.name for path in (ROOT / "handbook" / "layout" / "engine").glob("*.py")} - {"__init__.py"}
    listed = set(re.findall(r"^\*\*`(\w+\.py)`\*\*", ARCHITECTURE.read_text("utf-8"), re.MULTILINE))
    assert listed == engine


def test_every_token_that_is_named_exists() -> None:
    """A name that ends in … means all names that start with it."""
    sheets = "".join(path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.css"))
    tokens = set(re.findall(r"(--[\w-]+):", sheets))
    tokens |= set(re.findall(r"var\((--portrait-[\w-]+)", sheets))  # measured by the program
    tokens |= {token.removesuffix("-rgb") for token in tokens}  # the program declares --ink for --ink-rgb
    named = re.findall(r"(--[a-z][a-z-]*)(…?)", (ROOT / "docs" / "style.md").read_text("utf-8"))
    tokens_exist = {
        name: tokens & {name} or {token for token in tokens if more and token.startswith(name)}
        for name, more in named
    }
    assert [name for name, exists in tokens_exist.items() if not exists] == []


def test_every_rule_of_the_preflight_is_listed() -> None:
    ids = [rule.id for rule in RULES]
    assert [row[0].strip("`") for row in tables(PRINTING) if row[0].strip("`") in ids] == ids


def test_every_paper_is_listed_with_its_weights() -> None:
    kinds = {name.split()[0] for name in stocks()}
    rows = [(row[0].strip("`"), row[1]) for row in tables(PRINTING)]
    assert "; ".join(f"{kind} {weights}" for kind, weights in rows if kind in kinds) == stock_list()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_named_with_its_licence(lock: Path) -> None:
    packages = re.findall(r"^([\w.-]+)==", lock.read_text("utf-8"), re.MULTILINE)
    named = {name for row in tables(ROOT / "THIRD-PARTY.md") for name in row[0].split(", ")}
    assert packages and set(packages) - named == set()


def test_the_licence_is_stated_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "MIT" and (ROOT / project["readme"]).exists()
    head, _, owner, *_ = (ROOT / "LICENSE").read_text("utf-8").splitlines()
    assert head == "MIT License" and owner.endswith("the authors of the handbook generator")
