"""Pages kept ready for anonymous readers, valid exactly as long as the database shows the same.

The key holds PostgreSQL's own snapshot: as long as no transaction has written, `pg_current_snapshot()` stays the
same, and any commit anywhere changes it. So a page is never stale, nothing has to be told to forget it, and a hit costs
one tiny query (docs/adr/0011). The same key is the page's ETag.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from newsapp.htmx import VARY

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsapp.htmx import HtmxHttpRequest

    View = Callable[..., HttpResponse]

MOST_BYTES: Final = 32 * 1024 * 1024  # per process
LARGEST_PAGE: Final = 1024 * 1024


@dataclass(slots=True)
class KeptPage:
    """A rendered page; compressed when the first reader asks for that."""

    body: bytes
    headers: dict[str, str]
    compressed: bytes | None = None

    @property
    def size(self) -> int:
        return len(self.body) + len(self.compressed or b"")


class PageStore:
    """Rendered pages of one process, the least recently used one leaves first."""

    def __init__(self, most_bytes: int) -> None:
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._bytes = 0
        self._most_bytes = most_bytes
        self._lock = threading.Lock()

    def get(self, key: str) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: str, page: KeptPage) -> None:
        """Keep a page, or its new size after it was compressed."""
        if len(page.body) > LARGEST_PAGE:
            return
        with self._lock:
            self._pages[key] = page
            self._bytes = sum(kept.size for kept in self._pages.values())
            while self._bytes > self._most_bytes:
                _, dropped = self._pages.popitem(last=False)
                self._bytes -= dropped.size

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._pages)


store = PageStore(MOST_BYTES)


def database_state() -> str:
    """What the database shows just now, as its snapshot."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_snapshot()::text")
        (snapshot,) = cursor.fetchone()
    return str(snapshot)


def may_keep(request: HtmxHttpRequest) -> bool:
    """Readers without a session only, and not inside a transaction, which sees more than others do."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and not connection.in_atomic_block


def key_of(request: HtmxHttpRequest) -> str:
    """Everything a page depends on: the record, the address, the host it is cited under, and which part htmx wants."""
    htmx = request.htmx
    parts = [
        database_state(), request.scheme or "", request.get_host(), request.get_full_path(),
        str(bool(htmx)), str(htmx.boosted), str(htmx.history_restore_request), settings.SITE_NAME,
    ]  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def answer_from(page: KeptPage, request: HtmxHttpRequest, key: str) -> HttpResponse:
    """A kept page as an answer; no secret is in it, so its compressed form may be the same for all."""
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(page.body, headers=page.headers)
    if page.compressed is None:
        page.compressed = gzip.compress(page.body, compresslevel=6, mtime=0)
        store.put(key, page)
    response = HttpResponse(page.compressed, headers=page.headers)
    response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def kept_ready(view: View) -> View:
    """Answer from the store when nothing has changed since the page was made."""

    @wraps(view)
    def wrapper(request: HtmxHttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_keep(request):
            return view(request, *args, **kwargs)
        key = key_of(request)
        etag = f'W/"{key[:32]}"'  # weak: the same page, compressed or not
        if request.headers.get("If-None-Match") == etag:
            unchanged: HttpResponse = HttpResponseNotModified()
            unchanged.headers["ETag"] = etag
            patch_vary_headers(unchanged, VARY)
            return unchanged
        page = store.get(key)
        if page is not None:
            return answer_from(page, request, key)
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not response.cookies:
            response.headers["ETag"] = etag
            response.headers.setdefault("Cache-Control", "no-cache")
            store.put(key, KeptPage(response.content, dict(response.headers)))
        return response

    return wrapper
