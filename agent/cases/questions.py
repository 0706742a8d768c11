"""What lies with the owner: questions and tasks of theirs, and interviews being arranged.

A question is open until the owner writes; a task until it is handed in (an answer within a day of it is taken for
"thanks, will do"). Both are settled when they go on without it, or when they have met the owner since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agent.understanding.findings import (
    Asked,
    Assessed,
    Evidence,
    Kind,
    Nudged,
    Promised,
    Scheduled,
    Sender,
    Status,
    Submitted,
    Thanked,
    Understanding,
)

_WILL_DO = timedelta(hours=24)
_GO_ON = frozenset({Kind.NEXT_ROUND, Kind.TIMELINE_UPDATE, Kind.OFFER, Kind.REJECTION})
"""Kinds that show that what was asked is settled, or no longer matters."""


@dataclass(frozen=True, slots=True)
class Open:
    """Something they wait for. `task`: a test or take-home; `unclear`: what they wrote is not understood."""

    evidence: Evidence
    at: datetime
    by: date | None
    asker: str | None
    task: bool
    unclear: bool = False


@dataclass(slots=True)
class Questions:
    """What is open now."""

    open: Open | None = None
    arranging_since: datetime | None = None
    arranging_ask: Evidence | None = None
    owner_wrote: bool = False

    def asked(self, one: Understanding) -> None:
        """Take in what they ask; a request for times is an interview being arranged, not a question."""
        at, sender = one.message.at, one.message.sender
        kinds = {one.kind, *one.also}
        slots = [f for f in one.findings if isinstance(f, Scheduled) and f.hour is None]
        requested = [f for f in slots if f.status is Status.REQUESTED]
        unsettled = [f for f in slots if f.status is Status.MOVED and f.start is None]
        lost = one.kind is Kind.RESCHEDULE and not any(f.start for f in slots)
        times = Kind.SCHEDULING_REQUEST in kinds or bool(requested)
        for finding in one.findings:
            if isinstance(finding, Asked) and not times:
                self.open = Open(finding.evidence, at, finding.by, sender.email if sender else None, task=False)
            elif isinstance(finding, Assessed):
                self.open = Open(finding.evidence, at, finding.by, sender.email if sender else None, task=True)
        if times or unsettled or lost:
            self.arranging_since, self.owner_wrote = at, False
            asks = [f.evidence for f in one.findings if isinstance(f, Asked)] + [f.evidence for f in requested]
            self.arranging_ask = asks[0] if asks else None

    def unclear(self, one: Understanding) -> None:
        """Somebody of theirs wrote what is not understood. It may ask something: no draft asks before the owner."""
        sender = one.message.sender
        evidence = Evidence(one.message.message_id, one.message.subject, one.confidence)
        self.open = Open(evidence, one.message.at, None, sender.email if sender else None, task=False, unclear=True)

    def answered_by_them(self, one: Understanding) -> None:
        """They went on: an earlier question of theirs is settled."""
        if self.open is None or self.open.at >= one.message.at:
            return
        sender = one.message.sender
        same_person = sender is not None and sender.email == self.open.asker
        if one.kind in _GO_ON or (one.kind is Kind.OTHER_HUMAN_REPLY and same_person and not self.open.task):
            self.open = None

    def settled(self, one: Understanding, *, booked: bool) -> None:
        """An interview was booked, has taken place or was called off; or they promise to come back to it by a day."""
        requested = any(isinstance(f, Scheduled) and f.status is Status.REQUESTED for f in one.findings)
        called_off = one.kind is Kind.CANCELLATION and Kind.SCHEDULING_REQUEST not in one.also
        dated = one.kind is Kind.TIMELINE_UPDATE and any(isinstance(f, Promised) for f in one.findings)
        if booked or (called_off and not requested) or (dated and self.owner_wrote):
            self.arranged()

    def arranged(self) -> None:
        """Nothing is being arranged any more."""
        self.arranging_since = self.arranging_ask = None

    def answered_by_owner(self, one: Understanding) -> bool:
        """The owner writes; True when that puts the ball with them."""
        if one.sender is not Sender.OWNER:
            return False
        handed_in = any(isinstance(f, Submitted) for f in one.findings)
        only_kind_words = one.findings and all(isinstance(f, Thanked | Nudged) for f in one.findings)
        if only_kind_words:
            return False
        self.owner_wrote, self.arranging_ask = True, None
        if self.open is None:
            return handed_in
        if self.open.task and not handed_in and one.message.at - self.open.at <= _WILL_DO:
            return False
        self.open = None
        return True

    def still_open(self, met_at: datetime | None, today: date) -> Open | None:
        """What is open after the last interview: what was asked before it and has no later day is settled by it."""
        if self.open is None or met_at is None or met_at <= self.open.at:
            return self.open
        return self.open if self.open.by is not None and self.open.by >= today else None
