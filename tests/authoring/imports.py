"""Imports a document into a handbook that has no case yet, and reads the cases that it has then."""

from pathlib import Path

import yaml

from tests.books import build

HEADS = ("Kenmerkende ervaring", "Beeld van goed werk")
TEXT = Path(__file__).parents[1] / "vakmanschap.txt"


def run(content: Path, file: Path) -> int:
    return build(content, content.parent / "output", "import", str(file))


def texts(content: Path) -> dict[str, dict[str, str | None]]:
    paths = sorted((content / "cases").glob("*.yaml"))
    return {path.name: yaml.safe_load(path.read_text("utf-8")) for path in paths}


def case_text(title: str) -> str:
    return f"{title}\nFatima Jansen, jurist\nKenmerkende ervaring\nEen.\nBeeld van goed werk\nTwee.\n"
