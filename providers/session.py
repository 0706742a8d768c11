"""One way out for every request to every service: declared requests only, in time, and never a write twice.

    googleapiclient, Graph, token endpoints -> Session -> Gate.send: judge, try, try again (reads only) -> wire

Answers become three things: a response (2xx, 4xx: the service's own module knows what they mean), a
MailboxUnavailable (not reachable, too busy, or a ServiceFault: the pass ends, the next one goes on), or, for a write
whose answer was lost or is a server's fault, an OutcomeUnknown. Proxies, certificates and passwords from the
environment are not looked at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.exceptions import NewConnectionError

from providers.errors import MailboxUnavailable, OutcomeUnknown, RequestRefused, ServiceFault
from providers.guard import Allowed, judge

TIMEOUT = (10.0, 60.0)  # seconds to connect, and between two bytes of the answer
TRIES = 4
_LATER = "The next run goes on from here."
LONGEST_WAIT = 64.0  # seconds before one retry; asked to wait longer, the pass ends instead

Wait = Callable[[float], None]


class Session(requests.Session):
    """A session that lets out what `table` declares. `wire` carries what has passed; `wait` waits seconds."""

    def __init__(self, table: Sequence[Allowed], *, wire: BaseAdapter | None = None, wait: Wait = time.sleep) -> None:
        super().__init__()
        confine(self, table, wire=wire, wait=wait)


def confine(
    session: requests.Session, table: Sequence[Allowed], *, wire: BaseAdapter | None = None, wait: Wait = time.sleep
) -> None:
    """Put the gate into a session that somebody else made (the sign-in libraries make their own)."""
    gate = Gate(table, wire or HTTPAdapter(), wait)
    session.trust_env = False  # no ~/.netrc over our token, no proxy nobody told us of
    session.adapters.clear()
    session.mount("", gate)  # whatever the scheme: the gate refuses all but https


class Gate(BaseAdapter):
    """The last point before the wire: whatever session or library made the request, it is judged here."""

    def __init__(self, table: Sequence[Allowed], wire: BaseAdapter, wait: Wait) -> None:
        super().__init__()
        self._table = tuple(table)
        self._wire = wire
        self._wait = wait

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The answer to a request that may leave; see the module's docstring for what is raised.

        What the caller says of streaming, time limits, certificates and proxies is not listened to.
        """
        allowed = judge(request, self._table)
        if not allowed.repeatable:
            return self._written(request)
        for attempt in range(1, TRIES + 1):
            try:
                response = self._asked(request)
            except requests.RequestException as error:
                pause = _backoff(attempt)
                problem = MailboxUnavailable(f"{_host(request)} could not be reached: {_cause(error)}.", _LATER)
            else:
                if not _busy(response):
                    return response
                pause = max(_backoff(attempt), _retry_after(response))
                kind = MailboxUnavailable if response.status_code in (429, 503) else ServiceFault
                problem = kind(f"{_host(request)} is busy (answer {response.status_code}).", _LATER)
            if attempt == TRIES or pause > LONGEST_WAIT:
                break
            self._wait(pause)
        raise problem

    def _written(self, request: requests.PreparedRequest) -> requests.Response:
        """Asked once and no more."""
        try:
            response = self._asked(request)
        except requests.RequestException as error:
            if _never_left(error):
                raise MailboxUnavailable(f"{_host(request)} could not be reached: {_cause(error)}.") from error
            raise OutcomeUnknown(f"{_host(request)} did not answer: {_cause(error)}.") from error
        if response.status_code >= 500:
            raise OutcomeUnknown(f"{_host(request)} failed (answer {response.status_code}).")
        if response.status_code == 429:
            raise MailboxUnavailable(f"{_host(request)} is busy (answer 429).", _LATER)
        return response

    def _asked(self, request: requests.PreparedRequest) -> requests.Response:
        response = self._wire.send(request, stream=False, timeout=TIMEOUT, verify=True, cert=None, proxies=None)
        _ = response.content  # all of it, here: an answer cut short is an answer lost
        if response.is_redirect or 300 <= response.status_code < 400:
            raise RequestRefused(f"{_host(request)} wants us to go elsewhere; we do not follow.")
        return response

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()


def _busy(response: requests.Response) -> bool:
    return response.status_code == 429 or response.status_code >= 500


def _backoff(attempt: int) -> float:
    return float(2 ** (attempt - 1))


def _retry_after(response: requests.Response) -> float:
    """Seconds the service asks us to wait (RFC 9110 10.2.3); a date is held against the service's own clock."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdigit():
        return float(min(int(asked), 1_000_000))
    try:
        until = parsedate_to_datetime(asked)
        return max(0.0, (until - parsedate_to_datetime(response.headers["Date"])).total_seconds())
    except (ValueError, TypeError, KeyError):
        return 0.0


def _never_left(error: requests.RequestException) -> bool:
    """Whether the service cannot have seen the request."""
    if isinstance(error, requests.ConnectTimeout):
        return True
    reason: Any = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError)


def _cause(error: requests.RequestException) -> str:
    """A word for what went wrong; the library's own words hold addresses and object names."""
    names: tuple[tuple[type[Exception], str], ...] = (
        (requests.Timeout, "no answer in time"),
        (requests.exceptions.SSLError, "the connection is not secure"),
        (requests.exceptions.ChunkedEncodingError, "the answer was cut short"),
        (requests.exceptions.ContentDecodingError, "the answer was garbled"),
        (requests.ConnectionError, "no connection"),
    )
    return next((words for kind, words in names if isinstance(error, kind)), type(error).__name__)


def _host(request: requests.PreparedRequest) -> str:
    return (request.url or "").split("/")[2]
