"""Renders the templates with Jinja, strict about undefined names."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handbook import resources
from handbook.content.markdown import line_html


def render(name: str, *folders: Path, **context: object) -> str:
    """Returns the HTML of ``name``.html in the first of the ``folders`` that has it, then in that of all books.

    Raises:
        jinja2.TemplateError: the template has a mistake, such as an undefined name.
    """
    return _environment(*folders, resources.TEMPLATES).get_template(f"{name}.html").render(**context)


def compile_templates(*folders: Path) -> None:
    """Compiles the templates, for a process that has nothing else to do before it needs them."""
    environment = _environment(*folders, resources.TEMPLATES)
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


@cache
def _environment(*folders: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["line"] = lambda text: Markup(line_html(str(text)))
    return environment
