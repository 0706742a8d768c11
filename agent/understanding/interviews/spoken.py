"""Meeting times of a text and how they are spoken of: asked, stated, the old time of a move, no meeting.

"Could you do Tuesday at 3?" asks, "your interview is on Tuesday at 3" states, "moved from Tuesday" names an old time,
"please reply by Tuesday" is no meeting at all (docs/etiquette.md, "What counts").
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from agent.understanding.dates.records import Slot
from agent.understanding.interviews.ends import with_ends
from agent.understanding.interviews.manners import Manner, Spoken
from agent.understanding.interviews.opening import are_opening_hours
from agent.understanding.interviews.replacing import corrected, replaced, restated, settled
from agent.understanding.interviews.wording import label_of, pattern, says
from agent.understanding.sentences import Sentence, lowered, sentences

_MOST = 40
_REACH = 300
"""No more slots, and no more letters of a sentence on either side of one, are looked at: people write less."""

_LEAD = 80
_BY_HOUR = re.compile(r"\bby (?:about |around )?\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m|noon)")
_OR = re.compile(r"[^.!?\n]{0,25}\bor\b[^.!?\n]{0,25}")
"""Between two times: "or", with a few words beside it ("in the office, or online at")."""

_TILL = re.compile(r"[ ]*(?:to|till?|until|through|thru|-)[ ]*")
_A_DAY = timedelta(days=1)
_GRACE = timedelta(hours=12)
"""A slot that lies further back than this is not a meeting ahead."""


def spoken(text: str, slots: tuple[Slot, ...], sent: datetime, *, moving: bool = False) -> tuple[Spoken, ...]:
    """Each slot of `text` with its manner; `slots` must come from the same text. `moving`: the mail moves a meeting."""
    low = lowered(text)
    parts = sentences(text)
    found: list[Spoken] = []
    for slot in with_ends(low, slots[:_MOST]):
        at = next((i for i, part in enumerate(parts) if part.start <= slot.span[0] < part.end), None)
        part = parts[at] if at is not None else Sentence(slot.text, *slot.span)
        around = _around(low, parts, at, slots) if at is not None else ("", "")
        near = low[max(part.start - 60 if moving else part.start, 0) : slot.span[0]]
        begin, end = max(part.start, slot.span[0] - _REACH), min(part.end, slot.span[1] + _REACH)
        manner = _manner(low[begin:end], low[begin : slot.span[0]], near, around, moving)
        inside = low[slot.span[0] : slot.span[1]]
        behind = low[slot.span[1] : min(part.end, slot.span[1] + 60)]
        if _is_no_meeting(low, low[begin:end], slot, begin) or (not moving and says("moves", "taken", behind)):
            manner = Manner.NONE
        elif moving and _is_old(near, inside, behind):
            manner = Manner.WAS
        elif moving and found and low[found[-1].slot.span[1] : slot.span[0]].strip() == "(":
            manner = Manner.WAS  # a notice of a change: "Thursday 3pm - 4pm (Wednesday 1pm - 2pm)"
        elif moving and found and says("moves", "new_label", low[max(part.start - 60, 0) : slot.span[0]]):
            found = [replace(one, manner=Manner.WAS) for one in found]  # its other form: the old time, "New:" the new
        if manner is not Manner.WAS and _is_over(slot, sent, low[begin:end]):
            manner = Manner.WAS if moving else Manner.NONE
        if moving and slot.end is not None and says("moves", "from_to", low[part.start : slot.span[1]]):
            found.append(Spoken(replace(slot, end=None), Manner.WAS, part.text))  # "altered from 2pm to 4pm"
            slot, manner = replace(slot, start=slot.end, end=None), Manner.STATED
        beside = says("not_a_slot", "beside", low[max(part.start, slot.span[0] - _LEAD) : slot.span[0]])
        beside = beside or says("not_a_slot", "then", behind)
        found.append(Spoken(slot, manner, part.text, beside))
    if not moving:
        found = _but_over_days(found, low)
    right = restated(corrected(tuple(found), low), low)
    return replaced(_one_old(right), low) if moving else _either(list(settled(right, low)), low)


def _is_over(slot: Slot, sent: datetime, sentence: str) -> bool:
    """True for a slot of the days before, and for one earlier today of which the sentence says that it has been."""
    if slot.start < sent - _GRACE:
        return True
    return not slot.date_only and slot.start < sent and "?" not in sentence and says("not_a_slot", "over", sentence)


def _is_no_meeting(low: str, sentence: str, slot: Slot, begin: int) -> bool:
    """True for a limit, for hours in which something is open, for "before dinner prep at four", "ignore the 9am"."""
    if says("not_a_slot", "ignored", low[: max(0, slot.clock)][-_LEAD:]):
        return True
    inside = low[slot.span[0] : slot.span[1]]
    if slot.end is None and (_is_limit(sentence, inside) or says("not_a_slot", "window", low[begin : slot.span[0]])):
        return True
    lead = low[begin : slot.span[0]][-60:] + inside[:3]
    return are_opening_hours(low, *slot.span, ranged=slot.end is not None) or says("not_a_slot", "something_else", lead)


def _is_limit(sentence: str, slot: str) -> bool:
    """True for "Tuesday before 3" and "by 23:59 on Thursday"; "your interview is on Monday by 11am" says "at"."""
    by = _BY_HOUR.search(slot)
    if by is not None and (says("not_a_slot", "by_the_hour", sentence) or (by[0] != slot and _by_the_day(sentence))):
        return False
    return says("not_a_slot", "inside", slot[2:]) or slot.startswith("by ")


def _by_the_day(sentence: str) -> bool:
    """True where somebody is met "on Thursday by 10 a.m.", as they say in Lagos, and nothing is to be done by then."""
    return says("not_a_slot", "by_the_day", sentence) and not says("not_a_slot", "deadline", sentence)


def _is_old(before: str, slot: str, behind: str) -> bool:
    """True for the old time of a move by its own words: "rather than 10", "was planned for Friday", "Friday is off"."""
    told = says("moves", "was_inside", slot[2:]) or says("moves", "was_surely", before[-45:])
    return told or says("moves", "was_after", behind)


def _around(low: str, parts: tuple[Sentence, ...], at: int, slots: tuple[Slot, ...]) -> tuple[str, str]:
    """What introduces and what follows a sentence. Of an item of a list of slots: what stands around the list."""

    def item(part: Sentence) -> bool:
        covered = sum(s.span[1] - s.span[0] for s in slots if part.start <= s.span[0] < part.end)
        return covered * 2 > part.end - part.start

    if not item(parts[at]):
        return "", low[parts[at + 1].start : parts[at + 1].end][:_REACH] if at + 1 < len(parts) else ""
    first, last = at, at
    while first > 0 and item(parts[first]):
        first -= 1
    while last < len(parts) - 1 and item(parts[last]):
        last += 1
    header = low[parts[first].start : parts[first].end][-_REACH:] if first != at else ""
    return header, low[parts[last].start : parts[last].end][:_REACH] if last != at else ""


def _manner(sentence: str, before: str, near: str, around: tuple[str, str], moving: bool) -> Manner:
    """How one slot is spoken of. `before` is its sentence up to it, `near` a little more of the text before it."""
    header, following = around
    new = moving and says("moves", "now_before", near[-45:])
    if says("not_a_slot", "before", before[-40:]) and not new and not says("not_a_slot", "farewell", sentence):
        return Manner.NONE
    if says("not_a_slot", "never", sentence):
        return Manner.NONE
    if says("not_a_slot", "elsewhere", before[-80:]):
        return Manner.WAS if moving else Manner.NONE
    if moving and not new and says("moves", "was_before", near[-45:]):
        return Manner.WAS
    asked = says("asks", "patterns", pattern("next", "not_asked").sub(" ", f"{header} {sentence}"))
    if says("asks", "firm", f"{header} {sentence}") and "?" not in sentence:
        return Manner.STATED
    if asked or (says("next", "asks", following) and not says("next", "not_asked", following)):
        return Manner.ASKED
    if header and says("asks", "patterns", following):
        return Manner.ASKED
    introduced = sentence if label_of(sentence) or says("not_a_slot", "meeting", sentence) else f"{header} {sentence}"
    if moving or says("asks", "soft", sentence):
        return Manner.STATED
    none = says("not_a_slot", "sentence", introduced) or says("not_a_slot", "courtesy", sentence)
    return Manner.NONE if none else Manner.STATED


def _but_over_days(found: list[Spoken], low: str) -> list[Spoken]:
    """Without the ends of a time of more than a day: "Jan 16, 8:30 to Jan 23, 23:59" is no meeting."""
    ends = {
        at + offset
        for at, (one, other) in enumerate(pairwise(found))
        if not (one.slot.date_only or other.slot.date_only)
        and other.slot.start - one.slot.start > _A_DAY
        and _TILL.fullmatch(low[one.slot.span[1] : other.slot.span[0]])
        and not says("moves", "patterns", lowered(one.sentence))
        for offset in (0, 1)
    }
    return [replace(one, manner=Manner.NONE) if at in ends else one for at, one in enumerate(found)]


def _either(found: list[Spoken], low: str) -> tuple[Spoken, ...]:
    """Of two times with "or" between them neither is set: "Lee will see you on Friday at 11 or on Monday at 2"."""
    joined = {
        at + offset
        for at, (one, other) in enumerate(pairwise(found))
        if one.slot.start != other.slot.start and _OR.fullmatch(low[one.slot.span[1] : other.slot.span[0]])
        for offset in (0, 1)
    }
    stated = {at for at in joined if found[at].manner is Manner.STATED}
    return tuple(replace(one, manner=Manner.ASKED) if at in stated else one for at, one in enumerate(found))


def _one_old(found: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    """Of a move at most one slot is the old one, and a lone slot is the new one unless a word says it is old."""
    old = [i for i, one in enumerate(found) if one.manner is Manner.WAS]
    return tuple(one if i not in old[1:] else replace(one, manner=Manner.STATED) for i, one in enumerate(found))
