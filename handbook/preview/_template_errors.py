"""A mistake in a template, as who changes one while the preview runs will make."""

import traceback
from pathlib import Path

import yaml

from handbook import resources
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem

MEND = "Mend it and save; until then the preview shows the book as it was."


def told(error: Exception) -> Problem | None:
    """The problem that a template or the labels have; None if the mistake is elsewhere."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = Mark(display_path(resources.LABELS), error.problem_mark.line + 1, error.problem_mark.column + 1)
        return Problem(mark, "template", f"the labels are no YAML: {error.problem}", MEND)
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(resources.TEMPLATES)
    ]
    if not frames:
        return None
    mark = Mark(display_path(Path(frames[-1].filename)), frames[-1].lineno or 1, 1)
    return Problem(mark, "template", f"the template cannot be used: {error or type(error).__name__}", MEND)
