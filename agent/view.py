"""What is going on as of a moment: stored findings and choices folded into cases, and what each asks for.

Looks at the store only. `status` and `why` show a view; a pass acts on one. The stages are imported when there is
something to view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from agent.choices import Choice, Verb
from agent.drafts.entries import Entry, Fate
from agent.errors import place_of
from agent.identities import with_identities
from agent.messages import Owner
from agent.policy import Policy
from agent.store import Store

if TYPE_CHECKING:
    from agent.cases.records import Case
    from agent.planning.records import Plan
    from agent.understanding.findings import Understanding


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pass needs to know of the owner's config, and of who they are in their mailboxes (`identities`)."""

    owner: Owner
    policy: Policy
    scan_days: int = 120
    signature: str | None = None
    signatures: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """What is going on as of a moment."""

    cases: tuple[Case, ...]
    plans: tuple[Plan, ...]
    entries: tuple[Entry, ...]
    news: tuple[str, ...]

    def plan_of(self, case: Case) -> Plan:
        """The plan of one case."""
        return next(planned for planned in self.plans if planned.case == case.key)


def view(store: Store, settings: Settings, now: datetime) -> View:
    """Fold everything known into cases and say what each asks for, as of `now`. Looks at nothing but the store."""
    from agent.calendar import holidays_kept_on
    from agent.cases import fold

    settings = with_identities(settings, store)
    choices = store.choices()
    entries = store.entries()
    understandings = [*store.understandings(), *_told(choices, settings.owner)]
    ours = {entry.message_id: entry.step for entry in entries if entry.fate is Fate.SENT}
    ours.update({entry.sent_as: entry.step for entry in entries if entry.sent_as})
    with holidays_kept_on(store):
        cases = fold(understandings, choices, settings.owner, settings.policy, now, ours)
        plans = tuple(_planned(case, settings, now) for case in cases)
    news = tuple(choice.text for choice in choices if choice.verb is Verb.NEWS)
    return View(cases, plans, entries, news)


def _planned(case: Case, settings: Settings, now: datetime) -> Plan:
    """The plan of one case. One that planning breaks on (a bug of ours) does not stop the others."""
    from agent.planning import no_plan, plan

    try:
        return plan(case, settings.owner, settings.policy, now)
    except Exception as error:  # noqa: BLE001  # whatever one case does to us, the others are planned
        return no_plan(case, f"A bug of ours ({place_of(error)}); nothing is drafted or taken back for it.")


def _told(choices: Sequence[Choice], owner: Owner) -> list[Understanding]:
    """What the owner reported, as if it had come by mail."""
    if not choices:
        return []
    from agent.understanding.told import told  # it brings the grammar of dates along, which is slow to load

    reported = (told(choice, owner) for choice in choices)
    return [one for one in reported if one is not None]
