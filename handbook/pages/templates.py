"""Renders the templates with Jinja, strict about undefined names."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handbook import resources
from handbook.content.markdown import line_html
from handbook.content.no_break import title_with_no_breaks


def render(name: str, folder: Path | None = None, /, **context: object) -> str:
    """Returns the HTML of ``name``.html in ``folder``, by default that of the book's templates.

    Raises:
        jinja2.TemplateError: the template has a mistake, such as an undefined name.
    """
    return _environment(folder or resources.TEMPLATES).get_template(f"{name}.html").render(**context)


def compile_templates() -> None:
    """Compiles the book's templates, for a process that has nothing else to do before it needs them."""
    environment = _environment(resources.TEMPLATES)
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


@cache
def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["line"] = lambda text: Markup(line_html(str(text)))
    environment.filters["title"] = lambda text: Markup(line_html(title_with_no_breaks(str(text))))
    return environment
