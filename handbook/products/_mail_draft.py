"""An unsent mail with the book attached, for whoever sends it to look over."""

import re
from email.message import EmailMessage
from email.policy import SMTP
from html import unescape
from io import BytesIO

from pypdfium2 import PdfDocument

from handbook.content.model import Handbook
from handbook.products.model import Product

COVER = "cover"  # the name by which the letter asks for its picture
HEIGHT = 320  # px
TAG = re.compile(r"<[^>]*>")


def draft(handbook: Handbook, book: Product, letter: str) -> bytes:
    """The mail: plain text, the ``letter`` as HTML with a small picture of the cover, and the book."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = handbook.mail.subject or handbook.title
    mail["X-Unsent"] = "1"  # mail programs that know it open the file as a draft
    mail.set_content(plain(handbook))
    mail.add_alternative(letter, subtype="html")
    html = mail.get_payload(1)
    assert isinstance(html, EmailMessage)
    html.add_related(_cover(book.data), "image", "jpeg", cid=f"<{COVER}>", disposition="inline")
    mail.add_attachment(book.data, "application", "pdf", filename=f"{handbook.slug}.pdf")
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=={handbook.slug}-{number}==")  # the same content makes the same mail
    return mail.as_bytes()


def plain(handbook: Handbook) -> str:
    """The letter as text: what it says, the stories and who told them, who sends it."""
    stories = "\n".join(f"- {case.title} ({case.person})" for case in handbook.cases)
    head = f"{handbook.labels['contents']}:\n{stories}"
    return "\n\n".join(part for part in (words(handbook), head, str(handbook.organisation)) if part) + "\n"


def words(handbook: Handbook) -> str:
    """What the mail says: the handbook's own words, otherwise a sentence in its language."""
    paragraphs = TAG.sub("", handbook.mail.text.html.replace("</p>", "\n")).split("\n")
    own = "\n\n".join(" ".join(unescape(line).split()) for line in paragraphs if line.strip())
    return own or handbook.labels["mail"].replace("{title}", handbook.title)


def _cover(pdf: bytes) -> bytes:
    with PdfDocument(pdf) as book:
        page = book[0]
        picture = page.render(scale=2 * HEIGHT / page.get_height()).to_pil().convert("RGB")
    file = BytesIO()
    picture.save(file, "JPEG", quality=80, optimize=True)
    return file.getvalue()
