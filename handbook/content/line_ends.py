"""Says in a text where a line must not end, so that whoever copies it or listens to it gets it whole.

A reader of a PDF takes a line's end for a space, and a hyphen there for one of the layout. So a line may end after
a typed hyphen only between letters, where handbook.layout.engine.line_end_hyphens tells readers that it was typed.
"""

import re

from handbook.content.no_break import NO_BREAK_SPACE, with_spaces

WORD_JOINER = "\u2060"  # invisible; a line does not end beside it
SOFT_HYPHEN = "\u00ad"
MARKS = str.maketrans("", "", WORD_JOINER + SOFT_HYPHEN)

# With one letter on a side a word is not parted: "e-mail", "'s-Hertogenbosch". The last line of a paragraph has at
# least five characters.
PARTING_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})(?!\S{1,4}\s*$)")
# Any other hyphen, and what a line could end after though no space follows. A long dash could start a line too.
JOINED = re.compile(
    r"[-\u2010]|[/\u2012-\u2014\u2026?!|}](?![\s\"'\u2019\u201d\u00bb)\]]|$)"
    r"|(?<!\d)[.,:;](?=\d)|[.,:;)](?=\()|\S(?=\u2014)"
)
SUSPENDED = re.compile(r"(?<=[-\u2010])\s+(?=\S)")  # "beleids- en"
LATE_SOFT_HYPHEN = re.compile(r"\u00ad(?=[^\s\u00ad]{0,4}\s*$)")


def characters(text: str) -> list[str]:
    """Returns the characters of a text, each as it is printed: with a word joiner, as another space, or not."""
    printed = list(text)
    parting = {match.start() for match in PARTING_HYPHEN.finditer(text)}
    for match in JOINED.finditer(text):
        if match.start() not in parting:
            printed[match.start()] += WORD_JOINER
    for match in SUSPENDED.finditer(text):
        printed[match.start() : match.end()] = [NO_BREAK_SPACE, *[""] * (len(match[0]) - 1)]
    for match in LATE_SOFT_HYPHEN.finditer(text):
        printed[match.start()] = ""
    return printed


def without_marks(text: str) -> str:
    """Returns a text with plain spaces and without invisible marks, for all who do not set it in lines."""
    return with_spaces(text).translate(MARKS)
