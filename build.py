"""The entry point: ``python3 build.py`` makes the handbook, ``python3 build.py --help`` lists all commands."""

import os
import sys


def main() -> int:
    """Set up what is missing, then hand over to the command line; returns the exit code."""
    # This file must parse on any Python 3, and import nothing newer before it has said which version is needed.
    if sys.version_info < (3, 11):  # noqa: UP036, it may be started with an older one
        version = sys.version.split()[0]
        print("The handbook needs Python 3.11 or newer; this is " + version + ".", file=sys.stderr)
        return 1
    from handbook.setup import errors, start

    try:
        start.ensure(os.path.dirname(os.path.realpath(__file__)), sys.argv[1:])
        from handbook.cli.commands import main as run

        return run()
    except errors.SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # during the imports
        return 130


if __name__ == "__main__":
    sys.exit(main())
