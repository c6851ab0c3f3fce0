"""Draws page images on request, and caches the most recent ones."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Executor
from typing import NamedTuple

from handbook.layout.model import LaidOutSection
from handbook.preview._model import Styles
from handbook.preview._worker import draw_pages

MAX_IMAGES = 64  # of some 60 kB each


class ImageKey(NamedTuple):
    """Identifies a page image: its layout, its page there (from 0), and its height in px."""

    document: str
    page: int
    height: int


class ImageCache:
    """Caches page images, and identifies equal ones, so that an unchanged page is not sent again."""

    def __init__(self) -> None:
        self.images: OrderedDict[ImageKey, bytes] = OrderedDict()
        self.first_keys: dict[bytes, ImageKey] = {}
        self.drawing: dict[tuple[str, int], asyncio.Future[tuple[bytes, ...]]] = {}

    def get(self, key: ImageKey) -> bytes | None:
        """Returns the image, if it is cached."""
        if key in self.images:
            self.images.move_to_end(key)
        return self.images.get(key)

    async def draw(self, pool: Executor, laid_out: LaidOutSection, styles: Styles, key: ImageKey) -> bytes:
        """Draws a page of a laid-out section, and its other pages with it: they are requested next."""
        document = key.document, key.height
        if document not in self.drawing:
            future = asyncio.get_running_loop().run_in_executor(pool, draw_pages, laid_out, styles, key.height)
            self.drawing[document] = asyncio.ensure_future(future)
        try:
            images = await self.drawing[document]
        finally:
            self.drawing.pop(document, None)
        self.add(key.document, key.height, images)
        return images[key.page]

    def add(self, document: str, height: int, images: Sequence[bytes]) -> None:
        """Caches the images of all pages of a layout."""
        for page, image in enumerate(images):
            key = ImageKey(document, page, height)
            self.images[key] = image
            self.first_keys.setdefault(image, key)
        while len(self.images) > MAX_IMAGES:
            oldest, image = self.images.popitem(last=False)
            if self.first_keys.get(image) == oldest:
                del self.first_keys[image]

    def first_key(self, key: ImageKey) -> ImageKey:
        """Returns the key under which the same image was cached first."""
        return self.first_keys.get(self.images[key], key)
