"""The paths of the program's own files: templates, profiles, schemas, lock file. Standard library only."""

from pathlib import Path

PROGRAM = Path(__file__).parent
ROOT = PROGRAM.parent
TEMPLATES = ROOT / "templates"
STYLESHEETS = TEMPLATES / "css"
LABELS = TEMPLATES / "labels"
PROFILES = ROOT / "profiles"
SCHEMAS = ROOT / "schema"
LOCK = ROOT / "requirements.lock"
