"""The library: the commands as functions that take folders and return frozen results.

Nothing is printed, and no state is kept between two calls except in the cache folder. ``progress`` is called with
the events of a run. A run that fails raises ``Rejected`` with all its problems, warnings included; only ``check``
returns them. Any other exception is a bug or a folder that cannot be read.

In: folders and options. Out: the results of ``handbook.results``, written files, events of a run.

The stages of a run are in ``handbook.products.run``. Slow modules are imported where they are needed, so that a
build with nothing to do takes a fifth of a second.
"""

from handbook.api._brands import check_brand, pack_brand
from handbook.api._content import import_cases, new_book, new_case
from handbook.api._products import build, build_case, check, draft_mail
from handbook.content.book_language import book_language
from handbook.products.model import PRODUCTS, PreflightFailed, Product
from handbook.products.progress import Checking, Event, LayingOut, Making, Updated
from handbook.results import BrandResult, BuildResult, CheckResult, ImportedCase, ImportResult, SpreadFill
from handbook.support.problems import Mark, Problem, Rejected

__all__ = [
    "PRODUCTS",
    "BrandResult",
    "BuildResult",
    "CheckResult",
    "Checking",
    "Event",
    "ImportResult",
    "ImportedCase",
    "LayingOut",
    "Making",
    "Mark",
    "PreflightFailed",
    "Problem",
    "Product",
    "Rejected",
    "SpreadFill",
    "Updated",
    "book_language",
    "build",
    "build_case",
    "check",
    "check_brand",
    "draft_mail",
    "import_cases",
    "new_book",
    "new_case",
    "pack_brand",
]
