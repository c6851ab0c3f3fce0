"""Who gets at the preview: the page that it opened, and nothing and nobody else."""

import json
import os
import socket
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.window import Served

MANY = 10_000_000  # bytes


def ask(
    served: Served,
    path: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    token: str = "",
) -> tuple[int, bytes]:
    """The code and the body of an answer; a header of None is not sent."""
    at = urlsplit(served.address)
    connection = HTTPConnection(at.netloc, timeout=20)
    address = f"/{token}/{path}" if token else f"{at.path}{path}"
    connection.request(
        method, address, body, {**({"Origin": origin(served)} if method == "POST" else {}), **(headers or {})}
    )
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def origin(served: Served) -> str:
    return f"http://{urlsplit(served.address).netloc}"


def save(served: Served, **headers: str) -> int:
    changes = {"person": {"old": "Jan Hendrik", "new": "Mallory"}}
    path = "case/de-koek-groter-maken/save"
    return ask(served, path, "POST", headers, json.dumps(changes).encode())[0]


def test_who_knows_the_address_is_served(preview: Served) -> None:
    assert ask(preview, "")[0] == 200
    assert save(preview) == 200
    assert "person: Mallory\n" in preview.case(1).read_text("utf-8")


def test_who_does_not_know_it_is_not(preview: Served) -> None:
    """Without the token there is nothing, and it is long and another one each time."""
    token = urlsplit(preview.address).path.strip("/")
    assert len(token) >= 20
    for wrong in ("x", token[:-1], token + "x", "static", "..", "%00"):
        assert ask(preview, "", token=wrong)[0] == 404, wrong
    assert ask(preview, "events", token="events")[0] == 404


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Host": "evil.example"}, 421),  # a name that was made to lead here
        ({"Host": "evil.example:80"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),  # another port of this machine
    ],
)
def test_other_pages_are_refused(preview: Served, headers: Mapping[str, str], code: int) -> None:
    """Another page in the same browser neither reads nor writes."""
    before = preview.case(1).read_bytes()
    assert ask(preview, "", headers=headers)[0] == code
    assert save(preview, **headers) == code
    assert preview.case(1).read_bytes() == before


def test_a_form_of_another_page_cannot_post(preview: Served) -> None:
    """An old browser that does not say where a request comes from changes nothing."""
    at = urlsplit(preview.address)
    connection = HTTPConnection(at.netloc, timeout=20)
    connection.request("POST", f"{at.path}build", b"{}")
    assert connection.getresponse().status == 403
    connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "static/../app.py",
        "static/..%2Fapp.py",
        "static/%2e%2e%2f%2e%2e%2fbuild.py",
        "static/main.js%00.css",
        "product/..%2F..%2Fetc%2Fpasswd",
        "product/%2Fetc%2Fpasswd",
        "product/.products",
        "case/..%2F..%2Fhandbook",
        "case/%2e%2e",
        "image/..%2F..%2Fx/0/400.jpg",
        "image/nothing/0/400.jpg",
    ],
)
def test_no_other_file_is_read(preview: Served, path: str) -> None:
    code, body = ask(preview, path)
    assert code == 404
    assert b"root:" not in body
    assert b"import" not in body


def test_no_other_file_is_written(preview: Served) -> None:
    """A case is asked for by its name among the cases; a title makes no path."""
    before = {path: path.read_bytes() for path in preview.content.rglob("*") if path.is_file()}
    for path in ("case/..%2Fhandbook/save", "case/nobody/save", "case/..%2Fhandbook/remove", "case/nobody/remove"):
        body = json.dumps({"title": {"old": "Goed werk", "new": "x"}}).encode()
        assert ask(preview, path, "POST", body=body)[0] == 404
    for asked in ([], ["de-koek-groter-maken"], ["../x", "de-koek-groter-maken"]):
        assert ask(preview, "order", "POST", body=json.dumps(asked).encode())[0] == 400
    assert {path: path.read_bytes() for path in preview.content.rglob("*") if path.is_file()} == before
    code, body = ask(preview, "add", "POST", body=json.dumps({"title": "../../../tmp/x"}).encode())
    assert (code, json.loads(body)["slug"]) == (200, "tmp-x")
    assert (preview.content / "cases" / "03-tmp-x.yaml").exists()


NO_TEXTS: tuple[object, ...] = (1, None, [], {"a": "b"})
NONSENSE = (
    *(b"", b"x", b"[]", b"1", b'{"person": 1}', b'{"person": {}}', b"[" * 90_000),
    b'{"nothing": {"old": "", "new": "x"}}',
    *(json.dumps({"person": {"old": "Jan Hendrik", "new": value}}).encode() for value in NO_TEXTS),
)


@pytest.mark.parametrize("body", NONSENSE)
def test_nonsense_changes_nothing(preview: Served, body: bytes) -> None:
    before = preview.case(1).read_bytes()
    assert ask(preview, "case/de-koek-groter-maken/save", "POST", body=body)[0] == 400
    assert preview.case(1).read_bytes() == before


def test_what_is_typed_cannot_become_another_field(preview: Served) -> None:
    """Line ends, control characters and YAML in a text stay text."""
    evil = "Jan\nquote: stolen\n# \x00\x1b[2J {{ x }} <script>"
    body = json.dumps({"person": {"old": "Jan Hendrik", "new": evil}}).encode()
    code, answer = ask(preview, "case/de-koek-groter-maken/save", "POST", body=body)
    assert code == 200
    fields = json.loads(answer)["fields"]
    assert fields["person"] == "Jan quote: stolen # [2J {{ x }} <script>"
    assert fields["quote"] == ""


def test_requests_have_a_limit(preview: Served) -> None:
    """One that says it is large is refused at once, one that does not say so is cut off."""
    assert ask(preview, "add", "POST", {"Content-Length": str(MANY)}, b"x")[0] == 413
    at = urlsplit(preview.address)
    with socket.create_connection((at.hostname or "", at.port or 0), timeout=20) as connection:
        head = f"POST {at.path}add HTTP/1.1\r\nHost: {at.netloc}\r\nOrigin: {origin(preview)}\r\n"
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(4):  # one more than is let in; what comes after that may find that it has hung up
            connection.sendall(b"186a0\r\n" + b"x" * 100_000 + b"\r\n")
        assert b"413" in connection.recv(100)
    assert ask(preview, "image/x/" + "9" * 2000 + "/400.jpg")[0] == 414
    assert ask(preview, "")[0] == 200


def test_it_listens_on_this_machine_alone(preview: Served) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux tells in /proc/net who listens")
    port = f"{urlsplit(preview.address).port:04X}"
    rows = [
        line.split() for file in ("tcp", "tcp6") for line in Path("/proc/net", file).read_text().splitlines()[1:]
    ]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port}")]
    assert listening == [f"0100007F:{port}"]


def test_ctrl_c_leaves_nothing_running(preview: Served) -> None:
    """Neither the server nor its processes, nor a build that is going on, nor its temporary files."""
    assert ask(preview, "build", "POST", body=b"{}")[0] == 200
    time.sleep(0.5)
    said = preview.stop()
    assert preview.process.returncode == 0
    assert "Traceback" not in said
    assert said.endswith("the preview has ended\n")
    end = time.monotonic() + 20  # the processes of a build that was stopped see that a moment later
    while time.monotonic() < end and is_running(preview.process.pid):
        time.sleep(0.1)
    assert not is_running(preview.process.pid)


def is_running(group: int) -> bool:
    """Whether there is any process of a group."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
