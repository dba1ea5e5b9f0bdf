"""Small middlewares around every answer: a reference, the policy headers, 503 while the database is away."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    GetResponse = Callable[[HttpRequest], HttpResponseBase]

logger = logging.getLogger(__name__)

# A constant: rendering a template could ask the database again.
AWAY = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Back in a moment</title></head>
<body><main><h1>Back in a moment</h1><p>The database does not answer just now. Please try again in a few seconds.</p>
</main></body></html>"""


def numbered(get_response: GetResponse) -> GetResponse:
    """Give every request a reference: log lines carry it, and the page for a fault of ours shows it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.reference = secrets.token_hex(4)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def policy_headers(get_response: GetResponse) -> GetResponse:
    """Put the content security policy and its companions on every answer, errors and static files included."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def database_away_response() -> HttpResponse:
    response = HttpResponse(AWAY, status=503)
    response.headers["Retry-After"] = "5"
    response.headers["Cache-Control"] = "no-store"
    return response


def database_away(get_response: GetResponse) -> GetResponse:
    """Answer 503 with Retry-After when the database cannot be reached; see `process_exception` for views."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            logger.error(
                "database away: %s", str(exception).splitlines()[0] if str(exception) else type(exception).__name__
            )
            return database_away_response()
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
