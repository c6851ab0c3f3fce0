"""Cases in YAML become a handbook with one spread a case, as PDF.

The names below are the library, those of ``handbook.api``. Each is imported when it is first used, because
``build.py`` starts with ``handbook.setup`` in a Python that lacks the packages, and has to be quick there.
"""

TYPE_CHECKING = False  # the module typing takes too long to import
if TYPE_CHECKING:
    from handbook.api import (
        PRODUCTS,
        BuildResult,
        Checking,
        CheckResult,
        Event,
        ImportedCase,
        ImportResult,
        LayingOut,
        Making,
        Mark,
        PreflightFailed,
        Problem,
        Product,
        Rejected,
        SpreadFill,
        build,
        build_case,
        check,
        draft_mail,
        import_cases,
        new_case,
    )
else:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from handbook import api

        return getattr(api, name)


__all__ = [
    "PRODUCTS",
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
    "build",
    "build_case",
    "check",
    "draft_mail",
    "import_cases",
    "new_case",
]
