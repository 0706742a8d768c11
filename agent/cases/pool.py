"""Messages that belong to no process yet: acknowledgements, first contacts, the owner's own applications.

When a process begins they are its history: the job, the employer, the timeline they state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from agent.cases.bundles import NEW_PROCESS_AFTER
from agent.cases.employers import domain_of_employer, same_employer
from agent.cases.marks import Marks
from agent.cases.roles import Likeness, likeness
from agent.understanding.findings import Kind, Sender, Understanding

_Waiting = tuple[Understanding, Marks]


@dataclass(slots=True)
class Pool:
    """What waits, found by conversation, address or employer."""

    by_conversation: dict[str, list[_Waiting]] = field(default_factory=lambda: defaultdict(list))
    by_address: dict[str, list[_Waiting]] = field(default_factory=lambda: defaultdict(list))
    by_domain: dict[str, list[_Waiting]] = field(default_factory=lambda: defaultdict(list))
    named: list[_Waiting] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    def put(self, one: Understanding, seen: Marks, conversation: str) -> None:
        """Keep a message until it is needed."""
        waiting = (one, seen)
        self.by_conversation[conversation].append(waiting)
        for address in seen.addresses:
            self.by_address[address].append(waiting)
        for domain in seen.domains:
            self.by_domain[domain].append(waiting)
        if one.kind is Kind.APPLICATION_ACK and seen.names:
            self.named.append(waiting)

    def around(self, one: Understanding, seen: Marks, conversation: str) -> list[Understanding]:
        """What waits and was said in the same conversation, or by or to the same people."""
        found = [*self.by_conversation.get(conversation, ())]
        for address in sorted(seen.addresses):
            found += self.by_address.get(address, ())
        return [other for other, _ in self._recent(found, one)]

    def release(self, conversation: str) -> list[_Waiting]:
        """Take out what waits in a conversation."""
        found = [w for w in self.by_conversation.pop(conversation, ()) if w[0].message.message_id not in self.gone]
        self.gone |= {other.message.message_id for other, _ in found}
        return found

    def history(self, one: Understanding, seen: Marks, conversation: str) -> list[_Waiting]:
        """Take out what comes before a process that begins with `one`, oldest first."""
        same = self._recent(self.by_conversation.get(conversation, ()), one)
        beside: list[_Waiting] = []
        for address in sorted(seen.addresses):
            beside += self.by_address.get(address, ())
        for domain in sorted(seen.domains):
            beside += self.by_domain.get(domain, ())
        beside += [w for w in self.named if _same_company(w[1], seen)]
        fitting = [w for w in self._recent(beside, one) if _may_precede(w, one, seen)]
        chosen = same + [w for w in _without_rivals(fitting, seen) if w not in same]
        self.gone |= {other.message.message_id for other, _ in chosen}
        return sorted(chosen, key=lambda w: (w[0].message.at, w[0].message.message_id))

    def _recent(self, waiting: Iterable[_Waiting], one: Understanding) -> list[_Waiting]:
        """Each once, without what was taken or lies too far back."""
        found = {
            other.message.message_id: (other, seen)
            for other, seen in waiting
            if other.message.message_id not in self.gone and one.message.at - other.message.at <= NEW_PROCESS_AFTER
        }
        return list(found.values())


def _may_precede(waiting: _Waiting, one: Understanding, seen: Marks) -> bool:
    other, other_seen = waiting
    if other_seen.role and seen.role and likeness(other_seen.role, seen.role) is Likeness.DIFFERENT:
        return False
    if other.company and one.company and not same_employer(other.company, one.company):
        return False
    return (
        other.sender is Sender.OWNER or bool(other_seen.addresses & seen.addresses) or _same_company(other_seen, seen)
    )


def _without_rivals(waiting: list[_Waiting], seen: Marks) -> list[_Waiting]:
    """Applications for several jobs say nothing about which one an unnamed process is for."""
    roles = [other_seen.role for _, other_seen in waiting if other_seen.role]
    rivals = any(likeness(roles[0], role) is Likeness.DIFFERENT for role in roles[1:])
    return [w for w in waiting if not (rivals and not seen.role and w[1].role)]


def _same_company(a: Marks, b: Marks) -> bool:
    return (
        bool(a.domains & b.domains)
        or any(same_employer(x, y) for x in a.names for y in b.names)
        or any(domain_of_employer(d, n) for d in a.domains for n in b.names)
        or any(domain_of_employer(d, n) for d in b.domains for n in a.names)
    )
