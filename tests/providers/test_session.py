"""The way out in bad weather: what is tried again, what never is, and how long anybody is waited for."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
import responses
from requests.adapters import HTTPAdapter
from urllib3.exceptions import NewConnectionError

from providers.errors import MailboxUnavailable, OutcomeUnknown
from providers.gmail_requests import GMAIL, GOOGLE_CODE, GOOGLE_TOKEN
from providers.session import LONGEST_WAIT, TRIES, Session
from tests.providers.wires import Wire, response

READ = ("GET", "https://gmail.googleapis.com/gmail/v1/users/me/profile")
WRITE = ("POST", "https://gmail.googleapis.com/gmail/v1/users/me/drafts")
RENEW = ("POST", "https://oauth2.googleapis.com/token")


def ask(wire: Wire, what: tuple[str, str], waits: list[float], table: Any = GMAIL) -> requests.Response:
    return Session(table, wire=wire, wait=waits.append).request(*what, json={} if what == WRITE else None)


def answers(*statuses: int | Exception, **headers: str) -> Callable[[requests.PreparedRequest], requests.Response]:
    left = iter(statuses)

    def answer(request: requests.PreparedRequest) -> requests.Response:
        status = next(left)
        if isinstance(status, Exception):
            raise status
        more = {key.replace("_", "-"): value for key, value in headers.items()} if status >= 400 else {}
        return response(request, status, headers=more)

    return answer


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
@pytest.mark.parametrize(("what", "table"), [(READ, GMAIL), (RENEW, GOOGLE_TOKEN)], ids=["read", "renewal"])
def test_a_busy_service_is_asked_again(status: int, what: tuple[str, str], table: Any) -> None:
    waits: list[float] = []
    wire = Wire(answers(status, status, 200))
    assert ask(wire, what, waits, table).status_code == 200
    assert waits == [1.0, 2.0]
    assert len(wire.left) == 3


@pytest.mark.parametrize(
    "fault",
    [requests.ReadTimeout(), requests.ConnectionError("reset"), requests.exceptions.ChunkedEncodingError()],
    ids=["timeout", "reset", "cut short"],
)
def test_a_lost_answer_to_a_read_is_asked_for_again(fault: Exception) -> None:
    wire = Wire(answers(fault, 200))
    assert ask(wire, READ, []).status_code == 200


def test_it_is_not_asked_for_ever() -> None:
    waits: list[float] = []
    wire = Wire(answers(*[503] * 9))
    with pytest.raises(MailboxUnavailable, match=r"gmail\.googleapis\.com is busy"):
        ask(wire, READ, waits)
    assert len(wire.left) == TRIES
    assert waits == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("asked", "date", "waited"),
    [
        ("7", "", 7.0),
        ("0", "", 1.0),
        ("64", "", 64.0),
        ("soon", "", 1.0),
        ("-5", "", 1.0),
        ("Wed, 25 Nov 2026 10:00:30 GMT", "Wed, 25 Nov 2026 10:00:00 GMT", 30.0),
        ("Wed, 25 Nov 2026 09:00:30 GMT", "Wed, 25 Nov 2026 10:00:00 GMT", 1.0),
        ("Wed, 25 Nov 2026 10:00:30 GMT", "", 1.0),
    ],
)
def test_the_service_says_how_long(asked: str, date: str, waited: float) -> None:
    waits: list[float] = []
    more = {"Retry_After": asked} | ({"Date": date} if date else {})
    ask(Wire(answers(429, 200, **more)), READ, waits)
    assert waits == [waited]


@pytest.mark.parametrize("asked", ["65", "3600", "99999999999999999999"])
def test_nobody_is_waited_for_longer_than_a_minute(asked: str) -> None:
    waits: list[float] = []
    wire = Wire(answers(503, 200, Retry_After=asked))
    with pytest.raises(MailboxUnavailable):
        ask(wire, READ, waits)
    assert waits == []
    assert float(asked) > LONGEST_WAIT


@pytest.mark.parametrize(
    "fault",
    [requests.ReadTimeout(), requests.ConnectionError("reset"), requests.exceptions.ChunkedEncodingError(),
     requests.exceptions.SSLError("eof"), 500, 502, 503, 504],
)  # fmt: skip
@pytest.mark.parametrize(("what", "table"), [(WRITE, GMAIL), (RENEW, GOOGLE_CODE)], ids=["draft", "sign-in code"])
def test_a_write_whose_answer_is_lost_is_never_repeated(fault: Any, what: tuple[str, str], table: Any) -> None:
    waits: list[float] = []
    wire = Wire(answers(fault, 200))
    with pytest.raises(OutcomeUnknown):
        ask(wire, what, waits, table)
    assert len(wire.left) == 1
    assert waits == []


class _Unresolved(Exception):
    reason = NewConnectionError(None, "no route")


@pytest.mark.parametrize(
    "fault", [requests.ConnectTimeout(), requests.ConnectionError(_Unresolved()), 429], ids=["slow", "no route", "429"]
)
def test_a_write_that_was_certainly_not_done_says_so(fault: Any) -> None:
    wire = Wire(answers(fault))
    with pytest.raises(MailboxUnavailable) as caught:
        ask(wire, WRITE, [])
    assert not isinstance(caught.value, OutcomeUnknown)
    assert len(wire.left) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412])
def test_what_the_service_says_of_the_request_is_for_its_own_module(status: int) -> None:
    waits: list[float] = []
    assert ask(Wire(answers(status)), READ, waits).status_code == status
    assert waits == []


@responses.activate
def test_the_real_adapter_is_behind_it() -> None:
    responses.add(responses.GET, READ[1], status=503)
    responses.add(responses.GET, READ[1], json={"emailAddress": "sam@owner.example"})
    waits: list[float] = []
    assert Session(GMAIL, wait=waits.append).get(READ[1]).json() == {"emailAddress": "sam@owner.example"}
    assert waits == [1.0]


class _CutShort(socketserver.BaseRequestHandler):
    """Takes a request, promises 1,000 bytes, gives ten and hangs up."""

    def handle(self) -> None:
        self.request.recv(65536)
        self.server.seen += 1
        self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{'id': 'd1")


@pytest.fixture
def cut_short() -> Iterator[Any]:
    with socketserver.TCPServer(("127.0.0.1", 0), _CutShort) as server:
        server.seen = 0
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class _ToLoopback(HTTPAdapter):
    """The real wire, but it ends here."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        here = request.copy()
        here.url = (request.url or "").replace("https://gmail.googleapis.com", f"http://127.0.0.1:{self.port}")
        return super().send(here, **more)


def test_an_answer_cut_short_on_a_real_socket(cut_short: Any) -> None:
    session = Session(GMAIL, wire=_ToLoopback(cut_short.server_address[1]), wait=lambda _: None)
    with pytest.raises(OutcomeUnknown, match="cut short"):
        session.post(WRITE[1], json={})
    assert cut_short.seen == 1
    with pytest.raises(MailboxUnavailable, match="cut short"):
        session.get(READ[1])
    assert cut_short.seen == 1 + TRIES
    session.close()


def test_an_answer_that_does_not_come_on_a_real_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("providers.session.TIMEOUT", (1.0, 0.01))
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(2 * TRIES)  # the system takes the connections; nobody ever reads
        session = Session(GMAIL, wire=_ToLoopback(silent.getsockname()[1]), wait=lambda _: None)
        with pytest.raises(OutcomeUnknown, match="no answer in time"):
            session.post(WRITE[1], json={})
        with pytest.raises(MailboxUnavailable, match="no answer in time") as caught:
            session.get(READ[1])
        assert not isinstance(caught.value, OutcomeUnknown)
        session.close()


def test_a_port_nobody_listens_on() -> None:
    session = Session(GMAIL, wire=_ToLoopback(9), wait=lambda _: None)
    with pytest.raises(MailboxUnavailable, match="no connection") as caught:
        session.post(WRITE[1], json={})
    assert not isinstance(caught.value, OutcomeUnknown)
