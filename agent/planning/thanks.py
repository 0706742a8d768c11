"""Thank-yous: one to each interviewer of the last interview day, or through whoever arranged it (docs/etiquette.md).

All slots of one day count together: who was met twice is thanked once, after the second time. When a later round has
been held, thanks for earlier days are not newly written; an untouched draft that is there stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from agent.calendar import add_business_days
from agent.cases.persons import plain_name
from agent.cases.records import Case, Contact, Interview
from agent.messages import Owner
from agent.planning.considered import NOTHING, Considered, closed
from agent.planning.in_words import sentence, time_of, who
from agent.planning.parents import parent_for, written_from
from agent.planning.recipients import Recipient, known_contact, process_speaker, recipient, why_not
from agent.planning.records import Due, Held, Step
from agent.planning.reply_to import UNANSWERABLE
from agent.planning.working_hours import local_day, midnight
from agent.policy import Policy
from agent.senders import nature
from agent.understanding.findings import Status

_BOOKED = frozenset({Status.BOOKED, Status.MOVED})


@dataclass(frozen=True, slots=True)
class _Thanks:
    """Thanks to one person for a slot (the last in which they were met), also on behalf of `others`."""

    to: Recipient
    slot: Interview
    others: tuple[Contact, ...] = ()


def thank_yous(case: Case, owner: Owner, policy: Policy, now: datetime) -> Considered:
    """The thank-yous of each interview day up to the next one, from the end of the interview."""
    considered, met = NOTHING, frozenset[str | None]()
    last = None if case.interview_held is None else _date(case.interview_held, owner)
    for on, day in _days(case, owner):
        begun = last is not None and on <= last
        thanks = _of_day(day, case, owner, policy, thanked=case.thanked if begun else frozenset(),
                         everybody=case.thanked_all and begun)  # fmt: skip
        if last is not None and on < last:
            thanks = Considered(tuple(closed(due) for due in thanks.dues if due.to.email not in met))
        considered = thanks + considered
        considered += Considered(wakes=tuple(slot.over for slot in day if slot.over is not None and slot.over > now))
        if begun:
            met |= {due.to.email for due in thanks.dues} | {person.email for slot in day for person in slot.people}
    return considered


def _days(case: Case, owner: Owner) -> list[tuple[date, list[Interview]]]:
    """The interviews that count, by their day where the owner is, the latest day first; none later than the next."""
    ahead = None if case.interview_ahead is None else _date(case.interview_ahead, owner)
    known = (case.interview_held, case.interview_ahead)
    slots = dict.fromkeys((*case.interviews, *(one for one in known if one is not None)))
    days: dict[date, list[Interview]] = {}
    for slot in slots:
        on = _date(slot, owner)
        begun = case.interview_held is not None and on <= _date(case.interview_held, owner)
        if _counts(slot) and (begun or on == ahead):
            days.setdefault(on, []).append(slot)
    return sorted(days.items(), reverse=True)


def _date(interview: Interview, owner: Owner) -> date:
    """The day of its end where the owner is; one whose end is not known lies in the far future."""
    return date.max if interview.over is None else local_day(interview.over, owner)


def _counts(interview: Interview) -> bool:
    return (
        interview.over is not None
        and interview.status in _BOOKED
        and interview.happened
        and interview.confirmed
        and not interview.robot
    )


def _of_day(
    day: Sequence[Interview],
    case: Case,
    owner: Owner,
    policy: Policy,
    *,
    thanked: frozenset[str],
    everybody: bool,
) -> Considered:
    """The thanks of one day that are not given yet."""
    if everybody:
        return NOTHING
    wanted, held = _wanted(day, case, owner, thanked)
    dues = [_due(one, case, owner, policy) for one in wanted]
    declined = [due for due in dues if due.id in case.declined]
    told = tuple(Held(Step.THANK_YOU, f"You did not want the draft to {due.to.email}.") for due in declined)
    return Considered(tuple(due for due in dues if due not in declined), held=(*held, *told))


def _wanted(
    day: Sequence[Interview], case: Case, owner: Owner, thanked: frozenset[str]
) -> tuple[list[_Thanks], list[Held]]:
    """Whom to thank: those met whose address works; where that is nobody, whoever arranged the slot."""
    direct: dict[str, _Thanks] = {}
    unserved: list[tuple[Interview, tuple[Contact, ...]]] = []
    held: list[Held] = []
    for slot in sorted(day, key=lambda one: (one.over or one.start or datetime.max.replace(tzinfo=UTC), one.id)):
        people = [person for person in slot.people if _is_person(person, owner)]
        known = [person for person in people if why_not(person, case, owner) is None]
        for person in known:
            found = recipient(person, case, owner)
            if isinstance(found, str):
                held.append(Held(Step.THANK_YOU, sentence(f"{found}.")))
            elif not _is_thanked(person, thanked):
                direct[found.person.email] = _Thanks(found, slot)
        if not known:
            unserved.append((slot, tuple(person for person in people if not _is_thanked(person, thanked))))
        elif len(known) < len(people):
            missing = ", ".join(who(person) for person in people if person not in known)
            held.append(Held(Step.THANK_YOU, f"No working address is known for {missing}."))
    anybody = len(unserved) < len(day)
    through = [(slot, people) for slot, people in unserved if people or not (anybody or _named(slot, owner))]
    proxies, refused = _through(through, case, owner, thanked, frozenset(direct))
    return [*direct.values(), *proxies], [*held, *refused]


def _through(
    slots: list[tuple[Interview, tuple[Contact, ...]]],
    case: Case,
    owner: Owner,
    thanked: frozenset[str],
    served: frozenset[str],
) -> tuple[list[_Thanks], list[Held]]:
    """One message to each person who arranged such slots, for all who were met in them."""
    found: dict[str, _Thanks] = {}
    held: list[Held] = []
    for slot, people in slots:
        to = _arranger(slot, case, owner)
        if isinstance(to, str):
            held.append(Held(Step.THANK_YOU, sentence(f"{to}.")))
        elif to.person.email in served:
            held.append(Held(Step.THANK_YOU, f"{who(to.contact)} gets thanks of their own; one draft at a time."))
        elif not _is_thanked(to.contact, thanked):
            before = found.get(to.person.email)
            others = (*(before.others if before else ()), *people)
            found[to.person.email] = _Thanks(
                to, slot, tuple({plain_name(p.name) or p.email: p for p in others}.values())
            )
    return list(found.values()), held


def _arranger(slot: Interview, case: Case, owner: Owner) -> Recipient | str:
    """Who arranged a slot; when that is a robot or gone, whoever speaks for the process."""
    contact = known_contact(slot.arranged_by, case.contacts)
    if contact is None or why_not(contact, case, owner) is not None:
        return process_speaker(case, owner)
    return recipient(contact, case, owner)


def _is_person(contact: Contact, owner: Owner) -> bool:
    """False for rooms, lists and robots among the attendees, and for the owner."""
    return contact.email is None or not (contact.email in owner.addresses or nature(contact.email) in UNANSWERABLE)


def _named(slot: Interview, owner: Owner) -> bool:
    return any(_is_person(person, owner) for person in slot.people)


def _is_thanked(contact: Contact, thanked: frozenset[str]) -> bool:
    return bool({contact.email, plain_name(contact.name) or None} & thanked)


def _due(thanks: _Thanks, case: Case, owner: Owner, policy: Policy) -> Due:
    slot = thanks.slot
    over = slot.over or case.state_since
    parent = parent_for(thanks.to, case, about=slot)
    sender, account = written_from(parent, case, owner)
    date = (slot.start or over).astimezone(UTC).date()
    return Due(
        id=f"{Step.THANK_YOU.value}/{date.isoformat()}/{thanks.to.person.email}",
        case=case.key,
        step=Step.THANK_YOU,
        on=over,
        until=_until(over, owner, policy),
        to=thanks.to.person,
        thanks=thanks.others,
        parent=parent,
        interview=slot,
        sender=sender,
        account=account,
        because=_because(thanks, over, owner),
    )


def _because(thanks: _Thanks, over: datetime, owner: Owner) -> str:
    met = f"End of the interview: {time_of(over, owner.zone)}"
    if thanks.others:
        names = ", ".join(who(person) for person in thanks.others)
        return f"{met}; no working address of {names} is known, so {who(thanks.to.contact)} can pass the thanks on."
    return f"{met}; thanks to {who(thanks.to.contact)} are best sent within a day."


def _until(over: datetime, owner: Owner, policy: Policy) -> datetime:
    """The later of 72 real hours and the end of the second business day after, where the owner is."""
    hours = over.astimezone(UTC) + timedelta(hours=policy.thank_you_hours)
    last = add_business_days(local_day(over, owner), policy.thank_you_business_days, owner.country)
    return max(hours, midnight(last + timedelta(days=1), owner).astimezone(UTC) - timedelta(seconds=1))
