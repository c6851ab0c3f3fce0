"""The folders and files of the program itself. Standard library only."""

from pathlib import Path

PROGRAM = Path(__file__).parent
ROOT = PROGRAM.parent
TEMPLATES = ROOT / "templates"
STYLESHEETS = TEMPLATES / "css"
LOOKS = TEMPLATES / "looks"
LABELS = TEMPLATES / "labels"
PROFILES = ROOT / "profiles"
SRGB = PROFILES / "sRGB2014.icc"
SCHEMAS = ROOT / "schema"
LOCK = ROOT / "requirements.lock"
DOWNLOADED = ROOT / ".libraries"  # libraries for Linux, by a user without root
