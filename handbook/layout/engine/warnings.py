"""Hears what WeasyPrint says: nothing that it leaves out passes in silence."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from handbook.pages.assets import BASE_URL
from handbook.support.problems import Mark, Problem, Rejected

CRASHES = {  # where WeasyPrint stumbles over what a house style may hold
    "tinycss2.color": (
        "a gradient, shadow or groove border has CMYK colours, which cannot be mixed",
        "Use a plain colour or a plain border.",
    ),
    "fontTools": ("one of its fonts is damaged", "Ask its maker for the file again."),
}


class LayoutWarning(RuntimeError):
    """WeasyPrint left something out; a book that lacks something is never delivered."""


@contextmanager
def strict(house: str = "") -> Iterator[None]:
    """Fails on what WeasyPrint merely logs: as a problem of the house style ``house`` where there is one."""
    ear, logger = _Ear(), logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield
    except Exception as error:
        for module, (message, remedy) in CRASHES.items() if house else ():
            if _last_module(error).startswith(module):
                raise Rejected((Problem(Mark(house), "style", message, remedy),)) from None
        raise
    finally:
        logger.removeHandler(ear)
    if ear.heard and house:
        raise Rejected(tuple(_style_problem(house, warning) for warning in dict.fromkeys(ear.heard)))
    if ear.heard:
        raise LayoutWarning("\n".join(ear.heard))


def _style_problem(file: str, warning: str) -> Problem:
    """What WeasyPrint says of a house style, at its place."""
    at = re.search(r" at (\d+):(\d+)", warning)
    place = Mark(file, int(at[1]), int(at[2])) if at else Mark(file)
    message = warning.replace(at[0], "") if at else warning
    message = re.sub(r" ?: \w*(Error|Unavailable)\b:? ?", ": ", message.replace(BASE_URL, "content/")).rstrip(
        " :."
    )
    return Problem(place, "style", message, "Mend this rule or take it away; WeasyPrint leaves it out.")


def _last_module(error: BaseException) -> str:
    """The name of the module in which it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return str(trace.tb_frame.f_globals.get("__name__", "")) if trace else ""


class _Ear(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())
