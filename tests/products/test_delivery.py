"""Delivery: whole files or none, and only the program's own files ever go."""

import os
import socket
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from handbook.products import delivery as module
from handbook.products.delivery import deliver, delivered_names, delivered_version
from handbook.products.model import Product
from handbook.support.messages import Message
from handbook.support.system_errors import reason
from tests.books import visible_files


def product(name: str, data: bytes = b"new") -> Product:
    return Product("email", name, data, 1, 0.0)


def test_products_arrive_and_replace_older_ones(tmp_path: Path) -> None:
    for data in (b"old", b"new"):
        deliver([product("a.pdf", data), product("b.pdf", data)], tmp_path / "out", full=True)
    assert visible_files(tmp_path / "out") == {"a.pdf": b"new", "b.pdf": b"new"}
    assert not (tmp_path / "out" / ".new").exists()


def test_a_full_build_removes_what_it_no_longer_makes_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"mine")
    deliver([product("old-print.pdf"), product("old-email.pdf")], tmp_path, full=True)
    deliver([product("new-email.pdf")], tmp_path, full=False)
    assert visible_files(tmp_path).keys() == {"mine.pdf", "old-print.pdf", "old-email.pdf", "new-email.pdf"}
    deliver([product("new-print.pdf"), product("new-email.pdf")], tmp_path, full=True)
    assert visible_files(tmp_path).keys() == {"mine.pdf", "new-print.pdf", "new-email.pdf"}


def test_nothing_changes_when_one_product_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver([product("a.pdf", b"old"), product("b.pdf", b"old")], tmp_path, full=True)
    write = module._write

    def full_disk(path: Path, data: bytes) -> None:
        if path.name == "b.pdf":
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(module, "_write", full_disk)
    with pytest.raises(OSError, match="No space"):
        deliver([product("a.pdf"), product("b.pdf"), product("c.pdf")], tmp_path, full=True)
    assert visible_files(tmp_path) == {"a.pdf": b"old", "b.pdf": b"old"}
    assert not (tmp_path / ".new").exists()


def test_the_record_names_no_file_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "precious.txt").write_text("mine")
    (tmp_path / "out" / ".products").write_text("../precious.txt\n")
    deliver([product("a.pdf")], tmp_path / "out", full=True)
    assert (tmp_path / "precious.txt").exists()


def test_a_file_that_only_the_record_calls_a_product_stays(tmp_path: Path) -> None:
    """Others may write into the folder: under a recorded name, or a name into the record."""
    deliver([product("a.pdf", b"old"), product("b.pdf"), product("c.pdf")], tmp_path, full=True)
    (tmp_path / "b.pdf").write_bytes(b"annotated by the editor")
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    with (tmp_path / ".products").open("a", encoding="utf-8") as record:
        record.write(f"thesis.docx\n{sha256(b'other').hexdigest()}  thesis.docx\n")
    deliver([product("a.pdf")], tmp_path, full=True)
    assert visible_files(tmp_path) == {
        "a.pdf": b"new",
        "b.pdf": b"annotated by the editor",
        "thesis.docx": b"mine",
    }
    assert module.delivered_names(tmp_path) == {"a.pdf"}


def test_what_a_killed_build_left_behind_goes(tmp_path: Path) -> None:
    (tmp_path / ".new").mkdir()
    (tmp_path / ".new" / "half.pdf").write_bytes(b"%PDF")
    deliver([product("a.pdf")], tmp_path, full=True)
    assert not (tmp_path / ".new").exists()


def test_nothing_changes_when_one_product_cannot_be_replaced(tmp_path: Path) -> None:
    deliver([product("a.pdf", b"old")], tmp_path, full=True)
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(OSError):
        deliver([product("a.pdf"), product("b.pdf"), product("c.pdf")], tmp_path, full=True)
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert not (tmp_path / "c.pdf").exists() and not (tmp_path / ".new").exists()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _listen(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener, pytest.MonkeyPatch.context() as patch:
        patch.chdir(path.parent)  # its path may have 107 bytes only
        listener.bind(path.name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices as files")
@pytest.mark.parametrize("make", [_pipe, _listen, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
@pytest.mark.parametrize("name", [".lock", ".products", ".made-with", ".new", "a.pdf"])
def test_what_is_no_file_in_the_folder_is_not_waited_for(
    tmp_path: Path, make: Callable[[Path], object], name: str
) -> None:
    """The products are there, or the system's reason why they are not; nothing that led elsewhere was written."""
    make(tmp_path / name)
    assert delivered_names(tmp_path) == set() and delivered_version(tmp_path) == ""
    try:
        deliver([product("a.pdf")], tmp_path, full=True)
    except OSError as error:
        assert isinstance(reason(error), Message)
        assert not (tmp_path / "a.pdf").is_file() or name == ".made-with"
    else:
        assert (tmp_path / "a.pdf").read_bytes() == b"new"
