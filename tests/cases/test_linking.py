"""Which messages belong together. Numbers are those of the mailbox situations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent.reading.records import Remark
from agent.understanding.findings import (
    Accepted,
    Applies,
    Approached,
    Hires,
    IfKnown,
    Kind,
    Part,
    Participant,
    Promised,
    Purpose,
    Rejected,
    Sender,
    Status,
)
from providers.mailbox import Folder
from tests.cases.mailbag import (
    ASK,
    BACK_ON,
    DANA,
    INVITE,
    LEE,
    NO,
    OFFER,
    REPLY,
    ROBOT,
    SAM,
    THANKS,
    YES,
    K,
    asked_for,
    by,
    e,
    fold_at,
    ics,
    mail,
    on_site,
    sam,
    slot,
    t,
    the_case,
)

RITA = "Rita Moss <rita@talentbridge.example>"


def parts(cases: Any) -> Any:
    """Which messages each case holds."""
    return sorted(sorted(m.message_id for m in case.messages) for case in cases)


def answer(name: Any = "m2", at: Any = "5", **more: Any) -> Any:
    more.setdefault("company", None)
    return mail(name, at, more.pop("kind", K.OTHER_HUMAN_REPLY), *more.pop("findings", ()), **more)


JOINS = [
    ("a reply in the thread", answer(answers="m1", sender="Jo <jo@elsewhere.example>")),
    ("41 a new thread", answer()),
    ("41 a personal address, the company named", answer(sender="Dana Reyes <dana.reyes@gmail.com>", company="Acme")),
    ("41 a personal address, the job named", answer(sender="Dana Reyes <dana.reyes@gmail.com>", role="Data Engineer")),
    ("42 a colleague", answer(sender="Max Hall <max@acme.example>")),
    (
        "42 a hiring system that names the company",
        answer(sender="Acme <no-reply@us.greenhouse-mail.io>", company="Acme Inc.", kind=K.NEXT_ROUND),
    ),
    ("the company by another domain", answer(sender="Max Hall <max@getacme.example>", company="ACME GmbH")),
    (
        "a calendar's robot by the event",
        mail(
            "m2",
            "5",
            K.CONFIRMATION,
            ics("6 15:00", "6 16:00", "u1"),
            sender="Calendly <notifications@calendly.com>",
            company=None,
        ),
    ),
    ("97 the owner's other account", answer(account="second", to=("Sam Okafor <sam.okafor@second.example>",))),
    ("the mailbox's thread", answer(thread="T1", sender="Jo <jo@elsewhere.example>")),
    ("the job in other words", answer(role="Sr. Data Engineer (m/f/d)", kind=K.NEXT_ROUND)),
]


@pytest.mark.parametrize("other", [j[1] for j in JOINS], ids=[j[0] for j in JOINS])
def test_joins(other: Any) -> None:
    first = mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", LEE), role="Data Engineer", thread="T1")
    assert parts(fold_at("7", first, other)) == [["m1", "m2"]]


STAYS_OUT = [
    (
        "a stranger by another employer",
        mail("m2", "5", K.TIMELINE_UPDATE, sender="Ann <ann@globex.example>", company="Globex"),
    ),
    (
        "the same name at another employer",
        mail("m2", "5", K.TIMELINE_UPDATE, sender="Dana Reyes <dana@globex.example>", company="Globex"),
    ),
    ("another freemail user", answer(sender="Cara Stone <cara@gmail.com>")),
    (
        "another company's mail by the same hiring system",
        mail("m2", "5", K.TIMELINE_UPDATE, sender="Globex <no-reply@greenhouse.io>", company="Globex"),
    ),
    ("64 a newsletter of the company", mail("m2", "5", K.NOT_JOB, sender="Acme News <news@acme.example>")),
    (
        "63 a friend who writes in the thread",
        mail("m2", "5", K.OTHER_HUMAN_REPLY, sender="Pat <pat@home.example>", who=Sender.OTHER, answers="m1"),
    ),
    ("another job at the company", mail("m2", "5", K.TIMELINE_UPDATE, role="Product Designer")),
    ("a new process half a year later", mail("m2", "2027-06-20", K.INTERVIEW_INVITE, slot("2027-06-25 10:00"))),
]


@pytest.mark.parametrize("other", [j[1] for j in STAYS_OUT], ids=[j[0] for j in STAYS_OUT])
def test_stays_out(other: Any) -> None:
    first = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    cases = fold_at("2027-08-01", first, other)
    assert ["m1"] in parts(cases)


def test_56_two_jobs_at_one_company_are_two_cases_and_a_no_closes_one() -> None:
    one = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    other = mail("b", "1 12:00", K.INTERVIEW_INVITE, slot("4 15:00"), role="Product Designer")
    no = mail("c", "6", K.REJECTION, NO, role="Product Designer", sender=ROBOT)
    states = {case.role: case.state.value for case in fold_at("7", one, other, no)}
    assert states == {"Data Engineer": "waiting", "Product Designer": "rejected"}


def test_56_a_no_for_the_other_job_in_the_wrong_thread() -> None:
    one = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    other = mail("b", "1 12:00", K.INTERVIEW_INVITE, slot("4 15:00"), role="Product Designer")
    no = mail("c", "6", K.REJECTION, Rejected(e(), role="Product Designer"), answers="a")
    states = {case.role: case.state.value for case in fold_at("7", one, other, no)}
    assert states == {"Data Engineer": "waiting", "Product Designer": "rejected"}


def test_56_a_no_that_names_no_job_ends_neither_and_is_told() -> None:
    one = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    other = mail("b", "1 12:00", K.INTERVIEW_INVITE, slot("4 15:00"), role="Product Designer")
    cases = fold_at("7", one, other, mail("c", "6", K.REJECTION, NO))
    assert {case.state.value for case in cases} == {"waiting"}
    assert all(case.unsure for case in cases)
    later = mail("d", "8", K.TIMELINE_UPDATE, by("20"), role="Data Engineer")
    told = {case.role: bool(case.unsure) for case in fold_at("9", one, other, mail("c", "6", K.REJECTION, NO), later)}
    assert told == {"Data Engineer": False, "Product Designer": True}


def test_a_no_about_a_job_that_was_never_the_threads_ends_nothing() -> None:
    one = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    no = mail("c", "6", K.REJECTION, Rejected(e(), role="Chief Accountant"), answers="a")
    case = the_case("7", one, no)
    assert case.state == "waiting"
    assert case.unsure


def _two_clients() -> tuple[Any, Any]:
    """An agency's recruiter invites for one client's job, then for another's."""
    one = mail(
        "a",
        "1",
        K.INTERVIEW_INVITE,
        slot("3 15:00"),
        role="Data Engineer",
        company="Globex",
        agency="TalentBridge",
        sender=RITA,
    )
    other = mail(
        "b",
        "1 12:00",
        K.INTERVIEW_INVITE,
        slot("4 15:00"),
        role="Product Designer",
        company="Initech",
        agency="TalentBridge",
        sender=RITA,
    )
    return one, other


def test_88_one_recruiter_two_clients() -> None:
    one, other = _two_clients()
    later = mail(
        "c", "6", K.TIMELINE_UPDATE, by("20"), role="Product Designer", company=None, agency="TalentBridge", sender=RITA
    )
    cases = fold_at("7", one, other, later)
    assert parts(cases) == [["a"], ["b", "c"]]
    assert {(case.employer, case.role) for case in cases} == {
        ("Globex", "Data Engineer"),
        ("Initech", "Product Designer"),
    }


def test_88_a_second_client_in_the_same_thread_is_its_own_case() -> None:
    one = mail(
        "a",
        "1",
        K.INTERVIEW_INVITE,
        slot("3 15:00"),
        role="Data Engineer",
        company="Globex",
        agency="TalentBridge",
        sender=RITA,
    )
    other = mail(
        "b",
        "2",
        K.INTERVIEW_INVITE,
        slot("4 15:00"),
        role="Product Designer",
        company="Initech",
        agency="TalentBridge",
        sender=RITA,
        answers="a",
    )
    assert parts(fold_at("7", one, other)) == [["a"], ["b"]]


def test_88_a_word_that_could_mean_either_stops_both() -> None:
    one, other = _two_clients()
    vague = mail("c", "6", K.OTHER_HUMAN_REPLY, company=None, agency="TalentBridge", sender=RITA)
    cases = fold_at("7", one, other, vague)
    assert all(case.unsure for case in cases)
    assert {case.state.value for case in cases} == {"waiting"}


def test_an_unnamed_job_joins_the_case_that_lives() -> None:
    old = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    no = mail("b", "6", K.REJECTION, NO, answers="a")
    new = mail("c", "7", K.INTERVIEW_INVITE, slot("9 15:00"), role="Product Designer")
    more = mail("d", "12", K.TIMELINE_UPDATE, by("20"))
    assert parts(fold_at("13", old, no, new, more)) == [["a", "b"], ["c", "d"]]


def test_an_invitation_goes_where_one_is_being_arranged() -> None:
    one = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    other = mail("b", "2", K.SCHEDULING_REQUEST, ASK, role="Product Designer")
    later = mail("x", "4", K.OTHER_HUMAN_REPLY, answers="a")
    event = mail("c", "5", K.INTERVIEW_INVITE, ics("6 10:00", "6 11:00", "u9"))
    assert parts(fold_at("7", one, other, later, event)) == [["a", "x"], ["b", "c"]]


def test_after_a_no_another_job_in_the_same_thread_is_a_new_case() -> None:
    one = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    no = mail("b", "6", K.REJECTION, NO, answers="a")
    new = mail("c", "7", K.INTERVIEW_INVITE, slot("9 15:00"), role="Product Designer", answers="b")
    cases = fold_at("8", one, no, new)
    assert {(case.role, case.state.value) for case in cases} == {
        ("Data Engineer", "rejected"),
        ("Product Designer", "scheduled"),
    }


@pytest.mark.parametrize(
    "again",
    [mail("c", "9", K.INTERVIEW_INVITE, slot("11 15:00"), answers="b"), mail("c", "9", K.OTHER_HUMAN_REPLY, BACK_ON)],
)
def test_59_the_same_thread_re_opens(again: Any) -> None:
    one = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    no = mail("b", "6", K.REJECTION, NO, answers="a")
    assert the_case("10", one, no, again).state in ("scheduled", "waiting")


def test_55_an_old_rejected_application_does_not_lend_its_job_to_a_new_process() -> None:
    no = mail("a", "1", K.REJECTION, NO, role="Data Engineer", sender=ROBOT)
    new = mail("b", "9", K.INTERVIEW_INVITE, slot("11 15:00"))
    cases = fold_at("10", no, new)
    assert [(case.role, case.state.value) for case in cases] == [("Data Engineer", "rejected"), (None, "scheduled")]


def test_18_what_an_acknowledgement_said_is_taken_when_a_case_opens() -> None:
    ack = mail("a", "1", K.APPLICATION_ACK, by("30"), role="Data Engineer", sender=ROBOT)
    assert fold_at("2", ack) == ()
    case = the_case("4 10:00", ack, mail("b", "2", K.INTERVIEW_INVITE, slot("3 15:00")))
    assert case.root == "b"
    assert case.role == "Data Engineer"
    assert case.wait.promise.by == t("30").date()


def test_18_two_applications_lend_their_job_to_no_unnamed_process() -> None:
    one = mail("a", "1", K.APPLICATION_ACK, role="Data Engineer", sender=ROBOT)
    other = mail("b", "1 11:00", K.APPLICATION_ACK, role="Product Designer", sender=ROBOT)
    assert the_case("3", one, other, mail("c", "2", K.INTERVIEW_INVITE, slot("3 15:00"))).role is None


OUTREACH = mail(
    "a",
    "1",
    K.SCHEDULING_REQUEST,
    asked_for("4 10:00", sentence="Are you open to a chat on Wednesday?"),
    Approached(e()),
    subject="Exciting opportunity at Acme",
)


def test_19_outreach_alone_is_no_process() -> None:
    assert fold_at("2", OUTREACH) == ()
    assert fold_at("2", mail("a", "1", K.OTHER_HUMAN_REPLY)) == ()


def test_19_outreach_that_the_owner_takes_up_is_one() -> None:
    case = the_case("2", OUTREACH, sam("s", "1 12:00", YES, answers="a"))
    assert case.root == "a"
    assert case.state == "scheduled"


def test_19_outreach_the_owner_refuses_is_none() -> None:
    from tests.cases.mailbag import QUIT

    assert fold_at("2", OUTREACH, sam("s", "1 12:00", QUIT, answers="a")) == ()


def test_a_request_for_times_after_an_application_opens() -> None:
    ask = mail("a", "1", K.SCHEDULING_REQUEST, ASK, subject="Your application at Acme: new role, next steps")
    assert the_case("2", ask).state == "arranging"


def test_08_the_owner_accepts_after_a_friendly_word() -> None:
    word = mail("a", "1", K.OTHER_HUMAN_REPLY)
    case = the_case("2", word, sam("s", "1 12:00", Accepted(e(), t("3 15:00")), answers="a"))
    assert [i.confirmed for i in case.interviews] == [False]
    assert {m.message_id for m in case.messages} == {"a", "s"}


@pytest.mark.parametrize("folder", [Folder.SPAM, Folder.TRASH])
@pytest.mark.parametrize("kind", [K.INTERVIEW_INVITE, K.OFFER, K.REJECTION, K.SCHEDULING_REQUEST])
def test_62_spam_and_trash_open_nothing(folder: Any, kind: Any) -> None:
    assert fold_at("2", mail("m1", "1", kind, slot("3 15:00"), folder=folder)) == ()


@pytest.mark.parametrize("kind", sorted(set(Kind) - {K.INTERVIEW_INVITE}))
def test_what_opens(kind: Any) -> None:
    opens = {
        "confirmation",
        "reminder",
        "scheduling_request",
        "reschedule",
        "cancellation",
        "next_round",
        "assessment",
        "info_request",
        "offer",
        "timeline_update",
        "rejection",
    }
    assert len(fold_at("2", mail("m1", "1", kind))) == (1 if kind.value in opens else 0)


def test_the_owners_mail_alone_opens_nothing() -> None:
    assert fold_at("2", sam("s", "1", Accepted(e(), t("3 15:00")))) == ()
    assert fold_at("2", sam("s", "1", THANKS), sam("r", "1", REPLY)) == ()


ARRANGED = mail("a", "1", K.SCHEDULING_REQUEST, ASK, role="Data Engineer")
CALENDLY = {"sender": "Calendly <notifications@calendly.com>", "company": None, "who": Sender.MACHINE}


@pytest.mark.parametrize(
    "booking",
    [
        mail("b", "2", K.CONFIRMATION, slot("5 10:00"), **CALENDLY),
        mail("b", "2", K.CONFIRMATION, slot("5 10:00", None, Status.BOOKED, "Dana Reyes"), **CALENDLY),
    ],
)
def test_06_a_schedulers_booking_joins_the_process_that_waits_for_it(booking: Any) -> None:
    assert the_case("3", ARRANGED, booking).state == "scheduled"
    other = mail("x", "1", K.SCHEDULING_REQUEST, ASK, company="Globex", sender="Ann <ann@globex.example>")
    known = 3 if booking.findings[0].people == () else 2
    assert len(fold_at("3", ARRANGED, other, booking)) == known


def test_the_better_folder_counts() -> None:
    spam = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"), folder=Folder.SPAM, account="second")
    inbox = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"))
    for order in ([spam, inbox], [inbox, spam]):
        assert the_case("2", *order).state == "scheduled"


def test_nothing_from_the_future() -> None:
    assert fold_at("1 09:00", INVITE) == ()
    assert the_case("5", INVITE, mail("m2", "6", K.REJECTION, NO)).state == "waiting"


@pytest.mark.parametrize(
    "misread", [{"company": "Globex"}, {"role": "Office Clerk"}, {"company": "Globex", "role": "Office Clerk"}]
)
@pytest.mark.parametrize("thread", [None, "m1"])
def test_the_owners_mail_to_somebody_known_is_about_the_process(misread: Any, thread: Any) -> None:
    assert parts(fold_at("5", INVITE, sam("s", "4", REPLY, answers=thread, **misread))) == [["m1", "s"]]


def test_two_threads_of_one_process_are_joined_by_a_person() -> None:
    thanks = sam("s", "3 18:00", THANKS, to=(LEE,), thread="new")
    word = mail("m2", "4", K.OTHER_HUMAN_REPLY, sender=LEE, company=None, answers="s")
    assert parts(fold_at("5", INVITE, thanks, word)) == [["m1", "m2", "s"]]


def test_64_somebody_wrote_on_a_job_site() -> None:
    note = mail(
        "n",
        "5",
        K.NOT_JOB,
        on_site("LinkedIn", "Dana Reyes"),
        sender="LinkedIn <messages-noreply@linkedin.com>",
        company=None,
        who=Sender.MACHINE,
    )
    case = the_case("6", INVITE, note)
    assert case.elsewhere == "LinkedIn"
    assert case.wait.began == "interview"
    assert all("linkedin" not in (c.email or "") for c in case.contacts)
    stranger = mail(
        "n",
        "5",
        K.NOT_JOB,
        on_site("LinkedIn", "Ed Grey"),
        sender="LinkedIn <messages-noreply@linkedin.com>",
        company=None,
        who=Sender.MACHINE,
    )
    assert the_case("6", INVITE, stranger).elsewhere is None


def test_82_other_candidates_and_the_owner_are_no_contacts() -> None:
    invite = mail(
        "m1",
        "1",
        K.INTERVIEW_INVITE,
        slot("3 15:00"),
        to=(SAM, "Rival <rival@other.example>"),
        cc=("Max <max@acme.example>",),
    )
    assert [c.email for c in the_case("2", invite).contacts] == ["dana@acme.example", "max@acme.example"]


def test_65_the_agency_is_known_as_one() -> None:
    invite = mail(
        "m1",
        "1",
        K.INTERVIEW_INVITE,
        slot("3 15:00"),
        sender=RITA,
        company=None,
        agency="TalentBridge",
        people=(Participant("Rita Moss", "rita@talentbridge.example", Part.AGENCY),),
    )
    case = the_case("2", invite)
    assert (case.employer, case.agency) == (None, "TalentBridge")
    assert case.contacts[0].part is Part.AGENCY


def test_an_offer_by_the_same_company_for_the_job_in_a_new_thread() -> None:
    assert (
        the_case("9", INVITE, mail("o", "8", K.OFFER, OFFER, sender="Jo <jo@acme.example>", role="Data Engineer")).state
        == "offer"
    )


def test_a_robot_that_calls_off_a_slot_without_naming_anybody_speaks_of_that_slot() -> None:
    off = replace(slot(None, None, Status.CANCELLED), was=t("3 15:00"))
    robot = mail(
        "o", "2", K.CANCELLATION, off, sender="Calendly <notifications@calendly.com>", who=Sender.MACHINE, company=None
    )
    assert the_case("4", INVITE, robot).interviews[0].status is Status.CANCELLED


BY_FIRST_NAME = [
    ("Carmel <carmel.and.twins@homes.example>", "Acme, Leeds", None, True),
    ("Carmel <carmel.and.twins@homes.example>", "Hello", None, False),
    ("Kim <kim@homes.example>", "Acme, Leeds", None, False),
    ("Carmel <carmel@kiosk.example>", "today", "Kiosk Nord", True),
    ("Carmel <carmel@kiosk.example>", "today", "Kiosk West", False),
]


@pytest.mark.parametrize(("sender", "subject", "company", "joins"), BY_FIRST_NAME)
def test_somebody_of_it_by_first_name_where_a_subject_names_the_house(
    sender: str, subject: str, company: str | None, joins: bool
) -> None:
    people = (Participant("Carmel", None, Part.INTERVIEWER),)
    first = replace(INVITE, people=people, message=replace(INVITE.message, subject="Kiosk Nord, service"))
    news = mail("o", "8", K.REJECTION, NO, sender=sender, subject=subject, company=company)
    assert any({"m1", "o"} <= case.message_ids for case in fold_at("9", first, news)) is joins


def test_the_name_of_the_house_is_no_other_job() -> None:
    no = mail("o", "8", K.REJECTION, NO, sender="Jo <jo@acme.example>", company=None, role="Acme")
    assert the_case("9", replace(INVITE, role="Data Engineer"), no).state == "rejected"


def test_the_house_may_call_itself_otherwise_but_not_an_agencys_next_client() -> None:
    offer = mail(
        "o", "8", K.OFFER, OFFER, sender="Jo <jo@acme.example>", company="Rosebank School", role="Data Engineer"
    )
    assert the_case("9", INVITE, offer).state == "offer"
    rita = "Rita Moss <rita@talentbridge.example>"
    agency = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"), sender=rita, agency="TalentBridge", role="Engineer")
    other = mail("o", "8", K.OFFER, OFFER, sender=rita, agency="TalentBridge", company="Globex", role="Teacher")
    assert len(fold_at("9", agency, other)) == 2


def test_65_the_clients_own_invitation_is_the_agencys_interview() -> None:
    rita = "Rita Moss <rita@talentbridge.example>"
    agency = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"), sender=rita, company="Acme Straits Bank")
    event = mail("m2", "2", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1"), sender="Lee <lee@acmestraits.example>")
    assert len(fold_at("4", agency, replace(event, company="Acmestraits", company_by_address=True))) == 1
    assert len(fold_at("4", agency, replace(event, company="Globex", company_by_address=False))) == 2


def test_somebody_unknown_who_copies_somebody_known_writes_for_the_process() -> None:
    no = mail("n", "8", K.REJECTION, NO, sender="Chair <chair@school.example>", company="Brook Lane", cc=(DANA,))
    assert the_case("9", INVITE, no).state == "rejected"
    stranger = mail("n", "8", K.REJECTION, NO, sender="Chair <chair@school.example>", company="Brook Lane")
    assert len(fold_at("9", INVITE, stranger)) == 2


def test_nobody_says_no_and_goes_on_in_one_breath() -> None:
    unclear = mail("n", "8", K.REJECTION, NO, answers="m1", also=(K.NEXT_ROUND,), confidence=0.52)
    assert the_case("9", INVITE, unclear).state != "rejected"


def test_accents_and_chiefs_make_no_difference() -> None:
    first = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"), company="Océlia", role="CFO")
    second = mail(
        "m2", "2", K.NEXT_ROUND, sender="Bo <bo@ocelia.example>", company="Ocelia", role="Chief Financial Officer"
    )
    assert the_case("4", first, second).message_ids >= {"m1", "m2"}


def test_a_word_of_theirs_that_is_not_understood_leaves_the_ball_with_the_owner() -> None:
    unclear = mail("x", "5", K.NOT_JOB, who=Sender.OTHER, company=None, confidence=0.6)
    case = the_case("20", INVITE, unclear)
    assert (case.state, case.unclear, "x" in case.message_ids) == ("your_turn", True, True)
    answered = the_case("20", INVITE, unclear, sam("s", "6", REPLY, answers="x"))
    assert (answered.state, answered.wait and answered.wait.since) == ("waiting", t("6"))
    for other in (
        mail("x", "5", K.NOT_JOB, who=Sender.OTHER, company=None, confidence=0.97),
        mail("x", "5", K.NOT_JOB, who=Sender.OTHER, company=None, confidence=0.6, sender=KIM),
        mail("x", "5", K.NOT_JOB, who=Sender.MACHINE, company=None, confidence=0.6),
    ):
        assert the_case("20", INVITE, other).state == "waiting"


def test_a_promise_stays_with_its_case() -> None:
    one = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    other = mail(
        "b", "1 12:00", K.INTERVIEW_INVITE, slot("4 15:00"), company="Globex", sender="Ann <ann@globex.example>"
    )
    word = mail("c", "5", K.TIMELINE_UPDATE, by("20"), answers="b", sender="Ann <ann@globex.example>", company=None)
    promises = {c.employer: isinstance(c.wait.promise, Promised) for c in fold_at("6", one, other, word)}
    assert promises == {"Acme": False, "Globex": True}


def test_dana_writes_about_a_slot_of_one_of_two_cases() -> None:
    one = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), role="Data Engineer")
    other = mail("b", "1 12:00", K.INTERVIEW_INVITE, slot("4 15:00"), role="Product Designer", sender=DANA)
    reminder = mail("c", "2", K.REMINDER, slot("3 15:00"))
    assert parts(fold_at("2 12:00", one, other, reminder)) == [["a", "c"], ["b"]]


def test_an_acknowledgement_by_a_hiring_system_is_history_by_its_companys_name() -> None:
    ack = mail("a", "1", K.APPLICATION_ACK, role="Data Engineer", sender="Acme <no-reply@greenhouse.io>")
    case = the_case("3", ack, mail("b", "2", K.INTERVIEW_INVITE, slot("3 15:00"), company="Acme Inc."))
    assert case.role == "Data Engineer"
    other = mail("a", "1", K.APPLICATION_ACK, role="Cook", sender="No <no-reply@greenhouse.io>", company="Globex")
    assert the_case("3", other, mail("b", "2", K.INTERVIEW_INVITE, slot("3 15:00"))).role is None


def test_an_acknowledgement_of_long_ago_is_no_history() -> None:
    ack = mail("a", "2026-03-01", K.APPLICATION_ACK, role="Data Engineer", sender=ROBOT)
    assert the_case("3", ack, mail("b", "2", K.INTERVIEW_INVITE, slot("3 15:00"))).role is None


KIM = "Kim Stone <kim@coach.example>"


def test_63_a_strangers_word_about_the_employer_is_no_answer() -> None:
    case = the_case("9", INVITE, mail("f", "8", K.OTHER_HUMAN_REPLY, sender=KIM))
    assert "f" not in case.message_ids
    known = the_case("9", INVITE, mail("f", "8", K.OTHER_HUMAN_REPLY, sender="Dana Reyes <dana@home.example>"))
    assert "f" in known.message_ids


@pytest.mark.parametrize(("hiring", "said", "joins"), [(0.76, (), False), (0.9, (), True), (0.76, (by("3"),), True)])
def test_63_a_strangers_article_about_somebody_of_the_process_is_no_mail_of_it(
    hiring: float, said: Any, joins: bool
) -> None:
    """ "The interview: Dana Reyes of Acme", by a magazine; mail that says something, or is surely of a job, is one."""
    news = "Cellar Weekly <hello@weekly.example>"
    dana = (Participant("Dana Reyes", None, Part.INTERVIEWER),)
    article = mail(
        "n", "8", K.INTERVIEW_INVITE, *said, sender=news, company="Weekly", people=dana, subject="Dana Reyes of Acme"
    )
    case = the_case("9", INVITE, replace(article, hiring=hiring, purpose=None))
    assert ("n" in case.message_ids) is joins


def test_63_a_coach_to_whom_the_owner_showed_the_thread_is_not_their_side() -> None:
    shown = sam("s", "7", REPLY, to=(KIM,), answers="m1", subject="Fwd: Interview")
    case = the_case("9", INVITE, shown, mail("f", "8", K.OTHER_HUMAN_REPLY, sender=KIM, answers="s"))
    assert case.message_ids == frozenset({"m1"})
    assert "kim@coach.example" not in {contact.email for contact in case.contacts}


def test_63_what_the_owner_forwards_to_their_side_belongs_to_it() -> None:
    passed_on = sam("s", "7", REPLY, to=("Ann Lee <ann@acme.example>",), answers="m1", subject="Fwd: Interview")
    assert the_case("9", INVITE, passed_on).message_ids == frozenset({"m1", "s"})


def test_19_an_acknowledged_application_makes_it_no_outreach() -> None:
    ack = mail("a0", "1", K.APPLICATION_ACK)
    assert the_case("3", ack, replace(OUTREACH, message=replace(OUTREACH.message, sent=t("2"), received=t("2"))))


def test_a_meeting_without_a_word_of_a_job_begins_nothing_and_joins_what_is_there() -> None:
    """A dentist confirms appointments in the same words."""
    meeting = slot("6 15:00", "6 16:00", Status.BOOKED)
    alone = replace(mail("m9", "2", K.CONFIRMATION, meeting, company=None), hiring=0.7, purpose=None)
    assert fold_at("7", alone) == ()
    joined = replace(mail("m9", "2", K.CONFIRMATION, meeting, company=None, answers="m1"), hiring=0.7, purpose=None)
    assert len(the_case("7", INVITE, joined).messages) == 2


RAFA = "Rafa Quint <rafa@seam.example>"


@pytest.mark.parametrize("second", [RAFA, "Bea Lowe <bea@seam.example>"])
def test_16_who_wanted_an_interview_of_another_sort_still_does(second: str) -> None:
    podcast = mail("m1", "1", K.NOT_JOB, sender=RAFA, who=Sender.OTHER, company=None)
    podcast = replace(podcast, purpose=Purpose.OTHER)
    booked = mail("m2", "2", K.INTERVIEW_INVITE, slot("3 15:00"), sender=second, company=None)
    assert fold_at("4", podcast, booked) == ()
    job = replace(booked, purpose=Purpose.JOB)
    assert len(fold_at("4", podcast, job)) == 1
    assert len(fold_at("4", booked)) == 1


def test_67_a_colleague_arranges_what_the_owner_asks_a_candidate() -> None:
    colleague = "Lavanya Shetty <lavanya@owner.example>"
    nikhil = "Nikhil Suri <nikhil@webmail.example>"
    asked = mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", nikhil), sender=colleague)
    thanks = mail("m2", "4", K.NEXT_ROUND, sender=nikhil, company=None)
    assert fold_at("5", asked, thanks) == ()
    assert len(fold_at("5", thanks)) == 1


INTERVIEWS = [
    ("Interview: Nikhil Suri, Data Engineer", 0),
    ("Interview: Data Engineer - Nikhil Suri", 0),
    ("Interview: Sam Okafor, Data Engineer", 1),
    ("Interview: Ada Lund, Data Engineer", 1),
    ("Interview: Data Engineer", 1),
    ("Interview with Nikhil Suri", 1),
]


@pytest.mark.parametrize(("subject", "processes"), INTERVIEWS)
def test_67_a_colleagues_calendar_names_the_candidate(subject: str, processes: int) -> None:
    """Not the owner, who applies in their own house, nor who takes part and so may be met."""
    lavanya, ada = (
        "Lavanya Shetty <lavanya@owner.example>",
        Participant("Ada Lund", "ada@owner.example", Part.INTERVIEWER),
    )
    asked = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"), sender=lavanya, subject=subject, people=(ada,))
    assert len(fold_at("5", asked)) == processes


def test_67_the_candidate_whom_a_calendar_named_begins_no_process() -> None:
    asked = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"), sender=LAVANYA, subject="Interview: Nikhil Suri")
    thanks = mail("m2", "4", K.NEXT_ROUND, sender=NIKHIL, company=None)
    assert fold_at("5", asked, thanks) == ()


def test_67_who_applies_to_the_owner_is_a_guest_and_so_is_the_interview_that_a_colleague_enters() -> None:
    applies = mail(
        "m1", "1", K.NOT_JOB, Applies(e("My CV is attached.")), sender=NIKHIL, who=Sender.OTHER, company=None
    )
    comes = mail("m2", "2", K.CONFIRMATION, slot("3 15:00"), sender=NIKHIL, company=None)
    entered = mail("m3", "2", K.INTERVIEW_INVITE, slot("3 15:00"), sender=LAVANYA, subject="Interview: N. Suri")
    assert fold_at("5", applies, comes, entered) == ()
    assert len(fold_at("5", comes)) == 1
    assert len(fold_at("5", entered)) == 1


def test_67_who_applies_in_their_own_house_is_no_guest() -> None:
    professor = "Ada Lund <lund@owner.example>"
    asked = mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", professor), sender=professor)
    assert len(fold_at("5", asked)) == 1


NIKHIL, LAVANYA = "Nikhil Suri <nikhil@webmail.example>", "Lavanya Shetty <lavanya@owner.example>"
HIRES = sam("m1", "1", Hires(e()), to=(NIKHIL,), role="Data Engineer")


@pytest.mark.parametrize(
    ("what", "processes", "said"),
    [
        ("the candidate says yes", 0, mail("m2", "2", K.CONFIRMATION, slot("3 15:00"), sender=NIKHIL, company=None)),
        ("a colleague sends an invitation for that job", 0, mail("m2", "2", K.INTERVIEW_INVITE, slot("3 15:00"),
         sender=LAVANYA, role="Sr. Data Engineer")),
        ("a colleague asks the owner for another job", 1, mail("m2", "2", K.INTERVIEW_INVITE, slot("3 15:00"),
         sender=LAVANYA, role="Head of Sales")),
        ("another house invites for such a job", 1, mail("m2", "2", K.INTERVIEW_INVITE, slot("3 15:00"),
         role="Data Engineer")),
    ],
)  # fmt: skip
def test_67_whom_the_owner_asks_to_an_interview_begins_no_process(what: str, processes: int, said: Any) -> None:
    assert len(fold_at("5", HIRES, said)) == processes, what


def test_67_such_words_to_somebody_of_a_process_are_words_like_others() -> None:
    invite = mail("m0", "1 08:00", K.INTERVIEW_INVITE, slot("3 15:00"))
    word = sam("m1", "1 12:00", Hires(e()), to=(DANA,))
    no = mail("m2", "5", K.REJECTION, Rejected(e()))
    assert [case.state.value for case in fold_at("6", invite, word, no)] == ["rejected"]


def _note(sender: str = DANA, answers: str | None = None, **more: Any) -> Any:
    """A short note that by itself is no hiring mail, and would move an interview if it were."""
    moved = slot("6 14:00", status=Status.MOVED)
    note = mail(
        "m2",
        "4",
        K.NOT_JOB,
        sender=sender,
        who=Sender.OTHER,
        answers=answers,
        company=None,
        confidence=0.7,
        subject="Bump",
    )
    meant = IfKnown(K.RESCHEDULE, (), 0.7, None, None, None, (), (moved,))
    return replace(note, **{"if_known": meant, **more})


@pytest.mark.parametrize("confidence", [0.7, 0.95])
def test_a_short_note_of_somebody_known_means_what_it_would_mean_in_their_process(confidence: float) -> None:
    case = the_case("5", mail("m1", "2", K.INTERVIEW_INVITE, slot("5 13:00")), _note(confidence=confidence))
    assert [(one.start, one.status) for one in case.interviews] == [(t("6 14:00"), Status.MOVED)]


@pytest.mark.parametrize(
    "note",
    [_note("Kim Poe <kim@elsewhere.example>"), _note(confidence=0.95, if_known=None), _note(if_known=None)],
    ids=["a stranger's", "plainly nothing", "nothing even there"],
)
def test_a_short_note_moves_nothing_otherwise(note: Any) -> None:
    case = the_case("5", mail("m1", "2", K.INTERVIEW_INVITE, slot("5 13:00")), note)
    assert [(one.start, one.status) for one in case.interviews] == [(t("5 13:00"), Status.BOOKED)]


@pytest.mark.parametrize(
    ("more", "start"),
    [
        ({}, "6 14:00"),
        ({"answers": None}, "5 13:00"),
        ({"if_known": None}, "5 13:00"),
        ({"sender": "Kim Poe <kim@elsewhere.example>"}, "5 13:00"),
    ],
    ids=["an answer in its thread", "in no thread of it", "it would mean nothing", "a stranger's answer"],
)
def test_what_sounds_like_an_interview_of_another_sort_goes_on_in_answer_to_mail_of_the_process(
    more: dict[str, Any], start: str
) -> None:
    """ "Bump the recording to two?" by somebody of the process, in answer to their mail, is about its interview."""
    note = _note(**{"purpose": Purpose.OTHER, "answers": "m1", **more})
    case = the_case("5", mail("m1", "2", K.INTERVIEW_INVITE, slot("5 13:00")), note)
    assert [one.start for one in case.interviews] == [t(start)]


def test_what_is_odd_about_a_short_note_is_told_in_its_process() -> None:
    odd = Remark("part_lost", "A part could not be read.")
    case = the_case("5", mail("m1", "2", K.INTERVIEW_INVITE, slot("5 13:00")), _note(remarks=(odd,)))
    assert [one.what for one in case.story if odd.text in one.what] == [f"About this mail: {odd.text}"]


def test_a_short_note_of_somebody_known_begins_no_other_process() -> None:
    over = mail("m1", "2", K.INTERVIEW_INVITE, slot("3 13:00")), mail("m3", "3 16:00", K.REJECTION, NO)
    assert len(fold_at("5", *over, _note())) == 1


@pytest.mark.parametrize(("hiring", "begins"), [(0.7, True), (0.4, False), (0.2, False)])
def test_mail_that_names_a_job_begins_a_process_when_it_is_likely_hiring_mail(hiring: float, begins: bool) -> None:
    day = mail("m1", "2", K.NEXT_ROUND, slot("5 09:30"), role="Surveyor")
    assert bool(fold_at("3", replace(day, hiring=hiring, purpose=Purpose.JOB))) is begins


@pytest.mark.parametrize(("hiring", "begins"), [(0.4, True), (0.2, False)])
def test_less_likely_mail_does_once_the_owner_says_yes_to_its_hour(hiring: float, begins: bool) -> None:
    day = mail("m1", "2", K.NEXT_ROUND, slot("5 09:30"), role="Surveyor")
    said = replace(day, hiring=hiring, purpose=Purpose.JOB), sam("m2", "2 12:00", YES, answers="m1")
    assert bool(fold_at("3", *said)) is begins


def test_mail_that_names_no_job_begins_none_on_the_owners_yes_alone() -> None:
    day = mail("m1", "2", K.NEXT_ROUND, slot("5 09:30"))
    said = replace(day, hiring=0.6), sam("m2", "2 12:00", YES, answers="m1")
    assert fold_at("3", *said) == ()


def test_a_no_that_names_no_job_opens_nothing() -> None:
    assert fold_at("2", replace(mail("m1", "1", K.REJECTION), purpose=None)) == ()
    assert len(fold_at("2", replace(mail("m1", "1", K.NEXT_ROUND), purpose=None))) == 1


@pytest.mark.parametrize(
    ("sender", "role", "spelt", "cases"),
    [
        ("Lee Wong <lee@hillfarm.example>", "Milker", True, 1),
        ("Lee Wong <lee@hillfarm.example>", "Milker", False, 2),
        ("Lee Wong <lee@hillfarm.example>", "Baker", True, 2),
        ("Lee <lee@hillfarm.example>", "Milker", True, 2),
    ],
    ids=["theirs", "of another house, as it writes", "of another job", "a first name is anybody's"],
)
def test_somebody_of_it_writes_of_its_job_from_another_address(sender: Any, role: Any, spelt: Any, cases: Any) -> None:
    first = mail("m1", "1", K.INTERVIEW_INVITE, slot("5 15:00"), sender="Lee Wong <lee@acme.example>", role="Milker")
    again = mail("m2", "2", K.INTERVIEW_INVITE, slot("6 15:00"), sender=sender, role=role, company="Hillfarm")
    assert len(fold_at("3", first, replace(again, company_by_address=spelt))) == cases
