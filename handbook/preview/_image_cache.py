"""The pages on show as pictures: drawn when they are asked for, the last ones kept."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Executor

from handbook.layout.model import LaidOutSection
from handbook.pages.model import Edition
from handbook.preview._worker import draw

MOST = 64  # pictures kept; each has some 60 KB

Name = tuple[str, int, int]  # of a piece; its page from 0; the width of the picture in px


class Gallery:
    """Pictures by their names; of each also the first name, for a page that has not changed has that of before."""

    def __init__(self) -> None:
        self.kept: OrderedDict[Name, bytes] = OrderedDict()
        self.first: dict[bytes, Name] = {}
        self.drawing: dict[tuple[str, int], asyncio.Future[tuple[bytes, ...]]] = {}

    def find(self, name: str, page: int, width: int) -> bytes | None:
        """A picture that is kept."""
        if (name, page, width) in self.kept:
            self.kept.move_to_end((name, page, width))
        return self.kept.get((name, page, width))

    async def draw(
        self, pool: Executor, edition: Edition, piece: LaidOutSection, name: str, page: int, width: int
    ) -> bytes:
        """A page of a piece drawn now; all its pages are, for the others are asked for next."""
        if (name, width) not in self.drawing:
            run = asyncio.get_running_loop().run_in_executor
            self.drawing[name, width] = asyncio.ensure_future(run(pool, draw, edition, piece, width))
        try:
            pictures = await self.drawing[name, width]
        finally:
            self.drawing.pop((name, width), None)
        self.keep(name, width, pictures)
        return pictures[page]

    def keep(self, name: str, width: int, pictures: Sequence[bytes]) -> None:
        """Keeps the pictures of all pages of a piece."""
        for page, picture in enumerate(pictures):
            self.kept[name, page, width] = picture
            self.first.setdefault(picture, (name, page, width))
        while len(self.kept) > MOST:
            old, picture = self.kept.popitem(last=False)
            if self.first.get(picture) == old:
                del self.first[picture]

    def like(self, name: Name) -> Name:
        """Under which name the same picture was there first."""
        return self.first.get(self.kept[name], name)
