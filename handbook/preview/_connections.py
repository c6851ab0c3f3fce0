"""Limits the connections of the preview: their number, and the time for sending a request."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_TIME = 10  # seconds for a whole request; the page sends its own in milliseconds
MAX_CONNECTIONS = 64  # a browser has six; each takes a file descriptor, of which a process may have 256 on macOS


class LimitedConnection(H11Protocol):
    """A connection that is closed if a request is not whole in time.

    When there are too many, the one that has waited longest for the rest of a request goes, so that those who send
    whole requests are served whatever others do.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn narrows it
        super().connection_made(transport)
        self._set_deadline()
        if len(self.connections) > MAX_CONNECTIONS:
            waiting = [each for each in self.connections if isinstance(each, LimitedConnection) and each.deadline]
            min(waiting, key=_deadline).transport.abort()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._set_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        self._clear_deadline()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Ends the connection as the server stops; nothing is to be expected of half a request."""
        if self.deadline:
            self.transport.abort()
        else:
            super().shutdown()

    def _set_deadline(self) -> None:
        """Starts the time for a request with its first byte, and ends it with its last."""
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._clear_deadline()
        elif self.deadline is None:
            self.deadline = self.loop.call_later(REQUEST_TIME, self.transport.abort)

    def _clear_deadline(self) -> None:
        if self.deadline:
            self.deadline.cancel()
            self.deadline = None


def _deadline(connection: LimitedConnection) -> float:
    return connection.deadline.when() if connection.deadline else 0
