"""Lets in who knows the address, and nobody else: other pages in the browser, other machines, endless requests."""

from secrets import compare_digest

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 300_000  # bytes of a request; a case file has at most 200,000
LONGEST = 1000  # characters of an address; the name of a file has at most 255
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Stands before an application that listens on a port of this machine; its addresses start with a token.

    The host must be this machine's own, so that no name that leads here (DNS rebinding) is served, and a
    request that another page sends, which says so in Origin or Sec-Fetch-Site, is refused.
    """

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self.app, self.token = app, token
        self.hosts = (f"127.0.0.1:{port}", f"localhost:{port}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            code = self._refused(scope)
            app = PlainTextResponse(f"{code}\n", code) if code else self.app
            await app(scope, _limited(receive), _with_headers(send))

    def _refused(self, scope: Scope) -> int:
        """The code of an answer to a request that is not let in; 0 for one that is."""
        headers = Headers(scope=scope)
        token = scope["path"].removeprefix("/").partition("/")[0].encode()
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self.hosts:
            return 421
        if not compare_digest(token, self.token.encode()):
            return 404
        if len(scope["path"]) > LONGEST:
            return 414
        if origin is not None and origin != f"http://{host}":
            return 403
        if scope["method"] not in ("GET", "HEAD") and origin is None:
            return 403
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403
        size = headers.get("content-length", "0")
        return 413 if not size.isdigit() or int(size) > MOST else 0


class TooLarge(Exception):
    """A request has more bytes than it said, or than anybody needs."""


def _limited(receive: Receive) -> Receive:
    size = 0

    async def limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MOST:
            raise TooLarge
        return message

    return limited


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            had = {name.lower() for name, _ in message.get("headers", [])}
            new = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            message["headers"] = [*message.get("headers", []), *(pair for pair in new if pair[0] not in had)]
        await send(message)

    return with_headers
