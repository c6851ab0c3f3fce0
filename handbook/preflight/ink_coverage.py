"""Measures the ink coverage of each point of a page with Ghostscript, which renders the four plates."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageMath

from handbook.setup.system_packages import install_command
from handbook.support.problems import Mark, Problem, problem
from handbook.support.temp_dir import temporary_folder
from handbook.support.units import PT_PER_INCH

GHOSTSCRIPT = ("gs", "gswin64c", "gswin32c")  # its names, on Linux and macOS, and on Windows
PLATES = "CMYK"


@dataclass(frozen=True)
class InkCoverage:
    """The total area coverage of a page, bleed and marks included, and its maximum, both in percent.

    ``image`` has a pixel for each pt; its mode is "I".
    """

    image: Image.Image
    maximum: int


def find_ghostscript() -> str:
    """Returns the path of the program, or an empty string where it is not installed."""
    return next(filter(None, map(shutil.which, GHOSTSCRIPT)), "")


def check_ghostscript() -> list[Problem]:
    """Returns the problem that Ghostscript is not installed, if it is not."""
    if find_ghostscript():
        return []
    if command := install_command(["gs"]):
        return [problem(Mark("--ink"), "no-ghostscript.command", command=command)]
    return [problem(Mark("--ink"), "no-ghostscript.download")]


def measure_ink(pdf: bytes) -> list[InkCoverage]:
    """Returns the ink coverage of each page. The device writes the plates unchanged: no colour profile is applied.

    Raises:
        subprocess.CalledProcessError: Ghostscript cannot render the file.
    """
    with temporary_folder() as folder:
        source = folder / "book.pdf"
        source.write_bytes(pdf)
        output = ["-sDEVICE=tiff32nc", f"-r{PT_PER_INCH}", f"-sOutputFile={folder / '%05d.tif'}"]
        subprocess.run([find_ghostscript(), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", *output, source], check=True)
        return [_sum_plates(path) for path in sorted(folder.glob("*.tif"))]


def _sum_plates(path: Path) -> InkCoverage:
    with Image.open(path) as page:
        plates = dict(zip(PLATES, page.convert("CMYK").split(), strict=True))
    image: Image.Image = ImageMath.lambda_eval(
        lambda plate: plate["convert"]((sum(plate[name] for name in PLATES) * 100 + 127) / 255, "I"), **plates
    )
    maximum = image.getextrema()[1]
    assert isinstance(maximum, int)
    return InkCoverage(image, maximum)
