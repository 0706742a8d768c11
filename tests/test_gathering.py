"""What is remembered of a mailbox: hiring mail and those in it, not everybody who once wished good luck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agent.acquaintance import NOBODY_YET, known_of, matters
from agent.arrivals import arrivals
from agent.gathering import gather
from agent.messages import Owner
from agent.store import Store
from agent.understanding.findings import Kind, Sender
from providers.mailbox import Folder, Query
from providers.memory import MemoryMailbox
from tests.cases.mailbag import mail
from tests.support.mail import raw_message

ADDRESS = "sam@owner.example"
ME = Owner(frozenset({ADDRESS}), ZoneInfo("Europe/London"), "GB", "Sam Okafor")
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
INVITED = {
    "id": "m1",
    "from": "Dana Reyes <dana@acme.example>",
    "subject": "Interview for Data Engineer at Acme",
    "text": "Hi Sam,\n\nYour interview for the Data Engineer role is confirmed for Tuesday 3 November 2026 at 14:00 "
    "UK time. You will speak with me.\n\nBest,\nDana Reyes\nRecruiter, Acme",
}
WISHED = {"id": "m2", "from": "Kim <kim@family.example>", "subject": "Lunch", "text": "Good luck with the interview!"}
PRIVATE = {"id": "m3", "from": "Kim <kim@family.example>", "subject": "salsa evening", "text": "Are you coming?"}
COLLEAGUE = {
    "id": "m2",
    "from": "Jo Marsh <jo@marsh.example>",
    "subject": "Re: Interview for Data Engineer at Acme",
    "answers": "m1",
    "text": "Hi Sam, I am looking forward to it as well!\n\nJo",
}
LATER = {
    "id": "m3",
    "from": "Jo Marsh <jo@marsh.example>",
    "subject": "One more thing",
    "text": "Please bring your ID.",
}


@pytest.mark.parametrize("at_once", [True, False], ids=["one pass", "three passes"])
@pytest.mark.parametrize(
    ("messages", "known", "unknown"),
    [
        ((INVITED, WISHED, PRIVATE), "dana@acme.example", "kim@family.example"),
        ((INVITED, COLLEAGUE, LATER), "jo@marsh.example", None),
    ],
    ids=["a friend", "a colleague in the conversation"],
)
def test_a_friendly_word_makes_nobody_known_but_beside_hiring_mail(
    messages: tuple[dict[str, Any], ...], known: str, unknown: str | None, at_once: bool
) -> None:
    mailbox, store = MemoryMailbox({ADDRESS}, MONDAY), Store()
    for number, message in enumerate(messages):
        at = MONDAY + timedelta(hours=number)
        mailbox.deliver(raw_message({**message, "at": at}, ADDRESS, {"m1": INVITED}), received=at)
        if not at_once:
            gather(mailbox, "mail", store, ME, at, 30, arrivals(mailbox, "mail", store))
    gather(mailbox, "mail", store, ME, MONDAY + timedelta(days=1), 30, arrivals(mailbox, "mail", store))
    kept = {one.message.subject for one in store.understandings()}
    assert known in known_of(store.understandings()).addresses
    assert unknown not in known_of(store.understandings()).addresses
    assert ("One more thing" in kept) == (unknown is None)
    assert "salsa evening" not in kept


EVENT = {
    "id": "m9",
    "from": "Lee Wong (via Google Calendar) <calendar-notification@google.com>",
    "subject": "Invitation: Technical Discussion",
    "text": "Technical Discussion",
    "invite": [
        {
            "uid": "u1",
            "start": MONDAY + timedelta(days=2),
            "end": MONDAY + timedelta(days=2, hours=1),
            "summary": "Technical Discussion",
            "organizer": "Lee Wong <lee@vega.example>",
            "attendees": [f"Sam Okafor <{ADDRESS}>"],
        }
    ],
}


@pytest.mark.parametrize(("who", "kept"), [("Lee Wong", True), ("Lee", False), ("Ana Diaz", False)])
def test_an_event_of_somebody_who_is_to_be_met_matters(who: str, kept: bool) -> None:
    mailbox, store = MemoryMailbox({ADDRESS}, MONDAY), Store()
    told = {**INVITED, "text": f"Your interview at Vega is on Wednesday at 9. You will meet {who} of the client."}
    for number, message in enumerate((told, EVENT)):
        at = MONDAY + timedelta(hours=number)
        mailbox.deliver(raw_message({**message, "at": at}, ADDRESS, {}), received=at)
    gather(mailbox, "mail", store, ME, MONDAY + timedelta(days=1), 30, arrivals(mailbox, "mail", store))
    assert (EVENT["subject"] in {one.message.subject for one in store.understandings()}) is kept


def test_an_owner_with_a_domain_of_their_own_does_not_make_all_their_mail_known() -> None:
    mailbox, store = MemoryMailbox({ADDRESS}, MONDAY), Store()
    colleague = {**INVITED, "id": "m7", "from": f"Careers <careers@{ADDRESS.partition('@')[2]}>"}
    for number, message in enumerate((INVITED, colleague, PRIVATE)):
        at = MONDAY + timedelta(hours=number)
        mailbox.deliver(raw_message({**message, "at": at}, ADDRESS, {"m1": INVITED}), received=at)
    sent = {"id": "m8", "from": ADDRESS, "to": ["dana@acme.example"], "answers": "m1", "subject": INVITED["subject"]}
    at = MONDAY + timedelta(hours=4)
    mailbox.deliver(
        raw_message({**sent, "text": "Thank you, I will be there.", "at": at}, ADDRESS, {"m1": INVITED}),
        Folder.SENT,
        at,
    )
    asked: list[Query] = []
    searched = mailbox.search

    def search(query: Query) -> Iterator[str]:
        asked.append(query)
        return searched(query)

    mailbox.search = search
    gather(mailbox, "mail", store, ME, at, 30, arrivals(mailbox, "mail", store))
    domain = ADDRESS.partition("@")[2]
    assert any("dana@acme.example" in query.addresses for query in asked)
    assert not any(ADDRESS in query.addresses or domain in query.domains for query in asked)


@pytest.mark.parametrize(
    ("hiring", "who", "kept"), [(0.9, Sender.PERSON, True), (0.7, Sender.PERSON, False), (0.9, Sender.MACHINE, False)]
)
def test_what_may_begin_a_process_is_remembered_without_a_word_of_a_candidacy(
    hiring: float, who: Sender, kept: bool
) -> None:
    invited = replace(mail("m1", "1", Kind.INTERVIEW_INVITE), candidacy=False, hiring=hiring, sender=who)
    assert matters(invited, NOBODY_YET) is kept
