"""A pass over Gmail that saves, replaces and takes back is cut off at every request: by a death, or by an answer that
never comes though Gmail did what was asked. The next pass leaves what an undisturbed one would have left.
"""

from __future__ import annotations

import copy
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter

from agent.store import Store
from tests.drafts.crashing import ADDRESS, BEFORE, FIRST, LATER, SECOND, note, one_pass, raw
from tests.fakes.gmail import FakeGmail
from tests.providers.wires import Killed, Mortal, response
from tests.support.services import gmail_mailbox
from tests.test_crash import Left, left


@dataclass(frozen=True)
class Hunt:
    """The hunt just before its second pass."""

    gmail: FakeGmail
    store: Store

    def fresh(self) -> tuple[FakeGmail, Store]:
        """A copy that may be broken."""
        return copy.deepcopy(self.gmail), self.store.copy()


@pytest.fixture(scope="module")
def hunt() -> Hunt:
    gmail, store = FakeGmail(ADDRESS, FIRST), Store()
    for one in BEFORE:
        gmail.deliver(raw(one["id"]), received=one["at"])
    one_pass(gmail_mailbox(gmail), store, FIRST, "first")
    gmail.now = SECOND
    gmail.deliver(raw("b2"))
    note(store, SECOND)
    gmail.called.clear()
    return Hunt(gmail, store)


@pytest.fixture(scope="module")
def whole(hunt: Hunt) -> tuple[list[str], Left]:
    """What a second pass that nobody disturbs asks of Gmail, and what it leaves."""
    gmail, store = hunt.fresh()
    one_pass(gmail_mailbox(gmail), store, SECOND, "second")
    return list(gmail.called), after_the_next(gmail, store)


def after_the_next(gmail: FakeGmail, store: Store) -> Left:
    gmail.now = LATER
    one_pass(gmail_mailbox(gmail), store, LATER, "later")
    return left(gmail_mailbox(gmail), store)


def test_the_pass_saves_replaces_and_takes_back(whole: tuple[list[str], Left]) -> None:
    assert {"users.drafts.create", "users.drafts.update", "users.drafts.delete"} <= set(whole[0])


@pytest.mark.parametrize("heard", [True, False], ids=["heard", "not heard"])
def test_killed_at_any_request_nothing_is_lost_and_nothing_is_there_twice(
    hunt: Hunt, whole: tuple[list[str], Left], heard: bool
) -> None:
    asked, expected = whole
    for lives in range(1, len(asked) + 1):
        gmail, store = hunt.fresh()
        with suppress(Killed):
            one_pass(gmail_mailbox(Mortal(gmail, lives, heard)), store, SECOND, "second")
        assert after_the_next(gmail, store) == expected, f"request {lives}: {asked[lives - 1]}"


@dataclass
class Deaf(BaseAdapter):
    """Gmail does all that is asked, but of request number `at` nobody hears: no answer (status 0), or a fault."""

    gmail: FakeGmail
    at: int
    status: int
    made: int = 0

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        self.made += 1
        answer = self.gmail.send(request, **more)
        if self.made != self.at:
            return answer
        if self.status == 0:
            raise requests.ReadTimeout
        return response(request, self.status, b'{"id": "r-1", "mess')

    def close(self) -> None: ...


@pytest.mark.parametrize("status", [0, 200, 503], ids=["no answer", "nonsense", "a fault"])
def test_when_gmail_did_it_and_we_do_not_know_nothing_is_there_twice(
    hunt: Hunt, whole: tuple[list[str], Left], status: int
) -> None:
    asked, expected = whole
    for at, name in enumerate(asked, 1):
        gmail, store = hunt.fresh()
        one_pass(gmail_mailbox(Deaf(gmail, at, status)), store, SECOND, "second")
        if name in ("users.drafts.create", "users.drafts.update", "users.drafts.delete"):
            assert gmail.called.count(name) <= asked.count(name), "a write is never repeated"
        assert after_the_next(gmail, store) == expected, f"request {at}: {name}"
