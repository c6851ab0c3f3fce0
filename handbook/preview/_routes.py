"""The preview as a web application: its page, and what that asks for."""

from collections.abc import Iterable
from pathlib import Path

import yaml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from handbook.authoring.case_editor import InvalidChange
from handbook.authoring.case_form import case_form, labels
from handbook.content.case_files import slug_in
from handbook.pages.assets import font_path
from handbook.pages.templates import render
from handbook.preview._book_view import Live
from handbook.preview._build_job import Building
from handbook.preview._case_store import Absent, Shelf
from handbook.preview._event_stream import Tabs
from handbook.preview._model import EDITIONS, Look, Pools
from handbook.preview._requests import asked, refusing

PAGE, WORDS = (Path(__file__).parent / name for name in ("page", "words"))
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
FACES = {"sans.ttf": ("source-sans-3", "SourceSans3[wght].ttf")}
NARROW, WIDE = 40, 3000  # px of a page's picture
FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}  # a picture's name says what it shows


class Preview:
    """One content folder on show, to as many tabs as look at it."""

    def __init__(self, content: Path, output: Path, pools: Pools) -> None:
        self.content = content
        self.tabs = Tabs()
        self.shelf = Shelf(content)
        self.building = Building(content, output, self.tabs.build)
        self.live = Live(content, pools, self.tabs.part)

    def app(self, token: str) -> Starlette:
        """The application, at addresses that start with ``token``."""
        routes = {
            "/": ("GET", self.page),
            "/static/{name}": ("GET", self.static),
            "/events": ("GET", self.events),
            "/look": ("POST", self.look),
            "/picture/{name}/{page:int}/{width:int}.jpg": ("GET", self.picture),
            "/case/{slug}": ("GET", self.case),
            "/case/{slug}/save": ("POST", self.save),
            "/case/{slug}/remove": ("POST", self.remove),
            "/restore": ("POST", self.restore),
            "/add": ("POST", self.add),
            "/order": ("POST", self.order),
            "/build": ("POST", self.build),
            "/product/{name}": ("GET", self.product),
        }
        return Starlette(
            routes=[
                Route(f"/{token}{path}", refusing(answer), methods=[method])
                for path, (method, answer) in routes.items()
            ]
        )

    def changed(self, paths: Iterable[Path]) -> None:
        """Files have changed on disk."""
        paths = set(paths)
        self.building.outdate()
        self.live.update(paths)
        cases = self.content / "cases"
        self.tabs.cases(slug for path in paths if path.parent == cases and (slug := slug_in(path.name)))

    async def page(self, request: Request) -> Response:
        """The page, in the language of the handbook."""
        language = self.live.draft.handbook.language
        inputs = case_form(language)
        words = yaml.safe_load((WORDS / f"{language}.yaml").read_text("utf-8")) | labels(inputs)
        return HTMLResponse(
            render(
                "index",
                PAGE,
                language=language,
                words=words,
                editions=EDITIONS,
                inputs=inputs,
                languages=words["languages"],
            )
        )

    async def static(self, request: Request) -> Response:
        """A style sheet, a script, a picture or a face of the page."""
        files = {path.name: path for path in PAGE.iterdir() if path.suffix in TYPES}
        files |= {name: font_path(*face) for name, face in FACES.items()}
        path = files.get(request.path_params["name"])
        if path is None:
            raise Absent
        return Response(path.read_bytes(), media_type=TYPES[path.suffix])

    async def events(self, request: Request) -> Response:
        """All that is new, as long as the tab is open (server-sent events)."""
        news = self.tabs.news(self.live, self.shelf, self.building)
        return StreamingResponse(news, media_type="text/event-stream")

    async def look(self, request: Request) -> Response:
        """Says what a tab looks at, which is laid out first."""
        match await asked(request, dict):
            case {"parts": list(parts), "width": int(width)} if NARROW <= width <= WIDE:
                seen = frozenset(key for key in self.live.parts if "/".join(key) in parts)
                self.live.turn(Look(seen, width))
                return JSONResponse({})
        raise InvalidChange

    async def picture(self, request: Request) -> Response:
        """A page as a picture of so many px."""
        name, page, width = (request.path_params[part] for part in ("name", "page", "width"))
        if not NARROW <= width <= WIDE:
            raise InvalidChange
        drawn = await self.live.picture(name, page, width)
        if drawn is None:
            raise Absent
        return Response(drawn, media_type="image/jpeg", headers=FOREVER)

    async def case(self, request: Request) -> Response:
        """The fields of a case."""
        return JSONResponse({"fields": self.shelf.fields(request.path_params["slug"])})

    async def save(self, request: Request) -> Response:
        """Writes changed fields of a case into its file."""
        changes = {}
        for name, change in (await asked(request, dict)).items():
            match change:
                case {"was": was, "now": now}:
                    changes[name] = was, now
                case _:
                    raise InvalidChange
        path = self.shelf.save(request.path_params["slug"], changes)
        self.changed([path])
        return JSONResponse({"fields": self.shelf.fields(request.path_params["slug"])})

    async def add(self, request: Request) -> Response:
        """A new case."""
        slug, path = self.shelf.add(str((await asked(request, dict)).get("title", "")).strip())
        self._moved([path])
        return JSONResponse({"slug": slug})

    async def remove(self, request: Request) -> Response:
        """Moves a case to the trash."""
        self._moved([self.shelf.remove(request.path_params["slug"])])
        return JSONResponse({})

    async def restore(self, request: Request) -> Response:
        """Puts the case back that was removed last."""
        slug = self.shelf.restore()
        self._moved([self.shelf.path(slug)] if slug else [])
        return JSONResponse({"slug": slug})

    async def order(self, request: Request) -> Response:
        """Writes a new order of the cases."""
        self.shelf.reorder([str(slug) for slug in await asked(request, list)])
        self._moved([])
        return JSONResponse({})

    async def build(self, request: Request) -> Response:
        """Makes the products."""
        self.building.start()
        return JSONResponse({})

    async def product(self, request: Request) -> Response:
        """A product to keep."""
        name = request.path_params["name"]
        if name not in self.building.products():
            raise Absent
        return FileResponse(self.building.output / name, filename=name)

    def _moved(self, paths: Iterable[Path]) -> None:
        """The cases or their order have changed."""
        self.changed([*paths, self.content / "handbook.yaml"])
        self.tabs.part(None)
