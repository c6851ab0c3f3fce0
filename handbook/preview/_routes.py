"""The preview as a web application: its addresses and their endpoints."""

import asyncio
from dataclasses import asdict
from pathlib import Path

import yaml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from handbook.authoring.content_form import PARTS, book_form, case_form, labels
from handbook.pages.assets import font_path
from handbook.pages.templates import render
from handbook.preview._errors import InvalidRequest, NotFound
from handbook.preview._image_cache import ImageKey
from handbook.preview._model import BOOK, Viewport
from handbook.preview._product_list import OPENED, arguments_for, use_of
from handbook.preview._requests import parse_changes, parse_json, wait_for, with_http_errors
from handbook.preview._session import PreviewSession
from handbook.preview._story_routes import story_routes

PAGE, WORDS = (Path(__file__).parent / name for name in ("page", "words"))
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
FONTS = {"sans.ttf": ("source-sans-3", "SourceSans3[wght].ttf")}
REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
MIN_HEIGHT, MAX_HEIGHT = 40, 4200  # px of a page image
IMMUTABLE = {
    "Cache-Control": "private, max-age=31536000, immutable"
}  # the address of an image identifies its content


def application(session: PreviewSession, token: str) -> Starlette:
    """Returns the web application; all its addresses start with ``token``."""
    endpoints = _Endpoints(session)
    routes = story_routes(session) | {
        "/": ("GET", endpoints.page),
        "/static/{name}": ("GET", endpoints.static),
        "/events": ("GET", endpoints.events),
        "/viewport": ("POST", endpoints.viewport),
        "/image/{document}/{page:int}/{height:int}.jpg": ("GET", endpoints.image),
        "/look/{look}/{document}/{page:int}/{height:int}.jpg": ("GET", endpoints.look),
        "/pictures": ("GET", endpoints.pictures),
        "/pictures/{name:path}": ("GET", endpoints.picture),
        "/picture/{upload}": ("POST", endpoints.add_to_picture),
        "/picture/{upload}/keep": ("POST", endpoints.keep_picture),
        "/regions/{document}": ("GET", endpoints.regions),
        "/book": ("GET", endpoints.form),
        "/book/save": ("POST", endpoints.save),
        "/case/{slug}": ("GET", endpoints.form),
        "/case/{slug}/save": ("POST", endpoints.save),
        "/case/{slug}/remove": ("POST", endpoints.remove),
        "/restore": ("POST", endpoints.restore),
        "/add": ("POST", endpoints.add),
        "/order": ("POST", endpoints.order),
        "/build": ("POST", endpoints.build),
        "/product/{name}": ("GET", endpoints.product),
    }
    return Starlette(
        routes=[
            Route(f"/{token}{path}", with_http_errors(endpoint, session.book), methods=[method])
            for path, (method, endpoint) in routes.items()
        ]
    )


class _Endpoints:
    def __init__(self, session: PreviewSession) -> None:
        self.session = session

    async def page(self, request: Request) -> Response:
        """Sends the page."""
        language = self.session.book.language
        case_inputs = case_form(language)
        words = yaml.safe_load((WORDS / f"{language}.yaml").read_text("utf-8")) | labels(case_inputs)
        return HTMLResponse(
            render(
                "index",
                PAGE,
                language=language,
                words=words,
                case_inputs=case_inputs,
                book_inputs=book_form(language),
                parts=PARTS,
                languages=words["languages"],
            )
        )

    async def static(self, request: Request) -> Response:
        """Sends a style sheet, a script, an icon or a font of the page."""
        files = {path.name: path for path in PAGE.iterdir() if path.suffix in MEDIA_TYPES}
        files |= {name: font_path(*source) for name, source in FONTS.items()}
        path = files.get(request.path_params["name"])
        if path is None:
            raise NotFound
        return Response(path.read_bytes(), media_type=MEDIA_TYPES[path.suffix])

    async def events(self, request: Request) -> Response:
        """Sends the events for a tab until it closes."""
        session = self.session
        stream = session.events.subscribe(session.book, session.store, session.build)
        return StreamingResponse(stream, media_type="text/event-stream")

    async def viewport(self, request: Request) -> Response:
        """Receives which sections a tab shows, and the height of a page in px."""
        match await parse_json(request, dict):
            case {"sections": list(ids), "height": int(height)} if MIN_HEIGHT <= height <= MAX_HEIGHT:
                keys = frozenset(key for key in self.session.book.sections if "/".join(key) in ids)
                self.session.book.set_viewport(Viewport(keys, height))
                return JSONResponse({})
        raise InvalidRequest

    async def image(self, request: Request) -> Response:
        """Sends a page as a JPEG."""
        return _jpeg(await self.session.book.page_image(_image_key(request)))

    async def look(self, request: Request) -> Response:
        """Sends a page as a JPEG, as another look has it."""
        key = _image_key(request)
        return _jpeg(await self.session.looks.picture(request.path_params["look"], key))

    async def regions(self, request: Request) -> Response:
        """Sends where the fields of a layout stand on its pages; nothing if it was replaced meanwhile."""
        return JSONResponse(self.session.book.regions(request.path_params["document"]))

    async def pictures(self, request: Request) -> Response:
        """Sends the names and the sizes of all pictures."""
        stored = await asyncio.to_thread(self.session.pictures.pictures)
        return JSONResponse([asdict(picture) for picture in stored])

    async def picture(self, request: Request) -> Response:
        """Sends a picture, small."""
        data, kind = await asyncio.to_thread(self.session.pictures.small, request.path_params["name"])
        return Response(data, media_type=kind)

    async def add_to_picture(self, request: Request) -> Response:
        """Receives a part of a file, the parts in their order."""
        self.session.pictures.append(request.path_params["upload"], await request.body())
        return JSONResponse({})

    async def keep_picture(self, request: Request) -> Response:
        """Stores a file that has arrived completely."""
        name = str((await parse_json(request, dict)).get("name", ""))
        stored = await asyncio.to_thread(self.session.pictures.keep, request.path_params["upload"], name)
        return JSONResponse(asdict(stored))

    async def form(self, request: Request) -> Response:
        """Sends the fields of a case, or of the book."""
        slug = request.path_params.get("slug", BOOK)
        return JSONResponse({"fields": await asyncio.to_thread(self.session.fields, slug)})

    async def save(self, request: Request) -> Response:
        """Writes changed fields of a case, or of the book."""
        changes, slug = await parse_changes(request), request.path_params.get("slug", BOOK)
        await wait_for(self.session.path(slug))
        return JSONResponse({"fields": self.session.save(slug, changes)})

    async def add(self, request: Request) -> Response:
        """Adds a case."""
        title = str((await parse_json(request, dict)).get("title", ""))
        await wait_for(self.session.handbook)
        return JSONResponse({"slug": self.session.add(title)})

    async def remove(self, request: Request) -> Response:
        """Moves a case to the trash."""
        await wait_for(self.session.handbook)
        self.session.remove(request.path_params["slug"])
        return JSONResponse({})

    async def restore(self, request: Request) -> Response:
        """Restores the case that was removed last."""
        await wait_for(self.session.handbook)
        return JSONResponse({"slug": self.session.restore()})

    async def order(self, request: Request) -> Response:
        """Writes a new order of the cases."""
        slugs = [str(slug) for slug in await parse_json(request, list)]
        await wait_for(self.session.handbook)
        self.session.reorder(slugs)
        return JSONResponse({})

    async def build(self, request: Request) -> Response:
        """Starts to make the book, a mail with it, or one story."""
        asked = await parse_json(request, dict)
        self.session.build.start(arguments_for(asked, self.session.store))
        return JSONResponse({})

    async def product(self, request: Request) -> Response:
        """Sends a product: a report to be shown in the page, another one to be stored."""
        name = request.path_params["name"]
        if name not in self.session.build.products():
            raise NotFound
        if use_of(name, self.session.book.content.handbook.slug) in OPENED:
            return FileResponse(
                self.session.build.output / name, headers={"Content-Security-Policy": REPORT_POLICY}
            )
        return FileResponse(self.session.build.output / name, filename=name)


def _image_key(request: Request) -> ImageKey:
    key = ImageKey(*(request.path_params[name] for name in ImageKey._fields))
    if not MIN_HEIGHT <= key.height <= MAX_HEIGHT:
        raise InvalidRequest
    return key


def _jpeg(image: bytes | None) -> Response:
    if image is None:
        raise NotFound
    return Response(image, media_type="image/jpeg", headers=IMMUTABLE)
