"""The files of the content as the preview changes them."""

from pathlib import Path

import pytest

from handbook.authoring import safe_write as saving
from handbook.authoring.case_editor import InvalidChange
from handbook.content.yaml_source import Unreadable
from handbook.preview._case_store import Absent, Newer, Shelf
from handbook.support.problems import Rejected
from tests.books import build, copy_seed

KOEK, INITIATIEF = "de-koek-groter-maken", "initiatief-nemen-om-te-verbinden"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copy_seed(tmp_path / "content")


def ordered(content: Path, order: str) -> Shelf:
    """A shelf whose handbook.yaml ends in an order."""
    path = content / "handbook.yaml"
    path.write_text(path.read_text("utf-8").split("\norder:")[0].rstrip("\n") + "\n" + order, "utf-8")
    return Shelf(content)


def test_a_newer_change_is_never_written_over(content: Path) -> None:
    shelf = Shelf(content)
    path = shelf.save(KOEK, {"person": ("Jan Hendrik", "Els")})
    with pytest.raises(Newer) as newer:
        shelf.save(KOEK, {"person": ("Jan Hendrik", "Kees"), "role": ("", "griffier")})
    assert newer.value.fields["person"] == "Els"
    assert "role:" not in path.read_text("utf-8")
    shelf.save(KOEK, {"person": ("Jan Hendrik", "Els"), "role": ("", "griffier")})  # it says so already
    assert "role: griffier\n" in path.read_text("utf-8")


def test_line_ends_and_the_mark_of_windows_stay(content: Path) -> None:
    path = Shelf(content).path(KOEK)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    was = path.read_bytes()
    Shelf(content).save(KOEK, {"person": ("Jan Hendrik", "Els")})
    assert path.read_bytes() == was.replace(b"Jan Hendrik\r\nexp", b"Els\r\nexp")


def test_line_ends_of_several_kinds_stay_where_they_are(content: Path) -> None:
    """As two people leave them who write the same file on two systems."""
    path = Shelf(content).path(KOEK)
    lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
    path.write_bytes(b"".join(line + (b"\r\n", b"\n", b"\r")[at % 3] for at, line in enumerate(lines)) + b"# slot")
    was = path.read_bytes()
    Shelf(content).save(KOEK, {"person": ("Jan Hendrik", "Els")})
    now = path.read_bytes()
    assert now != was
    changed = [
        (old, new) for old, new in zip(was.splitlines(True), now.splitlines(True), strict=True) if old != new
    ]
    assert [(old.strip(), new.strip()) for old, new in changed] == [(b"person: Jan Hendrik", b"person: Els")]


@pytest.mark.parametrize(
    ("order", "new"),
    [
        ("", f"\norder:\n  - {INITIATIEF}\n  - {KOEK}\n"),
        (
            f"order:\n  # zoals besproken\n  - {KOEK}  # van Jan\n  - {INITIATIEF}\nregister: yes\n",
            f"order:\n  # zoals besproken\n  - {INITIATIEF}\n  - {KOEK}  # van Jan\nregister: yes\n",
        ),
        (f"order: [{KOEK}, {INITIATIEF}]\n", f"order: [{INITIATIEF}, {KOEK}]\n"),
        (f"order:\n- {KOEK}\n- {INITIATIEF}", f"order:\n- {INITIATIEF}\n- {KOEK}\n"),
        ("order: []\nregister: yes\n", f"order:\n  - {INITIATIEF}\n  - {KOEK}\nregister: yes\n"),
        ("order:  # komt nog\n# - een\n", f"order:  # komt nog\n  - {INITIATIEF}\n  - {KOEK}\n# - een\n"),
        ("order:", f"order:\n  - {INITIATIEF}\n  - {KOEK}\n"),
    ],
)
def test_reorder(content: Path, order: str, new: str) -> None:
    """The order is written as it was, with what is said about each case."""
    shelf = ordered(content, order)
    shelf.reorder([INITIATIEF, KOEK])
    text = (content / "handbook.yaml").read_text("utf-8")
    assert text.endswith(new)
    assert shelf.order() == [INITIATIEF, KOEK]
    with pytest.raises(InvalidChange):
        shelf.reorder([KOEK])


@pytest.mark.parametrize(
    "order", ["order: een, twee\n", "order:\n  een: twee\n", "order:\n  - een\n  - twee: drie\n"]
)
def test_an_order_that_is_no_list_stays_as_it_is(content: Path, order: str) -> None:
    """A mistake in it is for the editor to mend: nothing is written over it, and nothing beside it."""
    shelf = ordered(content, order)
    with pytest.raises(Unreadable, match="the order cannot be changed"):
        shelf.reorder([INITIATIEF, KOEK])
    shelf.add("Samen op pad")
    assert (content / "handbook.yaml").read_text("utf-8").endswith(f"\n{order}")


@pytest.mark.parametrize("indent", ["- ", "  - ", "    -   "])
def test_a_new_case_is_written_as_the_others_in_the_order(content: Path, indent: str) -> None:
    shelf = ordered(content, f"order:\n{indent}{INITIATIEF}\n{indent}{KOEK}\n")
    slug, _ = shelf.add("Samen op pad")
    assert shelf.order() == [INITIATIEF, KOEK, slug]
    assert (content / "handbook.yaml").read_text("utf-8").endswith(f"\n{indent}{KOEK}\n{indent}{slug}\n")


def test_a_case_that_is_not_to_be_found_just_now_keeps_its_place(content: Path) -> None:
    """As when two files have one number for a while: what the page does not know stays in the order."""
    shelf = ordered(content, f"order:\n  - {KOEK}  # eerst\n  - weg\n  - {INITIATIEF}\n")
    shelf.reorder([INITIATIEF, KOEK])
    text = (content / "handbook.yaml").read_text("utf-8")
    assert text.endswith(f"order:\n  - {INITIATIEF}\n  - {KOEK}  # eerst\n  - weg\n")
    shelf.remove(KOEK)
    assert (content / "handbook.yaml").read_text("utf-8").endswith(f"order:\n  - {INITIATIEF}\n  - weg\n")


def test_remove_and_restore(content: Path, tmp_path: Path) -> None:
    """A case lies in the trash as it was, and comes back to its place; twice the same name is two files."""
    shelf = ordered(content, f"order:\n  - {INITIATIEF}\n  - {KOEK}\n")
    before = {path: path.read_bytes() for path in content.rglob("*.yaml")}
    for _ in range(2):
        path = shelf.remove(INITIATIEF)
        assert shelf.order() == [KOEK]
        assert build(content, tmp_path / "output", "check") == 0
        path.write_bytes(before[path])
        with pytest.raises(FileExistsError):
            shelf.restore()
        path.unlink()
        assert shelf.restore() == INITIATIEF
        assert {path: path.read_bytes() for path in content.rglob("*.yaml")} == before
    assert shelf.restore() is None
    shelf.remove(KOEK)
    path = shelf.add("De koek groter maken")[1]
    shelf.remove(KOEK)
    names = sorted(path.name for path in (content / "trash").iterdir())
    assert names == ["01-de-koek-groter-maken.yaml", path.name]


def test_what_is_put_back_is_as_it_was(content: Path) -> None:
    """With what was said of it in the order, also when all were taken out; else in the place that it had."""
    shelf = ordered(content, f"order:\n  - {INITIATIEF}\n  # deel 2\n  - {KOEK}  # van Jan\n")
    handbook = content / "handbook.yaml"
    before = handbook.read_bytes()
    for slug in (KOEK, INITIATIEF):
        shelf.remove(slug)
    assert (shelf.restore(), shelf.restore()) == (INITIATIEF, KOEK)
    assert handbook.read_bytes() == before
    shelf.remove(INITIATIEF)
    slug, _ = shelf.add("Samen op pad")
    shelf.restore()
    assert shelf.order() == [INITIATIEF, KOEK, slug]


def test_where_the_order_cannot_be_written_the_case_stays_where_it_is(content: Path) -> None:
    shelf = ordered(content, f"order:\n  - {INITIATIEF}\n  - {KOEK}\n")
    path, handbook = shelf.path(KOEK), content / "handbook.yaml"
    good = handbook.read_text("utf-8")
    handbook.write_text(good + "title: [\n", "utf-8")
    with pytest.raises(Unreadable):
        shelf.remove(KOEK)
    assert path.exists()
    handbook.write_text(good, "utf-8")
    shelf.remove(KOEK)
    handbook.write_text(good + "title: [\n", "utf-8")
    with pytest.raises(Unreadable):
        shelf.restore()
    assert shelf.undo
    assert not path.exists()
    handbook.write_text(good, "utf-8")
    assert shelf.restore() == KOEK
    assert shelf.order() == [INITIATIEF, KOEK]


def test_an_emptied_trash_keeps_nothing_from_coming_back(content: Path) -> None:
    shelf = Shelf(content)
    path = shelf.remove(KOEK)
    shelf.remove(INITIATIEF)
    (content / "trash" / "02-initiatief-nemen-om-te-verbinden.yaml").unlink()
    assert shelf.restore() == KOEK
    assert path.exists()
    assert not shelf.undo


def test_a_file_that_has_just_been_changed_is_left_alone(tmp_path: Path) -> None:
    """As by a text editor, between reading and writing. It keeps its rights, and nothing is left beside it."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"title: nieuw\n")
    path.chmod(0o640)
    with pytest.raises(FileExistsError, match="has just been changed"):
        saving.write(path, b"title: oud\n", "title: mijn\n")
    assert path.read_bytes() == b"title: nieuw\n"
    saving.write(path, b"title: nieuw\n", "title: mijn\n")
    assert path.read_bytes() == b"title: mijn\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [*tmp_path.iterdir()] == [path]


def test_a_new_case_leaves_the_number_of_a_removed_one(content: Path) -> None:
    """So that both have their place when that one comes back."""
    shelf = Shelf(content)
    shelf.remove(INITIATIEF)
    slug, path = shelf.add("Samen op pad")
    assert path.name == "03-samen-op-pad.yaml"
    assert shelf.restore() == INITIATIEF
    assert shelf.order() == [KOEK, INITIATIEF, slug]


def test_what_was_saved_already_is_no_conflict(content: Path) -> None:
    """The same change twice, with blanks that no file keeps, as a slow connection may bring it."""
    shelf = Shelf(content)
    for _ in range(2):
        shelf.save(KOEK, {"person": ("Jan Hendrik", "Els ")})
    assert shelf.fields(KOEK)["person"] == "Els"


def test_nothing_leaves_the_folder(content: Path, tmp_path: Path) -> None:
    """A trash that leads elsewhere, and a case that is a link, are not followed."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (content / "trash").symlink_to(elsewhere)
    with pytest.raises(OSError, match="leads out"):
        Shelf(content).remove(KOEK)
    (elsewhere / "case.yaml").write_text("title: x\n", "utf-8")
    (content / "cases" / "03-geheim.yaml").symlink_to(elsewhere / "case.yaml")
    with pytest.raises(Absent):
        Shelf(content).fields("geheim")
    assert [path.name for path in elsewhere.iterdir()] == ["case.yaml"]
    (elsewhere / "handbook.yaml").write_bytes((content / "handbook.yaml").read_bytes())
    (content / "handbook.yaml").unlink()
    (content / "handbook.yaml").symlink_to(elsewhere / "handbook.yaml")
    with pytest.raises(OSError, match="link to another"):
        Shelf(content).reorder([INITIATIEF, KOEK])


def test_a_title_is_a_line_of_text(content: Path) -> None:
    shelf = Shelf(content)
    for title in ("", " \n", "\x00"):
        with pytest.raises(InvalidChange):
            shelf.add(title)
    slug, _ = shelf.add("Een\x0b verhaal\n  van twee")
    assert shelf.fields(slug)["title"] == "Een verhaal van twee"


def test_what_does_not_exist(content: Path) -> None:
    shelf = Shelf(content)
    for slug in ("nobody", "../handbook", ""):
        with pytest.raises(Absent):
            shelf.remove(slug)
    with pytest.raises(Rejected):
        shelf.add("De koek groter maken")
    with pytest.raises(Rejected):
        shelf.add("…")
