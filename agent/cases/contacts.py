"""Who is on their side in one process, as its mail shows them.

Mail in spam or trash gives nobody. An address is never guessed; a name is joined to an address only by equal names.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from agent.cases.absent import Absences
from agent.cases.employers import employer_domain, same_employer
from agent.cases.persons import plain_name, printed_name, turned
from agent.cases.records import Contact
from agent.cases.slots import told_by_owner
from agent.senders import Nature, is_robot, nature
from agent.understanding.findings import (
    Kind,
    Part,
    Participant,
    Scheduled,
    Sender,
    SteppedIn,
    Understanding,
)
from agent.understanding.people.matching import is_titled, same_person

_NOT_PEOPLE = frozenset({Nature.ROOM})
_PARTS = (Part.AGENCY, Part.RECRUITER, Part.COORDINATOR, Part.INTERVIEWER, Part.OTHER)
_NAMING = Scheduled | SteppedIn
_ARRANGES = frozenset({Part.AGENCY, Part.RECRUITER, Part.COORDINATOR})
_NOT_SPOKEN = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE, Kind.APPLICATION_ACK})


@dataclass(slots=True)
class _Known:
    name: str | None
    email: str | None
    part: Part
    seen: datetime
    first: datetime
    spoke: datetime | None = None
    guessed: bool = True

    def plays(self, part: Part, *, guessed: bool) -> None:
        """Learn the part they play in one message: what is told beats what is guessed; of equals the first in order."""
        guessed = guessed or part is Part.OTHER
        if guessed is not self.guessed:
            self.part = self.part if guessed else part
        else:
            self.part = min(self.part, part, key=_PARTS.index)
        self.guessed = self.guessed and guessed


@dataclass(slots=True)
class ContactBook:
    """The people of one process while its messages are read in time order.

    `unproven` are addresses of which nothing but their own mail shows whose they are (`strangers`).
    """

    owner: frozenset[str]
    domains: frozenset[str]
    unproven: frozenset[str] = frozenset()
    known: list[_Known] = field(default_factory=list)
    by_email: dict[str, _Known] = field(default_factory=dict)
    by_name: dict[str, _Known] = field(default_factory=dict)

    def read(self, one: Understanding) -> None:
        """Meet everybody whom one message shows."""
        message, at = one.message, one.message.at
        if one.sender is Sender.OWNER and not told_by_owner(one):
            for person in (*message.to, *message.cc):
                if person.email in self.by_email or employer_domain(person.email) in self.domains:
                    self._see(person.name, person.email, Part.OTHER, at)
            return
        if one.kind is Kind.BOUNCE:
            return
        self._hear(one)
        told = [f.people if isinstance(f, Scheduled) else f.who for f in one.findings if isinstance(f, _NAMING)]
        for one_of_them in (*one.people, *(p for people in told for p in people)):
            self._see(one_of_them.name, one_of_them.email, one_of_them.part, at, guessed=one_of_them.guessed)
        for person in (*message.to, *message.cc):
            if employer_domain(person.email) in self.domains:
                self._see(person.name, person.email, Part.OTHER, at)

    def _hear(self, one: Understanding) -> None:
        """The sender, and whether a person spoke."""
        sender, at = one.message.sender, one.message.at
        if sender is None or told_by_owner(one):
            return
        agency = one.agency and same_employer(one.agency, employer_domain(sender.email).partition(".")[0])
        known = self._see(sender.name, sender.email, Part.AGENCY if agency else Part.OTHER, at)
        if known is not None and one.sender is Sender.PERSON and one.kind not in _NOT_SPOKEN:
            known.spoke = at

    def _see(
        self, name: str | None, email: str | None, part: Part, at: datetime, *, guessed: bool = False
    ) -> _Known | None:
        if email is not None and (email in self.owner or nature(email, name) in _NOT_PEOPLE):
            return None
        name = printed_name(name)
        plain = "" if email and is_robot(email) else plain_name(name)
        known = self.by_email.get(email) if email else self.by_name.get(plain)
        if known is None and email and plain and (by_name := self.by_name.get(plain)) and by_name.email is None:
            known, by_name.email = by_name, email
        if known is None:
            if not email and not plain:
                return None
            known = _Known(name, email, Part.OTHER, at, at)
            self.known.append(known)
        known.name = known.name if plain_name(known.name) else name or known.name
        known.plays(part, guessed=guessed)
        known.seen = max(known.seen, at)
        if known.email:
            self.by_email[known.email] = known
        if plain:
            self.by_name.setdefault(plain, known)
        return known

    def contacts(self, absent: Absences) -> tuple[Contact, ...]:
        """Everybody, in the order in which they first appeared; at each of their addresses they play one part."""
        return tuple(replace(self._contact(known, absent), part=self._part_of(known)) for known in self.known)

    def _part_of(self, known: _Known) -> Part:
        """The part of somebody who writes from several addresses: what is told of them at any holds at all."""
        whole = replace(known)
        for same in self._of_the_name(known):
            whole.plays(same.part, guessed=same.guessed)
        return whole.part

    def _of_the_name(self, known: _Known) -> list[_Known]:
        """All addresses of somebody whose full name is known; a first name alone is anybody's."""
        name = plain_name(known.name)
        return [one for one in self.known if plain_name(one.name) == name] if len(name.split()) > 1 else [known]

    def person(self, participant: Participant, absent: Absences, met: datetime | None = None) -> Contact | None:
        """Whom an invitation or a text means. None: nobody. `met` is when they are met.

        A first name alone, or a family name behind a title, means the only one who has it.
        """
        if participant.email:
            known = self.by_email.get(participant.email.lower())
        else:
            known = self.by_name.get(plain_name(participant.name))
            if known is None or known.email is None:
                known = self._by_part_of_name(participant.name) or known
        return self._contact(self._where_they_write(known, met), absent) if known else None

    def _where_they_write(self, known: _Known, met: datetime | None) -> _Known:
        """Somebody at the address from which they last wrote, when they have several: "our mail is down, use this".

        Never at a hiring system's relay in place of their own, nor at an unproven one that came up only after they
        were met: whoever arranged the meeting from it has shown that it is theirs.
        """
        same = [one for one in self._of_the_name(known) if one.email]
        sure = [one for one in same if one.email not in self.unproven or (met is not None and one.first < met)]
        own = [one for one in sure if one.spoke and nature(one.email or "", one.name) is not Nature.RELAY]
        here = [known] if known in sure or not sure else sure[:1]
        return max((*here, *own), key=lambda one: (one.spoke is not None, one.spoke or one.seen))

    def arranges(self, participant: Participant) -> bool:
        """Whether somebody is known to arrange interviews, not to hold them."""
        found = self.person(participant, Absences())
        return found is not None and found.part in _ARRANGES

    def _by_part_of_name(self, name: str | None) -> _Known | None:
        """The one whose address is known and who has this first name, or "Mrs Hartog" as family name."""
        if not name or not (is_titled(name) or len(name.split()) == 1):
            return None
        reached = [known for known in self.known if known.email and plain_name(known.name)]
        same = [known for known in reached if same_person(turned(known.name or ""), name)]
        return same[0] if len(same) == 1 else None

    def last_to_speak(self, absent: Absences) -> Contact | None:
        """Who on their side last wrote as a person."""
        spoken = [known for known in self.known if known.spoke is not None]
        if not spoken:
            return None
        return self._contact(max(spoken, key=lambda known: (known.spoke, known.email)), absent)

    def _contact(self, known: _Known, absent: Absences) -> Contact:
        away_since, back = absent.absence(known.email or "", known.spoke)
        return Contact(
            name=known.name,
            email=known.email,
            part=known.part,
            spoke=known.spoke,
            seen=known.seen,
            unreachable=absent.unreachable(known.name, known.email, known.spoke) if known.email else None,
            away_since=away_since,
            back=back,
        )
