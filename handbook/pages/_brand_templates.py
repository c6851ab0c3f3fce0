"""Limits what a template of a brand may do, as a brand may come from anybody."""

from pathlib import PurePath
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

LARGEST = 1e15  # a number; with larger ones a line could take hours
MOST_POWER = 4


class BrandEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox of Jinja, without the files of the machine, and without values that grow beyond measure."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Returns whether a template may use an attribute; those of a path read and write files."""
        return not isinstance(obj, PurePath) and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculates with numbers, and with nothing else."""
        small = all(isinstance(each, int | float) and abs(each) <= LARGEST for each in (left, right))
        if not small or (operator == "**" and abs(right) > MOST_POWER):
            raise SecurityError(f"{operator!r} is for numbers, and not for large ones")
        return super().call_binop(context, operator, left, right)
