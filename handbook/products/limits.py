"""Checks the limits of a finished book: the size of a mail attachment, the width of a spine."""

from collections.abc import Collection, Iterable, Iterator

from handbook.content.model import Handbook
from handbook.pdf.editions import EMAIL
from handbook.products.model import COVER, PRODUCTS, SHEETS, Product
from handbook.support.problems import Mark, Problem, problem

MIN_SPINE = 3.2  # mm: an eighth of an inch, https://www.newprint.com/help/perfect-bound-books-faq/

# MB of an attachment that every mail server accepts, and that most accept. Their limits, from 10 to 25 MB, count
# the encoded file, which is a third larger.
ALL_ACCEPT, MOST_ACCEPT = 5, 7


def check_mail_size(products: Iterable[Product]) -> Iterator[Problem]:
    """Yields a warning or an error if the email edition is too large to be mailed."""
    for product in products:
        if product.kind == EMAIL.name:
            place, megabytes = Mark(product.name), len(product.data) / 1_000_000
            if megabytes > MOST_ACCEPT:
                yield problem(place, "too-heavy.for-mail", megabytes=megabytes, limit=ALL_ACCEPT)
            elif megabytes > ALL_ACCEPT:
                key = "too-heavy.for-some"
                yield problem(place, key, severity="warning", megabytes=megabytes, limit=ALL_ACCEPT)


def usual_products(handbook: Handbook) -> list[str]:
    """Returns the kinds of products that a handbook gets where the user names none."""
    missing = {COVER: not handbook.print.perfect, SHEETS: not handbook.print.sheet}
    return [kind for kind in PRODUCTS if not missing.get(kind)]


def check_binding(handbook: Handbook, spine: float | None, selected: Collection[str]) -> list[Problem]:
    """Returns an error if a book cannot be bound as ``print:`` says, or lacks a sheet that was named.

    ``spine`` is the width of the spine in mm, None for a book without one; ``selected`` are the kinds of products
    that the user named.
    """
    sheet = handbook.print.sheet
    if sheet and handbook.print.perfect:
        return [problem(sheet.mark, "no-sheets.binding")]
    if SHEETS in selected and not sheet:
        return [problem(Mark(handbook.file), "no-sheets.size")]
    place = handbook.print.binding.mark if handbook.print.binding else Mark(handbook.file)
    if COVER in selected and not handbook.print.perfect:
        return [problem(place, "no-cover")]
    if spine is not None and spine < MIN_SPINE:
        return [problem(place, "spine", width=spine, least=MIN_SPINE)]
    return []
