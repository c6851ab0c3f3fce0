"""Turns an error that comes up while the preview runs into a problem that its page shows."""

import traceback
from pathlib import Path

import yaml

from handbook import resources
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, problem
from handbook.support.system_errors import reason


def template_problem(error: Exception) -> Problem | None:
    """Returns the problem with the template or labels that raised an error; None if the cause is elsewhere."""
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


def failure_problem(error: Exception, content: Path) -> Problem:
    """Returns the problem of a change in a content folder that could not be shown, as by a bug."""
    place = Mark(display_path(content))
    if found := template_problem(error):
        return found
    if isinstance(error, OSError):
        return problem(place, "reading-failed", reason=reason(error))
    return problem(place, "reading-failed.bug", reason=type(error).__name__)
