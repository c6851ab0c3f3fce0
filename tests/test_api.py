"""The library: typed results, no output, no state, and the example of its page in docs/."""

import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_type_hints

import pytest

import handbook
from handbook import (
    BuildResult,
    CheckResult,
    Event,
    LayingOut,
    PreflightFailed,
    Problem,
    Product,
    Rejected,
    api,
    build,
    build_case,
    check,
    draft_mail,
    import_cases,
    new_case,
)
from tests.books import ROOT, SEED, copy_seed, visible_files, words, write

FUNCTIONS = (build, build_case, check, draft_mail, import_cases, new_case)
TEMPORARY = {"TMPDIR", "TEMP", "TMP"}  # which Python reads to find the folder for temporary files
LIST_IN_PARAGRAPH = {"experience": "Drie:\n- een\n- twee"}  # a warning


def _data(result: BuildResult) -> dict[str, bytes]:
    return {product.name: product.data for product in result.products}


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example of docs/library.md as a program."""
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "library.md").read_text("utf-8"), re.DOTALL)
    path = tmp_path / "example.py"
    path.write_text(code, "utf-8")
    return path


def _run(program: Path, *arguments: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, *map(str, (program, *arguments))]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_example_in_the_docs_runs(example: Path, tmp_path: Path) -> None:
    done = _run(example, SEED, tmp_path / "output")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\nde-koek-groter-maken fills " in f"\n{done.stdout}" and "\n6 of 6 parts are laid out\n" in done.stdout
    assert re.search(r"^goed-werk-print\.pdf: 8 pages, \d+ bytes$", done.stdout, re.MULTILINE)
    assert (tmp_path / "output" / "goed-werk-email.pdf").exists()


def test_the_example_in_the_docs_lists_the_problems(example: Path, tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{"experiance": "Een."}])
    done = _run(example, content, tmp_path / "output")
    assert done.returncode == 1 and "unknown field 'experiance'" in done.stdout and done.stderr == ""
    assert not (tmp_path / "output").exists()


def test_the_package_exports_what_the_library_has() -> None:
    assert handbook.__all__ == api.__all__
    assert all(getattr(handbook, name) is getattr(api, name) for name in handbook.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'bild'"):
        _ = handbook.bild  # type: ignore[attr-defined]  # which the checker sees too
    assert (ROOT / "handbook" / "py.typed").exists()


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: str(function.__name__))
def test_a_function_returns_a_type_that_says_all_and_does_not_change(function: object) -> None:
    result = get_type_hints(function)["return"]
    assert result is Path or result.__dataclass_params__.frozen


def test_in_memory_are_the_products_that_the_command_delivers(
    seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It prints nothing, here or in its processes, and writes nothing where it runs."""
    monkeypatch.chdir(tmp_path)
    events: list[Event] = []
    result = build(SEED, progress=events.append)
    assert capfd.readouterr() == ("", "")
    assert _data(result) == visible_files(seed) and result.problems == () and not result.unchanged
    assert all(isinstance(product, Product) and product.pages for product in result.products)
    assert not list(tmp_path.iterdir())
    steps = ["making print, desk, email, spreads", "checking goed-werk-print.pdf"]
    assert events[:7] == [LayingOut(done, 6) for done in range(7)]
    assert [str(event) for event in events[7:]] == steps


class Recorded(MutableMapping[str, str]):
    """An environment that records which variables are read."""

    def __init__(self, variables: MutableMapping[str, str]) -> None:
        self.variables, self.read = variables, set[str]()

    def __getitem__(self, name: str) -> str:
        self.read.add(name)
        return self.variables[name]

    def __setitem__(self, name: str, value: str) -> None:
        self.variables[name] = value

    def __delitem__(self, name: str) -> None:
        del self.variables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.variables)

    def __len__(self) -> int:
        return len(self.variables)


def test_it_reads_no_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    environment = Recorded(os.environ)
    monkeypatch.setattr(os, "environ", environment)
    monkeypatch.setattr(tempfile, "tempdir", None)
    build(SEED, tmp_path / "output", only=["email"])
    assert environment.read <= TEMPORARY
    assert not (tmp_path / "cache").exists(), "HANDBOOK_CACHE names it, and is for the command alone"


def test_two_builds_in_two_threads_do_not_disturb_each_other(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A third one fails meanwhile, which ends its own processes only."""
    books = [copy_seed(tmp_path / "seed"), write(tmp_path / "book", [{}] * 3), write(tmp_path / "bad", [{}])]
    (books[2] / "style.css").write_text("@font-face { font-family: Weg; src: url(weg.ttf) }\n", "utf-8")
    before, folder = [_data(build(book, only=["print", "email"])) for book in books[:2]], tempfile.gettempdir()
    with ThreadPoolExecutor() as threads:
        failing = threads.submit(build, books[2])
        builds = [
            threads.submit(build, book, tmp_path / f"output-{book.name}", only=["print", "email"])
            for book in books[:2]
        ]
        assert [_data(result.result()) for result in builds] == before
        assert isinstance(failing.exception(), Rejected)
    assert [visible_files(tmp_path / f"output-{book.name}") for book in books[:2]] == before
    assert tempfile.gettempdir() == folder
    assert capfd.readouterr() == ("", "")


def test_what_is_up_to_date_is_returned_and_not_made(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [LIST_IN_PARAGRAPH])
    output, cache = tmp_path / "output", tmp_path / "one" / "cache"
    first = build(content, output, only=["desk"], cache=cache)
    second = build(content, output, only=["desk"], cache=cache)
    assert second.unchanged and _data(second) == _data(first)
    assert [str(problem) for problem in second.problems] == [str(problem) for problem in first.problems] != []
    facts = {(product.kind, product.pages, product.note) for product in first.products}
    assert facts == {(product.kind, product.pages, product.note) for product in second.products}
    assert not build(content, output, only=["desk"]).unchanged, "without a cache it is made again"


def test_a_rejection_has_all_problems_warnings_too(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [LIST_IN_PARAGRAPH, {"good_work": words(600)}])
    with pytest.raises(Rejected) as rejected:
        build(content, tmp_path / "output")
    assert [problem.id for problem in rejected.value.problems] == ["no-list", "too-long"]
    assert "01-verhaal-1.yaml:" in str(rejected.value) and not (tmp_path / "output").exists()


def test_check_returns_all_problems_and_how_full_each_page_is(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [LIST_IN_PARAGRAPH, {"good_work": words(600)}])
    result = check(content)
    ids = [problem.id for problem in result.problems]
    assert ids[:2] == ["no-list", "too-long"] and set(ids[2:]) == {"typing"} and not result.ok
    assert [fill.case for fill in result.spreads] == ["verhaal-1", "verhaal-2"]
    assert result.spreads[0].left < 100 < result.spreads[1].right
    (content / "cases" / "02-verhaal-2.yaml").write_text("title: Twee\n", "utf-8")
    result = check(content)
    assert isinstance(result, CheckResult) and not result.ok and result.spreads == ()
    assert {problem.id for problem in result.problems} >= {"missing-field", "no-list"}
    assert check(SEED).ok


def test_a_failed_preflight_comes_with_its_report(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "style.css").write_text(":root { --ink-cmyk: #c00000 }\n", "utf-8")
    with pytest.raises(PreflightFailed) as failed:
        build(content, tmp_path / "output", only=["print"])
    assert visible_files(tmp_path / "output") == {"proef-refused.html": failed.value.report.data}
    assert all(isinstance(problem, Problem) for problem in failed.value.problems)
    received = pickle.loads(pickle.dumps(failed.value))
    assert (received.problems, received.report) == (failed.value.problems, failed.value.report)


def test_what_is_no_product_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no such product: fax"):
        build(SEED, only=["fax", "print"])


def test_the_other_commands_return_what_they_make(tmp_path: Path) -> None:
    content, output = copy_seed(tmp_path / "book"), tmp_path / "output"
    case, mail = build_case(content, "de-koek-groter-maken", output), draft_mail(content, output)
    assert [(product.kind, product.name) for product in (*case.products, *mail.products)] == [
        ("case", "goed-werk-de-koek-groter-maken.pdf"),
        ("email", "goed-werk-email.pdf"),
        ("mail", "goed-werk.eml"),
    ]
    assert visible_files(output) == {**_data(case), **_data(mail)}
    with pytest.raises(Rejected, match="there is no case 'koek'"):
        build_case(content, "koek", output)
    assert new_case(content, "Een nieuw verhaal").name == "03-een-nieuw-verhaal.yaml"
    document = tmp_path / "verhalen.txt"
    document.write_text(
        "Samen\n\nKenmerkende ervaring\n\nJan Jansen zag het.\n\nBeeld van goed werk\n\nGoed.", "utf-8"
    )
    (imported,) = import_cases(content, document).cases
    assert (imported.path.name, imported.title, imported.person) == ("04-samen.yaml", "Samen", "Jan Jansen")
