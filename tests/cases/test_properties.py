"""What holds for every mailbox: order and copies do not matter, noise changes nothing, time loses nothing."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.cases import fold
from agent.cases.records import State
from agent.understanding.findings import Accepted, Part, Participant, Status
from providers.mailbox import Folder
from tests.cases.mailbag import (
    ASK,
    BACK_ON,
    DONE,
    HOLD,
    LEE,
    LONDON,
    NO,
    NUDGE,
    OFFER,
    OWNER,
    POLICY,
    QUIT,
    REPLY,
    ROBOT,
    TASK,
    THANKS,
    YES,
    K,
    asked_for,
    away,
    bounced,
    by,
    e,
    fold_at,
    gone,
    ics,
    mail,
    met_by,
    missed,
    options,
    sam,
    slot,
    t,
    was_met,
)

DANA2 = "Dana Reyes <dana@acme.example>"
ANN = "Ann Poe <ann@globex.example>"

THEIRS = [
    (K.INTERVIEW_INVITE, (slot("6 15:00", "6 16:00", Status.BOOKED, LEE),)),
    (K.INTERVIEW_INVITE, (ics("6 15:00", "6 16:00", "u1", LEE),)),
    (K.INTERVIEW_INVITE, (ics("9 10:00", "9 11:00", "u2"),)),
    (K.RESCHEDULE, (ics("7 11:00", "7 12:00", "u1", sequence=1, status=Status.MOVED),)),
    (K.RESCHEDULE, (slot("8 11:00", None, Status.MOVED, was="6 15:00"),)),
    (K.RESCHEDULE, (slot(None, None, Status.MOVED),)),
    (K.CANCELLATION, (slot(None, None, Status.CANCELLED),)),
    (K.CANCELLATION, (ics("6 15:00", "6 16:00", "u1", sequence=2, status=Status.CANCELLED),)),
    (K.SCHEDULING_REQUEST, options("6 15:00", "7 15:00")),
    (K.SCHEDULING_REQUEST, (ASK,)),
    (K.INTERVIEW_INVITE, (asked_for("7 15:00"),)),
    (K.CONFIRMATION, (Accepted(e()),)),
    (K.TIMELINE_UPDATE, (by("20"),)),
    (K.TIMELINE_UPDATE, (by("12", silence="means_no"),)),
    (K.REJECTION, (NO,)),
    (K.REJECTION, (HOLD,)),
    (K.OTHER_HUMAN_REPLY, (BACK_ON,)),
    (K.OTHER_HUMAN_REPLY, (was_met(),)),
    (K.OTHER_HUMAN_REPLY, (missed("them"),)),
    (K.OTHER_HUMAN_REPLY, ()),
    (K.OFFER, (OFFER,)),
    (K.ASSESSMENT, (TASK,)),
    (K.INFO_REQUEST, (ASK,)),
    (K.APPLICATION_ACK, (by("30"),)),
    (K.AUTO_REPLY, (away(None),)),
    (K.AUTO_REPLY, (gone(),)),
    (K.BOUNCE, (bounced("lee@acme.example"),)),
    (K.NOT_JOB, ()),
]
OWNERS = [
    (THANKS,),
    (NUDGE,),
    (REPLY,),
    (YES,),
    (QUIT,),
    (DONE,),
    (asked_for("8 10:00"),),
    (Accepted(e(), t("7 15:00")),),
    (),
]


@st.composite
def mailboxes(draw: Any) -> Any:
    """Up to a dozen messages of two companies and the owner, at any times, in any folder, some threaded."""
    said = []
    for n in range(draw(st.integers(1, 12))):
        at = f"{draw(st.integers(1, 25))} {draw(st.integers(0, 23))}:00"
        parent = draw(st.sampled_from([None, *(f"m{i}" for i in range(n))]))
        folder = draw(st.sampled_from([None, None, None, Folder.SPAM, Folder.TRASH, Folder.OTHER]))
        role = draw(st.sampled_from([None, None, "Data Engineer", "Product Designer"]))
        if draw(st.integers(0, 3)) == 0:
            to = draw(st.sampled_from([DANA2, LEE, ANN]))
            said.append(sam(f"m{n}", at, *draw(st.sampled_from(OWNERS)), to=(to,), answers=parent, folder=folder))
            continue
        kind, findings = draw(st.sampled_from(THEIRS))
        sender, company = draw(st.sampled_from([(DANA2, "Acme"), (LEE, None), (ROBOT, "Acme Inc."), (ANN, "Globex")]))
        said.append(
            mail(f"m{n}", at, kind, *findings, sender=sender, company=company, answers=parent, folder=folder, role=role)
        )
    return said


FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FAST
@given(mailboxes(), st.randoms(use_true_random=False), st.integers(1, 30))
def test_order_and_copies_do_not_matter(said: Any, random: Any, day: Any) -> None:
    copies = [
        replace(one, message=replace(one.message, id="copy", account="zz", folder=Folder.SPAM))
        for one in random.sample(said, len(said) // 2)
    ]
    shuffled = [*said, *copies, *random.sample(said, len(said) // 2)]
    random.shuffle(shuffled)
    better = [one for one in said if one.message.folder is not Folder.SPAM]
    shuffled = [
        one
        for one in shuffled
        if one.message.id != "copy" or any(b.message.message_id == one.message.message_id for b in better)
    ]
    assert fold_at(f"{day} 12:00", *shuffled) == fold_at(f"{day} 12:00", *said)


def essence(cases: Any) -> Any:
    """What a case believes, apart from which messages it lists."""
    return [
        (c.key, c.state, c.wait, c.interviews, c.thanked, c.employer, c.role, c.rejected_by, c.unsure, c.owner_address)
        for c in cases
    ]


@FAST
@given(mailboxes(), st.sampled_from([K.NOT_JOB, K.AUTO_REPLY]), st.integers(1, 25), st.booleans())
def test_noise_changes_nothing(said: Any, kind: Any, day: Any, in_thread: Any) -> None:
    noise = mail("noise", f"{day} 11:30", kind, sender="News <news@acme.example>", answers="m0" if in_thread else None)
    assert essence(fold_at("26", *said, noise)) == essence(fold_at("26", *said))


@FAST
@given(mailboxes(), st.sampled_from(THEIRS), st.integers(1, 25), st.sampled_from([Folder.SPAM, Folder.TRASH]))
def test_62_hidden_mail_only_stops(said: Any, what: Any, day: Any, folder: Any) -> None:
    kind, findings = what
    hidden = mail(
        "hidden", f"{day} 11:30", kind, *findings, sender="Eve <eve@acme.example>", answers="m0", folder=folder
    )
    without = {case.root: case for case in fold_at("26", *said)}
    for case in fold_at("26", *said, hidden):
        before = without[case.root]
        assert not any(c.email == "eve@acme.example" for c in case.contacts)
        # A time that the owner proposed stands alone once the interview it would move is called off: nothing is due.
        for good in (lambda i: i.happened and i.status is not Status.REQUESTED, lambda i: i.happened and i.confirmed):
            assert {i.start for i in filter(good, case.interviews)} <= {
                i.start for i in filter(good, before.interviews)
            }
        if case.wait is not None:
            assert before.wait is not None or before.state in (State.SCHEDULED, State.ARRANGING, State.YOUR_TURN)
            assert case.wait.promise is None or case.wait.promise == (
                before.wait.promise if before.wait else case.wait.promise
            )
        assert case.state is not State.OFFER or before.state is State.OFFER


@FAST
@given(mailboxes())
def test_time_loses_no_interview_unless_words_do(said: Any) -> None:
    calm = [
        one
        for one in said
        if one.kind not in (K.RESCHEDULE, K.CANCELLATION, K.REJECTION)
        and one.message.folder not in (Folder.SPAM, Folder.TRASH)
    ]
    calm = [
        one
        for one in calm
        if not any(
            getattr(f, "status", None) in (Status.REQUESTED,) or type(f).__name__ in ("Missed", "Withdrew", "Accepted")
            for f in one.findings
        )
    ]
    seen: set[tuple[str, datetime]] = set()
    for day in range(1, 28, 3):
        now = {(c.root, i.start) for c in fold_at(f"{day} 12:00", *calm) for i in c.interviews if i.start}
        booked = {start for _, start in now}
        assert {start for _, start in seen} <= booked
        seen = now


@FAST
@given(mailboxes(), st.integers(1, 30))
def test_what_every_case_keeps_to(said: Any, day: Any) -> None:
    now = t(f"{day} 12:00")
    cases = fold_at(f"{day} 12:00", *said)
    assert len({case.key for case in cases}) == len(cases)
    for case in cases:
        assert case.wait is None or case.state in (State.WAITING, State.QUIET)
        assert case.interview_held is None or (case.interview_held.over <= now and case.interview_held.happened)
        assert case.interview_ahead is None or case.interview_ahead.over > now
        assert case.state_since <= now
        assert case.root in case.message_ids
        assert len({i.id for i in case.interviews}) == len(case.interviews)
        assert [m.at for m in case.messages] == sorted(m.at for m in case.messages)
        assert all(m.at <= now for m in case.messages)
        assert not any(c.email in OWNER.addresses for c in case.contacts)
        assert case.wait is None or all(n > case.wait.since for n in case.wait.nudges)


def big_mailbox(cases: int, each: int) -> list:
    """Many processes, each a thread of `each` messages, with noise between."""
    said = []
    begin = datetime(2026, 1, 1, 9, tzinfo=LONDON)
    for n in range(cases):
        company = f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}corp{n}"
        dana, lee = f"Dana R{n} <dana@{company}.example>", f"Lee W{n} <lee@{company}.example>"
        for k in range(each):
            name, at = f"c{n}-{k}", begin + timedelta(days=n % 90 + k, minutes=n)
            parent = f"c{n}-{k - 1}" if k else None
            if k % 3 == 2:
                one = sam(name, "1", THANKS, to=(dana,), answers=parent)
            elif k % 5 == 0:
                booked = slot("1", None, Status.BOOKED, lee, uid=f"u{n}-{k}")
                booked = replace(booked, start=at + timedelta(days=2), end=at + timedelta(days=2, hours=1))
                one = mail(name, "1", K.INTERVIEW_INVITE, booked, sender=dana, company=company.title(), answers=parent)
            else:
                one = mail(name, "1", K.OTHER_HUMAN_REPLY, sender=dana if k % 2 else lee, company=None, answers=None)
            said.append(replace(one, message=replace(one.message, sent=at, received=at.astimezone(UTC))))
    return said


def test_five_thousand_messages_are_two_hundred_cases() -> None:
    cases = fold(big_mailbox(200, 25), [], OWNER, POLICY, datetime(2026, 12, 1, tzinfo=UTC))
    assert len(cases) == 200


def test_time_grows_with_the_mail_only() -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)

    def seconds(cases: int) -> float:
        said = big_mailbox(cases, 20)
        begin = time.process_time()
        fold(said, [], OWNER, POLICY, now)
        return time.process_time() - begin

    seconds(50)
    assert seconds(400) < 10 * max(seconds(100), 0.02)


def test_hostile_names_are_read_in_linear_time() -> None:
    begin = time.process_time()
    nasty = "a" * 50_000 + " (" * 20_000
    one = mail(
        "m1",
        "1",
        K.SCHEDULING_REQUEST,
        slot("3 15:00", None, Status.REQUESTED, sentence=nasty),
        company=nasty,
        role=nasty,
        subject=nasty,
    )
    other = mail(
        "m2",
        "2",
        K.OTHER_HUMAN_REPLY,
        company=nasty[::-1],
        role=nasty[::-1],
        people=(Participant(nasty, None, Part.INTERVIEWER), *met_by("Bo")),
    )
    fold_at("5", one, other)
    assert time.process_time() - begin < 1.0
