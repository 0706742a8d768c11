"""The drafts of an Outlook mailbox as Graph shows them, and what one says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b

from providers.errors import (
    MailboxUnavailable,
    OutcomeUnknown,
)
from providers.mailbox import SavedDraft
from providers.outlook_bodies import parted, quoted_words, words
from providers.outlook_calls import Calls
from providers.outlook_folders import Folders
from providers.outlook_letters import Letter, bytes_of
from providers.outlook_messages import DEFERRED, EXPAND, IN_REPLY_TO, Garbled, address_of, moment, property_of
from providers.outlook_search import same
from providers.permission import Json
from providers.refusals import Missing, NotTaken

ETAG = "@odata.etag"
FIELDS = (
    "id,conversationId,parentFolderId,isDraft,subject,from,toRecipients,ccRecipients,bccRecipients,internetMessageId,"
    "lastModifiedDateTime,hasAttachments,body"
)
_PEOPLE = ("toRecipients", "ccRecipients", "bccRecipients")


class Shown:
    """What is in Drafts now."""

    def __init__(self, calls: Calls, folders: Folders) -> None:
        self._calls = calls
        self._folders = folders
        self._quoted: dict[str, str] = {}  # of this pass: what answered messages say

    def listed(self, fields: str, expand: str = "") -> Iterator[Json]:
        """These fields of every one of them."""
        asked = {"$select": fields, "$top": "50"} | ({"$expand": expand} if expand else {})
        for page in self._calls.pages(f"/me/mailFolders/{self._folders.drafts()}/messages", asked):
            yield from page.get("value", [])

    def told(self, ref: str) -> Json | None:
        """One, if it is a draft still and in Drafts."""
        try:
            told = self._calls.read(f"/me/messages/{ref}", {"$select": FIELDS, "$expand": EXPAND})
        except (Missing, NotTaken):
            return None
        in_drafts = told.get("parentFolderId") == self._folders.drafts()
        return told if told.get("isDraft") and in_drafts else None

    def read_back(self, ref: str | None) -> SavedDraft:
        """The draft just written, as Outlook shows it."""
        try:
            told = self.told(ref) if ref else None
            saved = None if told is None else self.saved(told)
        except MailboxUnavailable as error:
            raise OutcomeUnknown("A draft was saved, but Outlook could not show it to us.") from error
        if saved is None:
            raise OutcomeUnknown("A draft was saved, but it is not in Drafts any more.")
        return saved

    def saved(self, told: Json) -> SavedDraft:
        """A draft in our words. Raises MailboxUnavailable when Outlook garbles it."""
        try:
            raw = self._bytes(told)
            touched = moment(told, "lastModifiedDateTime")
            send_at = _send_at(told)
        except (Garbled, Missing) as error:
            raise MailboxUnavailable(f"A draft could not be read: {error}") from error
        all_of_it = [raw.hex(), html_of(told), str(send_at), told.get("parentFolderId")]
        version = blake2b(json.dumps(all_of_it).encode("utf-8"), digest_size=16).hexdigest()
        return SavedDraft(told["id"], version, told.get("conversationId"), raw, touched, send_at)

    def _bytes(self, told: Json) -> bytes:
        """What the draft says. Files and pictures are told by the whole of it only."""
        html = html_of(told)
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
            said = next((words(html_of(one)) for one in found if not one.get("isDraft")), None) if answered else None
            if said is None:
                return False
            self._quoted[answered] = said
        return quoted_words(history) == self._quoted[answered]


def html_of(told: Json) -> str:
    """The text of a draft, as HTML."""
    return str((told.get("body") or {}).get("content") or "")


def bare(told: Json) -> bool:
    """Whether an answer holds nothing but its history."""
    both = parted(html_of(told))
    return not told.get("hasAttachments") and not words(both.own if both else html_of(told))


def says(told: Json, letter: Letter) -> bool:
    """Whether a draft says what a letter says, to the same people."""
    both = parted(html_of(told))
    people = [[address_of(one)[1] for one in told.get(name) or []] for name in _PEOPLE]
    return (
        words(both.own if both else html_of(told)) == words(letter.html)
        and told.get("subject") == letter.subject
        and people == [[address for _, address in those] for those in (letter.to, letter.cc, letter.bcc)]
    )


def _send_at(told: Json) -> datetime | None:
    value = property_of(told, DEFERRED)
    return moment({"at": value}, "at") if value else None
