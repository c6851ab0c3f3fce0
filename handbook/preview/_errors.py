"""The reasons why a request of the page is refused, as exceptions."""

from collections.abc import Mapping

from handbook.authoring.field_values import Value


class NotFound(Exception):
    """There is no such case, file or image."""


class InvalidRequest(Exception):
    """The request has the wrong form."""


class Conflict(Exception):
    """A field has another value in its file than the one that was edited; ``fields`` are those of the file."""

    def __init__(self, fields: Mapping[str, Value]) -> None:
        super().__init__("changed on disk")
        self.fields = fields


class RefusedPicture(Exception):
    """A file is no picture that can be printed; ``code`` finds the words of the page for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
