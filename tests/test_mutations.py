"""Damaged files of every format, through the command itself: each is used or refused, in little memory and time.

``python3 build.py test --long`` damages 10,000 files instead of some.
"""

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows does not tell what a process has cost", allow_module_level=True)

from tests.command_server import CommandServer, Ended, command_server
from tests.mutations import FORMATS, Format, mutated, write_format

SECONDS, MEGABYTES = 5, 300  # of processor time and of memory, more than usual
SILENT = re.compile(r"[^\x20-\x7e\xa0-\u2027\u2030-\ud7ff\ue000-\U0010ffff\n]")  # no control, no broken letter


QUICK = ("docx", "jpeg", "css", "ttf")  # one of each reader that is in C or complex


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandServer]:
    with command_server(tmp_path_factory.mktemp("cache")) as started:
        yield started


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory, server: CommandServer) -> Ended:
    """What the command costs where nothing is damaged."""
    form = FORMATS["jpeg"]
    return _ended(server, form, tmp_path_factory.mktemp("whole"), form.whole())


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_file_is_used_or_refused(
    tmp_path: Path, name: str, server: CommandServer, usual: Ended, request: pytest.FixtureRequest
) -> None:
    is_long = request.config.getoption("--long")
    if not is_long and name not in QUICK:
        pytest.skip("a long test")
    form, chance = FORMATS[name], random.Random(name)
    for number in range(10_000 // len(FORMATS) if is_long else 1):
        data = mutated(name, chance)
        try:
            _check(_ended(server, form, tmp_path, data), usual)
            if form.command[0] == "import":
                _check(server.run("check", "--content", str(tmp_path / "book")), usual)
        except AssertionError:
            print(f"the file with number {number}")
            raise


def _ended(server: CommandServer, form: Format, folder: Path, data: bytes) -> Ended:
    """Runs the command of a format on a file in a book."""
    content, output = folder / "book", folder / "output"
    write_format(form, content, data)
    command = [str(content / part) if part.startswith("..") else part for part in form.command]
    return server.run(*command, "--content", str(content), "--output", str(output))


def _check(ended: Ended, usual: Ended) -> None:
    """Checks that a command has ended well or with problems, and has cost little more than usual."""
    assert ended.code in (0, 1) and "Traceback" not in ended.printed, ended
    assert not SILENT.search(ended.printed), ended
    assert ended.code == 0 or re.search(r"\[[a-z0-9-]+\]$", ended.printed, re.MULTILINE), ended
    assert "no-process" not in ended.printed and "no-memory" not in ended.printed, ended
    assert ended.seconds - usual.seconds < SECONDS, ended
    assert ended.megabytes - usual.megabytes < MEGABYTES, ended
