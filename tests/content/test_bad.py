"""Every mistake in bad/ gets exactly the problems in its expected.txt, and nothing is built.

``python3 build.py test --regen`` writes the files again; read the difference before committing it.
"""

import re
import sys
from pathlib import Path

import pytest

from tests.books import build

BAD = sorted(path for path in (Path(__file__).parent / "bad").iterdir() if path.is_dir())


def comparable(problems: str) -> str:
    """Without the number of words that are too many: another Pango may end a line elsewhere."""
    return problems if sys.platform == "linux" else re.sub(r"\d+ words? too long", "too long", problems)


def as_typed(problems: str) -> str:
    """The same problems with their paths as this system writes them."""
    return re.sub(r"^\w[\w.-]*/[^:\n]*(?=:)", lambda path: str(Path(path[0])), problems, flags=re.MULTILINE)


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_mistake_gets_its_problem(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(folder)
    code = build(Path("."), tmp_path / "output", "build", "--quiet")
    printed = capsys.readouterr()
    if request.config.getoption("--regen"):
        (folder / "expected.txt").write_text(printed.err, "utf-8")
    assert comparable(printed.err) == comparable(as_typed((folder / "expected.txt").read_text("utf-8")))
    assert (code, printed.out) == (1, "")
    assert not (tmp_path / "output").exists()


def test_every_problem_has_a_place_and_a_remedy() -> None:
    for folder in BAD:
        lines = (folder / "expected.txt").read_text("utf-8").splitlines()
        assert lines and len(lines) % 2 == 0
        for problem, remedy in zip(lines[::2], lines[1::2], strict=True):
            assert ": error: " in problem and problem.endswith("]")
            assert remedy.startswith("    ") and len(remedy) > 10
