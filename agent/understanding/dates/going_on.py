"""Days told by what somebody does then: "and the day after you get a mail", "on the first morning back"."""

from __future__ import annotations

import re
from datetime import date

from agent.understanding.dates.reckoning import DAY, monday, point, week_part
from agent.understanding.dates.records import Grain, Node
from agent.understanding.dates.words import compiled, weekday

_DAYS = (Grain.DAY, Grain.WEEKDAY)
_DAY_AFTER = compiled(r"(?:on )?(?:the )?(?P<unit>day|morning|afternoon|evening|<WD>) after")
_JOINED = compiled(r"(?:\A|\n|(?:[,;.!(]| -|\b(?:and|then|but|so)) )(?:by |early )?\Z")
_TOLD_THEN = compiled(
    r" (?:you (?:(?:hear|know|learn|find out)\b|(?:get|have) (?:an?|the|my|our|word|news|it|your (?:answer|letter))\b)"
    r"|(?:i|we|he|she|they|every(?:one|body)|all)"
    r" (?:get|hear|let|send|inform|text|e-?mail|message|announce|notify)s?\b)"
    r"(?![^.;!?\n]{0,60},? (?:you|i|we|he|she|they)(?:'ll| will| shall)\b)"
)
"""What is told on that day. "The day after you get the form I'll ring" is counted from another day."""

_FIRST_BACK = compiled(
    "(?:on )?(?:(?:the|my|our|his|her|their) )?(?:very )?"
    r"(?:first (?:working |school |full )?(?:day|morning|thing) back\b"
    r"|(?:day|morning) (?:that )?(?:we|i|he|she|they|it|(?:the )?(?:school|office|college|term))"
    r"(?:'re| are|'m| am|'s| is)? "
    r"(?:re-?opens?|opens? again|back|gets? back|comes? back|returns?|re-?starts?|starts? again)\b"
    r"|(?P<week>week) (?:of (?:my|our|his|her|their) return\b|(?:i|we|he|she|they)(?:'m|'re|'s| am| are| is) back\b))"
)
_ON = r"(?: (?:at work|in the office|to work))?(?: on)?(?: the)? \Z"
_BACK_ON = compiled(
    r"\b(?:back|re-?opens?|re-?opening|open again|opens again|returns?|returning|re-?starts?|resumes?|begins again"
    rf"|starts again|(?:term|school) (?:begins|starts)){_ON}"
)
_AWAY_TILL = compiled(rf"\b(?:till?|until|away to){_ON}")
_REACH = 40


def day_after_telling(low: str, at: int, seen: list[Node]) -> Node | None:
    """As in "I see one other person on Monday, and the day after you get a mail": the day after the one told last."""
    match = _DAY_AFTER.match(low, at) if seen else None
    if match is None or not _TOLD_THEN.match(low, match.end()) or not _JOINED.search(low, max(0, at - _REACH), at):
        return None
    last = seen[-1].period
    if last.grain not in _DAYS or last.past:
        return None
    unit = match["unit"]
    ahead = (
        1 if unit in ("day", "morning", "afternoon", "evening") else (weekday(unit) - last.last.weekday() - 1) % 7 + 1
    )
    return Node(point(last.last + ahead * DAY), *match.span(), True)


def first_day_back(low: str, at: int, seen: list[Node]) -> Node | None:
    """As in "we are shut until Monday the 12th, and on the first morning back you will have our reply": that Monday.

    "I will answer in the week of my return" is the week of that day.
    """
    match = _FIRST_BACK.match(low, at) if seen else None
    if match is None:
        return None
    day = _told_by(_BACK_ON, low, seen) or _told_by(_AWAY_TILL, low, seen)
    if day is None:
        return None
    return Node(week_part(monday(day), None) if match["week"] else point(day), *match.span(), True)


def _told_by(words: re.Pattern[str], low: str, seen: list[Node]) -> date | None:
    """The last day told right behind such words."""
    told = (node for node in reversed(seen) if node.period.grain in _DAYS)
    return next((one.period.last for one in told if words.search(low, max(0, one.start - _REACH), one.start)), None)
