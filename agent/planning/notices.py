"""What the owner is told or asked, with no draft: an offer, a missed meeting, an answer they owe, a dead address.

A notice is told once, so its words never depend on the present moment. Source: docs/etiquette.md, "What you are told".
"""

from __future__ import annotations

from collections.abc import Iterator

from agent.cases.records import Case, Contact, Happened, Interview, State
from agent.messages import Owner
from agent.planning.in_words import company, day_of, quote, who

_IMITATORS = 5  # addresses named; whoever writes from hundreds is told of often enough


def notices(case: Case, owner: Owner) -> tuple[str, ...]:
    """The sentences for the owner."""
    return tuple(dict.fromkeys(_notices(case, owner)))


def _notices(case: Case, owner: Owner) -> Iterator[str]:
    if case.state is State.OFFER:
        yield f"{company(case)} made an offer on {day_of(case.state_since, owner.zone)}. Nothing more is drafted here."
    for interview in case.interviews:
        if interview.missed_by is not None:
            yield _missed(interview, case, owner)
    if case.state is State.YOUR_TURN and case.unclear and case.open_ask is not None:
        yield (
            f"{company(case)} wrote something that is not understood ({quote(case.open_ask.sentence)}). Until you have "
            "answered, or they write again, they are not asked for news."
        )
    elif case.state is State.YOUR_TURN:
        asked = f": {quote(case.open_ask.sentence)}" if case.open_ask is not None else "."
        yield f"{company(case)} waits for an answer from you{asked}"
    for contact in case.contacts:
        if (text := _unreachable(contact, case)) is not None:
            yield text
    for address in sorted({one.sender.email for one in case.imitators if one.sender is not None})[:_IMITATORS]:
        yield (
            f"Mail from {address} was left out: its domain only reads like one of {company(case)}. "
            f'If it is theirs after all, say what it tells: followup heard {case.key} "..."'
        )
    for address in sorted({one.sender.email for one in case.unproven if one.sender is not None})[:_IMITATORS]:
        yield (
            f"Mail from {address} was taken for that of {company(case)}, and nothing but its words shows that it is. "
            f'Make sure before you write there; if it is not theirs, say how it stands: followup heard {case.key} "..."'
        )
    if case.elsewhere is not None:
        yield f"An answer from {company(case)} may be waiting on {case.elsewhere}. Until it is known, nobody is asked."


def _missed(interview: Interview, case: Case, owner: Owner) -> str:
    at = interview.start or interview.over
    when = f" on {day_of(at, owner.zone)}" if at is not None else ""
    if interview.missed_by == "owner":
        return f"{company(case)} says that you missed the interview{when}. No thank-you is drafted."
    return f"The interview with {company(case)}{when} did not take place. No thank-you is drafted."


def _unreachable(contact: Contact, case: Case) -> str | None:
    """A bounce or a departure. A successor is named in the sentence that told of it; they need the owner's yes."""
    if contact.unreachable == "bounced":
        return f"Mail to {contact.email} did not arrive. It is not written to again."
    if contact.unreachable is not None and contact.unreachable.startswith("no longer"):
        told = next((line.evidence for line in case.story if _tells_of_leaving(line, contact, case)), None)
        said = f" ({quote(told.sentence)})" if told is not None else ""
        return (
            f"{who(contact)} no longer works at {company(case)}{said} and is not written to again. "
            "Whoever is named in their place is written to only after you have written to them."
        )
    return None


def _tells_of_leaving(line: Happened, contact: Contact, case: Case) -> bool:
    """Whether this line of the story is the contact's own departure: they wrote it, or its sentence names them."""
    if line.evidence is None or "no longer" not in line.what:
        return False
    first = (contact.name or "").split(" ")[0]
    wrote = {m.sender.email for m in case.messages if m.message_id == line.evidence.message and m.sender is not None}
    return contact.email in wrote or bool(first and first in line.evidence.sentence)
