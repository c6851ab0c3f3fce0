"""The number of words that an author has to remove, tested with texts and pages that are only numbers."""

from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from handbook.layout._excess_words import Cuts, excess_words, least_sufficient
from handbook.layout._trimming import remove_last_words

WORDS = st.lists(st.sampled_from(["a", "vier", "beleidsmedewerker"]), min_size=1, max_size=60)


@given(most=st.integers(1, 200), first=st.integers(1, 300))
def test_the_least_number_that_is_enough_is_found(most: int, first: int) -> None:
    assert least_sufficient(most, lambda number: number >= first) == min(most, first)


@given(words=WORDS, room=st.integers(0, 200))
def test_without_the_excess_a_text_fits_wherever_it_is_removed_and_little_more_goes(
    words: list[str], room: int
) -> None:
    """A text fits where its letters and spaces have room."""

    def find_too_long(cuts: Cuts) -> list[str]:
        return ["a"] if size(words[: len(words) - cuts["a"]]) > room else []

    number = excess_words(["a"], {"a": words}, find_too_long)["a"]
    from_end = least_sufficient(len(words), lambda cut: size(words[: len(words) - cut]) <= room)
    assert from_end <= number <= min(len(words), max(from_end + 3, from_end * 115 // 100))


def test_a_text_that_another_pushes_off_the_page_may_stay_as_it_is() -> None:
    words = {"first": ["woord"] * 50, "second": ["woord"] * 9}

    def find_too_long(cuts: Cuts) -> set[str]:
        """The first text has room for 30 words, and the page for 40."""
        first, second = (len(words[field]) - cuts.get(field, 0) for field in words)
        return {field for field, over in (("first", first > 30), ("second", first + second > 40)) if over}

    excess = excess_words(words, words, find_too_long)
    assert excess["first"] >= 20 and excess["second"] == 0


def test_of_two_texts_that_only_together_are_too_long_both_have_to_be_shorter() -> None:
    words = {"first": ["woord"] * 25, "second": ["woord"] * 25}

    def find_too_long(cuts: Cuts) -> set[str]:
        return set(words) if sum(len(words[field]) - cuts.get(field, 0) for field in words) > 40 else set()

    assert min(excess_words(words, words, find_too_long).values()) >= 10


def size(words: list[str]) -> int:
    return sum(len(word) + 1 for word in words)


def test_spaces_between_words_stay_where_the_last_words_are_removed() -> None:
    """Also those that stand in a span of their own, before emphasis."""
    for number, left in ((0, "een stapel brieven en meer"), (2, "een stapel brieven"), (4, "een"), (5, "")):
        words = "een<span> </span><strong>stapel</strong> brieven<span> </span><em>en meer</em>"
        root = fromstring(f'<p><i data-field="x">{words}</i></p>')
        remove_last_words(root, "x", number)
        assert "".join(root.itertext()) == left
        assert len(root[0]) == {0: 4, 2: 2}.get(number, 0)
