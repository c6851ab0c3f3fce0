"""The report says what is in a file: its digest, fonts, pictures and plates."""

import re
from hashlib import sha256

from tests.products.conftest import Built


def test_the_report_lists_what_is_in_each_file(built: Built) -> None:
    made = built("glued")
    (report,) = made.output.glob("*-preflight.html")
    page = report.read_text("utf-8")
    for product in ("print", "cover"):
        assert sha256(made.file(product).read_bytes()).hexdigest() in page
    inside, cover = re.findall(r"<dt>Plates</dt><dd>(.*?)</dd>", page)
    assert "page 4: K," in inside or "page 4: CMYK," in inside
    assert cover == "page 1: CMYK"
    assert page.count("Source-Serif") >= 2, "also the fonts of the cover sheet"
    assert re.search(r"<dt>Pictures</dt><dd>page \d+: 267 ppi, Gray", page)
