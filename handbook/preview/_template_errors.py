"""Turns an error in a template, as made by whoever edits one while the preview runs, into a problem."""

import traceback
from pathlib import Path

import yaml

from handbook import resources
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, problem


def template_problem(error: Exception) -> Problem | None:
    """The problem with a template or a file of labels that raised an error; None if the cause is elsewhere."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = Mark(display_path(resources.LABELS), error.problem_mark.line + 1, error.problem_mark.column + 1)
        return problem(mark, "template.labels", reason=error.problem)
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(resources.TEMPLATES)
    ]
    if not frames:
        return None
    mark = Mark(display_path(Path(frames[-1].filename)), frames[-1].lineno or 1, 1)
    return problem(mark, "template.page", reason=str(error) or type(error).__name__)
