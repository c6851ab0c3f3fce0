"""Drafts a mail with the book attached, to be checked and sent by hand."""

from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO

from pypdfium2 import PdfDocument

from handbook.content.line_ends import without_marks
from handbook.content.model import Handbook
from handbook.pages.templates import render
from handbook.products._letter_text import plain_text
from handbook.support.cache import digest

COVER_ID = "cover"  # by which the HTML refers to the attached image of the cover
COVER_HEIGHT = 320  # px
BOUNDARY_DIGITS = 32


def make_mail(handbook: Handbook, book: bytes) -> bytes:
    """Returns the mail: a letter as plain text and as HTML with a small cover image, and the book as PDF."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = handbook.mail.subject or handbook.title
    mail["X-Unsent"] = "1"  # with this header some mail programs open the file as a draft
    text = _text(handbook)
    plain_letter = without_marks(_plain_letter(handbook, text))
    mail.set_content(plain_letter)
    letter = without_marks(render("mail", handbook=handbook, words=text, cover=COVER_ID))
    mail.add_alternative(letter, subtype="html")
    html = mail.get_payload(1)
    assert isinstance(html, EmailMessage)
    html.add_related(_cover(book), "image", "jpeg", cid=f"<{COVER_ID}>", disposition="inline")
    mail.add_attachment(book, "application", "pdf", filename=f"{handbook.slug}.pdf")
    # The same content makes the same mail, and no text in it can contain the digest of all.
    mark = digest(plain_letter, letter, book)[:BOUNDARY_DIGITS]
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=={mark}-{number}==")
    return mail.as_bytes()


def _text(handbook: Handbook) -> str:
    """Returns the handbook's text for the mail, or a standard sentence in its language."""
    return plain_text(handbook.mail.text.html) or handbook.labels["mail"].replace("{title}", handbook.title)


def _plain_letter(handbook: Handbook, text: str) -> str:
    """Returns the letter as plain text: its text, the cases with their persons, the organisation."""
    cases = "\n".join(f"- {case.title} ({case.person})" for case in handbook.cases)
    contents = f"{handbook.labels['contents']}:\n{cases}"
    return "\n\n".join(part for part in (text, contents, str(handbook.organisation)) if part) + "\n"


def _cover(pdf: bytes) -> bytes:
    """Returns the first page as a JPEG, at twice the size at which it is shown, for sharp screens."""
    with PdfDocument(pdf) as book:
        page = book[0]
        image = page.render(scale=2 * COVER_HEIGHT / page.get_height()).to_pil().convert("RGB")
    file = BytesIO()
    image.save(file, "JPEG", quality=80, optimize=True)
    return file.getvalue()
