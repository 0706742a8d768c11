"""What is known of addresses in all processes: whose owner is away or has left, and to which no mail arrives.

It counts wherever it was read (behaviours 44, 45, 102).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from agent.cases.employers import employer_domain
from agent.cases.lexicon import pattern
from agent.cases.persons import first_name
from agent.senders import Nature, nature
from agent.understanding.findings import Away, Bounced, Gone, Kind, Sender, Understanding

_UNREACHABLE = {
    Nature.NO_REPLY: "no-reply address",
    Nature.HIRING_SYSTEM: "address of a hiring system",
    Nature.CALENDAR: "address of a calendar service",
    Nature.JOB_SITE: "address of a job site",
    Nature.SIGNING: "address of a signing service",
    Nature.GROUP: "mailing list",
}


@dataclass(frozen=True, slots=True)
class Departure:
    """A colleague tells that somebody at their company has left; `words` are those of the sentence."""

    domain: str
    words: frozenset[str]
    teller: str
    at: datetime

    def means(self, name: str | None, email: str) -> bool:
        """Whether the sentence is about this person: same company, first name in it, not the teller."""
        return email != self.teller and employer_domain(email) == self.domain and first_name(name) in self.words


@dataclass(slots=True)
class Absences:
    """What is known of addresses: away (last word and day of return), gone, bounced - each with when it was said."""

    away: dict[str, tuple[datetime, date | None]] = field(default_factory=dict)
    gone: dict[str, datetime] = field(default_factory=dict)
    colleagues_gone: list[Departure] = field(default_factory=list)
    bounced: dict[str, datetime] = field(default_factory=dict)

    def absence(self, email: str, spoke: datetime | None) -> tuple[datetime | None, date | None]:
        """Since when somebody is away, and the day of their return; (None, None) where they have written since."""
        since, back = self.away.get(email, (None, None))
        return (None, None) if since is not None and spoke is not None and spoke > since else (since, back)

    def unreachable(self, name: str | None, email: str, spoke: datetime | None) -> str | None:
        """Why mail to an address reaches nobody, or None. `spoke` is when they last wrote."""
        if email in self.gone or any(
            left.means(name, email) and _silent(spoke, left.at) for left in self.colleagues_gone
        ):
            return "no longer works there"
        bounced = self.bounced.get(email)
        if bounced is not None and _silent(spoke, bounced):
            return "bounced"
        kind = nature(email, name)
        return _UNREACHABLE.get(kind) if kind else None


def _silent(spoke: datetime | None, since: datetime) -> bool:
    return spoke is None or spoke <= since


def absences(said: Iterable[Understanding]) -> Absences:
    """Everything that `said` (in time order) tells of addresses."""
    found = Absences()
    for one in said:
        for finding in one.findings:
            if isinstance(finding, Bounced):
                found.bounced[finding.address.lower()] = one.message.at
            elif one.message.sender is None or one.sender is Sender.OWNER:
                continue
            elif isinstance(finding, Away):
                found.away[one.message.sender.email] = (one.message.at, finding.back)
            elif isinstance(finding, Gone):
                _leaves(found, finding, one, one.message.sender.email)
    return found


def _leaves(found: Absences, gone: Gone, one: Understanding, teller: str) -> None:
    """Whoever writes has left, or tells of a colleague that has."""
    sentence, at = gone.evidence.sentence, one.message.at
    automatic = one.sender is Sender.MACHINE or one.kind is Kind.AUTO_REPLY
    if automatic or pattern("leaving").search(sentence.replace("’", "'")):
        found.gone[teller] = at
    else:
        words = frozenset(re.findall(r"\w+", sentence.casefold()))
        found.colleagues_gone.append(Departure(employer_domain(teller), words, teller, at))
