"""Mailboxes in a line each, through the cases to the plan. The number is the situation's."""

from __future__ import annotations

from datetime import date

import pytest

from agent.choices import Choice, Verb
from agent.planning import plan
from agent.planning.records import Plan
from agent.understanding.findings import Part, Participant, Status, Understanding
from providers.mailbox import Folder
from tests.cases.mailbag import (
    ASK,
    DANA,
    DO_NOT_WRITE,
    HOLD,
    INVITE,
    LEE,
    NO,
    NUDGE,
    OFFER,
    OWNER,
    POLICY,
    QUIT,
    REPLY,
    ROBOT,
    THANKS,
    K,
    away,
    bounced,
    by,
    choice,
    fold_at,
    gone,
    ics,
    mail,
    missed,
    on_site,
    sam,
    slot,
    t,
)  # fmt: skip

KIM = "Kim Roe <kim@acme.example>"
THANK_LEE = "thank_you lee@acme.example"
ASK_DANA = "follow_up dana@acme.example"
AGAIN = "second_follow_up dana@acme.example"
GRACIOUS = "rejection_reply dana@acme.example"
THANKED = sam("s1", "3 17:00", THANKS, to=(LEE,))
NEWS = K.TIMELINE_UPDATE
WORD = K.OTHER_HUMAN_REPLY

TABLE: list[tuple[int, str, list[Understanding | Choice], dict[str, list[str]]]] = [
    (1, "due at the end", [INVITE], {"3 15:59": [], "3 16:00": [THANK_LEE]}),
    (4, "cancelled", [INVITE, mail("m2", "3 09:00", K.CANCELLATION, slot(None, None, Status.CANCELLED,
        was="3 15:00"))], {"3 17:00": [], "12 10:00": []}),
    (10, "a panel, and who was met twice is thanked once",
     [mail("m1", "1 10:00", K.INTERVIEW_INVITE, ics("3 10:00", "3 11:00", "u1", LEE),
           ics("3 11:00", "3 12:00", "u2", KIM),
           ics("3 14:00", "3 15:00", "u3", LEE))],
     {"3 11:30": [], "3 12:00": ["thank_you kim@acme.example"],
      "3 15:00": ["thank_you kim@acme.example", THANK_LEE]}),
    (12, "notes to interviewers, the coordinator is asked",
     [mail("m1", "1 10:00", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", LEE, KIM), sender=DANA)],
     {"3 17:00": [THANK_LEE, "thank_you kim@acme.example"], "10 10:00": [ASK_DANA]}),
    (13, "known by name only",
     [mail("m1", "1 10:00", K.INTERVIEW_INVITE, slot("3 15:00", "3 16:00", Status.BOOKED, "Bo Lind"),
           people=(Participant("Dana Reyes", "dana@acme.example", Part.RECRUITER),))],
     {"3 17:00": ["thank_you dana@acme.example"]}),
    (22, "they did not come", [INVITE, mail("m2", "3 17:00", WORD, missed("them"))], {"3 18:00": []}),
    (26, "after the second business day", [INVITE], {"6 15:00": [THANK_LEE], "6 17:00": []}),
    (35, "one more week", [INVITE, THANKED, mail("m2", "4 10:00", NEWS, by("6")),
                            mail("m3", "9 10:00", NEWS, by("16"))],
     {"10 12:00": [], "17 12:00": [], "18 09:00": [ASK_DANA]}),
    (37, "no news means no", [INVITE, THANKED, mail("m2", "4 10:00", NEWS, by("6", silence="means_no"))],
     {"10 12:00": [], "20 12:00": []}),
    (38, "no need to follow up", [INVITE, mail("m2", "3 16:30", WORD, DO_NOT_WRITE)], {"3 17:00": [], "18 10:00": []}),
    (40, "no date: 7 days", [INVITE, THANKED], {"10 08:00": [], "10 09:00": [ASK_DANA]}),
    (43, "round two", [INVITE, THANKED, mail("m2", "9 10:00", K.INTERVIEW_INVITE, slot("12 10:00", "12 11:00",
        Status.BOOKED, KIM))],
     {"10 12:00": [], "12 11:00": ["thank_you kim@acme.example"], "19 09:00": [ASK_DANA]}),
    (44, "away", [INVITE, THANKED, mail("m2", "9 10:00", K.AUTO_REPLY, away(date(2026, 11, 16)))],
     {"10 12:00": [], "16 12:00": [], "17 09:00": [ASK_DANA]}),
    (45, "the thank-you bounced", [INVITE, THANKED, mail("m2", "3 17:01", K.BOUNCE, bounced("lee@acme.example"),
        sender=ROBOT)], {"3 18:00": [], "10 10:00": [ASK_DANA]}),
    (48, "an undated thanks", [INVITE, THANKED, mail("m2", "4 10:00", WORD)], {"10 10:00": [], "18 09:00": [ASK_DANA]}),
    (48, "does not cancel a date", [INVITE, THANKED, mail("m2", "4 10:00", NEWS, by("10")),
                                     mail("m3", "5 10:00", WORD)],
     {"11 12:00": [], "12 09:00": [ASK_DANA]}),
    (49, "a question of theirs", [INVITE, THANKED, mail("m2", "4 10:00", K.INFO_REQUEST, ASK)], {"18 10:00": []}),
    (49, "answered: 7 days", [INVITE, THANKED, mail("m2", "4 10:00", K.INFO_REQUEST, ASK), sam("s2", "5 10:00", REPLY)],
     {"11 10:00": [], "12 09:00": [ASK_DANA]}),
    (50, "thanked already", [INVITE, THANKED], {"3 18:00": []}),
    (51, "the owner's own question", [INVITE, THANKED, sam("s2", "9 10:00", NUDGE)],
     {"10 10:00": [], "16 08:00": [], "16 09:00": [AGAIN]}),
    (52, "withdrawn", [INVITE, sam("s2", "3 16:30", QUIT)], {"3 17:00": [], "10 10:00": []}),
    (53, "offer", [INVITE, mail("m2", "4 10:00", K.OFFER, OFFER)], {"4 11:00": []}),
    (54, "a no from a person", [INVITE, THANKED, mail("m2", "4 10:00", K.REJECTION, NO)], {"4 10:00": [GRACIOUS]}),
    (54, "a no from a robot", [INVITE, THANKED, mail("m2", "4 10:00", K.REJECTION, NO, sender=ROBOT)],
     {"4 11:00": [GRACIOUS]}),
    (54, "answered", [INVITE, THANKED, mail("m2", "4 10:00", K.REJECTION, NO),
                       sam("s2", "4 12:00", REPLY, answers="m2")],
     {"4 13:00": []}),
    (58, "on hold", [INVITE, THANKED, mail("m2", "4 10:00", WORD, HOLD)], {"18 10:00": []}),
    (60, "two, then silence", [INVITE, THANKED, sam("s2", "10 10:00", NUDGE), sam("s3", "17 10:00", NUDGE)],
     {"18 10:00": [], "24 10:00": [], "30 10:00": []}),
    (61, "no news yet", [INVITE, THANKED, sam("s2", "10 10:00", NUDGE), mail("m2", "11 10:00", WORD)],
     {"17 10:00": [], "25 09:00": [ASK_DANA]}),
    (62, "a no in the trash", [INVITE, THANKED, mail("m2", "4 10:00", K.REJECTION, NO, folder=Folder.TRASH)],
     {"4 11:00": [], "12 10:00": []}),
    (64, "on LinkedIn", [INVITE, THANKED, mail("m2", "4 10:00", K.NOT_JOB, on_site("LinkedIn", "Dana Reyes"),
        sender="LinkedIn <messages-noreply@linkedin.com>")], {"10 10:00": []}),
    (69, "not this one", [INVITE, choice("d", "3 18:00", Verb.DECLINED, step="thank_you/2026-11-03/lee@acme.example")],
     {"3 19:00": [], "10 09:00": [ASK_DANA]}),
    (74, "gives way", [INVITE, mail("m2", "3 17:00", NEWS, by("3"))], {"4 10:00": [THANK_LEE], "5 10:00": [ASK_DANA]}),
    (99, "weeks later", [INVITE, THANKED], {"24 12:00": [ASK_DANA]}),
    (100, "more next week", [INVITE, mail("m2", "3 17:00", NEWS, by("13"))],
     {"3 18:00": [THANK_LEE], "16 10:00": [], "17 09:00": [ASK_DANA]}),
    (102, "left the company", [INVITE, THANKED, mail("m2", "9 10:00", K.AUTO_REPLY, gone(successor=
        "Jo Park <jo@acme.example>"), people=(Participant("Jo Park", "jo@acme.example", Part.OTHER),))],
     {"10 10:00": ["follow_up lee@acme.example"]}),
    (104, "mute", [INVITE, choice("m", "3 15:30", Verb.MUTE)], {"3 18:00": [], "10 10:00": []}),
]  # fmt: skip


def _plans(now: str, given: list[Understanding | Choice]) -> list[Plan]:
    said = [one for one in given if isinstance(one, Understanding)]
    chosen = [one for one in given if isinstance(one, Choice)]
    return [plan(one, OWNER, POLICY, t(now)) for one in fold_at(now, *said, choices=chosen)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [(given, expected) for _, _, given, expected in TABLE],
    ids=[f"{number}-{title.replace(' ', '-')}" for number, title, _, _ in TABLE],
)
def test_behaviour(given: list[Understanding | Choice], expected: dict[str, list[str]]) -> None:
    found = {
        now: sorted(
            f"{due.step.value} {due.to.email}"
            for planned in _plans(now, given)
            for due in planned.due
            if due.may_be_written(t(now))
        )
        for now in expected
    }
    assert found == {now: sorted(dues) for now, dues in expected.items()}


def test_from_wake_to_wake_every_step_is_met() -> None:
    """A pass with nothing new looks only at the stored moment (behaviour 99)."""
    now, seen = "2026-11-02 10:00", []
    for _ in range(4):
        (planned,) = _plans(now, [INVITE])
        seen.append((now, [due.step.value for due in planned.due if due.may_be_written(t(now))]))
        if planned.wake is None:
            break
        now = planned.wake.astimezone(OWNER.zone).strftime("%Y-%m-%d %H:%M")
    assert seen == [
        ("2026-11-02 10:00", []),
        ("2026-11-03 16:00", ["thank_you"]),
        ("2026-11-10 09:00", ["follow_up"]),
    ]


def test_a_successor_is_named_to_the_owner() -> None:
    left = mail("m2", "9 10:00", K.AUTO_REPLY, gone("I have left; write to Jo Park", successor="Jo <jo@acme.example>"))
    (planned,) = _plans("10 10:00", [INVITE, THANKED, left])
    assert any("no longer works" in notice for notice in planned.notices)
