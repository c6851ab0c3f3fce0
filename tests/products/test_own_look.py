"""The look that docs/style.md shows: its files are all that a look needs, and no line of Python."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

from tests import pdfs
from tests.books import ROOT, copy_seed, write_documented

BUILD = "import sys; from handbook.cli.commands import main; sys.exit(main(sys.argv[1:]))"


def test_the_look_of_the_documentation_makes_every_product(tmp_path: Path) -> None:
    program, content, output = tmp_path / "program", copy_seed(tmp_path / "book"), tmp_path / "output"
    for part in ("handbook", "templates", "profiles", "schema"):
        copytree(ROOT / part, program / part, ignore=ignore_patterns("__pycache__"))
    for file in ("requirements.lock", "CHANGELOG.md"):
        (program / file).write_bytes((ROOT / file).read_bytes())
    write_documented("style.md", program / "templates" / "looks" / "streep")
    with (content / "handbook.yaml").open("a", encoding="utf-8") as book:
        book.write("look: streep\n")
    command: list[str | Path] = [sys.executable, "-c", BUILD, "--content", content, "--output", output, "--quiet"]
    done = subprocess.run(command, cwd=program, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    texts = pdfs.pages(output / "goed-werk-email.pdf")
    assert len(texts) == 8 and "elk zo lang als haar woorden" in " ".join(texts[1].split())
    assert pdfs.conforms(output / "goed-werk-email.pdf")
