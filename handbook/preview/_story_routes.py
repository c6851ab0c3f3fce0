"""The addresses for stories as a whole: they are found in documents, added, copied, searched, counted."""

import asyncio
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from handbook.preview._errors import InvalidRequest
from handbook.preview._payloads import story_words
from handbook.preview._requests import Endpoint, parse_json, wait_for
from handbook.preview._search import Search
from handbook.preview._session import PreviewSession


def story_routes(session: PreviewSession) -> dict[str, tuple[str, Endpoint]]:
    """Returns the method and the endpoint of each address."""
    endpoints = _StoryEndpoints(session)
    return {
        "/document/{upload}": ("POST", endpoints.add_to_document),
        "/documents/read": ("POST", endpoints.read_documents),
        "/documents/add": ("POST", endpoints.add_stories),
        "/case/{slug}/duplicate": ("POST", endpoints.duplicate),
        "/case/{slug}/versions": ("GET", endpoints.versions),
        "/find": ("GET", endpoints.find),
        "/words": ("GET", endpoints.words),
    }


class _StoryEndpoints:
    def __init__(self, session: PreviewSession) -> None:
        self.session = session
        self.search = Search(session.store)

    async def add_to_document(self, request: Request) -> Response:
        """Receives a part of a document, the parts in their order."""
        self.session.documents.append(request.path_params["upload"], await request.body())
        return JSONResponse({})

    async def read_documents(self, request: Request) -> Response:
        """Sends what is in documents that have arrived; nothing is written."""
        names = {str(upload): str(name) for upload, name in (await parse_json(request, dict)).items()}
        book = self.session.book
        documents, handbook = self.session.documents, book.content.handbook
        key, found = await asyncio.to_thread(documents.read, names, handbook, book.language)
        return JSONResponse({"key": key, "documents": [asdict(document) for document in found]})

    async def add_stories(self, request: Request) -> Response:
        """Adds stories that were found."""
        match await parse_json(request, dict):
            case {"key": str(key), "chosen": list(chosen)} if all(type(number) is int for number in chosen):
                await wait_for(self.session.handbook)
                return JSONResponse({"slugs": self.session.add_imported(key, chosen)})
        raise InvalidRequest

    async def duplicate(self, request: Request) -> Response:
        """Adds a copy of a case."""
        await wait_for(self.session.handbook)
        return JSONResponse({"slug": self.session.duplicate(request.path_params["slug"])})

    async def find(self, request: Request) -> Response:
        """Sends where words stand in the stories."""
        hits = await asyncio.to_thread(self.search.find, request.query_params.get("words", ""))
        return JSONResponse([asdict(hit) for hit in hits])

    async def words(self, request: Request) -> Response:
        """Sends how many words the texts of each story have."""
        cases = {case.slug: case for case in self.session.book.content.handbook.cases}
        return JSONResponse([story_words(cases[slug]) for slug in self.session.store.order() if slug in cases])

    async def versions(self, request: Request) -> Response:
        """Sends the earlier versions of a case."""
        session, slug = self.session, request.path_params["slug"]
        session.store.path(slug)  # or it is not found
        versions = await asyncio.to_thread(session.earlier.versions, slug)
        return JSONResponse([asdict(version) for version in versions])
