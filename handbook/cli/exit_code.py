"""How a command ends."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2  # of argparse
    BUG = 70  # EX_SOFTWARE of sysexits.h
    STOPPED = 130  # as in a shell: 128 and SIGINT
