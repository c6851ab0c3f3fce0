"""How much ink each place of a page takes, measured by Ghostscript on the page as it is drawn."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageMath

from handbook.setup.system_packages import command_for
from handbook.support.problems import Mark, Problem
from handbook.support.temp_dir import temporary_folder

PROGRAMS = ("gs", "gswin64c", "gswin32c")
PLATES = "CMYK"


@dataclass(frozen=True)
class Inked:
    """A page at a pixel a point, bleed and marks included: the percent of ink (mode "I"), and the most of it."""

    percent: Image.Image
    most: int


def ghostscript() -> str:
    """The program, or nothing where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), "")


def missing() -> list[Problem]:
    """What to do where it is not installed."""
    if ghostscript():
        return []
    command = command_for(["gs"])
    remedy = f"Leave --ink out, or install it{f':  {command}' if command else ' from ghostscript.com'}"
    return [Problem(Mark("--ink"), "no-ghostscript", "Ghostscript is not installed, which measures ink", remedy)]


def measure(pdf: bytes) -> list[Inked]:
    """Each page of a file. The device writes the four plates as they are: no profile comes in between.

    Raises:
        subprocess.CalledProcessError: Ghostscript cannot draw the file.
    """
    with temporary_folder() as folder:
        source = folder / "book.pdf"
        source.write_bytes(pdf)
        to = ["-sDEVICE=tiff32nc", "-r72", f"-sOutputFile={folder / '%05d.tif'}"]
        subprocess.run([ghostscript(), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", *to, source], check=True)
        return [_inked(path) for path in sorted(folder.glob("*.tif"))]


def _inked(path: Path) -> Inked:
    with Image.open(path) as drawn:
        plates = dict(zip(PLATES, drawn.convert("CMYK").split(), strict=True))
    percent: Image.Image = ImageMath.lambda_eval(
        lambda plate: plate["convert"]((sum(plate[name] for name in PLATES) * 100 + 127) / 255, "I"), **plates
    )
    most = percent.getextrema()[1]
    assert isinstance(most, int)
    return Inked(percent, most)
