"""The rules of the drafts stage, one table or one test each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from agent.drafts import Sent, act, reconcile, render
from agent.drafts.records import Fate, Hold, Tell
from agent.policy import Policy
from providers.errors import MailboxUnavailable, OutcomeUnknown
from providers.mailbox import SavedDraft
from providers.memory import MemoryMailbox
from tests.drafts.desk import ACCOUNT, FOLLOW_UP, NOON, OWNER, Book, Desk, deeds, edited, want, went_out
from tests.planning.paper import case

WANT = want()
REWORDED = want(text="Thank you for the good talk.\n")


@pytest.fixture
def desk() -> Desk:
    """One thank-you saved, two hours ago."""
    one = Desk()
    assert deeds(one.go(WANT)) == ["Save"]
    one.later()
    return one


# Same inputs, no actions.


def test_the_same_again_is_nothing(desk: Desk) -> None:
    assert desk.decide(WANT) == ()
    desk.go(WANT)
    assert len(desk.drafts()) == 1
    assert desk.line().fate is Fate.SAVED


def test_rewrapped_by_the_mail_service_is_untouched(desk: Desk) -> None:
    one = desk.only()
    desk.mailbox.edit_draft(one.ref, edited(one.raw, text="Thank you\nfor   the talk."))
    desk.later()
    assert desk.decide(WANT) == ()


class Rewriting(MemoryMailbox):
    """A service that shows another text than it was given, as some do with addresses and links."""

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        return super().save(edited(raw, text="Thank you <link> for the talk."), thread)


def test_what_the_service_made_of_our_words_is_not_written_again_and_again() -> None:
    desk = Desk(Rewriting([OWNER], NOON))
    desk.go(WANT)
    desk.later()
    assert desk.decide(WANT) == ()
    assert deeds(desk.go(REWORDED)) == ["Replace"]
    desk.later()
    desk.mailbox.edit_draft(desk.only().ref, edited(desk.only().raw, text="My own words."))
    desk.go(REWORDED)
    assert desk.line().fate is Fate.OWNERS


def test_other_words_are_put_in_its_place(desk: Desk) -> None:
    assert deeds(desk.go(REWORDED)) == ["Replace"]
    assert desk.texts() == ["Thank you for the good talk."]
    assert desk.decide(REWORDED) == ()


def test_what_is_too_late_is_not_newly_written_but_may_stay(desk: Desk) -> None:
    late = want(may_create=False)
    assert desk.decide(late) == ()
    assert Desk().decide(late) == ()


# One live draft per person and case.


def test_one_live_draft_to_one_person_in_one_case() -> None:
    desk = Desk()
    actions = desk.go(WANT, FOLLOW_UP)
    assert deeds(actions) == ["Save"]
    assert any(isinstance(one, Hold) for one in actions)


def test_the_second_waits_for_the_first(desk: Desk) -> None:
    assert deeds(desk.go(WANT, FOLLOW_UP)) == []
    assert len(desk.drafts()) == 1


def test_the_next_step_takes_the_place_of_an_untouched_one(desk: Desk) -> None:
    assert deeds(desk.go(FOLLOW_UP)) == ["Withdraw", "Save"]
    assert desk.texts() == ["Is there any news?"]
    assert {entry.fate for entry in desk.book.lines.values()} == {Fate.EXPIRED, Fate.SAVED}


def test_two_people_get_one_each() -> None:
    desk = Desk()
    desk.go(WANT, want("thank_you/2026-11-03/priya@acme.example", "priya@acme.example"))
    assert len(desk.drafts()) == 2


def test_a_case_that_got_another_key_is_still_the_same_case(desk: Desk) -> None:
    one = desk.only()
    desk.mailbox.edit_draft(one.ref, edited(one.raw, text="My own words."))
    desk.cases = (case(key="acme-2"),)
    renamed = want("follow_up/interview/2026-11-03", text="News?\n", step=FOLLOW_UP.draft.due.step, key="acme-2")
    assert deeds(desk.go(renamed)) == ["Settle"]
    assert deeds(desk.go(renamed)) == []
    assert desk.texts() == ["My own words."]


def test_none_is_made_when_the_one_before_could_not_be_taken_back(desk: Desk) -> None:
    actions = desk.decide(FOLLOW_UP)
    one = desk.only()
    desk.mailbox.edit_draft(one.ref, edited(one.raw, text="Typing right now."))
    desk.mailbox.now = desk.now

    act(actions, {ACCOUNT: desk.mailbox}, desk.book, desk.now, lambda: "new")
    assert desk.texts() == ["Typing right now."]


# The owner's hand.

HANDS = {
    "text": {"text": "My own words."},
    "To": {"To": "Lee Wong <lee@acme.example>, Ann <ann@acme.example>"},
    "Cc": {"Cc": "boss@other.example"},
    "Bcc": {"Bcc": "me@home.example"},
    "From": {"From": "Sam <sam@work.example>"},
    "subject": {"Subject": "Thank you!"},
    "attachment": {"attached": "my cv"},
}


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("next_wanted", [(), (WANT,), (REWORDED,), (FOLLOW_UP,)], ids=["none", "same", "new", "next"])
def test_an_edited_draft_is_theirs_for_ever(desk: Desk, hand: str, next_wanted: tuple) -> None:
    one = desk.only()
    theirs = desk.mailbox.edit_draft(one.ref, edited(one.raw, **HANDS[hand]))
    for _ in range(3):
        desk.later(days=1)
        desk.go(*next_wanted)
        assert desk.drafts() == [theirs]
        assert desk.line().fate is Fate.OWNERS


@pytest.mark.parametrize(("next_wanted", "told"), [((), 1), ((WANT,), 0)], ids=["outdated", "still due"])
def test_an_edited_draft_that_is_outdated_is_told_in_the_same_pass(desk: Desk, next_wanted: tuple, told: int) -> None:
    desk.mailbox.edit_draft(desk.only().ref, edited(desk.only().raw, text="My own words."))
    desk.later(days=1)
    assert sum(isinstance(one, Tell) for one in desk.go(*next_wanted)) == told


@pytest.mark.parametrize("back", [True, False], ids=["undone", "kept"])
def test_even_an_edit_taken_back_leaves_it_theirs(desk: Desk, back: bool) -> None:
    one = desk.only()
    desk.mailbox.edit_draft(one.ref, edited(one.raw, text="My own words."))
    desk.go(WANT)
    if back:
        desk.mailbox.edit_draft(one.ref, one.raw)
    desk.later(days=1)
    desk.go(FOLLOW_UP)
    assert len(desk.drafts()) == 1
    assert desk.line().fate is Fate.OWNERS


def test_a_deferred_draft_is_theirs_and_counts_as_sent_at_its_time(desk: Desk) -> None:
    one = desk.only()
    desk.mailbox.edit_draft(one.ref, one.raw, send_at=desk.now + timedelta(days=1))
    desk.go()
    assert desk.line().fate is Fate.OWNERS
    assert len(desk.drafts()) == 1
    desk.later(days=2)
    desk.go()
    assert desk.line().fate is Fate.SENT
    assert desk.line().settled == NOON + timedelta(days=1, hours=2)


def test_a_deleted_draft_is_never_made_again(desk: Desk) -> None:
    desk.mailbox.delete_draft(desk.only().ref)
    for _ in range(3):
        desk.go(WANT)
        desk.later(days=1)
    assert desk.drafts() == []
    assert desk.line().fate is Fate.DECLINED


def test_an_edited_draft_that_is_deleted_is_declined_too(desk: Desk) -> None:
    one = desk.only()
    desk.mailbox.edit_draft(one.ref, edited(one.raw, text="My own words."))
    desk.go(WANT)
    desk.mailbox.delete_draft(one.ref)
    desk.go(REWORDED)
    assert desk.drafts() == []
    assert desk.line().fate is Fate.DECLINED


def test_declining_one_step_does_not_decline_the_next(desk: Desk) -> None:
    desk.mailbox.delete_draft(desk.only().ref)
    desk.go(WANT)
    desk.go(FOLLOW_UP)
    assert desk.texts() == ["Is there any news?"]


def test_a_draft_without_a_message_id_is_not_mistaken_for_another() -> None:
    desk = Desk()
    bare = b"\r\n".join(
        line for line in render(WANT.draft, "x@x", NOON).split(b"\r\n") if not line.startswith(b"Message-ID")
    )
    mine = desk.mailbox.write_draft(bare)
    desk.go(WANT)  # identical: adopted, though without an id
    desk.mailbox.write_draft(b"From: sam@owner.example\r\nTo: mum@home.example\r\nSubject: Sunday\r\n\r\nLunch?\r\n")
    desk.mailbox.delete_draft(mine.ref)
    desk.later()
    desk.go(WANT)
    assert desk.line().fate is Fate.DECLINED


# Sent.

SENT = {
    "same id": {"message_id": "id00001@owner.example"},
    "answers the same mail": {"in_reply_to": ("invite",)},
    "refers to the same mail": {"references": ("root", "invite")},
    "same thread": {"thread": "t1"},
    "same subject": {"subject": "AW: Re:  interview"},
}


@pytest.mark.parametrize("how", SENT)
def test_a_sent_draft_is_recognised(desk: Desk, how: str) -> None:
    desk.send(desk.only().ref, went_out(desk.now, **SENT[how]))
    desk.go(WANT)
    assert desk.line().fate is Fate.SENT
    assert desk.drafts() == []
    desk.later(days=1)
    assert desk.decide(WANT) == ()


def test_a_sent_draft_keeps_the_second_at_which_it_was_written() -> None:
    """Header dates have no microseconds; a mail program may keep the draft's Date."""
    desk = Desk()
    desk.go(WANT)
    desk.send(desk.only().ref, went_out(NOON.replace(microsecond=0), subject="Re: Interview"))
    desk.go(WANT)
    assert desk.line().fate is Fate.SENT


NOT_SENT = {
    "to somebody else": {"to": (), "thread": "t1"},
    "before it was written": {"sent": NOON - timedelta(days=1), "thread": "t1"},
    "about something else": {},
}


@pytest.mark.parametrize("how", NOT_SENT)
def test_other_mail_is_not_taken_for_it(desk: Desk, how: str) -> None:
    desk.send(desk.only().ref, went_out(desk.now, **NOT_SENT[how]))
    desk.go(WANT)
    assert desk.line().fate is Fate.DECLINED


def test_sent_while_sent_mail_is_not_yet_seen(desk: Desk) -> None:
    """Synchronisers bring the loss of the draft before the message in Sent."""
    desk.mailbox.send_draft(desk.only().ref)
    gone = desk.now
    desk.later(minutes=1)
    desk.go(WANT)
    desk.sent.append(Sent(went_out(gone, thread="t1"), None))
    desk.later(hours=1)
    desk.go(WANT)
    assert desk.line().fate is Fate.SENT
    assert desk.drafts() == []


# Taking back.


def test_untouched_and_no_longer_due_is_taken_back(desk: Desk) -> None:
    assert deeds(desk.go()) == ["Withdraw"]
    assert desk.drafts() == []
    assert desk.line().fate is Fate.WITHDRAWN
    assert desk.line().text  # kept for undo


def test_taken_back_may_be_made_again_when_it_is_due_again(desk: Desk) -> None:
    desk.go()
    assert deeds(desk.go(WANT)) == ["Save"]
    assert len(desk.drafts()) == 1


def test_a_draft_being_handled_is_left_for_an_hour(desk: Desk) -> None:
    one = desk.only()
    desk.mailbox.edit_draft(one.ref, one.raw)  # saved again by their program, nothing changed
    assert desk.decide() == ()
    desk.later(hours=2)
    assert deeds(desk.decide()) == ["Withdraw"]


RACES: dict[str, Callable[[MemoryMailbox, SavedDraft], object]] = {
    "edited": lambda box, one: box.edit_draft(one.ref, edited(one.raw, text="Mine.")),
    "retitled": lambda box, one: box.edit_draft(one.ref, edited(one.raw, Subject="Mine")),
    "deferred": lambda box, one: box.edit_draft(one.ref, one.raw, send_at=NOON + timedelta(days=9)),
    "deleted": lambda box, one: box.delete_draft(one.ref),
    "sent": lambda box, one: box.send_draft(one.ref),
}


@pytest.mark.parametrize("race", RACES)
@pytest.mark.parametrize("then", [(), (REWORDED,)], ids=["withdraw", "replace"])
def test_a_hand_between_look_and_write_wins(desk: Desk, race: str, then: tuple) -> None:

    actions = desk.decide(*then)
    RACES[race](desk.mailbox, desk.only())
    theirs = desk.drafts()
    result = act(actions, {ACCOUNT: desk.mailbox}, desk.book, desk.now, lambda: "new")
    assert desk.drafts() == theirs
    assert result.failed == {}


# A draft of the owner's own.

OWN = {
    "in the thread": (b"To: other@acme.example\r\nSubject: x\r\n\r\nhi\r\n", "t1"),
    "answers the same mail": (b"To: other@acme.example\r\nIn-Reply-To: <invite>\r\nSubject: x\r\n\r\nhi\r\n", None),
    "to the same person": (b"To: Lee <LEE@acme.example>\r\nSubject: x\r\n\r\nhi\r\n", None),
    "copies the person": (b"To: a@b.example\r\nBcc: lee@acme.example\r\nSubject: x\r\n\r\nhi\r\n", None),
}


@pytest.mark.parametrize("own", OWN)
def test_a_draft_of_their_own_is_left_alone_and_none_added(own: str) -> None:
    desk = Desk()
    desk.mailbox.write_draft(*OWN[own])
    before = desk.drafts()
    actions = desk.go(WANT)
    assert deeds(actions) == []
    assert [one.because for one in actions if isinstance(one, Hold)]
    assert desk.drafts() == before


def test_a_draft_of_their_own_elsewhere_does_not_matter() -> None:
    desk = Desk()
    desk.mailbox.write_draft(b"To: mum@home.example\r\nSubject: Sunday\r\n\r\nLunch?\r\n")
    assert deeds(desk.go(WANT)) == ["Save"]


# The limit.


def _many(number: int) -> list:
    return [want(f"thank_you/2026-11-03/p{n}@acme.example", f"p{n}@acme.example") for n in range(number)]


@pytest.mark.parametrize(
    ("number", "allow", "made"), [(12, None, 12), (13, None, 0), (13, 13, 13), (13, 12, 0), (1, 0, 0), (40, 40, 40)]
)
def test_the_limit_on_new_drafts(number: int, allow: int | None, made: int) -> None:
    desk = Desk()
    desk.go(*_many(number), allow=allow)
    assert len(desk.drafts()) == made
    assert desk.result.too_many == (made == 0)


def test_the_limit_does_not_keep_what_is_over_in_drafts(desk: Desk) -> None:
    desk.go(*_many(13))
    assert desk.drafts() == []  # the old one is taken back, none of the new are saved


# A crash or a lost answer.


class Lossy(MemoryMailbox):
    """The answer to one write is lost, after the write or before it."""

    lost: tuple[str, bool] | None = None

    def _maybe(self, name: str, after: bool) -> None:
        if self.lost == (name, after):
            self.lost = None
            raise OutcomeUnknown("No answer came.")

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        self._maybe("save", False)
        saved = super().save(raw, thread)
        self._maybe("save", True)
        return saved

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        self._maybe("replace", False)
        saved = super().replace(ref, version, raw)
        self._maybe("replace", True)
        return saved

    def discard(self, ref: str, version: str) -> None:
        self._maybe("discard", False)
        super().discard(ref, version)
        self._maybe("discard", True)


@pytest.fixture
def lossy() -> Desk:
    return Desk(Lossy([OWNER], NOON))


@pytest.mark.parametrize("after", [True, False], ids=["after", "before"])
def test_a_save_without_an_answer_gives_one_draft(lossy: Desk, after: bool) -> None:
    lossy.mailbox.lost = ("save", after)
    lossy.go(WANT)
    lossy.later(minutes=5)
    lossy.go(WANT)
    assert lossy.texts() == ["Thank you for the talk."]
    assert [entry.fate for entry in lossy.live()] == [Fate.SAVED]
    assert lossy.decide(WANT) == ()


@pytest.mark.parametrize("after", [True, False], ids=["after", "before"])
def test_a_replacement_without_an_answer_gives_one_new_draft(lossy: Desk, after: bool) -> None:
    lossy.go(WANT)
    lossy.later()
    lossy.mailbox.lost = ("replace", after)
    lossy.go(REWORDED)
    lossy.later()
    lossy.go(REWORDED)
    assert lossy.texts() == ["Thank you for the good talk."]
    assert lossy.line().fate is Fate.SAVED
    assert lossy.decide(REWORDED) == ()


@pytest.mark.parametrize("after", [True, False], ids=["after", "before"])
def test_a_withdrawal_without_an_answer_is_not_taken_for_the_owners(lossy: Desk, after: bool) -> None:
    lossy.go(WANT)
    lossy.later()
    lossy.mailbox.lost = ("discard", after)
    lossy.go()
    lossy.later()
    lossy.go()
    assert lossy.drafts() == []
    assert lossy.line().fate is Fate.WITHDRAWN


@pytest.mark.parametrize("after", [True, False], ids=["after", "before"])
def test_a_withdrawal_without_an_answer_and_wanted_again(lossy: Desk, after: bool) -> None:
    lossy.go(WANT)
    lossy.later()
    lossy.mailbox.lost = ("discard", after)
    lossy.go()
    lossy.later()
    lossy.go(WANT)
    assert lossy.texts() == ["Thank you for the talk."]
    assert [entry.fate for entry in lossy.live()] == [Fate.SAVED]


def test_a_draft_edited_before_the_lost_answer_was_noticed_is_theirs(lossy: Desk) -> None:
    lossy.mailbox.lost = ("save", True)
    lossy.go(WANT)
    one = lossy.only()
    theirs = lossy.mailbox.edit_draft(one.ref, edited(one.raw, text="My own words."))
    for wanted in ((WANT,), (REWORDED,), ()):
        lossy.later()
        lossy.go(*wanted)
        assert lossy.drafts() == [theirs]


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("after", [True, False], ids=["after", "before"])
def test_a_draft_edited_after_a_lost_replacement_is_theirs(lossy: Desk, after: bool, hand: str) -> None:
    lossy.go(WANT)
    lossy.later()
    lossy.mailbox.lost = ("replace", after)
    lossy.go(REWORDED)
    one = lossy.only()
    theirs = lossy.mailbox.edit_draft(one.ref, edited(one.raw, **HANDS[hand]))
    for wanted in ((REWORDED,), (WANT,), ()):
        lossy.later()
        lossy.go(*wanted)
        assert lossy.drafts() == [theirs]


def test_a_draft_deleted_after_a_lost_replacement_is_declined(lossy: Desk) -> None:
    lossy.go(WANT)
    lossy.later()
    lossy.mailbox.lost = ("replace", True)
    lossy.go(REWORDED)
    lossy.mailbox.delete_draft(lossy.only().ref)
    for _ in range(2):
        lossy.later()
        lossy.go(REWORDED)
    assert lossy.drafts() == []
    assert lossy.line().fate is Fate.DECLINED


def test_sent_before_the_lost_answer_was_noticed(lossy: Desk) -> None:
    lossy.mailbox.lost = ("save", True)
    lossy.go(WANT)
    lossy.send(lossy.only().ref, went_out(lossy.now, thread="t1"))
    lossy.later()
    lossy.go(WANT)
    assert lossy.drafts() == []
    assert lossy.line().fate is Fate.SENT


def test_an_account_that_fails_is_left_alone_and_the_others_go_on() -> None:

    class Down(MemoryMailbox):
        def save(self, raw: bytes, thread: str | None) -> SavedDraft:
            raise MailboxUnavailable("Try later.")

    up = MemoryMailbox([OWNER], NOON)
    desk = Desk()
    other = want("thank_you/x", "priya@acme.example", account="other")
    actions = desk.decide(WANT, want("thank_you/y", "tom@acme.example"), other)
    numbers = iter("abc")
    result = act(actions, {ACCOUNT: Down([OWNER], NOON), "other": up}, desk.book, NOON, lambda: next(numbers))
    assert set(result.failed) == {ACCOUNT}
    assert len(list(up.drafts())) == 1


# The ledger is lost.


def test_with_the_ledger_lost_the_same_draft_is_taken_as_ours(desk: Desk) -> None:
    desk.book = Book()
    assert deeds(desk.go(WANT)) == ["Adopt"]
    assert desk.line().fate is Fate.SAVED
    assert desk.decide(WANT) == ()
    desk.later()
    assert deeds(desk.go()) == ["Withdraw"]
    assert desk.drafts() == []


def test_with_the_ledger_lost_an_edited_draft_is_left_alone(desk: Desk) -> None:
    one = desk.only()
    desk.mailbox.edit_draft(one.ref, edited(one.raw, text="My own words."))
    desk.book = Book()
    desk.go(WANT)
    assert desk.texts() == ["My own words."]
    assert desk.book.lines == {}


def test_drafts_of_two_accounts_with_one_reference_are_two_lines() -> None:

    other = want("thank_you/x", "priya@acme.example", account="other")
    boxes = {ACCOUNT: MemoryMailbox([OWNER], NOON), "other": MemoryMailbox([OWNER], NOON)}
    for account, wanted in ((ACCOUNT, WANT), ("other", other)):
        boxes[account].write_draft(render(wanted.draft, f"{account}@x", NOON))
    saved = [(account, one) for account, box in boxes.items() for one in box.drafts()]
    book = Book()
    act(reconcile((WANT, other), (), saved, (case(),), NOON, Policy()), boxes, book, NOON, lambda: "new")
    assert sorted(entry.account for entry in book.lines.values()) == [ACCOUNT, "other"]


def test_a_draft_carries_nothing_of_ours(desk: Desk) -> None:
    head = desk.only().raw.partition(b"\r\n\r\n")[0].decode()
    names = {line.partition(":")[0] for line in head.split("\r\n") if not line.startswith(" ")}
    allowed = {"From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version"}
    assert names <= allowed | {"Content-Type"}
    assert "followup" not in desk.only().raw.decode().lower()
    assert replace(desk.line(), fate=Fate.SAVED).message_id.endswith("@owner.example")


# A service that makes an empty answer first and takes our words second.


class HalfwayMailbox(MemoryMailbox):
    """The first save leaves an answer without our words and id, and nobody hears of it."""

    halfway = True

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """As the contract says, but for the first time."""
        if not self.halfway:
            return super().save(raw, thread)
        self.halfway = False
        super().save(edited(raw, text="").replace(b"Message-ID: <id00001@", b"Message-ID: <theirs@"), thread)
        raise OutcomeUnknown("gone")


def halfway() -> Desk:
    one = Desk(HalfwayMailbox([OWNER], NOON))
    one.go(WANT)
    assert len(one.drafts()) == 1
    return one


def test_an_answer_begun_and_left_empty_is_filled() -> None:
    desk = halfway()
    desk.later()
    assert deeds(desk.go(WANT)) == ["Replace"]
    assert b"Thank you for the talk." in desk.only().raw


def test_an_answer_begun_for_what_is_no_longer_due_is_taken_back() -> None:
    desk = halfway()
    desk.later()
    assert deeds(desk.go()) == ["Withdraw"]
    assert desk.drafts() == []


@pytest.mark.parametrize("late", [False, True], ids=["with words", "changed much later"])
def test_an_empty_answer_that_the_owner_has_had_in_hand_is_theirs(late: bool) -> None:
    desk = halfway()
    one = desk.only()
    if late:
        desk.later()
    desk.mailbox.edit_draft(one.ref, one.raw if late else edited(one.raw, text="Dear Lee"))
    before = desk.only().raw
    desk.later()
    desk.go(WANT)
    assert before in [draft.raw for draft in desk.drafts()]
