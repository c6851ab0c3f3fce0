"""The language of messages: what is asked for, else that of the book, else that of the locale, else English."""

import locale
import sys

import pytest

from handbook.support.language import LOCALE_VARIABLES, VARIABLE, message_language


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing about languages."""
    for name in (VARIABLE, *LOCALE_VARIABLES):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("option", "variable", "book", "lang", "expected"),
    [
        ("en", "nl", "nl", "nl_NL.UTF-8", "en"),
        ("", "nl", "en", "en_GB.UTF-8", "nl"),
        ("", "NL-be", "en", "C", "nl"),
        ("", "", "nl", "en_GB.UTF-8", "nl"),
        ("", "", "en", "nl_NL.UTF-8", "en"),
        ("", "", "fr", "nl_NL.UTF-8", "en"),
    ],
)
def test_what_is_asked_for_goes_before_the_book_and_that_before_the_locale(
    environment: pytest.MonkeyPatch, option: str, variable: str, book: str, lang: str, expected: str
) -> None:
    environment.setenv(VARIABLE, variable)
    environment.setenv("LANG", lang)
    assert message_language(option, book) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such variables")
@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl"}, "nl"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "nl_BE"}, "nl"),
        ({"LANG": "nl_NL", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "nl_NL", "LC_ALL": ""}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_without_a_book_the_locale_decides(
    environment: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name, value in variables.items():
        environment.setenv(name, value)
    assert message_language() == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dutch_Netherlands", "nl"),
        ("nl_NL", "nl"),
        ("Dutch_Belgium", "nl"),
        ("German_Germany", "en"),
        (None, "en"),
    ],
)
def test_windows_names_its_locales_in_two_ways(
    environment: pytest.MonkeyPatch, name: str | None, expected: str
) -> None:
    environment.setattr(sys, "platform", "win32")
    environment.setattr(locale, "getlocale", lambda: (name, "cp1252"))
    assert message_language() == expected
