"""The entry point: ``python3 build.py`` builds the handbook, ``python3 build.py --help`` lists all commands."""

import os
import sys


def main() -> int:
    """Installs what is missing, then runs the command line; returns the exit code."""
    # This file must parse on any Python 3, and import nothing that needs a newer one before this check.
    if sys.version_info < (3, 11):  # noqa: UP036, since users may start it with an older Python
        version = sys.version.split()[0]
        print("The handbook needs Python 3.11 or newer; this is " + version + ".", file=sys.stderr)
        return 1
    try:
        return run()
    except KeyboardInterrupt:
        return 130


def run() -> int:
    """Does that, in a Python that is new enough."""
    root = os.path.dirname(os.path.realpath(__file__))
    if sys.flags.safe_path:  # as it is started in .venv, without the folder of this file
        sys.path.insert(0, root)
    from handbook.setup import errors, start

    try:
        start.keep_foreign_code_out()
        start.ensure(root, sys.argv[1:])
        import signal  # not earlier: its import takes long in the Python that starts another

        if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:  # as it is for a command in the background
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a module in C makes an ImportError of KeyboardInterrupt
        try:
            from handbook.cli import commands
        except Exception:
            from handbook.setup.packages import check_packages

            check_packages()  # this is a bug if they are whole
            raise
        return commands.main()
    except errors.SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
