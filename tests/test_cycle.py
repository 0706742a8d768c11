"""One pass: when it looks again, and when it would rather not decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from agent.cli import words
from agent.cycle import Outcome, run
from agent.drafts.records import Fate
from agent.errors import ClockDoubtful
from agent.messages import Owner
from agent.policy import Policy
from agent.store import Store
from agent.view import Settings, view
from providers.mailbox import RawMessage, Unreadable
from tests.support.mail import raw_message
from tests.support.world import Fault, TroubledMailbox

ME = "Sam Okafor <sam@owner.example>"
ADDRESS = "sam@owner.example"
SETTINGS = Settings(Owner(frozenset({ADDRESS}), ZoneInfo("Europe/London"), "GB", "Sam Okafor"), Policy())
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
AFTER = datetime(2026, 11, 3, 17, tzinfo=UTC)
INVITED = {
    "from": "Dana Reyes <dana@acme.example>",
    "subject": "Interview for Data Engineer at Acme",
    "text": "Hi Sam,\n\nYour interview for the Data Engineer role is confirmed for Tuesday 3 November 2026 at 14:00 "
    "UK time. You will speak with me.\n\nBest,\nDana Reyes\nRecruiter, Acme",
}


def mailbox_with(*arrivals: datetime) -> TroubledMailbox:
    mailbox = TroubledMailbox({ADDRESS}, MONDAY)
    for number, at in enumerate(arrivals):
        mailbox.deliver(raw_message({**INVITED, "id": f"m{number}", "at": at}, ME, {}), received=at)
    return mailbox


def one_pass(mailbox: TroubledMailbox, store: Store, now: datetime) -> Outcome | None:
    numbers = count(len(store.entries()) + 1)
    mailbox.now = now
    return run({"mail": mailbox}, store, SETTINGS, now, lambda: f"id{next(numbers):05d}")


@pytest.mark.parametrize("fault", list(Fault))
def test_after_a_lost_answer_the_next_pass_looks_at_once(fault: Fault) -> None:
    mailbox, store = mailbox_with(MONDAY), Store()
    mailbox.trouble().save = fault
    one_pass(mailbox, store, AFTER)
    assert [entry.fate for entry in store.entries()] == [Fate.INTENDED]
    one_pass(mailbox, store, AFTER + timedelta(minutes=1))
    assert [entry.fate for entry in store.entries() if entry.ref] == [Fate.SAVED]
    assert len(list(mailbox.drafts())) == 1


@pytest.mark.parametrize(
    ("arrivals", "doubted"),
    [
        ((MONDAY,), True),  # all there is
        ((MONDAY - timedelta(days=9), MONDAY), False),  # one may bear a false date
        ((MONDAY - timedelta(days=9), MONDAY, MONDAY + timedelta(hours=1)), True),
    ],
)
def test_a_clock_behind_the_mail_is_not_trusted(arrivals: tuple[datetime, ...], doubted: bool) -> None:
    mailbox, store = mailbox_with(*arrivals), Store()
    behind = MONDAY - timedelta(days=2)
    if not doubted:
        assert one_pass(mailbox, store, behind) is not None
        return
    with pytest.raises(ClockDoubtful, match="clock says 2026-10-31"):
        one_pass(mailbox, store, behind)
    assert one_pass(mailbox, store, AFTER) is not None
    assert len(list(mailbox.drafts())) == 1


def test_what_waits_in_drafts_is_not_told_as_what_comes_next() -> None:
    mailbox, store = mailbox_with(MONDAY), Store()
    assert one_pass(mailbox, store, MONDAY + timedelta(days=9)) is not None
    evening = MONDAY + timedelta(days=9, hours=12)  # outside working hours the step lies ahead again
    seen = view(store, SETTINGS, evening)
    assert [entry.step for entry in seen.entries] == ["follow_up"]
    (case,) = seen.cases
    told = " ".join(words.status(seen, UTC, evening))
    assert ("in Drafts: a follow-up" in told, "next:" in told) == (True, False)
    told = " ".join(words.why(case, seen.plan_of(case), UTC, evening, seen.entries))
    assert ("In Drafts: a follow-up" in told, "Next:" in told, "Due now" in told) == (True, False, False)


def test_too_many_drafts_end_with_76_and_how_to_allow_them() -> None:
    mailbox, store = mailbox_with(MONDAY), Store()
    strict = replace(SETTINGS, policy=Policy(max_new_drafts=0))
    for allow, code, made in ((None, 76, 0), (1, 0, 1)):
        outcome = run({"mail": mailbox}, store, strict, AFTER, lambda: "id1", allow=allow)
        assert outcome is not None
        assert outcome.exit_code == code
        assert len(list(mailbox.drafts())) == made
        assert ("--allow" in " ".join(words.outcome(outcome, UTC))) == (code == 76)
        store.remember("wake", None)


def test_a_wider_window_is_looked_through() -> None:
    old = MONDAY - timedelta(days=60)
    mailbox, store = mailbox_with(old), Store()
    mailbox.deliver(raw_message({**INVITED, "id": "later", "at": MONDAY}, ME, {}), received=MONDAY)
    narrow, wide = replace(SETTINGS, scan_days=30), replace(SETTINGS, scan_days=90)
    for now, settings, found in ((MONDAY, narrow, 1), (AFTER, narrow, 1), (AFTER, wide, 2)):
        run({"mail": mailbox}, store, settings, now, lambda: "id1")
        assert len(store.understandings()) == found


def test_a_clock_a_little_behind_is_no_matter() -> None:
    assert one_pass(mailbox_with(MONDAY), Store(), MONDAY - timedelta(minutes=50)) is not None


class Torn(TroubledMailbox):
    """One of its messages cannot be had."""

    def fetch(self, ids: Iterable[str]) -> Iterator[RawMessage | Unreadable]:
        """The contract's, but for that one."""
        for one in super().fetch(ids):
            yield Unreadable(one.id, "It could not be fetched: try later.") if one.id == "m1" else one


def test_what_cannot_be_had_is_asked_for_for_a_week() -> None:
    mailbox, store = Torn({ADDRESS}, MONDAY), Store()
    mailbox.deliver(raw_message({**INVITED, "id": "m0", "at": MONDAY}, ME, {}), received=MONDAY)
    first = one_pass(mailbox, store, MONDAY)
    assert first is not None
    assert first.problems == ("mail: It could not be fetched: try later.",)
    for days in (1, 6):
        again = one_pass(mailbox, store, MONDAY + timedelta(days=days))
        assert again is not None
        assert again.problems == ()
        assert store.to_ask_again("mail") == {"m1": MONDAY}
    one_pass(mailbox, store, MONDAY + timedelta(days=8))
    assert store.to_ask_again("mail") == {}
    assert one_pass(mailbox, store, MONDAY + timedelta(days=9)) is None


def test_more_drafts_than_allowed_are_told_of_in_each_pass_and_allowed_in_any() -> None:
    mailbox, store = mailbox_with(MONDAY), Store()
    few = replace(SETTINGS, policy=Policy(max_new_drafts=0))
    for minutes in (0, 15):
        outcome = run({"mail": mailbox}, store, few, AFTER + timedelta(minutes=minutes), lambda: "a")
        assert outcome is not None
        assert outcome.exit_code == 76
    assert list(mailbox.drafts()) == []
    run({"mail": mailbox}, store, few, AFTER + timedelta(minutes=30), lambda: "b", allow=1)
    assert len(list(mailbox.drafts())) == 1
    assert run({"mail": mailbox}, store, few, AFTER + timedelta(minutes=45), lambda: "c") is None
