"""A bundle: the messages found to belong to one hiring process, and how more are recognised.

Used while linking only; `agent.cases.fold` then tells the story of each bundle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from agent.cases.employers import domain_of_employer, employer_domain, name_words, same_employer
from agent.cases.marks import Marks
from agent.cases.news import news_of
from agent.cases.openings import ADVANCES
from agent.cases.roles import Likeness, likeness
from agent.cases.sifting import hidden, noise
from agent.cases.slots import told_by_owner
from agent.cases.state import Said
from agent.understanding.findings import (
    Kind,
    Scheduled,
    Sender,
    Status,
    Took,
    Understanding,
    Withdrew,
)

NEW_PROCESS_AFTER = timedelta(days=183)
"""After this silence mail in a new thread is a new process at the same employer."""

SAME_SLOT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message in a bundle. `doubt` says why it may belong elsewhere (then it only stops), or is None.

    `unproven`: nothing ties its sender to the process (`strangers`).
    """

    said: Understanding
    doubt: str | None = None
    unproven: bool = False


@dataclass(slots=True)
class Bundle:
    """The messages of one process so far.

    `vouched` (addresses, full and first names) and `houses` (domains) are what proven mail shows (`strangers`).
    `events` tells for each calendar event who has sent it.
    """

    root: Understanding
    last: datetime
    letters: list[Letter] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    employers: set[str] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    vouched: set[str] = field(default_factory=set)
    houses: set[str] = field(default_factory=set)
    events: dict[str, set[str]] = field(default_factory=dict)
    bystanders: set[str] = field(default_factory=set)  # friends and coaches to whom the owner forwarded the thread
    subjects: set[tuple[str, ...]] = field(default_factory=set)
    starts: list[datetime] = field(default_factory=list)
    imitators: list[Understanding] = field(default_factory=list)  # mail from domains that only read like theirs
    ended: bool = False
    arranging: bool = False
    met: bool = False

    def stale(self, at: datetime) -> bool:
        """True when so much time has passed that new mail elsewhere is about something new."""
        return at - self.last > NEW_PROCESS_AFTER

    def likeness(self, role: str | None) -> Likeness:
        """How well a title fits this process; what is its employer's name is no title ("Tarrant", in a subject)."""
        if not role or not self.roles or any(same_employer(role, name) for name in self.employers):
            return Likeness.UNKNOWN
        return max(likeness(role, known) for known in self.roles)

    def fits_employer(self, one: Understanding) -> bool:
        """False when the message names an employer that is not this one."""
        if not one.company or not self.employers:
            return True
        return (
            any(same_employer(one.company, known) for known in self.employers | self.agencies)
            or any(domain_of_employer(domain, one.company) for domain in self.domains)
            or (one.agency is not None and any(same_employer(one.agency, known) for known in self.employers))
            or self._houses_people(one)
            or self._from_the_house(one)
            or self._named_by_address(one)
            or self.named_by(one)
            or self.headed(one)
            or self.copied(one)
        )

    def copied(self, one: Understanding) -> bool:
        """Whether somebody of this process gets a copy: a governor writes from the school, the council reads it."""
        return one.sender is not Sender.OWNER and any(person.email in self.addresses for person in one.message.cc)

    def named_by(self, one: Understanding) -> bool:
        """Whether the subject names an employer of this process: somebody of theirs writes from a private address."""
        subject = name_words(one.message.subject)
        return any(_stands_in(name_words(name), subject) for name in self.employers)

    def headed(self, one: Understanding) -> bool:
        """Whether a subject of this process names the message's employer: who began it wrote from a private address."""
        name = name_words(one.company or "")
        return bool(name) and any(_stands_in(name, subject) for subject in self.subjects)

    def by_first_name(self, one: Understanding) -> bool:
        """Whether somebody of this process, by their first name, writes of its house: "Carmel", of "Puddlejump"."""
        sender = one.message.sender
        name = (sender.name or "").casefold().split() if sender is not None and one.sender is Sender.PERSON else []
        return bool(name) and name[0] in self.given and (self.named_by(one) or self.headed(one))

    def _from_the_house(self, one: Understanding) -> bool:
        """Whether it comes from the house's own domain, whatever it calls itself there: a school, its district."""
        sender = one.message.sender
        if sender is None or self.agencies or one.agency is not None:
            return False
        return employer_domain(sender.email) in self.domains

    def _named_by_address(self, one: Understanding) -> bool:
        """Whether only its address names the employer, and may be this one's: meridianstraits.example of a bank."""
        sender = one.message.sender
        if not one.company_by_address or sender is None or one.sender is Sender.OWNER:
            return False
        domain = employer_domain(sender.email)
        return bool(domain) and any(domain_of_employer(domain, name) for name in self.employers)

    def _houses_people(self, one: Understanding) -> bool:
        """Whether a system's mail names people of this employer, whatever it calls the house."""
        if one.sender is not Sender.MACHINE or self.agencies or one.agency is not None:
            return False
        return any(p.email is not None and employer_domain(p.email) in self.domains for p in one.people)

    def knows(self, marks: Marks) -> bool:
        """Whether the message names or is written from the employer or agency of this process."""
        known = self.employers | self.agencies
        return (
            bool(marks.domains & self.domains)
            or any(same_employer(name, other) for name in marks.names for other in known)
            or any(domain_of_employer(domain, name) for domain in self.domains for name in marks.names)
            or any(domain_of_employer(domain, name) for domain in marks.domains for name in known)
        )

    def shares_slot(self, marks: Marks) -> bool:
        """Whether the message speaks of a time that is already a slot here."""
        return any(abs(a - b) <= SAME_SLOT for a in marks.starts for b in self.starts)

    def add(self, one: Understanding, marks: Marks, doubt: str | None = None, *, unproven: bool = False) -> None:
        """Put a message in; noise, a doubtful or a hidden one teaches nothing about the process."""
        self.letters.append(Letter(one, doubt, unproven))
        if noise(one) or hidden(one):
            return
        self.last = max(self.last, one.message.at)
        if doubt:
            return
        if not unproven:
            self.vouched |= marks.addresses | marks.people | marks.given
            self.houses |= marks.domains if one.sender is not Sender.OWNER else frozenset()
        for uid in marks.uids:
            self.events.setdefault(uid, set()).add(house_or_address(one))
        self._learn(one, marks)
        self._move_on(one)

    def _learn(self, one: Understanding, marks: Marks) -> None:
        if marks.role:
            self.roles.append(marks.role)
        reported = told_by_owner(one) and bool(one.message.references)
        if not reported and (one.sender is not Sender.OWNER or not self.employers):
            if one.company and not any(same_employer(one.company, agency) for agency in self.agencies):
                self.employers.add(one.company)
            if one.agency:
                self.agencies.add(one.agency)
        if one.sender is not Sender.OWNER:
            self.domains |= marks.domains
            self.subjects.add(name_words(one.message.subject))
        self.addresses |= marks.addresses
        self.people |= marks.people
        self.given |= marks.given
        self.starts += marks.starts

    def _move_on(self, one: Understanding) -> None:
        """Keep the little that linking needs to know of how the process stands."""
        kinds = {one.kind, *one.also}
        if one.sender is Sender.OWNER:
            self.ended = self.ended or any(isinstance(f, Withdrew | Took) for f in one.findings)
            return
        if news_of(one) in (Said.NO, Said.OFFER):
            self.ended = True
        elif kinds & ADVANCES:
            self.ended = False
        slots = [f for f in one.findings if isinstance(f, Scheduled) and f.hour is None]
        booked = any(f.status in (Status.BOOKED, Status.MOVED) for f in slots)
        self.met = self.met or booked
        self.arranging = not booked and (self.arranging or Kind.SCHEDULING_REQUEST in kinds or bool(_asked(one)))


def house_or_address(one: Understanding) -> str:
    """The domain of the house that a message comes from; the address where that is nobody's in particular."""
    sender = one.message.sender
    return (employer_domain(sender.email) or sender.email) if sender is not None else ""


def _stands_in(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))


def _asked(one: Understanding) -> list[Scheduled]:
    return [f for f in one.findings if isinstance(f, Scheduled) and f.status is Status.REQUESTED and f.hour is None]
