"""What stops the set-up. Standard library only."""


class SetupFailed(Exception):
    """The machine lacks something; the message tells the user what to do."""
