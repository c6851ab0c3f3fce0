"""What others have written, such as names of files and keys, is shown and has no effect on the terminal."""

import json
import re

import pytest

from handbook.api import Mark, Problem
from handbook.cli.problem_formats import FORMATS
from handbook.cli.terminal import Terminal

# Colours, a cleared screen, a title of the window, a C1 control, letters in reverse, and a line like a problem.
EVIL = "a\x1b[31mb\x1b[2J\x1b]0;c\x07d\x9b2Je\r\x7ff\u202eg\nh.yaml:1:1: error: i"
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture(params=FORMATS)
def output(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """A format, and what is written in it of a problem with such a name and such a key."""
    terminal = Terminal(quiet=False, problem_format=request.param)
    key = Problem(Mark(EVIL, 1, 1), "unknown-field", f"unknown field '{EVIL}'", f"It can be: {EVIL}")
    terminal.problems([key])
    terminal.write_document()
    written = capsys.readouterr()
    return request.param, written.out + written.err


def test_no_problem_writes_a_control_character(output: tuple[str, str]) -> None:
    kind, written = output
    assert not CONTROLS.search(written) and r"\u009b2J" in written
    if kind in ("json", "sarif"):
        assert json.dumps(EVIL)[1:-1] in json.dumps(json.loads(written))
    else:
        assert not any(line.startswith("h.yaml") for line in written.splitlines())


def test_tables_and_sentences_show_names_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal(quiet=False)
    terminal.say(EVIL)
    terminal.table(["case", "person"], [[EVIL.replace("\n", ""), "[red]x[/red] :smile:"]])
    written = capsys.readouterr().out
    assert not CONTROLS.search(written) and r"a\u001b[31mb" in written and "[red]x[/red] :smile:" in written
