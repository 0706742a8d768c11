"""Any order of mail, passes, owner's deeds, failures and wrong clocks keeps the rules of drafts: the whole agent runs.

`test_machine.py` does the same to the drafts stage alone, faster and deeper.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agent.choices import Choice, Verb
from agent.cycle import Outcome, run
from agent.drafts import digest, glance
from agent.drafts.records import LIVE, Fate, Hold, Tell
from agent.errors import FollowupError
from agent.store import Store
from agent.view import view
from providers.mailbox import Folder, SavedDraft
from tests.drafts.hunting import (
    COMPANIES,
    FAULTS,
    HANDS,
    LIMIT,
    ME,
    PEOPLE,
    SETTINGS,
    START,
    WORDS,
    Company,
    WatchedMailbox,
    away,
    by_hand,
    gone_out,
    invitation,
    letter,
    own_letter,
)
from tests.support.mail import raw_message

NAMES = st.sampled_from(sorted(COMPANIES))
TOLD = (Verb.MUTE, Verb.CLOSE, Verb.REOPEN, Verb.THANKED, Verb.NOTE, Verb.NEWS)


class WholePass(RuleBasedStateMachine):
    """Two processes, six people. It begins with a draft to one of them, and more due at once than a pass may make."""

    @initialize()
    def begin(self) -> None:
        self.now = START
        self.mailbox = WatchedMailbox(START)
        self.store = Store()
        self.numbers = count(1)
        self.raws: list[bytes] = []
        self.owners: dict[str, SavedDraft] = {}  # drafts the owner's hand is in, as they left them
        self.leaving: set[tuple[str, str]] = set()  # steps thrown away or sent that no pass has looked at yet
        self.answered: set[tuple[str, str]] = set()  # steps thrown away or sent, noticed by a pass
        self.sent = 0
        self.sent_as_it_was: set[str] = set()  # ledger lines whose draft the owner sent without a change
        self.lost = False
        self.skewed = False  # the clock was wrong in a pass
        self.went_out: set[tuple[str, str]] = set()  # steps sent
        self.sequence = Counter[str]()
        for company in COMPANIES.values():
            self._arrive(
                invitation(f"{company.name}-0", company, START - timedelta(days=1), company.talk, 0, "REQUEST")
            )
        self._pass(self.now)
        self.now += timedelta(hours=18)

    # Passes.

    def _pass(self, now: datetime, allow: int | None = None) -> Outcome | None:
        self.mailbox.now = self.now
        self.mailbox.saves = 0
        try:
            outcome = run(
                {"main": self.mailbox}, self.store, SETTINGS, now, lambda: f"id{next(self.numbers):05d}", allow=allow
            )
        except FollowupError:
            return None
        assert self.mailbox.saves <= (allow or LIMIT)
        if outcome is not None and not outcome.failed:
            self.answered |= self.leaving
            self.leaving.clear()
        return outcome

    @rule(fault=st.sampled_from([None, None, None, *FAULTS]), allow=st.sampled_from([None, 9]))
    def a_pass(self, fault: tuple[str, str] | None, allow: int | None) -> None:
        self.now += timedelta(minutes=61)
        self.mailbox.fault = fault
        self._pass(self.now, allow)
        self.mailbox.fault = None

    @rule(hours=st.sampled_from([-2000, -72, -2, 72, 700]))
    def a_pass_by_a_wrong_clock(self, hours: int) -> None:
        self.now += timedelta(minutes=61)
        self.skewed = True
        self._pass(self.now + timedelta(hours=hours))

    @rule()
    def passes_come_to_rest(self) -> None:
        self.now += timedelta(minutes=61)
        for _ in range(4):
            self.store.remember("wake", None)
            self._pass(self.now)
            self.now += timedelta(minutes=61)
        self.store.remember("wake", None)
        self._pass(self.now)
        before = list(self.mailbox.drafts()), self.store.entries(), self.mailbox.writes
        self.store.remember("wake", None)
        outcome = self._pass(self.now)
        assert before == (list(self.mailbox.drafts()), self.store.entries(), self.mailbox.writes)
        if outcome is not None:
            assert [one for one in outcome.actions if not isinstance(one, Hold | Tell)] == []
            self._ledger_and_drafts_agree()

    def _ledger_and_drafts_agree(self) -> None:
        there = {one.ref: one for one in self.mailbox.drafts()}
        live = [entry for entry in self.store.entries() if entry.fate in LIVE]
        assert {entry.fate for entry in live} <= {Fate.SAVED, Fate.OWNERS}
        for entry in live:
            assert entry.ref in there
            if entry.fate is Fate.SAVED:
                assert digest(there[entry.ref].raw) == entry.digest
                assert entry.ref not in self.owners
        refs = [entry.ref for entry in live]
        assert len(refs) == len(set(refs))
        if not self.lost:  # with the ledger gone, a draft that would now read differently counts as the owner's
            due_to_go = {ref for ref in self.mailbox.ours if ref in there and there[ref].send_at is None}
            assert due_to_go <= set(refs)

    # Time and mail.

    @rule(hours=st.sampled_from([1, 5, 20, 24, 72, 170]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.mailbox.now = self.now

    def _arrive(self, table: dict[str, Any], received: datetime | None = None) -> None:
        earlier = {f"{name}-0": {} for name in COMPANIES}
        self.raws.append(raw_message(table, ME, earlier))
        self.mailbox.deliver(self.raws[-1], received=received or table["at"])

    def _named(self, company: Company) -> str:
        return f"{company.name}-{next(self.numbers)}"

    @rule(name=NAMES, words=st.sampled_from(sorted(WORDS)), late=st.sampled_from([0, 0, 0, 30, 100]))
    def they_write(self, name: str, words: str, late: int) -> None:
        """A letter; or one that was under way for `late` hours and comes after younger ones."""
        company = COMPANIES[name]
        self._arrive(letter(self._named(company), company, words, self.now - timedelta(hours=late)), self.now)

    @rule(name=NAMES)
    def they_are_away(self, name: str) -> None:
        self._arrive(away(self._named(COMPANIES[name]), COMPANIES[name], self.now))

    @rule(name=NAMES, days=st.integers(-1, 3), method=st.sampled_from(["REQUEST", "REQUEST", "CANCEL"]))
    def they_move_or_cancel(self, name: str, days: int, method: str) -> None:
        company = COMPANIES[name]
        self.sequence[name] += 1
        start = (self.now + timedelta(days=days)).replace(hour=14, minute=0)
        self._arrive(invitation(self._named(company), company, self.now, start, self.sequence[name], method))

    @rule(data=st.data())
    def a_message_comes_again(self, data: Any) -> None:
        self.mailbox.deliver(data.draw(st.sampled_from(self.raws)), received=self.now)

    @rule(what=st.sampled_from(["trash", "remove", "forget"]), data=st.data())
    def the_mailbox_changes(self, what: str, data: Any) -> None:
        ids = [one for one in self.mailbox._messages if self.mailbox._messages[one].folder is not Folder.SENT]
        if what == "forget" or not ids:
            self.mailbox.forget_cursors()
        elif what == "trash":
            self.mailbox.move(data.draw(st.sampled_from(ids)), Folder.TRASH)
        else:
            self.mailbox.remove(data.draw(st.sampled_from(ids)))

    # The owner.

    def _answered(self, draft: SavedDraft) -> None:
        """The owner has thrown a draft away or sent it: that is an answer, if it is known whose it was."""
        for entry in self.store.entries():
            if entry.ref == draft.ref and entry.fate in (Fate.SAVED, Fate.OWNERS):
                self.leaving.add((entry.due_id, entry.to[0]))
        self.owners.pop(draft.ref, None)

    def _pick(self, data: Any) -> SavedDraft:
        return data.draw(st.sampled_from(list(self.mailbox.drafts())))

    @precondition(lambda self: any(self.mailbox.drafts()))
    @rule(how=st.sampled_from([*HANDS, "defer"]), data=st.data())
    def the_owner_edits(self, how: str, data: Any) -> None:
        one = self._pick(data)
        until = self.now + timedelta(days=999) if how == "defer" else None
        self.owners[one.ref] = self.mailbox.edit_draft(one.ref, by_hand(one.raw, how), send_at=until)

    @precondition(lambda self: any(self.mailbox.drafts()))
    @rule(data=st.data())
    def the_owner_deletes(self, data: Any) -> None:
        one = self._pick(data)
        self.mailbox.delete_draft(one.ref)
        self._answered(one)

    @precondition(lambda self: any(self.mailbox.drafts()))
    @rule(data=st.data(), ids=st.sampled_from(["same", "changed", "bare"]))
    def the_owner_sends(self, data: Any, ids: str) -> None:
        one = self._pick(data)
        self.now += timedelta(minutes=1)
        self.mailbox.now = self.now
        new = None if ids == "same" else f"out-{next(self.numbers)}@owner.example"
        if one.ref not in self.owners:
            ours = [entry for entry in self.store.entries() if entry.ref == one.ref and entry.made < self.now]
            self.sent_as_it_was |= {entry.id for entry in ours}
        self.mailbox.send_draft(one.ref, gone_out(one.raw, self.now, new, bare=ids == "bare"))
        self.sent += 1
        before = set(self.leaving)
        self._answered(one)
        self.went_out |= self.leaving - before

    @rule(person=st.sampled_from([*PEOPLE, "tom@globex.example"]), send=st.sampled_from([False, False, True]))
    def the_owner_writes(self, person: str, send: bool) -> None:
        company = next(one for one in COMPANIES.values() if person in one.people)
        raw = own_letter(f"own-{next(self.numbers)}", person, company, self.now)
        if send:
            self.mailbox.deliver(raw, Folder.SENT, received=self.now)
            self.sent += 1
        else:
            draft = self.mailbox.write_draft(raw)
            self.owners[draft.ref] = draft

    @rule(verb=st.sampled_from(TOLD), data=st.data())
    def the_owner_tells(self, verb: Verb, data: Any) -> None:
        cases = view(self.store, SETTINGS, self.now).cases
        if not cases:
            return
        anchor = None if verb is Verb.NEWS else data.draw(st.sampled_from(sorted(case.root for case in cases)))
        text = "I have since passed the CKA exam" if verb in (Verb.NOTE, Verb.NEWS) else ""
        self.store.choose(Choice(f"choice-{next(self.numbers)}", self.now, verb, anchor=anchor, text=text))
        self.store.remember("wake", None)

    @rule()
    def the_database_is_lost(self) -> None:
        kept = self.store.choices()
        self.store.close()
        self.store = Store()
        for choice in kept:
            self.store.choose(choice)
        self.leaving.clear()
        if self.skewed:  # thanks drafted by a fast clock and sent before the interview are no thanks for it
            self.answered -= self.went_out
        self.lost = True

    # What always holds.

    @invariant()
    def nothing_is_wrong_in_what_the_agent_wrote(self) -> None:
        assert self.mailbox.wrong == []

    @invariant()
    def what_the_owner_touched_stays(self) -> None:
        for ref, draft in self.owners.items():
            assert self.mailbox.draft(ref) == draft

    @invariant()
    def nothing_is_sent(self) -> None:
        assert sum(one.folder is Folder.SENT for one in self.mailbox._messages.values()) == self.sent

    @invariant()
    def one_draft_to_one_person(self) -> None:
        ours = [one for one in self.mailbox.drafts() if one.ref in self.mailbox.ours]
        people = Counter(
            person for one in ours for person in glance(one.raw).to if person in self.mailbox.ours[one.ref]
        )
        assert not [person for person, drafts in people.items() if drafts > 1]

    @invariant()
    def what_was_sent_does_not_count_as_thrown_away(self) -> None:
        fates = {entry.id: entry.fate for entry in self.store.entries()}
        assert [id for id in self.sent_as_it_was if fates.get(id) is Fate.DECLINED] == []

    @invariant()
    def an_answer_is_for_ever(self) -> None:
        for entry in self.store.entries():
            if entry.fate in (Fate.INTENDED, Fate.SAVED):
                assert (entry.due_id, entry.to[0]) not in self.answered, entry

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()


def test_a_refusal_counts_by_any_clock() -> None:
    """Found by the machine: thrown away, the database lost, and the clock behind the refusal."""
    machine = WholePass()
    machine.begin()
    (draft,) = machine.mailbox.drafts()
    machine.mailbox.delete_draft(draft.ref)
    machine.store.remember("wake", None)
    machine.a_pass(fault=None, allow=None)
    assert [entry.fate for entry in machine.store.entries()] == [Fate.DECLINED]
    machine.the_database_is_lost()
    machine.a_pass_by_a_wrong_clock(hours=-20)
    assert draft.ref not in machine.mailbox.ours or list(machine.mailbox.drafts()) == []
    machine.teardown()


WholePass.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None, derandomize=True)
TestWholePass = WholePass.TestCase
