"""Weighs the marks of a text into one kind: what decides most for the owner comes first (docs/kinds.md).

A no beats all else; then an offer, a meeting moved or called off, going on, a test, meetings asked for or settled,
questions, news about news, acknowledgements. Noise counts only where it is stronger than every sign of a process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.understanding.findings import Kind
from agent.understanding.kinds.marks import Mark, Marks
from agent.understanding.kinds.records import Verdict

NOISE = ("alert", "letter", "survey", "sales", "scam", "interviewer", "other", "receipt", "network", "private")
_NEVER_OURS = ("interviewer", "other")
"""Noise whose very words are those of a hiring process: it does not yield to them."""

_ENOUGH = 3.0
_DECISIVE = 4.0
_PLAIN = 5.0
_A_JOB = 1.5
_OTHERS = tuple(name for name in NOISE if name != "private")
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\b\d{1,2}[:.]\d\d\b|\bat \d{1,2}\b|\bnoon\b", re.IGNORECASE)
_NEW_TIME = re.compile(r"\d|\b(?:mon|tue|wed|thu|fri|sat|sun)|tomorrow|today", re.IGNORECASE)
_HIRING = ("rejection", "offer", "hold", "advance", "assess", "reconsider")
_MEETING = ("invite", "ask_times", "confirm", "remind", "move", "cancel", "missed_owner", "missed_them")
_NEWS = ("timeline", "info", "met", "ack")


@dataclass(frozen=True, slots=True)
class Situation:
    """What else matters beside the marks.

    `slots` counts the times named, `promised` says that a date of news was; `answering` that it replies to
    something, `person` that a person wrote, `job` that text, subject or thread speak of a candidacy. `options` says
    that the text lets the owner choose among times, `private` that it comes from a private mailbox.
    """

    slots: int
    promised: bool
    answering: bool
    person: bool
    job: bool
    options: bool = False
    private: bool = False


def judge(marks: Marks, at: Situation) -> Verdict:
    """The kind of a text with these marks."""
    verdict = (
        _noise(marks, at)
        or _end(marks)
        or _changed(marks, at)
        or _onward(marks, at)
        or _meeting(marks, at)
        or _question_or_news(marks, at)
        or _bare_slot(marks, at)
    )
    if verdict is not None:
        return verdict
    if at.person and at.job:
        return Verdict(Kind.OTHER_HUMAN_REPLY, 0.55)
    return Verdict(Kind.NOT_JOB, 0.4 if at.person else 0.7)


def _verdict(kind: Kind, mark: Mark | None, score: float, *also: Kind) -> Verdict:
    """A verdict whose confidence grows with the score: 3 is about 0.7, 6 about 0.9."""
    sentence = mark.passage.written if mark else ""
    return Verdict(kind, round(min(0.97, 0.5 + score * 0.07), 2), sentence, tuple(k for k in also if k is not kind))


def _noise(marks: Marks, at: Situation) -> Verdict | None:
    # "Interview at the clinic" is a patient's, unless a role or an application is spoken of too; a landlord's
    # "your application" is a tenant's all the same.
    dropped = {"other"} if marks.score("job") >= _A_JOB and marks.score("other") < _PLAIN else set()
    dropped |= set() if at.private else {"private"}
    names = tuple(name for name in NOISE if name not in dropped)
    noise = marks.score(*names)
    if noise < _ENOUGH:
        return None
    hiring, meeting = marks.score(*_HIRING), marks.score(*_MEETING)
    rival = max(hiring + 1.0, meeting if at.job else min(meeting, 2.0), marks.score(*_NEWS) if at.job else 0.0)
    stubborn = marks.score(*(name for name in _NEVER_OURS if name in names))
    if stubborn >= _DECISIVE and hiring < _DECISIVE:
        noise = max(noise, stubborn + 3.0)
    return _verdict(Kind.NOT_JOB, marks.best(*names), noise) if noise >= rival else None


def _end(marks: Marks) -> Verdict | None:
    """A change of mind, a no, a hold, an offer."""
    no, hold, again = marks.score("rejection"), marks.score("hold"), marks.score("reconsider")
    if again >= _ENOUGH and hold < _DECISIVE and no < again + 2.0:
        return _verdict(Kind.NEXT_ROUND, marks.best("reconsider"), again, *_also_meeting(marks))
    offer = marks.score("offer")
    if max(no, hold) >= _ENOUGH and not (offer >= _DECISIVE > no and hold < _ENOUGH):
        return _verdict(Kind.REJECTION, marks.best("rejection", "hold"), max(no, hold))
    if offer >= _ENOUGH:
        return _verdict(Kind.OFFER, marks.best("offer"), offer)
    return None


def _changed(marks: Marks, at: Situation) -> Verdict | None:
    """A meeting that moves, is called off, or did not happen."""
    move, cancel = marks.score("move"), marks.score("cancel")
    if not at.job and "meeting" not in marks:
        return None
    if cancel >= _ENOUGH and (move < _ENOUGH or not _NEW_TIME.search(_text_of(marks.best("move")))):
        also = (Kind.SCHEDULING_REQUEST,) if marks.score("ask_times") >= _ENOUGH else ()
        return _verdict(Kind.CANCELLATION, marks.best("cancel"), cancel, *also)
    asked_anew = at.answering and at.slots > 0 and marks.score("invite", "ask_times") >= 2.0
    if move >= _ENOUGH or (move >= 2.0 and asked_anew):
        return _verdict(Kind.RESCHEDULE, marks.best("move"), move)
    if marks.score("missed_owner", "missed_them") >= _ENOUGH:
        mark = marks.best("missed_owner", "missed_them")
        kind = Kind.SCHEDULING_REQUEST if marks.score("ask_times") >= _ENOUGH else Kind.OTHER_HUMAN_REPLY
        return _verdict(kind, mark, 3.5)
    return None


def _onward(marks: Marks, at: Situation) -> Verdict | None:
    """Going on to a next stage, or a test."""
    advance, test, remind = marks.score("advance"), marks.score("assess"), marks.score("remind")
    if test >= _ENOUGH and test + 0.5 >= advance and test > remind and marks.score("ack") < test + 2.0:
        return _verdict(Kind.ASSESSMENT, marks.best("assess"), test, *(() if advance < _ENOUGH else (Kind.NEXT_ROUND,)))
    settled = marks.score("confirm", "remind") > advance
    if advance >= _ENOUGH - 0.5 and not settled:
        said = _text_of(marks.best("advance"))
        first = not at.answering and ("application" in said or "shortlisted" in said)
        if first and marks.score("met") < 2.0 and (at.slots or marks.score("ask_times") >= _ENOUGH):
            kind = Kind.SCHEDULING_REQUEST if marks.score("ask_times") >= _ENOUGH else Kind.INTERVIEW_INVITE
            return _verdict(kind, marks.best("ask_times", "invite", "advance"), advance, Kind.NEXT_ROUND)
        return _verdict(Kind.NEXT_ROUND, marks.best("advance"), advance, *_also_meeting(marks))
    return None


def _also_meeting(marks: Marks) -> tuple[Kind, ...]:
    if marks.score("ask_times") >= _ENOUGH - 0.5:
        return (Kind.SCHEDULING_REQUEST,)
    return (Kind.INTERVIEW_INVITE,) if marks.score("invite") >= 2.0 else ()


def _meeting(marks: Marks, at: Situation) -> Verdict | None:
    """Meetings asked for, proposed, settled or called to mind."""
    invite, ask, settle, remind = (marks.score(name) for name in ("invite", "ask_times", "confirm", "remind"))
    expected = marks.score("timeline") if not at.slots else 0.0
    if not at.job and max(invite, ask, settle, remind) < _DECISIVE and not (at.slots and at.answering):
        return None
    if remind >= 2.5 and remind >= max(settle, ask, invite) - 1.0 and (at.slots or remind >= _ENOUGH):
        return _verdict(Kind.REMINDER, marks.best("remind"), remind)
    if (
        ask >= 2.5
        and ask + (0.0 if at.slots == 1 else 1.0) >= max(invite, settle)
        and (settle < _ENOUGH or at.slots != 1)
    ):
        kind = Kind.INTERVIEW_INVITE if _proposes_one(marks, at) else Kind.SCHEDULING_REQUEST
        return _verdict(kind, marks.best("ask_times"), ask)
    if (
        settle >= _ENOUGH
        or (settle >= 2.5 and at.answering)
        or (settle >= 2.0 and at.slots and (at.answering or invite < 2.0) and settle + 1.0 >= invite)
    ):
        return _verdict(Kind.CONFIRMATION, marks.best("confirm"), settle)
    if invite >= 2.0 and at.slots > 1 and at.options and "?" in _text_of(marks.best("invite")):
        return _verdict(Kind.SCHEDULING_REQUEST, marks.best("invite"), invite)
    if invite >= 2.0 and at.slots:
        return _verdict(Kind.INTERVIEW_INVITE, marks.best("invite"), invite + 1.0)
    if invite >= 2.5 and invite > expected:
        return _verdict(Kind.SCHEDULING_REQUEST, marks.best("invite"), invite)
    return None


def _proposes_one(marks: Marks, at: Situation) -> bool:
    """A question that names its one time itself: "Are you free for a call tomorrow at 11?"."""
    return at.slots == 1 and not at.options and bool(_CLOCK.search(_text_of(marks.best("ask_times"))))


def _bare_slot(marks: Marks, at: Situation) -> Verdict | None:
    """A time and a word for a meeting in mail about a job, in words the lexicons do not know."""
    mark = marks.best("meeting")
    if not (at.job and at.slots and mark) or marks.score("met", "ack", *_OTHERS) >= 2.0:
        return None
    if at.slots > 1 and (at.options or at.answering):
        return Verdict(Kind.SCHEDULING_REQUEST, 0.55, mark.passage.written)
    return Verdict(Kind.CONFIRMATION if at.answering else Kind.INTERVIEW_INVITE, 0.6, mark.passage.written)


def _text_of(mark: Mark | None) -> str:
    return mark.passage.written if mark else ""


def _question_or_news(marks: Marks, at: Situation) -> Verdict | None:
    """What they want to know, when they will write, or that they have got the application."""
    info, news, ack = marks.score("info"), marks.score("timeline"), marks.score("ack")
    if ack >= _ENOUGH and not (at.person and at.answering) and marks.score("met") < 2.0 and info < _ENOUGH:
        return _verdict(Kind.APPLICATION_ACK, marks.best("ack"), ack)
    if not at.job and not at.answering:
        return None
    dated = news + (2.0 if at.promised else 0.0)
    if info >= 2.0 and info + 1.0 >= dated:
        return _verdict(Kind.INFO_REQUEST, marks.best("info"), info, *((Kind.TIMELINE_UPDATE,) if at.promised else ()))
    if dated >= 2.0 and (at.promised or at.job):
        return _verdict(Kind.TIMELINE_UPDATE, marks.best("timeline"), dated)
    if at.person and marks.score("met", "no_contact") >= 2.0:
        mark = marks.best("met", "no_contact")
        return _verdict(Kind.OTHER_HUMAN_REPLY, mark, 3.0)
    return None
