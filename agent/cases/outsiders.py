"""Who has to do with interviews, but not with the owner's candidacy: what they write belongs to no process.

Whom the owner asks to an interview; colleagues who invite a candidate to one that the owner gives, and that candidate,
who writes to both of them;
and houses that want an interview of another sort: a podcast, a landlord, a study (docs/cases.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from agent.cases.bundles import Bundle
from agent.cases.employers import employer_domain
from agent.cases.marks import Marks
from agent.cases.roles import Likeness, likeness
from agent.cases.slots import told_by_owner
from agent.messages import Owner, Person, is_owner
from agent.senders import nature
from agent.understanding.findings import Applies, Hires, Purpose, Sender, Understanding
from agent.understanding.people.matching import likely_same
from agent.understanding.people.mentioned import persons_in
from agent.understanding.people.met.names import likeness_to_a_person

_INTERVIEW_OF = re.compile(r"\binterview\s*[:–—-]\s", re.IGNORECASE)
"""What calendars put before the name of a candidate: "Interview: Chidera Obi, Science Technician"."""

_SURELY_A_PERSON = 0.8


@dataclass(slots=True)
class Outsiders:
    """What is known of them so far.

    `guests` are candidates of the owner's, and who speaks for them, `named` the names of those who applied to the owner
    or whom a title of the house's names; `jobs` what the owner's own house hires for.
    """

    owner: Owner
    guests: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    jobs: list[str] = field(default_factory=list)
    other_sort: set[str] = field(default_factory=set)

    @property
    def homes(self) -> frozenset[str]:
        """The domains of the owner's own addresses, freemail aside."""
        return frozenset(map(employer_domain, self.owner.addresses)) - {""}

    def invites(self, one: Understanding, seen: Marks) -> bool:
        """Whether the owner writes as the one who hires; to whom, and for what job, is noted."""
        if not hires(one):
            return False
        self.guests |= seen.addresses
        self.jobs += [one.role] if one.role else []
        return True

    def applied(self, one: Understanding) -> bool:
        """Whether the message is an application to the owner; its writer is a guest."""
        sender = one.message.sender
        if sender is None or not any(isinstance(finding, Applies) for finding in one.findings):
            return False
        self.guests.add(sender.email)
        self.named |= {sender.name} if sender.name else set()
        return True

    def wrote(self, one: Understanding, seen: Marks) -> bool:
        """Whether a colleague wrote of an interview that the owner gives, or its candidate; whom it invites is noted.

        A colleague who invites nobody from outside may well mean the owner: a student applies at their own university.
        Not for a job for which the owner asks others to interviews.
        """
        sender = one.message.sender
        if sender is None or one.sender is Sender.OWNER or told_by_owner(one):
            return False
        if employer_domain(sender.email) in self.homes:
            written_to = {p.email for p in (*one.message.to, *one.message.cc) if not is_owner(p.email, self.owner)}
            invited = {each for each in seen.addresses | written_to if employer_domain(each) not in self.homes}
            named = self._in_title(one)
            self.guests |= invited
            self.named |= named
            self.jobs += [one.role] if (invited or named) and one.role else []
            return bool(invited or named) or any(likeness(one.role, job) >= Likeness.SIMILAR for job in self.jobs)
        whole_name = sender.name is not None and " " in sender.name  # a first name alone is many a recruiter's
        if (whole_name and self._applied_as(sender.name or "")) or self._copies_the_house(one):
            self.guests.add(sender.email)
        return sender.email in self.guests

    def are_of_the_house(self, bundle: Bundle) -> bool:
        """Whether only colleagues have written in a process, of a job for which the house asks others to interviews."""
        at_home = {employer_domain(address) for address in bundle.addresses} <= self.homes
        return bool(bundle.addresses) and at_home and any(bundle.likeness(job) >= Likeness.SIMILAR for job in self.jobs)

    def _copies_the_house(self, said: Understanding) -> bool:
        """Whether somebody from outside writes to the owner and to a colleague: they mean the house, not the owner.

        Nobody lets a candidate's employer read along; a university's placement office, which is no person, may.
        """
        addressed = (*said.message.to, *said.message.cc)
        return any(is_owner(one.email, self.owner) for one in addressed) and any(map(self._is_colleague, addressed))

    def _is_colleague(self, person: Person) -> bool:
        """Whether an address is another person's of the owner's house."""
        at_home = employer_domain(person.email) in self.homes and nature(person.email, person.name) is None
        return at_home and not is_owner(person.email, self.owner)

    def _in_title(self, one: Understanding) -> set[str]:
        """Who is asked to an interview by a subject that names them, and is neither the owner nor takes part in it."""
        announced = _INTERVIEW_OF.search(one.message.subject)
        if announced is None:
            return set()
        taking_part = [p.name for p in one.people] + [p.name for p in (*one.message.to, *one.message.cc)]
        names = [name for name in (self.owner.name, *taking_part) if name]
        return {
            mention.name
            for mention in persons_in(one.message.subject[announced.end() :])
            if (self._applied_as(mention.name) or _is_a_name(mention.name))
            and not any(likely_same(name, mention.name) for name in names)
        }

    def _applied_as(self, name: str) -> bool:
        return any(likely_same(known, name) for known in self.named)

    def pass_by(self, seen: Marks, conversation: str) -> None:
        """Remember who wants an interview of another sort: what follows from them is of that sort."""
        self.other_sort |= {conversation, *seen.addresses, *seen.domains}

    def want(self, one: Understanding, seen: Marks, conversation: str, around: Iterable[Understanding]) -> bool:
        """Whether a message, or what was said `around` it, is of another sort of interview, and nothing names a job."""
        purposes = {other.purpose for other in (one, *around)}
        if Purpose.JOB in purposes:
            return False
        known = not self.other_sort.isdisjoint((conversation, *seen.addresses, *seen.domains))
        return known or Purpose.OTHER in purposes


def hires(one: Understanding) -> bool:
    """Whether the owner writes as the one who hires."""
    return any(isinstance(finding, Hires) for finding in one.findings)


def _is_a_name(name: str) -> bool:
    return " " in name and likeness_to_a_person(name) >= _SURELY_A_PERSON
