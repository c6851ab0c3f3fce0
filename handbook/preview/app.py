"""The preview as a web application: its page, what that is told, and what it asks for."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from handbook.assets import font
from handbook.casefile import LONG
from handbook.files import case_files
from handbook.guide import FIELDS, REQUIRED
from handbook.model import Case, Picture, Problem, Rejected
from handbook.preview import show
from handbook.preview.building import Building
from handbook.preview.guard import TooLarge
from handbook.preview.live import Live
from handbook.preview.parts import EDITIONS, Key, Look
from handbook.preview.shelf import Newer, Shelf
from handbook.source import Unreadable

HERE = Path(__file__).parent
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
FACES = {"sans.ttf": ("source-sans-3", "SourceSans3[wght].ttf")}
NARROW, WIDE = 40, 3000  # px of a page's picture
FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}  # a picture's name says what it shows

Answer = Callable[[Request], Awaitable[Response]]


class News:
    """What has changed since a tab was told: the book as a whole or some of its parts, cases, or the build."""

    def __init__(self) -> None:
        self.ready = asyncio.Event()
        self.ready.set()
        self.book = self.build = True
        self.parts: set[Key] = set()
        self.cases: set[str] = set()
        self.problems: tuple[Problem, ...] | None = None  # as they were told last


class Preview:
    """One content folder on show, to as many tabs as look at it."""

    def __init__(self, content: Path, output: Path, pool: Executor) -> None:
        self.content = content
        self.tabs: set[News] = set()
        self.closing = False
        self.shelf = Shelf(content)
        self.building = Building(content, output, self._built)
        self.live = Live(content, pool, self._shown)

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
                Route(f"/{token}{path}", _safe(answer), methods=[method])
                for path, (method, answer) in routes.items()
            ]
        )

    def changed(self, paths: Iterable[Path]) -> None:
        """Files have changed on disk."""
        paths = set(paths)
        self.live.update(paths)
        names = {path: slug for slug, path in case_files(self.content / "cases", []).items()}
        for tab in self.tabs:
            tab.cases |= {names[path] for path in paths if path in names}
            tab.ready.set()

    def close(self) -> None:
        """Lets all tabs go, so that the server can end."""
        self.closing = True
        for tab in self.tabs:
            tab.ready.set()

    async def page(self, request: Request) -> Response:
        """The page, in the language of the handbook."""
        language = self.live.draft.handbook.language
        words = yaml.safe_load((HERE / "words" / f"{language}.yaml").read_text("utf-8"))
        templates = Environment(
            loader=FileSystemLoader(HERE / "page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        page = templates.get_template("index.html")
        return HTMLResponse(
            page.render(
                language=language,
                words=words,
                editions=EDITIONS,
                required=REQUIRED[Case],
                long=LONG,
                portrait=FIELDS[Picture],
                languages=words["languages"],
            )
        )

    async def static(self, request: Request) -> Response:
        """A style sheet, a script or a face of the page."""
        files = {path.name: path for path in (HERE / "page").iterdir() if path.suffix in TYPES}
        files |= {name: font(*face) for name, face in FACES.items()}
        path = files[request.path_params["name"]]
        return Response(path.read_bytes(), media_type=TYPES[path.suffix])

    async def events(self, request: Request) -> Response:
        """All that is new, as long as the tab is open (server-sent events)."""
        return StreamingResponse(self._news(), media_type="text/event-stream")

    async def _news(self) -> AsyncIterator[str]:
        tab = News()
        self.tabs.add(tab)
        try:
            while not self.closing:
                await tab.ready.wait()
                tab.ready.clear()
                for event, data in self._told(tab):
                    yield f"event: {event}\ndata: {json.dumps(data)}\n\n"
        finally:
            self.tabs.discard(tab)

    def _told(self, tab: News) -> Iterator[tuple[str, object]]:
        """What is new for a tab, pages first."""
        parts, tab.parts = tab.parts, set()
        if tab.book:
            tab.book = False
            yield "book", show.book(self.live, self.shelf)
        else:
            for key in parts & self.live.parts.keys():
                yield "part", show.part(self.live, key)
        cases, tab.cases = tab.cases, set()
        for slug in cases:
            yield "case", slug
        if (problems := self.live.problems()) != tab.problems:
            tab.problems = problems
            yield "problems", show.problems(problems)
        if tab.build:
            tab.build = False
            yield "build", show.building(self.building)

    async def look(self, request: Request) -> Response:
        """Says what a tab looks at, which is laid out first."""
        asked = await _asked(request)
        width, ids = int(asked["width"]), {str(part) for part in asked["parts"]}
        if not NARROW <= width <= WIDE:
            raise ValueError(width)
        self.live.turn(Look(frozenset(key for key in self.live.parts if "/".join(key) in ids), width))
        return JSONResponse({})

    async def picture(self, request: Request) -> Response:
        """A page as a picture of so many px."""
        name, page, width = (request.path_params[part] for part in ("name", "page", "width"))
        if not NARROW <= width <= WIDE:
            raise ValueError(width)
        drawn = await self.live.picture(name, page, width)
        if drawn is None:
            raise KeyError(name)
        return Response(drawn, media_type="image/jpeg", headers=FOREVER)

    async def case(self, request: Request) -> Response:
        """The fields of a case."""
        return JSONResponse({"fields": self.shelf.fields(request.path_params["slug"])})

    async def save(self, request: Request) -> Response:
        """Writes changed fields of a case into its file."""
        asked = await _asked(request)
        changes = {str(name): (change["was"], change["now"]) for name, change in asked.items()}
        path = self.shelf.save(request.path_params["slug"], changes)
        self.changed([path])
        return JSONResponse({"fields": self.shelf.fields(request.path_params["slug"])})

    async def add(self, request: Request) -> Response:
        """A new case."""
        slug, path = self.shelf.add(str((await _asked(request))["title"]).strip())
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
        self.shelf.reorder([str(slug) for slug in await _asked(request, list)])
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
            raise KeyError(name)
        return FileResponse(self.building.output / name, filename=name)

    def _moved(self, paths: Iterable[Path]) -> None:
        """The cases or their order have changed."""
        self.changed([*paths, self.content / "handbook.yaml"])
        for tab in self.tabs:
            tab.book = True

    def _shown(self, key: Key | None) -> None:
        for tab in self.tabs:
            tab.book = tab.book or key is None
            tab.parts |= {key} if key else set()
            tab.ready.set()

    def _built(self) -> None:
        for tab in self.tabs:
            tab.build = True
            tab.ready.set()


async def _asked(request: Request, kind: type = dict) -> Any:
    """The JSON of a request.

    Raises:
        ValueError: it is none, or of another kind.
    """
    asked = json.loads(await request.body())
    if not isinstance(asked, kind):
        raise ValueError(kind)
    return asked


def _safe(answer: Answer) -> Answer:
    """An answer that says what is wrong with a request."""

    async def safe(request: Request) -> Response:
        try:
            return await answer(request)
        except KeyError:
            return JSONResponse({"error": "there is no such thing"}, 404)
        except TooLarge:
            return JSONResponse({"error": "too large"}, 413)
        except Newer as newer:
            return JSONResponse({"newer": newer.fields}, 409)
        except (Rejected, Unreadable) as error:
            return JSONResponse({"problems": list(map(str, error.problems))}, 409)
        except (ValueError, TypeError, RecursionError):
            return JSONResponse({"error": "this cannot be done"}, 400)
        except OSError as error:
            return JSONResponse(
                {"problems": [f"The file cannot be written ({error.strerror or 'it is newer'})."]}, 409
            )

    return safe
