"""Problems for programs: annotations for GitHub, JSON, SARIF."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from handbook import resources
from handbook.api import Mark, Problem
from handbook.cli import commands as cli
from handbook.cli.problem_formats import FORMATS, as_annotation, as_json, as_sarif
from handbook.support.messages import message
from tests.books import build, change, copy_seed

PROBLEM = Problem(
    Mark("a: b/100%,c.yaml", 8, 5), "unknown-field", "50% wrong\r", "Do this.\nOr that: now.", "warning"
)
IN_PDF = Problem(
    Mark(message("preflight.place", file="x-print.pdf", page=5, x=12.3, y=40.0)), "ink", "too much", "Less."
)


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a book with an error and a warning, in which the user stands."""
    book = copy_seed(tmp_path / "mijn boek")
    monkeypatch.chdir(book)
    change(book / "cases" / "01-de-koek-groter-maken.yaml", "experience:", "experiance:")
    return book


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    return code, *capsys.readouterr()


def test_github_shows_each_problem_beside_its_line(
    faulty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(faulty.parent))
    code, output, errors = run(capsys, "check", "--format", "github")
    assert (code, errors) == (1, "")
    place = "file=mijn boek/cases/01-de-koek-groter-maken.yaml,line=4,col=1,title=unknown-field"
    assert f"::error {place}::unknown field 'experiance'%0Adid you mean 'experience'?\n" in output


def test_what_means_something_to_github_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    assert as_annotation(PROBLEM) == (
        "::warning file=a%3A b/100%25%2Cc.yaml,line=8,col=5,title=unknown-field"
        "::50%25 wrong%0D%0ADo this.%0AOr that: now."
    )
    assert as_annotation(IN_PDF).startswith(
        "::error file=x-print.pdf,title=ink::page 5, x 12.3 y 40.0 mm: too much%0A"
    )


def test_json_is_the_whole_output(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, output, errors = run(capsys, "--format", "json")
    assert (code, errors) == (1, "")
    first, *others = json.loads(output)
    assert first == {
        "file": str(Path("cases", "01-de-koek-groter-maken.yaml")),
        "line": 4,
        "column": 1,
        "severity": "error",
        "id": "unknown-field",
        "message": "unknown field 'experiance'",
        "remedy": "did you mean 'experience'?",
    }
    assert all(problem.keys() == first.keys() for problem in others)


def test_without_problems_a_document_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("build", "--only", "email", "--format")
    content = copy_seed(tmp_path / "book")
    assert build(content, tmp_path / "output", *options, "json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert build(content, tmp_path / "output", *options, "sarif") == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []


def test_sarif_has_what_its_standard_requires(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The properties that sections 3.13 to 3.30 of SARIF 2.1.0 require, with values that they allow."""
    code, output, errors = run(capsys, "check", "--format", "sarif")
    assert (code, errors) == (1, "")
    log: dict[str, Any] = json.loads(output)
    assert log["version"] == "2.1.0"
    (sarif_run,) = log["runs"]
    driver = sarif_run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("handbook", resources.VERSION)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids)) > 0
    for result in sarif_run["results"]:
        assert result["ruleId"] in ids and result["level"] in ("error", "warning") and result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert re.fullmatch(r"[\w./%-]+", place["artifactLocation"]["uri"])
        assert place.get("region", {"startLine": 1, "startColumn": 1}).keys() == {"startLine", "startColumn"}
        assert min(place.get("region", {"startLine": 1}).values()) >= 1


def test_a_place_in_a_pdf_is_its_file_and_its_page(tmp_path: Path) -> None:
    (fields,) = json.loads(as_json([IN_PDF]))
    assert (fields["file"], fields["line"]) == ("x-print.pdf", None)
    assert fields["message"] == "page 5, x 12.3 y 40.0 mm: too much"
    outside = Problem(Mark(str(tmp_path / "één boek.yaml")), "no-file", "missing", "Make it.")
    results = json.loads(as_sarif([IN_PDF, outside]))["runs"][0]["results"]
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert uris[0] == "x-print.pdf" and uris[1] == (tmp_path / "één boek.yaml").as_uri()


@pytest.mark.parametrize("name", FORMATS)
def test_a_mistake_in_the_program_writes_no_document(
    faulty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("handbook.api.check", broken)
    code, output, errors = run(capsys, "check", "--format", name)
    assert (code, output) == (70, "") and "mistake in the program" in errors
