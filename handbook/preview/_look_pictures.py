"""Draws the open spread in each look, small, for the form in which the look is chosen."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from handbook.content.looks import look_folders
from handbook.content.other_look import in_look
from handbook.preview._book_view import BookView
from handbook.preview._composition import page_plan
from handbook.preview._image_cache import ImageKey
from handbook.preview._model import SectionKey
from handbook.preview._worker import draw_in_look

MOST = 48  # sections whose pictures are kept, of some 10 kB each


class LookPictures:
    """The pages of the sections of a book in other looks, each drawn once, in the background processes."""

    def __init__(self, view: BookView) -> None:
        self.view = view
        self.drawn: OrderedDict[tuple[str, str, int, int], asyncio.Future[list[bytes]]] = OrderedDict()

    async def picture(self, look: str, key: ImageKey) -> bytes | None:
        """Returns a page as a JPEG, in a look; ``key`` is that of the page as the book shows it now.

        None if there is no such page or look.
        """
        sections, styles = self.view.sections.items(), self.view.queue.styles
        shown = next((name for name, section in sections if section.document == key.document), None)
        folder = look_folders(self.view.reader.styles.style.brand).get(look)
        if not (key.document and shown and folder):
            return None
        place = look, key.document, styles.version, key.height
        if place not in self.drawn:
            self.drawn[place] = self._draw(folder, shown, key.height)
        self.drawn.move_to_end(place)
        while len(self.drawn) > MOST:
            self.drawn.popitem(last=False)
        pages: Sequence[bytes] = await self.drawn[place]
        return pages[key.page] if key.page < len(pages) else None

    def _draw(self, look: Path, section: SectionKey, height: int) -> asyncio.Future[list[bytes]]:
        book, queue = self.view.content.handbook, self.view.queue
        plan = page_plan(book, self.view.sections)
        arguments = in_look(book, look), plan, section, queue.styles, height
        return asyncio.get_running_loop().run_in_executor(queue.pools.background, draw_in_look, *arguments)
