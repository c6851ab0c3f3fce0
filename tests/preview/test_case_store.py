"""How the preview changes the files of the content."""

import os
from errno import ENOSPC
from pathlib import Path

import pytest
from PIL import Image

from handbook.authoring.book_order import read_order
from handbook.authoring.field_values import Value
from handbook.authoring.safe_write import write
from handbook.content.yaml_source import Unreadable
from handbook.preview._case_store import CaseStore
from handbook.preview._errors import Conflict, InvalidRequest, NotFound
from handbook.preview._last_good import ContentReader
from handbook.support.problems import Rejected
from tests.books import add_picture, build, copy_seed, files, makes_links

KOEK, INITIATIEF = "de-koek-groter-maken", "initiatief-nemen-om-te-verbinden"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copy_seed(tmp_path / "content")


def store_with_order(content: Path, order: str) -> CaseStore:
    """The store of a content folder whose handbook.yaml ends in an order."""
    path = content / "handbook.yaml"
    path.write_text(path.read_text("utf-8").split("\norder:")[0].rstrip("\n") + "\n" + order, "utf-8")
    return CaseStore(content)


def test_a_newer_change_is_never_overwritten(content: Path) -> None:
    store = CaseStore(content)
    path = store.path(KOEK)
    assert store.save(KOEK, {"person": ("Jan Hendrik", "Els")})["person"] == "Els"
    with pytest.raises(Conflict) as conflict:
        store.save(KOEK, {"person": ("Jan Hendrik", "Kees"), "role": ("", "griffier")})
    assert conflict.value.fields["person"] == "Els"
    assert "role:" not in path.read_text("utf-8")
    store.save(KOEK, {"person": ("Jan Hendrik", "Els"), "role": ("", "griffier")})  # the first is there already
    assert "role: griffier\n" in path.read_text("utf-8")


def test_on_a_full_disk_a_case_stays_as_it_was(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(ENOSPC, "No space left on device")

    store = CaseStore(content)
    slug = store.order()[0]
    before = files(content)
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="space"):
        store.save(slug, {"role": (store.fields(slug)["role"], "redacteur")})
    assert files(content) == before


def test_windows_line_ends_and_the_byte_order_mark_stay(content: Path) -> None:
    path = CaseStore(content).path(KOEK)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    CaseStore(content).save(KOEK, {"person": ("Jan Hendrik", "Els")})
    assert path.read_bytes() == before.replace(b"Jan Hendrik\r\nexp", b"Els\r\nexp")


def test_mixed_line_ends_stay_where_they_are(content: Path) -> None:
    """As in a file that two people edit on two systems."""
    path = CaseStore(content).path(KOEK)
    lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
    path.write_bytes(
        b"".join(line + (b"\r\n", b"\n", b"\r")[number % 3] for number, line in enumerate(lines)) + b"# slot"
    )
    before = path.read_bytes().splitlines(keepends=True)
    CaseStore(content).save(KOEK, {"person": ("Jan Hendrik", "Els")})
    after = path.read_bytes().splitlines(keepends=True)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
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
    """The list keeps its style, and each case keeps its comments."""
    store = store_with_order(content, order)
    store.reorder([INITIATIEF, KOEK])
    text = (content / "handbook.yaml").read_text("utf-8")
    assert text.endswith(new)
    assert store.order() == [INITIATIEF, KOEK]
    with pytest.raises(InvalidRequest):
        store.reorder([KOEK])


@pytest.mark.parametrize(
    "order", ["order: een, twee\n", "order:\n  een: twee\n", "order:\n  - een\n  - twee: drie\n"]
)
def test_an_order_that_is_not_a_list_stays_as_it_is(content: Path, order: str) -> None:
    """It is for the editor to correct: nothing replaces it, and nothing is added to it."""
    store = store_with_order(content, order)
    with pytest.raises(Unreadable, match="the order cannot be changed"):
        store.reorder([INITIATIEF, KOEK])
    store.add("Samen op pad")
    assert (content / "handbook.yaml").read_text("utf-8").endswith(f"\n{order}")


@pytest.mark.parametrize("indent", ["- ", "  - ", "    -   "])
def test_a_new_case_is_indented_as_the_others_in_the_order(content: Path, indent: str) -> None:
    store = store_with_order(content, f"order:\n{indent}{INITIATIEF}\n{indent}{KOEK}\n")
    slug, _ = store.add("Samen op pad")
    assert store.order() == [INITIATIEF, KOEK, slug]
    assert (content / "handbook.yaml").read_text("utf-8").endswith(f"\n{indent}{KOEK}\n{indent}{slug}\n")


def test_an_unknown_case_keeps_its_place_in_the_order_while_it_has_a_file(content: Path) -> None:
    """As when two files have the same number for a while: the page does not know one of them."""
    order = f"order:\n  - {KOEK}  # eerst\n  - nog\n  - {INITIATIEF}\n  - weg\n"
    (content / "cases" / "02-nog.yaml").write_text("title: Nog\n", "utf-8")
    store = store_with_order(content, order)
    slugs = [slug for slug in store.order() if slug != "nog"]
    store.reorder([*reversed(slugs)])
    text = (content / "handbook.yaml").read_text("utf-8")
    assert text.endswith(f"order:\n  - {INITIATIEF}\n  - {KOEK}  # eerst\n  - nog\n")
    store.remove(KOEK)
    assert (content / "handbook.yaml").read_text("utf-8").endswith(f"order:\n  - {INITIATIEF}\n  - nog\n")


def test_remove_and_restore(content: Path, tmp_path: Path) -> None:
    """The file is in the trash unchanged, and returns to its place; two of one name are two files."""
    store = store_with_order(content, f"order:\n  - {INITIATIEF}\n  - {KOEK}\n")
    before = {path: path.read_bytes() for path in content.rglob("*.yaml")}
    for _ in range(2):
        path = store.remove(INITIATIEF)
        assert store.order() == [KOEK]
        assert build(content, tmp_path / "output", "check") == 0
        path.write_bytes(before[path])
        with pytest.raises(FileExistsError):
            store.restore()
        path.unlink()
        assert store.restore() == INITIATIEF
        assert {path: path.read_bytes() for path in content.rglob("*.yaml")} == before
    assert store.restore() is None
    store.remove(KOEK)
    path = store.add("De koek groter maken")[1]
    store.remove(KOEK)
    names = sorted(path.name for path in (content / "trash").iterdir())
    assert names == ["01-de-koek-groter-maken.yaml", path.name]


def test_a_restored_case_has_its_place_and_its_comments_in_the_order(content: Path) -> None:
    """Also when all cases had been removed; after another change, at least its place."""
    store = store_with_order(content, f"order:\n  - {INITIATIEF}\n  # deel 2\n  - {KOEK}  # van Jan\n")
    handbook = content / "handbook.yaml"
    before = handbook.read_bytes()
    for slug in (KOEK, INITIATIEF):
        store.remove(slug)
    assert (store.restore(), store.restore()) == (INITIATIEF, KOEK)
    assert handbook.read_bytes() == before
    store.remove(INITIATIEF)
    slug, _ = store.add("Samen op pad")
    store.restore()
    assert store.order() == [INITIATIEF, KOEK, slug]


def test_a_restored_case_has_a_place_in_an_order_that_was_made_meanwhile(content: Path) -> None:
    store = store_with_order(content, "")
    first, second = store.order()
    store.remove(first)
    slug, _ = store.add("Samen op pad")
    store.reorder([slug, second])
    assert store.restore() == first
    assert read_order(content / "handbook.yaml") == [slug, first, second]


def test_a_case_stays_where_it_is_if_the_order_cannot_be_written(content: Path) -> None:
    store = store_with_order(content, f"order:\n  - {INITIATIEF}\n  - {KOEK}\n")
    path, handbook = store.path(KOEK), content / "handbook.yaml"
    good = handbook.read_text("utf-8")
    handbook.write_text(good + "title: [\n", "utf-8")
    with pytest.raises(Unreadable):
        store.remove(KOEK)
    assert path.exists()
    handbook.write_text(good, "utf-8")
    store.remove(KOEK)
    handbook.write_text(good + "title: [\n", "utf-8")
    with pytest.raises(Unreadable):
        store.restore()
    assert store.trash.restorable == "De koek groter maken"
    assert not path.exists()
    handbook.write_text(good, "utf-8")
    assert store.restore() == KOEK
    assert store.order() == [INITIATIEF, KOEK]


def test_what_was_deleted_from_the_trash_is_skipped(content: Path) -> None:
    store = CaseStore(content)
    path = store.remove(KOEK)
    store.remove(INITIATIEF)
    (content / "trash" / "02-initiatief-nemen-om-te-verbinden.yaml").unlink()
    assert store.restore() == KOEK
    assert path.exists()
    assert store.trash.restorable == ""


def test_a_file_that_has_just_been_changed_is_not_overwritten(tmp_path: Path) -> None:
    """As by a text editor, between reading and writing. A file keeps its mode, and no other file is left."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"title: nieuw\n")
    path.chmod(0o640)
    mode = path.stat().st_mode  # of which Windows knows one bit only
    with pytest.raises(FileExistsError, match="has just been changed"):
        write(path, b"title: oud\n", "title: mijn\n")
    assert path.read_bytes() == b"title: nieuw\n"
    write(path, b"title: nieuw\n", "title: mijn\n")
    assert path.read_bytes() == b"title: mijn\n"
    assert path.stat().st_mode == mode
    assert [*tmp_path.iterdir()] == [path]


def test_a_new_case_does_not_take_the_number_of_a_removed_one(content: Path) -> None:
    """So that there is no conflict when that one is restored."""
    store = CaseStore(content)
    store.remove(INITIATIEF)
    slug, path = store.add("Samen op pad")
    assert path.name == "03-samen-op-pad.yaml"
    assert store.restore() == INITIATIEF
    assert store.order() == [KOEK, INITIATIEF, slug]


def test_saving_the_same_change_twice_is_no_conflict(content: Path) -> None:
    """As over a slow connection; it ends in a space, which no file keeps."""
    store = CaseStore(content)
    for _ in range(2):
        store.save(KOEK, {"person": ("Jan Hendrik", "Els ")})
    assert store.fields(KOEK)["person"] == "Els"


@makes_links
def test_nothing_leaves_the_folder(content: Path, tmp_path: Path) -> None:
    """Links are not followed: of the trash, of a case, of handbook.yaml."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (content / "trash").symlink_to(elsewhere)
    with pytest.raises(OSError, match="a link to another folder"):
        CaseStore(content).remove(KOEK)
    (elsewhere / "case.yaml").write_text("title: x\n", "utf-8")
    (content / "cases" / "03-geheim.yaml").symlink_to(elsewhere / "case.yaml")
    with pytest.raises(NotFound):
        CaseStore(content).fields("geheim")
    assert [path.name for path in elsewhere.iterdir()] == ["case.yaml"]
    (elsewhere / "handbook.yaml").write_bytes((content / "handbook.yaml").read_bytes())
    (content / "handbook.yaml").unlink()
    (content / "handbook.yaml").symlink_to(elsewhere / "handbook.yaml")
    with pytest.raises(OSError, match="link to another"):
        CaseStore(content).reorder([INITIATIEF, KOEK])


def test_a_title_is_a_line_of_text(content: Path) -> None:
    store = CaseStore(content)
    for title in ("", " \n", "\x00"):
        with pytest.raises(InvalidRequest):
            store.add(title)
    slug, _ = store.add("Een\x0b verhaal\n  van twee")
    assert store.fields(slug)["title"] == "Een verhaal van twee"


def test_impossible_changes_are_refused(content: Path) -> None:
    store = CaseStore(content)
    for slug in ("nobody", "../handbook", ""):
        with pytest.raises(NotFound):
            store.remove(slug)
    with pytest.raises(Rejected):
        store.add("De koek groter maken")
    with pytest.raises(Rejected):
        store.add("…")


def test_a_picture_without_a_description_is_a_problem_and_not_shown(content: Path) -> None:
    """As while its file is typed, before what it shows; the case itself is shown meanwhile."""
    add_picture(content, "wie.png", Image.new("RGB", (600, 600), "#8a5a3c"))
    store, reader = CaseStore(content), ContentReader(content)
    empty: Value = {"file": "", "alt": "", "credit": "", "focus": ""}
    file: Value = {"file": "wie.png", "alt": "", "credit": "", "focus": ""}
    whole: Value = {"file": "wie.png", "alt": "Els lacht.", "credit": "", "focus": ""}
    path = store.path(KOEK)
    store.save(KOEK, {"portrait": (empty, file), "person": ("Jan Hendrik", "Els")})
    state = reader.update([path])
    (case,) = (case for case in state.handbook.cases if case.slug == KOEK)
    assert (case.person, case.portrait) == ("Els", None)
    errors = [problem.message for problem in state.problems if problem.severity == "error"]
    assert errors == ["the field 'alt' is missing"]
    store.save(KOEK, {"portrait": (file, whole)})
    (case,) = (case for case in reader.update([path]).handbook.cases if case.slug == KOEK)
    assert case.portrait and case.portrait.alt == "Els lacht."


def test_a_title_is_one_line(content: Path) -> None:
    _, path = CaseStore(content).add("Samen\nop \u0007pad")
    assert "\ntitle: Samen op pad\n" in path.read_text("utf-8")
