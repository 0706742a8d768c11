"""Any order of passes, owner's deeds, lost answers and a lost ledger keeps the promises of the drafts stage."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agent.drafts import Sent, glance
from agent.drafts.records import LIVE, Fate
from agent.planning.records import Step
from providers.errors import OutcomeUnknown
from providers.mailbox import SavedDraft
from providers.memory import MemoryMailbox
from tests.drafts.desk import NOON, OWNER, Desk, edited, want, went_out

PEOPLE = ("lee@acme.example", "priya@acme.example")
STEPS = {"thank_you": Step.THANK_YOU, "follow_up": Step.FOLLOW_UP}
TEXTS = ("Thank you for the talk.\n", "Is there any news?\n")


class Unreliable(MemoryMailbox):
    """Writes whose answers get lost when the world says so; remembers what the agent did to drafts."""

    lose: str | None = None

    def _lost(self, moment: str) -> None:
        if self.lose == moment:
            self.lose = None
            raise OutcomeUnknown("No answer came.")

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        self._lost("before")
        saved = super().save(raw, thread)
        self._lost("after")
        return saved

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        self._lost("before")
        saved = super().replace(ref, version, raw)
        self._lost("after")
        return saved

    def discard(self, ref: str, version: str) -> None:
        self._lost("before")
        super().discard(ref, version)
        self._lost("after")


class DraftsMachine(RuleBasedStateMachine):
    """One case, two people, two steps each."""

    @initialize()
    def start(self) -> None:
        self.desk = Desk(Unreliable([OWNER], NOON))
        self.wanted: dict[tuple[str, str], str] = {}
        self.owners: dict[str, SavedDraft] = {}  # what the owner's hand was in, as they left it
        self.answered: set[tuple[str, str]] = set()  # steps the owner sent or threw away
        self.edits = 0

    def _step_of(self, draft: SavedDraft) -> tuple[str, str] | None:
        """The step a draft of ours serves, by the ledger."""
        for entry in self.desk.live():
            if draft.ref == entry.ref or glance(draft.raw).message_id == entry.message_id:
                return entry.step, entry.to[0]
        return None

    def _pick(self, data: Any) -> SavedDraft:
        return data.draw(st.sampled_from(self.desk.drafts()))

    @rule(step=st.sampled_from(sorted(STEPS)), person=st.sampled_from(PEOPLE), text=st.sampled_from(TEXTS))
    def is_wanted(self, step: str, person: str, text: str) -> None:
        self.wanted[step, person] = text

    @rule(step=st.sampled_from(sorted(STEPS)), person=st.sampled_from(PEOPLE))
    def is_no_longer_wanted(self, step: str, person: str) -> None:
        self.wanted.pop((step, person), None)

    def _pass(self) -> tuple:
        wanted = [
            want(f"{step}/{person}", person, text, step=STEPS[step])
            for (step, person), text in sorted(self.wanted.items())
        ]
        return self.desk.go(*wanted)

    @rule(lose=st.sampled_from([None, None, "before", "after"]))
    def a_pass(self, lose: str | None) -> None:
        self.desk.later()
        self.desk.mailbox.lose = lose
        self._pass()
        self.desk.mailbox.lose = None

    @rule()
    def passes_come_to_rest(self) -> None:
        for _ in range(4):
            self.desk.later()
            self._pass()
        before = self.desk.drafts(), dict(self.desk.book.lines)
        self._pass()
        assert before == (self.desk.drafts(), self.desk.book.lines)

    @precondition(lambda self: self.desk.drafts())
    @rule(data=st.data())
    def the_owner_edits(self, data: Any) -> None:
        one = self._pick(data)
        self.edits += 1
        raw = edited(one.raw, text=f"My own words {self.edits}.")
        self.owners[one.ref] = self.desk.mailbox.edit_draft(one.ref, raw)

    @precondition(lambda self: self.desk.drafts())
    @rule(data=st.data())
    def the_owner_deletes(self, data: Any) -> None:
        one = self._pick(data)
        step = self._step_of(one)
        known = any(entry.ref == one.ref for entry in self.desk.live() if entry.fate is not Fate.LEAVING)
        self.desk.mailbox.delete_draft(one.ref)
        self.owners.pop(one.ref, None)
        if step is not None and known:
            self.answered.add(step)

    @precondition(lambda self: self.desk.drafts())
    @rule(data=st.data(), same=st.booleans())
    def the_owner_sends(self, data: Any, same: bool) -> None:
        one = self._pick(data)
        step = self._step_of(one)
        seen = glance(one.raw)
        self.edits += 1
        self.desk.later(minutes=1)
        message_id = seen.message_id if same else f"out-{self.edits}@owner.example"
        message = went_out(self.desk.now, message_id=message_id, thread="t1" if same else f"new-{self.edits}")
        to = tuple(type(message.to[0])(None, address) for address in seen.to)
        message = type(message)(**{
            **{name: getattr(message, name) for name in message.__slots__}, "to": to, "in_reply_to": ("invite",),
        })  # fmt: skip
        self.desk.mailbox.send_draft(one.ref)
        self.desk.sent.append(Sent(message, None))
        self.owners.pop(one.ref, None)
        if step is not None:
            self.answered.add(step)

    @invariant()
    def what_the_owner_touched_stays(self) -> None:
        for ref, draft in self.owners.items():
            assert self.desk.mailbox.draft(ref) == draft

    @invariant()
    def one_draft_per_person(self) -> None:
        people = [glance(one.raw).to for one in self.desk.drafts()]
        assert len(people) == len(set(people))

    @invariant()
    def an_answer_is_for_ever(self) -> None:
        for entry in self.desk.book.lines.values():
            if entry.fate is Fate.SAVED:
                assert (entry.step, entry.to[0]) not in self.answered or self.desk.mailbox.draft(entry.ref) is None

    @invariant()
    def one_live_line_per_step(self) -> None:
        live = [(entry.step, entry.to) for entry in self.desk.book.lines.values() if entry.fate in LIVE]
        assert len(live) == len(set(live))


DraftsMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None, derandomize=True)
TestDrafts = DraftsMachine.TestCase
