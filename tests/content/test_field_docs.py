"""The page of all fields says what the declarations say.

``python3 build.py test --regen`` writes it again.
"""

import pytest

from handbook.content.field_docs import FILE, TITLES, as_markdown
from handbook.content.field_kinds import fields_by_name
from handbook.content.model import Case, Handbook


def test_the_page_is_up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--regen"):
        FILE.write_text(as_markdown(), "utf-8")
    assert FILE.read_text("utf-8") == as_markdown()


def test_every_group_of_fields_has_a_table() -> None:
    groups = {Case, Handbook}
    for group in (Case, Handbook):
        groups |= {kind.group for kind in fields_by_name(group).values() if hasattr(kind, "group")}
    assert groups == TITLES.keys()
