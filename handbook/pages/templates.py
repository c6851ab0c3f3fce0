"""Renders the templates with Jinja, strict about undefined names."""

import traceback
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handbook import resources
from handbook.content.markdown import line_html
from handbook.pages._brand_templates import BrandEnvironment
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, Rejected, problem
from handbook.support.time_limit import MOST, limited_time


def render(name: str, *folders: Path, **context: object) -> str:
    """Returns the HTML of ``name``.html in the first of the ``folders`` that has it, then in that of all books.

    Raises:
        Rejected: a template of a brand has a mistake.
        jinja2.TemplateError: one of the program has, such as an undefined name.
    """
    template = _environment(*folders, resources.TEMPLATES).get_template
    foreign = [folder for folder in folders if not _is_own(folder)]
    place = Mark(display_path(foreign[0] / f"{name}.html")) if foreign else None
    try:
        with limited_time(problem(place, "template.slow", most=MOST) if place else None):
            return template(f"{name}.html").render(**context)
    except Rejected:
        raise
    except Exception as error:  # what the template of a brand raises, which can be anything, is a mistake in it
        mistake = template_problem(error)
        if mistake is None or not foreign:
            raise
        raise Rejected((mistake,)) from None


def template_problem(error: Exception) -> Problem | None:
    """Returns the problem with the template that raised an error; None if the cause is elsewhere."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if not frames:
        return None
    mark = Mark(display_path(Path(frames[-1].filename)), frames[-1].lineno or 1, 1)
    return problem(mark, "template.page", reason=str(error) or type(error).__name__)


def compile_templates(*folders: Path) -> None:
    """Compiles the templates, for a process that has nothing else to do before it needs them."""
    environment = _environment(*folders, resources.TEMPLATES)
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


def _is_own(folder: Path) -> bool:
    return folder.is_relative_to(resources.LOOKS)


@cache
def _environment(*folders: Path) -> Environment:
    kind = Environment if all(map(_is_own, folders)) else BrandEnvironment
    environment = kind(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["line"] = lambda text: Markup(line_html(str(text)))
    return environment
