"""The limits of a finished book: how large a file may be mailed, how thin a book may be glued."""

from collections.abc import Collection, Iterable, Iterator

from handbook.content.model import Handbook
from handbook.pages.model import EMAIL
from handbook.products.model import COVER, Product
from handbook.support.problems import Mark, Problem, problem

MIN_SPINE = 3.2  # mm: an eighth of an inch, https://www.newprint.com/help/perfect-bound-books-faq/

# MB of an attachment that every mail server accepts, and that most do: they count it encoded, a third larger, and
# refuse from 10 to 25 MB on.
ALL_ACCEPT, MOST_ACCEPT = 5, 7


def check_mail_size(products: Iterable[Product]) -> Iterator[Problem]:
    """A warning or an error where the email edition is too large to be mailed."""
    for product in products:
        if product.kind == EMAIL.name:
            place, megabytes = Mark(product.name), len(product.data) / 1_000_000
            if megabytes > MOST_ACCEPT:
                yield problem(place, "too-heavy.for-mail", megabytes=megabytes, limit=ALL_ACCEPT)
            elif megabytes > ALL_ACCEPT:
                key = "too-heavy.for-some"
                yield problem(place, key, severity="warning", megabytes=megabytes, limit=ALL_ACCEPT)


def check_binding(handbook: Handbook, spine: float | None, wanted: Collection[str]) -> list[Problem]:
    """An error where a book cannot be bound as it says, or has no cover sheet to make.

    ``spine`` is its width in mm, None for a book without; ``wanted`` are the products that were asked for by name.
    """
    place = handbook.print.binding.mark if handbook.print.binding else Mark(handbook.file)
    if COVER in wanted and not handbook.print.perfect:
        return [problem(place, "no-cover")]
    if spine is not None and spine < MIN_SPINE:
        return [problem(place, "spine", width=spine, least=MIN_SPINE)]
    return []
