"""Access to the preview: only the page that it opened can read and write, and only the book."""

import json
import os
import shlex
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from handbook.preview._access import Ticket
from tests.books import copy_seed
from tests.window import PreviewProcess, events, send, start_preview, wait_until

MANY = 10_000_000  # bytes


@pytest.fixture(scope="module")
def shared_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PreviewProcess]:
    """A preview for many requests that change nothing; ``typed`` is how it starts the browser."""
    folder = tmp_path_factory.mktemp("shared")
    script = folder / "browser.py"
    script.write_text("import sys; open(sys.argv[1], 'w').write(sys.argv[2])", "utf-8")
    browser = shlex.join(path.as_posix() for path in (Path(sys.executable), script, folder / "typed"))
    with start_preview(copy_seed(folder / "content"), folder / "output", f"{browser} %s") as served:
        yield served


@pytest.fixture
def unchanged(shared_preview: PreviewProcess) -> Iterator[PreviewProcess]:
    """That preview; the test fails if a file of its content has changed."""
    before = content_files(shared_preview)
    yield shared_preview
    assert content_files(shared_preview) == before


def content_files(preview: PreviewProcess) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in preview.content.rglob("*") if path.is_file()}


def save_person(preview: PreviewProcess, headers: Mapping[str, str] | None = None) -> int:
    """Saves another person of the first case; returns the status of the answer."""
    changes = {"person": {"old": "Jan Hendrik", "new": "Mallory"}}
    return send(preview, "case/de-koek-groter-maken/save", "POST", headers, json.dumps(changes).encode())[0]


def test_the_address_gives_access(preview: PreviewProcess) -> None:
    assert send(preview, "")[0] == 200
    assert save_person(preview) == 200
    assert "person: Mallory\n" in preview.case_text(1)


def test_the_token_is_in_no_list_of_processes(unchanged: PreviewProcess) -> None:
    """The browser is started with an address that leads to that with the token, once."""
    typed = unchanged.content.parent / "typed"
    wait_until(lambda: typed.exists() and typed.read_text("utf-8"))
    address = urlsplit(typed.read_text("utf-8"))
    assert address.netloc == unchanged.host and unchanged.path.strip("/") not in typed.read_text("utf-8")
    answers = []
    for _ in range(2):
        connection = HTTPConnection(unchanged.host, timeout=20)
        connection.request("GET", address.path)
        response = connection.getresponse()
        answers.append((response.status, response.headers["Location"]))
        connection.close()
    assert answers == [(303, unchanged.path), (404, None)]


def test_a_ticket_admits_once_and_for_a_minute() -> None:
    ticket = Ticket("right")
    assert not ticket.admits("wrong") and not ticket.admits("")
    assert ticket.admits("right") and not ticket.admits("right")
    assert not Ticket("right", expires=0).admits("right")
    assert not Ticket("").admits(""), "without a browser there is none"


def test_half_requests_keep_nobody_out(unchanged: PreviewProcess) -> None:
    """There is a limit to connections, above which the one that waits longest is closed."""
    host, port = unchanged.host.split(":")
    with ExitStack() as stack:
        half = [stack.enter_context(socket.create_connection((host, int(port)), 20)) for _ in range(100)]
        for connection in half:
            connection.sendall(b"GET / HTTP/1.1\r\n")
        assert send(unchanged, "")[0] == 200
        with suppress(ConnectionResetError):  # where the server had not read all that was sent
            assert half[0].recv(1) == b"", "it is closed"


def test_there_are_no_web_sockets(unchanged: PreviewProcess) -> None:
    headers = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    assert send(unchanged, "", headers=headers)[0] == 200
    assert send(unchanged, "", headers=headers, token="x")[0] == 404


def test_without_the_token_there_is_nothing(unchanged: PreviewProcess) -> None:
    """It is too long to be guessed."""
    token = unchanged.path.strip("/")
    assert len(token) >= 20
    for wrong in ("x", token[:-1], token + "x", "static", "..", "%00"):
        assert send(unchanged, "", token=wrong)[0] == 404, wrong
    assert send(unchanged, "events", token="events")[0] == 404


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Host": "evil.example"}, 421),  # DNS rebinding
        ({"Host": "evil.example:80"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),  # another port of this machine
    ],
)
def test_other_pages_are_refused(unchanged: PreviewProcess, headers: Mapping[str, str], code: int) -> None:
    """Another page in the same browser neither reads nor writes."""
    assert send(unchanged, "", headers=headers)[0] == code
    assert save_person(unchanged, headers) == code


def test_a_form_of_another_page_cannot_post(unchanged: PreviewProcess) -> None:
    """A request of an old browser, which does not say where it comes from, changes nothing."""
    connection = HTTPConnection(unchanged.host, timeout=20)
    connection.request("POST", f"{unchanged.path}build", b"{}")
    assert connection.getresponse().status == 403
    connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "static/../_routes.py",
        "static/..%2F_routes.py",
        "static/%2e%2e%2f%2e%2e%2fbuild.py",
        "static/app.js%00.css",
        "product/..%2F..%2Fetc%2Fpasswd",
        "product/%2Fetc%2Fpasswd",
        "product/.products",
        "case/..%2F..%2Fhandbook",
        "case/%2e%2e",
        "image/..%2F..%2Fx/0/400.jpg",
        "image/nothing/0/400.jpg",
    ],
)
def test_no_other_file_is_read(unchanged: PreviewProcess, path: str) -> None:
    code, body = send(unchanged, path)
    assert code == 404
    assert b"root:" not in body
    assert b"import" not in body


def test_no_other_file_is_written(preview: PreviewProcess) -> None:
    """A case is named by a slug that exists; a title never makes a path."""
    before = content_files(preview)
    for path in ("case/..%2Fhandbook/save", "case/nobody/save", "case/..%2Fhandbook/remove", "case/nobody/remove"):
        body = json.dumps({"title": {"old": "Goed werk", "new": "x"}}).encode()
        assert send(preview, path, "POST", body=body)[0] == 404
    for order in ([], ["de-koek-groter-maken"], ["../x", "de-koek-groter-maken"]):
        assert send(preview, "order", "POST", body=json.dumps(order).encode())[0] == 400
    assert content_files(preview) == before
    code, body = send(preview, "add", "POST", body=json.dumps({"title": "../../../tmp/x"}).encode())
    assert (code, json.loads(body)["slug"]) == (200, "tmp-x")
    assert (preview.content / "cases" / "03-tmp-x.yaml").exists()


NOT_TEXTS: tuple[object, ...] = (1, None, [], {"a": "b"})
INVALID = (
    *(b"", b"x", b"[]", b"1", b'{"person": 1}', b'{"person": {}}', b"[" * 90_000),
    b'{"nothing": {"old": "", "new": "x"}}',
    *(json.dumps({"person": {"old": "Jan Hendrik", "new": value}}).encode() for value in NOT_TEXTS),
)


@pytest.mark.parametrize("body", INVALID)
def test_an_invalid_request_changes_nothing(unchanged: PreviewProcess, body: bytes) -> None:
    assert send(unchanged, "case/de-koek-groter-maken/save", "POST", body=body)[0] == 400


def test_what_is_typed_cannot_become_another_field(preview: PreviewProcess) -> None:
    """Line ends, control characters and YAML stay text."""
    evil = "Jan\nquote: stolen\n# \x00\x1b[2J {{ x }} <script>"
    body = json.dumps({"person": {"old": "Jan Hendrik", "new": evil}}).encode()
    code, answer = send(preview, "case/de-koek-groter-maken/save", "POST", body=body)
    assert code == 200
    fields = json.loads(answer)["fields"]
    assert fields["person"] == "Jan quote: stolen # [2J {{ x }} <script>"
    assert fields["quote"] == ""


def test_requests_have_a_limit(preview: PreviewProcess) -> None:
    """A request that declares a large body is refused at once; one that does not is cut off."""
    assert send(preview, "add", "POST", {"Content-Length": str(MANY)}, b"x")[0] == 413
    host, port = preview.host.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        head = f"POST {preview.path}add HTTP/1.1\r\nHost: {preview.host}\r\nOrigin: {preview.origin}\r\n"
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(4):  # one more than is allowed; after that, the connection may be closed
            connection.sendall(b"186a0\r\n" + b"x" * 100_000 + b"\r\n")
        assert b"413" in connection.recv(100)
    assert send(preview, "image/x/" + "9" * 2000 + "/400.jpg")[0] == 414
    assert send(preview, "")[0] == 200


def test_it_listens_on_this_machine_alone(unchanged: PreviewProcess) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux lists in /proc/net who listens")
    port = f"{int(unchanged.host.partition(':')[2]):04X}"
    rows = [
        line.split() for file in ("tcp", "tcp6") for line in Path("/proc/net", file).read_text().splitlines()[1:]
    ]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port}")]
    assert listening == [f"0100007F:{port}"]


def test_ctrl_c_leaves_nothing_running(preview: PreviewProcess) -> None:
    """Neither the server nor its processes, nor those of a build that is running, nor a word but the last."""
    host, port = preview.host.split(":")
    head = f"POST {preview.path}add HTTP/1.1\r\nHost: {preview.host}\r\nOrigin: {preview.origin}\r\n"
    with events(preview) as received, socket.create_connection((host, int(port)), 20) as half:
        half.sendall(f"{head}Content-Length: 10\r\n\r\n".encode())
        assert send(preview, "build", "POST", body=b'{"make": "book"}')[0] == 200
        assert any(name == "build" and build["running"] and build["lines"] for name, build in received)
        output = preview.stop()
    assert preview.process.returncode == 0
    assert output == "het voorbeeld is beëindigd\n"
    wait_until(lambda: not is_running(preview.process.pid))  # the processes of the build notice it a moment later


def is_running(group: int) -> bool:
    """Whether any process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
