"""Dates, people and sentences as the owner reads them in a reason. Independent of the machine's locale."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from agent.cases.persons import printed_name
from agent.cases.records import Case, Contact
from agent.messages import Message

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONGEST_QUOTE = 120


def day(on: date) -> str:
    """A plain date: "Thu 19 Nov"."""
    return f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}"


def day_of(moment: datetime, zone: tzinfo) -> str:
    """The day of an aware moment in `zone`: "Thu 19 Nov"."""
    return day(moment.astimezone(zone).date())


def time_of(moment: datetime, zone: tzinfo) -> str:
    """Day and time of an aware moment in `zone`: "Thu 19 Nov, 15:00"."""
    local = moment.astimezone(zone)
    return f"{day(local.date())}, {local.hour:02d}:{local.minute:02d}"


def days(count: int) -> str:
    """Like "1 day", "7 days"."""
    return f"{count} day" if count == 1 else f"{count} days"


def business_days(count: int) -> str:
    """Like "one business day", "3 business days"."""
    return "one business day" if count == 1 else f"{count} business days"


def who(contact: Contact | None) -> str:
    """A contact by name, else by address; "they" for nobody."""
    if contact is None:
        return "they"
    return contact.name or contact.email or "they"


def writer(message: Message | None) -> str:
    """Who wrote a message, by name, else by address; "they" when nobody is known."""
    if message is None or message.sender is None:
        return "they"
    return printed_name(message.sender.name) or message.sender.email


def company(case: Case) -> str:
    """Whom the case is with: the employer, else the agency, else "this employer"."""
    return case.employer or case.agency or "this employer"


def sentence(text: str) -> str:
    """The same text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def quote(text: str) -> str:
    """Somebody's words on one line, in quotation marks, cut when long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_QUOTE:
        line = line[: _LONGEST_QUOTE - 1].rstrip() + "…"
    return f"“{line}”"
