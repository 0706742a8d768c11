"""Contacts, absences, thanks, names, addresses, keys. Numbers are those of the mailbox situations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agent.cases import find
from agent.cases.keys import key_of, slug
from agent.choices import Verb
from agent.messages import Person
from agent.understanding.findings import Part, Participant, Status, Thanked
from providers.mailbox import Folder
from tests.cases.mailbag import (
    DANA,
    INVITE,
    LEE,
    NO,
    ROBOT,
    SAM,
    THANKS,
    K,
    away,
    bounced,
    choice,
    e,
    fold_at,
    gone,
    ics,
    mail,
    sam,
    slot,
    t,
    the_case,
)

ANA = "Ana Silva <ana@acme.example>"


def contact(case: Any, email: Any) -> Any:
    return next(c for c in case.contacts if c.email == email)


def word(name: Any, at: Any, *findings: Any, **more: Any) -> Any:
    return mail(name, at, more.pop("kind", K.OTHER_HUMAN_REPLY), *findings, answers=more.pop("answers", "m1"), **more)


def ooo(name: Any, at: Any, back: Any, sender: Any = DANA, **more: Any) -> Any:
    return mail(name, at, K.AUTO_REPLY, away(back), sender=sender, company=None, **more)


def test_44_an_absence_counts_in_every_process_with_that_person() -> None:
    other = mail("b", "1 12:00", K.INTERVIEW_INVITE, slot("4 15:00"), role="Product Designer")
    cases = fold_at("6", INVITE, other, ooo("m2", "5", date(2026, 11, 9), answers="b"))
    assert {contact(case, "dana@acme.example").back for case in cases} == {date(2026, 11, 9)}


def test_44_also_as_a_fresh_mail_and_without_a_day() -> None:
    case = the_case("6", INVITE, ooo("m2", "5", None))
    assert contact(case, "dana@acme.example").away_since == t("5 09:00")
    assert contact(case, "dana@acme.example").back is None


def test_44_somebody_who_writes_is_back() -> None:
    case = the_case("8", INVITE, ooo("m2", "5", date(2026, 11, 20)), word("m3", "7"))
    assert contact(case, "dana@acme.example").away_since is None


def test_44_an_absence_is_not_a_word() -> None:
    case = the_case("6", INVITE, ooo("m2", "5", None, sender=LEE))
    assert contact(case, "lee@acme.example").spoke is None
    assert case.last_word.email == "dana@acme.example"


def test_45_a_bounce_makes_an_address_unreachable_until_it_speaks() -> None:
    bounce = mail(
        "m2", "5", K.BOUNCE, bounced("dana@acme.example"), sender="Mail <mailer-daemon@owner.example>", company=None
    )
    case = the_case("6", INVITE, bounce)
    assert contact(case, "dana@acme.example").unreachable == "bounced"
    assert not any("daemon" in (c.email or "") for c in case.contacts)
    assert contact(the_case("9", INVITE, bounce, word("m3", "8")), "dana@acme.example").unreachable is None


def test_102_gone_for_ever_and_a_successor_is_nobody_yet() -> None:
    left = mail("m2", "5", K.AUTO_REPLY, gone(successor="Jo Park <jo@acme.example>"), company=None)
    case = the_case("6", INVITE, left)
    assert contact(case, "dana@acme.example").unreachable == "no longer works there"
    assert not any(c.email == "jo@acme.example" for c in case.contacts)
    wrote = the_case("9", INVITE, left, word("m3", "8", sender="Jo Park <jo@acme.example>"))
    assert contact(wrote, "jo@acme.example").unreachable is None
    added = the_case("9", INVITE, left, sam("s1", "8", to=("Jo Park <jo@acme.example>",)))
    assert contact(added, "jo@acme.example").spoke is None


def test_102_a_colleague_tells_that_somebody_has_left() -> None:
    case = the_case("6", INVITE, word("m2", "5", gone("Dana has left Acme, please write to me"), sender=LEE))
    assert contact(case, "dana@acme.example").unreachable == "no longer works there"
    assert contact(case, "lee@acme.example").unreachable is None


def test_62_spam_gives_no_recipient() -> None:
    case = the_case("6", INVITE, word("m2", "5", sender="Jo Park <jo@acme.example>", folder=Folder.SPAM))
    assert not any(c.email == "jo@acme.example" for c in case.contacts)
    assert case.last_word.email == "dana@acme.example"


def test_a_robot_is_no_last_word_and_unreachable() -> None:
    case = the_case("6", INVITE, word("m2", "5", sender=ROBOT))
    assert contact(case, "no-reply@acme.example").unreachable == "no-reply address"
    assert case.last_word.email == "dana@acme.example"


def test_a_robots_display_name_does_not_give_a_person_its_address() -> None:
    robot = word(
        "m2", "2", sender="Ana Silva <no-reply@acme.example>", people=(Participant("Ana Silva", None, Part.RECRUITER),)
    )
    case = the_case("5", INVITE, robot, word("m3", "4", sender=ANA))
    assert {(c.name, c.email) for c in case.contacts if c.name == "Ana Silva"} == {
        ("Ana Silva", "no-reply@acme.example"),
        ("Ana Silva", "ana@acme.example"),
    }


def test_14_rooms_are_nobody() -> None:
    event = ics("3 15:00", "3 16:00", "u1", LEE, "Room <c_188abc@resource.calendar.google.com>")
    case = the_case("2", mail("m1", "1", K.INTERVIEW_INVITE, event))
    assert [p.email for p in case.interviews[0].people] == ["lee@acme.example"]


def test_13_a_name_alone_stays_a_name() -> None:
    case = the_case("4", mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", None, Status.BOOKED, "Ana Silva")))
    assert [(p.name, p.email) for p in case.interview_held.people] == [("Ana Silva", None)]
    assert case.interview_held.arranged_by == "dana@acme.example"


@pytest.mark.parametrize("called", ["Ana Silva", "ana silva", "Silva, Ana", "Ana"])
def test_13_the_address_of_a_name_is_taken_from_mail(called: Any) -> None:
    case = the_case(
        "4",
        mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", None, Status.BOOKED, called)),
        word("m2", "2", sender=ANA),
    )
    assert [p.email for p in case.interview_held.people] == ["ana@acme.example"]


@pytest.mark.parametrize("called", [LEE, "Lee Wong"])
@pytest.mark.parametrize(
    ("wrote", "written_to"),
    [("lee@farm.example", "lee@farm.example"), ("reply+81c2@mail.lever.co", "lee@acme.example")],
    ids=["their other address", "a hiring system's relay"],
)
def test_who_is_met_is_written_to_where_they_last_wrote(called: Any, wrote: Any, written_to: Any) -> None:
    met = mail("m1", "1", K.INTERVIEW_INVITE, slot("5 15:00", None, Status.BOOKED, called), sender=LEE)
    case = the_case("6", met, word("m2", "2", sender=f"Lee Wong <{wrote}>"))
    assert [one.email for one in case.interview_held.people] == [written_to]


def test_a_first_name_that_two_have_means_nobody_in_particular() -> None:
    case = the_case(
        "4",
        mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", None, Status.BOOKED, "Ana")),
        word("m2", "2", sender=ANA),
        word("m3", "2 10:00", sender="Ana Berg <ana.berg@acme.example>"),
    )
    assert [p.email for p in case.interview_held.people] == [None]


def test_the_part_that_tells_most_counts() -> None:
    people = (Participant("Dana Reyes", "dana@acme.example", Part.INTERVIEWER),)
    case = the_case("4", INVITE, word("m2", "2", people=people))
    assert contact(case, "dana@acme.example").part is Part.RECRUITER


PANEL = mail(
    "m1",
    "1",
    K.INTERVIEW_INVITE,
    slot("3 10:00", "3 11:00", Status.BOOKED, LEE),
    slot("3 11:00", "3 12:00", Status.BOOKED, ANA),
)

# (the owner's mail, who counts as thanked, everybody)
THANKED = [
    ([sam("s", "3 18:00", THANKS, to=(LEE,))], {"lee@acme.example"}, False),
    ([sam("s", "3 18:00", THANKS, to=(LEE, ANA))], {"lee@acme.example", "ana@acme.example"}, False),
    ([sam("s", "3 18:00", THANKS, to=(LEE,), cc=(ANA,))], {"lee@acme.example", "ana@acme.example"}, False),
    ([sam("s", "3 18:00", THANKS)], {"dana@acme.example", "lee@acme.example"}, True),
    ([sam("s", "3 18:00", Thanked(e(), ("Ana",)), to=(LEE,))], {"lee@acme.example", "ana@acme.example"}, False),
    ([sam("s", "3 18:00", Thanked(e(), ("Dr. Silva",)), to=(LEE,))], {"lee@acme.example", "ana@acme.example"}, False),
    ([sam("s", "3 11:50", THANKS, to=(LEE,))], {"lee@acme.example"}, False),
    ([sam("s", "2", THANKS)], set(), False),
    ([sam("s", "3 18:00", THANKS, to=(LEE,), account="second", thread="t9")], {"lee@acme.example"}, False),
    ([sam("s", "3 18:00", THANKS, to=(LEE,), folder=Folder.TRASH)], {"lee@acme.example"}, False),
    ([], set(), False),
]


@pytest.mark.parametrize(("said", "who", "everybody"), THANKED)
def test_50_whom_the_owner_has_thanked(said: Any, who: Any, everybody: Any) -> None:
    case = the_case("4", PANEL, *said)
    assert who <= case.thanked
    assert case.thanked_all is everybody
    if not everybody:
        assert {one for one in case.thanked if "@" in one} == who


def test_50_where_nobody_is_known_who_was_met_thanks_to_anybody_of_theirs_stand_for_all() -> None:
    unnamed = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 10:00", "3 11:00", Status.BOOKED))
    assert the_case("4", unnamed, sam("s", "3 18:00", THANKS, to=(LEE,))).thanked_all
    assert not the_case("4", PANEL, sam("s", "3 18:00", THANKS, to=(LEE,))).thanked_all


def test_50_only_for_the_last_interview() -> None:
    thanked = sam("s", "3 18:00", THANKS, to=(LEE,))
    second = mail("m2", "4", K.NEXT_ROUND, slot("6 10:00", None, Status.BOOKED, LEE), answers="m1")
    assert the_case("5", INVITE, thanked, second).thanked
    assert the_case("7", INVITE, thanked, second).thanked == frozenset()


def test_50_an_interviewer_who_sent_their_own_invitation_stands_for_themselves() -> None:
    one = mail("m1", "1", K.INTERVIEW_INVITE, ics("3 10:00", "3 11:00", "u1", LEE), sender=LEE)
    other = mail("m2", "1 11:00", K.INTERVIEW_INVITE, ics("3 11:00", "3 12:00", "u2", ANA), sender=ANA)
    case = the_case("4", one, other, sam("s", "3 18:00", THANKS, to=(LEE,)))
    assert not case.thanked_all
    assert "ana@acme.example" not in case.thanked


def test_12_a_robot_arranged_it_thanks_to_the_recruiter_stand_for_all() -> None:
    event = mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", "Ana Silva"), sender=ROBOT)
    recruiter = word("m2", "2", people=(Participant("Dana Reyes", "dana@acme.example", Part.RECRUITER),))
    assert the_case("4", event, recruiter, sam("s", "3 18:00", THANKS)).thanked_all


@pytest.mark.parametrize(
    ("who", "thanked", "everybody"),
    [(None, set(), True), ("lee@acme.example", {"lee@acme.example"}, False), ("Lee", {"lee@acme.example"}, False)],
)
def test_thanked_elsewhere(who: Any, thanked: Any, everybody: Any) -> None:
    case = the_case("5", PANEL, choices=[choice("t", "4", Verb.THANKED, person=who)])
    assert thanked <= case.thanked
    assert case.thanked_all is everybody


def test_81_the_address_they_write_to() -> None:
    later = word("m2", "2", to=("Sam <sam.okafor@second.example>",), account="second")
    case = the_case("3", INVITE, later)
    assert (case.owner_address, case.account) == ("sam.okafor@second.example", "second")
    hidden = word("m2", "2", to=("X <undisclosed@lists.example>",))
    assert the_case("3", INVITE, hidden).owner_address == "sam@owner.example"


def test_84_the_language_of_their_last_human_mail() -> None:
    case = the_case(
        "6",
        INVITE,
        word("m2", "4", language="de"),
        word("m3", "5", language="fr", sender=ROBOT),
        sam("s", "5", language="nl"),
    )
    assert case.language == "de"


def test_names_are_those_most_written() -> None:
    case = the_case(
        "6",
        INVITE,
        word("m2", "4", company="Acme Inc.", role="Sr Data Engineer"),
        word("m3", "5", role="Data Engineer"),
    )
    assert (case.employer, case.role) == ("Acme", "Data Engineer")


@pytest.mark.parametrize(
    ("titles", "known"),
    [
        (["Glaze technician", "glaze", "glaze"], "Glaze technician"),
        (["glaze", "Glaze technician", "glaze"], "Glaze technician"),
        (["Glaze technician", "GLAZE TECHNICIAN", "GLAZE TECHNICIAN"], "Glaze technician"),
        (["Customer Success Lead", "CS Lead", "CS Lead"], "Customer Success Lead"),
        (["Charge Nurse (nights)", "charge nurse"], "Charge Nurse (nights)"),
        (["glaze", "kiln packer", "kiln packer"], "kiln packer"),
        (["Data Engineer", "Senior Data Engineer", "Data Engineer"], "Data Engineer"),
    ],
)
def test_a_job_keeps_the_name_that_later_mail_only_shortens(titles: list[str], known: str) -> None:
    first, *later = titles
    invited = replace(INVITE, role=first)
    case = the_case("6", invited, *(word(f"m{n}", f"{n}", role=title) for n, title in enumerate(later, 3)))
    assert case.role == known


def test_a_name_run_together_by_a_domain_yields_to_the_one_that_is_written() -> None:
    later = [word(f"m{n}", str(n), company="Alderpike") for n in (2, 4, 5)]
    assert the_case("6", mail("m1", "1", K.INTERVIEW_INVITE, company="Alder & Pike Maps"), *later).employer == (
        "Alder & Pike Maps"
    )


def test_a_name_that_only_an_address_spells_yields_to_the_one_that_is_written() -> None:
    invite = mail("m1", "1", K.INTERVIEW_INVITE, company="Brackwater Insurance")
    later = [word(f"m{n}", str(n), company="Brack Water") for n in (2, 4, 5)]
    by_address = [replace(one, company_by_address=True) for one in later]
    assert the_case("6", invite, *by_address).employer == "Brackwater Insurance"
    assert the_case("6", invite, *later).employer == "Brack Water"  # they write it so
    assert the_case("6", replace(invite, company=None), *by_address).employer == "Brack Water"


@pytest.mark.parametrize(("name", "part"), [("Dana Reyes", Part.RECRUITER), ("Dana", Part.INTERVIEWER)])
def test_somebody_plays_one_part_at_all_their_addresses(name: Any, part: Any) -> None:
    told = Participant("Dana Reyes", "dana@acme.example", Part.RECRUITER)
    there = Participant(name, "dana@home.example", Part.INTERVIEWER)
    invite = replace(INVITE, people=(told,))
    case = the_case("6", invite, word("m2", "4", sender=f"{name} <dana@home.example>", people=(there,)))
    assert contact(case, "dana@home.example").part is part  # a first name alone is anybody's


def test_86_spam_names_nothing() -> None:
    invite = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"), company=None)
    case = the_case("6", invite, word("m2", "4", company="Evil", role="Mule", folder=Folder.SPAM))
    assert (case.employer, case.role) == (None, None)


def test_keys_are_short_and_stable() -> None:
    assert key_of("Acme Inc.", "m1") == key_of("Acme Inc.", "m1")
    assert key_of("Acme", "m1") != key_of("Acme", "m2")
    assert slug("Müller & Söhne GmbH") == "mullersohne"
    assert slug("International Business Machines") == "internationa"
    assert key_of(None, "x").startswith("case-")
    assert key_of("株式会社", "x").startswith("case-")
    first = the_case("2", INVITE)
    later = the_case("9", INVITE, word("m2", "4"), word("m3", "8", NO, kind=K.REJECTION))
    assert first.key == later.key
    assert len(first.key) <= 17


def test_find() -> None:
    globex = mail(
        "g", "1", K.INTERVIEW_INVITE, slot("3 15:00"), company="Globex Labs", sender="Ann <ann@globex.example>"
    )
    second = mail("d", "1", K.INTERVIEW_INVITE, slot("3 17:00"), role="Product Designer")
    cases = fold_at("2", INVITE, globex, second)
    keys = {case.root: case.key for case in cases}

    def found(word: Any) -> Any:
        return {case.root for case in find(cases, word)}

    assert found("acme") == {"m1", "d"}
    assert found("ACME") == {"m1", "d"}
    assert found("labs") == {"g"}
    assert found("Globex Labs") == {"g"}
    assert found(keys["d"].upper()) == {"d"}
    assert found("glob") == set()
    assert found("") == set()
    assert found("nobody") == set()


def test_find_by_the_key_of_another_message() -> None:
    case = the_case("9", INVITE, word("m2", "4"))
    assert find([case], key_of("Acme", "m2")) == (case,)


def test_a_message_without_sender_or_people_does_not_crash() -> None:
    bare = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"), company=None)
    bare = replace(bare, message=replace(bare.message, sender=None, to=(), sent=None))
    case = the_case("5", bare)
    assert case.owner_address == "sam.okafor@second.example"
    odd = replace(bare, message=replace(bare.message, sender=Person("", ""), to=(Person(None, "not an address"),)))
    assert the_case("5", odd).contacts is not None


def test_story_names_a_robot_and_the_folder() -> None:
    case = the_case("6", INVITE, word("m2", "5", NO, kind=K.REJECTION, folder=Folder.TRASH), sam("s", "5", to=(SAM,)))
    assert any("found in trash" in line.what for line in case.story)


def test_65_an_agencys_name_is_shown_as_somebody_writes_it() -> None:
    spelled = [
        mail(f"m{day}", f"{day} 10:00", K.OTHER_HUMAN_REPLY, company=None, agency="Meridiantalent", answers="m1")
        for day in (4, 5, 6)
    ]
    first = mail("m1", "1 10:00", K.INTERVIEW_INVITE, slot("3 15:00"), company=None, agency="Meridian Talent")
    assert the_case("7", first, *spelled).agency == "Meridian Talent"


def test_65_the_agency_of_one_message_is_no_employer_in_the_others() -> None:
    first = mail("m1", "1 10:00", K.INTERVIEW_INVITE, slot("3 15:00"), company="Tidewell", agency="Meridian Talent")
    rest = [
        mail(f"m{day}", f"{day} 10:00", K.OTHER_HUMAN_REPLY, company="Meridiantalent", answers="m1") for day in (4, 5)
    ]
    assert the_case("8", first, *rest).employer == "Tidewell"
