"""What systems, editors and synchronising programs leave in content/: passed over, or named as what it is."""

from pathlib import Path

import pytest

from handbook.content.leftover_files import as_copy, is_leftover
from handbook.content.loader import load
from tests.books import makes_links, write

LEFTOVERS = (
    *(".DS_Store", "._01-verhaal-1.yaml", ".~lock.01-verhaal-1.yaml#", ".01-verhaal-1.yaml.swp", ".#01-x.yaml"),
    *(".directory", ".stfolder", ".sync", ".Trash-1000", ".git", ".nfs0000001", ".fuse_hidden01"),
    *("Thumbs.db", "thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", "$RECYCLE.BIN"),
    *("Thumbs.db:encryptable", "Icon\r", "~$verhaal.docx", "~WRL0001.tmp", "~WRD0000.tmp", "@eaDir", "#recycle"),
    *("01-verhaal-1.yaml~", "01-verhaal-1.yaml.~1~", "#01-verhaal-1.yaml#", "#01-verhaal-1.yaml#save#", "4913"),
    *(
        "01-x.tmp",
        "01-x.yaml.TMP",
        "01-x.yaml.bak",
        "01-x.yaml.orig",
        "01-x.yaml.rej",
        "01-x.yaml.swp",
        "x.yaml.save",
    ),
    *(
        "01-verhaal-1.yaml.sb-1a2b3c4d-Zk3mQp",
        "01-verhaal-1.yaml.sb-1234-abc",
        "01-x.yaml.part",
        "01-x.yaml.crdownload",
        "01-x.yaml.crswap",
        "__MACOSX",
        "lost+found",
    ),
)
STORIES = (
    *(
        "02-twee.yml",
        "02-twee.txt",
        "02-twee.yaml.txt",
        "02 twee.yaml",
        "twee.yaml",
        "02-twee (1).yaml",
        "2-a.docx",
    ),
    *("02-twee - kopie.yaml", "#2-twee.yaml", "~02-twee.yaml", "02-twee.yaml.old", "@twee.yaml", "Icon.yaml"),
)
CONFLICTS = (
    *("01-verhaal-1-PC-VAN-JAN.yaml", "01-verhaal-1-DESKTOP-7A3B-2.yaml", "01-verhaal-1-MacBook-Pro-van-Jan.yaml"),
    *("01-verhaal-1 (1).yaml", "01-verhaal-1 2.yaml", "01-verhaal-1[Conflict].yaml"),
    "01-verhaal-1 (conflicted copy 2026-11-01).yaml",
    "01-verhaal-1 (Jan's conflicted copy 2026-11-01 (2)).yaml",
    "01-verhaal-1 (Jan's conflicterende kopie van 2026-11-01).yaml",
    "01-verhaal-1 (conflicted copy 2026-11-01 101010).yaml",
    "01-verhaal-1 (Case Conflict).yaml",
    "01-verhaal-1 (SFConflict jan@voorbeeld.nl 2026-11-01-10-10-10).yaml",
    "01-verhaal-1.sync-conflict-20261101-101010-ABCDEFG.yaml",
    "01-verhaal-1_conflict-20261101-101010.yaml",
    "01-verhaal-1_PC-Jan_Nov-01-101010-2026_Conflict.yaml",
)


def with_file(folder: Path, name: str) -> Path:
    """A book of one case, and a file beside that."""
    content = write(folder / "book", [{}])
    (content / "cases" / name).write_bytes(b"\x00\xff")
    return content


@pytest.mark.parametrize("name", LEFTOVERS)
def test_a_leftover_is_passed_over_wherever_it_is(tmp_path: Path, name: str) -> None:
    content = with_file(tmp_path, name)
    for folder in (content, content / "images"):
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"")
    handbook = load(content)
    assert [case.slug for case in handbook.cases] == ["verhaal-1"]
    assert handbook.problems == ()
    assert is_leftover(name), "as the watcher of the preview asks"


@makes_links
def test_a_link_of_emacs_and_a_folder_of_a_system_are_passed_over(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "cases" / ".#01-verhaal-1.yaml").symlink_to("jan@pc.1234:5678")
    (content / "cases" / "@eaDir").mkdir()
    assert load(content).problems == ()


@pytest.mark.parametrize("name", STORIES)
def test_what_could_be_a_story_is_told(tmp_path: Path, name: str) -> None:
    (problem,) = load(with_file(tmp_path, name)).problems
    assert (problem.id, problem.severity) == ("not-a-case", "error")
    assert problem.place.file.endswith(name)


def test_a_story_that_is_only_in_the_cloud_is_told(tmp_path: Path) -> None:
    (problem,) = load(with_file(tmp_path, ".02-twee.yaml.icloud")).problems
    assert "02-twee.yaml" in problem.message and "Download" in problem.remedy


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_copy_made_in_a_conflict_is_named_as_one(tmp_path: Path, name: str) -> None:
    handbook = load(with_file(tmp_path, name))
    (problem,) = handbook.problems
    assert (problem.id, problem.severity) == ("conflict-copy", "error")
    assert "a copy of 01-verhaal-1.yaml made in a conflict" in problem.message
    assert [case.slug for case in handbook.cases] == ["verhaal-1"]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "01-verhaal-1 - kopie.yaml",
            "01-verhaal-1 - Kopie (2).yaml",
            "01-verhaal-1 - Copy.yaml",
            "01-verhaal-1 copy 2.yaml",
        ),
        *("Kopie van 01-verhaal-1.yaml", "Copy of 01-verhaal-1.yaml", "Kopie (2) van 01-verhaal-1.yaml"),
        *("01-verhaal-1 - laptop van Jan.yaml", "01-verhaal-1 oud.yaml", "01-verhaal-1 (oude versie).yaml"),
        *("01-verhaal-1-kopie.yaml", "01-verhaal-1_copy2.yaml", "Kopie van 01-verhaal-1 - kopie.yaml"),
    ],
)
def test_a_copy_made_by_hand_is_named_as_one(tmp_path: Path, name: str) -> None:
    handbook = load(with_file(tmp_path, name))
    (problem,) = handbook.problems
    assert (problem.id, problem.message) == ("conflict-copy", "this is a copy of 01-verhaal-1.yaml")
    assert [case.slug for case in handbook.cases] == ["verhaal-1"]


@pytest.mark.parametrize(
    "name", ["handbook-PC-VAN-JAN.yaml", "style (1).css", "handbook (conflicted copy).yaml", "style - kopie.css"]
)
def test_a_copy_of_a_file_of_the_book_is_a_warning(tmp_path: Path, name: str) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "style.css").write_text("", "utf-8")
    (content / name).write_text("title: Ander", "utf-8")
    (problem,) = load(content).problems
    assert (problem.id, problem.severity) == ("conflict-copy", "warning")


@pytest.mark.parametrize(
    "name",
    [
        *("01-verhaal-1-en-2.yaml", "01-conflict.yaml", "02-een-conflict.yaml", "01-verhaal-1-conflict.yaml"),
        *("02-een-kopie.yaml", "02-kopie-van-01-verhaal-1.yaml", "01-verhaal-1-kopiist.yaml", "02-de kopie.yaml"),
        *("kopie.yaml", "Kopie van 02-twee.yaml", "02-verhaal-1 - kopie.yaml", "01-verhaal-1 - kopie.txt"),
    ],
)
def test_a_story_is_no_copy(name: str) -> None:
    assert as_copy(name, {"01-verhaal-1.yaml", name}) is None
