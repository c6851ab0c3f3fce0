"""The only command: ``python3 build.py`` makes the handbook, ``python3 build.py --help`` lists the others."""

import os
import sys


def main() -> int:
    """Install what is missing, then run the command line; returns the exit code."""
    # This file must parse on any Python 3, and import nothing that needs a newer one before this check.
    if sys.version_info < (3, 11):  # noqa: UP036, since users may start it with an older Python
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
