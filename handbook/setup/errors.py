"""The error of the set-up. Standard library only."""


class SetupFailed(Exception):
    """Something that the program needs is missing; the message says what to do, in the user's language."""

    def __str__(self) -> str:
        from handbook.support.language import (
            message_language,  # not earlier: this module is imported at every start
        )
        from handbook.support.messages import translate

        return translate(self.args[0], message_language())
