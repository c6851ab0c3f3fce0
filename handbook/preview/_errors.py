"""Why a request of the page is refused."""

from collections.abc import Mapping

from handbook.authoring.case_editor import Value


class NotFound(Exception):
    """There is no such case, file or image."""


class InvalidRequest(Exception):
    """The request does not have the form that it must have."""


class Conflict(Exception):
    """A field has another value in its file than the one that was edited; ``fields`` are those of the file."""

    def __init__(self, fields: Mapping[str, Value]) -> None:
        super().__init__("changed on disk")
        self.fields = fields
