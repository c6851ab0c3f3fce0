"""Fails on the warnings of WeasyPrint, and on some of its crashes, as problems of the house style.

Why: WeasyPrint logs what it leaves out and continues; an incomplete book must not be delivered. The wording
of its warnings and the modules in which it crashes are not documented.
Guard: test_typesetter.py and test_hostile.py, with house styles that have mistakes.
Remove it when: WeasyPrint can raise on its warnings, with the place of each.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from handbook.pages.assets import BASE_URL
from handbook.support.problems import Mark, Problem, Rejected, problem

POSITION = re.compile(r" at (\d+):(\d+)")  # line and column, in most warnings about style sheets
DRAWING = re.compile(r"Failed to render SVG image (.*)")  # and its address
EXCEPTION = re.compile(r" ?: \w*(Error|Unavailable)\b:? ?")  # the name of an exception before its message
# Modules that raise on the content of a house style, each with the key of the problem.
CRASHES: Mapping[str, str] = {"tinycss2.color": "style.mixed-cmyk", "fontTools": "style.damaged-font"}


class LayoutWarning(RuntimeError):
    """WeasyPrint left something out, without a house style that could be the cause: a bug in the program."""


@contextmanager
def fail_on_warnings(house_style: str = "") -> Iterator[None]:
    """Raises when WeasyPrint logs a warning.

    Raises:
        Rejected: a drawing cannot be drawn, or there is a ``house_style``, by its path: every other warning is a
            problem in it.
        LayoutWarning: there is none.
    """
    handler, logger = _Handler(), logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    except Rejected:
        raise
    except Exception as error:  # WeasyPrint raises anything; a look of ours alone must not, so there it is a bug
        if not house_style:
            raise
        raise Rejected((_crash(house_style, error),)) from None
    finally:
        logger.removeHandler(handler)
    if drawings := [found[1] for text in handler.warnings if (found := DRAWING.match(text))]:
        raise Rejected(tuple(_drawing_problem(address) for address in dict.fromkeys(drawings)))
    if handler.warnings and house_style:
        raise Rejected(tuple(_style_problem(house_style, text) for text in dict.fromkeys(handler.warnings)))
    if handler.warnings:
        raise LayoutWarning("\n".join(handler.warnings))


def _crash(house_style: str, error: Exception) -> Problem:
    """Returns the problem of a house style with which WeasyPrint fails."""
    place, crashed = Mark(house_style), _raising_module(error)
    if key := next((key for module, key in CRASHES.items() if crashed.startswith(module)), ""):
        return problem(place, key)
    return problem(place, "style.crash", reason=str(error) or type(error).__name__)


def _style_problem(house_style: str, warning: str) -> Problem:
    """Turns a warning about a house style into a problem at its place."""
    position = POSITION.search(warning)
    place = Mark(house_style, int(position[1]), int(position[2])) if position else Mark(house_style)
    text = warning.replace(position[0], "") if position else warning
    text = EXCEPTION.sub(": ", text.replace(BASE_URL, "content/")).rstrip(" :.")
    return problem(place, "style.warning", warning=text)


def _drawing_problem(address: str) -> Problem:
    """Returns the problem of a drawing whose mistake is not seen before it is drawn."""
    file = address.replace(BASE_URL, "content/")
    return problem(Mark(file), "vector.damaged", name=file.rpartition("/")[2])


def _raising_module(error: BaseException) -> str:
    """Returns the name of the module that raised an exception."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return str(trace.tb_frame.f_globals.get("__name__", "")) if trace else ""


class _Handler(logging.Handler):
    """Collects what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.warnings.append(record.getMessage())
