"""One call to Gmail at a time: paced, and with every refusal turned into an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from googleapiclient.errors import HttpError

from providers.errors import MailboxMisconfigured, MailboxUnavailable, OutcomeUnknown, ServiceFault
from providers.faults import Answer
from providers.gmail_client import SessionHttp, build
from providers.gmail_errors import meaning
from providers.gmail_pace import Pace
from providers.permission import Json
from providers.refusals import NotTaken

_PAGES = 10_000  # more pages than any mailbox has: a listing that never ends is a fault


class Calls:
    """Gmail as a set of calls. `users`, `messages` ... are Google's client."""

    def __init__(self, http: SessionHttp, pace: Pace) -> None:
        self._http = http
        self.users = build(http)
        self.history = self.users.history()
        self.messages = self.users.messages()
        self.threads = self.users.threads()
        self.drafts = self.users.drafts()
        self.pace = pace

    def read(self, request: Any, units: int) -> Json:  # noqa: ANN401  # googleapiclient's HttpRequest
        """The answer to a question. Raises Missing, NotTaken or a MailboxError."""
        try:
            return self._made(request, units)
        except ValueError as error:  # what should be JSON is not
            raise ServiceFault("Gmail's answer could not be understood.") from error

    def write(self, request: Any, units: int) -> Json:  # noqa: ANN401
        """Make one change, once. Raises Missing, NotTaken, OutcomeUnknown or another MailboxError."""
        try:
            return self._made(request, units)
        except ValueError as error:  # it was done, but the answer does not say what
            raise OutcomeUnknown("Gmail's answer could not be understood.") from error

    def pages(self, resource: Any, units: int, **asked: Any) -> Iterator[Json]:  # noqa: ANN401
        """Every page of a listing."""
        token: str | None = None
        for _ in range(_PAGES):
            page = self.read(resource.list(userId="me", pageToken=token, **asked), units)
            yield page
            token = page.get("nextPageToken")
            if not token:
                return
        raise MailboxUnavailable("A listing of Gmail's does not end.")

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _made(self, request: Any, units: int) -> Json:  # noqa: ANN401
        self.pace.spend(units)
        try:
            answer = request.execute(num_retries=0)
        except HttpError as error:
            raise meaning(error) from error
        if answer == "":  # a removal has nothing to say
            return {}
        if not isinstance(answer, dict):
            raise ValueError("not an object")
        return Answer(answer)


def bug(error: NotTaken) -> MailboxMisconfigured:
    """Gmail does not take what we ask for, and it is not about one message."""
    return MailboxMisconfigured(f"Gmail does not take our request ({error}).", "This is a bug in followup.")
