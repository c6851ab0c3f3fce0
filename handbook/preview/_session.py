"""Connects the parts of a preview of one content folder: its files, its book, its builds, its open tabs."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from handbook.authoring.field_values import Value
from handbook.content.case_files import slug_in
from handbook.content.model import Handbook
from handbook.content.yaml_source import Unreadable
from handbook.preview._book_view import BookView
from handbook.preview._build_job import BuildJob
from handbook.preview._case_store import CaseStore
from handbook.preview._document_import import DocumentImport
from handbook.preview._earlier_versions import EarlierVersions
from handbook.preview._event_stream import EventStream
from handbook.preview._file_versions import FileVersions
from handbook.preview._form_files import Changes, read_form, save_form
from handbook.preview._look_pictures import LookPictures
from handbook.preview._model import BOOK, WorkerPools
from handbook.preview._picture_store import PictureStore
from handbook.preview._theme_renames import renamed_themes, with_new_names
from handbook.preview._uploads import Uploads
from handbook.support.input_limits import YAML_FILE
from handbook.support.outside_files import read_outside


class PreviewSession:
    """Changes the content for the page, and passes each change of a file to the book and all tabs."""

    def __init__(
        self,
        content: Path,
        output: Path,
        pools: WorkerPools,
        builds: Connection,
        asked_language: str,
        uploads: Path,
    ) -> None:
        self.content, self.output, self.handbook = content, output, content / "handbook.yaml"
        self.versions = FileVersions()
        self.events = EventStream()
        self.store = CaseStore(content)
        self.earlier = EarlierVersions(content)
        self.pictures = PictureStore(content, Uploads(uploads))
        self.documents = DocumentImport(content, self.pictures.uploads)
        self.build = BuildJob(content, output, builds, self.events.build_changed)
        self.book = BookView(content, pools, self.events.book_changed, asked_language)
        self.looks = LookPictures(self.book)

    def files_changed(self, paths: Iterable[Path]) -> None:
        """Loads files of the content or the templates that have changed on disk and are not loaded yet."""
        changed = self.versions.not_loaded(paths)
        if not changed:
            return
        self.build.invalidate()
        self.book.update(changed)
        self.versions.mark_loaded(changed)
        forms = map(self._form_of, changed)
        self.events.forms_changed(slug for slug in forms if slug is not None)

    def report_failure(self, error: Exception) -> None:
        """Says in the page that what has changed could not be shown; the book stays as it was."""
        self.book.report_failure(error)

    def path(self, slug: str) -> Path:
        """Returns the file of a case, or of the BOOK. Errors, as for all below: see CaseStore."""
        return self.store.path(slug) if slug != BOOK else self.handbook

    def fields(self, slug: str) -> Mapping[str, Value]:
        """Returns the fields of a case, or of the BOOK."""
        return self.store.fields(slug) if slug != BOOK else read_form(Handbook, self.handbook)

    def save(self, slug: str, changes: Changes) -> Mapping[str, Value]:
        """Writes changed fields of a case, or of the BOOK; returns all its fields, as they were written.

        The stories that have a theme which is renamed get its new name.
        """
        if slug == BOOK:
            renamed = renamed_themes(changes)
            fields = save_form(Handbook, self.handbook, changes)
            self.files_changed([self.handbook, *self._rename(renamed)])
        else:
            fields = self._write(slug, changes)
            self.files_changed([self.store.path(slug)])
        return fields

    def _write(self, slug: str, changes: Changes) -> dict[str, Value]:
        """Writes changed fields of a case, and keeps what was there; returns all its fields."""
        before = read_outside(self.store.path(slug), YAML_FILE)
        fields = self.store.save(slug, changes)
        self.earlier.keep(slug, before, datetime.now(UTC))
        return fields

    def _rename(self, renamed: Mapping[str, str]) -> list[Path]:
        """Renames themes in all stories that have them; returns the paths of their files.

        A story with a problem is one of them; a file that is not YAML stays as it is.
        """
        paths = []
        for slug in self.store.order() if renamed else ():
            with suppress(Unreadable):
                themes = self.store.fields(slug)["themes"]
                new = with_new_names(themes, renamed)
                if new != themes:
                    self._write(slug, {"themes": (themes, new)})
                    paths.append(self.store.path(slug))
        return paths

    def add(self, title: str) -> str:
        """Adds a new case; returns its slug."""
        slug, path = self.store.add(title, self.book.language)
        self._order_changed([path])
        return slug

    def add_imported(self, key: str, chosen: Sequence[int]) -> list[str]:
        """Adds stories that were found in documents; returns their slugs."""
        paths = self.documents.add(key, chosen)
        self._order_changed(paths)
        return [slug_in(path.name) for path in paths]

    def duplicate(self, slug: str) -> str:
        """Adds a copy of a case after it; returns its slug."""
        copy, path = self.store.duplicate(slug, self.book.language)
        self._order_changed([path])
        return copy

    def remove(self, slug: str) -> None:
        """Moves a case to the trash."""
        self._order_changed([self.store.remove(slug)])

    def restore(self) -> str | None:
        """Restores the case that was removed last; returns its slug, if there is one."""
        slug = self.store.restore()
        self._order_changed([self.store.path(slug)] if slug else [])
        return slug

    def reorder(self, slugs: Sequence[str]) -> None:
        """Writes a new order of the cases."""
        self.store.reorder(slugs)
        self._order_changed([])

    def _order_changed(self, cases: Iterable[Path]) -> None:
        self.files_changed([*cases, self.handbook])
        self.events.book_changed()

    def _form_of(self, path: Path) -> str | None:
        """Returns the slug of the case whose file this is, or BOOK; None if the file has no form."""
        if path == self.handbook:
            return BOOK
        return slug_in(path.name) or None if path.parent == self.content / "cases" else None
