"""Which processes seen before a message belongs to, by what links it to them.

In the order of trust: the calendar's UID; the conversation (References, the mailbox's thread); somebody who takes part
in the process; its employer or agency; an employer that the subject names, for the same job; the name of somebody in it
beside the employer or the job; the first name alone beside the employer in a subject. An employer or a job that does
not fit keeps a message out, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from agent.cases.belonging import (
    advert,
    anonymous,
    employer_keys,
    fits,
    keys_of_subject,
    mentioned,
    named_elsewhere,
    passer_by,
)
from agent.cases.bundles import Bundle
from agent.cases.choosing import choose
from agent.cases.filing import Filed, all_under
from agent.cases.marks import Marks
from agent.cases.openings import ADVANCES
from agent.cases.roles import Likeness
from agent.cases.slots import told_by_owner
from agent.cases.threads import replied_to
from agent.understanding.findings import Sender, Understanding

AWAITED_FOR = timedelta(days=21)
"""So long after the last word a booking without a name is taken for the answer to it."""


@dataclass(slots=True)
class Places:
    """The processes so far, in order and as they are filed. `conversation` is that of every message."""

    conversation: dict[str, str]
    bundles: list[Bundle] = field(default_factory=list)
    filed: Filed = field(default_factory=Filed)

    def open(self, bundle: Bundle) -> None:
        """Another process."""
        self.bundles.append(bundle)

    def close(self, bundles: list[Bundle]) -> None:
        """These were no processes of the owner's: forget them."""
        self.bundles = [bundle for bundle in self.bundles if not any(bundle is one for one in bundles)]
        self.filed.drop(bundles)

    def thread_of(self, one: Understanding) -> str:
        """The conversation a message stands in."""
        return self.conversation[one.message.message_id]

    def by_address(self, address: str) -> list[Bundle]:
        """The processes in which an address takes part, in order."""
        return self.filed.by_address.get(address, [])

    def file(self, bundle: Bundle, one: Understanding, seen: Marks) -> None:
        """Make a process findable by what a message in it shows."""
        self.filed.file(bundle, one, seen, self.thread_of(one))

    def place(self, one: Understanding, seen: Marks) -> tuple[list[Bundle], str | None]:
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
        yield all_under(filed.by_uid, seen.uids)[-1:], True, False
        for parent in replied_to(one):
            if parent in filed.by_message:
                yield [b for b in filed.by_message[parent] if self._stays(b, one, seen)], True, False
                break
        conversation = filed.by_conversation.get(self.thread_of(one), [])
        yield [b for b in conversation if self._stays(b, one, seen)], True, False
        yield all_under(filed.by_address, sorted(seen.addresses)), False, True
        copies = [person.email for person in one.message.cc if one.sender is not Sender.OWNER]
        yield all_under(filed.by_address, copies), False, True
        employers = all_under(filed.by_employer, sorted(employer_keys(seen)))
        employers = [b for b in employers if b.knows(seen) and not passer_by(b, one, seen)]
        yield [b for b in employers if not advert(b, one)], False, False
        headed = all_under(filed.by_employer, sorted(keys_of_subject(one)))
        headed = [b for b in headed if b.named_by(one) and not passer_by(b, one, seen)]
        yield [b for b in headed if b.likeness(seen.role) >= Likeness.SIMILAR], False, False
        named = all_under(filed.by_person, sorted(seen.people))
        named = [b for b in named if not passer_by(b, one, seen)]
        yield [b for b in named if mentioned(b, one, seen) or (anonymous(one, seen) and not b.ended)], False, True
        yield [b for b in self.bundles if b.by_first_name(one)], False, True
        yield all_under(filed.by_person, named_elsewhere(one)), False, True
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
        around = all_under(self.filed.by_address, sorted(seen.addresses))
        around += [b for b in all_under(self.filed.by_employer, sorted(employer_keys(seen))) if b.knows(seen)]
        return next((b for b in reversed(around) if b.likeness(seen.role) >= Likeness.SIMILAR), None)
