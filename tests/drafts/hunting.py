"""A job hunt in memory for the machine of `test_whole_pass.py`: the mail that comes, a mailbox with an unreliable
network that watches what the agent does to drafts, and the owner's hands.
"""

from __future__ import annotations

import email
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from zoneinfo import ZoneInfo

from agent.drafts import glance
from agent.messages import Owner
from agent.policy import Policy
from agent.view import Settings
from providers.errors import MailboxError, MailboxUnavailable, OutcomeUnknown
from providers.mailbox import SavedDraft
from providers.memory import MemoryMailbox
from tests.drafts.desk import edited
from tests.support.mail import raw_message

ADDRESS = "sam@owner.example"
ME = f"Sam Okafor <{ADDRESS}>"
LIMIT = 2
SETTINGS = Settings(
    Owner(frozenset({ADDRESS}), ZoneInfo("Europe/London"), "GB", "Sam Okafor"), Policy(max_new_drafts=LIMIT)
)
START = datetime(2026, 11, 3, 17, 30, tzinfo=UTC)
FIELDS = {"From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type"}


@dataclass(frozen=True)
class Company:
    """Who takes part in one process. `talk` is when the first interview begins."""

    name: str
    recruiter: str
    interviewers: tuple[str, ...]
    talk: datetime

    def address(self, name: str) -> str:
        """The address of one of its people, with the name."""
        return f"{name} <{name.split()[0].lower()}@{self.name.lower()}.example>"

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody's bare address."""
        return tuple(self.address(one).partition("<")[2][:-1] for one in (self.recruiter, *self.interviewers))


COMPANIES = {
    "Acme": Company("Acme", "Dana Reyes", ("Lee Wong",), datetime(2026, 11, 3, 14, tzinfo=UTC)),
    "Globex": Company(
        "Globex", "Priya Shah", ("Tom Berg", "Omar Haddad", "Nina Falk"), datetime(2026, 11, 4, 10, tzinfo=UTC)
    ),
}
PEOPLE = tuple(person for company in COMPANIES.values() for person in company.people)

WORDS: Mapping[str, str] = {
    "promise": "We will let you know by {day}.",
    "delay": "We need a little more time and will get back to you by {day}.",
    "vague": "Thank you for your patience, we will be in touch.",
    "no": "Unfortunately, we have decided not to move forward with your application.",
    "offer": "We are delighted to offer you the position of Data Engineer.",
    "hold": "The position has been put on hold for now.",
    "reconsidered": "We have reconsidered and would like to continue the process with you.",
    "question": "Could you send us two references, please?",
    "silence please": "Please do not follow up; we will contact you.",
}


def letter(id: str, company: Company, words: str, at: datetime) -> dict[str, Any]:
    """What the recruiter writes in answer to the invitation's thread."""
    day = at + timedelta(days=4)
    text = WORDS[words].format(day=f"{day:%A} {day.day} {day:%B %Y}")
    return {
        "id": id,
        "at": at,
        "from": company.address(company.recruiter),
        "subject": f"Re: Your interview for Data Engineer at {company.name}",
        "answers": f"{company.name}-0",
        "text": f"Hi Sam,\n\n{text}\n\nBest regards,\n{company.recruiter}\n",
    }


def away(id: str, company: Company, at: datetime) -> dict[str, Any]:
    """The recruiter's machine says they are away."""
    day = at + timedelta(days=5)
    return {
        "id": id,
        "at": at,
        "from": company.address(company.recruiter),
        "subject": f"Automatic reply: Your interview for Data Engineer at {company.name}",
        "headers": {"Auto-Submitted": "auto-replied"},
        "text": f"I am out of the office until {day.day} {day:%B %Y} with no access to e-mail.\n",
    }


def invitation(id: str, company: Company, at: datetime, start: datetime, sequence: int, method: str) -> dict[str, Any]:
    """An interview booked, moved (a higher sequence) or cancelled (method CANCEL)."""
    said = {"REQUEST": "We would like to invite you to the interview", "CANCEL": "We have to cancel the interview"}
    return {
        "id": id,
        "at": at,
        "from": company.address(company.recruiter),
        "subject": f"Your interview for Data Engineer at {company.name}",
        "text": f"Hi Sam,\n\n{said[method]} for the Data Engineer position at {company.name}.\n"
        f"\nBest regards,\n{company.recruiter}\nTalent Partner, {company.name}\n",
        "invite": [
            {
                "uid": f"talk@{company.name.lower()}.example",
                "method": method,
                "sequence": sequence,
                "start": start.replace(tzinfo=None),
                "end": start.replace(tzinfo=None) + timedelta(hours=1),
                "summary": "Interview: Data Engineer - Sam Okafor",
                "organizer": company.address(company.recruiter),
                "attendees": [*map(company.address, company.interviewers), f"{ME} ACCEPTED"],
            }
        ],
    }


class WatchedMailbox(MemoryMailbox):
    """Writes may fail, before or after the server did them. What the agent does is watched as it does it."""

    def __init__(self, now: datetime) -> None:
        super().__init__([ADDRESS], now)
        self.fault: tuple[str, str] | None = None  # (save, replace or discard; lost before, lost after or refused)
        self.wrong: list[str] = []
        self.writes = 0
        self.saves = 0
        self.ours: dict[str, tuple[str, ...]] = {}  # what the agent saved, and to whom

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """The contract's. One draft at a time to one person, also beside the owner's own."""
        seen = glance(raw)
        self._clean(raw)
        there = {person for one in self.drafts() for person in glance(one.raw).to}
        self.wrong += [f"a second draft to {person}" for person in seen.to if person in there]
        saved = self._written("save", lambda: super(WatchedMailbox, self).save(raw, thread))
        self.saves += 1
        return saved

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        """The contract's."""
        self._clean(raw)
        saved: SavedDraft = self._written("replace", lambda: super(WatchedMailbox, self).replace(ref, version, raw))
        return saved

    def discard(self, ref: str, version: str) -> None:
        """The contract's."""
        self._written("discard", lambda: super(WatchedMailbox, self).discard(ref, version))

    def write_draft(self, raw: bytes, thread: str | None = None) -> SavedDraft:
        """The owner's own hand; nothing is lost between it and the mailbox."""
        return super().save(raw, thread)

    def _written(self, call: str, write: Callable[[], Any]) -> Any:
        what = self.fault[1] if self.fault is not None and self.fault[0] == call else ""
        if what:
            self.fault = None
        if what in ("refused", "lost before"):
            raise _FAULTS[what]
        done = write()
        self.writes += 1
        if isinstance(done, SavedDraft):
            self.ours[done.ref] = glance(done.raw).to
        if what == "lost after":
            raise _FAULTS[what]
        return done

    def _clean(self, raw: bytes) -> None:
        """A draft carries nothing of ours."""
        head = email.message_from_bytes(raw, policy=SMTP)
        self.wrong += [f"a draft carries {name}" for name in head if name not in FIELDS]
        if b"followup" in raw.lower() or head["From"].addresses[0].addr_spec != ADDRESS:
            self.wrong.append("a draft names the program, or is not from the owner")


_FAULTS: Mapping[str, MailboxError] = {
    "refused": MailboxUnavailable("The disk is full."),
    "lost before": OutcomeUnknown("No answer came."),
    "lost after": OutcomeUnknown("No answer came."),
}
FAULTS = tuple((call, what) for call in ("save", "replace", "discard") for what in _FAULTS)

HANDS: Mapping[str, dict[str, str]] = {
    "text": {"text": "My own words."},
    "recipient": {"To": "somebody@else.example"},
    "copy": {"Cc": "boss@else.example"},
    "subject": {"Subject": "My own subject"},
    "attachment": {"attached": "%PDF"},
}


def by_hand(raw: bytes, how: str) -> bytes:
    """The draft after the owner's hand was in it ("defer" changes no byte)."""
    return edited(raw, **HANDS[how]) if how in HANDS else raw


def gone_out(raw: bytes, at: datetime, new_id: str | None, *, bare: bool = False) -> bytes:
    """A draft as it stands in Sent. `new_id`: the program gave it another id; `bare`: and dropped the thread."""
    fields = {"Date": format_datetime(at)}
    if new_id is not None:
        fields["Message-ID"] = f"<{new_id}>"
    parsed = email.message_from_bytes(edited(raw, **fields), policy=SMTP)
    if bare:
        del parsed["In-Reply-To"]
        del parsed["References"]
    return parsed.as_bytes()


def own_letter(id: str, person: str, company: Company, at: datetime) -> bytes:
    """The owner writes to somebody by themselves."""
    table = {
        "id": id,
        "at": at,
        "from": ME,
        "to": [person],
        "subject": f"Re: Your interview for Data Engineer at {company.name}",
        "answers": f"{company.name}-0",
        "text": "Hello,\n\nThank you very much for the conversation, I enjoyed it.\n\nBest,\nSam\n",
    }
    return raw_message(table, ME, {})
