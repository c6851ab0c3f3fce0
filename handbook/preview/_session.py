"""Connects the parts of a preview of one content folder: its files, its book, its builds, its open tabs."""

from collections.abc import Iterable, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from handbook.authoring.case_editor import Value
from handbook.content.case_files import slug_in
from handbook.preview._book_view import BookView
from handbook.preview._build_job import BuildJob
from handbook.preview._case_store import CaseStore
from handbook.preview._event_stream import EventStream
from handbook.preview._file_versions import FileVersions
from handbook.preview._model import WorkerPools


class PreviewSession:
    """Changes the content for the page, and passes each change of a file to the book and all tabs."""

    def __init__(
        self, content: Path, output: Path, pools: WorkerPools, builds: Connection, asked_language: str
    ) -> None:
        self.content, self.output = content, output
        self.versions = FileVersions()
        self.events = EventStream()
        self.store = CaseStore(content)
        self.build = BuildJob(content, output, builds, self.events.build_changed)
        self.book = BookView(content, pools, self.events.book_changed, asked_language)

    def files_changed(self, paths: Iterable[Path]) -> None:
        """Loads files of the content or the templates that have changed on disk and are not loaded yet."""
        changed = self.versions.not_loaded(paths)
        if not changed:
            return
        self.build.invalidate()
        self.book.update(changed)
        self.versions.mark_loaded(changed)
        cases = self.content / "cases"
        self.events.cases_changed(
            slug for path in changed if path.parent == cases and (slug := slug_in(path.name))
        )

    def reading_failed(self, error: Exception) -> None:
        """Says in the page that what has changed could not be read; the book stays as it was."""
        self.book.report_failure(error)

    def save(self, slug: str, changes: Mapping[str, tuple[Value, Value]]) -> Mapping[str, Value]:
        """Writes changed fields of a case; returns all its fields. Errors, as for all below: see CaseStore."""
        self.files_changed([self.store.save(slug, changes)])
        return self.store.fields(slug)

    def add(self, title: str) -> str:
        """Adds a new case; returns its slug."""
        slug, path = self.store.add(title, self.book.language)
        self._order_changed([path])
        return slug

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
        self.files_changed([*cases, self.content / "handbook.yaml"])
        self.events.book_changed()
