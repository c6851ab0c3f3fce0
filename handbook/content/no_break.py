"""Spaces of an editor at which a line must not end.

They are for the layout only: whoever copies a text or listens to it gets spaces (``with_spaces``). What else
should stay together, such as a number and its unit, is weighed when lines are chosen
(handbook.layout._line_costs).
"""

import re

NO_BREAK_SPACE = "\u00a0"
SPACES = str.maketrans(dict.fromkeys(NO_BREAK_SPACE + "\u2007\u202f", " "))  # an editor may type the narrower ones
LONGEST_CHAIN = 40  # letters that stay together at most; a line of a paragraph has 52 or more
CHAIN = re.compile(rf"(?<![^ \n])[^ \n{NO_BREAK_SPACE}]*{NO_BREAK_SPACE}[^ \n]*")  # looked for where words begin


def with_spaces(text: str) -> str:
    """Returns a text with a space for each no-break space."""
    return text.translate(SPACES)


def with_short_chains(text: str) -> str:
    """Returns a text in which at most LONGEST_CHAIN letters are kept together; its length stays the same.

    An editor may have pasted a text that has no other spaces.
    """
    return CHAIN.sub(lambda chain: _shortened(chain[0]), text)


def _shortened(chain: str) -> str:
    first, *words = chain.split(NO_BREAK_SPACE)
    result, length = first, len(first)
    for word in words:
        stays = length + 1 + len(word) <= LONGEST_CHAIN
        result += (NO_BREAK_SPACE if stays else " ") + word
        length = length + 1 + len(word) if stays else len(word)
    return result
