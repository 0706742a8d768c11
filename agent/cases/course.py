"""The course of one process: its messages one after the other, in the order in which things were said.

Each message changes what is believed by the rules of docs/cases.md; nothing here knows the clock. Mail in spam or
trash can only stop; a message that may belong to another process only stops and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from agent.cases.bundles import Letter
from agent.cases.contacts import ContactBook
from agent.cases.diary import Diary
from agent.cases.expected import Due, as_expected
from agent.cases.gratitude import Thanks, thanks_of, unthanked
from agent.cases.held import THANKED_WITHIN, missed, thanked_for
from agent.cases.news import doubtful_end, late_notice, moves_news_alone, news_of, without_moves
from agent.cases.noting import note_all
from agent.cases.questions import Questions
from agent.cases.records import Began, Happened, State
from agent.cases.sifting import hidden
from agent.cases.slots import told_by_owner
from agent.cases.state import OPEN, Said, after
from agent.cases.story import lines, owners_line
from agent.cases.waits import Beginning, Stated, stated_in
from agent.messages import Message, Owner
from agent.understanding.findings import (
    Accepted,
    Elsewhere,
    Kind,
    Met,
    Missed,
    NoContact,
    Nudged,
    Promised,
    Rejected,
    Scheduled,
    Sender,
    Status,
    Thanked,
    Took,
    Understanding,
    Withdrew,
)

_NO_NEWS = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE})

_LONG_AGO = timedelta(days=90)
"""Before that nobody waits for news of an interview any more."""

_STOPPING = frozenset({Status.CANCELLED, Status.DECLINED})


@dataclass(slots=True)
class Course:
    """What is believed of one process so far."""

    owner: Owner
    ours: Mapping[str, str]
    book: ContactBook
    diary: Diary = field(default_factory=Diary)
    questions: Questions = field(default_factory=Questions)
    standing: State = OPEN
    standing_since: datetime | None = None
    stated: Stated | None = None
    beginnings: list[Beginning] = field(default_factory=list)
    nudged: list[datetime] = field(default_factory=list)
    thanks: list[Thanks] = field(default_factory=list)
    rejected_by: Message | None = None
    answered_no: bool = False
    no_contact: bool = False
    elsewhere: str | None = None
    doubts: list[str] = field(default_factory=list)
    story: list[Happened] = field(default_factory=list)

    def run(self, letters: Iterable[Letter]) -> None:
        """Read every message of a process; they come oldest first."""
        for letter in letters:
            if letter.doubt is not None:
                self.doubts.append(letter.doubt)
                self.story.append(Happened(letter.said.message.at, f"Unclear: {letter.doubt}", None))
            elif letter.said.sender is Sender.OWNER and not self._added(letter.said):
                self._owners(letter.said)
            elif hidden(letter.said):
                self._stops(letter.said)
            else:
                self._theirs(letter.said)

    @staticmethod
    def _added(one: Understanding) -> bool:
        """What the owner adds or corrects counts like mail of theirs; that they thanked does not."""
        return told_by_owner(one) and any(isinstance(f, Scheduled | Missed | Met | Promised) for f in one.findings)

    def _theirs(self, one: Understanding) -> None:
        """A message of the hiring side, or what the owner was told by other means."""
        if moves_news_alone(one) and not self.diary.may_move(one.message.at):
            one = without_moves(one)
        self.story += lines(one, self.owner.zone)
        self._facts(one)
        if one.kind in _NO_NEWS or (one.kind is Kind.NOT_JOB and not told_by_owner(one)):
            if one.kind is Kind.AUTO_REPLY:
                self.book.read(one)
            elif one.kind is Kind.NOT_JOB and one.sender is not Sender.MACHINE:
                self.questions.unclear(one)
            return
        self.book.read(one)
        news = news_of(one)
        held_before = self.diary.held_before(one.message.at)
        if news is Said.ADVANCE and self.stated is not None:
            self.stated = self.stated.after_news(held_before=held_before)
        note_all(one, self.diary, self.book, self.owner.zone, heard_before=bool(self.beginnings))
        if (maybe := doubtful_end(one)) is not None:
            self.doubts.append(maybe)
        self._promise(one, held_before=held_before)
        self.questions.asked(one)
        if news is not None:
            self._stand(news, one)
        if one.answers and not late_notice(one):
            self.beginnings.append(Beginning(one.message.at, Began.ANSWER, one.message.message_id))
            self.questions.answered_by_them(one)
            if maybe is None:
                self.doubts.clear()
            self.elsewhere = None
        self.questions.settled(one, booked=self._books(one))

    def _stand(self, news: Said, one: Understanding) -> None:
        """Move by the transition table."""
        before, at = self.standing, one.message.at
        self.standing = after(before, news)
        if self.standing is before:
            if news is Said.NO:
                self.diary.call_off_ahead(at)  # also what was booked since another no, which spam may have brought
            return
        self.standing_since = at
        if self.standing is State.REJECTED:
            self.rejected_by, self.answered_no = (None if hidden(one) else one.message), False
        elif before is State.REJECTED:
            self.rejected_by = None
        if self.standing in (State.REJECTED, State.WITHDRAWN):
            self.diary.call_off_ahead(at)
        elif self.standing is State.ON_HOLD:
            self.diary.doubt_ahead(at)

    def _facts(self, one: Understanding) -> None:
        for finding in one.findings:
            if isinstance(finding, NoContact):
                self.no_contact = True
            elif isinstance(finding, Elsewhere):
                self.elsewhere = finding.where

    def _promise(self, one: Understanding, *, held_before: bool) -> None:
        """The latest stated timeline replaces the one before; a robot's acknowledgement only where none is known yet.

        That of an away note is no word on the job: whoever is away is waited for in any case (`planning.absences`).
        """
        if one.kind is Kind.AUTO_REPLY:
            return
        receipt = one.kind is Kind.APPLICATION_ACK and one.sender is Sender.MACHINE
        if receipt and (self.stated is not None or held_before):
            return
        self.stated = stated_in(one, self.stated)

    def _stops(self, one: Understanding) -> None:
        """Mail found in spam or trash: it ends waits, calls off and closes, and starts nothing."""
        self.story += lines(one, self.owner.zone)
        for finding in one.findings:
            if isinstance(finding, Scheduled) and finding.status in _STOPPING:
                self.diary.note(finding, one)
            elif isinstance(finding, Scheduled) and finding.status is Status.MOVED:
                self.diary.doubt_moved(finding, one.message.at)
            elif isinstance(finding, Missed):
                missed(self.diary, one, finding.by)
            elif isinstance(finding, NoContact):
                self.no_contact = True
        if news_of(one) is Said.NO and self.standing in (OPEN, State.ON_HOLD):
            self._stand(Said.NO, one)
        if one.answers and not late_notice(one):
            self.beginnings.append(Beginning(one.message.at, Began.ANSWER, one.message.message_id, stops=True))

    def _owners(self, one: Understanding) -> None:
        """The owner's own mail: it can thank, ask, answer, accept, withdraw."""
        step = self.ours.get(one.message.message_id)
        if step is None:
            one = as_expected(one, self._due(one.message.at), self.owner.zone)
        self.story.append(owners_line(one, step, self.owner))
        if not hidden(one):
            self.book.read(one)
        if step == "thank_you" or any(isinstance(f, Thanked) for f in one.findings):
            self.thanks.append(thanks_of(one, self.owner))
            if not hidden(one):
                thanked_for(self.diary, one)
        if step in ("follow_up", "second_follow_up") or (
            step is None and any(isinstance(f, Nudged) for f in one.findings)
        ):
            self.nudged.append(one.message.at)
        if self.rejected_by is not None and not told_by_owner(one):
            self.answered_no = True
        if any(isinstance(f, Withdrew) for f in one.findings):
            self._stand(Said.WITHDREW, one)
        elif any(isinstance(f, Took) for f in one.findings):
            self._stand(Said.TOOK, one)
        elif any(isinstance(f, Rejected) for f in one.findings):
            self._told_no(one)
        if step is None and not hidden(one):
            self._owners_part(one)

    def _due(self, at: datetime) -> Due:
        """What the owner's mail may be about."""
        last = self.diary.last_begun(at, THANKED_WITHIN)
        return Due(
            met=last is not None and unthanked(self.thanks, last.start),
            waiting_since=self._waiting_since(at),
            day=self.stated.last_day if self.stated is not None else None,
            invited=bool(self.diary.ahead(at)) or self.diary.waits_for_owner(at),
            offered=self.standing is State.OFFER,
        )

    def _waiting_since(self, at: datetime) -> datetime | None:
        """Since when the owner waits for news; None where nobody was met, an interview is ahead, or it is over."""
        last = self.diary.last_begun(at, _LONG_AGO)
        if last is None or last.start is None or self.standing is not OPEN or self.diary.ahead(at):
            return None
        return max([last.start, *(one.at for one in self.beginnings if one.at <= at)])

    def _told_no(self, one: Understanding) -> None:
        """The owner answers a no; one that no mail has brought came by telephone, and this is the answer to it."""
        if self.standing is not State.REJECTED:
            self._stand(Said.NO, one)
            self.rejected_by = None

    def _owners_part(self, one: Understanding) -> None:
        """What the owner says of slots, and which of their questions it answers. Who withdraws says yes to none."""
        withdrew = any(isinstance(f, Withdrew) for f in one.findings)
        for finding in one.findings:
            if isinstance(finding, Scheduled):
                self.diary.note(finding, one)
            elif isinstance(finding, Accepted) and not withdrew and self.diary.accept(finding, one):
                self._stand(Said.ACCEPTED, one)
            elif isinstance(finding, Missed):
                missed(self.diary, one, finding.by)
        if self.questions.answered_by_owner(one):
            self.beginnings.append(Beginning(one.message.at, Began.OWNER_ANSWERED, one.message.message_id))
        if self.diary.booked_by(one):
            self.questions.arranged()

    def _books(self, one: Understanding) -> bool:
        """Whether a definite slot came out of this message."""
        return self.diary.booked_by(one) or any(isinstance(f, Met) and not f.known for f in one.findings)
