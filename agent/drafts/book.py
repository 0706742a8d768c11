"""What a decision about drafts looks at, and what it says of one draft that is there and of steps that have none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent.cases.records import Case
from agent.drafts.fates import Found, copies_of
from agent.drafts.intended import adopted
from agent.drafts.mime import digest_of
from agent.drafts.records import (
    Action,
    Adopt,
    Entry,
    Fate,
    Hold,
    Replace,
    Save,
    Settle,
    Tell,
    Wanted,
    Withdraw,
)
from agent.policy import Policy


@dataclass(frozen=True, slots=True)
class Book:
    """Everything a decision looks at."""

    wanted: tuple[Wanted, ...]
    cases: tuple[Case, ...]
    drafts: list[Found]
    now: datetime
    policy: Policy
    unsure: frozenset[tuple[str, str]]

    def at_home(self, entry: Entry) -> Entry:
        """The entry under the key its case has today: cases are rebuilt, and keys change when two become one."""
        case = next((one for one in self.cases if entry.anchor in one.message_ids), None)
        return entry if case is None or case.key == entry.case else replace(entry, case=case.key)

    def left_behind(self, entry: Entry, verdict: Settle | Adopt | Found | None) -> list[Found]:
        """Copies of a draft beside the one that counts, if they are exactly what we once wrote."""
        if not isinstance(verdict, Adopt | Found):
            return []
        others = [one for one in copies_of(entry, self.drafts) if one.saved.ref != verdict.saved.ref]
        return [one for one in others if one.digest == entry.digest]

    def standing(self, entry: Entry, here: Found) -> list[Action]:
        """A draft of ours (or one the owner took over) is in Drafts: keep it, write it anew or take it back."""
        if {(entry.case, ""), (entry.case, entry.due_id)} & self.unsure:
            return []
        want = next((one for one in self.wanted if self._serves(entry, one)), None)
        if entry.fate is Fate.OWNERS:
            return [*self.outdated(entry)]
        quiet = timedelta(minutes=self.policy.touched_quiet_minutes)
        touched = here.saved.touched
        if touched is not None and entry.version != here.saved.version and self.now - touched < quiet:
            return []
        if want is None:
            return [Withdraw(entry, here.saved, *self._why_withdrawn(entry))]
        wanted = digest_of(want.draft)
        # What a service made of our words may differ from them; untouched since, it still stands for what we wrote.
        if wanted != here.digest and not (entry.fate is Fate.SAVED and wanted == entry.intended):
            return [Replace(entry, here.saved, want.draft, want.because)]
        return [Adopt(entry, here.saved, "It is wanted again.")] if entry.fate in (Fate.LEAVING, Fate.INTENDED) else []

    def outdated(self, entry: Entry) -> list[Tell]:
        """A word on the owner's own draft whose step is no longer due; the draft itself is left alone."""
        if any(self._serves(entry, one) for one in self.wanted):
            return []
        return [Tell(entry.case, f"Your edited draft to {entry.to[0]} may be outdated.")]

    def _serves(self, entry: Entry, want: Wanted) -> bool:
        """Whether an entry is the draft for a step, though the case's key may have changed."""
        due = want.draft.due
        return (
            due.id == entry.due_id
            and due.account == entry.account
            and (entry.anchor == want.anchor or entry.anchor in self._ids(want.case))
        )

    def _ids(self, key: str) -> frozenset[str]:
        return next((case.message_ids for case in self.cases if case.key == key), frozenset())

    def _why_withdrawn(self, entry: Entry) -> tuple[Fate, str]:
        case = next((one for one in self.cases if entry.anchor in one.message_ids), None)
        if case is None:
            return Fate.WITHDRAWN, "It belongs to no hiring process any more."
        steps = {want.draft.due.step.value for want in self.wanted if want.case == case.key}
        if entry.step == "thank_you" and steps & {"follow_up", "second_follow_up"}:
            return Fate.EXPIRED, "It gave way to the follow-up, which carries the thanks."
        if entry.step == "thank_you" and (case.thanked_all or case.thanked & {*entry.to}):
            return Fate.WITHDRAWN, "They have been thanked."
        return Fate.WITHDRAWN, f"It is no longer due: the process stands at {case.state.value.replace('_', ' ')}."

    def missing(self, served: list[Entry], past: list[Entry], theirs: list[Found]) -> list[Action]:
        """Steps that are due and have no draft yet."""
        actions: list[Action] = []
        taken = {(entry.case, person) for entry in served for person in entry.to}
        for want in self.wanted:
            if any(self._serves(entry, want) for entry in (*served, *past)):
                continue
            person = want.draft.due.to.email
            step = want.draft.due.step.value
            own = next((one for one in theirs if _in_the_way(one, want)), None)
            if own is not None and own.digest == digest_of(want.draft):
                actions.append(adopted(want, own, self.now))
            elif own is not None:
                actions.append(Hold(want.case, step, f"You have a draft of your own to {person}; it is left alone."))
            elif (want.case, person) in taken:
                actions.append(Hold(want.case, step, f"There is a draft to {person} already; one at a time."))
            elif want.may_create:
                actions.append(Save(want.draft, want.anchor, want.because))
            else:
                continue
            taken.add((want.case, person))
        return actions


def _in_the_way(one: Found, want: Wanted) -> bool:
    """Whether a draft that is not ours is in this conversation, or to the same person about the same thing."""
    draft = want.draft
    if one.account != draft.due.account:
        return False
    answered = {one.glance.in_reply_to, *one.glance.references}
    people = {*one.glance.to, *one.glance.cc, *one.glance.bcc}
    return (
        (draft.in_reply_to is not None and draft.in_reply_to in answered)
        or (draft.thread is not None and one.saved.thread == draft.thread)
        or (draft.due.to.email in people)
    )
