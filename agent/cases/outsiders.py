"""Who has to do with interviews, but not with the owner's candidacy: what they write belongs to no process.

Colleagues who invite a candidate to an interview that the owner gives, and that candidate; and houses that want an
interview of another sort: a podcast, a landlord, a study (docs/cases.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from agent.cases.bundles import Marks
from agent.cases.employers import employer_domain
from agent.cases.slots import told_by_owner
from agent.understanding.findings import Purpose, Sender, Understanding


@dataclass(slots=True)
class Outsiders:
    """What is known of them so far. `homes` are the domains of the owner's own addresses, freemail aside."""

    homes: frozenset[str]
    guests: set[str] = field(default_factory=set)
    other_sort: set[str] = field(default_factory=set)

    def wrote(self, one: Understanding, seen: Marks) -> bool:
        """Whether a colleague wrote of an interview that the owner gives, or its candidate; whom it invites is noted.

        A colleague who invites nobody from outside may well mean the owner: a student applies at their own university.
        """
        sender = one.message.sender
        if sender is None or one.sender is Sender.OWNER or told_by_owner(one):
            return False
        if employer_domain(sender.email) in self.homes:
            invited = {address for address in seen.addresses if employer_domain(address) not in self.homes}
            self.guests |= invited
            return bool(invited)
        return sender.email in self.guests

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
