"""What became of a draft we made: still ours, the owner's now, sent, thrown away - or never made at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent.drafts.mime import DraftGlance, digest, glance
from agent.drafts.records import Adopt, Entry, Fate, Sent, Settle
from providers.mailbox import SavedDraft

_CLOCKS_APART = timedelta(minutes=2)
_LONGEST_PASS = timedelta(minutes=10)
"""How long after its beginning a pass may still write."""


@dataclass(frozen=True, slots=True)
class Found:
    """A draft in Drafts, read."""

    account: str
    saved: SavedDraft
    glance: DraftGlance
    digest: str


def found(account: str, saved: SavedDraft) -> Found:
    """Read a draft that is in Drafts."""
    return Found(account, saved, glance(saved.raw), digest(saved.raw))


def draft_of(entry: Entry, drafts: Sequence[Found]) -> Found | None:
    """The draft in Drafts that this entry made: by reference, or by Message-ID (a mail program may save it anew)."""
    copies = copies_of(entry, drafts)
    if entry.fate is Fate.INTENDED:
        copies = sorted(copies, key=lambda one: one.digest != entry.intended)
    return copies[0] if copies else None


def copies_of(entry: Entry, drafts: Sequence[Found]) -> list[Found]:
    """Every draft that came of this entry, the one it knows by reference first."""
    here = [one for one in drafts if one.account == entry.account]
    copies = [one for one in here if one.saved.ref == entry.ref or _same_id(one.glance.message_id, entry)]
    return sorted(copies, key=lambda one: one.saved.ref != entry.ref)


def begun(entry: Entry, drafts: Sequence[Found]) -> Entry:
    """The entry with the empty answer it began, where a service makes one first and takes our words second.

    A process killed between the two leaves an answer that says nothing: to the same people, on the same message, last
    changed right after we meant to write. One that says anything is the owner's.
    """
    if entry.fate is not Fate.INTENDED or entry.ref is not None or entry.parent is None or copies_of(entry, drafts):
        return entry
    for one in drafts:
        seen, touched = one.glance, one.saved.touched
        empty = not seen.text and not seen.attachments and seen.to == tuple(sorted(entry.to))
        in_time = touched is not None and -_CLOCKS_APART <= touched - entry.made <= _LONGEST_PASS
        if one.account == entry.account and empty and in_time and seen.in_reply_to == entry.parent:
            return replace(entry, ref=one.saved.ref, version=one.saved.version, digest=one.digest)
    return entry


def _same_id(message_id: str, entry: Entry) -> bool:
    return message_id != "" and message_id == entry.message_id  # some programs give a draft no id at all


def sent_of(entry: Entry, sent: Sequence[Sent]) -> Sent | None:
    """The owner's sent message that this draft became, even if every id changed (docs/architecture.md, drafts)."""
    for one in sent:
        if _same_id(one.message.message_id, entry):
            return one
    made = entry.made.replace(microsecond=0)  # a Date field knows whole seconds only (RFC 5322 3.3)
    later = [one for one in sent if one.message.at >= made and _same_people(entry, one)]
    return next((one for one in later if _same_place(entry, one)), None)


def sent_after_all(entry: Entry, sent: Sequence[Sent]) -> Settle | None:
    """A draft taken for removed had been sent: the message in Sent was only seen later than its loss from Drafts."""
    if entry.fate is not Fate.DECLINED or entry.settled is None:
        return None
    before = [one for one in sent if one.message.at <= entry.settled or _same_id(one.message.message_id, entry)]
    gone_out = sent_of(entry, before)
    return None if gone_out is None else _sent_as(entry, gone_out)


def _sent_as(entry: Entry, sent: Sent) -> Settle:
    other = sent.message.message_id
    return Settle(entry, Fate.SENT, sent.message.at, "You sent it.", None if other == entry.message_id else other)


def _same_people(entry: Entry, sent: Sent) -> bool:
    people = {person.email for person in (*sent.message.to, *sent.message.cc)}
    return bool(people & set(entry.to))


def _same_place(entry: Entry, sent: Sent) -> bool:
    message = sent.message
    answered = {*message.in_reply_to, *message.references}
    return (
        (entry.parent is not None and entry.parent in answered)
        or (entry.thread is not None and entry.thread == message.thread)
        or _base(message.subject) == _base(entry.subject)
    )


def _base(subject: str) -> str:
    text = " ".join(subject.casefold().split())
    while text.startswith(("re:", "aw:", "fwd:", "fw:")):
        text = text.partition(":")[2].strip()
    return text


def fate_of(
    entry: Entry, drafts: Sequence[Found], sent: Sequence[Sent], now: datetime
) -> Settle | Adopt | Found | None:
    """What became of a live entry: a verdict to write down, or the draft as it stands (None: never made)."""
    here = draft_of(entry, drafts)
    gone_out = sent_of(entry, sent)
    if here is None and gone_out is not None:
        return _sent_as(entry, gone_out)
    if here is None:
        if entry.fate is Fate.INTENDED and entry.ref is None:
            return None
        if entry.fate is Fate.LEAVING:
            return Settle(entry, Fate.WITHDRAWN, now, entry.because)
        return Settle(entry, Fate.DECLINED, now, "You removed it from Drafts, so it is not made again.")
    if here.saved.send_at is not None and here.saved.send_at <= now:
        return Settle(entry, Fate.SENT, here.saved.send_at, "You had set it to be sent at this time.")
    if entry.fate is not Fate.OWNERS and (here.saved.send_at is not None or _edited(entry, here, drafts)):
        return Settle(entry, Fate.OWNERS, now, "You changed it; from now on it is yours.")
    if entry.fate is Fate.INTENDED and here.digest == entry.intended:
        return Adopt(entry, here.saved, "It was saved before we could note it.")
    return here


def _edited(entry: Entry, here: Found, drafts: Sequence[Found]) -> bool:
    """Whether it says something that we did not write. A replacement cut short leaves the old, the new, or both."""
    if entry.fate is Fate.INTENDED:
        return any(one.digest not in (entry.intended, entry.digest) for one in copies_of(entry, drafts))
    return here.digest != entry.digest
