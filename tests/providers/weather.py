"""Bad days of a service: what may befall its answers on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import BaseAdapter

from tests.providers.wires import response

Fault = Callable[[requests.Response], requests.Response]


def lost(_: requests.Response) -> requests.Response:
    raise requests.ReadTimeout


def cut_short(_: requests.Response) -> requests.Response:
    raise requests.exceptions.ChunkedEncodingError


def nonsense(answer: requests.Response) -> requests.Response:
    return response(answer.request, answer.status_code, b'{"id": "r-1", "mess')


def not_an_object(answer: requests.Response) -> requests.Response:
    return response(answer.request, answer.status_code, b'["r-1"]')


def failed(answer: requests.Response) -> requests.Response:
    return response(answer.request, 503)


@dataclass
class Weather(BaseAdapter):
    """The service does what it is asked; then `faults`, one after another, befall the answers to `method`. `deaf`
    counts requests of that method that do not even arrive.
    """

    service: BaseAdapter
    method: str = ""
    faults: list[Fault] = field(default_factory=list)
    deaf: int = 0

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if request.method == self.method and self.deaf:
            self.deaf -= 1
            raise requests.ReadTimeout
        answer = self.service.send(request, **more)
        if request.method == self.method and self.faults:
            return self.faults.pop(0)(answer)
        return answer

    def close(self) -> None: ...
