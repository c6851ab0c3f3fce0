"""A preview that is attacked for two minutes, from the network and in its folder, still shows a saved change.

``python3 build.py test --long`` does that; other tests are about each kind of attack.
"""

import json
import os
import random
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.books import SEED, copy_seed
from tests.mutations import FORMATS, PIECES, mutated, mutated_picture
from tests.pictures import KINDS
from tests.window import PreviewProcess, events, send, start_preview, wait_until

SECONDS = 120
CASE = "de-koek-groter-maken"
PATHS = (
    "",
    "events",
    "book",
    "pictures",
    "pictures/../../x",
    "image/x/1/500.jpg",
    "product/x",
    "regions/x",
    "%00",
    "x" * 2000,
)
PARTIAL = (
    b"",
    b"GET / HT",
    b"GET / HTTP/1.1\r\nHost: x\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\nx",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
    b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
    b"\0" * 70_000,
)

Attack = Callable[[PreviewProcess, random.Random], None]


def _half_requests(preview: PreviewProcess, chance: random.Random) -> None:
    host, port = preview.host.split(":")
    sockets = []
    for _ in range(100):
        with suppress(OSError):
            sockets.append(socket.create_connection((host, int(port)), timeout=1))
            sockets[-1].sendall(chance.choice(PARTIAL))
    time.sleep(chance.random())
    for each in sockets:
        each.close()


def _requests(preview: PreviewProcess, chance: random.Random) -> None:
    path, method = chance.choice(PATHS), chance.choice(("GET", "POST", "PUT", "HEAD"))
    token = "" if chance.random() < 0.5 else "x" * 22
    headers = {
        "Host": chance.choice((preview.host, "evil.example")),
        "Content-Type": chance.choice(("text/html", "x")),
    }
    if path == "events" and not token:
        return
    send(preview, path, method, headers, chance.randbytes(chance.choice((0, 9, 400_000))), token)


def _nasty_text(chance: random.Random) -> object:
    pieces = [
        piece if isinstance(piece, str) else piece.decode("latin-1") for piece in chance.choices(PIECES, k=5)
    ]
    text = "".join([*pieces, "../" * 30, "x" * chance.choice((0, 300, 20_000)), "\ud800"])[chance.randrange(40) :]
    return chance.choice((text, [text], {"file": text, "alt": text}, None, 10**400, [[[[]]]], True, ""))


def _saves(preview: PreviewProcess, chance: random.Random) -> None:
    fields = json.loads(send(preview, f"case/{CASE}")[1]).get("fields", {})
    name = chance.choice([*fields, "x", "\ud800"])
    change = {name: {"old": fields.get(name, ""), "new": _nasty_text(chance)}}
    for path, body in (
        (f"case/{CASE}/save", change),
        (
            "book/save",
            {chance.choice(("title", "language", "logo", "print")): {"old": "", "new": _nasty_text(chance)}},
        ),
        ("add", {"title": _nasty_text(chance)}),
        ("order", [_nasty_text(chance)]),
        ("viewport", {"sections": [_nasty_text(chance)], "height": chance.choice((500, 10**30, -1))}),
        ("picture/x/keep", {"name": _nasty_text(chance)}),
    ):
        send(preview, path, "POST", {}, json.dumps(body).encode())


def _files(preview: PreviewProcess, chance: random.Random) -> None:
    """Makes something hostile in the folder of the book, and takes it away."""
    folder = chance.choice([preview.content, preview.content / "cases", preview.content / "images"])
    kind = chance.choice([*FORMATS, *KINDS])
    usual = Path(FORMATS[kind].file).name if kind in FORMATS else f"jan.{kind}"
    names = [
        "99-x.yaml",
        "handbook.yaml",
        "style.css",
        "01-de-koek-groter-maken.yaml",
        os.fsdecode(b"98-\xff.yaml"),
    ]
    path = folder / chance.choice([*names, "97-\x1b[2J\n.yaml", "x" * 250 + ".yaml", usual])
    before = path.read_bytes() if path.is_file() else None
    _remove(path)
    match chance.randrange(7):
        case 0:
            os.mkfifo(path)
        case 1:
            path.symlink_to(chance.choice((path.name, "/dev/zero", "/etc", "..")))
        case 2:
            path.mkdir()
        case 3:
            path.touch()
            os.truncate(path, 3_000_000_000)
        case 4:
            path.write_bytes(b"a: &a [x]\nb: " + b"[*a," * 3000)
        case _:
            path.write_bytes(mutated(kind, chance) if kind in FORMATS else mutated_picture(kind, chance))
    time.sleep(chance.random() / 3)
    _remove(path)
    if before is not None:
        path.write_bytes(before)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _attack(attack: Attack, preview: PreviewProcess, end: float) -> None:
    chance = random.Random(attack.__name__)
    while time.monotonic() < end and preview.process.poll() is None:
        with suppress(OSError, HTTPException, json.JSONDecodeError):  # it may refuse, and close the connection
            attack(preview, chance)


def _shown(preview: PreviewProcess, slug: str) -> tuple[str, bool]:
    """The person of a case as the page gets it, and whether its pages are those of an older version."""
    with events(preview) as received:
        book = next(data for name, data in received if name == "book")
    section = next((each for each in book["sections"] if each["slug"] == slug), None)
    person = next((case["person"] for case in book["cases"] if case["slug"] == slug), "")
    return person, section is None or section["stale"] or not section["document"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # connections that are cut off
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices as files")
def test_a_preview_that_is_attacked_still_shows_a_change(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("a long test")
    content = copy_seed(tmp_path / "content")
    (content / "images").mkdir(exist_ok=True)
    end = time.monotonic() + SECONDS
    with start_preview(content, tmp_path / "output") as preview:
        attacks: tuple[Attack, ...] = (_half_requests, _requests, _saves, _files)
        threads = [threading.Thread(target=_attack, args=(each, preview, end)) for each in attacks]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert preview.process.poll() is None, preview.process.communicate()[0]
        shutil.rmtree(content)
        shutil.copytree(SEED, content)
        file = preview.case_file(1)
        file.write_text(file.read_text("utf-8").replace("person: Jan Hendrik", "person: Els"), "utf-8")
        wait_until(lambda: _shown(preview, CASE) == ("Els", False))
        assert "Traceback" not in (printed := preview.stop()), printed
