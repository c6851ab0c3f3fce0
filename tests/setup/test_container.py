"""The recipe of the image: the libraries that it installs, and what it makes where there is a builder."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from handbook import resources
from handbook.setup.system_packages import PACKAGES_BY_MANAGER
from tests.books import copy_seed

RECIPE = resources.ROOT / "Containerfile"


def test_it_installs_the_libraries_that_set_up_installs() -> None:
    text = RECIPE.read_text("utf-8").replace("\\\n", " ")
    match = re.search(r"apt-get install -y --no-install-recommends ([^&]*)", text)
    assert match and match[1].split() == PACKAGES_BY_MANAGER["apt-get"]["pango"].split()
    assert text.index("USER editor") < text.index("ENTRYPOINT"), "it runs without root"


def _works(builder: str) -> bool:
    return (
        shutil.which(builder) is not None and not subprocess.run([builder, "info"], capture_output=True).returncode
    )


def test_the_image_builds_a_book_without_a_network(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    builder = next((name for name in ("podman", "docker") if _works(name)), "")
    if not request.config.getoption("--long") or not builder:
        pytest.skip("the image is built with --long, where podman or docker runs")
    subprocess.run([builder, "build", "-t", "handbook-test", "-f", RECIPE, resources.ROOT], check=True)
    content = copy_seed(tmp_path / "book")
    content.chmod(0o777)
    volume = f"{content}:/book"
    subprocess.run([builder, "run", "--rm", "--network", "none", "-v", volume, "handbook-test"], check=True)
    assert (content / "output" / "goed-werk-print.pdf").exists()
