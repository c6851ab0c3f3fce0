"""The templates, strict about undefined names."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handbook import resources
from handbook.content.markdown import line_html
from handbook.content.no_break import in_title


def render(name: str, folder: Path | None = None, /, **context: object) -> str:
    """The HTML of the template ``name``, one of the book's unless a ``folder`` is named.

    Raises:
        jinja2.TemplateError: it has a mistake, such as a name that is not defined.
    """
    return _environment(folder or resources.TEMPLATES).get_template(f"{name}.html").render(**context)


@cache
def _environment(folder: Path) -> Environment:
    templates = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["line"] = lambda text: Markup(line_html(str(text)))
    templates.filters["title"] = lambda text: Markup(line_html(in_title(str(text))))
    return templates
