"""Which of the dates of a clause is the promised one (docs/timelines.md, "Choice" and 11)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from agent.understanding.dates.records import Grain, When

_FAR = timedelta(days=200)
_REJECTED = re.compile(
    r"\b(?:not|rather than|instead of|originally|was|were|missed|previously|initially|of|as opposed to|moved from|than)"
    r"\s(?:(?:for|on|by|until|the|planned|as|due)\s){0,3}\Z"
)
_INSTEAD = re.compile(r"\b(?:but|now|instead|until|to|rather|more likely|probably)\b")
_ANCHOR = re.compile(
    r"\b(?:once|after|when|following|as soon as|until|interview(?:s"
    r"|ing)?|meet(?:ing)?|speaking|spoke|call|out|away|met)\b[^.]{0,60}\Z"
)
_NOT_UNTIL = re.compile(
    r"\b(?:won't|not|don't|aren't|can't|cannot|unlikely|hold|paused|frozen|delayed|postponed|pushed)\b[^.;]{0,110}\Z"
)
_STRONG = frozenset({"by", "before", "within", "in", "allow", "until"})


def choose(low: str, dates: tuple[When, ...], cue_end: int, today: date) -> When | None:
    """The date that a promise whose cue ends at `cue_end` names, out of `dates`; None when there is none."""
    usable = [d for d in dates if _usable(low, d, today)]
    after = [d for d in usable if d.span[0] >= cue_end - 25]
    if after:
        return _last_of_choice(low, after)
    before = [d for d in usable if d.span[0] < cue_end]
    return before[-1] if before else None


def _usable(low: str, when: When, today: date) -> bool:
    if when.past or when.by < today or when.by > today + _FAR:
        return False
    if when.prep == "until" and not _NOT_UNTIL.search(low[max(0, when.span[0] - 120) : when.span[0]]):
        return False
    tail = low[max(0, when.span[0] - 40) : when.span[0]]
    return not _REJECTED.search(tail) and low[when.span[1] : when.span[1] + 4] != " ago"


def _last_of_choice(low: str, found: list[When]) -> When:
    """The first date after the cue, unless "or" or a firmer one follows: "next week, by Friday at the latest"."""
    best = found[0]
    for other in found[1:]:
        gap = low[best.span[1] : other.span[0]]
        latest = re.match(r"\W{0,3}at (?:the )?(?:very )?latest", low[other.span[1] : other.span[1] + 24])
        if len(gap) > 60:
            break
        later = other.by > best.by
        if (
            (
                (latest and later)
                or (re.search(r"\bor\b|\bpossibly\b|\bmaybe\b|at (?:the )?latest|\bif not\b", gap) and later)
            )
            or (_anchored(low, best) and other.prep in _STRONG)
            or (best.grain in (Grain.WEEK, Grain.MONTH) and _refines(best, other))
            or (other.prep == "by" and later and gap.strip() in (",", "(", "and", ", and", "-", ""))
            or (_INSTEAD.search(gap) and later)
        ):
            best = other
    return best


def _anchored(low: str, when: When) -> bool:
    return bool(_ANCHOR.search(low[max(0, when.span[0] - 60) : when.span[0]]))


def _refines(period: When, when: When) -> bool:
    return (period.start or when.by) <= when.by <= period.by
