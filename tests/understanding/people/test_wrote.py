"""Whether who writes meets the owner: what is said outright, and what is weighed."""

import pytest

from agent.understanding.findings import Kind, Part, Participant
from agent.understanding.people.company import find_employer
from agent.understanding.people.participants import find_participants, traits_of_who_wrote
from tests.understanding.people.mails import OWNER, reading

_JUNE = "June Abbot <june.abbot@acme.example>"


def _writer(text: str, kind: Kind | None = Kind.INTERVIEW_INVITE, sender: str = _JUNE) -> Participant:
    read = reading({"from": sender, "text": text})
    return find_participants(read, OWNER, find_employer(read, OWNER), kind)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Your interview is on Monday at 10 with Mr Hale. I won't be there, but he knows all about you.",
        "Your interview with Lena Marsh is on Monday at 10. I'm away that day, so ring the bell twice.",
        "Your interview is on Monday at 10. You won't meet me, but say hello if you see me in the yard.",
        "Lena Marsh will see you on Monday at 10. I'll leave you to it.",
        "Mr Hale will interview you, not me. Monday at 10 in the yard.",
        "You'd talk to Lena, not to me. Monday at 10 in the yard.",
        "A trial shift on Monday at 10. I'm away at a wedding, so Lena (cc'd), our chef, will have you for the day.",
    ],
)
def test_who_says_that_they_will_not_be_there_is_not_met(text: str) -> None:
    assert _writer(text).part is Part.RECRUITER


@pytest.mark.parametrize(
    "text",
    [
        "My colleague Lena Marsh and I look forward to meeting you on Monday at 10.",
        "You'd see Lena Marsh and me on Monday at 10.",
        "Hi Sam! Me and Lena Marsh (cc) would like to talk to you on Monday at 10.",
        "You'd meet Lena Marsh, our director. She and I will expect you on Monday at 10.",
        "I'm away at a wedding this week, so your mail waited. You'd see Lena Marsh and me on Monday at 10.",
        "I'm away until Friday, so Lena Marsh and I will see you on Monday at 10.",
    ],
)
def test_who_will_be_there_beside_others_is_met(text: str) -> None:
    assert _writer(text) == Participant("June Abbot", "june.abbot@acme.example", Part.INTERVIEWER)


def test_who_cannot_come_and_names_nobody_else_still_meets_the_owner() -> None:
    assert _writer("I'm ill and I can't be there tomorrow. Could we do Friday at 2?").part is Part.INTERVIEWER


def test_a_title_of_the_process_outweighs_words() -> None:
    text = "I will meet you at the gate tomorrow at 10 and show you round, bring boots. I'm so looking forward to it!"
    assert _writer(text, sender="June Abbot - Talent Partner <june.abbot@acme.example>").part is Part.RECRUITER


def test_nothing_is_weighed_of_a_robot_or_an_agency() -> None:
    robot = reading({"from": "Acme <no-reply@acme.example>", "text": "Your interview is on Monday at 10."})
    assert traits_of_who_wrote(robot, OWNER, find_employer(robot, OWNER), None) is None


def test_the_traits_are_what_the_rules_say_and_the_sentences_about_oneself() -> None:
    text = "I run the yard. The gate is green.\n\nJune Abbot"
    read = reading({"from": _JUNE, "text": text})
    found = traits_of_who_wrote(read, OWNER, find_employer(read, OWNER), Kind.REMINDER)
    assert found is not None
    assert {"kind reminder", "a whole name", "I 4yard"} <= found[1].keys()
    assert "I 4gate" not in found[1]
