"""Who writes of a process with nothing that ties them to it but their words, and what their word is worth there.

Anybody can write "your interview at Acme is off", call themselves Dana Reyes, or put Dana into an invitation. Tied to
a process are the people and houses that its own mail shows, services (hiring systems, calendars), a domain named as the
house is, whoever answers a message of it, and whoever lets somebody of it have a copy.

Honest mail comes from nowhere, too: a colleague, a client behind an agency, somebody whose own mail is down. So it is
heard, and the owner told; only what ends or moves something, and calendars about what is known, wait for the owner.
"""

from __future__ import annotations

from agent.cases.bundles import Bundle, house_or_address
from agent.cases.employers import domain_of_employer, employer_domain
from agent.cases.marks import Marks
from agent.cases.sifting import noise
from agent.cases.slots import told_by_owner
from agent.cases.threads import replied_to
from agent.senders import Nature, nature
from agent.understanding.findings import (
    Kind,
    Missed,
    NoContact,
    Offered,
    OnHold,
    Rejected,
    Scheduled,
    Sender,
    Status,
    Understanding,
)

_SERVICES = frozenset({Nature.CALENDAR, Nature.HIRING_SYSTEM, Nature.RELAY, Nature.JOB_SITE, Nature.SIGNING})
_ENDS = frozenset({Kind.REJECTION, Kind.OFFER, Kind.CANCELLATION, Kind.RESCHEDULE})
_FALLS = frozenset({Status.CANCELLED, Status.MOVED})
_WORDS = "{who} wrote on {day} what would end or move something, and nothing shows that they are of the house"
_CALENDAR = "{who} sent a calendar entry on {day}, and nothing shows that they are of the house"


def unproven(bundle: Bundle, one: Understanding) -> bool:
    """Whether nothing ties the sender to this process, of which somebody is known."""
    sender = one.message.sender
    if sender is None or one.sender is Sender.OWNER or told_by_owner(one) or not bundle.vouched:
        return False
    if nature(sender.email) in _SERVICES or sender.email in bundle.vouched:
        return False
    domain = employer_domain(sender.email)
    if domain and (domain in bundle.houses or _is_called(bundle, domain)):
        return False
    return not any(person.email in bundle.vouched for person in one.message.cc) and not _answers(bundle, one)


def heard_unproven(bundle: Bundle) -> list[Understanding]:
    """What people wrote who are heard though nothing ties them to the process: the owner is told."""
    letters = [letter for letter in bundle.letters if letter.unproven and letter.doubt is None]
    return [letter.said for letter in letters if letter.said.sender is Sender.PERSON and not noise(letter.said)]


def unproven_addresses(bundle: Bundle) -> frozenset[str]:
    """The addresses of those who are heard, and whom no later mail of the process has shown to be of it."""
    senders = (one.message.sender for one in heard_unproven(bundle))
    return frozenset(one.email for one in senders if one is not None) - bundle.vouched


def doubt_of(bundle: Bundle, one: Understanding, seen: Marks) -> str | None:
    """Why what somebody writes to whom nothing ties the process waits for the owner; None where it is heard."""
    if seen.uids and _about_what_is_known(bundle, one, seen):
        return calendar_doubt(one)
    if one.sender is Sender.PERSON and not _is_named(bundle, one) and _ends(one):
        return _WORDS.format(who=_who(one), day=_day(one))
    return None


def calendar_doubt(one: Understanding) -> str:
    """Why a calendar entry of somebody to whom nothing ties the process waits for the owner."""
    return _CALENDAR.format(who=_who(one), day=_day(one))


def claims(bundle: Bundle, one: Understanding, seen: Marks) -> bool:
    """Whether a stranger's calendar entry names this employer and the very time of its interview, as if it were it."""
    return bool(seen.uids) and not bundle.ended and bundle.named_by(one) and bundle.shares_slot(seen)


def _about_what_is_known(bundle: Bundle, one: Understanding, seen: Marks) -> bool:
    """Whether a calendar entry is about an event or somebody of this process, or brings another to its interviews.

    It is not where whoever sent the event before sends it again, nor a booking page's where one was to be booked.
    Somebody whom the process names, without an address so far, may send one: a client's manager behind an agency. So
    may a house for which an agency writes, or of which only a portal has written.
    """
    known = seen.uids & bundle.events.keys()
    if known:
        return any(house_or_address(one) not in bundle.events[uid] for uid in known)
    if _is_named(bundle, one) and _name(one) not in _with_address(bundle):
        return False
    if one.sender is Sender.MACHINE and (bundle.arranging or not bundle.met or _booked_before(bundle, one)):
        return False
    if seen.addresses & bundle.vouched or seen.domains & bundle.houses:
        return True
    return bundle.met and not bundle.agencies


def _is_named(bundle: Bundle, one: Understanding) -> bool:
    """Whether the process knows somebody by the sender's name, or by their first name and no more."""
    name = _name(one)
    first = name.partition(" ")[0]
    return name in bundle.vouched or (
        first in bundle.vouched and not any(known.startswith(f"{first} ") for known in bundle.vouched)
    )


def _name(one: Understanding) -> str:
    return " ".join((one.message.sender.name or "").casefold().split()) if one.message.sender else ""


def _booked_before(bundle: Bundle, one: Understanding) -> bool:
    return any(house_or_address(one) in senders for senders in bundle.events.values())


def _with_address(bundle: Bundle) -> set[str]:
    """The full names of the people whose address the proven mail of the process shows."""
    said = [letter.said for letter in bundle.letters if not letter.unproven]
    slots = [f for one in said for f in one.findings if isinstance(f, Scheduled)]
    people = [p for one in said for p in one.people] + [p for slot in slots for p in slot.people]
    names = [p.name for p in people if p.email]
    names += [one.message.sender.name for one in said if one.message.sender is not None]
    return {name.casefold().strip() for name in names if name}


def _ends(one: Understanding) -> bool:
    """Whether it would end the process or an interview, or move one."""
    if {one.kind, *one.also} & _ENDS:
        return True
    return any(
        isinstance(f, Rejected | Offered | OnHold | NoContact | Missed)
        or (isinstance(f, Scheduled) and f.status in _FALLS)
        for f in one.findings
    )


def _answers(bundle: Bundle, one: Understanding) -> bool:
    """Whether it answers mail of the process, of which strangers know nothing; not their own."""
    parents = replied_to(one)
    return any(each.said.message.message_id in parents for each in bundle.letters if not each.unproven)


def _is_called(bundle: Bundle, domain: str) -> bool:
    """Whether a domain is named as the employer or agency is: acme-talent.example."""
    return any(domain_of_employer(domain, name) for name in bundle.employers | bundle.agencies)


def _who(one: Understanding) -> str:
    sender = one.message.sender
    return sender.email if sender is not None else "somebody"


def _day(one: Understanding) -> str:
    return f"{one.message.at:%A} {one.message.at.day} {one.message.at:%B}"
