"""Files of every kind with wrong bytes: each is read or refused, in little memory and time, without a traceback.

``python3 build.py test --long`` changes 10,000 files instead of 160.
"""

import random
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from handbook.authoring._document_reader import read_document
from handbook.authoring._paragraphs import NotADocument
from handbook.content.loader import load
from handbook.content.picture_kind import UnusablePicture
from handbook.content.print_settings import PROFILE
from handbook.content.validation import check
from handbook.layout._image_input import normalize_image
from handbook.pages.style_limits import limit_problems
from tests.authoring.documents import docx_parts, p, zipped
from tests.books import HOUSE_STYLE, SEED, write
from tests.content.test_hostile import MEGABYTES, most_memory

SECONDS = 5  # of processor time for one file
Read = Callable[[Path, bytes], object]


def _picture(form: str) -> bytes:
    file = BytesIO()
    Image.effect_noise((90, 60), 60).convert("RGB").save(file, form)
    return file.getvalue()


def _case(folder: Path, data: bytes) -> object:
    (folder / "cases" / "01-verhaal-1.yaml").write_bytes(data)
    return check(load(folder), lambda: frozenset(), lambda: ())


def _profile(folder: Path, data: bytes) -> object:
    (folder / "own.icc").write_bytes(data)
    return load(folder).problems


def _document(folder: Path, data: bytes) -> object:
    (folder / "a.docx").write_bytes(data)
    return read_document(folder / "a.docx")


KINDS: Mapping[str, tuple[bytes, Read]] = {
    "yaml": (next((SEED / "cases").glob("*.yaml")).read_bytes(), _case),
    "docx": (zipped(docx_parts(p("Een zin."))), _document),
    "jpeg": (_picture("JPEG"), lambda _, data: normalize_image(data)),
    "png": (_picture("PNG"), lambda _, data: normalize_image(data)),
    "webp": (_picture("WEBP"), lambda _, data: normalize_image(data)),
    "tiff": (_picture("TIFF"), lambda _, data: normalize_image(data)),
    "css": (HOUSE_STYLE.read_bytes(), lambda _, data: limit_problems(data.decode("utf-8", "replace"), "a.css")),
    "icc": (PROFILE.read_bytes()[:9_000], _profile),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_wrong_bytes_is_read_or_refused(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    folder = write(tmp_path, [{}], print={"profile": "own.icc", "condition": "FOGRA51"})
    whole, read = KINDS[kind]
    chance, before = random.Random(kind), most_memory()
    for _ in range(10_000 // len(KINDS) if request.config.getoption("--long") else 20):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 9)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        start = time.process_time()
        try:
            read(folder, bytes(data[: chance.choice((None, chance.randrange(len(data))))]))
        except (UnusablePicture, NotADocument) as refusal:
            assert refusal.key
        assert time.process_time() - start < SECONDS
    assert most_memory() - before < MEGABYTES
