"""Which of the dates of a clause is the promised one (docs/timelines.md, "Choice" and 11)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from agent.understanding.dates.records import Grain, When

_FAR = timedelta(days=200)
_WEEK = 7
_REJECTED = re.compile(
    r"\b(?:not|rather than|instead of|originally|was|were|missed|previously|initially|of|as opposed to|moved from"
    r"|(?<!more )(?<!later )(?<!longer )than)"
    r"\s(?:(?:for|on|by|until|the|planned|as|due)\s){0,3}\Z"
)
_TODAY = re.compile(r"\b(?:it's|it is|today's|today is) (?:only |already )?\w+\Z")
"""As in "I said Friday and it's Friday": the day of writing, no day to come."""

_INSTEAD = re.compile(r"\b(?:but|now|instead|until|to|rather|more likely|probably)\b")
_LATEST = re.compile(r"\W{0,3}(?:at (?:the )?(?:very )?latest|at (?:the )?(?:most|outside)|max(?:imum)?\b|tops\b)")
_AT_MOST = re.compile(
    r"(?:a )?max(?:imum)?\b|(?:no|not) (?:later|longer|more) than\b|at (?:the )?(?:most|outside|latest)\b"
)
_TELLING = re.compile(
    r"\b(?:hear(?:ing)?|contact(?:ed|ing)?|notif(?:y|ied)|informed|in touch|call(?:ing)?|ring(?:ing)?|phon(?:e|ing)|"
    r"writ(?:e|ing)|e-?mail(?:ed|ing)?|tell(?:ing)?|let(?:ting)? (?:you|every\w*|\w+ \w+) know|sen[dt](?:ing)?|"
    r"get back|come back|an(?:swer|nounce[ds]?)|decisions?|offers?)\b"
)
"""Words that tell the candidate something: the date by them counts before that of a meeting or a review."""
_CHOICE = re.compile(r"\bor\b|\bpossibly\b|\bmaybe\b|at (?:the )?latest|\bif not\b")
_ANCHOR = re.compile(
    r"\b(?:once|after|when|following|as soon as|until|interview(?:s"
    r"|ing)?|meet(?:ing)?|speaking|spoke|call|out|away|met)\b[^.]{0,60}\Z"
)
_NOT_UNTIL = re.compile(
    r"\b(?:won't|not|don't|aren't|can't|cannot|unlikely|nobody|no one|nothing|never|away|on leave|on holiday"
    r"|tight|fire|stand by|wait for our|time|bear with|leave (?:it|this|that) with|patien\w+|last"
    r"|hold|paused|frozen|delayed|postponed|pushed|give|gimme)\b[^.;]{0,110}\Z"
)
_ONE_DEED = re.compile(
    r"\b(?:send|receive|get|give|decide|inform|answer|let (?:you|every\w*) know|contact|notify|write|call|goes? out"
    r"|reply|respond|come back|tell|confirm|announce|publish|conclude|close (?:the|our) \w+"
    r"|make (?:a|our|the) (?:\w+ )?decision|have (?:the|a|an|our|your) (?:answer|decision|feedback|result|news))\b"
    r"[^.;!?]{0,60}\Z"
)
_GOES_ON = re.compile(
    r"\b(?:away|out of|off|busy|running?|runs|open|interview(?:s|ing)|collect\w*|accept\w*|valid|meet\w*|leave|holiday"
    r"|travel\w*|review\w*|screen\w*|sick|until|you have|have time|wait)\b"
)
"""As in "we will decide until Friday": what is done once is done by then. What goes on ends then."""

_DONE_BY_THEN = re.compile(
    r"[^.;!?]{0,40}\b(?:will|shall|should|must|'ll) (?:all |both )?have (?:had|received|heard|got|been)\b"
)
"""As in "until 8 May all will have received our decision": by that day."""

_AND_THEN = re.compile(r",? (?:after which|after that|and then|whereupon)\b")
"""As in "Interviews run until Thursday, after which we choose": the day on which it begins."""

_POSSESSIVE = re.compile(
    r"'s? (?:\w+ )?(?:diary|diaries|calendar|interviews?|calls?|meetings?|rota|list|schedule|panel|board|talk|chat"
    r"|session|newsletter|visit|round|e-?mail|letter|message|paper|issue|shift|class|event)\b"
)
"""As in "once I see next week's diary": whose it is, not when."""

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
    if when.prep == "until" and not _is_told_until(low, when):
        return False
    if _POSSESSIVE.match(low, when.span[1]):
        return False
    if when.grain is Grain.WEEKDAY and _TODAY.search(low[max(0, when.span[0] - 20) : when.span[1]]):
        return (when.by - today).days != _WEEK
    tail = low[max(0, when.span[0] - 40) : when.span[0]]
    return not _REJECTED.search(tail) and low[when.span[1] : when.span[1] + 4] != " ago"


def _is_told_until(low: str, when: When) -> bool:
    """Does news come at the end of "until Friday"?"""
    before = low[max(0, when.span[0] - 120) : when.span[0]]
    end = when.span[1]
    if _AND_THEN.match(low, end) or _DONE_BY_THEN.match(low, end) or _NOT_UNTIL.search(before):
        return True
    deed = _ONE_DEED.search(before)
    return deed is not None and _GOES_ON.search(deed[0]) is None


def _last_of_choice(low: str, found: list[When]) -> When:
    """The first date after the cue, unless "or" or a firmer one follows: "next week, by Friday at the latest"."""
    best = found[0]
    for other in found[1:]:
        if other.span[0] - best.span[1] > 60:
            break
        if _supersedes(low, best, other):
            best = other
    return best


def _supersedes(low: str, best: When, other: When) -> bool:
    """Does `other`, which follows `best`, say the day better?"""
    if _anchored(low, best) and other.prep in _STRONG:
        return True
    if best.grain in (Grain.WEEK, Grain.MONTH) and _refines(best, other):
        return True
    gap = low[best.span[1] : other.span[0]]
    if other.by >= best.by and _TELLING.search(gap) and not _TELLING.search(_lead(low, best)):
        return True
    if other.by <= best.by:
        return False
    if _LATEST.match(low, other.span[1]) or any(p.search(gap) for p in (_CHOICE, _INSTEAD)):
        return True
    if _AT_MOST.search(gap + other.text.lower()):
        return True
    return other.prep == "by" and gap.strip() in (",", "(", "and", ", and", "-", "")


def _lead(low: str, when: When) -> str:
    """What the sentence says before a date."""
    lead = low[max(0, when.span[0] - 120) : when.span[0]]
    return re.split(r"[.;!?]\s", lead)[-1]


def _anchored(low: str, when: When) -> bool:
    return bool(_ANCHOR.search(low[max(0, when.span[0] - 60) : when.span[0]]))


def _refines(period: When, when: When) -> bool:
    return (period.start or when.by) <= when.by <= period.by
