"""What a request asks for, and what it is told where that cannot be."""

import json
from collections.abc import Awaitable, Callable
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from handbook.authoring.case_editor import InvalidChange
from handbook.content.yaml_source import Unreadable
from handbook.preview._access import TooLarge
from handbook.preview._case_store import Absent, Newer
from handbook.support.problems import Rejected

Answer = Callable[[Request], Awaitable[Response]]
Kind = TypeVar("Kind")


async def asked(request: Request, kind: type[Kind]) -> Kind:
    """The JSON of a request.

    Raises:
        InvalidChange: it is none, or of another kind.
    """
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise InvalidChange from None
    if not isinstance(found, kind):
        raise InvalidChange
    return found


def refusing(answer: Answer) -> Answer:
    """An answer that says what is wrong with a request; any other exception is a mistake of the program."""

    async def safe(request: Request) -> Response:
        try:
            return await answer(request)
        except Absent:
            return JSONResponse({"error": "there is no such thing"}, 404)
        except ClientDisconnect:
            return Response(status_code=400)  # which nobody hears
        except TooLarge:
            return JSONResponse({"error": "too large"}, 413)
        except InvalidChange:
            return JSONResponse({"error": "this cannot be done"}, 400)
        except Newer as newer:
            return JSONResponse({"newer": newer.fields}, 409)
        except (Rejected, Unreadable) as error:
            return JSONResponse({"problems": list(map(str, error.problems))}, 409)
        except OSError as error:
            told = f"The file cannot be read or written ({error.strerror})."
            return JSONResponse({"problems": [told]}, 409)

    return safe
