"""What depends on undocumented parts of WeasyPrint stays in one place, and says how it is guarded."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
import weasyprint

from handbook import resources

ENGINE = sorted((resources.PROGRAM / "layout" / "engine").glob("[!_]*.py"))
DOCUMENTED = {"weasyprint.urls", "weasyprint.text", "weasyprint.text.fonts"}  # weasyprint.text has nothing itself


@pytest.mark.parametrize("module", ENGINE, ids=lambda path: str(path.stem))
def test_a_module_says_why_it_is_there_how_it_is_guarded_and_when_it_can_go(module: Path) -> None:
    text = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    parts = re.findall(r"^(Why|Measured|Guard|Remove it when): ", text, re.MULTILINE)
    assert [part for part in parts if part != "Measured"] == ["Why", "Guard", "Remove it when"]
    tests = re.findall(r"test_\w+\.py", text)
    assert tests and all(list((resources.ROOT / "tests").rglob(test)) for test in tests)


def test_no_other_code_can_import_what_weasyprint_does_not_document() -> None:
    """A new version may have new modules: ruff has to refuse them too."""
    settings = tomllib.loads((resources.ROOT / "pyproject.toml").read_text("utf-8"))
    banned = set(settings["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"])
    package = Path(weasyprint.__file__).parent
    files = [path for folder in (package, package / "text") for path in folder.iterdir()]
    modules = [
        path.relative_to(package.parent).with_suffix("") for path in files if not path.name.startswith("__")
    ]
    assert {".".join(module.parts) for module in modules} | {"weasyprint.__main__"} == banned | DOCUMENTED
