"""Watches the files of the content, of its brand and of the templates for changes."""

import asyncio
import os
import traceback
from collections.abc import Collection, Sequence
from contextlib import aclosing
from functools import partial
from pathlib import Path

from watchfiles import Change, awatch

from handbook import resources
from handbook.content.book_style import book_style
from handbook.content.case_files import TRASH
from handbook.content.leftover_files import is_leftover
from handbook.preview._session import PreviewSession

STEP, DEBOUNCE = 1, 50  # ms: changes are reported once none has followed for STEP, at the latest after DEBOUNCE
REPLACE_TIME = 0.1  # seconds in which an editor that moves the old file away writes the new one
ATTEMPTS = 20
UNDECODABLE = "Unable to decode path"  # of a RuntimeError of watchfiles
PAUSE = 1  # second until files that cannot be watched are tried again


async def watch(session: PreviewSession) -> None:
    """Reports every change of a file to the session, until cancelled; where watching fails, it begins again."""
    again = False
    while True:
        try:
            await _watch(session, again=again)
        except Exception as error:  # a folder that has gone, a limit of the system: neither may end the preview
            if not _is_about_a_name(error):
                if not isinstance(error, OSError):
                    traceback.print_exc()
                session.report_failure(error)
            await asyncio.sleep(PAUSE)
        again = True


async def _watch(session: PreviewSession, *, again: bool) -> None:
    """Reports changes until a folder, or the brand, is another one than before; ``again``: first reads all."""
    brand = book_style(session.content).named_brand
    has_brand = brand is not None and brand.exists()
    folders = [session.content, resources.TEMPLATES, *([brand] if brand and has_brand else [])]
    is_book = partial(is_content, folders, session.output.resolve())
    watched = _identities(folders)
    watching = awatch(
        *folders, watch_filter=is_book, debounce=DEBOUNCE, step=STEP, rust_timeout=1000, yield_on_timeout=True
    )
    async with aclosing(watching):
        async for changes in watching:
            if again:
                await _report(session, [session.content])
                again = False
            paths = session.versions.not_loaded(Path(path) for _, path in changes)
            if not all(map(os.path.exists, paths)):
                await asyncio.sleep(REPLACE_TIME)
            if paths:
                await _report(session, paths)
            names_another = bool(paths) and book_style(session.content).named_brand != brand
            if names_another or (brand and brand.exists() != has_brand) or _identities(folders) != watched:
                return


def _is_about_a_name(error: Exception) -> bool:
    """Returns whether watchfiles has given up at a file whose name is no text; what has changed is read."""
    return isinstance(error, ExceptionGroup) and error.subgroup(lambda each: UNDECODABLE in str(each)) is not None


def _identities(folders: Sequence[Path]) -> list[tuple[int, int]]:
    """Returns what tells each folder from one that is put in its place, which the system does not report.

    Raises:
        OSError: one is missing.
    """
    return [(status.st_dev, status.st_ino) for status in map(os.stat, folders)]


async def _report(session: PreviewSession, paths: Collection[Path]) -> None:
    """Reports changed files; where that fails, the page says so, and the next change is reported as ever."""
    for _ in range(ATTEMPTS):
        try:
            session.files_changed(paths)
            return
        except OSError as error:  # another program has locked it
            failed: Exception = error
            await asyncio.sleep(REPLACE_TIME)
        except Exception as error:  # a bug of ours must not end a preview in which somebody writes
            failed = error
            traceback.print_exc()
            break
    session.report_failure(failed)


def is_content(folders: Sequence[Path], output: Path, change: Change, path: str) -> bool:
    """Returns whether a file in one of the folders may be read; a build passes over the same leftovers.

    The ``output`` of a book may be in its folder.
    """
    file = Path(path)
    if file.is_relative_to(output) and output not in folders:
        return False
    folder = next((folder for folder in folders if file.is_relative_to(folder)), file.parent)
    names = file.relative_to(folder).parts
    return TRASH not in names and not any(map(is_leftover, names))
