"""Cases for planning tests, built by hand: one employer, Dana who recruits, Lee who interviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agent.cases.records import Began, Case, Contact, Interview, State, Wait
from agent.messages import Direction, Message, Owner, Person
from agent.planning import plan
from agent.planning.records import Due, Plan
from agent.policy import Policy
from agent.understanding.findings import Evidence, Part, Promised, Status
from providers.mailbox import Folder

LONDON = ZoneInfo("Europe/London")
OWNER = Owner(frozenset({"sam@owner.example"}), LONDON, "GB", "Sam Okafor")
POLICY = Policy()
SEEN = datetime(2026, 11, 2, 9, tzinfo=UTC)
DANA = Contact("Dana Reyes", "dana@acme.example", Part.RECRUITER, SEEN, SEEN)
LEE = Contact("Lee Wong", "lee@acme.example", Part.INTERVIEWER, None, SEEN)
BO = Contact("Bo Lind", None, Part.INTERVIEWER, None, SEEN)
ROBOT = Contact("Acme", "no-reply@acme.example", Part.OTHER, None, SEEN, "no-reply address")


def t(text: str, zone: ZoneInfo = LONDON) -> datetime:
    """Local time: "11-03 16:00" in 2026, or with a year."""
    return datetime.fromisoformat(
        text.replace(" ", "T") if text[4] == "-" else f"2026-{text}".replace(" ", "T")
    ).replace(tzinfo=zone)


def mail(
    id: str, sender: Contact | str, at: datetime, to: Iterable[str] = ("sam@owner.example",), **more: Any
) -> Message:
    """A message in the inbox, or in Sent when it is the owner's."""
    who = Person(None, sender) if isinstance(sender, str) else Person(sender.name, sender.email or "")
    own = who.email in OWNER.addresses
    message = Message(
        id=id, account="main", message_id=id, in_reply_to=(), references=(), thread=id, folder=Folder.INBOX, sender=who,
        reply_to=(), to=tuple(Person(None, one) for one in to), cc=(), bcc=(), subject="Interview", sent=at,
        received=at.astimezone(UTC), direction=Direction.OWNER if own else Direction.THEIRS, automatic=None,
    )  # fmt: skip
    return replace(message, **more)


INVITE = mail("invite", DANA, SEEN)


def meeting(
    start: str = "11-03 15:00", hours: float = 1, people: tuple[Contact, ...] = (LEE,), **more: Any
) -> Interview:
    """A booked interview that Dana arranged; Tuesday 3 November, 15:00-16:00."""
    begin = t(start)
    end = (begin.astimezone(UTC) + timedelta(hours=hours)).astimezone(begin.tzinfo)
    interview = Interview(
        id=f"i-{start}", status=Status.BOOKED, start=begin, end=end, over=end, zone="Europe/London", sure=True,
        confirmed=True, happened=True, robot=False, people=people, arranged_by="dana@acme.example", label=None,
        topics=(), uid=None, messages=("invite",), evidence=Evidence("invite", "Let us meet on Tuesday at 3.", 0.9),
    )  # fmt: skip
    return replace(interview, **more)


def promise(by: str, **more: Any) -> Promised:
    """ "We will be in touch by ..."; a date in 2026."""
    day = date.fromisoformat(f"2026-{by}")
    return replace(Promised(Evidence("invite", "You will hear.", 0.9), None, day, "by then", country="GB"), **more)


def wait(since: str = "11-03 16:00", began: Began = Began.INTERVIEW, nudges: Iterable[str] = (), **more: Any) -> Wait:
    """The wait after the meeting."""
    one = Wait("interview/2026-11-03", began, t(since), None, None, tuple(t(at) for at in nudges))
    if isinstance(more.get("promise"), Promised):
        more.setdefault("promised_at", t(since))
    return replace(one, **more)


MET = meeting()


def case(**more: Any) -> Case:
    """Acme: met Lee on Tuesday 3 November, now they are to write."""
    one = Case(
        key="acme-1", root="invite", employer="Acme", agency=None, role="Data Engineer", state=State.WAITING,
        state_since=t("11-03 16:00"), contacts=(DANA, LEE), interviews=(MET,), interview_held=MET, interview_ahead=None,
        wait=wait(), last_word=DANA, rejected_by=None, answered_no=False, thanked=frozenset(), thanked_all=False,
        no_contact=False, muted=False, silent_no_on=None, open_ask=None, elsewhere=None,
        owner_address="sam@owner.example", account="main", language="en", notes=(), declined=frozenset(),
        messages=(INVITE,), story=(), unsure=(),
    )  # fmt: skip
    if "interview_held" in more and "interviews" not in more:
        held = more["interview_held"]
        more["interviews"] = (held,) if held is not None else ()
    return replace(one, **more)


def at(one: Case, now: str, owner: Owner = OWNER, policy: Policy = POLICY) -> Plan:
    """The plan at a local time."""
    return plan(one, owner, policy, t(now))


def fresh(planned: Plan, now: str) -> list[Due]:
    """The dues for which a new draft may be written."""
    return [due for due in planned.due if due.may_be_written(t(now))]


def steps(one: Case, now: str, owner: Owner = OWNER) -> list[tuple[str, str]]:
    """(step, address) of what may be newly written."""
    return [(due.step.value, due.to.email) for due in fresh(at(one, now, owner), now)]


def why(planned: Plan) -> str:
    """All reasons for what is held."""
    return " | ".join(held.because for held in planned.held)
