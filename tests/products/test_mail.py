"""The unsent mail with the book, and whether the book can be sent at all."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path
from textwrap import indent

import pytest

from handbook.content.loader import load
from handbook.products._mail_draft import make_mail
from handbook.products.limits import check_mail_size
from handbook.products.model import Product
from tests.books import build, write


def test_the_mail_is_a_draft_with_the_book(tmp_path: Path) -> None:
    settings = {"subject": "Ons nieuwe boek", "text": "Beste collega,\n\nHier is **het boek**."}
    write(tmp_path / "book", [{}, {"title": "Over {{ 7*7 }} & meer"}], mail=settings)
    assert build(tmp_path / "book", tmp_path / "output", "mail") == 0
    first = (tmp_path / "output" / "proef.eml").read_bytes()
    mail = email.message_from_bytes(first, policy=email.policy.default)
    assert mail["Subject"] == "Ons nieuwe boek" and mail["X-Unsent"] == "1" and mail["Date"] is None
    text, html = mail.get_body(["plain"]), mail.get_body(["html"])
    assert text is not None and html is not None
    assert "Hier is het boek." in text.get_content() and "- Over {{ 7*7 }} & meer (Jan" in text.get_content()
    assert "<strong>het boek</strong>" in html.get_content() and "Over {{ 7*7 }} &amp; meer" in html.get_content()
    assert 'alt="Omslag van Proef"' in html.get_content()
    (book,) = mail.iter_attachments()
    assert book.get_filename() == "proef.pdf"
    assert book.get_content() == (tmp_path / "output" / "proef-email.pdf").read_bytes()


def test_no_text_can_end_a_part_of_the_mail(seed: Path, tmp_path: Path) -> None:
    """Whoever writes the mark between the parts into a text could hide the rest of the letter, or add a file."""
    book = (seed / "goed-werk-email.pdf").read_bytes()
    first = read_mail(make_mail(load(write(tmp_path / "first", [{}])), book))
    marks = "".join(f"--{part.get_boundary()}\n\n" for part in first.walk() if part.is_multipart())
    mail = read_mail(make_mail(load(write(tmp_path / "other", [{}], mail={"text": f"{marks}Tot zover."})), book))
    assert [part.get_content_type() for part in mail.walk()] == [part.get_content_type() for part in first.walk()]
    text = mail.get_body(["plain"])
    assert text is not None and "Tot zover." in text.get_content() and "Inhoud:" in text.get_content()


def read_mail(data: bytes) -> EmailMessage:
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_the_plain_letter_has_the_addresses_of_its_links_and_its_lists(tmp_path: Path) -> None:
    said = (
        "Lees [de *hand*reiking](https://voorbeeld.nl/a?b=1&c=2) of "
        "[schrijf ons](mailto:post@voorbeeld.nl).\n\n3. Eerst\n4. Dan\n   verder\n\n- Tot slot\n\n"
        "> Gezegd\n>\n> & gedaan"
    )
    content = write(tmp_path / "book", [{}])
    with (content / "handbook.yaml").open("a", encoding="utf-8") as file:
        file.write(f"mail:\n  text: |\n{indent(said, '    ')}\n")
    assert build(tmp_path / "book", tmp_path / "output", "mail") == 0
    mail = email.message_from_bytes((tmp_path / "output" / "proef.eml").read_bytes(), policy=email.policy.default)
    text = mail.get_body(["plain"])
    assert text is not None
    assert (
        text.get_content()
        .replace("\r", "")
        .startswith(
            "Lees de handreiking <https://voorbeeld.nl/a?b=1&c=2> of schrijf ons <post@voorbeeld.nl>.\n\n"
            "3. Eerst\n4. Dan verder\n\n- Tot slot\n\n> Gezegd\n> \n> & gedaan\n\nInhoud:\n"
        )
    )


def test_a_book_for_mail_is_small(seed: Path, tmp_path: Path) -> None:
    assert (seed / "goed-werk-email.pdf").stat().st_size < 150_000
    write(tmp_path / "book", [{} for _ in range(14)])
    assert build(tmp_path / "book", tmp_path / "output", "mail") == 0
    assert (tmp_path / "output" / "proef-email.pdf").stat().st_size < 200_000


@pytest.mark.parametrize(("megabytes", "severity"), [(4.9, ""), (5.1, "warning"), (7.1, "error")])
def test_a_book_too_large_for_mail_is_told_of(megabytes: float, severity: str) -> None:
    book = Product("email", "x.pdf", bytes(int(megabytes * 1_000_000)), 8, 0)
    assert [problem.severity for problem in check_mail_size([book])] == ([severity] if severity else [])
