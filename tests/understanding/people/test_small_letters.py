"""Names written small are read where their bearers are on the mail and the writer writes everything small."""

import pytest

from agent.understanding.people.small_letters import with_large_names
from tests.understanding.people.mails import OWNER, reading


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hey sam! it's just kabir (cc'd) and me", "hey sam! it's just Kabir (cc'd) and me"),
        ("locked. kabir sethi will be on with me", "locked. Kabir Sethi will be on with me"),
        ("i'll meet you there, will is off", "i'll meet you there, will is off"),  # a name that is a word
        ("write to kabir@acme.example", "write to kabir@acme.example"),
        ("the kabirs are coming", "the kabirs are coming"),
        ("Dear Sam, you meet kabir. It takes an hour.", "Dear Sam, you meet kabir. It takes an hour."),
    ],
    ids=["first name", "whole name", "a word", "an address", "another word", "who writes large"],
)
def test_small_names(text: str, said: str) -> None:
    mail = {
        "from": "meghna rao <meghna@acme.example>",
        "cc": ["Kabir Sethi <kabir@acme.example>", "Will Ng <will@acme.example>"],
        "subject": "ops lead",
        "text": text,
    }
    assert with_large_names(reading(mail), OWNER).said.strip() == said
