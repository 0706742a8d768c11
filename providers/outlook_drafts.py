"""The Drafts of an Outlook mailbox. `ref` is the id of the draft, `version` a digest of all that Graph shows of it.

An answer begins as Outlook's own (`createReply`), so it stands in the conversation with the history below; our words
are then put on top with If-Match, so what the owner writes meanwhile is never overwritten. What cannot be answered so
(a meeting request, a conversation that is gone) becomes a new message that names what it answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from providers.errors import (
    DraftChanged,
    DraftGone,
    MailboxUnavailable,
    OutcomeUnknown,
    RequestRefused,
)
from providers.mailbox import SavedDraft
from providers.outlook_answers import Answers
from providers.outlook_bodies import anew
from providers.outlook_calls import Calls, bug
from providers.outlook_errors import Outdated
from providers.outlook_folders import Folders
from providers.outlook_letters import Letter, answering, fields_of, letter_of, sender_of
from providers.outlook_messages import EXPAND
from providers.outlook_shown import ETAG, FIELDS, Shown, html_of, says
from providers.outlook_writing import TRIES, Writing
from providers.permission import Json
from providers.refusals import Missing, NotTaken

_T = TypeVar("_T")


class OutlookDrafts:
    """Reading and writing drafts; the contract's methods of the same names say what is raised."""

    def __init__(self, calls: Calls, folders: Folders, address: Callable[[], str]) -> None:
        self._calls = calls
        self._address = address
        self._shown = Shown(calls, folders)
        self._writing = Writing(calls, address)
        self._answers = Answers(calls, self._shown, self._writing)

    def drafts(self) -> Iterator[SavedDraft]:
        """All of them, each as it is now."""
        for told in list(self._shown.listed(FIELDS, EXPAND)):
            if told.get("isDraft"):
                yield self._shown.saved(told)

    def draft(self, ref: str) -> SavedDraft | None:
        """One, if it is a draft still and in Drafts."""
        told = self._shown.told(ref)
        return None if told is None else self._shown.saved(told)

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """A new one: an answer where `thread` holds what it answers, else a message of its own."""
        letter = letter_of(raw)
        parent = self._answers.answered(letter.in_reply_to, thread) if thread and letter.in_reply_to else None
        if parent is None:
            return self._new(letter)
        try:
            return self._answers.answer(letter, parent)
        except (NotTaken, Missing):
            return self._new(letter)

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        """Another text in the same place, above the same history."""
        letter = letter_of(raw)
        written = False

        def write(here: Json) -> None:
            nonlocal written
            fields, written = fields_of(letter), True
            fields["body"]["content"] = anew(letter.html, html_of(here))
            self._writing.change(ref, self._writing.with_sender(fields, letter, here), here[ETAG])

        try:
            self._at(ref, version, write)
        except DraftChanged:
            here = self._shown.told(ref) if written else None
            if here is None or not says(here, letter):
                raise  # else our own write came through, and its answer was lost
        return self._shown.read_back(ref)

    def discard(self, ref: str, version: str) -> None:
        """Remove one: Outlook moves it to Deleted Items."""
        self._at(ref, version, lambda here: self._calls.remove(f"/me/messages/{ref}", here[ETAG]))

    def _new(self, letter: Letter) -> SavedDraft:
        whole = fields_of(letter) | answering(letter)
        foreign = letter.sender not in ("", self._address())
        try:
            told = self._calls.create("/me/messages", whole | (sender_of(letter) if foreign else {}))
        except NotTaken as error:
            if not foreign:
                raise bug(error) from error
            try:  # Outlook does not let the owner write as that address
                told = self._calls.create("/me/messages", whole)
            except NotTaken as again:
                raise bug(again) from again
        return self._shown.read_back(told.get("id"))

    def _at(self, ref: str, version: str, write: Callable[[Json], _T]) -> _T:
        """Write what is still at `version`; that the service itself touched it meanwhile is no reason to give up."""
        for _ in range(TRIES):
            here = self._shown.told(ref)
            if here is None:
                raise _gone()
            if self._shown.saved(here).version != version:
                raise DraftChanged("The draft was changed since it was looked at.")
            try:
                return write(here)
            except Outdated:
                continue
            except Missing as error:
                raise _gone() from error
            except NotTaken as error:
                raise bug(error) from error
            except (OutcomeUnknown, RequestRefused):
                raise
            except MailboxUnavailable as error:
                raise OutcomeUnknown("Outlook could not be reached while a draft was written.") from error
        raise DraftChanged("The draft is being changed.")


def _gone() -> DraftGone:
    return DraftGone("The draft is no longer in Drafts.")
