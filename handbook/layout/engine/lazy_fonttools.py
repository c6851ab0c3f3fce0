"""Imports WeasyPrint without fontTools, which is loaded when it is first used.

Why: WeasyPrint imports fontTools to subset fonts, and to unpack fonts for the web. This program subsets fonts
itself, and few house styles have a font for the web.
Measured: importing WeasyPrint takes 0.32 to 0.36 s of processor time in place of 0.38 to 0.53 (three runs).
Guard: test_lazy_fonttools.py.
Remove it when: WeasyPrint imports fontTools where it needs it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

MODULES = ("fontTools", "fontTools.subset", "fontTools.ttLib", "fontTools.varLib", "fontTools.varLib.instancer")


@contextmanager
def fonttools_on_use() -> Iterator[None]:
    """Makes modules that are imported meanwhile get stand-ins for the names of fontTools."""
    missing = [name for name in MODULES if name not in sys.modules]
    sys.modules |= {name: _Module(name) for name in missing}
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]


class _Module(ModuleType):
    """A module of fontTools that is not loaded."""

    def __getattr__(self, name: str) -> "_Name":
        return _Name(self.__name__, name)


class _Name:
    """Something in a module of fontTools, which is imported when this is called or an attribute of it is read."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._loaded()(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loaded(), name)

    def _loaded(self) -> Any:
        module = import_module(self._module)
        return getattr(module, self._name, None) or import_module(f"{self._module}.{self._name}")
