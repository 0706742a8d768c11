"""What a process is called and through which of the owner's addresses it runs: only what its mail says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from agent.cases.employers import domain_word, employer_domain
from agent.cases.roles import shortens
from agent.cases.sifting import hidden, noise
from agent.cases.slots import told_by_owner
from agent.cases.titles import title
from agent.messages import Owner
from agent.understanding.findings import Kind, Rejected, Sender, Understanding


def employer_of(said: Sequence[Understanding]) -> str | None:
    """The employer as most messages write it; a name that other mail shows to be the agency's counts for less."""
    between = {_letters(one.agency) for one in said if one.agency and not hidden(one)}
    said = _as_written(said)
    clients = _named(said, lambda one: None if one.company and _letters(one.company) in between else one.company)
    return clients or _named(said, lambda one: one.company)


def _as_written(said: Sequence[Understanding]) -> list[Understanding]:
    """The same mail; a name that only an address spells is dropped where others write one that begins so.

    "Quarry Bank" of quarrybank.example beside "Quarrybank Insurance"; a later short mail takes nothing from the name.
    """
    theirs = [one for one in said if not hidden(one) and one.sender is not Sender.OWNER]
    written = {_letters(one.company) for one in theirs if one.company and not one.company_by_address}

    def taken(name: str) -> bool:
        return any(other.startswith(_letters(name)) for other in written)

    return [
        replace(one, company=None) if one.company and one.company_by_address and taken(one.company) else one
        for one in said
    ]


def key_name(root: Understanding, said: Sequence[Understanding]) -> str | None:
    """The name for a case's key: as its first message gives it, so that the key does not change with later mail."""
    sender = root.message.sender
    domain = employer_domain(sender.email) if sender is not None and root.sender is not Sender.OWNER else ""
    return root.company or root.agency or domain_word(domain) or employer_of(said) or agency_of(said)


def agency_of(said: Sequence[Understanding]) -> str | None:
    """The agency as most messages write it."""
    return _named(said, lambda one: one.agency)


def role_of(said: Sequence[Understanding]) -> str | None:
    """The job title as most messages write it; what a no about another job names does not count."""
    of_this = [one for one in said if all(f.role in (None, one.role) for f in one.findings if isinstance(f, Rejected))]
    return _job(of_this) or _job(said)


def _job(said: Sequence[Understanding]) -> str | None:
    """The title most often written, of equals the longest, of those the first; what only shortens it counts for it.

    "Glaze technician", "glaze", "GLAZE TECHNICIAN": the name that is known stays, so that no draft is written anew.
    """
    for those in _by_trust(said):
        votes: Counter[str] = Counter()
        for name in (one.role for one in those if one.role):
            longer = [known for known in votes if shortens(name, known)]
            same_rank = [known for known in longer if title(known).rank == title(name).rank]
            votes[max(same_rank or longer or [name], key=partial(_standing, votes))] += 1
        if votes:
            return max(votes, key=partial(_standing, votes))
    return None


def _standing(votes: Counter[str], name: str) -> tuple[int, int]:
    return votes[name], len(name.split())


def language_of(said: Sequence[Understanding]) -> str | None:
    """The language of their last mail that a person wrote and whose language is known."""
    human = (one for one in reversed(said) if one.sender is Sender.PERSON and one.kind is not Kind.AUTO_REPLY)
    return next((one.language for one in human if one.language and not hidden(one)), None)


def owners_side(said: Sequence[Understanding], owner: Owner) -> tuple[str, str] | None:
    """(the owner's address they write to, the account of that message); None when no mail shows it."""
    mail = [one.message for one in said if not told_by_owner(one) and not hidden(one)]
    senders = {one.message.message_id for one in said if one.sender is Sender.OWNER}
    for message in reversed([m for m in mail if m.message_id not in senders]):
        for person in (*message.to, *message.cc, *message.bcc):
            if person.email in owner.addresses:
                return person.email, message.account
    for message in reversed(mail):
        if message.sender is not None and message.sender.email in owner.addresses:
            return message.sender.email, message.account
    return (min(owner.addresses, default=""), mail[-1].account) if mail else None


def _named(said: Sequence[Understanding], name: Callable[[Understanding], str | None]) -> str | None:
    """The most frequent name in their mail, of equals the first; where there is none, what the owner told or wrote.

    A name that only an address spells ("Meridiantalent") yields to the same name as somebody writes it, and to a longer
    one that begins so ("Alderpike" to "Alder & Pike Maps").
    """
    for those in _by_trust(said):
        counted = Counter(found for one in those if (found := name(one)))
        if counted:
            return max(counted, key=lambda found: (_votes(found, counted), len(found.split()), counted[found]))
    return None


def _by_trust(said: Sequence[Understanding]) -> tuple[list[Understanding], ...]:
    """Their mail; what the owner told; all of it. Neither what is hidden nor noise."""
    shown = [one for one in said if not hidden(one) and not noise(one)]
    theirs = [one for one in shown if one.sender is not Sender.OWNER and not told_by_owner(one)]
    return theirs, [one for one in shown if told_by_owner(one)], shown


def _votes(name: str, counted: Counter[str]) -> int:
    """How often a name stands there, also without gaps: whole, or its first words run together, as domains do."""
    letters, first = _letters(name), _letters(name.split()[0])
    return sum(
        count
        for other, count in counted.items()
        if (short := _letters(other)) == letters or (" " not in other and short != first and letters.startswith(short))
    )


def _letters(name: str) -> str:
    """A name without gaps and marks: as an address spells it."""
    return "".join(char for char in name.casefold() if char.isalnum())
