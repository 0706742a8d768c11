"""From a mailbox to stored findings: what is new is looked at once, what matters is read, the rest is passed over.

The first pass lets the mailbox search; later ones ask what changed. Whoever turns up as part of a hiring process is
then searched for by address, in every folder, until nobody new turns up. One broken message never stops the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from agent.acquaintance import known_of, mattering
from agent.arrivals import Arrivals
from agent.calendar import holidays_kept_on
from agent.errors import place_of
from agent.messages import Owner
from agent.reading import read, read_header
from agent.reading.remarks import lost, loud
from agent.reading.texts import visible
from agent.store import Store
from agent.understanding import understand
from agent.understanding.candidates import PERSONAL_WORDS, SEARCH_WORDS, Known, is_candidate
from agent.understanding.findings import Understanding
from providers.mailbox import Folder, Mailbox, Query, RawMessage, Unreadable

_BATCH = 100  # messages kept in one transaction; a killed first pass loses at most this much work
_PATIENCE = timedelta(days=7)
"""How long a message that cannot be had is asked for again."""

_LONGEST_ID = 80  # letters of a Message-ID in a line for the owner; a hostile one has 998
_ROUNDS = 6  # of "who else?"; a hiring process is a small world
_T = TypeVar("_T")
_HIDDEN = (Folder.TRASH, Folder.SPAM)


@dataclass
class Gathered:
    """What a pass over one mailbox brought: counts, and a line for whatever of a message gave trouble (`problems`)
    or looks hostile though all of it was read (`notes`). `looked_at` counts new messages, each once; `read` whole ones.
    """

    looked_at: int = 0
    read: int = 0
    mattered: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    missing: list[Unreadable] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gatherer:
    """One mailbox being gathered into one store at `now`. `since` is how far back the first pass looks.

    `tell` hears of each message what the pass has brought so far. `fresh` as in `Arrivals`.
    """

    mailbox: Mailbox
    account: str
    store: Store
    owner: Owner
    since: datetime
    now: datetime
    tell: Callable[[Gathered], None] | None = None
    fresh: bool = False

    def gather(self, came: Arrivals) -> Gathered:
        """One pass. Raises the mailbox's errors; what was kept until then stays kept, the cursor does not move."""
        report = Gathered()
        first = came.ids is None
        wanted = Query(self.since, words=SEARCH_WORDS, personal=PERSONAL_WORDS, invitations=True)
        arrived = self.mailbox.search(wanted) if came.ids is None else came.ids
        self._reread(report)
        before = known_of(self.store.understandings(), own=self.owner.addresses)
        known = self._examine(arrived, before, report)
        self._follow_the_known(Known() if first else before, known, report)
        self._ask_again(report)
        self.store.keep(self.account, cursor=came.cursor)
        return report

    def _ask_again(self, report: Gathered) -> None:
        """What could not be had is asked for again in every pass, for a week; the owner hears of it once."""
        before = self.store.to_ask_again(self.account)
        missing = {one.id: before.get(one.id, self.now) for one in report.missing if not one.gone}
        self.store.ask_again(self.account, {id: at for id, at in missing.items() if self.now - at < _PATIENCE})
        told = {one.why for one in report.missing if one.id not in before}
        report.problems += [f"{self.account}: {why}" for why in sorted(told)]

    def _reread(self, report: Gathered) -> None:
        """What mattered to older readers is read by today's; what is gone stays as it was found."""
        outdated = self.store.outdated(self.account)
        for batch in _batches(self.mailbox.fetch(outdated)):
            understood = [self._understood(one, report) for one in batch if isinstance(one, RawMessage)]
            self.store.keep(self.account, [u for u in understood if u is not None])
            gone = [one.id for one in batch if isinstance(one, Unreadable) and one.gone]
            self.store.keep_as_found(self.account, gone)

    def _follow_the_known(self, before: Known, known: Known, report: Gathered) -> None:
        """Search for everybody who has just become known, until nobody new does."""
        for _ in range(_ROUNDS):
            query = Query(
                self.since,
                addresses=tuple(sorted(known.addresses - before.addresses)),
                domains=tuple(sorted(known.domains - before.domains)),
                message_ids=tuple(sorted(known.message_ids - before.message_ids)),
            )
            if not (query.addresses or query.domains or query.message_ids):
                return
            before, known = known, self._examine(self.mailbox.search(query), known, report, again=True)

    def _examine(self, ids: Iterable[str], known: Known, report: Gathered, *, again: bool = False) -> Known:
        """Look at `ids`, keep what matters; returns who is known afterwards. `again` looks at passed-over ones anew."""
        for batch in _batches(ids):
            seen = self.store.seen(self.account, batch)
            self._refresh_visibility([one for one in batch if seen.get(one)])
            fresh = [one for one in batch if one not in seen or (again and not seen[one])]
            candidates, passed_over = self._sift(fresh, known, report, frozenset(seen))
            understood: list[Understanding] = []
            for raw in self.mailbox.fetch(candidates):
                understanding = self._understood(raw, report)
                if understanding is not None:
                    understood.append(understanding)
                elif isinstance(raw, RawMessage):
                    passed_over.append(raw.id)
            kept, known = mattering(understood, known, own=self.owner.addresses)
            passed_over += {one.message.id for one in understood} - {one.message.id for one in kept}
            self.store.keep(self.account, kept, passed_over)
            report.mattered += len(kept)
        return known

    def _tell(self, report: Gathered) -> None:
        if self.tell is not None:
            self.tell(report)

    def _refresh_visibility(self, ids: list[str]) -> None:
        """Messages seen before that turn up again have moved: is the owner still looking at them?"""
        if not ids or self.fresh:
            return
        heads = [head for head in self.mailbox.headers(ids) if not isinstance(head, Unreadable)]
        self.store.mark_visible(self.account, [h.id for h in heads if h.folder in _HIDDEN], visible=False)
        self.store.mark_visible(self.account, [h.id for h in heads if h.folder not in _HIDDEN], visible=True)

    def _sift(
        self, ids: list[str], known: Known, report: Gathered, before: frozenset[str]
    ) -> tuple[list[str], list[str]]:
        """Ids worth fetching whole, and ids that are not. What was looked at `before` is not counted once more."""
        candidates: list[str] = []
        passed_over: list[str] = []
        for head in self.mailbox.headers(ids):
            report.looked_at += head.id not in before
            self._tell(report)
            if isinstance(head, Unreadable):
                report.missing.append(head)
                continue
            try:
                message = read_header(head, self.owner, self.account)
                wanted = is_candidate(message, head.snippet, known)
            except Exception as error:  # noqa: BLE001  # whatever one message does to us, the others are read
                report.problems.append(self._our_fault(head.id, error))
                wanted = False
            (candidates if wanted else passed_over).append(head.id)
        return candidates, passed_over

    def _understood(self, raw: RawMessage | Unreadable, report: Gathered) -> Understanding | None:
        """The findings of one message; None, and a line in the report, when it cannot be read."""
        report.read += 1
        self._tell(report)
        if isinstance(raw, Unreadable):
            report.missing.append(raw)
            return None
        try:
            found = understand(read(raw, self.owner, self.account), self.owner)
            named = visible(found.message.message_id)[:_LONGEST_ID]
            missing = lost(found.remarks)
            for text in loud(found.remarks):
                lines = report.problems if text in missing else report.notes
                lines.append(f"{self.account}: message {named}: {text}")
            return found
        except Exception as error:  # noqa: BLE001  # whatever one message does to us, the others are read
            report.problems.append(self._our_fault(raw.id, error))
            return None

    def _our_fault(self, id: str, error: Exception) -> str:
        """A line for a message that one of our stages broke on: where, and none of its words."""
        return f"{self.account}: message {id} is passed over, a bug of ours ({place_of(error)}). The others were read."


def gather(
    mailbox: Mailbox,
    account: str,
    store: Store,
    owner: Owner,
    now: datetime,
    scan_days: int,
    came: Arrivals,
    tell: Callable[[Gathered], None] | None = None,
) -> Gathered:
    """Bring the store up to date with what came to one mailbox. `scan_days` is how far back a first pass looks."""
    with holidays_kept_on(store):
        since = now - timedelta(days=scan_days)
        return Gatherer(mailbox, account, store, owner, since, now, tell, came.fresh).gather(came)


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    walk = iter(items)
    while batch := list(islice(walk, _BATCH)):
        yield batch
