"""Watches the files of the content, of its brand and of the templates for changes."""

import asyncio
import os
import traceback
from collections.abc import AsyncGenerator, Collection, Sequence
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


async def watch(session: PreviewSession) -> None:
    """Reports every change of a file to the session, until cancelled.

    The book may name another brand meanwhile, and a zip is often replaced as a whole: then it watches anew.
    """
    while True:
        brand = book_style(session.content).named_brand
        others = [brand] if brand and brand.exists() else []
        async with aclosing(_changes([session.content, resources.TEMPLATES, *others], session)) as changes:
            async for paths in changes:
                if not all(map(os.path.exists, paths)):
                    await asyncio.sleep(REPLACE_TIME)
                await _report(session, paths)
                if brand in paths or book_style(session.content).named_brand != brand:
                    break


async def _changes(folders: Sequence[Path], session: PreviewSession) -> AsyncGenerator[Collection[Path], None]:
    """Yields the files in some folders that have changed and are not loaded."""
    is_book = partial(is_content, folders, session.output.resolve())
    async for changes in awatch(*folders, watch_filter=is_book, debounce=DEBOUNCE, step=STEP, rust_timeout=1000):
        yield session.versions.not_loaded(Path(path) for _, path in changes)


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
    session.reading_failed(failed)


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
