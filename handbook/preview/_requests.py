"""Parses the JSON of requests, and maps exceptions to HTTP errors."""

import json
from collections.abc import Awaitable, Callable
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from handbook.authoring.field_values import InvalidChange
from handbook.content.yaml_source import Unreadable
from handbook.preview._access import RequestTooLarge
from handbook.preview._errors import Conflict, InvalidRequest, NotFound, RefusedPicture
from handbook.preview._form_files import Changes
from handbook.support.messages import message
from handbook.support.problems import Rejected

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


def with_http_errors(endpoint: Endpoint) -> Endpoint:
    """Returns the endpoint with its refusals turned into HTTP errors; other exceptions are bugs."""

    async def respond(request: Request) -> Response:
        try:
            return await endpoint(request)
        except ClientDisconnect:
            return Response(status_code=400)  # the browser has gone
        except NotFound:
            return JSONResponse({"error": message("preview.not-found")}, 404)
        except RequestTooLarge:
            return JSONResponse({"error": message("preview.too-large")}, 413)
        except (InvalidRequest, InvalidChange):
            return JSONResponse({"error": message("preview.invalid-request")}, 400)
        except RefusedPicture as refused:
            return JSONResponse({"picture": refused.code}, 409)
        except Conflict as conflict:
            return JSONResponse({"conflict": conflict.fields}, 409)
        except (Rejected, Unreadable) as error:
            return JSONResponse({"problems": list(map(str, error.problems))}, 409)
        except OSError as error:
            return JSONResponse({"problems": [message("preview.file-error", reason=error.strerror)]}, 409)

    return respond
