"""The command  handbook , where the program is installed with its packages: the same commands as build.py has."""

import sys

from handbook.setup import start, system_packages
from handbook.setup.errors import SetupFailed


def main() -> int:
    """Runs the command line; returns the exit code."""
    try:
        start.keep_foreign_code_out()
        system_packages.check()
        from handbook.cli.commands import main as run

        return run()
    except SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # during the imports
        return 130


if __name__ == "__main__":
    sys.exit(main())
