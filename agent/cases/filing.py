"""Where processes are looked up: by message, conversation, calendar UID, address, employer and person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from agent.cases.belonging import employer_keys
from agent.cases.bundles import Bundle
from agent.cases.marks import Marks
from agent.cases.sifting import hidden, noise
from agent.understanding.findings import Understanding


@dataclass(slots=True)
class Filed:
    """Where bundles are looked up. Dictionaries stand in for ordered sets: order must not depend on hashing."""

    by_message: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))
    by_conversation: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))
    by_uid: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))
    by_address: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))
    by_employer: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))
    by_person: dict[str, list[Bundle]] = field(default_factory=lambda: defaultdict(list))

    def file(self, bundle: Bundle, one: Understanding, seen: Marks, conversation: str) -> None:
        """Make `bundle` findable by what a message in it shows."""
        put_under(self.by_message, [one.message.message_id], bundle)
        if hidden(one) or noise(one):
            return
        put_under(self.by_conversation, [conversation], bundle)
        put_under(self.by_uid, seen.uids, bundle)
        put_under(self.by_address, seen.addresses & bundle.addresses, bundle)
        put_under(self.by_person, seen.people, bundle)
        put_under(self.by_employer, employer_keys(seen), bundle)

    def drop(self, bundles: Iterable[Bundle]) -> None:
        """Make these findable no more."""
        gone = {id(bundle) for bundle in bundles}
        everywhere = (
            self.by_message,
            self.by_conversation,
            self.by_uid,
            self.by_address,
            self.by_employer,
            self.by_person,
        )
        for index in everywhere:
            for key, filed in index.items():
                index[key] = [bundle for bundle in filed if id(bundle) not in gone]


def all_under(index: dict[str, list[Bundle]], keys: Iterable[str]) -> list[Bundle]:
    """Every bundle under any of the keys, each once."""
    found: dict[int, Bundle] = {}
    for key in keys:
        for bundle in index.get(key, ()):
            found[id(bundle)] = bundle
    return list(found.values())


def put_under(index: dict[str, list[Bundle]], keys: Iterable[str], bundle: Bundle) -> None:
    """File a bundle under every key, once under each."""
    for key in keys:
        filed = index[key]
        if not any(other is bundle for other in filed):
            filed.append(bundle)
