"""A Gmail in this process: what its documents and its users say it does, behind the addresses of the real one.

It takes requests where the wire would, so what it sees is what would have left. Every request and every answer is held
against Google's own description (`tests.fakes.description`). What it models, and why:

    a saved draft keeps its id; its message gets a new one, the old one is deleted in history
    a draft has the label DRAFT only; it joins a thread by threadId AND In-Reply-To/References AND subject
    an old historyId is 404; lists are left out when empty; pages; format and fields; the snippet is short and escaped
    header values come decoded and unfolded; ids are never used again; history ids have gaps

The methods under "the world" are those of `providers.memory`: mail servers and the owner's hands.
"""

from __future__ import annotations

import base64
import email
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from requests.adapters import BaseAdapter

from providers.mailbox import Folder
from tests.fakes.description import Json, check, check_query, method_for, only
from tests.fakes.gmail_query import Searched, body_text, search, shown

UNITS = {
    "users.getProfile": 1, "users.settings.sendAs.list": 1, "users.history.list": 2, "users.messages.list": 5,
    "users.messages.get": 20, "users.threads.get": 40, "users.drafts.list": 5, "users.drafts.get": 20,
    "users.drafts.create": 10, "users.drafts.update": 15, "users.drafts.delete": 10,
}  # fmt: skip
_LABELS = {
    Folder.INBOX: {"INBOX", "UNREAD", "CATEGORY_PERSONAL"},
    Folder.SENT: {"SENT"},
    Folder.TRASH: {"TRASH"},
    Folder.SPAM: {"SPAM"},
    Folder.OTHER: {"Label_7"},
}
_IDS = re.compile(r"<([^<>]+)>")
_RE = re.compile(r"^(?:(?:re|fwd|fw|aw)\s*:\s*)+", re.IGNORECASE)


class Refusal(Exception):
    """An error answer in Google's shape."""

    def __init__(self, status: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.status, self.reason = status, reason

    def body(self) -> Json:
        return {
            "error": {
                "code": self.status,
                "message": str(self),
                "errors": [{"message": str(self), "domain": "global", "reason": self.reason}],
            }
        }


def not_found() -> Refusal:
    return Refusal(404, "notFound", "Requested entity was not found.")


@dataclass(frozen=True)
class Kept:
    """A message in the fake."""

    id: str
    thread: str
    labels: frozenset[str]
    received: datetime
    raw: bytes
    searched: Searched

    @property
    def labelled(self) -> Json:
        labels = {"labelIds": sorted(self.labels)} if self.labels else {}
        return {"id": self.id, "threadId": self.thread, **labels}


@dataclass
class FakeGmail(BaseAdapter):
    """See the module's docstring. `token` is the one it takes; `page` caps every listing."""

    address: str
    now: datetime
    aliases: tuple[str, ...] = ()
    signature: str = ""  # of every address, as HTML
    default: str = ""  # the alias that the owner writes as by default
    token: str = "token-0"
    page: int = 500
    messages: dict[str, Kept] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    history: list[tuple[int, Json]] = field(default_factory=list)
    ledger: list[tuple[str, str]] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    oldest: int = 0
    stands: int = 1000
    numbers: int = 0

    # The service.

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        self.ledger.append((request.method or "", f"{parts.netloc}{parts.path}"))
        name, values, described = method_for(request.method or "", parts.path)
        self.called.append(name)
        query = parse_qs(parts.query, keep_blank_values=True)
        check_query(query, described)
        body = json.loads(request.body) if request.body else {}
        if "request" in described:
            check(body, described["request"]["$ref"])
        try:
            if request.headers.get("authorization") != f"Bearer {self.token}":
                raise Refusal(401, "authError", "Request had invalid authentication credentials.")
            answer = getattr(self, "_" + name.replace(".", "_"))(values, query, body)
        except Refusal as refusal:
            return _response(request, refusal.status, json.dumps(refusal.body()).encode())
        if answer is None:
            return _response(request, 204, b"")
        check(answer, described["response"]["$ref"])
        fields = query.get("fields", [""])[0]
        return _response(request, 200, json.dumps(only(answer, fields) if fields else answer).encode())

    def close(self) -> None: ...

    @property
    def units(self) -> int:
        """What the calls so far cost."""
        return sum(UNITS[name] for name in self.called)

    def _users_getProfile(self, values: Json, query: Json, body: Json) -> Json:  # noqa: N802
        total = len(self.messages)
        return {"emailAddress": self.address, "historyId": str(self.stands), "messagesTotal": total}

    def _users_settings_sendAs_list(self, values: Json, query: Json, body: Json) -> Json:  # noqa: N802
        mine = {"sendAsEmail": self.address, "isPrimary": True, "signature": self.signature}
        more = [
            {"sendAsEmail": one, "verificationStatus": "accepted", "signature": self.signature} for one in self.aliases
        ]
        next((one for one in more if one["sendAsEmail"] == self.default), mine)["isDefault"] = True
        return {"sendAs": [mine, *more, {"sendAsEmail": "new@other.example", "verificationStatus": "pending"}]}

    def _users_history_list(self, values: Json, query: Json, body: Json) -> Json:
        start = int(query["startHistoryId"][0])
        if not self.oldest <= start <= self.stands:
            raise not_found()
        kinds = {
            {"messageAdded": "messagesAdded", "messageDeleted": "messagesDeleted", "labelAdded": "labelsAdded",
             "labelRemoved": "labelsRemoved"}[kind] for kind in query["historyTypes"]
        }  # fmt: skip
        records = [record for at, record in self.history if at > start and kinds & record.keys()]
        return {"historyId": str(self.stands), **self._paged("history", records, query)}

    def _users_messages_list(self, values: Json, query: Json, body: Json) -> Json:
        test = search(query.get("q", [""])[0])
        hidden = set() if query.get("includeSpamTrash") == ["true"] else {"SPAM", "TRASH"}
        found = [one for one in self.messages.values() if not hidden & one.labels and test(one.searched)]
        found.sort(key=lambda one: one.received, reverse=True)
        listed = [{"id": one.id, "threadId": one.thread} for one in found]
        return {"resultSizeEstimate": 201, **self._paged("messages", listed, query)}

    def _users_messages_get(self, values: Json, query: Json, body: Json) -> Json:
        return self._shown(self._message(values["id"]), query["format"][0])

    def _users_threads_get(self, values: Json, query: Json, body: Json) -> Json:
        members = [one for one in self.messages.values() if one.thread == values["id"]]
        if not members:
            raise not_found()
        members.sort(key=lambda one: one.received)
        shown_members = [self._shown(one, query["format"][0]) for one in members]
        return {"id": values["id"], "historyId": str(self.stands), "messages": shown_members}

    def _users_drafts_list(self, values: Json, query: Json, body: Json) -> Json:
        here = [(ref, self.messages[one]) for ref, one in self.held.items()]
        listed = [{"id": r, "message": {"id": m.id, "threadId": m.thread}} for r, m in here if "TRASH" not in m.labels]
        return {"resultSizeEstimate": len(listed), **self._paged("drafts", listed, query)}

    def _users_drafts_get(self, values: Json, query: Json, body: Json) -> Json:
        if values["id"] not in self.held:
            raise not_found()
        message = self._message(self.held[values["id"]])
        return {"id": values["id"], "message": self._shown(message, query["format"][0])}

    def _users_drafts_create(self, values: Json, query: Json, body: Json) -> Json:
        ref = f"r-{self._next()}"
        self.held[ref] = self._add_draft(body["message"]).id
        return {"id": ref, "message": self.messages[self.held[ref]].labelled}

    def _users_drafts_update(self, values: Json, query: Json, body: Json) -> Json:
        ref = values["id"]
        if ref not in self.held:
            raise not_found()
        new = self._add_draft(body["message"])
        self._delete(self.held[ref])
        self.held[ref] = new.id
        return {"id": ref, "message": new.labelled}

    def _users_drafts_delete(self, values: Json, query: Json, body: Json) -> None:
        if values["id"] not in self.held:
            raise not_found()
        self._delete(self.held.pop(values["id"]))

    # How it works inside.

    def _next(self) -> str:
        self.numbers += 1
        return f"{0x18C2F0A1B2C30000 + self.numbers * 7:x}"

    def _message(self, id: str) -> Kept:
        if id not in self.messages:
            raise not_found()
        return self.messages[id]

    def _paged(self, name: str, items: list[Json], query: Json) -> Json:
        start = int(query.get("pageToken", ["0"])[0])
        size = min(self.page, int(query.get("maxResults", ["100"])[0]))
        page = items[start : start + size]
        more = {"nextPageToken": str(start + size)} if start + size < len(items) else {}
        return ({name: page} if page else {}) | more

    def _shown(self, message: Kept, form: str) -> Json:
        at = str(int(message.received.timestamp() * 1000))
        told = {**message.labelled, "internalDate": at, "historyId": str(self.stands), "sizeEstimate": len(message.raw)}
        mail = message.searched.mail
        told["snippet"] = escape(" ".join(body_text(mail).split())[:200], quote=True).replace("&#x27;", "&#39;")
        if form == "raw":
            told["raw"] = base64.urlsafe_b64encode(message.raw).decode()
        elif form == "metadata":
            pairs = [{"name": name, "value": " ".join(shown(value).split())} for name, value in mail.items()]
            told["payload"] = {"mimeType": mail.get_content_type(), "headers": pairs}
        elif form != "minimal":
            raise AssertionError(f"the fake does not know format={form}")
        return told

    def _add(self, raw: bytes, labels: Iterable[str], received: datetime, thread: str | None = None) -> Kept:
        raw = re.sub(rb"\r?\n", b"\r\n", raw)
        one = self._next()
        labels = frozenset(labels)
        searched = Searched(raw, labels, received.timestamp())
        kept = Kept(one, thread or self._thread_for(searched) or one, labels, received, raw, searched)
        self.messages[one] = kept
        self._note("messagesAdded", kept)
        return kept

    def _thread_for(self, searched: Searched) -> str | None:
        """A conversation holds what answers it under the same subject."""
        mail = searched.mail
        answered = set(_IDS.findall(f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"))
        if not answered:
            return None
        subject = _bare(mail.get("Subject", ""))
        for one in reversed(self.messages.values()):
            other = one.searched.mail
            known = set(_IDS.findall(f"{other.get('Message-ID', '')} {other.get('References', '')}"))
            if answered & known and _bare(other.get("Subject", "")) == subject:
                return one.thread
        return None

    def _add_draft(self, message: Json) -> Kept:
        raw = base64.urlsafe_b64decode(message["raw"])
        wanted = message.get("threadId")
        if wanted is not None and not any(one.thread == wanted for one in self.messages.values()):
            raise Refusal(400, "invalidArgument", "Invalid thread_id value")
        fitting = self._thread_for(Searched(raw, frozenset(), 0)) == wanted
        return self._add(raw, {"DRAFT"}, self.now, wanted if fitting else self._next())

    def _note(self, kind: str, message: Kept, **more: Any) -> None:
        self.stands += 13
        told = {"message": message.labelled, **more}
        self.history.append((self.stands, {"id": str(self.stands), "messages": [message.labelled], kind: [told]}))

    def _delete(self, id: str) -> None:
        self._note("messagesDeleted", self.messages.pop(id))

    def _relabel(self, id: str, labels: Iterable[str]) -> None:
        before = self.messages[id]
        labels = frozenset(labels)
        searched = replace(before.searched, labels=labels)
        after = self.messages[id] = replace(before, labels=labels, searched=searched)
        for kind, changed in (("labelsAdded", labels - before.labels), ("labelsRemoved", before.labels - labels)):
            if changed:
                self._note(kind, after, labelIds=sorted(changed))

    # The world.

    def deliver(
        self, raw: bytes, folder: Folder = Folder.INBOX, received: datetime | None = None, thread: str | None = None
    ) -> str:
        """Mail arrives (or the owner's own goes to SENT). Returns its id."""
        return self._add(raw, _LABELS[folder], (received or self.now).astimezone(UTC), thread).id

    def remove(self, id: str) -> None:
        """A message is deleted for good."""
        self._delete(id)

    def move(self, id: str, folder: Folder) -> None:
        """The owner moves a message."""
        self._relabel(id, _LABELS[folder])

    def categorise(self, id: str, category: str) -> None:
        """Gmail takes a message for promotions, social, updates or forums."""
        self._relabel(id, self.messages[id].labels | {f"CATEGORY_{category}"})

    def star(self, id: str) -> None:
        """The owner puts a star to a message, which is nothing to us."""
        self._relabel(id, self.messages[id].labels | {"STARRED"})

    def forget_cursors(self) -> None:
        """Gmail drops its history."""
        self.stands += 13
        self.oldest = self.stands

    def write_draft(self, raw: bytes, thread: str | None = None) -> str:
        """The owner writes a draft of their own. Returns its id."""
        ref = f"r-{self._next()}"
        self.held[ref] = self._add(raw, {"DRAFT"}, self.now, thread).id
        return ref

    def edit_draft(self, ref: str, raw: bytes) -> None:
        """The owner's hand changes a draft: a new message, and with another subject another thread."""
        old = self.messages[self.held[ref]]
        same = _bare(old.searched.mail.get("Subject", "")) == _bare(email.message_from_bytes(raw).get("Subject", ""))
        self.held[ref] = self._add(raw, {"DRAFT"}, self.now, old.thread if same else self._next()).id
        self._delete(old.id)

    def delete_draft(self, ref: str) -> None:
        """The owner throws a draft away."""
        self._delete(self.held.pop(ref))

    def schedule_draft(self, ref: str, label: str = "") -> str:
        """The owner lets a draft go out later. What Gmail tells of it until then is not documented: here it is gone, or
        a message with `label` only. Returns the message's id.
        """
        id = self.held.pop(ref)
        self._relabel(id, {label}) if label else self._delete(id)
        return id

    def send_draft(self, ref: str, raw: bytes | None = None) -> str:
        """The owner presses Send: a new message with the label SENT, the draft's is deleted. Returns its id."""
        old = self.messages[self.held.pop(ref)]
        self._delete(old.id)
        return self._add(raw or old.raw, {"SENT"}, self.now, old.thread).id


def _bare(subject: str) -> str:
    return _RE.sub("", " ".join(shown(subject).split())).casefold()


def _response(request: requests.PreparedRequest, status: int, body: bytes) -> requests.Response:
    made = requests.Response()
    made.status_code = status
    made.reason = {200: "OK", 204: "No Content", 404: "Not Found"}.get(status, "Refused")
    made.url = request.url or ""
    made.request = request
    made._content = body
    made.headers["Content-Type"] = "application/json; charset=UTF-8"
    return made
