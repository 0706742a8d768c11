"""The owner's Outlook mailbox behind the contract (`providers.mailbox`), personal or work. It reads, and writes drafts.

One question at a time, nothing is batched. Ids are Graph's immutable message ids, threads its conversation ids, refs
the ids of drafts. With `read_only` the drafts are files in a local folder and Outlook is only read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from providers import Account
from providers.eml_drafts import EmlDrafts, folder_for
from providers.errors import MailboxUnavailable, ServiceFault
from providers.faults import Answer, Breaks
from providers.kept_heads import KeptHeads
from providers.mailbox import Changes, Folder, Header, Identity, Query, RawMessage, Unreadable, unsigned
from providers.outlook_calls import Calls, bug
from providers.outlook_changes import changes, cursor
from providers.outlook_drafts import OutlookDrafts
from providers.outlook_folders import Folders
from providers.outlook_messages import EXPAND, HEAD, Garbled, header_of, moment
from providers.outlook_requests import MICROSOFT_TOKEN, OUTLOOK
from providers.outlook_search import MOST_HITS, filters_for_ids, groups, question, same
from providers.permission import Json, Permission
from providers.refusals import Missing, NotTaken
from providers.session import Session
from providers.with_drafts import WithDrafts

_FOUND = "id,conversationId,isDraft,receivedDateTime"
_PAGE = "100"


def open_account(account: Account) -> OutlookMailbox:
    """The Outlook of an account that has signed in. Raises SignInNeeded or MailboxMisconfigured."""
    from providers.signin.microsoft import permission_of

    return _mailbox(account, permission_of(account))


def addresses_of(account: Account, text: str) -> tuple[str, frozenset[str]]:
    """Whose Outlook a fresh permission (as text) opens: the permission after that, and the addresses in lower case."""
    from providers.signin.microsoft import MicrosoftPermission, packed, unpacked

    grants = [unpacked(account, text)]
    permission = MicrosoftPermission(account, grants[0], Session(MICROSOFT_TOKEN), grants.append)
    mailbox = _mailbox(replace(account, addresses=()), permission)
    try:
        mine = frozenset(one.address for one in mailbox.identities())
    finally:
        mailbox.close()
    return packed(grants[-1]), mine


def _mailbox(account: Account, permission: Permission) -> OutlookMailbox:
    drafts = EmlDrafts(folder_for(account)) if account.read_only else None
    return OutlookMailbox(Calls(Session(OUTLOOK), permission), account.addresses, drafts)


class OutlookMailbox(WithDrafts):
    """See `providers.mailbox.Mailbox`. `addresses` are the owner's besides those that Microsoft knows of."""

    def __init__(self, calls: Calls, addresses: Iterable[str] = (), drafts: EmlDrafts | None = None) -> None:
        self._calls = calls
        self._addresses = frozenset(address.lower() for address in addresses)
        self._folders = Folders(calls)
        self._profile: Json | None = None
        self._drafts = drafts or OutlookDrafts(calls, self._folders, self._address)
        self._heads = KeptHeads()
        self._heads_are_listed = True
        self._breaks_on_heads, self._breaks_on_mail = Breaks(), Breaks()

    def identities(self) -> tuple[Identity, ...]:
        """The account's address, its aliases where Microsoft tells them, and what the config names.

        Graph shows no signatures.
        """
        me = self._me()
        proxies = [str(one).partition(":") for one in me.get("proxyAddresses") or []]
        told = {address for kind, _, address in proxies if kind.lower() == "smtp"}
        told |= {str(me.get(name) or "") for name in ("mail", "userPrincipalName")}
        return unsigned(self._addresses | {one for one in told if one.count("@") == 1 and "#" not in one})

    def cursor(self) -> str:
        """One round through the newest month of every folder."""
        self._heads.clear()
        return cursor(self._calls, self._folders)

    def changes(self, cursor: str) -> Changes:
        """One request per folder when nothing is new."""
        self._heads.clear()
        return changes(self._calls, self._folders, cursor)

    def search(self, query: Query) -> Iterator[str]:
        """Outlook searches; for known Message-IDs also the rest of their conversations."""
        seen: set[str] = set()
        for message in self._matching(query):
            fits = not message.get("isDraft") and _received(message) >= query.since
            if fits and message["id"] not in seen:
                seen.add(message["id"])
                yield message["id"]

    def headers(self, ids: Iterable[str]) -> Iterator[Header | Unreadable]:
        """Heads and Outlook's previews."""
        return (self._head(one) for one in ids)

    def fetch(self, ids: Iterable[str]) -> Iterator[RawMessage | Unreadable]:
        """Whole messages, as they came."""
        for one in ids:
            head = self._head(one)
            if isinstance(head, Unreadable):
                yield head
                continue
            try:
                raw = self._calls.bytes_of(f"/me/messages/{one}/$value")
            except (Missing, NotTaken):
                yield _no_longer(one)
            except ServiceFault as error:
                yield self._breaks_on_mail.passed_over(one, error)
            else:
                self._breaks_on_mail.had()
                yield RawMessage(one, head.thread, head.folder, head.received, raw)

    def thread(self, thread: str) -> tuple[str, ...]:
        """The messages of a conversation, without its drafts."""
        return tuple(message["id"] for message in self._in_thread(thread))

    def close(self) -> None:
        """Let go of the connections."""
        self._calls.close()

    def _me(self) -> Json:
        if self._profile is None:
            self._profile = self._calls.read("/me", {"$select": "mail,userPrincipalName,proxyAddresses"})
        return self._profile

    def _address(self) -> str:
        """The address Outlook writes as unless told otherwise."""
        me = self._me()
        return str(me.get("mail") or me.get("userPrincipalName") or "").lower()

    def _matching(self, query: Query) -> Iterator[Json]:
        for terms in groups(query):
            yield from self._searched(terms)
        threads: dict[str, None] = {}
        for asked in filters_for_ids(query.message_ids):
            for message in self._listed({"$filter": asked}):
                threads[str(message.get("conversationId"))] = None
        for thread in threads:
            yield from self._in_thread(thread)

    def _searched(self, terms: tuple[str, ...]) -> Iterator[Json]:
        """Hits for any of the terms; where there are too many to be shown, in two questions."""
        found = list(self._listed({"$search": question(terms)}))
        yield from found
        if len(found) >= MOST_HITS and len(terms) > 1:
            half = len(terms) // 2
            yield from self._searched(terms[:half])
            yield from self._searched(terms[half:])

    def _in_thread(self, thread: str) -> list[Json]:
        """The messages of a conversation, not its drafts, oldest first."""
        asked = {"$filter": same("conversationId", thread)}
        mail = [one for one in self._listed(asked) if not one.get("isDraft")]
        return sorted(mail, key=_received)

    def _listed(self, asked: dict[str, str]) -> Iterator[Json]:
        """Messages that are found. Their heads come along and are kept, unless Outlook does not list them so.

        With one broken message among them it may show none: microsoftgraph/microsoft-graph-docs-contrib, issue 7758.
        """
        fields = HEAD if self._heads_are_listed else _FOUND
        try:
            for page in self._calls.pages("/me/messages", {**asked, "$select": fields, "$top": _PAGE}):
                for message in page.get("value", []):
                    self._keep(message)
                    yield Answer({name: message[name] for name in _FOUND.split(",") if name in message})
        except (NotTaken, ServiceFault) as error:
            if not self._heads_are_listed:
                if isinstance(error, NotTaken):
                    raise bug(error) from error
                raise
            self._heads_are_listed = False
            yield from self._listed(asked)

    def _keep(self, message: Json) -> None:
        """The head that a listing shows. The owner's own mail has no header block; its properties are asked for."""
        if message.get("isDraft") or not message.get("internetMessageHeaders"):
            return
        with suppress(Garbled):
            self._heads.keep(header_of(message, self._folders.kind(str(message.get("parentFolderId")))))

    def _head(self, id: str) -> Header | Unreadable:
        if id in self._heads:
            return self._heads[id]
        try:
            told = self._calls.read(f"/me/messages/{id}", {"$select": HEAD, "$expand": EXPAND})
            head = header_of(told, self._folders.kind(str(told.get("parentFolderId"))))
        except (Missing, NotTaken):
            return _no_longer(id)
        except Garbled as error:
            return Unreadable(id, str(error))
        except ServiceFault as error:
            return self._breaks_on_heads.passed_over(id, error)
        self._breaks_on_heads.had()
        if head.folder is Folder.DRAFTS:
            return _no_longer(id)
        self._heads.keep(head)
        return head


def _received(message: Json) -> datetime:
    try:
        return moment(message, "receivedDateTime")
    except Garbled as error:
        raise MailboxUnavailable(str(error)) from error


def _no_longer(id: str) -> Unreadable:
    return Unreadable(id, "A message is no longer in Outlook.", gone=True)
