"""Turns the error of a template that is edited while the preview runs into a problem."""

import yaml

from handbook import resources
from handbook.pages.templates import template_problem as page_problem
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, Rejected, problem


def template_problem(error: Exception) -> Problem | None:
    """Returns the problem with the template or labels that raised an error; None if the cause is elsewhere."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = Mark(display_path(resources.LABELS), error.problem_mark.line + 1, error.problem_mark.column + 1)
        return problem(mark, "template.labels", reason=error.problem)
    if isinstance(error, Rejected):  # a template of a brand
        return error.problems[0]
    return page_problem(error)
