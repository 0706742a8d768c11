"""The story of a process: one plain line per thing that happened, with the sentence it was read from."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from agent.cases.persons import printed_name
from agent.cases.records import Happened
from agent.cases.slots import told_by_owner
from agent.messages import Message, Owner
from agent.understanding.findings import (
    Advanced,
    Asked,
    Assessed,
    Away,
    Bounced,
    ClockTime,
    Elsewhere,
    Evidence,
    Finding,
    Gone,
    Kind,
    Met,
    Missed,
    NoContact,
    Nudged,
    Offered,
    OnHold,
    Promised,
    Reconsidered,
    Rejected,
    Replied,
    Scheduled,
    SteppedIn,
    Submitted,
    Thanked,
    Took,
    Understanding,
    Withdrew,
)
from providers.folder import Folder

THEIRS = {
    Kind.INTERVIEW_INVITE: "{who} invited you to an interview{when}",
    Kind.SCHEDULING_REQUEST: "{who} asked when you can meet{when}",
    Kind.CONFIRMATION: "{who} confirmed the interview{when}",
    Kind.REMINDER: "{who} reminded you of the interview{when}",
    Kind.RESCHEDULE: "{who} moved the interview{when}",
    Kind.CANCELLATION: "{who} called the interview off",
    Kind.NEXT_ROUND: "{who} wrote that you go on to the next round{when}",
    Kind.ASSESSMENT: "{who} set you a test or a task",
    Kind.INFO_REQUEST: "{who} asked you for something",
    Kind.TIMELINE_UPDATE: "{who} wrote about when you will hear",
    Kind.REJECTION: "{who} said no",
    Kind.OFFER: "{who} made you an offer",
    Kind.OTHER_HUMAN_REPLY: "{who} wrote to you",
    Kind.APPLICATION_ACK: "{who} acknowledged your application",
    Kind.AUTO_REPLY: "An automatic reply came from {who}",
    Kind.BOUNCE: "A message did not arrive",
    Kind.NOT_JOB: "{who} wrote to you",
}
"""What a message of theirs did, by its kind."""

_TELLING: dict[Kind, type[Finding]] = {
    Kind.NEXT_ROUND: Advanced,
    Kind.ASSESSMENT: Assessed,
    Kind.INFO_REQUEST: Asked,
    Kind.TIMELINE_UPDATE: Promised,
    Kind.REJECTION: Rejected,
    Kind.OFFER: Offered,
}
"""The finding that shows a message's kind best, where it is not a slot."""

OWNERS: tuple[tuple[type[Finding], str], ...] = (
    (Withdrew, "You withdrew"),
    (Took, "You said yes to the job"),
    (Nudged, "You asked {to} for news"),
    (Thanked, "You thanked {to}"),
    (Missed, "You wrote that the interview did not take place"),
    (Submitted, "You handed in what they had asked for"),
    (Replied, "You answered {to}"),
)
"""What the owner's own mail did."""

OURS = {
    "thank_you": "You sent your thanks to {to}",
    "follow_up": "You asked {to} for news",
    "second_follow_up": "You asked {to} for news again",
    "rejection_reply": "You answered the rejection",
}
"""What a sent draft of ours did, by its step."""


def moment(at: datetime, zone: tzinfo) -> str:
    """A moment for people, in the owner's zone: "Tue 3 Nov 15:00"."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b} {local:%H:%M}"


def day(on: date) -> str:
    """A day for people: "Fri 27 Nov"."""
    return f"{on:%a} {on.day} {on:%b}"


def lines(one: Understanding, zone: tzinfo) -> list[Happened]:
    """What one message of theirs did, in words; one line for each thing."""
    at = one.message.at
    what = _what(one, zone)
    if told_by_owner(one):
        what = "You told what you heard" if one.message.subject else "You added an interview" + _when(one, zone)
    if one.message.folder in (Folder.SPAM, Folder.TRASH):
        what += f" (found in {one.message.folder.value})"
    evidence = _main_evidence(one)
    told = [Happened(at, what, evidence)]
    for finding in one.findings:
        text = _aside(finding, zone)
        if text is not None:
            told.append(Happened(at, text, finding.evidence))
    return told


def understood(one: Understanding, zone: tzinfo) -> tuple[str, ...]:
    """What was understood of what the owner was told, a clause each; none when it was a word and no more."""
    asides = tuple(text for finding in one.findings if (text := _aside(finding, zone)) is not None)
    said_by_asides = one.kind is Kind.TIMELINE_UPDATE and asides
    return asides if one.kind is Kind.OTHER_HUMAN_REPLY or said_by_asides else (_what(one, zone), *asides)


def _what(one: Understanding, zone: tzinfo) -> str:
    """What a message of theirs as a whole did."""
    if one.kind is Kind.REJECTION and any(isinstance(finding, OnHold) for finding in one.findings):
        return f"{_who(one)} put the process on hold"
    return THEIRS[one.kind].format(who=_who(one), when=_when(one, zone))


def owners_line(one: Understanding, step: str | None, owner: Owner) -> Happened:
    """What a message of the owner's did; `step` when it is known to be a draft of ours."""
    evidence, to = _main_evidence(one), _written_to(one, owner)
    if step is not None:
        return Happened(one.message.at, OURS.get(step, "You wrote to {to}").format(to=to), evidence)
    for finding_type, text in OWNERS:
        shown = next((finding for finding in one.findings if isinstance(finding, finding_type)), None)
        if shown is not None:
            return Happened(one.message.at, text.format(to=to), shown.evidence)
    return Happened(one.message.at, f"You wrote to {to}", evidence)


def _written_to(one: Understanding, owner: Owner) -> str:
    people = [printed_name(p.name) or p.email for p in one.message.to if p.email not in owner.addresses]
    return ", ".join(people[:3]) or "them"


def _aside(finding: Finding, zone: tzinfo) -> str | None:
    """A thing said beside what the message as a whole did; None when the first line already tells it."""
    match finding:
        case Promised(silence="means_no"):
            return f"They said that no news by {day(finding.by)} means no"
        case Promised():
            soon = "after" if finding.open_ended else "by"
            whom = f" from {finding.who}" if finding.who else ""
            return f"They said you will hear{whom} {soon} {day(finding.by)}"
        case Away(back=back):
            return f"They are away until {day(back)}" if back else "They are away"
        case Gone():
            successor = finding.successor
            return "They no longer work there" + (
                f"; {successor.name or successor.email} is named" if successor else ""
            )
        case Bounced():
            return f"Mail to {finding.address} did not arrive"
        case Missed():
            return "You missed the interview" if finding.by == "owner" else "They missed the interview"
        case NoContact():
            return "They asked not to be contacted"
        case Reconsidered():
            return "They want to go on after all"
        case Elsewhere():
            return f"Somebody wrote to you on {finding.where}"
        case Met():
            return "They wrote that an interview has taken place"
        case SteppedIn():
            who = " and ".join(one.name or one.email or "somebody" for one in finding.who)
            return f"They said that you meet {who}, not {finding.other.name or finding.other.email}"
        case Scheduled(hour=ClockTime() as hour):
            return f"They named another hour, {hour}"
        case Asked() | Assessed() if finding.by is not None:
            return f"They asked for it by {day(finding.by)}"
        case Advanced() | Scheduled() | _:
            return None


def _when(one: Understanding, zone: tzinfo) -> str:
    """The slots a message names, " on Tue 3 Nov 15:00"."""
    starts = sorted({f.start for f in one.findings if isinstance(f, Scheduled) and f.start is not None})
    if not starts:
        return ""
    link = " to " if one.kind is Kind.RESCHEDULE else " on "
    more = f" and {len(starts) - 1} more" if len(starts) > 1 else ""
    return link + moment(starts[0], zone) + more


def _who(one: Understanding) -> str:
    sender = one.message.sender
    if sender is None:
        return "They"
    return printed_name(sender.name) or sender.email


def _main_evidence(one: Understanding) -> Evidence | None:
    """The calendar's evidence where there is one, else that of what makes the message its kind, else of the first slot
    or finding.
    """
    slots = [f.evidence for f in one.findings if isinstance(f, Scheduled)]
    calendar = [evidence for evidence in slots if evidence.sentence.lower().startswith("calendar:")]
    telling = [f.evidence for f in one.findings if isinstance(f, _TELLING.get(one.kind, Scheduled))]
    first = calendar or telling or slots or [finding.evidence for finding in one.findings]
    return first[0] if first else None


def imitation(message: Message) -> str:
    """The line for mail from a domain that only reads like one of the house's own."""
    sender = message.sender.email if message.sender else "nobody"
    return f"Mail from {sender} was left out: its domain only reads like theirs"


def unknown_address(message: Message) -> str:
    """The line for mail that counts, from an address of which nothing else shows whose it is."""
    sender = message.sender.email if message.sender else "nobody"
    return f"About this mail: it came from {sender}, and nothing but its words shows that it is theirs"
