"""Which messages belong together: each finds its process among those seen before it, or begins one, or waits.

In the order of trust: the calendar's UID; the conversation (References, the mailbox's thread); somebody who takes
part in the process; its employer or agency; the name of somebody in it beside the employer or the job. An employer
or a job that does not fit keeps a message out, whoever wrote it. See docs/cases.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from agent.cases.belonging import (
    advert,
    anonymous,
    applied,
    employer_keys,
    fits,
    mentioned,
    named_elsewhere,
    passer_by,
    shown_around,
)
from agent.cases.bundles import Bundle, Marks, marks
from agent.cases.choosing import choose
from agent.cases.employers import employer_domain
from agent.cases.lookalikes import KnownDomains
from agent.cases.openings import ADVANCES, clear_once_taken_up, cold, opens, owner_accepts, owner_takes_up
from agent.cases.outsiders import Outsiders
from agent.cases.pool import Pool
from agent.cases.roles import Likeness
from agent.cases.sifting import hidden, hiring_side, noise
from agent.cases.slots import told_by_owner
from agent.cases.threads import conversations, replied_to
from agent.messages import Owner
from agent.reading.subjects import is_forward
from agent.understanding.findings import Away, Bounced, Elsewhere, Gone, Purpose, Sender, Understanding

AWAITED_FOR = timedelta(days=21)
"""So long after the last word a booking without a name is taken for the answer to it."""


PLAINLY_NOTHING = 0.9
"""Mail that is so surely about no job (a receipt, a bare yes to an event) says nothing, whoever wrote it."""


def link(said: Sequence[Understanding], owner: Owner, added: frozenset[str] = frozenset()) -> tuple[Bundle, ...]:
    """The processes that `said` (sifted) speaks of. `added` are Message-IDs by which the owner added an interview."""
    homes = frozenset(map(employer_domain, owner.addresses)) - {""}
    linker = _Linker(owner.addresses, conversations(said), added, Outsiders(homes))
    for one in said:
        if _concerns(one):
            linker.take(one)
        elif one.purpose is Purpose.OTHER:
            linker.pass_by(one)
        elif one.sender is not Sender.MACHINE:
            linker.overhear(one)
    return tuple(linker.bundles)


def _concerns(one: Understanding) -> bool:
    """False for what is nobody's business here: newsletters, surveys, friends, interviews the owner gives."""
    if one.sender is Sender.OWNER or hiring_side(one):
        return True
    return any(isinstance(finding, Away | Gone | Bounced | Elsewhere) for finding in one.findings)


@dataclass(slots=True)
class _Filed:
    """Where bundles are looked up. Dictionaries stand in for ordered sets: order must not depend on hashing."""

    by_message: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))
    by_conversation: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))
    by_uid: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))
    by_address: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))
    by_employer: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))
    by_person: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))

    def file(self, bundle: Bundle, one: Understanding, seen: Marks, conversation: str) -> None:
        """Make `bundle` findable by what a message in it shows."""
        _file(self.by_message, [one.message.message_id], bundle)
        if hidden(one) or noise(one):
            return
        _file(self.by_conversation, [conversation], bundle)
        _file(self.by_uid, seen.uids, bundle)
        _file(self.by_address, seen.addresses & bundle.addresses, bundle)
        _file(self.by_person, seen.people, bundle)
        _file(self.by_employer, employer_keys(seen), bundle)


@dataclass(slots=True)
class _Linker:
    owner: frozenset[str]
    conversation: dict[str, str]
    added: frozenset[str]
    outsiders: Outsiders
    bundles: list[Bundle] = field(default_factory=list)
    filed: _Filed = field(default_factory=_Filed)
    pool: Pool = field(default_factory=Pool)
    known: KnownDomains = field(default_factory=KnownDomains)

    def pass_by(self, one: Understanding) -> None:
        """Remember who wants an interview of another sort."""
        self.outsiders.pass_by(marks(one, self.owner), self.conversation[one.message.message_id])

    def overhear(self, one: Understanding) -> None:
        """Somebody of a process that goes on writes what by itself is no hiring mail.

        From them it means what it would mean there; where even that is nothing, the owner should read it there.
        """
        sender = one.message.sender
        if sender is None or hidden(one) or one.confidence >= PLAINLY_NOTHING:
            return
        known = self.filed.by_address.get(sender.email, [])
        live = [bundle for bundle in known if not bundle.ended and not bundle.stale(one.message.at)]
        heard = one.from_known()
        seen = marks(heard, self.owner)
        meant = [b for b in self._place(heard, seen)[0] if b in live] if one.if_known else []
        for bundle in (meant or live)[-1:]:
            self._put(bundle, heard, seen, None)

    def take(self, one: Understanding) -> None:
        """Put one message where it belongs."""
        seen = marks(one, self.owner)
        if self.outsiders.wrote(one, seen):
            return
        if imitated := self._imitated(one):
            for bundle in self.bundles:
                bundle.imitators += [one] if bundle.domains & imitated else []
            return
        own_case = one.message.message_id in self.added and not replied_to(one)
        found, doubt = ([], None) if own_case else self._place(one, seen)
        if found and is_forward(one.message.subject) and shown_around(one, found, self.owner):
            return
        if found:
            for bundle in found:
                self._add(bundle, one, seen, doubt)
            return
        if one.message.message_id in self.added or self._begins(one, seen):
            self._open(one, seen)
        else:
            self.pool.put(one, seen, self.conversation[one.message.message_id])

    def _imitated(self, one: Understanding) -> frozenset[str]:
        """The domains of houses in some process that the sender's domain is made to be taken for."""
        domain = employer_domain(one.message.sender.email) if one.message.sender else ""
        return self.known.imitated_by(domain) if domain else frozenset()

    def _place(self, one: Understanding, seen: Marks) -> tuple[list[Bundle], str | None]:
        """The bundles a message belongs to, and why that is doubtful if it is."""
        for candidates, by_thread, by_person in self._candidates(one, seen):
            candidates = [b for b in candidates if not b.bystanders & seen.addresses]
            fitting = [b for b in candidates if by_thread or fits(b, one, seen, by_person=by_person)]
            if not fitting and by_person and one.sender is Sender.OWNER:
                fitting = [b for b in candidates if not b.stale(one.message.at)]
            if not fitting:
                continue
            if by_thread and len(fitting) == 1 and (better := self._other_role(fitting[0], one, seen)):
                return [better], None
            return choose(fitting, one, seen, by_thread=by_thread, by_person=by_person)
        return [], None

    def _candidates(self, one: Understanding, seen: Marks) -> Iterator[tuple[list[Bundle], bool, bool]]:
        """Bundles by each kind of link, the most trusted first: (bundles, by thread, by person)."""
        filed = self.filed
        yield _all(filed.by_uid, seen.uids)[-1:], True, False
        for parent in replied_to(one):
            if parent in filed.by_message:
                yield [b for b in filed.by_message[parent] if self._stays(b, one, seen)], True, False
                break
        conversation = filed.by_conversation.get(self.conversation[one.message.message_id], [])
        yield [b for b in conversation if self._stays(b, one, seen)], True, False
        yield _all(filed.by_address, sorted(seen.addresses)), False, True
        copies = [person.email for person in one.message.cc if one.sender is not Sender.OWNER]
        yield _all(filed.by_address, copies), False, True
        employers = _all(filed.by_employer, sorted(employer_keys(seen)))
        employers = [b for b in employers if b.knows(seen) and not passer_by(b, one, seen)]
        yield [b for b in employers if not advert(b, one)], False, False
        named = _all(filed.by_person, sorted(seen.people))
        named = [b for b in named if not passer_by(b, one, seen)]
        yield [b for b in named if mentioned(b, one, seen) or (anonymous(one, seen) and not b.ended)], False, True
        yield _all(filed.by_person, named_elsewhere(one)), False, True
        yield self._awaited(one, seen), True, False

    def _awaited(self, one: Understanding, seen: Marks) -> list[Bundle]:
        """The one process that waits for such a booking, when a scheduling robot names neither employer nor people."""
        if not anonymous(one, seen) or seen.addresses or not seen.starts:
            return []
        live = [b for b in self.bundles if not b.ended and one.message.at - b.last <= AWAITED_FOR]
        found = [b for b in live if b.shares_slot(seen)] or [b for b in live if b.arranging]
        return found if len(found) == 1 else []

    @staticmethod
    def _stays(bundle: Bundle, one: Understanding, seen: Marks) -> bool:
        """Whether a message in a conversation of a process is about that process.

        It is not when a stranger names another employer, when an agency goes on to another client's job, or when
        they go on with another job after the first has ended.
        """
        if told_by_owner(one) or one.sender is Sender.OWNER:
            return True
        other_job = bundle.likeness(seen.role) is Likeness.DIFFERENT
        if other_job and bundle.ended and one.kind in ADVANCES:
            return False
        known = bool(seen.addresses & bundle.addresses or seen.domains & bundle.domains)
        return bundle.fits_employer(one) or (known and not other_job)

    def _other_role(self, bundle: Bundle, one: Understanding, seen: Marks) -> Bundle | None:
        """Another process with these people that the named job fits, when it does not fit this one."""
        if bundle.likeness(seen.role) is not Likeness.DIFFERENT or one.sender is Sender.OWNER:
            return None
        around = _all(self.filed.by_address, sorted(seen.addresses))
        around += [b for b in _all(self.filed.by_employer, sorted(employer_keys(seen))) if b.knows(seen)]
        return next((b for b in reversed(around) if b.likeness(seen.role) >= Likeness.SIMILAR), None)

    def _begins(self, one: Understanding, seen: Marks) -> bool:
        """Whether a message that belongs nowhere yet begins a process."""
        waiting = self._around(one, seen)
        if self.outsiders.want(one, seen, self.conversation[one.message.message_id], waiting):
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
        return self.pool.around(one, seen, self.conversation[one.message.message_id])

    def _open(self, one: Understanding, seen: Marks) -> None:
        history = self.pool.history(one, seen, self.conversation[one.message.message_id])
        openers = [other for other, _ in history if opens(other)]
        bundle = Bundle(root=openers[0] if openers else one, last=one.message.at)
        self.bundles.append(bundle)
        for other, other_seen in history:
            self._put(bundle, other, other_seen, None)
        self._add(bundle, one, seen, None)

    def _add(self, bundle: Bundle, one: Understanding, seen: Marks, doubt: str | None) -> None:
        """Put a message into a bundle, and with it what waited in the same conversation."""
        self._put(bundle, one, seen, doubt)
        if doubt is None and not hidden(one) and not noise(one):
            for other, other_seen in self.pool.release(self.conversation[one.message.message_id]):
                if bundle.fits_employer(other):
                    self._put(bundle, other, other_seen, None)

    def _put(self, bundle: Bundle, one: Understanding, seen: Marks, doubt: str | None) -> None:
        bundle.add(one, seen, doubt)
        if doubt is None:
            self.filed.file(bundle, one, seen, self.conversation[one.message.message_id])
            self.known.add(bundle.domains)


def _all(index: dict[str, list[Bundle]], keys: Iterable[str]) -> list[Bundle]:
    """Every bundle under any of the keys, each once."""
    found: dict[int, Bundle] = {}
    for key in keys:
        for bundle in index.get(key, ()):
            found[id(bundle)] = bundle
    return list(found.values())


def _file(index: dict[str, list[Bundle]], keys: Iterable[str], bundle: Bundle) -> None:
    for key in keys:
        filed = index[key]
        if not any(other is bundle for other in filed):
            filed.append(bundle)
