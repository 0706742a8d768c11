"""The Drafts of an Outlook mailbox. `ref` is the id of the draft, `version` a digest of all that Graph shows of it.

An answer begins as Outlook's own (`createReply`), so it stands in the conversation with the history below; our words
are then put on top with If-Match, so what the owner writes meanwhile is never overwritten. What cannot be answered so
(a meeting request, a conversation that is gone) becomes a new message that names what it answers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import blake2b
from typing import TypeVar

from providers.errors import (
    DraftChanged,
    DraftGone,
    MailboxError,
    MailboxUnavailable,
    OutcomeUnknown,
    RequestRefused,
)
from providers.mailbox import SavedDraft
from providers.outlook_bodies import anew, on_top, parted, quoted_words, words
from providers.outlook_calls import Calls, bug
from providers.outlook_errors import Outdated
from providers.outlook_folders import Folders
from providers.outlook_letters import Letter, answering, bytes_of, fields_of, letter_of, sender_of
from providers.outlook_messages import DEFERRED, EXPAND, IN_REPLY_TO, Garbled, address_of, moment, property_of
from providers.outlook_search import same
from providers.permission import Json
from providers.refusals import Missing, NotTaken

ETAG = "@odata.etag"
_FIELDS = (
    "id,conversationId,parentFolderId,isDraft,subject,from,toRecipients,ccRecipients,bccRecipients,internetMessageId,"
    "lastModifiedDateTime,hasAttachments,body"
)
_PEOPLE = ("toRecipients", "ccRecipients", "bccRecipients")
_TRIES = 3  # when the service itself has touched a draft between our reading and our writing
_T = TypeVar("_T")


class OutlookDrafts:
    """Reading and writing drafts; the contract's methods of the same names say what is raised."""

    def __init__(self, calls: Calls, folders: Folders, address: Callable[[], str]) -> None:
        self._calls = calls
        self._folders = folders
        self._address = address
        self._quoted: dict[str, str] = {}  # of this pass: what answered messages say

    def drafts(self) -> Iterator[SavedDraft]:
        """All of them, each as it is now."""
        for told in list(self._listed(_FIELDS, EXPAND)):
            if told.get("isDraft"):
                yield self._saved(told)

    def draft(self, ref: str) -> SavedDraft | None:
        """One, if it is a draft still and in Drafts."""
        told = self._told(ref)
        return None if told is None else self._saved(told)

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """A new one: an answer where `thread` holds what it answers, else a message of its own."""
        letter = letter_of(raw)
        parent = self._parent(letter.in_reply_to, thread) if thread and letter.in_reply_to else None
        if parent is None:
            return self._new(letter)
        try:
            return self._answer(letter, parent)
        except (NotTaken, Missing):
            return self._new(letter)

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        """Another text in the same place, above the same history."""
        letter = letter_of(raw)
        written = False

        def write(here: Json) -> None:
            nonlocal written
            fields, written = fields_of(letter), True
            fields["body"]["content"] = anew(letter.html, _html_of(here))
            self._change(ref, self._with_sender(fields, letter, here), here[ETAG])

        try:
            self._at(ref, version, write)
        except DraftChanged:
            here = self._told(ref) if written else None
            if here is None or not _says(here, letter):
                raise  # else our own write came through, and its answer was lost
        return self._read_back(ref)

    def discard(self, ref: str, version: str) -> None:
        """Remove one: Outlook moves it to Deleted Items."""
        self._at(ref, version, lambda here: self._calls.remove(f"/me/messages/{ref}", here[ETAG]))

    # Making one.

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
        return self._read_back(told.get("id"))

    def _answer(self, letter: Letter, parent: Json) -> SavedDraft:
        """Raises NotTaken or Missing when Outlook makes no answer to that message."""
        before = {one["id"] for one in self._listed("id")}
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
            for told in self._listed(_FIELDS, EXPAND):
                if told["id"] not in before and _bare(told) and property_of(told, IN_REPLY_TO) == letter.in_reply_to:
                    return told
        raise OutcomeUnknown("An answer was begun, and Outlook does not say whether it is there.")

    def _filled(self, ref: str | None, letter: Letter) -> SavedDraft:
        """Put the letter into an answer that is empty but for its history."""
        for _ in range(_TRIES):
            try:
                here = self._told(ref) if ref else None
            except MailboxUnavailable as error:
                raise OutcomeUnknown("An answer was begun, and Outlook could not be reached any more.") from error
            if here is None:
                raise OutcomeUnknown("An answer was begun, but it is not in Drafts any more.")
            if letter.message_id and here.get("internetMessageId") == letter.message_id:
                return self._read_back(ref)  # an earlier try came through, and its answer was lost
            if not _bare(here):
                raise OutcomeUnknown("An answer was begun, and somebody went on with it.")
            fields = fields_of(letter)
            fields["body"]["content"] = on_top(letter.html, _html_of(here))
            try:
                self._change(here["id"], self._with_sender(fields, letter, here), here[ETAG])
            except Outdated:
                continue
            except (MailboxError, Missing, NotTaken) as error:
                self._take_back(here)
                if isinstance(error, MailboxError) and not isinstance(error, MailboxUnavailable):
                    raise
                raise OutcomeUnknown("An answer was begun, but our words could not be put into it.") from error
            return self._read_back(ref)
        raise OutcomeUnknown("An answer was begun, but it does not hold still.")

    def _take_back(self, empty: Json) -> None:
        """Remove an answer that stayed empty, as far as it goes."""
        with suppress(MailboxError, Missing, NotTaken, Outdated):
            here = self._told(empty["id"])
            if here is not None and _bare(here):
                self._calls.remove(f"/me/messages/{empty['id']}", here[ETAG])

    def _with_sender(self, fields: Json, letter: Letter, here: Json) -> Json:
        shown = str(((here.get("from") or {}).get("emailAddress") or {}).get("address") or self._address()).lower()
        return fields | sender_of(letter) if letter.sender not in ("", shown) else fields

    def _change(self, ref: str, fields: Json, etag: str) -> None:
        try:
            self._calls.change(f"/me/messages/{ref}", fields, etag)
        except NotTaken:
            if "from" not in fields:
                raise
            rest = {name: value for name, value in fields.items() if name != "from"}
            self._calls.change(f"/me/messages/{ref}", rest, etag)

    def _parent(self, message_id: str, thread: str) -> Json | None:
        """The message of that conversation that is answered, if it is there."""
        asked = {"$filter": same("internetMessageId", message_id), "$select": "id,conversationId,isDraft,isRead"}
        found = [one for page in self._calls.pages("/me/messages", asked) for one in page.get("value", [])]
        fitting = (one for one in found if not one.get("isDraft") and one.get("conversationId") == thread)
        return next(fitting, None)

    # Writing one that is there.

    def _at(self, ref: str, version: str, write: Callable[[Json], _T]) -> _T:
        """Write what is still at `version`; that the service itself touched it meanwhile is no reason to give up."""
        for _ in range(_TRIES):
            here = self._told(ref)
            if here is None:
                raise _gone()
            if self._saved(here).version != version:
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

    def _read_back(self, ref: str | None) -> SavedDraft:
        """The draft just written, as Outlook shows it."""
        try:
            saved = self.draft(ref) if ref else None
        except MailboxUnavailable as error:
            raise OutcomeUnknown("A draft was saved, but Outlook could not show it to us.") from error
        if saved is None:
            raise OutcomeUnknown("A draft was saved, but it is not in Drafts any more.")
        return saved

    # Reading.

    def _listed(self, fields: str, expand: str = "") -> Iterator[Json]:
        asked = {"$select": fields, "$top": "50"} | ({"$expand": expand} if expand else {})
        for page in self._calls.pages(f"/me/mailFolders/{self._folders.drafts()}/messages", asked):
            yield from page.get("value", [])

    def _told(self, ref: str) -> Json | None:
        try:
            told = self._calls.read(f"/me/messages/{ref}", {"$select": _FIELDS, "$expand": EXPAND})
        except (Missing, NotTaken):
            return None
        in_drafts = told.get("parentFolderId") == self._folders.drafts()
        return told if told.get("isDraft") and in_drafts else None

    def _saved(self, told: Json) -> SavedDraft:
        try:
            raw = self._bytes(told)
            touched = moment(told, "lastModifiedDateTime")
            send_at = _send_at(told)
        except (Garbled, Missing) as error:
            raise MailboxUnavailable(f"A draft could not be read: {error}") from error
        all_of_it = [raw.hex(), _html_of(told), str(send_at), told.get("parentFolderId")]
        version = blake2b(json.dumps(all_of_it).encode("utf-8"), digest_size=16).hexdigest()
        return SavedDraft(told["id"], version, told.get("conversationId"), raw, touched, send_at)

    def _bytes(self, told: Json) -> bytes:
        """What the draft says. Files and pictures are told by the whole of it only."""
        html = _html_of(told)
        if told.get("hasAttachments") or "cid:" in html:
            return self._calls.bytes_of(f"/me/messages/{told['id']}/$value")
        both = parted(html)
        if both is not None and self._whole(both.history, property_of(told, IN_REPLY_TO)):
            html = both.own
        return bytes_of(told, html)

    def _whole(self, history: str, answered: str) -> bool:
        """Whether a history says what the answered message says, and no word more."""
        if answered not in self._quoted:
            asked = {"$filter": same("internetMessageId", answered), "$select": "id,isDraft,body"}
            found = [one for page in self._calls.pages("/me/messages", asked) for one in page.get("value", [])]
            said = next((words(_html_of(one)) for one in found if not one.get("isDraft")), None) if answered else None
            if said is None:
                return False
            self._quoted[answered] = said
        return quoted_words(history) == self._quoted[answered]


def _html_of(told: Json) -> str:
    return str((told.get("body") or {}).get("content") or "")


def _bare(told: Json) -> bool:
    """Whether an answer holds nothing but its history."""
    both = parted(_html_of(told))
    return not told.get("hasAttachments") and not words(both.own if both else _html_of(told))


def _says(told: Json, letter: Letter) -> bool:
    """Whether a draft says what a letter says, to the same people."""
    both = parted(_html_of(told))
    people = [[address_of(one)[1] for one in told.get(name) or []] for name in _PEOPLE]
    return (
        words(both.own if both else _html_of(told)) == words(letter.html)
        and told.get("subject") == letter.subject
        and people == [[address for _, address in those] for those in (letter.to, letter.cc, letter.bcc)]
    )


def _send_at(told: Json) -> datetime | None:
    value = property_of(told, DEFERRED)
    return moment({"at": value}, "at") if value else None


def _gone() -> DraftGone:
    return DraftGone("The draft is no longer in Drafts.")
