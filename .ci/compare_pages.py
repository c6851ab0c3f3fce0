"""Compares the PDFs of two output folders: every page must have the same text and the same pixels.

Usage: compare_pages.py FOLDER FOLDER
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import ImageChops

SCALE = 2  # pixels a pt


def differences(first: Path, second: Path) -> list[str]:
    """Returns what differs, in words; nothing if the pages are the same."""
    names = [{path.name for path in folder.glob("*.pdf")} for folder in (first, second)]
    if names[0] != names[1] or not names[0]:
        return [f"{first} and {second} have other files"]
    return [line for name in sorted(names[0]) for line in _of_file(first / name, second / name)]


def _of_file(first: Path, second: Path) -> list[str]:
    with pypdfium2.PdfDocument(first) as one, pypdfium2.PdfDocument(second) as other:
        if len(one) != len(other):
            return [f"{first.name} has {len(one)} and {len(other)} pages"]
        lines = []
        for number, pages in enumerate(zip(one, other, strict=True), 1):
            texts = [page.get_textpage().get_text_bounded() for page in pages]
            images = [page.render(scale=SCALE).to_pil() for page in pages]
            if texts[0] != texts[1]:
                lines.append(f"{first.name}, page {number}: another text")
            elif box := ImageChops.difference(*images).getbbox():
                lines.append(f"{first.name}, page {number}: other pixels, in {box}")
        return lines


def main() -> int:
    """Prints the differences; returns the exit code."""
    found = differences(Path(sys.argv[1]), Path(sys.argv[2]))
    print("\n".join(found) or "the pages are the same")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
