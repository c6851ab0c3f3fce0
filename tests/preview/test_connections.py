"""Who does not send the rest of a request is disconnected; whoever sends a whole one gets an answer."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from uvicorn import Config
from uvicorn.server import ServerState

from handbook.preview import _connections
from handbook.preview._connections import LimitedConnection

HALF_HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
HALF_BODY = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx"
WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


async def _received(*parts: bytes) -> bytes:
    """Sends parts, each but the last when the one before was answered; returns what follows until the end."""
    config, state = Config(PlainTextResponse("well"), log_level="critical"), ServerState()
    loop = asyncio.get_running_loop()
    async with await loop.create_server(lambda: LimitedConnection(config, state, {}), "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for part in parts[:-1]:
            writer.write(part)
            await asyncio.wait_for(reader.readuntil(b"well"), 20)
        writer.write(parts[-1])
        try:
            return await asyncio.wait_for(reader.read(), 20)
        except ConnectionResetError:
            return b"reset"
        finally:
            writer.close()


@pytest.mark.parametrize(
    "parts", [(b"",), (b"GET / HT",), (HALF_HEAD,), (WHOLE, HALF_HEAD)], ids=["nothing", "line", "head", "second"]
)
def test_half_a_request_is_cut_off(monkeypatch: pytest.MonkeyPatch, parts: tuple[bytes, ...]) -> None:
    """A whole one, before, is answered."""
    monkeypatch.setattr(_connections, "REQUEST_TIME", 0.01)
    assert asyncio.run(_received(*parts)) in (b"", b"reset")


def test_half_a_body_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_connections, "REQUEST_TIME", 0.01)
    assert asyncio.run(_received(HALF_BODY)).endswith((b"well", b"reset"))
