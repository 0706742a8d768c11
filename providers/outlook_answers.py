"""Answers in an Outlook mailbox: begun as Outlook's own (`createReply`), so that they stand in the conversation.

Our words are then put on top of the history, unless somebody went on with it.
"""

from __future__ import annotations

from contextlib import suppress

from providers.errors import (
    MailboxError,
    MailboxUnavailable,
    OutcomeUnknown,
)
from providers.mailbox import SavedDraft
from providers.outlook_bodies import on_top
from providers.outlook_calls import Calls
from providers.outlook_errors import Outdated
from providers.outlook_letters import Letter, fields_of
from providers.outlook_messages import EXPAND, IN_REPLY_TO, property_of
from providers.outlook_search import same
from providers.outlook_shown import ETAG, FIELDS, Shown, bare, html_of
from providers.outlook_writing import TRIES, Writing
from providers.permission import Json
from providers.refusals import Missing, NotTaken


class Answers:
    """Makes drafts that answer a message."""

    def __init__(self, calls: Calls, shown: Shown, writing: Writing) -> None:
        self._calls = calls
        self._shown = shown
        self._writing = writing

    def answered(self, message_id: str, thread: str) -> Json | None:
        """The message of that conversation that is answered, if it is there."""
        asked = {"$filter": same("internetMessageId", message_id), "$select": "id,conversationId,isDraft,isRead"}
        found = [one for page in self._calls.pages("/me/messages", asked) for one in page.get("value", [])]
        fitting = (one for one in found if not one.get("isDraft") and one.get("conversationId") == thread)
        return next(fitting, None)

    def answer(self, letter: Letter, parent: Json) -> SavedDraft:
        """Raises NotTaken or Missing when Outlook makes no answer to that message."""
        before = {one["id"] for one in self._shown.listed("id")}
        try:
            try:
                told = self._calls.create(f"/me/messages/{parent['id']}/createReply", {})
            except OutcomeUnknown:
                told = self._left_behind(letter, before)
            return self._filled(told.get("id"), letter)
        finally:
            if not parent.get("isRead", True):  # Outlook marks as read what it answers
                with suppress(MailboxError, Missing, NotTaken, Outdated):
                    self._calls.change(f"/me/messages/{parent['id']}", {"isRead": False})

    def _left_behind(self, letter: Letter, before: set[str]) -> Json:
        """The answer that was made though nobody told us. Raises OutcomeUnknown when it is not to be seen."""
        with suppress(MailboxUnavailable):
            for told in self._shown.listed(FIELDS, EXPAND):
                if told["id"] not in before and bare(told) and property_of(told, IN_REPLY_TO) == letter.in_reply_to:
                    return told
        raise OutcomeUnknown("An answer was begun, and Outlook does not say whether it is there.")

    def _filled(self, ref: str | None, letter: Letter) -> SavedDraft:
        """Put the letter into an answer that is empty but for its history."""
        for _ in range(TRIES):
            try:
                here = self._shown.told(ref) if ref else None
            except MailboxUnavailable as error:
                raise OutcomeUnknown("An answer was begun, and Outlook could not be reached any more.") from error
            if here is None:
                raise OutcomeUnknown("An answer was begun, but it is not in Drafts any more.")
            if letter.message_id and here.get("internetMessageId") == letter.message_id:
                return self._shown.read_back(ref)  # an earlier try came through, and its answer was lost
            if not bare(here):
                raise OutcomeUnknown("An answer was begun, and somebody went on with it.")
            fields = fields_of(letter)
            fields["body"]["content"] = on_top(letter.html, html_of(here))
            try:
                self._writing.change(here["id"], self._writing.with_sender(fields, letter, here), here[ETAG])
            except Outdated:
                continue
            except (MailboxError, Missing, NotTaken) as error:
                self._take_back(here)
                if isinstance(error, MailboxError) and not isinstance(error, MailboxUnavailable):
                    raise
                raise OutcomeUnknown("An answer was begun, but our words could not be put into it.") from error
            return self._shown.read_back(ref)
        raise OutcomeUnknown("An answer was begun, but it does not hold still.")

    def _take_back(self, empty: Json) -> None:
        """Remove an answer that stayed empty, as far as it goes."""
        with suppress(MailboxError, Missing, NotTaken, Outdated):
            here = self._shown.told(empty["id"])
            if here is not None and bare(here):
                self._calls.remove(f"/me/messages/{empty['id']}", here[ETAG])
