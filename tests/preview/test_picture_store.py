"""Pictures that are dropped on the page: stored whole, never over another, or refused with a reason."""

from errno import ENOSPC
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from handbook.preview import _picture_store
from handbook.preview._errors import InvalidRequest, NotFound, RefusedPicture
from handbook.preview._picture_store import PictureStore, StoredPicture
from handbook.preview._uploads import Uploads
from handbook.support.messages import translate
from handbook.support.system_errors import reason


@pytest.fixture
def store(tmp_path: Path) -> PictureStore:
    (tmp_path / "content").mkdir()
    (tmp_path / "uploads").mkdir()
    return PictureStore(tmp_path / "content", Uploads(tmp_path / "uploads"))


def picture(colour: str, kind: str = "JPEG", size: tuple[int, int] = (60, 40), exif: int = 1) -> bytes:
    buffer, metadata = BytesIO(), Image.Exif()
    metadata[0x0112] = exif
    Image.new("RGB", size, colour).save(buffer, kind, exif=metadata)
    return buffer.getvalue()


def take(store: PictureStore, data: bytes, name: str) -> StoredPicture:
    upload = str(uuid4())
    for start in range(0, len(data), 500):
        store.append(upload, data[start : start + 500])
    return store.keep(upload, name)


def test_no_picture_replaces_another(store: PictureStore) -> None:
    """Two tabs that drop the same one share it; another of the same name gets a number."""
    red, blue = picture("red"), picture("blue")
    names = [take(store, data, "Foto van Ans (1).JPG").file for data in (red, red, blue, red, blue)]
    assert names == ["foto-van-ans-1.jpg"] * 2 + [
        "foto-van-ans-1-2.jpg",
        "foto-van-ans-1.jpg",
        "foto-van-ans-1-2.jpg",
    ]
    assert (store.folder / names[0]).read_bytes() == red
    assert {each.file for each in store.pictures()} == {*names}
    assert not [*store.uploads.folder.iterdir()] and len([*store.folder.iterdir()]) == 2


def test_a_picture_is_described_as_it_is_printed(store: PictureStore) -> None:
    """One that lies on its side is upright; a drawing has no pixels."""
    assert take(store, picture("red", "PNG"), "eigenlijk.jpg").file == "eigenlijk.png"
    assert take(store, picture("red", exif=6), "a.jpg") == StoredPicture("a.jpg", 40, 60)
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    assert take(store, drawing, "b.svg") == StoredPicture("b.svg", 0, 0)
    data, kind = store.small("a.jpg")
    with Image.open(BytesIO(data)) as image:
        assert (kind, image.size) == ("image/jpeg", (40, 60))


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"\0\0\0\x18ftypheic" + bytes(99), "IMG_1.HEIC", "heic"),
        (b"\0\0\0\x18ftypheic" + bytes(99), "als-jpeg.jpg", "heic"),
        (picture("red")[:400], "half.jpg", "damaged"),
        (b"", "leeg.png", "other"),
        (b"PK\3\4 een document", "verhaal.docx", "other"),
        (b"PK\3\4 een document", "verhaal.jpg", "other"),
        (picture("red", "PNG", (40_000, 3000)), "breed.png", "pixels"),
        (b"<svg><script/></svg>", "boos.svg", "drawing"),
    ],
)
def test_what_cannot_be_printed_is_refused_and_leaves_nothing(
    store: PictureStore, data: bytes, name: str, code: str
) -> None:
    with pytest.raises(RefusedPicture) as refused:
        take(store, data, name)
    assert refused.value.code == code
    assert not store.folder.exists() or not [*store.folder.iterdir()]
    assert not [*store.uploads.folder.iterdir()]


def test_a_file_that_is_far_too_large(store: PictureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before all of it has arrived."""
    monkeypatch.setattr(_picture_store, "PICTURE", 900)
    with pytest.raises(RefusedPicture) as refused:
        take(store, bytes(2000), "a.jpg")
    assert refused.value.code == "large"
    assert not [*store.uploads.folder.iterdir()]


def test_on_a_full_disk_nothing_is_left(store: PictureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(OSError, match="space") as refused:
        take(store, picture("red"), "a.jpg")
    assert translate(reason(refused.value), "nl") == "de schijf is vol"
    assert not [*store.folder.iterdir(), *store.uploads.folder.iterdir()]


def test_names_do_not_leave_the_folder(store: PictureStore, tmp_path: Path) -> None:
    take(store, picture("red"), "../../a.jpg")
    (tmp_path / "geheim.jpg").write_bytes(picture("blue"))
    assert [path.name for path in store.folder.iterdir()] == ["a.jpg"]
    for name in ("../../geheim.jpg", str(tmp_path / "geheim.jpg"), "", "weg.jpg"):
        with pytest.raises(NotFound):
            store.small(name)
    with pytest.raises(InvalidRequest):
        store.append("../geheim.jpg", b"x")
