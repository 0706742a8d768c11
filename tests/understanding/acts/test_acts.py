"""What the owner's sentences do, in words of nobody whose mail the weights were learnt from."""

from __future__ import annotations

import pytest

from agent.understanding.acts import Act, acts, best
from agent.understanding.acts.lines import lines
from agent.understanding.acts.outright import says_outright
from agent.understanding.people.lexicon import lexicon
from tests.understanding.kinds.mails import reading

_DOES = [
    (Act.AGREES, "Yes, locked in for Wednesday 3pm.", "Could you do Wednesday at 3pm?"),
    (
        Act.ASKS,
        "A week has gone since we met, so I am curious: have you got any further with the adviser position?",
        "",
    ),
    (Act.THANKS, "Please say thank you to Graham and Bev from me for their time", ""),
    (Act.TAKES, "So that's a yes from me at the rate you offered, starting 6 July.", ""),
    (Act.REFUSES, "I'm on the late shift that day and nobody will swap, sorry.", "Can you come in on Thursday at 4?"),
    (Act.WITHDRAWS, "I have said yes to a practice in the next town, so please take me off your list.", ""),
    (
        Act.WITHDRAWS,
        "I have to tell you that we are moving to Mysuru. Hence I would like to withdraw my candidature for the post.",
        "",
    ),
    (Act.REGRETS, "A shame, but thank you for telling me so quickly.", "Sadly we have chosen somebody else."),
]
_DOES_NOT = [
    (Act.REGRETS, "Sorry to hear that, I hope he gets well soon.", "Pete is ill, so we have to move your interview."),
    (Act.TAKES, "If you offered me the job I would say yes.", ""),
    (Act.WITHDRAWS, "I have not taken any other job.", ""),
    (Act.THANKS, "Thank you for the invitation to the interview.", "We would like to invite you to an interview."),
    (Act.ASKS, "Could you tell me how long the interview will take?", ""),
]


@pytest.mark.parametrize(("act", "said", "quoted"), _DOES)
def test_what_a_sentence_does(act: Act, said: str, quoted: str) -> None:
    assert any(line.does(act) for line in acts(reading({"own": True, "text": said, "quoted": quoted})))


@pytest.mark.parametrize(("act", "said", "quoted"), _DOES_NOT)
def test_what_only_looks_like_it(act: Act, said: str, quoted: str) -> None:
    assert not any(line.does(act) for line in acts(reading({"own": True, "text": said, "quoted": quoted})))


def test_who_withdraws_in_so_many_words_does_though_another_sentence_is_likelier() -> None:
    said = "With a heavy heart I have to inform you that we are shifting in the vacation itself. Hence I would like to "
    found = acts(reading({"own": True, "text": f"{said}withdraw my candidature for the post of PRT English."}))
    line = best(found, Act.WITHDRAWS)
    assert line is not None
    assert line.sentence.text.startswith("Hence")


def test_a_line_that_was_ended_on_purpose_ends_a_sentence() -> None:
    said = "morning keith\nmonday 8 is no bother\ndaz"
    assert [one.text for one in lines(said)] == ["morning keith", "monday 8 is no bother", "daz"]
    assert [said[one.start : one.end] for one in lines(said)] == [one.text for one in lines(said)]


def test_a_line_that_a_program_wrapped_does_not() -> None:
    said = "I wanted to ask whether there is any news about the post of assistant\nlibrarian, since the month is over."
    assert len(lines(said)) == 1


OUTRIGHT = [(Act(act), one) for act, told in lexicon("acts").items() for one in told["examples"]]
REFUSED = [(Act(act), one) for act, told in lexicon("acts").items() for one in told["refused_examples"]]


@pytest.mark.parametrize(("act", "text"), OUTRIGHT)
def test_who_says_so_outright(act: Act, text: str) -> None:
    assert says_outright(act, text)


@pytest.mark.parametrize(("act", "text"), REFUSED)
def test_who_does_not(act: Act, text: str) -> None:
    assert not says_outright(act, text)


def test_whoever_is_to_be_interviewed_by_the_owner_is_so_in_plain_words() -> None:
    for said, hires in (("I'd like to interview you.", True), ("I'd love to interview with you.", False)):
        found = acts(reading({"own": True, "text": f"Hi Mo, thanks for writing. {said} Thursday at 3?"}))
        assert (best(found, Act.HIRES) is not None) is hires
