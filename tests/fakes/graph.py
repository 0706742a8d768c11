"""An Outlook in this process: what Microsoft's documents and its users say it does, behind the addresses of Graph.

It takes requests where the wire would, so what it sees is what would have left. What it models, and why:

    delta per folder: pages (empty ones too), @removed for what was moved or deleted, links that are forgotten (410)
    $filter and $search in the documented combinations only, else 400
    createReply quotes the history, gives an id of its own, marks the original as read, and refuses meeting requests
    ETags and 412; the server itself touches fresh drafts (`restless`); DELETE moves to Deleted Items
    a sent draft becomes another message with other ids, as with classic Outlook
    Mail.ReadWrite does not send: 403 for everything that would

The methods under "the world" are those of `providers.memory`: mail servers and the owner's hands.
"""

from __future__ import annotations

import email
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.policy import default
from email.utils import format_datetime, getaddresses
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import requests
from requests.adapters import BaseAdapter

from providers.mailbox import Folder
from tests.fakes.gmail_query import Searched, body_text, shown, words
from tests.fakes.graph_shapes import FOLDER, MESSAGE, USER, WRITABLE, check
from tests.providers.wires import response

Json = dict[str, Any]
ROOT = "https://graph.microsoft.com/v1.0"
NAMES = {"inbox": Folder.INBOX, "sentitems": Folder.SENT, "drafts": Folder.DRAFTS, "deleteditems": Folder.TRASH,
         "junkemail": Folder.SPAM}  # fmt: skip
PLACES = {**{kind: f"AAMkF-{name}" for name, kind in NAMES.items()}, Folder.OTHER: "AAMkF-rules"}
_IDS = re.compile(r"<[^<>]+>")
_SENDS = re.compile(r"sendMail|/send$|/reply|/forward|createForward|/accept|/decline|tentativelyAccept|\$batch", re.I)
_TERM = re.compile(r'(?:(\w+):)?(?:\\"([^"\\]*)\\"|(\w+))')


class Refusal(Exception):
    """An error answer in Graph's shape."""

    def __init__(self, status: int, code: str, message: str = "said") -> None:
        super().__init__(message)
        self.status, self.code = status, code

    def body(self) -> Json:
        inner = {"date": "2026-11-02T12:00:00", "request-id": "r", "client-request-id": "c"}
        return {"error": {"code": self.code, "message": str(self), "innerError": inner}}


@dataclass
class Kept:
    """A message in the fake. `told` are Graph's fields; `raw` the mail as it came, or as a draft is in whole."""

    id: str
    folder: str
    told: Json
    raw: bytes
    key: int

    @property
    def draft(self) -> bool:
        return bool(self.told["isDraft"])


@dataclass
class FakeGraph(BaseAdapter):
    """See the module's docstring. `token` is the one it takes; `page` caps every listing; `restless` is how often the
    server touches a draft right after it was made.
    """

    address: str
    now: datetime
    aliases: tuple[str, ...] = ()
    token: str = "token-0"
    page: int = 500
    most_hits: int = 1000
    restless: int = 0
    foreign: bool = False  # whether it lets the owner write as another address
    plain_lists: bool = False  # whether it refuses to list header blocks
    forgetting: tuple[int, str] = (410, "SyncStateNotFound")  # how it says that a link is too old
    messages: dict[str, Kept] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=lambda: {PLACES[Folder.OTHER]: PLACES[Folder.INBOX]})
    log: list[tuple[str, str]] = field(default_factory=list)  # folder, message
    ledger: list[tuple[str, str]] = field(default_factory=list)
    oldest: int = 0
    numbers: int = 0

    # The service.

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        self.ledger.append((request.method or "", f"{parts.netloc}{parts.path}"))
        headers = {"Date": format_datetime(self.now.astimezone(UTC), usegmt=True)}
        try:
            answer = self._answered(request, parts.path, parse_qs(parts.query, keep_blank_values=True))
        except Refusal as refusal:
            return response(request, refusal.status, json.dumps(refusal.body()).encode(), headers)
        if isinstance(answer, bytes):
            return response(request, 200, answer, {**headers, "content-type": "text/plain"})
        if answer is None:
            return response(request, 204, b"", headers)
        return response(request, 201 if request.method == "POST" else 200, json.dumps(answer).encode(), headers)

    def close(self) -> None: ...

    def _answered(self, request: requests.PreparedRequest, path: str, query: dict[str, list[str]]) -> Any:
        assert 'IdType="ImmutableId"' in str(request.headers.get("Prefer")), "ids would change"
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            raise Refusal(401, "InvalidAuthenticationToken")
        if _SENDS.search(path):
            raise Refusal(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
        asked = {name: values[0] for name, values in query.items()}
        body = json.loads(request.body) if request.body else {}
        path = re.sub(r"\('([\w=-]+)'\)", r"/\1", path)  # either way to write an id is Graph's, and either F
        path = path.replace("mailfolders", "mailFolders")
        for pattern, answer in self._table():
            match = re.fullmatch(f"{request.method} /v1.0/me{pattern}", f"{request.method} {path}")
            if match:
                verb = getattr(self, f"_{(request.method or '').lower()}_{answer}", None)
                if verb is not None:
                    return verb(*match.groups(), asked=asked, body=body, etag=request.headers.get("If-Match"))
        raise AssertionError(f"Graph has no {request.method} {path}")

    def _table(self) -> list[tuple[str, str]]:
        one = r"([\w=-]+)"
        return [
            ("", "me"), ("/mailFolders", "folders"), (f"/mailFolders/{one}", "folder"),
            (f"/mailFolders/{one}/childFolders", "children"), (f"/mailFolders/{one}/messages", "within"),
            (f"/mailFolders/{one}/messages/delta", "delta"), ("/messages", "messages"),
            (f"/messages/{one}", "message"), (rf"/messages/{one}/\$value", "value"),
            (f"/messages/{one}/createReply", "answer"),
        ]  # fmt: skip

    def _get_me(self, *, asked: Json, **_: Any) -> Json:
        me = {"mail": self.address, "userPrincipalName": self.address.lower(),
              "proxyAddresses": [f"SMTP:{self.address}", *(f"smtp:{one}" for one in self.aliases)]}  # fmt: skip
        check(me, USER, "user")
        return me

    def _get_folders(self, *, asked: Json, **_: Any) -> Json:
        top = [one for one in PLACES.values() if one not in self.folders]
        return self._paged("/me/mailFolders", [self._folder(one) for one in top], asked)

    def _get_children(self, id: str, *, asked: Json, **_: Any) -> Json:
        inner = [self._folder(one) for one, above in self.folders.items() if above == id]
        return self._paged(f"/me/mailFolders/{id}/childFolders", inner, asked)

    def _get_folder(self, id: str, **_: Any) -> Json:
        return self._folder(PLACES[NAMES[id]] if id in NAMES else id)

    def _folder(self, id: str) -> Json:
        told = {"id": id, "displayName": id, "childFolderCount": sum(one == id for one in self.folders.values())}
        check(told, FOLDER, "mailFolder")
        return told

    def _get_within(self, id: str, *, asked: Json, **_: Any) -> Json:
        here = [self._shown(one, asked) for one in self.messages.values() if one.folder == id]
        return self._paged(f"/me/mailFolders/{id}/messages", here, asked)

    def _get_messages(self, *, asked: Json, **_: Any) -> Json:
        if "$orderby" in asked or ("$search" in asked and "$filter" in asked):
            raise Refusal(400, "InefficientFilter", "The restriction or sort order is too complex.")
        if self.plain_lists and "internetMessageHeaders" in asked["$select"]:
            raise Refusal(400, "ErrorInvalidProperty")
        found = [one for one in self.messages.values() if self._asked_for(asked)(one)]
        found.sort(key=lambda one: one.told["receivedDateTime"], reverse=True)
        if "$search" in asked:
            found = found[: self.most_hits]
        return self._paged("/me/messages", [self._shown(one, asked) for one in found], asked)

    def _get_message(self, id: str, *, asked: Json, **_: Any) -> Json:
        return self._shown(self._kept(id), asked)

    def _get_value(self, id: str, **_: Any) -> bytes:
        return self._kept(id).raw

    def _get_delta(self, id: str, *, asked: Json, **_: Any) -> Json:
        assert not asked.keys() & {"$search", "$orderby", "$top"}
        if "$deltatoken" in asked or "$skiptoken" in asked:
            since, at, start = (asked.get("$deltatoken") or asked["$skiptoken"]).split(".")
        else:
            filtered = re.fullmatch(r"receivedDateTime ge (\S+)", asked.get("$filter", ""))
            if not filtered:
                raise Refusal(400, "ErrorInvalidUrlQuery")
            since, at, start = filtered.group(1).replace(":", "_"), "-1", "-1"
        if at != "-1" and int(at) < self.oldest:
            raise Refusal(*self.forgetting, "The sync state generation is not found.")
        items = self._changed(id, since.replace("_", ":"), int(at))
        first = int(start)
        page = [] if first < 0 else items[first : first + self.page]  # the first page is empty, as happens
        following = max(first, 0) if first < 0 else first + self.page
        link = f"{ROOT}/me/mailfolders('{id}')/messages/delta?"  # small, as in Microsoft's own example
        more = first < 0 or following < len(items)
        token = f"{since}.{at}.{following}" if more else f"{since}.{len(self.log)}.-1"
        name = "@odata.nextLink" if more else "@odata.deltaLink"
        return {"value": page, name: f"{link}{quote('$')}{'skiptoken' if more else 'deltatoken'}={token}"}

    def _changed(self, folder: str, since: str, at: int) -> list[Json]:
        if at < 0:
            ids = [one.id for one in self.messages.values() if one.folder == folder]
        else:
            ids = list(dict.fromkeys(id for where, id in self.log[at:] if where == folder))
        items = []
        for id in ids:
            kept = self.messages.get(id)
            if kept is None or kept.folder != folder:
                items.append({"id": id, "@removed": {"reason": "deleted"}})
            elif kept.told["receivedDateTime"] >= since:
                items.append({"id": id, "isDraft": kept.draft, "parentFolderId": folder})
        return items

    def _post_messages(self, *, body: Json, **_: Any) -> Json:
        self._writable(body)
        held = body.pop("singleValueExtendedProperties", [])
        return self._shown(self._draft(body, self._next(), held), {})

    def _post_answer(self, id: str, *, body: Json, **_: Any) -> Json:
        assert not ("comment" in body and "body" in body.get("message", {}))
        parent = self._kept(id)
        if re.search(rb"(?i)text/calendar[^\n]*method=\"?REQUEST", parent.raw):
            raise Refusal(400, "ErrorInvalidRequest", "The request is invalid.")
        self._write(parent, {"isRead": True})
        told = parent.told
        head = (f"<b>From:</b> {escape(told['from']['emailAddress']['address'])}<br><b>Sent:</b> "
                f"{told['sentDateTime']}<br><b>Subject:</b> {escape(told['subject'])}")  # fmt: skip
        history = ('<hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg" dir="ltr">'
                   f'<font face="Calibri, sans-serif">{head}</font><div>&nbsp;</div></div>')  # fmt: skip
        inner = re.sub(r"(?is).*<body>(.*)</body>.*", r"\1", told["body"]["content"])
        bare = re.sub(r"(?i)^(re: *)+", "", told["subject"])
        fields = {
            "subject": f"Re: {bare}", "toRecipients": told["replyTo"] or [told["from"]], "ccRecipients": [],
            "body": {"contentType": "html", "content": f"<html><head></head><body>{history}{inner}</body></html>"},
        }  # fmt: skip
        held = [{"id": "String 0x1042", "value": told["internetMessageId"]}]
        held.append({"id": "String 0x1039", "value": f"{_references(parent.raw)} {told['internetMessageId']}".strip()})
        return self._shown(self._draft(fields, told["conversationId"], held), {})

    def _patch_message(self, id: str, *, body: Json, etag: str | None, **_: Any) -> Json:
        kept = self._kept(id)
        self._writable(body)
        if kept.draft and self.restless:
            self.restless -= 1
            self._write(kept, {})
        if etag:
            self._must_be(kept, etag)
        if kept.draft:
            assert etag, "a draft is changed without looking whether it is still the same"
        else:
            assert set(body) == {"isRead"}, f"not writable on a message: {set(body)}"
        self._write(kept, body)
        return self._shown(kept, {})

    def _delete_message(self, id: str, *, etag: str | None, **_: Any) -> None:
        kept = self._kept(id)
        assert etag, "something is deleted without looking whether it is still the same"
        self._must_be(kept, etag)
        assert kept.draft, "a message is deleted"
        assert kept.folder == PLACES[Folder.DRAFTS], "what is elsewhere is deleted"
        self._put(kept, PLACES[Folder.TRASH])

    # How it works inside.

    def _next(self) -> str:
        self.numbers += 1
        return f"AAkALgAA-{self.numbers * 7:06d}="

    def _kept(self, id: str) -> Kept:
        if id not in self.messages:
            raise Refusal(404, "ErrorItemNotFound", "The specified object was not found in the store.")
        return self.messages[id]

    def _writable(self, body: Json) -> None:
        check(body, MESSAGE, "message")
        assert body.keys() <= WRITABLE, f"not writable: {body.keys() - WRITABLE}"
        sender = body.get("from", {}).get("emailAddress", {}).get("address", self.address).lower()
        if sender != self.address.lower() and not self.foreign:
            raise Refusal(403, "ErrorSendAsDenied", "The user account does not have the right to send as that address.")

    def _must_be(self, kept: Kept, etag: str) -> None:
        if etag != self._etag(kept):
            raise Refusal(412, "ErrorIrresolvableConflict", "The change key passed in the request does not match.")

    def _etag(self, kept: Kept) -> str:
        return f'W/"CQAAABYA{kept.key}"'

    def _paged(self, path: str, items: list[Json], asked: Json) -> Json:
        start, size = int(asked.get("$skip", 0)), min(self.page, int(asked.get("$top", 10)))
        assert 1 <= int(asked.get("$top", 10)) <= 1000
        more = {}
        if start + size < len(items):
            kept = "&".join(f"{quote(k)}={quote(v)}" for k, v in asked.items() if k != "$skip")
            more = {"@odata.nextLink": f"{ROOT}{path}?{kept}&%24skip={start + size}"}
        return {"@odata.context": "x", "value": items[start : start + size], **more}

    def _shown(self, kept: Kept, asked: Json) -> Json:
        every = [name for name in kept.told if name not in ("singleValueExtendedProperties", "internetMessageHeaders")]
        names = asked["$select"].split(",") if "$select" in asked else every
        unknown = [name for name in names if name not in MESSAGE]
        if unknown:
            raise Refusal(400, "RequestBroker--ParseUri", f"Could not find a property named {unknown}")
        told = {name: kept.told[name] for name in names if name in kept.told} | {"id": kept.id}
        if "parentFolderId" in names:
            told["parentFolderId"] = kept.folder
        held = kept.told.get("singleValueExtendedProperties")
        if held and "singleValueExtendedProperties" in asked.get("$expand", ""):
            wanted = re.findall(r"id eq '([^']+)'", asked["$expand"])
            told["singleValueExtendedProperties"] = [one for one in held if one["id"] in wanted]
        check(told, MESSAGE, "message")
        meeting = re.search(rb"(?i)text/calendar[^\n]*method=", kept.raw)
        kind = {"@odata.type": "#microsoft.graph.eventMessageRequest"} if meeting else {}
        return {**kind, "@odata.etag": self._etag(kept), **told}

    def _asked_for(self, asked: Json) -> Callable[[Kept], bool]:
        if "$search" in asked:
            inside = re.fullmatch(r'"(.*)"', asked["$search"])
            assert inside, "the value of $search stands in quotes"
            terms = inside.group(1).split(" OR ")
            assert len(asked["$search"]) <= 2000
            return lambda one: any(self._hit(term, one) for term in terms)
        tests = []
        for part in asked.get("$filter", "").split(" or "):
            match = re.fullmatch(r"(internetMessageId|conversationId) eq '((?:[^']|'')*)'", part)
            if not match:
                raise Refusal(400, "InefficientFilter", "The restriction or sort order is too complex.")
            tests.append((match.group(1), match.group(2).replace("''", "'")))
        return lambda one: any(one.told.get(name) == value for name, value in tests)

    def _hit(self, term: str, kept: Kept) -> bool:
        match = _TERM.fullmatch(term)
        assert match, f"not a term of the search: {term!r}"
        name, phrase = match.group(1), words(match.group(2) if match.group(2) is not None else match.group(3))
        seen = _searched(kept.raw)
        if name == "kind":
            return phrase == ["meetings"] and b"text/calendar" in kept.raw.lower()
        field = {None: lambda: seen.text, "attachment": lambda: seen.files, "subject": lambda: seen.field("subject"),
                 "participants": lambda: seen.field("from", "to", "cc", "bcc")}[name]()  # fmt: skip
        if name is None and not seen.vocabulary.issuperset(phrase):
            return False
        return any(field[at : at + len(phrase)] == phrase for at in range(len(field)))

    def _note(self, kept: Kept) -> None:
        self.log.append((kept.folder, kept.id))

    def _write(self, kept: Kept, fields: Json) -> None:
        self.numbers += 1
        kept.key = self.numbers
        kept.told.update(fields)
        if kept.draft:
            kept.told["lastModifiedDateTime"] = _at(self.now)
            kept.raw = _mime(kept.told)
        self._note(kept)

    def _put(self, kept: Kept, folder: str) -> None:
        self._note(kept)
        kept.folder = folder
        self._write(kept, {})

    def _draft(self, fields: Json, conversation: str, held: list[Json]) -> Kept:
        id = self._next()
        sender = {"emailAddress": {"name": "", "address": self.address}}
        told = {
            "conversationId": conversation, "isDraft": True, "isRead": True, "subject": "", "from": sender,
            "toRecipients": [], "ccRecipients": [], "bccRecipients": [], "replyTo": [], "hasAttachments": False,
            "internetMessageId": f"<{id.strip('=')}@server.example>", "receivedDateTime": _at(self.now),
            "sentDateTime": _at(self.now), "createdDateTime": _at(self.now), "bodyPreview": "",
            "body": {"contentType": "html", "content": ""}, "singleValueExtendedProperties": held, **fields,
        }  # fmt: skip
        kept = self.messages[id] = Kept(id, PLACES[Folder.DRAFTS], told, b"", 0)
        self._write(kept, {})
        return kept

    def _conversation(self, mail: Message[str, str]) -> str:
        answered = set(_IDS.findall(f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"))
        for one in reversed(self.messages.values()):
            if one.told["internetMessageId"] in answered:
                return str(one.told["conversationId"])
        return f"AAQkADc-{self._next()}"

    # The world.

    def deliver(
        self, raw: bytes, folder: Folder = Folder.INBOX, received: datetime | None = None, thread: str | None = None
    ) -> str:
        """Mail arrives (or the owner's own goes to SENT). Returns its id."""
        raw = re.sub(rb"\r?\n", b"\r\n", raw)
        mail = email.message_from_bytes(raw)
        at = _at((received or self.now).astimezone(UTC))
        id = self._next()
        told = {
            **_fields(raw), "conversationId": thread or self._conversation(mail), "isDraft": False,
            "isRead": folder is Folder.SENT, "receivedDateTime": at, "sentDateTime": at, "createdDateTime": at,
            "lastModifiedDateTime": at, "bodyPreview": " ".join(body_text(mail).split())[:255],
            "singleValueExtendedProperties": [
                {"id": id, "value": " ".join(shown(mail[name]).split())}
                for id, name in (("String 0x1042", "In-Reply-To"), ("String 0x1039", "References")) if mail.get(name)
            ],
        }  # fmt: skip
        if folder is not Folder.SENT:
            told["internetMessageHeaders"] = [{"name": k, "value": " ".join(shown(v).split())} for k, v in mail.items()]
        kept = self.messages[id] = Kept(id, PLACES[folder], told, raw, 0)
        self._write(kept, {})
        return id

    def remove(self, id: str) -> None:
        """A message is deleted for good."""
        self._note(self.messages.pop(id))

    def move(self, id: str, folder: Folder) -> None:
        """The owner moves a message."""
        self._put(self.messages[id], PLACES[folder])

    def forget_cursors(self) -> None:
        """Outlook drops what it knew of earlier rounds."""
        self.log.append(("", ""))
        self.oldest = len(self.log)

    def write_draft(self, raw: bytes, thread: str | None = None) -> str:
        """The owner writes a draft of their own. Returns its id."""
        mail = email.message_from_bytes(raw)
        held = [{"id": "String 0x1042", "value": str(mail["In-Reply-To"])}] if mail.get("In-Reply-To") else []
        return self._draft(_fields(raw), thread or self._conversation(mail), held).id

    def edit_draft(self, ref: str, raw: bytes, send_at: datetime | None = None) -> None:
        """The owner's hand changes what is above the history of a draft, its fields or files, or when it is sent."""
        kept = self.messages[ref]
        fields = _fields(raw)
        history = re.search(r'(?s)<hr[^>]*><div id="divRplyFwdMsg".*</body>', kept.told["body"]["content"])
        if history:
            inner = re.sub(r"(?is).*<body[^>]*>(.*)</body>.*", r"\1", fields["body"]["content"])
            fields["body"]["content"] = f"<html><body>{inner}{history.group()}</html>"
        if send_at is not None:
            held = kept.told["singleValueExtendedProperties"]
            fields["singleValueExtendedProperties"] = [*held, {"id": "SystemTime 0x3FEF", "value": _at(send_at)}]
        self._write(kept, fields)
        if fields["hasAttachments"]:
            kept.raw = raw

    def delete_draft(self, ref: str) -> None:
        """The owner throws a draft away."""
        self._put(self.messages[ref], PLACES[Folder.TRASH])

    def send_draft(self, ref: str, raw: bytes | None = None) -> str:
        """The owner presses Send in classic Outlook: another message, with another Message-ID. Returns its id."""
        kept = self.messages.pop(ref)
        self._note(kept)
        sent = re.sub(rb"(?m)^Message-ID: [^\r\n]*", b"Message-ID: <classic-%d@server.example>" % self.numbers,
                      raw or kept.raw, count=1)  # fmt: skip
        return self.deliver(sent, Folder.SENT, thread=kept.told["conversationId"])


@lru_cache(maxsize=100_000)
def _searched(raw: bytes) -> Searched:
    return Searched(raw, frozenset(), 0)


def _at(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _people(mail: Message[str, str], name: str) -> list[Json]:
    told = getaddresses([shown(value) for value in mail.get_all(name, [])])
    return [{"emailAddress": {"name": who, "address": address}} for who, address in told if address]


def _fields(raw: bytes) -> Json:
    mail = email.message_from_bytes(raw)
    whole = email.message_from_bytes(raw, policy=default).get_body(("html", "plain"))
    text = str(whole.get_content()) if whole is not None else ""
    if whole is not None and whole.get_content_subtype() == "html":
        text = re.sub(r"(?is).*<body[^>]*>(.*)</body>.*", r"\1", text)
    else:
        text = f'<div class="PlainText">{escape(text).replace(chr(10), "<br>")}</div>'
    sender = _people(mail, "From") or [{"emailAddress": {"name": "", "address": ""}}]
    return {
        "subject": " ".join(shown(mail.get("Subject", "")).split()), "from": sender[0],
        "toRecipients": _people(mail, "To"), "ccRecipients": _people(mail, "Cc"), "bccRecipients": _people(mail, "Bcc"),
        "replyTo": _people(mail, "Reply-To"), "internetMessageId": str(mail.get("Message-ID", "")).strip(),
        "hasAttachments": any(part.get_filename() for part in mail.walk()),
        "body": {"contentType": "html", "content": f"<html><head></head><body>{text}</body></html>"},
    }  # fmt: skip


def _references(raw: bytes) -> str:
    mail = email.message_from_bytes(raw)
    return " ".join(_IDS.findall(str(mail.get("References") or mail.get("In-Reply-To") or "")))


def _mime(told: Json) -> bytes:
    """A draft in whole, as $value shows it."""

    def line(name: str, people: list[Json]) -> str:
        return f"{name}: {', '.join(one['emailAddress']['address'] for one in people)}" if people else ""

    held = {one["id"]: one["value"] for one in told["singleValueExtendedProperties"]}
    lines = [
        line("From", [told["from"]]), line("To", told["toRecipients"]), line("Cc", told["ccRecipients"]),
        f"Subject: {told['subject']}", f"Date: {told['sentDateTime']}", f"Message-ID: {told['internetMessageId']}",
        f"In-Reply-To: {held.get('String 0x1042', '')}", f"References: {held.get('String 0x1039', '')}",
        "MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8", "", told["body"]["content"],
    ]  # fmt: skip
    return "\r\n".join(one for at, one in enumerate(lines) if one or at == 10).encode()
