"""Weighs the traits of a message into one kind. The weights were learnt from labelled mail: `make learn`.

Two questions, a table each: is it hiring mail at all, and if so, of which kind? What tells a landlord's appointment
from an employer's is not what tells an invitation from a reminder.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from agent.understanding.findings import Kind
from agent.understanding.kinds.records import Verdict
from agent.understanding.kinds.traits import Likely
from agent.understanding.likeness import weight_of_each
from agent.understanding.likeness.weights import Weights, read_weights

_ALSO = 0.25
"""A second kind this likely is said too: "You are through, when could you come?". So is one of the kinds of meetings
where a time is named and they are this likely together: whether it invites or reminds, somebody is met then."""

SIGNALS: Mapping[Kind, tuple[str, ...]] = {
    Kind.INTERVIEW_INVITE: ("invite",),
    Kind.SCHEDULING_REQUEST: ("ask_times",),
    Kind.CONFIRMATION: ("confirm",),
    Kind.REMINDER: ("remind",),
    Kind.RESCHEDULE: ("move",),
    Kind.CANCELLATION: ("cancel",),
    Kind.NEXT_ROUND: ("advance", "reconsider"),
    Kind.ASSESSMENT: ("assess",),
    Kind.INFO_REQUEST: ("info",),
    Kind.TIMELINE_UPDATE: ("timeline",),
    Kind.REJECTION: ("rejection", "hold"),
    Kind.OFFER: ("offer",),
    Kind.OTHER_HUMAN_REPLY: ("met", "missed_owner", "missed_them", "no_contact"),
    Kind.APPLICATION_ACK: ("ack",),
    Kind.AUTO_REPLY: ("away", "gone"),
    Kind.BOUNCE: ("failed",),
    Kind.NOT_JOB: (
        "alert",
        "letter",
        "survey",
        "sales",
        "scam",
        "interviewer",
        "other",
        "receipt",
        "network",
        "private",
    ),
}
"""What a sentence is like that shows a kind."""


MEETINGS = frozenset(
    {Kind.INTERVIEW_INVITE, Kind.CONFIRMATION, Kind.RESCHEDULE, Kind.REMINDER, Kind.NEXT_ROUND, Kind.SCHEDULING_REQUEST}
)


def likelihoods(traits: Mapping[str, float], words: Collection[str] = ()) -> dict[Kind, float]:
    """How likely a message with these traits and `words` is of each kind; together 1."""
    each = weight_of_each(len(words))
    none = _whether().likelihoods(traits, words, each)[Kind.NOT_JOB]
    kinds = {Kind(name): share * (1 - none) for name, share in _which().likelihoods(traits, words, each).items()}
    return kinds | {Kind.NOT_JOB: none}


def weigh(
    shares: Mapping[Kind, float],
    sentences: Sequence[Likely],
    among: Collection[Kind] = frozenset(Kind),
    *,
    timed: bool = False,
) -> Verdict:
    """The likeliest kind, how likely it is (0 to 1), what else it may be, and the sentence that shows it best.

    `shares` says how likely each kind is. Where other things leave only some kinds, it is the likeliest `among` them.
    `timed`: the message names a time.
    """
    whole = sum(share for kind, share in shares.items() if kind in among)
    likely = {kind: share / whole for kind, share in shares.items() if kind in among}
    kind = max(likely, key=likely.__getitem__)
    others = sorted((k for k in likely if k not in (kind, Kind.NOT_JOB)), key=lambda k: -likely[k])
    also = tuple(k for k in others if likely[k] >= _ALSO and kind is not Kind.NOT_JOB)
    meets = [k for k in others if k in MEETINGS]
    may_meet = kind is not Kind.NOT_JOB and not MEETINGS & {kind, *also} and timed
    if may_meet and together(likely, meets) >= _ALSO:
        also = (*also, meets[0])
    return Verdict(kind, round(likely[kind], 2), shown_by(kind, sentences), also)


def together(shares: Mapping[Kind, float], kinds: Collection[Kind]) -> float:
    """How likely it is that a message is of one of `kinds`, whichever it may be."""
    return sum(share for kind, share in shares.items() if kind in kinds)


def shown_by(kind: Kind, sentences: Sequence[Likely]) -> str:
    """The sentence that is most like the kind, in the text rather than the subject; "" when none is like it at all."""
    signals = SIGNALS[kind]
    best = max(sentences, key=lambda one: (_like(one, signals), not one.passage.subject), default=None)
    return best.passage.written if best is not None and _like(best, signals) > 0.1 else ""


def _like(one: Likely, signals: Sequence[str]) -> float:
    return sum(one.signals.get(signal, 0.0) for signal in signals)


@cache
def _whether() -> Weights:
    return read_weights(__file__, "whether.json")


@cache
def _which() -> Weights:
    return read_weights(__file__, "which.json")
