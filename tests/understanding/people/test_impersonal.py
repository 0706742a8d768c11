"""Who speaks in a mail: a person, or a house, a shop or a desk."""

from __future__ import annotations

import pytest

from agent.understanding.people.impersonal import house_speaks, nobody_speaks
from tests.understanding.people.mails import reading


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("Keystone Dental Group <appointments@keystonedental.example>", "Your appointment is on Thursday."),
        ("ParcelNest <updates@parcelnest.example>", "We've rescheduled your slot.\n\nThe ParcelNest team"),
        ("The Friday Brief <editor@peoplepractice.example>", "Why candidates vanish after round two."),
        ("Evite <invites@partycards.example>", "Movie night is on Saturday."),
        ("WorkReviews <community@workreviews.example>", '"I liked it", somebody wrote. Was it difficult?'),
        ("Chess League <fixtures@countychess.example>", "Position of the week."),
        ("Gym at the Mill <hello@gymatthemill.example>", "Your induction is tomorrow at 6pm."),
        ("Survey Team <feedback@candidatepulse.example>", "How was your interview?"),
        ("Glasfaser Rheinland <termin@glasfaser-rheinland.example>", "Ihr Termin wurde verschoben."),
        ("Orders <orders@shop.example>", "Your offer has been accepted."),
    ],
)
def test_nobody_speaks(sender: str, text: str) -> None:
    assert nobody_speaks(reading({"from": sender, "text": text}))


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("Dana Reyes <dana@acme.example>", "The interview is on Thursday."),
        ("Dana Reyes <dreyes@acme.example>", "The interview is on Thursday."),
        ("Dana Reyes <dr@acme.example>", "The interview is on Thursday."),
        ("Acme Lettings <viewings@acmelettings.example>", "The viewing is on Thursday.\n\nBest,\nDana"),
        ("Acme Recruitment <jobs@acme-recruitment.example>", "Can you come?\n\nDana Reyes\nRecruiter"),
        ("Book Club <club@readers.example>", "I have moved the evening to Thursday."),
        ("Mum <carol.okafor@post.example>", "Lunch on Sunday?"),
    ],
)
def test_somebody_speaks(sender: str, text: str) -> None:
    assert not nobody_speaks(reading({"from": sender, "text": text}))


def test_an_answer_is_somebodys() -> None:
    mail = {"from": "Acme Desk <desk@acme.example>", "text": "It has been moved.", "quoted": "Could it be moved?"}
    assert not nobody_speaks(reading(mail))


@pytest.mark.parametrize(
    ("sender", "speaks"),
    [
        ("Fennimore's Jobs <careers@fennimores.example>", True),
        ("Talent Team <talent@coralcoast.example>", False),
        ("Dana Reyes <dana@reyes.example>", False),
    ],
)
def test_a_house_speaks(sender: str, *, speaks: bool) -> None:
    assert house_speaks(reading({"from": sender, "text": "We have your application."})) is speaks
