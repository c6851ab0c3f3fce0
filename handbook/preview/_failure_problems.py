"""Turns an error that comes up while the preview runs into a problem that its page shows."""

from pathlib import Path

import yaml

from handbook import resources
from handbook.pages.templates import template_problem as page_problem
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, Rejected, problem
from handbook.support.system_errors import reason


def template_problem(error: Exception) -> Problem | None:
    """Returns the problem with the template or labels that raised an error; None if the cause is elsewhere."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = Mark(display_path(resources.LABELS), error.problem_mark.line + 1, error.problem_mark.column + 1)
        return problem(mark, "template.labels", reason=error.problem)
    if isinstance(error, Rejected):  # a template of a brand
        return error.problems[0]
    return page_problem(error)


def failure_problem(error: Exception, content: Path) -> Problem:
    """Returns the problem of a change in a content folder that could not be shown, as by a bug."""
    place = Mark(display_path(content))
    if found := template_problem(error):
        return found
    if isinstance(error, OSError):
        return problem(place, "reading-failed", reason=reason(error))
    return problem(place, "reading-failed.bug", reason=type(error).__name__)
