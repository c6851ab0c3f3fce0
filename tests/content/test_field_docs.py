"""The page of all fields says what the declarations say.

``python3 build.py test --regen`` writes it again.
"""

import re
from pathlib import Path

import pytest

from handbook.content.brand import Brand
from handbook.content.case_model import Case
from handbook.content.field_docs import FILE, TITLES, as_markdown
from handbook.content.field_kinds import fields_by_name
from handbook.content.model import Handbook
from tests.books import ROOT, build, copy_seed


def test_the_page_is_up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--regen"):
        FILE.write_text(as_markdown(), "utf-8")
    assert FILE.read_text("utf-8") == as_markdown()


def test_every_group_of_fields_has_a_table() -> None:
    groups = {Case, Handbook, Brand}
    for group in (Case, Handbook):
        groups |= {kind.group for kind in fields_by_name(group).values() if hasattr(kind, "group")}
    assert groups == TITLES.keys()


@pytest.mark.parametrize("page", ["README.md", "docs/writing.md"])
def test_the_first_case_of_a_page_can_be_copied_as_it_stands(page: str, tmp_path: Path) -> None:
    content = copy_seed(tmp_path / "book")
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    (content / "cases" / "03-samen-op-pad.yaml").write_text(blocks[0], "utf-8")
    assert build(content, tmp_path / "output", "build", "--only", "email") == 0
