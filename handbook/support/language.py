"""Decides in which language the program speaks to its user. Standard library only."""

import os
import sys

from handbook.support.messages import catalogue_language

VARIABLE = "HANDBOOK_LANGUAGE"  # environment variable: the language of all messages
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # of POSIX, the first that is set


def message_language(option: str = "", book: str = "") -> str:
    """Returns the language of messages: one that has a catalogue.

    It is what the user asks for, as an ``option`` or in the environment; else the language of the ``book``; else
    that of the locale.
    """
    return catalogue_language(_code(option or os.environ.get(VARIABLE, "")) or book or _locale_language())


def _locale_language() -> str:
    """Returns the language of the user's locale; empty for the locale "C" or none."""
    if sys.platform == "win32":
        import locale  # not for others: this runs at every start

        name = locale.getlocale()[0] or ""  # nl_NL, or Dutch_Netherlands
        return _code(locale.normalize(name.partition("_")[0]))
    return _code(next(filter(None, map(os.environ.get, LOCALE_VARIABLES)), ""))


def _code(name: str) -> str:
    """Returns the code of the language in a name such as nl, nl_BE.UTF-8 or NL-be."""
    return name.replace("-", "_").replace(".", "_").partition("_")[0].lower()
