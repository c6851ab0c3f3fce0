"""Parses the JSON of requests, and maps exceptions to HTTP errors."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from handbook.authoring.content_form import case_form
from handbook.authoring.field_values import InvalidChange
from handbook.authoring.safe_write import read_still
from handbook.content.yaml_source import Unreadable
from handbook.preview._access import RequestTooLarge
from handbook.preview._book_view import BookView
from handbook.preview._errors import Conflict, InvalidRequest, NotFound, RefusedPicture
from handbook.preview._form_fields import form_fields
from handbook.preview._form_files import Changes
from handbook.preview._form_words import refusal
from handbook.support.messages import message, translate
from handbook.support.problems import Rejected
from handbook.support.system_errors import reason

Endpoint = Callable[[Request], Awaitable[Response]]
Kind = TypeVar("Kind")


async def parse_json(request: Request, kind: type[Kind]) -> Kind:
    """Returns the JSON of a request.

    Raises:
        InvalidRequest: it is not JSON, or not of that kind.
    """
    try:
        data = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise InvalidRequest from None
    if not isinstance(data, kind):
        raise InvalidRequest
    return data


async def parse_changes(request: Request) -> Changes:
    """Returns the changes of a form in a request.

    Raises:
        InvalidRequest: it has the wrong form.
    """
    changes = {}
    for name, change in (await parse_json(request, dict)).items():
        match change:
            case {"old": old, "new": new}:
                changes[name] = old, new
            case _:
                raise InvalidRequest
    return changes


async def wait_for(file: Path) -> None:
    """Waits until another program has written a file completely; meanwhile the page is served."""
    with suppress(FileNotFoundError):
        await asyncio.to_thread(read_still, file)


def with_http_errors(endpoint: Endpoint, book: BookView) -> Endpoint:
    """Returns the endpoint with its refusals turned into HTTP errors, in the language of the page of a ``book``.

    Other exceptions are bugs.
    """

    def refuse(key: str, status: int) -> Response:
        return JSONResponse({"error": translate(message(key), book.language)}, status)

    async def respond(request: Request) -> Response:
        try:
            return await endpoint(request)
        except ClientDisconnect:
            return Response(status_code=400)  # the browser has gone
        except NotFound:
            return refuse("preview.not-found", 404)
        except RequestTooLarge:
            return refuse("preview.too-large", 413)
        except (InvalidRequest, InvalidChange):
            return refuse("preview.invalid-request", 400)
        except RefusedPicture as refused:
            return JSONResponse({"picture": refused.code}, 409)
        except Conflict as conflict:
            return JSONResponse({"conflict": conflict.fields}, 409)
        except (Rejected, Unreadable) as error:
            fields = form_fields(case_form(book.language))
            return JSONResponse({"problems": refusal(error.problems, fields, book.language)}, 409)
        except OSError as error:
            said = message("preview.file-error", reason=reason(error))
            return JSONResponse({"problems": [translate(said, book.language)]}, 409)

    return respond
