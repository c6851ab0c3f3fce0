"""Changes content files for the preview: writes whole files, overwrites no newer change, deletes nothing."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from handbook.authoring.book_order import read_order, write_order
from handbook.authoring.content_editor import change_value
from handbook.authoring.field_values import Value
from handbook.authoring.new_case import add_blank_case, add_cases
from handbook.content.case_files import case_files, slug_in
from handbook.content.case_model import Case
from handbook.content.yaml_source import CONTROL, Unreadable, decode
from handbook.preview._errors import InvalidRequest, NotFound
from handbook.preview._form_files import Changes, read_form, save_form
from handbook.preview._trash import Trash
from handbook.support.input_limits import YAML_FILE
from handbook.support.messages import ENGLISH, message, translate
from handbook.support.names import display_path, slug_of
from handbook.support.outside_files import entries, read_outside


class CaseStore:
    """The case files of a content folder, and their order in handbook.yaml.

    Requests name cases by slug, never by path. ``content/cases`` may be a link to another folder, for its owner
    decides that; a file in it must not be a link out of it.
    """

    def __init__(self, content: Path) -> None:
        self.content, self.cases, self.handbook = content, content / "cases", content / "handbook.yaml"
        self.trash = Trash(content)

    def path(self, slug: str) -> Path:
        """Returns the file of a case.

        Raises:
            NotFound: there is no such case.
        """
        if path := case_files(self.cases, []).get(slug):
            return path
        raise NotFound

    def fields(self, slug: str) -> dict[str, Value]:
        """Returns the fields of a case, as a form shows them.

        Raises:
            NotFound: there is no such case.
            Unreadable: its file is not YAML.
        """
        return read_form(Case, self.path(slug))

    def save(self, slug: str, changes: Changes) -> dict[str, Value]:
        """Writes changed fields of a case into its file; returns all its fields, as they were written.

        Raises:
            NotFound: there is no such case.
            Others: see ``save_form``.
        """
        return save_form(Case, self.path(slug), changes)

    def add(self, title: str, language: str = ENGLISH) -> tuple[str, Path]:
        """Adds a new case to fill in at the end of the book, explained in ``language``; returns its slug and file.

        Raises:
            InvalidRequest: the title is empty.
            Rejected: the title gives no file name, or that of another case.
        """
        if not CONTROL.sub("", title).strip():
            raise InvalidRequest
        path = add_blank_case(self.content, title, language)
        return next(slug for slug, other in case_files(self.cases, []).items() if other == path), path

    def duplicate(self, slug: str, language: str = ENGLISH) -> tuple[str, Path]:
        """Adds a copy of a case after it, with a title that says so in ``language``; returns its slug and file.

        Raises:
            NotFound: there is no such case.
            Unreadable: its file is not YAML; or the order of the book cannot be changed, then no copy is added.
            Rejected: see ``add_cases``.
        """
        path, order = self.path(slug), self.order()
        name, text = display_path(path), decode(read_outside(path, YAML_FILE), display_path(path))
        title = str(read_form(Case, path)["title"])
        copies = (translate(message("preview.copy", count=number, title=title), language) for number in count(1))
        new = next(copy for copy in copies if slug_of(copy) not in order)
        (copied,) = add_cases(self.content, [(new, lambda _: change_value(Case, text, name, "title", new))])
        try:
            self.reorder([other for each in order for other in ([each, slug_of(new)] if each == slug else [each])])
        except BaseException:
            copied.unlink()
            raise
        return slug_of(new), copied

    def order(self) -> list[str]:
        """Returns the slugs of all cases in the order of the book."""
        slugs = list(case_files(self.cases, []))
        listed: list[str] = []
        with suppress(Unreadable, OSError):
            listed = read_order(self.handbook)
        known = [slug for slug in dict.fromkeys(listed) if slug in slugs]
        return [*known, *(slug for slug in slugs if slug not in known)]

    def reorder(self, slugs: Sequence[str]) -> None:
        """Writes the order of the book into handbook.yaml, without those of which there is no file.

        Raises:
            InvalidRequest: the slugs are not those of all cases, each once.
        """
        if sorted(slugs) != sorted(case_files(self.cases, [])):
            raise InvalidRequest
        with_file = {slug_in(path.name) for path in entries(self.cases)}  # also those that a problem keeps out
        write_order(self.handbook, slugs, removed={*read_order(self.handbook)} - with_file)

    def remove(self, slug: str) -> Path:
        """Moves a case to the trash and removes it from the order; returns the former path of its file.

        Raises:
            NotFound: there is no such case.
            Unreadable: handbook.yaml is not YAML, or its order cannot be changed; the case stays.
            OSError: the file cannot be moved; it stays.
        """
        path, title = self.path(slug), slug
        with suppress(Unreadable):
            title = str(self.fields(slug)["title"]) or slug
        self.trash.add(slug, title, path, self.order())
        return path

    def restore(self) -> str | None:
        """Restores the case that was removed last, at its place in the order; returns its slug, if there is one.

        Raises:
            FileExistsError: there is a case of that name again.
            Unreadable: handbook.yaml is not YAML, or its order cannot be changed; the case stays in the trash.
            OSError: the file cannot be moved; it stays there.
        """
        return self.trash.restore(self.order())
