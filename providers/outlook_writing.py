"""Words put into a draft of an Outlook mailbox, if it is as it was when we looked (If-Match)."""

from __future__ import annotations

from collections.abc import Callable

from providers.outlook_calls import Calls
from providers.outlook_letters import Letter, sender_of
from providers.permission import Json
from providers.refusals import NotTaken

TRIES = 3  # when the service itself has touched a draft between our reading and our writing


class Writing:
    """Changes drafts. `address` is the mailbox's own."""

    def __init__(self, calls: Calls, address: Callable[[], str]) -> None:
        self._calls = calls
        self._address = address

    def with_sender(self, fields: Json, letter: Letter, here: Json) -> Json:
        """The fields of a change, and the sender where the letter has another than the draft shows."""
        shown = str(((here.get("from") or {}).get("emailAddress") or {}).get("address") or self._address()).lower()
        return fields | sender_of(letter) if letter.sender not in ("", shown) else fields

    def change(self, ref: str, fields: Json, etag: str) -> None:
        """Write fields; without the sender where Outlook does not take that. Raises Outdated, Missing or NotTaken."""
        try:
            self._calls.change(f"/me/messages/{ref}", fields, etag)
        except NotTaken:
            if "from" not in fields:
                raise
            rest = {name: value for name, value in fields.items() if name != "from"}
            self._calls.change(f"/me/messages/{ref}", rest, etag)
