"""One call to Microsoft Graph at a time, each with our token and with ids that stay when a message moves.

Links that Graph gives (next page, next round) are followed as they are; the gate of `providers.session` judges them
like any other request, so a link to another place is refused before the token goes there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests

from providers.errors import MailboxMisconfigured, MailboxUnavailable, OutcomeUnknown, RequestRefused, ServiceFault
from providers.faults import Answer
from providers.outlook_errors import meaning
from providers.outlook_requests import ROOT
from providers.permission import Json, Permission
from providers.refusals import NotTaken
from providers.session import Session

NEXT, DELTA = "@odata.nextLink", "@odata.deltaLink"
_PAGES = 10_000  # more pages than any mailbox has: a listing that never ends is a fault
_IMMUTABLE = 'IdType="ImmutableId"'


class Calls:
    """Graph as a set of calls. `path` begins with /me; `asked` are the parameters of the query."""

    def __init__(self, session: Session, permission: Permission) -> None:
        self._session = session
        self._permission = permission
        self._date = ""

    def read(self, path: str, asked: Mapping[str, str] | None = None, *, prefer: str = "") -> Json:
        """The answer to a question. Raises Missing, NotTaken or a MailboxError."""
        return self._object(self._made("GET", ROOT + path, asked, prefer=prefer), ServiceFault)

    def pages(self, start: str, asked: Mapping[str, str] | None = None, *, prefer: str = "") -> Iterator[Json]:
        """Every page of a listing or of a round; `start` is a path, or a link that Graph gave."""
        link: str | None = start if "://" in start else ROOT + start
        for _ in range(_PAGES):
            if not str(link).startswith(f"{ROOT}/"):
                raise RequestRefused("Outlook wants us to go elsewhere; we do not follow.")
            page = self._object(self._made("GET", str(link), asked, prefer=prefer), ServiceFault)
            yield page
            link, asked = page.get(NEXT), None  # a link holds all that was asked
            if not link:
                return
        raise MailboxUnavailable("A listing of Outlook's does not end.")

    def bytes_of(self, path: str) -> bytes:
        """The answer as it is."""
        return self._made("GET", ROOT + path).content

    def create(self, path: str, body: Json) -> Json:
        """Make something new, once. Raises Missing, NotTaken, OutcomeUnknown or another MailboxError."""
        return self._object(self._made("POST", ROOT + path, body=body), OutcomeUnknown)

    def change(self, path: str, body: Json, etag: str = "") -> None:
        """Change what is still at `etag`. Raises Outdated, Missing, NotTaken or a MailboxError."""
        self._made("PATCH", ROOT + path, body=body, etag=etag)

    def remove(self, path: str, etag: str) -> None:
        """Remove what is still at `etag`, once. Raises as `change` does, and OutcomeUnknown."""
        self._made("DELETE", ROOT + path, etag=etag)

    def time(self) -> datetime:
        """What the service took for the present when it last answered (UTC)."""
        try:
            return parsedate_to_datetime(self._date).astimezone(UTC)
        except (ValueError, TypeError) as error:
            raise MailboxUnavailable("Outlook does not say what time it is.") from error

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def _made(
        self,
        method: str,
        url: str,
        asked: Mapping[str, str] | None = None,
        *,
        prefer: str = "",
        body: Json | None = None,
        etag: str = "",
    ) -> requests.Response:
        """The answer. A token that is not taken is renewed once (the request was then not carried out)."""
        headers = {"Prefer": ", ".join(one for one in (_IMMUTABLE, prefer) if one), "Accept": "*/*"}
        if etag:
            headers["If-Match"] = etag
        for token in (self._permission.token, self._permission.renew):
            headers["Authorization"] = f"Bearer {token()}"
            response = self._session.request(
                method, url, params=asked, json=body, headers=headers, allow_redirects=False
            )
            if response.status_code != 401:
                break
        self._date = response.headers.get("Date", self._date)
        if not response.ok:
            raise meaning(response)
        return response

    def _object(self, response: requests.Response, garbled: type[MailboxUnavailable]) -> Json:
        """The answer as it is read, in all its parts an Answer."""
        try:
            told = json.loads(response.content, object_hook=Answer)
        except ValueError as error:
            raise garbled("Outlook's answer could not be understood.") from error
        if not isinstance(told, dict):
            raise garbled("Outlook's answer could not be understood.")
        return told


def bug(error: NotTaken) -> MailboxMisconfigured:
    """Outlook does not take what we ask for, and it is not about one message."""
    return MailboxMisconfigured(f"Outlook does not take our request ({error}).", "This is a bug in followup.")
