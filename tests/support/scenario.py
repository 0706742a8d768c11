"""Plays a scenario file: mail arrives, the owner acts, the real agent passes hour by hour, expectations are checked.

The format is described in `tests/scenarios/README.md`.
"""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime, parseaddr
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent.cases import find
from agent.cases.employers import name_words
from agent.choices import Choice, Verb
from agent.cli import words
from agent.cycle import run
from agent.drafts.mime import glance
from agent.drafts.records import LIVE, Entry, Fate
from agent.errors import FollowupError
from agent.messages import Owner
from agent.policy import Policy
from agent.store import Store
from agent.view import Settings, View, view
from providers.mailbox import Folder, Mailbox, SavedDraft
from tests.support.mail import DOMAIN, hour_up, raw_message
from tests.support.services import PlayedGmail, PlayedOutlook
from tests.support.world import Fault, TroubledMailbox

ACCOUNT = "mail"
Table = dict[str, Any]
_WHOLE = {
    *("wrong", "zone", "country", "owner", "owner_aliases", "from", "every", "late", "policy", "templates", "account"),
    *("expect", "happens", "owner_does", "command", "gone"),
}
"""What a variant gives anew as a whole."""


def variants(path: Path) -> Iterator[tuple[str, Table]]:
    """The scenario of a file and each of its variants, by name."""
    base = tomllib.loads(path.read_text(encoding="utf-8"))
    yield "base", base
    for number, change in enumerate(base.get("variant", []), 1):
        yield change.get("name", f"variant {number}"), _changed(base, change)


def _changed(base: Table, change: Table) -> Table:
    scenario = copy.deepcopy(base)
    for key in _WHOLE & change.keys():
        scenario[key] = copy.deepcopy(change[key])
    scenario["message"] = [m for m in scenario["message"] if m["id"] not in change.get("drop", [])]
    for message in scenario["message"]:
        for part in ("text", "html", "subject", "to", "cc", "received"):
            if message["id"] in change.get(part, {}):
                message[part] = change[part][message["id"]]
    if "order" in change:
        _reorder(scenario["message"], change["order"])
    swapped: Table = _swapped(scenario, change.get("swap", {}))
    return swapped


def _reorder(messages: list[Table], order: list[str]) -> None:
    named = [m for m in messages if m["id"] in order]
    times = sorted(m.get("received", m["at"]) for m in named)
    for message in named:
        message["received"] = times[order.index(message["id"])]


def _swapped(value: Any, swap: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for old, new in swap.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, dict):
        return {key: _swapped(held, swap) for key, held in value.items()}
    if isinstance(value, list):
        return [_swapped(held, swap) for held in value]
    return value


class Impossible(AssertionError):
    """The owner cannot do what the scenario says: the draft is not there, or no one case has the name."""


Service = Callable[[Sequence[str], datetime], TroubledMailbox | PlayedGmail | PlayedOutlook]


@dataclass
class Play:
    """One scenario being played, by default against mailboxes in memory; `service` makes one for its addresses."""

    scenario: Table
    folder: Path
    service: Service = TroubledMailbox
    made: int = 0
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        name, address = parseaddr(self.scenario.get("owner", "Sam Okafor <sam@owner.example>"))
        self.address = address
        own = [address, *self.scenario.get("owner_aliases", [])]
        accounts = {one["name"]: one["addresses"] for one in self.scenario.get("account", [])} or {ACCOUNT: own}
        addresses = frozenset(address for all_of_one in accounts.values() for address in all_of_one)
        zone = ZoneInfo(self.scenario.get("zone", "Europe/London"))
        owner = Owner(addresses, zone, self.scenario.get("country", "GB"), name or None)
        policy = Policy(**self.scenario.get("policy", {}))
        self.settings = Settings(owner, policy, scan_days=400, templates=self.scenario.get("templates", {}))
        self.by_id = {message["id"]: message for message in self.scenario.get("message", [])}
        self.start = self._start()
        self.mailboxes = {name: self.service(own, self.start) for name, own in accounts.items()}
        self.store = Store()
        self.numbers = count(1)
        self.delivered: dict[str, tuple[TroubledMailbox | PlayedGmail | PlayedOutlook, str]] = {}
        self.clock: datetime | None = None
        self.allow: int | None = None

    def _start(self) -> datetime:
        if self.scenario.get("late"):
            return hour_up(_utc(self.scenario["expect"][0]["at"]))
        if "from" in self.scenario:
            return _utc(self.scenario["from"])
        return hour_up(min(_utc(m["at"]) for m in self.scenario["message"]))

    def check(self) -> list[str]:
        """Play to the end; returns what was not as expected."""
        wrong: list[str] = []
        events = sorted(self._events(), key=lambda event: (event[0], event[1]))
        every = _every(self.scenario.get("every", "1h"))
        at = due = self.start
        while events:
            while events and events[0][0] <= at and events[0][1] != _EXPECT:
                _, kind, table = events.pop(0)
                self._time_is(_utc(table["at"]))
                self._happen(kind, table)
            self._time_is(at)
            self._pass(at)
            while events and events[0][0] <= at and events[0][1] == _EXPECT:
                wrong += self._unmet(events.pop(0)[2], at)
            due = due + every if at == due else due
            looked = (when for when, kind, _ in events if kind == _EXPECT and when > at)
            at = min(due, next(looked, due))  # a pass at every moment that is looked at, too
        return wrong

    def _time_is(self, at: datetime) -> None:
        for mailbox in self.mailboxes.values():
            mailbox.now = max(mailbox.now, at)

    def _events(self) -> Iterator[tuple[datetime, int, Table]]:
        for message in self.scenario.get("message", []):
            yield _utc(message.get("received", message["at"])), _ARRIVES, message
        for kind, key in _EVENTS:
            for table in self.scenario.get(key, []):
                yield _utc(table["at"]), kind, table

    def _pass(self, at: datetime) -> None:
        now, self.clock = self.clock or at, None
        allow, self.allow = self.allow, None
        try:
            outcome = run(
                self.mailboxes, self.store, self.settings, now, lambda: f"id{next(self.numbers):05d}", allow=allow
            )
        except FollowupError as error:
            self.said.append(str(error))
            return
        if outcome is not None:
            self.made += sum(1 for action, _ in outcome.result.done if type(action).__name__ == "Save")
            self.said += list(words.outcome(outcome, self.settings.owner.zone))

    def _happen(self, kind: int, table: Table) -> None:
        if kind == _ARRIVES:
            self._arrive(table)
        elif kind == _GONE:
            mailbox, id = self.delivered[table["id"]]
            mailbox.remove(id)
        elif kind == _ACTS:
            self._act(table)
        elif kind == _HAPPENS:
            self._upset(table)
        else:
            self._command(table)

    def _arrive(self, table: Table) -> None:
        mailbox = self._mailbox(table)
        mine = parseaddr(table.get("from", ""))[1] in self.settings.owner.addresses
        folder = Folder(table.get("folder", "sent" if mine else "inbox"))
        if "file" in table:
            raw = (self.folder / table["file"]).read_bytes()
        else:
            raw = raw_message(table, self.scenario.get("owner", "Sam Okafor <sam@owner.example>"), self.by_id)
        id = mailbox.deliver(raw, folder, _utc(table.get("received", table["at"])))
        self.delivered[table["id"]] = (mailbox, id)

    def _mailbox(self, table: Table) -> TroubledMailbox | PlayedGmail | PlayedOutlook:
        """The account a table names; the first one when it names none."""
        return self.mailboxes[table.get("account", next(iter(self.mailboxes)))]

    def _upset(self, table: Table) -> None:
        """Something that is neither mail nor the owner's hand."""
        what = table["what"]
        mailbox = self._mailbox(table)
        if what in ("database_lost", "everything_lost"):
            kept = self.store.choices() if what == "database_lost" else ()  # choices.json lies beside the database
            self.store = Store()
            for choice in kept:
                self.store.choose(choice)
        elif what == "readers_upgraded":
            self.store.remember("readers", "those of an older version")
        elif what == "cursor_forgotten":
            mailbox.forget_cursors()
        elif what in ("unreadable", "readable"):
            mailbox.trouble().unreadable = what == "unreadable"
        elif what == "zone":
            owner = replace(self.settings.owner, zone=ZoneInfo(table["zone"]))
            self.settings = replace(self.settings, owner=owner)
        elif what == "clock":
            self.clock = _utc(table["reads"])
        else:
            mailbox.trouble().save = Fault(what)

    def _act(self, table: Table) -> None:
        act = table["act"]
        if act == "write":
            raw = raw_message({"subject": "", "from": self.address, "id": "own", **table}, self.address, self.by_id)
            self._mailbox(table).write_draft(raw)
            return
        mailbox, draft = self._our_draft(table)
        raw = draft.raw
        if act == "send":
            mailbox.send_draft(draft.ref, _dated(_with_text(raw, table.get("text")), _utc(table["at"])))
        elif act == "delete":
            mailbox.delete_draft(draft.ref)
        elif act == "edit":
            mailbox.edit_draft(draft.ref, _with_text(raw, table.get("text", "My own words.")))
        elif act == "retitle":
            mailbox.edit_draft(draft.ref, raw.replace(b"Subject: ", b"Subject: My own: ", 1))
        elif act == "add_recipient":
            mailbox.edit_draft(draft.ref, b"Cc: boss@other.example\r\n" + raw)
        elif act == "attach":
            mailbox.edit_draft(draft.ref, _with_attachment(raw))
        elif act == "defer":
            mailbox.edit_draft(draft.ref, raw, send_at=_utc(table["until"]))
        else:
            raise ValueError(f"unknown act {act!r}")

    def _our_draft(self, table: Table) -> tuple[TroubledMailbox, SavedDraft]:
        for entry in self.store.entries():
            if entry.fate in LIVE and entry.step == table["step"] and table.get("to", entry.to[0]) == entry.to[0]:
                mailbox = self.mailboxes[entry.account]
                found = mailbox.draft(entry.ref or "")
                if found is not None:
                    return mailbox, found
        raise Impossible(f"no open draft for {table['step']} to {table.get('to', 'anybody')} at {table['at']}")

    def _command(self, table: Table) -> None:
        verb, *rest = table["run"]
        at = _utc(table["at"])
        if verb == "run":
            self.allow = int(rest[rest.index("--allow") + 1])
            self.store.remember("wake", None)
            return
        choice = _choice(f"choice-{next(self.numbers):05d}", at, verb, rest, self.settings.owner)
        if verb != "news" and choice.anchor is not None:
            cases = find(view(self.store, self.settings, at).cases, choice.anchor)
            if len(cases) != 1:
                raise Impossible(f"{choice.anchor!r} names {len(cases)} cases")
            choice = replace(choice, anchor=cases[0].root)
        self.store.choose(choice)
        self.store.remember("wake", None)

    def open_drafts(self) -> list[Entry]:
        """The drafts that lie in Drafts; the ledger hears of one that was deleted only at the next pass that looks."""
        live = (entry for entry in self.store.entries() if entry.fate in (Fate.SAVED, Fate.OWNERS))
        return [entry for entry in live if self.mailboxes[entry.account].draft(entry.ref or "") is not None]

    def _unmet(self, expect: Table, at: datetime) -> list[str]:
        where = f"at {expect['at']}"
        seen = view(self.store, self.settings, at)
        open_drafts = self.open_drafts()
        wrong = []
        if "drafts" in expect:
            wrong += [f"{where}: {text}" for text in _compare_drafts(expect["drafts"], open_drafts, self.mailboxes)]
        there = sum(1 for mailbox in self.mailboxes.values() for _ in mailbox.drafts())
        if expect.get("in_drafts", there) != there:
            wrong.append(f"{where}: {there} drafts are in Drafts, not {expect['in_drafts']}")
        if "made" in expect and expect["made"] != self.made:
            wrong.append(f"{where}: {self.made} drafts were made, not {expect['made']}")
        if expect.get("no_cases") and seen.cases:
            wrong.append(f"{where}: cases found: {[case.employer for case in seen.cases]}")
        for wanted in expect.get("cases", []):
            if not any(_fits(wanted, case, plan) for case, plan in zip(seen.cases, seen.plans, strict=True)):
                wrong.append(f"{where}: no case fits {wanted}; there are {_shown(seen)}")
        told = " ".join([*self.said, *_view_words(seen)]).lower()
        wrong += [f"{where}: nothing says {word!r}" for word in expect.get("told", []) if word.lower() not in told]
        return wrong


_ARRIVES, _GONE, _ACTS, _SAYS, _HAPPENS, _EXPECT = range(6)
_EVENTS = (
    (_GONE, "gone"),
    (_ACTS, "owner_does"),
    (_SAYS, "command"),
    (_HAPPENS, "happens"),
    (_EXPECT, "expect"),
)


def _compare_drafts(wanted: list[Table], entries: list[Entry], mailboxes: Mapping[str, Mailbox]) -> list[str]:
    left = list(entries)
    wrong = []
    for want in wanted:
        matches = [e for e in left if e.step == want["step"] and want.get("to", e.to[0]) == e.to[0]]
        if not matches:
            wrong.append(f"missing draft {want['step']} to {want.get('to', '?')}")
            continue
        faults = {entry.id: list(_draft_faults(want, entry, mailboxes[entry.account])) for entry in matches}
        best = min(matches, key=lambda entry: len(faults[entry.id]))
        left.remove(best)
        wrong += faults[best.id]
    return wrong + [f"unwanted draft {entry.step} to {', '.join(entry.to)}: {entry.because}" for entry in left]


def _draft_faults(want: Table, entry: Entry, mailbox: Mailbox) -> Iterator[str]:
    saved = mailbox.draft(entry.ref or "")
    if saved is None:
        yield f"the draft {entry.step} is in the ledger but not in Drafts"
        return
    seen = glance(saved.raw)
    if entry.fate is Fate.SAVED and (*seen.to, *seen.cc, *seen.bcc) != entry.to:
        yield f"{entry.step} goes to {seen.to} {seen.cc} {seen.bcc}, not to {entry.to} alone"
    if "parent" in want:
        parent = f"{want['parent']}@{DOMAIN}" if want["parent"] else ""
        if seen.in_reply_to != parent:
            yield f"{entry.step} answers {seen.in_reply_to!r}, not {parent!r}"
    if "from" in want and seen.sender != (want["from"],):
        yield f"{entry.step} comes from {seen.sender}, not {want['from']}"
    if "subject" in want and seen.subject != want["subject"]:
        yield f"{entry.step} has the subject {seen.subject!r}, not {want['subject']!r}"
    said = f"{seen.subject} {seen.text}"
    text = said.lower()
    yield from (f"{entry.step} lacks {word!r}" for word in want.get("contains", []) if word.lower() not in text)
    yield from (f"{entry.step} says {word!r}" for word in want.get("lacks", []) if word.lower() in text)
    yield from (f"{entry.step} lacks exactly {word!r}: {said}" for word in want.get("exactly", []) if word not in said)


def _fits(wanted: Table, case: Any, plan: Any) -> bool:
    facts = {
        "company": _employer(wanted.get("company", "")) in _employer(case.employer or case.agency or ""),
        "role": wanted.get("role", "").lower() in (case.role or "").lower(),
        "state": wanted.get("state") == case.state.value,
        "interviews": wanted.get("interviews") == len([i for i in case.interviews if i.start and i.happened]),
        "next": wanted.get("next", "") == (plan.next.step.value if plan.next else ""),
        "next_on": plan.next is not None and wanted.get("next_on") == _day(plan.next.on, case),
    }
    return all(facts[key] for key in wanted)


def _employer(name: str) -> str:
    """A company's name as far as it matters: no legal form, case or punctuation ("Mill & Co." is "mill")."""
    return " ".join(name_words(name))


def _day(at: datetime, case: Any) -> date:
    return at.date()


def _shown(seen: View) -> list[tuple[Any, ...]]:
    return [
        (
            case.employer,
            case.role,
            case.state.value,
            len([i for i in case.interviews if i.start and i.happened]),
            (plan.next.step.value, plan.next.on.isoformat()) if plan.next else None,
        )
        for case, plan in zip(seen.cases, seen.plans, strict=True)
    ]


def _view_words(seen: View) -> Iterator[str]:
    for plan in seen.plans:
        yield from plan.notices
        yield from (question.text for question in plan.questions)
        yield from (held.because for held in plan.held)
    for case in seen.cases:
        yield from case.unsure


def _choice(id: str, at: datetime, verb: str, rest: list[str], owner: Owner) -> Choice:
    options: dict[str, str] = {}
    words: list[str] = []
    rest = list(rest)
    while rest:
        word = rest.pop(0)
        if word.startswith("--"):
            options[word[2:]] = "yes" if word == "--new" else rest.pop(0)
        else:
            words.append(word)
    case = None if verb == "news" or "new" in options else words[0]
    text = words[-1] if verb in ("heard", "note", "news") else ""
    return Choice(
        id,
        at,
        Verb(verb),
        anchor=case,
        text=text,
        person=options.get("with") or (words[1] if verb == "thanked" and len(words) > 1 else None),
        on=_typed(options.get("on"), owner),
        end=_typed(options.get("end"), owner),
        employer=words[0] if "new" in options else None,
        role=options.get("role"),
    )


def _typed(text: str | None, owner: Owner) -> datetime | None:
    if text is None:
        return None
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=owner.zone)


def _with_text(raw: bytes, text: str | None) -> bytes:
    if text is None:
        return raw
    head = raw.partition(b"\r\n\r\n")[0]
    kept = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"content-", b" boundary", b"mime"))]
    return b"\r\n".join(kept) + b"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode() + b"\r\n"


def _dated(raw: bytes, at: datetime) -> bytes:
    """With the Date a mail program writes when it sends."""
    return re.sub(rb"(?m)^Date: [^\r\n]*", b"Date: " + format_datetime(at).encode(), raw, count=1)


def _with_attachment(raw: bytes) -> bytes:
    import email
    from email.policy import SMTP

    mail = email.message_from_bytes(raw, policy=SMTP)
    mail.add_attachment(b"my cv", maintype="application", subtype="pdf", filename="cv.pdf")
    return mail.as_bytes()


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _every(text: str) -> timedelta:
    return timedelta(**{{"m": "minutes", "h": "hours", "d": "days"}[text[-1]]: int(text[:-1])})
