"""Which messages belong together: each finds its process among those seen before it, or begins one, or waits.

What links a message to a process is told in `placing`. See docs/cases.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.cases.belonging import (
    applied,
    shown_around,
)
from agent.cases.bundles import Bundle
from agent.cases.employers import employer_domain
from agent.cases.lookalikes import KnownDomains
from agent.cases.marks import Marks, marks
from agent.cases.openings import ADVANCES, clear_once_taken_up, cold, opens, owner_accepts, owner_takes_up
from agent.cases.outsiders import Outsiders, hires
from agent.cases.placing import Places
from agent.cases.pool import Pool
from agent.cases.sifting import hidden, hiring_side, noise
from agent.cases.strangers import calendar_doubt, claims, doubt_of, unproven
from agent.cases.threads import conversations, replied_to
from agent.messages import Owner
from agent.reading.subjects import is_forward
from agent.understanding.findings import Away, Bounced, Elsewhere, Gone, Purpose, Sender, Understanding

PLAINLY_NOTHING = 0.9
"""Mail that is so surely about no job (a receipt, a bare yes to an event) says nothing, whoever wrote it, unless it
would mean something from somebody known."""


def link(said: Sequence[Understanding], owner: Owner, added: frozenset[str] = frozenset()) -> tuple[Bundle, ...]:
    """The processes that `said` (sifted) speaks of. `added` are Message-IDs by which the owner added an interview."""
    linker = _Linker(owner.addresses, Places(conversations(said)), added, Outsiders(owner))
    for one in said:
        if linker.outsiders.applied(one):
            continue
        if _concerns(one):
            linker.take(one)
        elif one.purpose is Purpose.OTHER and not linker.goes_on(one):
            linker.pass_by(one)
        elif one.sender is not Sender.MACHINE:
            linker.overhear(one)
    return tuple(linker.places.bundles)


def _concerns(one: Understanding) -> bool:
    """False for what is nobody's business here: newsletters, surveys, friends, interviews the owner gives."""
    if one.sender is Sender.OWNER or hiring_side(one):
        return True
    return any(isinstance(finding, Away | Gone | Bounced | Elsewhere) for finding in one.findings)


@dataclass(slots=True)
class _Linker:
    owner: frozenset[str]
    places: Places
    added: frozenset[str]
    outsiders: Outsiders
    pool: Pool = field(default_factory=Pool)
    known: KnownDomains = field(default_factory=KnownDomains)

    def pass_by(self, one: Understanding) -> None:
        """Remember who wants an interview of another sort."""
        self.outsiders.pass_by(marks(one, self.owner), self.places.thread_of(one))

    def goes_on(self, one: Understanding) -> bool:
        """Whether somebody of a process answers mail of it with what would mean something there."""
        return one.if_known is not None and bool(self._answered(one))

    def _answered(self, one: Understanding) -> list[Bundle]:
        """The processes of the sender's to whose mail this is an answer."""
        theirs = self.places.by_address(one.message.sender.email) if one.message.sender else []
        answered = [b for parent in replied_to(one) for b in self.places.filed.by_message.get(parent, [])]
        return [b for b in theirs if any(b is other for other in answered)]

    def overhear(self, one: Understanding) -> None:
        """Somebody of a process that goes on writes what by itself is no hiring mail.

        From them it means what it would mean there; where even that is nothing, the owner should read it there.
        """
        sender = one.message.sender
        if sender is None or hidden(one) or (one.confidence >= PLAINLY_NOTHING and one.if_known is None):
            return
        known = self.places.by_address(sender.email)
        heard = one.from_known()
        again = one.if_known is not None and heard.kind in ADVANCES  # after a no: "our first choice has backed out"
        seen = marks(heard, self.owner)
        placed = self.places.place(heard, seen)[0] if one.if_known else []
        answered = self._answered(one)  # in its own thread a process never grows stale
        live = [b for b in known if (again or not b.ended) and (b in answered or not b.stale(one.message.at))]
        for bundle in ([b for b in placed if b in live] or live)[-1:]:
            self._put(bundle, heard, seen, None)

    def take(self, one: Understanding) -> None:
        """Put one message where it belongs."""
        seen = marks(one, self.owner)
        if self.outsiders.wrote(one, seen):
            self.places.close([b for b in self.places.bundles if self.outsiders.are_of_the_house(b)])
            return
        if imitated := self._imitated(one):
            for bundle in self.places.bundles:
                bundle.imitators += [one] if bundle.domains & imitated else []
            return
        own_case = one.message.message_id in self.added and not replied_to(one)
        found, doubt = ([], None) if own_case else self.places.place(one, seen)
        if hires(one) and found and not any(bundle.met for bundle in found):
            self.places.close(found)  # who had asked for a job is a candidate of the owner's
            found = []
        if found and is_forward(one.message.subject) and shown_around(one, found, self.owner):
            return
        if found:
            for bundle in found:
                self._add(bundle, one, seen, doubt)
            return
        if self.outsiders.invites(one, seen):
            return
        if claimed := [b for b in self.places.bundles if one.company_by_address and claims(b, one, seen)]:
            for bundle in claimed:
                self._put(bundle, one, seen, calendar_doubt(one))
            return
        if one.message.message_id in self.added or self._begins(one, seen):
            self._open(one, seen)
        else:
            self.pool.put(one, seen, self.places.thread_of(one))

    def _imitated(self, one: Understanding) -> frozenset[str]:
        """The domains of houses in some process that the sender's domain is made to be taken for."""
        sender = one.message.sender
        domain = employer_domain(sender.email) if sender is not None else ""
        return self.known.imitated_by(domain, sender.domain) if sender is not None and domain else frozenset()

    def _begins(self, one: Understanding, seen: Marks) -> bool:
        """Whether a message that belongs nowhere yet begins a process."""
        waiting = self._around(one, seen)
        if self.outsiders.want(one, seen, self.places.thread_of(one), waiting):
            return False
        if one.sender is not Sender.OWNER:
            return opens(one) and (not cold(one) or any(map(applied, waiting)))
        if not owner_takes_up(one):
            return False
        return any(map(opens, waiting)) or (
            owner_accepts(one)
            and any(hiring_side(other) and not hidden(other) and not noise(other) for other in waiting)
            and any(map(clear_once_taken_up, waiting))
        )

    def _around(self, one: Understanding, seen: Marks) -> list[Understanding]:
        return self.pool.around(one, seen, self.places.thread_of(one))

    def _open(self, one: Understanding, seen: Marks) -> None:
        history = self.pool.history(one, seen, self.places.thread_of(one))
        openers = [other for other, _ in history if opens(other)]
        bundle = Bundle(root=openers[0] if openers else one, last=one.message.at)
        self.places.open(bundle)
        for other, other_seen in history:
            self._put(bundle, other, other_seen, None)
        self._add(bundle, one, seen, None)

    def _add(self, bundle: Bundle, one: Understanding, seen: Marks, doubt: str | None) -> None:
        """Put a message into a bundle, and with it what waited in the same conversation."""
        doubt = self._put(bundle, one, seen, doubt)
        if doubt is None and not hidden(one) and not noise(one):
            for other, other_seen in self.pool.release(self.places.thread_of(one)):
                if bundle.fits_employer(other):
                    self._put(bundle, other, other_seen, None)

    def _put(self, bundle: Bundle, one: Understanding, seen: Marks, doubt: str | None) -> str | None:
        """Put one message into a bundle; why it is doubtful there, if it is."""
        strange = unproven(bundle, one)
        doubt = doubt or (doubt_of(bundle, one, seen) if strange else None)
        bundle.add(one, seen, doubt, unproven=strange)
        if doubt is None:
            self.places.file(bundle, one, seen)
            self.known.add(bundle.domains)
        return doubt
