"""Images in the PDF of a section name the profile that describes their colours."""

from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Array, Name, Pdf
from PIL import Image

from handbook.layout.typesetter import Typesetter
from handbook.pages.stylesheets import StyleSheets
from tests.books import section, write
from tests.icc import wide_profile
from tests.pdfs import images

PICTURES = {"jpg": "JPEG", "png": "PNG"}


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("profile", [wide_profile(), None], ids=["a profile", "none"])
def test_a_portrait_and_a_background_name_their_profile(tmp_path: Path, kind: str, profile: bytes | None) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": f"a.{kind}", "alt": "Iemand."}}])
    (content / "images").mkdir()
    for name in ("a", "b"):
        picture = Image.new("RGB", (400, 400), "orange")
        picture.save(content / "images" / f"{name}.{kind}", PICTURES[kind], icc_profile=profile)
    (content / "style.css").write_text(f"body {{ background: url(images/b.{kind}) }}\n")
    pdf = Typesetter(StyleSheets(content)).write(section(content, "spread")).pdf
    with Pdf.open(BytesIO(pdf)) as written:
        spaces = [stream.ColorSpace for stream in images(written)]
        assert len(spaces) == 2
        for space in spaces:
            if profile is None:
                assert space == Name.DeviceRGB
            else:
                assert isinstance(space, Array) and space[0] == Name.ICCBased
                assert space[1].read_bytes() == profile and space[1].N == 3
