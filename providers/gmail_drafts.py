"""The Drafts of a Gmail mailbox. A draft keeps its id; the message in it gets a new id each time it is saved.

So `ref` is the draft's id, and `version` the message's id with a digest of its bytes. Gmail has no "only if unchanged":
a draft is read right before it is written, and only one that is a draft still, at that version, is.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from providers.errors import DraftChanged, DraftGone, MailboxUnavailable, OutcomeUnknown
from providers.gmail_calls import Calls, bug
from providers.gmail_messages import RAW_FIELDS, Garbled, packed, raw_of, received
from providers.gmail_pace import CREATE, DELETE, GET, LIST, THREAD, UPDATE
from providers.mailbox import SavedDraft
from providers.permission import Json
from providers.refusals import Missing, NotTaken

_FIELDS = f"id,message({RAW_FIELDS})"


class GmailDrafts:
    """Reading and writing drafts; the contract's methods of the same names say what is raised."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._drafts = calls.drafts

    def drafts(self) -> Iterator[SavedDraft]:
        """All of them, each as it is now."""
        pages = self._calls.pages(self._drafts, LIST, maxResults=500, fields="drafts/id,nextPageToken")
        for ref in [one["id"] for page in pages for one in page.get("drafts", [])]:
            saved = self.draft(ref)
            if saved is not None:
                yield saved

    def draft(self, ref: str) -> SavedDraft | None:
        """One, if it is a draft still: Gmail has been seen to give sent messages for drafts."""
        try:
            told = self._calls.read(self._drafts.get(userId="me", id=ref, format="raw", fields=_FIELDS), GET)
        except (Missing, NotTaken):
            return None
        message = told.get("message", {})
        labels = set(message.get("labelIds", ()))
        if "DRAFT" not in labels or labels & {"SENT", "TRASH"}:
            return None
        return _saved(ref, message)

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """A new one. It must stand in `thread`; where Gmail puts it elsewhere it is moved, once."""
        try:
            told = self._created(raw, thread)
        except NotTaken as error:
            if thread is None or self._there(thread):
                raise bug(error) from error
            told = self._created(raw, None)  # the owner has deleted the conversation for good
        saved = self._read_back(told)
        if thread is None or saved.thread == thread or not self._there(thread):
            return saved
        return self._updated(saved.ref, raw, thread)

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        """Another text in the same place."""
        here = self._untouched(ref, version)
        return self._updated(ref, raw, here.thread)

    def discard(self, ref: str, version: str) -> None:
        """Remove one for good (Gmail has no bin for drafts)."""
        self._untouched(ref, version)
        try:
            self._calls.write(self._drafts.delete(userId="me", id=ref), DELETE)
        except Missing as error:
            raise _gone() from error
        except NotTaken as error:
            raise bug(error) from error

    def _created(self, raw: bytes, thread: str | None) -> Json:
        body = {"message": _message(raw, thread)}
        try:
            return self._calls.write(self._drafts.create(userId="me", body=body, fields="id"), CREATE)
        except Missing as error:
            raise NotTaken(str(error)) from error

    def _updated(self, ref: str, raw: bytes, thread: str | None) -> SavedDraft:
        body = {"message": _message(raw, thread)}
        try:
            told = self._calls.write(self._drafts.update(userId="me", id=ref, body=body, fields="id"), UPDATE)
        except Missing as error:
            raise _gone() from error
        except NotTaken as error:
            raise bug(error) from error
        return self._read_back(told)

    def _read_back(self, told: Json) -> SavedDraft:
        """The draft just written, as Gmail shows it."""
        try:
            saved = self.draft(told["id"])
        except (KeyError, MailboxUnavailable) as error:
            raise OutcomeUnknown("A draft was saved, but Gmail could not show it to us.") from error
        if saved is None:
            raise OutcomeUnknown("A draft was saved, but it is not in Drafts any more.")
        return saved

    def _untouched(self, ref: str, version: str) -> SavedDraft:
        here = self.draft(ref)
        if here is None:
            raise _gone()
        if here.version != version:
            raise DraftChanged("The draft was changed since it was looked at.")
        return here

    def _there(self, thread: str) -> bool:
        try:
            request = self._calls.threads.get(userId="me", id=thread, format="minimal", fields="id")
            self._calls.read(request, THREAD)
        except (Missing, NotTaken):
            return False
        return True


def _message(raw: bytes, thread: str | None) -> Json:
    return {"raw": packed(raw)} | ({"threadId": thread} if thread else {})


def _saved(ref: str, message: Json) -> SavedDraft:
    try:
        raw = raw_of(message)
        touched = received(message)
    except Garbled as error:
        raise MailboxUnavailable(f"A draft could not be read: {error}") from error
    version = f"{message['id']}.{blake2b(raw, digest_size=8).hexdigest()}"
    return SavedDraft(ref, version, message.get("threadId"), raw, touched)


def _gone() -> DraftGone:
    return DraftGone("The draft is no longer in Drafts.")
