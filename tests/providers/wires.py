"""Wires that carry nothing anywhere: what would leave the computer is kept and answered here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import BaseAdapter

Answer = Callable[[requests.PreparedRequest], requests.Response]


def response(
    request: requests.PreparedRequest, status: int = 200, body: bytes = b"{}", headers: Mapping[str, str] | None = None
) -> requests.Response:
    made = requests.Response()
    made.status_code = status
    made.url = request.url or ""
    made.request = request
    made._content = body
    made.headers.update({"content-type": "application/json", **(headers or {})})
    return made


@dataclass
class Wire(BaseAdapter):
    """Keeps every request that leaves; answers each with `answer`."""

    answer: Answer = response
    left: list[requests.PreparedRequest] = field(default_factory=list)

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        self.left.append(request)
        return self.answer(request)

    def close(self) -> None: ...


class Killed(BaseException):
    """The process is gone: nothing catches this, and no request comes after it."""


@dataclass
class Mortal(BaseAdapter):
    """A wire of a process that lives for `lives` requests; the last of them arrives when `heard`."""

    service: BaseAdapter
    lives: int
    heard: bool
    made: int = 0

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        self.made += 1
        if self.made > self.lives or (self.made == self.lives and not self.heard):
            raise Killed
        answer = self.service.send(request, **more)
        if self.made == self.lives:
            raise Killed
        return answer

    def close(self) -> None: ...


@dataclass
class FixedPermission:
    """A permission that needs no Google; `renewed` counts how often another token was asked for."""

    renewed: int = 0

    def token(self) -> str:
        return f"token-{self.renewed}"

    def renew(self) -> str:
        self.renewed += 1
        return self.token()
