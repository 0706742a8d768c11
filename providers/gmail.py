"""The owner's Gmail behind the contract (`providers.mailbox`). It reads, and it writes drafts; it cannot send.

One question at a time, paced within Gmail's quota; nothing is batched. Ids are Gmail's own message ids, threads its
thread ids, refs its draft ids. With `read_only` the drafts are files in a local folder and Gmail is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from providers import Account
from providers.eml_drafts import EmlDrafts, folder_for
from providers.errors import ServiceFault, SignInNeeded
from providers.faults import Breaks
from providers.gmail_calls import Calls, bug
from providers.gmail_changes import changes, cursor
from providers.gmail_client import SessionHttp
from providers.gmail_drafts import GmailDrafts
from providers.gmail_messages import HEAD_FIELDS, RAW_FIELDS, Garbled, folder_of, header_of, raw_message_of, received
from providers.gmail_pace import GET, LIST, PROFILE, THREAD, Pace
from providers.gmail_requests import GMAIL, GOOGLE_TOKEN
from providers.gmail_search import questions, questions_for_ids
from providers.kept_heads import KeptHeads
from providers.mailbox import Changes, Folder, Header, Identity, Query, RawMessage, Unreadable
from providers.permission import Json, Permission
from providers.refusals import Missing, NotTaken
from providers.session import Session
from providers.with_drafts import WithDrafts

if TYPE_CHECKING:
    from providers.signin.tokens import Grant

_T = TypeVar("_T")
_SETTINGS = 1  # units for the list of aliases


def open_account(account: Account) -> GmailMailbox:
    """The Gmail of an account that has signed in. Raises SignInNeeded or MailboxMisconfigured."""
    from providers.signin.google import permission_of

    return _mailbox(account, permission_of(account))


def addresses_of(account: Account, grant: Grant) -> frozenset[str]:
    """Whose Gmail a fresh permission opens: its address and its aliases, in lower case."""
    from providers.signin.google import GooglePermission

    permission = GooglePermission(account.name, grant, Session(GOOGLE_TOKEN))
    mailbox = _mailbox(replace(account, addresses=()), permission)
    try:
        return frozenset(one.address for one in mailbox.identities())
    finally:
        mailbox.close()


def _mailbox(account: Account, permission: Permission) -> GmailMailbox:
    drafts = EmlDrafts(folder_for(account)) if account.read_only else None
    calls = Calls(SessionHttp(Session(GMAIL), permission), Pace())
    return GmailMailbox(calls, account.addresses, drafts)


class GmailMailbox(WithDrafts):
    """See `providers.mailbox.Mailbox`. `addresses` are the owner's besides those that Gmail knows of."""

    def __init__(self, calls: Calls, addresses: Iterable[str] = (), drafts: EmlDrafts | None = None) -> None:
        self._calls = calls
        self._users = calls.users
        self._addresses = frozenset(address.lower() for address in addresses)
        self._drafts = drafts or GmailDrafts(calls)
        self._heads = KeptHeads()
        self._breaks = Breaks()

    def identities(self) -> tuple[Identity, ...]:
        """The account's address, the aliases it may write as with Gmail's signatures, and what the config names.

        Gmail's web page puts a signature below a draft only while it is written there; a draft of ours must bring it.
        A draft in a file is opened in another program, which has its own, and writes as whom it likes. For an address
        Gmail does not write as, the owner's default of those it does stands in.
        """
        profile = self._calls.read(self._users.getProfile(userId="me"), PROFILE)
        try:
            told = self._calls.read(self._users.settings().sendAs().list(userId="me"), _SETTINGS).get("sendAs", [])
        except SignInNeeded:  # the permission may cover mail, but not this
            told = []
        primary = profile["emailAddress"].lower()
        writes = {one["sendAsEmail"].lower(): one for one in told if _is_confirmed(one)}
        mine = sorted({*self._addresses, primary, *writes})
        if not writes or not isinstance(self._drafts, GmailDrafts):
            return tuple(map(Identity, mine))
        instead = next((address for address, one in writes.items() if one.get("isDefault")), primary)
        return tuple(
            Identity(one, writes[one].get("signature") or None) if one in writes else Identity(one, instead=instead)
            for one in mine
        )

    def cursor(self) -> str:
        """Where Gmail's history stands."""
        self._heads.clear()
        return cursor(self._calls)

    def changes(self, cursor: str) -> Changes:
        """One page of history when nothing is new."""
        self._heads.clear()
        told, untold = changes(self._calls, cursor)
        drafts = {one.id for one in self.headers(untold) if isinstance(one, Header) and one.folder is Folder.DRAFTS}
        return Changes(tuple(one for one in told.arrived if one not in drafts), told.removed, told.cursor)

    def search(self, query: Query) -> Iterator[str]:
        """Gmail searches; for known Message-IDs also the rest of their threads."""
        seen: set[str] = set()
        for question in questions(query):
            for message in self._found(question):
                if message["id"] not in seen:
                    seen.add(message["id"])
                    yield message["id"]
        threads = dict.fromkeys(one["threadId"] for asked in questions_for_ids(query) for one in self._found(asked))
        for thread in threads:
            for message in self._in_thread(thread):
                if message["id"] not in seen and received(message) >= query.since:
                    seen.add(message["id"])
                    yield message["id"]

    def headers(self, ids: Iterable[str]) -> Iterator[Header | Unreadable]:
        """Heads and Gmail's snippets."""
        for one in ids:
            if one in self._heads:
                yield self._heads[one]
                continue
            head = self._got(one, "metadata", HEAD_FIELDS, header_of)
            if isinstance(head, Header):
                self._heads.keep(head)
            yield head

    def fetch(self, ids: Iterable[str]) -> Iterator[RawMessage | Unreadable]:
        """Whole messages."""
        return (self._got(one, "raw", RAW_FIELDS, raw_message_of) for one in ids)

    def thread(self, thread: str) -> tuple[str, ...]:
        """The messages of a thread, without its drafts."""
        return tuple(message["id"] for message in self._in_thread(thread))

    def close(self) -> None:
        """Let go of the connections."""
        self._calls.close()

    def _found(self, question: str) -> Iterator[Json]:
        fields = "messages(id,threadId),nextPageToken"
        try:
            for page in self._calls.pages(
                self._calls.messages, LIST, q=question, includeSpamTrash=True, maxResults=500, fields=fields
            ):
                yield from page.get("messages", [])
        except NotTaken as error:
            raise bug(error) from error

    def _in_thread(self, thread: str) -> list[Json]:
        """The messages of a thread, not its drafts, oldest first."""
        fields = "messages(id,labelIds,internalDate)"
        request = self._calls.threads.get(userId="me", id=thread, format="minimal", fields=fields)
        try:
            told = self._calls.read(request, THREAD).get("messages", [])
        except (Missing, NotTaken):
            return []
        mail = [one for one in told if folder_of(one.get("labelIds", ())) is not Folder.DRAFTS]
        return sorted(mail, key=received)

    def _got(self, id: str, form: str, fields: str, made: Callable[[Json], _T]) -> _T | Unreadable:
        """One message, or why it was not had."""
        request = self._calls.messages.get(userId="me", id=id, format=form, fields=fields)
        try:
            message = made(self._calls.read(request, GET))
        except (Missing, NotTaken):
            return Unreadable(id, "A message is no longer in Gmail.", gone=True)
        except Garbled as error:
            return Unreadable(id, str(error))
        except ServiceFault as error:
            return self._breaks.passed_over(id, error)
        self._breaks.had()
        return message


def _is_confirmed(alias: Json) -> bool:
    return bool(alias.get("isPrimary")) or alias.get("verificationStatus", "accepted") == "accepted"
