"""Which requests may leave this computer: those on a list, exactly as listed, and no others.

A request is judged as the bytes that would leave: scheme, host, path, query names, headers and kind of body. Nothing
is decoded or tidied before judging, so there is no second reading of it that the service could take. What can send
mail is on no list; but nor is anything else that was not declared, so nobody has to know every way to send.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from requests import PreparedRequest

from providers.errors import RequestRefused

_PLAIN_URL = re.compile(r"https://[!-~]{1,16000}")
_PLAIN_PATH = re.compile(r"(?:/[A-Za-z0-9_=.$'()@-]+)+")

HEADERS = frozenset(
    "accept accept-encoding authorization connection content-length content-type cookie user-agent prefer if-match "
    "x-goog-api-client x-client-sku x-client-os x-client-ver x-client-cpu x-ms-lib-capability x-anchormailbox "
    "x-client-current-telemetry x-client-last-telemetry client-request-id return-client-request-id".split()
)
"""Headers a request may carry. Not here: Host, and all those by which a POST can be taken for something else."""

BODIES = frozenset({"application/json", "application/x-www-form-urlencoded"})
"""What a body may be. Not here: multipart (batches, uploads) and message/rfc822 (uploads)."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """One kind of request that may leave.

    `path` is a regular expression for the whole path. `query` holds the names that may stand in the query. `repeat`
    says that asking twice does no more than asking once; it is so for every GET.
    """

    method: str
    host: str
    path: str
    query: frozenset[str] = frozenset()
    repeat: bool = False

    @property
    def repeatable(self) -> bool:
        """Whether the request may be made again when its answer was lost."""
        return self.repeat or self.method == "GET"


def judge(request: PreparedRequest, table: Iterable[Allowed]) -> Allowed:
    """The entry of `table` that lets this request out. Raises RequestRefused, naming what is wrong with it."""
    url = request.url or ""
    if not _PLAIN_URL.fullmatch(url) or "\\" in url:
        raise _refused(request, "the address is not plain https")
    parts = urlsplit(url)
    if parts.fragment or not _PLAIN_PATH.fullmatch(parts.path) or {".", ".."} & set(parts.path.split("/")):
        raise _refused(request, "the path is written in an unusual way")
    entry = next(
        (
            one
            for one in table
            if (one.method, one.host) == (request.method, parts.netloc) and re.fullmatch(one.path, parts.path)
        ),
        None,
    )
    if entry is None:
        raise _refused(request, "it is not among the declared requests")
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if not names <= entry.query:
        raise _refused(request, f"{', '.join(sorted(names - entry.query))} may not be asked there")
    _judge_headers(request)
    return entry


def _judge_headers(request: PreparedRequest) -> None:
    names = {_text(name).lower() for name in request.headers}
    if not names <= HEADERS:
        raise _refused(request, f"the header {', '.join(sorted(names - HEADERS))} is not allowed")
    kind = _text(request.headers.get("Content-Type", "")).partition(";")[0].strip().lower()
    if request.body and kind not in BODIES:
        raise _refused(request, f"a body of the kind {kind or 'unknown'} is not allowed")


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _refused(request: PreparedRequest, why: str) -> RequestRefused:
    bare = urlsplit((request.url or "").replace("\\", "/"))
    return RequestRefused(f"Stopped {request.method} {bare.hostname or ''}{bare.path}: {why}. Nothing left.")
