"""Judges and packs a house style that books share."""

from pathlib import Path

from handbook.products.run import StrPath
from handbook.results import BrandResult


def check_brand(path: StrPath, *, cache: StrPath | None = None) -> BrandResult:
    """Judges the brand in a folder or zip, with a small book; returns what is good, and every problem."""
    from handbook.products.brand_check import judge

    good, problems = judge(Path(path), cache)
    return BrandResult(tuple(good), tuple(problems))


def pack_brand(folder: StrPath, file: StrPath) -> Path:
    """Writes the zip of a brand, which ``check_brand`` has found good, to ``file``; returns that.

    Raises:
        Rejected: there is no brand, or the file cannot be written.
    """
    from handbook.products.brand_zip import pack

    return pack(Path(folder), Path(file))
