"""Controls access: refuses other machines, other pages in the same browser, and endless requests."""

import time
from dataclasses import dataclass, field
from secrets import compare_digest, token_urlsafe

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 300_000  # bytes of a request; a case file has at most 200,000
TICKET_TIME = 60  # seconds in which a browser starts
MAX_PATH = 1000  # characters of an address; a file name has at most 255
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",  # the address contains the token
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def new_secret() -> str:
    """Returns a part of an address that cannot be guessed."""
    return token_urlsafe(16)


@dataclass
class Ticket:
    """Admits once, and for a minute, to the address with the token.

    A browser is started with its address, and all users of a machine can read with what a program was started.
    """

    secret: str = field(default_factory=new_secret)
    expires: float = field(default_factory=lambda: time.monotonic() + TICKET_TIME)

    def admits(self, secret: str) -> bool:
        """Returns whether this is the secret of the ticket, which then admits nobody else."""
        right = bool(self.secret) and compare_digest(secret.encode(), self.secret.encode())
        in_time = time.monotonic() < self.expires
        if right:
            self.secret = ""
        return right and in_time


class AccessControl:
    """Protects an application that listens on a port of this machine, whose addresses start with a secret token.

    ``ticket`` is for the browser that the program opens itself.

    The Host header must name this machine, which defeats DNS rebinding. A request that another page sends is
    recognised by Origin or Sec-Fetch-Site, and refused.
    """

    def __init__(self, app: ASGIApp, token: str, ticket: Ticket, port: int) -> None:
        self.app, self.token, self.ticket = app, token, ticket
        self.hosts = (f"127.0.0.1:{port}", f"localhost:{port}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._application(scope)(scope, _with_size_limit(receive), _with_headers(send))

    def _application(self, scope: Scope) -> ASGIApp:
        """Returns what answers a request: the application, the way to it, or a refusal."""
        status = self._refusal(scope)
        if status == 404 and self.ticket.admits(scope["path"].removeprefix("/")):
            return RedirectResponse(f"/{self.token}/", 303)
        return PlainTextResponse(f"{status}\n", status) if status else self.app

    def _refusal(self, scope: Scope) -> int:
        """Returns the HTTP status with which a request is refused; 0 if it is allowed."""
        headers = Headers(scope=scope)
        token = scope["path"].removeprefix("/").partition("/")[0].encode()
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self.hosts:
            return 421
        if not compare_digest(token, self.token.encode()):
            return 404
        if len(scope["path"]) > MAX_PATH:
            return 414
        if origin is not None and origin != f"http://{host}":
            return 403
        if scope["method"] not in ("GET", "HEAD") and origin is None:
            return 403
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403
        size = headers.get("content-length", "0")
        return 413 if not size.isdigit() or int(size) > MAX_BODY else 0


class RequestTooLarge(Exception):
    """The body of a request has more than MAX_BODY bytes, whatever its header says."""


def _with_size_limit(receive: Receive) -> Receive:
    size = 0

    async def limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MAX_BODY:
            raise RequestTooLarge
        return message

    return limited


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message.get("headers", [])}
            added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            message["headers"] = [*message.get("headers", []), *(pair for pair in added if pair[0] not in present)]
        await send(message)

    return with_headers
