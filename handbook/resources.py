"""The version, the folders and the files of the program itself. Standard library only."""

from pathlib import Path

VERSION = "1.0"

PROGRAM = Path(__file__).parent
ROOT = PROGRAM.parent  # of a clone; it has no meaning where the program is installed
INSTALLED = (PROGRAM / "data").is_dir()  # a wheel has there what a clone has beside the package: pyproject.toml
DATA = PROGRAM / "data" if INSTALLED else ROOT
TEMPLATES = DATA / "templates"
STYLESHEETS = TEMPLATES / "css"
LOOKS = TEMPLATES / "looks"
LABELS = TEMPLATES / "labels"
PROFILES = DATA / "profiles"
SRGB = PROFILES / "sRGB2014.icc"
SCHEMAS = DATA / "schema"
LOCK = DATA / "requirements.lock"
CHANGELOG = DATA / "CHANGELOG.md"
DOWNLOADED = ROOT / ".libraries"  # libraries for Linux, by a user without root
