"""Says what argparse says in the language of the messages. It asks gettext, which has no words for it."""

import argparse
from collections.abc import Mapping
from functools import partial
from typing import NoReturn

from handbook.support.messages import message, translate
from handbook.support.names import with_visible_controls

# What argparse says of this program's options, each with the key of the sentence; other words stay English.
SENTENCES: Mapping[str, str] = {
    "usage: ": "usage.usage",
    "positional arguments": "usage.arguments",
    "options": "usage.options",
    "show this help message and exit": "usage.help",
    "%(prog)s: error: %(message)s\n": "usage.error",
    "argument %(argument_name)s: %(message)s": "usage.argument",
    "the following arguments are required: %s": "usage.required",
    "expected one argument": "usage.one",
    "expected at least one argument": "usage.at-least-one",
    "invalid choice: %(value)r (choose from %(choices)s)": "usage.choice",
    "not allowed with argument %s": "usage.not-with",
    "ambiguous option: %(option)s could match %(matches)s": "usage.ambiguous",
    "ignored explicit argument %r": "usage.no-value",
}


class Parser(argparse.ArgumentParser):
    """A parser whose errors show control characters of what was typed as their codes."""

    def error(self, message: str) -> NoReturn:
        """Prints what is wrong, and ends the program."""
        super().error(with_visible_controls(message))


def set_language(language: str) -> None:
    """Makes argparse speak a language from now on."""
    vars(argparse)["_"] = partial(_say, language)  # its name for gettext; a catalogue of gettext has to be a file


def _say(language: str, text: str) -> str:
    return translate(message(SENTENCES[text]), language) if text in SENTENCES else text
