"""The commands for who works on the program."""

import argparse
import os
import subprocess
import sys

from handbook import resources
from handbook.cli.exit_code import ExitCode
from handbook.cli.terminal import Terminal
from handbook.setup.start import SAFE_PATH


def run_tests(options: argparse.Namespace, terminal: Terminal) -> int:
    """Runs lint, type checks and tests, all of them even if one fails."""
    processes = (os.cpu_count() or 1) + 1  # as tests of the preview wait for the browser now and then
    pytest = ["pytest", f"--numprocesses={processes}", "--dist=worksteal", *options.rest]
    tools = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], pytest)
    codes = [_run_module(*tool) for tool in tools]
    return ExitCode.PROBLEMS if any(codes) else ExitCode.DONE


def run_bench(options: argparse.Namespace, terminal: Terminal) -> int:
    """Compares the speed of this program with that of others."""
    return _run_module("bench", *options.rest)


def _run_module(*arguments: str) -> int:
    """Runs a module of Python in the program's folder, from which it may take code; returns its exit code."""
    environment = {name: value for name, value in os.environ.items() if name != SAFE_PATH}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=resources.ROOT, env=environment, check=False).returncode
