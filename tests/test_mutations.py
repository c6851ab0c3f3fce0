"""Damaged files of every format, through the command itself: each is used or refused, in little memory and time.

``python3 build.py test --long tests/test_mutations.py -rP`` damages 10,000 files instead of some, and prints
what the most expensive of each format cost.
"""

import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows does not tell what a process has cost", allow_module_level=True)

from tests.books import words, write
from tests.command_server import CommandServer, Ended, command_server
from tests.mutations import FORMATS, mutated, mutated_picture, write_format
from tests.pictures import KINDS, picture

SECONDS, MEGABYTES = 5, 300  # of processor time and of memory, more than usual
SILENT = re.compile(r"[^\x20-\x7e\xa0-\u2027\u2030-\ud7ff\ue000-\U0010ffff\n\t]")  # controls, broken letters
REFUSED = re.compile(r"cases/(\d+)-.*: error: ")  # the number of a case in a problem

PICTURES = (*KINDS, "svg")  # by their suffixes
BOOK = 25  # pictures in a book
QUICK = ("docx", "jpg", "css", "ttf")  # one of each reader that is in C or complex
LONG = 10_000 // (len(FORMATS) + len(PICTURES)) + 1  # files of a format


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandServer]:
    with command_server(tmp_path_factory.mktemp("cache")) as started:
        yield started


@dataclass
class Trial:
    """Damaged files in the command, compared with what a book with sound ones costs."""

    server: CommandServer
    folder: Path
    usual: Ended
    worst: tuple[float, float] = (0, 0)  # seconds, MB
    failures: list[str] = field(default_factory=list)

    def run(self, *command: str) -> Ended:
        """Runs a command, and checks that it ends well or with problems and costs little more than usual."""
        ended = _run(self.server, self.folder, *command)
        self.worst = max(self.worst[0], ended.seconds), max(self.worst[1], ended.megabytes)
        assert ended.code in (0, 1) and "Traceback" not in ended.printed, ended
        assert not SILENT.search(ended.printed), ended
        assert ended.code == 0 or re.search(r"\[[a-z0-9-]+\]$", ended.printed, re.MULTILINE), ended
        assert "no-process" not in ended.printed and "no-memory" not in ended.printed, ended
        assert ended.seconds - self.usual.seconds < SECONDS, ended
        assert ended.megabytes - self.usual.megabytes < MEGABYTES, ended
        return ended

    def attempt(self, number: int, check: Callable[[], None]) -> bool:
        """Checks the file with a number; a failure is kept for the end."""
        try:
            check()
        except AssertionError as failure:
            self.failures.append(f"file {number}: {failure}")
            return False
        return True

    def conclude(self, number: int) -> None:
        """Prints what the files have cost, and fails if one of them did."""
        seconds, megabytes = self.worst
        print(f"{number} files, {len(self.failures)} failures; at most {seconds:.2f} s, {megabytes:.0f} MB")
        assert not self.failures, "\n\n".join(self.failures)


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_file_is_used_or_refused(
    tmp_path: Path, name: str, server: CommandServer, request: pytest.FixtureRequest
) -> None:
    number = _number_of_files(name, request, quick=1)
    form, chance = FORMATS[name], random.Random(name)
    content = tmp_path / "book"

    def check(data: bytes) -> None:
        write_format(form, content, data)
        trial.run(*[str(content / part) if part.startswith("..") else part for part in form.command])
        if form.command[0] == "import":
            trial.run("check")

    write_format(form, content, form.whole())
    trial = Trial(server, tmp_path, _run(server, tmp_path, "build", "--case", "verhaal-1"))
    for each in range(number):
        trial.attempt(each, partial(check, mutated(name, chance)))
    trial.conclude(number)


@pytest.mark.parametrize("suffix", PICTURES)
def test_a_damaged_picture_is_refused_by_its_reader_or_printed(
    tmp_path: Path, suffix: str, server: CommandServer, request: pytest.FixtureRequest
) -> None:
    """In a book with many: those that are refused are taken out, and it is built with the others."""
    number = _number_of_files(suffix, request, quick=6)
    size = min(BOOK, number)
    chance = random.Random(suffix)

    def check(pictures: Sequence[bytes]) -> None:
        _write_portraits(tmp_path, suffix, pictures)
        first = trial.run("build", "--only", "email")
        refused = {int(case) - 1 for case in REFUSED.findall(first.printed)}
        assert bool(refused) == bool(first.code), first
        if used := [data for case, data in enumerate(pictures) if refused and case not in refused]:
            _write_portraits(tmp_path, suffix, used)
            second = trial.run("build", "--only", "email")
            assert second.code == 0, second

    _write_portraits(tmp_path, "jpg", [picture("jpg", chance) for _ in range(size)])
    trial = Trial(server, tmp_path, _run(server, tmp_path, "build", "--only", "email"))
    for start in range(0, number, size):
        damaged = [mutated_picture(suffix, chance) for _ in range(min(size, number - start))]
        if not trial.attempt(start, partial(check, damaged)):
            for each, data in enumerate(damaged, start):
                trial.attempt(each, partial(check, [data]))
    trial.conclude(number)


def _number_of_files(name: str, request: pytest.FixtureRequest, *, quick: int) -> int:
    """Returns how many files of a format are damaged."""
    if request.config.getoption("--long"):
        return LONG
    if name not in QUICK:
        pytest.skip("a long test")
    return quick


def _run(server: CommandServer, folder: Path, *command: str) -> Ended:
    return server.run(*command, "--content", str(folder / "book"), "--output", str(folder / "output"))


def _write_portraits(folder: Path, suffix: str, pictures: Sequence[bytes]) -> None:
    """Writes a book with one case for each picture, in its place of the book before."""
    if (folder / "book").exists():
        shutil.rmtree(folder / "book")
    portraits = [{"file": f"{number}.{suffix}", "alt": "Jan lacht."} for number in range(len(pictures))]
    texts = {"experience": words(20), "good_work": words(20)}
    cases = [{**texts, "portrait": portrait} for portrait in portraits]
    content = write(folder / "book", cases, look="warm")  # whose short texts are laid out soonest
    (content / "images").mkdir()
    for portrait, data in zip(portraits, pictures, strict=True):
        (content / "images" / portrait["file"]).write_bytes(data)
