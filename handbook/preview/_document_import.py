"""Shows what is in documents that are dropped on the page, and adds those stories that the editor chooses."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from uuid import uuid4

from handbook.authoring.content_form import case_form, labels
from handbook.authoring.import_cases import read_cases
from handbook.authoring.new_case import add_cases
from handbook.content.case_model import PAGE_TEXTS
from handbook.content.model import Handbook
from handbook.preview._errors import InvalidRequest
from handbook.preview._form_fields import form_fields
from handbook.preview._form_words import in_form_words
from handbook.preview._uploads import Uploads
from handbook.support.input_limits import DOCUMENT
from handbook.support.names import with_visible_controls
from handbook.support.problems import Problem

MOST_DOCUMENTS = 100  # that are read at once
MOST_READINGS = 8  # whose stories wait for the editor's choice
LONGEST_NAME = 30  # characters of the name of a document and of its suffix, of up to 4 bytes each
ABOUT_NO_STORY = frozenset(("known-case", "duplicate-slug"))  # problems of stories that are not offered
START = 160  # characters of a text that are shown


@dataclass(frozen=True)
class ShownProblem:
    """A problem in the words of the form."""

    message: str
    remedy: str
    severity: str


@dataclass(frozen=True)
class FoundText:
    """A text of a story: the label of its field, how many words it has, and how it starts."""

    label: str
    words: int
    start: str


@dataclass(frozen=True)
class FoundStory:
    """A story as the page shows it before it is added; one with an error cannot be."""

    title: str
    person: str
    texts: tuple[FoundText, ...]
    problems: tuple[ShownProblem, ...]

    @property
    def can_be_added(self) -> bool:
        return all(each.severity != "error" for each in self.problems)


@dataclass(frozen=True)
class FoundDocument:
    """A document: its name, its stories, and problems that are about none of them."""

    name: str
    stories: tuple[FoundStory, ...]
    problems: tuple[ShownProblem, ...]


class _Paragraph(Protocol):
    """A paragraph of a document."""

    @property
    def text(self) -> str: ...


NewCase = tuple[str, Callable[[Path], str]]  # see ``add_cases``


class DocumentImport:
    """Reads documents with the functions of the command ``import``, and keeps what they have until it is added."""

    def __init__(self, content: Path, uploads: Uploads) -> None:
        self.content, self.uploads = content, uploads
        self.readings: dict[str, Sequence[tuple[FoundStory, NewCase]]] = {}

    def append(self, upload: str, data: bytes) -> None:
        """Adds bytes to a document that is being sent. Errors: see Uploads."""
        self.uploads.append(upload, data, DOCUMENT)

    def read(self, names: Mapping[str, str], handbook: Handbook, language: str) -> tuple[str, list[FoundDocument]]:
        """Returns what is in documents, and a key with which that can be added; nothing is written.

        ``names`` are those of the documents, by the upload in which each has arrived.

        Raises:
            InvalidRequest: there are none, or too many, or one has not been sent.
        """
        paths = {self.uploads.path(upload): name for upload, name in names.items()}
        try:
            if not 0 < len(paths) <= MOST_DOCUMENTS or not all(path.is_file() for path in paths):
                raise InvalidRequest
            with TemporaryDirectory(dir=self.uploads.folder) as folder:
                files = [_moved(path, name, Path(folder)) for path, name in paths.items()]
                return self._read(files, handbook, language)
        finally:
            for path in paths:
                path.unlink(missing_ok=True)

    def add(self, key: str, chosen: Sequence[int]) -> list[Path]:
        """Writes the stories with these numbers of a reading, all or none; returns their files.

        Raises:
            InvalidRequest: there is no such reading or story, or it has an error.
            Rejected: see ``add_cases``.
        """
        found = self.readings.get(key, ())
        if not chosen or not {*chosen} <= {n for n, (story, _) in enumerate(found) if story.can_be_added}:
            raise InvalidRequest
        paths = add_cases(self.content, [found[number][1] for number in sorted({*chosen})])
        del self.readings[key]
        return paths

    def _read(self, files: Sequence[Path], handbook: Handbook, language: str) -> tuple[str, list[FoundDocument]]:
        drafts, problems = read_cases(files, handbook)
        documents, found = list[FoundDocument](), list[tuple[FoundStory, NewCase]]()
        folders = {file.parent.name: file for file in files}
        for file in files:
            own = [draft for draft in drafts if draft.file == file]
            about: dict[int, list[Problem]] = defaultdict(list)  # by the story's first paragraph
            for each in problems:
                if folders.get(Path(each.place.file).parent.name, files[0]) == file:
                    about[_start_of(each, [draft.number for draft in own])].append(each)
            stories = [
                FoundStory(
                    draft.title,
                    draft.person,
                    tuple(_texts({name: draft.paragraphs(name) for name in PAGE_TEXTS}, language)),
                    _shown(about[draft.number], language),
                )
                for draft in own
            ]
            found += [(story, (draft.title, draft.as_file)) for story, draft in zip(stories, own, strict=True)]
            documents.append(FoundDocument(file.name, tuple(stories), _shown(about[0], language)))
        return self._kept(found), documents

    def _kept(self, found: Sequence[tuple[FoundStory, NewCase]]) -> str:
        """Keeps the stories of a reading, and not for ever those of earlier ones; returns its key."""
        key = str(uuid4())
        self.readings[key] = found
        while len(self.readings) > MOST_READINGS:
            del self.readings[next(iter(self.readings))]
        return key


def _moved(path: Path, name: str, folder: Path) -> Path:
    """Gives a document that has arrived its own name, in a folder of its own: two may have the same."""
    own = Path(with_visible_controls(name.replace("\\", "/")).rpartition("/")[2])
    (folder / path.name).mkdir()
    stem = own.stem[:LONGEST_NAME].strip(". ") or "-"
    return path.rename(folder / path.name / (stem + own.suffix[:LONGEST_NAME]))


def _start_of(problem: Problem, starts: Sequence[int]) -> int:
    """Returns the number of the first paragraph of the story that a problem is about; 0 if it is about none."""
    if problem.id in ABOUT_NO_STORY:
        return 0
    return max((start for start in starts if start <= problem.place.line), default=0)


def _texts(texts: Mapping[str, Sequence[_Paragraph]], language: str) -> Iterator[FoundText]:
    names = labels(case_form(language))
    for name, paragraphs in texts.items():
        text = " ".join(each.text for each in paragraphs)
        yield FoundText(
            names[name], len(text.split()), text if len(text) <= START else f"{text[:START].rstrip()}…"
        )


def _shown(problems: Iterable[Problem], language: str) -> tuple[ShownProblem, ...]:
    fields = form_fields(case_form(language))
    words = (in_form_words(each, fields, language) for each in problems)
    return tuple(ShownProblem(each.message, each.remedy, each.severity) for each in words)
