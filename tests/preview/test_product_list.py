"""What the preview calls the files that it has made."""

import pytest

from handbook.preview._case_store import CaseStore
from handbook.preview._errors import InvalidRequest, NotFound
from handbook.preview._product_list import arguments_for, listed
from handbook.products.recipes import RECIPES
from tests.books import SEED


def test_each_file_has_its_use() -> None:
    """What most editors want comes first; a story may be called as a product is."""
    names = [recipe.name.format(slug="boek") for recipe in RECIPES.values()]
    names += [
        "boek-printer.zip",
        "boek-refused.html",
        "boek-preflight.html",
        "boek-preflight.json",
        "boek-foto-print.pdf",
    ]
    found = listed(dict.fromkeys(names, 1), "boek", ())
    assert [product["use"] for product in found] == [
        *("print_shop", "desk", "email", "mail", "case", "report", "refused", "spreads"),
        *("print", "cover", "sheets", "data"),
    ]
    assert [product["name"] for product in found][4] == "boek-foto-print.pdf"


def test_what_was_not_made_since_the_last_change_is_older() -> None:
    names = ("boek-print.pdf", "boek-printer.zip", "boek-email.pdf", "boek.eml", "boek-een.pdf", "boek-twee.pdf")

    def newer(*made: tuple[str, ...]) -> list[str]:
        found = listed(dict.fromkeys(names, 1), "boek", made)
        first = [product["name"] for product in found if not product["older"]]
        assert [product["name"] for product in found][: len(first)] == first
        return first

    assert newer() == []
    assert newer(("build", "--case=een")) == ["boek-een.pdf"]
    assert newer(("mail",)) == ["boek-email.pdf", "boek.eml"]
    assert newer(("build",)) == ["boek-printer.zip", "boek-email.pdf", "boek-print.pdf"]


def test_the_print_file_of_a_stapled_book_has_its_cover() -> None:
    uses = {product["name"]: product["use"] for product in listed({"boek-print.pdf": 1}, "boek", ())}
    assert uses == {"boek-print.pdf": "whole"}


def test_only_the_book_a_mail_and_stories_are_made() -> None:
    store = CaseStore(SEED)
    slug = store.order()[0]
    assert arguments_for({"make": "book"}, store) == ("build",)
    assert arguments_for({"make": "mail"}, store) == ("mail",)
    assert arguments_for({"make": "story", "slug": slug}, store) == ("build", f"--case={slug}")
    with pytest.raises(NotFound):
        arguments_for({"make": "story", "slug": "--output=elders"}, store)
    with pytest.raises(InvalidRequest):
        arguments_for({"make": "init"}, store)
