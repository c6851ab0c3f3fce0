"""The lock of  bench  holds every package that the comparison imports, its helpers from the tests included."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.books import ROOT

OWN = {"bench", "handbook", "tests"}


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _files() -> set[Path]:
    """The modules of bench, and those of the tests that they import."""
    files, waiting = set[Path](), set((ROOT / "bench").glob("*.py"))
    while waiting:
        files.add(file := waiting.pop())
        named = {
            ROOT / f"{module.replace('.', '/')}.py" for module in _imports(file) if module.startswith("tests.")
        }
        waiting |= named - files
    return files


def test_every_package_that_bench_imports_is_locked() -> None:
    modules = {module.split(".")[0] for file in _files() for module in _imports(file)}
    installed = packages_distributions()
    wanted = {installed.get(name, [name])[0] for name in modules - OWN - sys.stdlib_module_names}
    lock = (ROOT / "requirements-bench.lock").read_text("utf-8")
    locked = {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}

    assert "pytest" in wanted  # else the helpers were not found
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in wanted} <= locked
