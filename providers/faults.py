"""When a service breaks on one message, it is passed over and asked for again; when on all, the pass ends."""

from __future__ import annotations

from typing import NoReturn

from providers.errors import ServiceFault
from providers.mailbox import Unreadable
from providers.permission import Json


class Answer(Json):
    """An answer of a service. What it must hold and does not is the service's fault, not a bug of ours."""

    __slots__ = ()

    def __missing__(self, key: str) -> NoReturn:
        raise ServiceFault(f"The mail service's answer holds no {key}.")


class Breaks:
    """A service can break on a single message for good; on two in a row it is the service that is broken."""

    def __init__(self) -> None:
        self._before: str | None = None

    def passed_over(self, id: str, fault: ServiceFault) -> Unreadable:
        """The message that was not had. Raises the fault when the message before it was not had either."""
        if self._before not in (None, id):
            raise fault
        self._before = id
        return Unreadable(id, f"A message could not be had: {fault}")

    def had(self) -> None:
        """A message was had: the service works."""
        self._before = None
