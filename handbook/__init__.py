"""Makes a handbook as PDF from cases in YAML, with one spread a case.

The names below, those of ``handbook.api``, are the library. Each is imported at its first use: ``build.py`` starts
with ``handbook.setup`` in a Python that lacks the packages, and must be quick there.
"""

TYPE_CHECKING = False  # the module typing takes too long to import
if TYPE_CHECKING:
    from handbook.api import (
        PRODUCTS,
        BrandResult,
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
        Updated,
        book_language,
        build,
        build_case,
        check,
        check_brand,
        draft_mail,
        import_cases,
        new_book,
        new_case,
        pack_brand,
    )
else:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from handbook import api

        return getattr(api, name)


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
