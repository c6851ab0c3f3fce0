"""Sends events to each open tab (server-sent events): what has changed since the last one."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Iterator

from handbook.preview import _payloads as payloads
from handbook.preview._book_view import BookView
from handbook.preview._build_job import BuildJob
from handbook.preview._case_store import CaseStore
from handbook.preview._model import SectionKey
from handbook.support.problems import Problem


class Subscription:
    """What has changed since a tab last received events."""

    def __init__(self) -> None:
        self.pending = asyncio.Event()
        self.pending.set()
        self.book = self.build = True
        self.sections: set[SectionKey] = set()
        self.forms: set[str] = set()  # slugs of cases, or BOOK
        self.problems: tuple[Problem, ...] | None = None  # as last sent


class EventStream:
    """Collects changes for all open tabs; each receives them as soon as its connection is free."""

    def __init__(self) -> None:
        self.subscriptions: set[Subscription] = set()
        self.closing = False

    def book_changed(self, key: SectionKey | None = None) -> None:
        """Records that a section of the book has changed; without a key, the book as a whole."""
        for subscription in self.subscriptions:
            subscription.book = subscription.book or key is None
            subscription.sections |= {key} if key else set()
            subscription.pending.set()

    def forms_changed(self, slugs: Iterable[str]) -> None:
        """Records that the files of some cases, or of the BOOK, have changed."""
        changed = set(slugs)
        for subscription in self.subscriptions:
            subscription.forms |= changed
            subscription.pending.set()

    def build_changed(self) -> None:
        """Records that a build has started, printed a line or ended."""
        for subscription in self.subscriptions:
            subscription.build = True
            subscription.pending.set()

    def close(self) -> None:
        """Ends all connections, so that the server can stop."""
        self.closing = True
        for subscription in self.subscriptions:
            subscription.pending.set()

    async def subscribe(self, book: BookView, store: CaseStore, build: BuildJob) -> AsyncIterator[str]:
        """Yields the events for one tab until it closes."""
        subscription = Subscription()
        self.subscriptions.add(subscription)
        try:
            while not self.closing:
                await subscription.pending.wait()
                subscription.pending.clear()
                for event, data in _events(subscription, book, store, build):
                    yield f"event: {event}\ndata: {json.dumps(data)}\n\n"
        finally:
            self.subscriptions.discard(subscription)


def _events(
    subscription: Subscription, book: BookView, store: CaseStore, build: BuildJob
) -> Iterator[tuple[str, object]]:
    """Yields the pending events of a subscription and clears them; pages come first."""
    sections, subscription.sections = subscription.sections, set()
    if subscription.book:
        subscription.book = False
        yield "book", payloads.book(book, store)
    else:
        for key in sections & book.sections.keys():
            yield "section", payloads.section_with_images(book, key)
    forms, subscription.forms = subscription.forms, set()
    for slug in sorted(forms):
        yield "form", slug
    if (problems := book.problems()) != subscription.problems:
        subscription.problems = problems
        yield "problems", payloads.problems(book, problems)
    if subscription.build:
        subscription.build = False
        yield "build", payloads.build(build, book.language, book.content.handbook.slug)
