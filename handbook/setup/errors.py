"""The error of the set-up. Standard library only."""


class SetupFailed(Exception):
    """Something that the program needs is missing; the message tells the user what to do."""
