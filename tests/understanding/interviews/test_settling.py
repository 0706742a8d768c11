"""What becomes of the rules' findings by how likely each time is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from agent.understanding.findings import Accepted, Kind, Scheduled
from agent.understanding.interviews import find_interviews
from agent.understanding.interviews.likely import weighing
from agent.understanding.likeness.choice import CHOSEN, OTHER
from agent.understanding.likeness.weights import Weights, weights
from agent.understanding.people.locale import sender_locale
from agent.understanding.times import slots_below, slots_in
from tests.understanding.people.mails import OWNER, reading

NONE_LIKELY, ALL_ALIKE = -9.0, 0.0


def _table(base: float, **leads: float) -> Weights:
    """A table by which a time is as likely as `base` says, and by how much more for each name it has."""
    rows = {name.replace("_", " "): [(1, lead)] for name, lead in leads.items()}
    return weights("", (OTHER, CHOSEN), (0.0, base), rows)


def _found(table: Weights, row: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The findings of a mail of Monday 2 November 2026, in words."""
    monkeypatch.setattr(weighing, "_weights", lambda: table)
    mail = reading({"from": "Dana Reyes <dana@acme.example>", **row})
    locale, kinds = sender_locale(mail, OWNER), frozenset({Kind(row.get("kind", "interview_invite"))})
    slots, quoted = slots_in(mail.said, mail, locale.zone, locale), slots_below(mail, OWNER.zone, locale)
    return [_in_words(one) for one in find_interviews(mail, OWNER, kinds, slots, quoted, locale, ())]


def _in_words(one: Scheduled | Accepted) -> str:
    start = f"{one.start:%d %H:%M}" if one.start else "-"
    if isinstance(one, Accepted):
        return f"accepted {start}"
    return f"{one.status} {start}{' option' if one.options else ''}"


BOOKED = {"text": "Your interview is on Tuesday 3 November at 3pm."}
OPTIONS = {"text": "Could you do Tuesday 3 November at 3pm or Wednesday 4 November at 10am?"}
MOVED = {"kind": "reschedule", "text": "Your interview has been moved to Wednesday 4 November at 10am."}
YES = {
    "kind": "confirmation",
    "text": "The later one, please.",
    "quoted": "I could come on Tuesday 3 November at 10:00 or on Thursday 5 November at 14:30.",
}
BY_THE_WAY = {"kind": "rejection", "text": "Thank you for coming on Tuesday 3 November at 3pm. It is a no."}


@pytest.mark.parametrize(
    ("table", "row", "found"),
    [
        (_table(2.0), BOOKED, ["booked 03 15:00"]),
        (_table(NONE_LIKELY), BOOKED, []),
        (_table(NONE_LIKELY), MOVED, ["moved -"]),
        (_table(ALL_ALIKE), OPTIONS, ["requested 03 15:00 option", "requested 04 10:00 option"]),
        (_table(NONE_LIKELY), OPTIONS, ["requested 03 15:00 option", "requested 04 10:00 option"]),
        (_table(0.0, earliest=1.5), OPTIONS, ["requested 03 15:00 option", "requested 04 10:00 option"]),
        (_table(-3.0, earliest=9.0), OPTIONS, ["requested 03 15:00"]),
        (_table(-3.0, latest=9.0), YES, ["accepted 05 14:30"]),
        (_table(9.0), BY_THE_WAY, []),
    ],
    ids=[
        "a likely time stays",
        "an unlikely one is dropped",
        "a move to an unlikely time is one to a time unknown",
        "options that are alike stay options",
        "so do unlikely ones",
        "and one that is likelier, but not surely",
        "of options the one that surely is meant is asked for",
        "a yes means the likely time of the quotation",
        "a no sets no meeting",
    ],
)
def test_findings_are_set_right(
    table: Weights, row: Mapping[str, Any], found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _found(table, row, monkeypatch) == found


def test_a_time_that_the_rules_did_not_find_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    table = _table(NONE_LIKELY, another_by_rule=14.0)
    row = {"text": "The office opens on Tuesday 3 November at 8am. Your interview is on Tuesday 3 November at 3pm."}
    assert _found(table, row, monkeypatch) == ["booked 03 08:00"]
