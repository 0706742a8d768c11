"""Whether one message may belong to one process: what a message outside its conversations must and must not show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.cases.bundles import Bundle
from agent.cases.employers import domain_of_employer, employer_domain, lookup_keys
from agent.cases.marks import Marks
from agent.cases.openings import clear_enough, opens
from agent.cases.roles import Likeness
from agent.cases.slots import told_by_owner
from agent.senders import registrable_domain
from agent.understanding.findings import Elsewhere, Kind, Sender, Understanding

_APART = re.compile(r"[:,;|/()]|\s[-–—]\s|\b(?:at|with|for|bei)\b")
"""What parts a subject: "Second interview: Accountant, Fernhurst Packaging"."""

_LONGEST_SUBJECT = 300


def shown_around(one: Understanding, found: Sequence[Bundle], owner: frozenset[str]) -> bool:
    """Whether this is the owner's own forward to a friend or coach, whose words are then nobody's answer.

    Everybody it goes to is unknown in the process and writes from elsewhere. They are remembered.
    """
    if one.sender is not Sender.OWNER or told_by_owner(one):
        return False
    to = [person for person in (*one.message.to, *one.message.cc, *one.message.bcc) if person.email not in owner]
    strangers = {person.email for person in to}
    if not to or any(strangers & b.addresses or {employer_domain(e) for e in strangers} & b.domains for b in found):
        return False
    for bundle in found:
        bundle.bystanders |= strangers
    return True


def passer_by(bundle: Bundle, one: Understanding, seen: Marks) -> bool:
    """Whether somebody unknown here merely speaks of the process, or of its people.

    A friend who forwards the thread back; a magazine's "interview with Annelie Cronje of Klipvallei".
    """
    sender = one.message.sender
    if sender is None or not (_remarks(one) or _may_be_anything(one)):
        return False
    known = bool(seen.addresses & bundle.addresses or seen.domains & bundle.domains)
    names = bundle.employers | bundle.agencies
    known = known or any(domain_of_employer(domain, name) for domain in seen.domains for name in names)
    return not known and (sender.name or "").casefold().strip() not in bundle.people


def _remarks(one: Understanding) -> bool:
    return one.sender is Sender.PERSON and one.kind is Kind.OTHER_HUMAN_REPLY


def _may_be_anything(one: Understanding) -> bool:
    """Whether it says nothing by itself, and is not clearly hiring mail."""
    return one.sender is not Sender.OWNER and not one.findings and not clear_enough(one)


def advert(bundle: Bundle, one: Understanding) -> bool:
    """Whether a house's bulletin speaks to everybody, about nothing: in the house's name, or from a subdomain.

    A person's word counts, whatever it says, and so does the subdomain from which the people of the process write.
    """
    sender = one.message.sender
    if sender is None or one.findings or one.candidacy or one.sender is Sender.OWNER:
        return False
    theirs = {address.rpartition("@")[2] for address in bundle.addresses}
    own_host = sender.domain != registrable_domain(sender.email) and sender.domain not in theirs
    if sender.email in bundle.addresses:
        return False
    return own_host if not sender.name else domain_of_employer(registrable_domain(sender.email), sender.name)


def applied(one: Understanding) -> bool:
    """Whether this shows that the owner had written before: their own mail, or the receipt of an application."""
    return one.sender is Sender.OWNER or one.kind is Kind.APPLICATION_ACK


def fits(bundle: Bundle, one: Understanding, seen: Marks, *, by_person: bool) -> bool:
    """Whether a message outside the conversations of a process may belong to it: employer, job and time."""
    alike = bundle.likeness(seen.role)
    if not bundle.fits_employer(one) and not _from_another_address(bundle, one, alike):
        return False
    if bundle.stale(one.message.at):
        return False
    if alike is Likeness.DIFFERENT:
        return _is_its_slot(bundle, seen)
    known_job = alike >= Likeness.SIMILAR or bundle.met or by_person
    return not (bundle.ended and opens(one) and one.kind is not Kind.REJECTION and not known_job)


def _is_its_slot(bundle: Bundle, seen: Marks) -> bool:
    """Whether somebody of this process names the very time of its interview: one job, however they write it."""
    return bundle.shares_slot(seen) and bool(seen.addresses & bundle.addresses)


def _from_another_address(bundle: Bundle, one: Understanding, alike: Likeness) -> bool:
    """Whether somebody of this process, by their full name, writes of its job from another address.

    No employer is written in the mail, only the address spells one: a farm's mail is down, and the farmer writes from
    their brother's.
    """
    sender = one.message.sender
    if sender is None or one.sender is not Sender.PERSON or not one.company_by_address or alike < Likeness.SIMILAR:
        return False
    name = (sender.name or "").casefold().strip()
    return len(name.split()) >= 2 and name in bundle.people


def anonymous(one: Understanding, seen: Marks) -> bool:
    """Whether a robot wrote that names no employer: a scheduler whose pages carry only times and names."""
    return one.sender is Sender.MACHINE and not seen.names and not seen.domains


def mentioned(bundle: Bundle, one: Understanding, seen: Marks) -> bool:
    """Whether a message names the employer or the job of this process."""
    named = bundle.named_by(one) or bundle.headed(one) or bundle.knows(seen)
    return named or bundle.likeness(seen.role) >= Likeness.SIMILAR


def named_elsewhere(one: Understanding) -> list[str]:
    """Who is said to have written on a site."""
    return [f.who.casefold() for f in one.findings if isinstance(f, Elsewhere) and f.who]


def keys_of_subject(one: Understanding) -> frozenset[str]:
    """Under which a process may be filed whose employer the subject names."""
    parts = _APART.split(one.message.subject[:_LONGEST_SUBJECT])
    return frozenset(key for part in parts if part.strip() for key in lookup_keys(part.strip(), ""))


def employer_keys(seen: Marks) -> frozenset[str]:
    """Under which a process is filed by its employer or agency."""
    keys: set[str] = set()
    for name in seen.names:
        keys |= lookup_keys(name, "")
    for domain in seen.domains:
        keys |= lookup_keys(None, domain)
    return frozenset(keys)
