"""The part of a writer who tells nothing of it, beside whom else the message names."""

import pytest

from agent.messages import Owner
from agent.understanding.findings import Kind, Part
from agent.understanding.people.company import find_employer
from agent.understanding.people.participants import find_participants
from agent.understanding.people.parts import meets_writer_too
from tests.understanding.people.mails import OWNER, reading

_JUNE = "June Abbot <june.abbot@acme.example>"


def _part(text: str, *, settles: bool = False, sender: str = _JUNE, owner: Owner = OWNER) -> Part:
    read = reading({"from": sender, "text": text})
    return find_participants(read, owner, find_employer(read, owner), Kind.CONFIRMATION if settles else None)[0].part


@pytest.mark.parametrize(
    ("text", "settles", "part"),
    [
        ("Thursday at one it is, bring the chisels.", True, Part.INTERVIEWER),
        ("Thursday at one it is, with Mr Hale.", True, Part.RECRUITER),
        ("Thursday at one it is. The director said she would like the drawings.", True, Part.RECRUITER),
        ("Please send the drawings before Thursday.", False, Part.RECRUITER),
        ("Nice meeting you at the fair! Captain Marsh blocked Friday the 17th for you.", False, Part.RECRUITER),
        ("Thursday at 11 is a go. I've asked Noor to join as well.", True, Part.INTERVIEWER),
        ("You'd see Lena and me.", False, Part.INTERVIEWER),
        ("Thank you for agreeing to take part in the process with us. You meet Dr Ann Marsh.", False, Part.RECRUITER),
        ("Mr Hale, who leads controlling, will take part in the talk beside me.", False, Part.INTERVIEWER),
        ("You will talk to me and to Lena Marsh.", False, Part.INTERVIEWER),
        ("Lena Marsh prefers English. The two of us will do the talk on Friday at 2.", False, Part.INTERVIEWER),
    ],
)
def test_the_part_of_who_says_nothing_of_it(text: str, settles: bool, part: Part) -> None:
    assert _part(text, settles=settles) is part


@pytest.mark.parametrize("text", ["Leave it with me until Friday.", "You'll get an answer from me in December."])
def test_who_speaks_of_an_answer_is_not_met_for_it(text: str) -> None:
    assert _part(text) is Part.RECRUITER


def test_a_team_that_says_yes_is_nobody_to_meet() -> None:
    assert _part("Thursday at one it is.", settles=True, sender="Front Office <work@acme.example>") is Part.RECRUITER


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("I'm flat out all day tomorrow. What about Friday at 2?", Part.INTERVIEWER),
        ("I'm flat out all week, so the letter goes out on Friday.", Part.RECRUITER),
        ("We picked somebody else. You were my vote.", Part.INTERVIEWER),
        ("For the second talk we meet you on the mountain.", Part.INTERVIEWER),
        ("I lead the platform team. Are you free for a call on Thursday?", Part.INTERVIEWER),
        ("I lead the talent team. Are you free for a call on Thursday?", Part.RECRUITER),
        ("I lead the platform team. Are you free on Thursday for a call with Mr Hale?", Part.RECRUITER),
    ],
)
def test_who_moves_an_hour_for_their_own_sake_or_votes_is_met(text: str, part: Part) -> None:
    assert _part(text) is part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The interview will be conducted by Mr. Lee Wong, Head of Risk,\nand the undersigned.", Part.INTERVIEWER),
        ("You will speak with Lee Wong and myself on Friday at 2.", Part.INTERVIEWER),
        ("The interviewers are Lee Wong, Manager of Planning (copied), and the undersigned.", Part.INTERVIEWER),
        ("The panel will consist of Dr. Lee Wong, Ana Diaz and me.", Part.INTERVIEWER),
        ("You speak with Lee Wong, our site manager (in the cc), and with me. Count on 1 hour.", Part.INTERVIEWER),
        ("You’ll be meeting myself and Lee Wong who runs operations (copied).", Part.INTERVIEWER),
        ("You will meet me and our site manager, Lee Wong.", Part.INTERVIEWER),
        (
            "You'll be interviewed by Dr Lee Wong, our curator, copied here, and by me.",
            Part.INTERVIEWER,
        ),
        ("You'll be interviewed by Lee Wong, and me being away, Ana Diaz has the keys.", Part.RECRUITER),
        ("You will meet Lee Wong, and I will be around to say hello.", Part.RECRUITER),
        ("You will meet Lee Wong. The interviewers are briefed by the director and by me.", Part.RECRUITER),
        ("You will meet Lee Wong at ten, so please copy Ana Diaz and me.", Part.RECRUITER),
        ("You will speak with Lee Wong, and me being away, Ana Diaz has the keys.", Part.RECRUITER),
        ("You will speak with Lee Wong. Questions go to Ana Diaz and myself.", Part.RECRUITER),
        ("You will speak with Lee Wong on Friday at 2.", Part.RECRUITER),
        ("Please confirm to the undersigned. You will meet Lee Wong on Friday at 2.", Part.RECRUITER),
    ],
)
def test_a_recruiter_who_counts_themselves_in_is_met(text: str, part: Part) -> None:
    assert _part(text, sender="June Abbot - Senior HR Business Partner <june.abbot@acme.example>") is part


@pytest.mark.parametrize(
    ("text", "meets"),
    [
        ("You will be speaking to me and Lena.", True),
        ("If anything is unclear, speak to me, or to Lena.", False),
        ("Ms Ramos and I are both free then.", True),
        ("Lena and I are free on Tuesday at 3.", True),
        ("Lena and I are available for questions.", False),
        ("Lena and I are both away then.", False),
        ("My colleague Lena and I are looking forward to it.", True),
        ("Lena and I are looking forward to your first day.", False),
        ("I only do the scheduling, so you won't see me, but call me if you get lost.", False),
    ],
)
def test_who_is_there_beside_those_they_name(text: str, meets: bool) -> None:
    assert meets_writer_too(text) is meets
