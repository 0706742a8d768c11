"""Days on which a text names no meeting: nothing is open, the clocks change, it is weekly, or only for an answer."""

from __future__ import annotations

from agent.understanding.dates.records import Node
from agent.understanding.dates.words import compiled

_LEFT_OUT = compiled(
    r"(?:\b(?:any(?! ?more\b| longer\b)|every|all|none|nothing"
    r"|no(?! good| use| longer| problem| go\b| way)|always)\b[^.;!?\n]{0,40}\bbut"
    r"|\b(?:except|except for|apart from|other than|excluding|every|each|any|which|what|some))"
    r"(?: on| for)?(?: the)?(?:[ ]|\n)?\Z"
)
"""As in "any day but Friday", "every Tuesday"."""

_CLOCKS_CHANGE = compiled(
    r"\b(?:daylight[- ]savings?|dst|the clocks|clocks (?:go|change|turn|spring|fall))\b[^.:;!?\n]{0,40} \Z"
)
"""As in "the clocks go back this Sunday at 2:00"."""

_HOUR_CHANGES = compiled(r"\bthe (?:hour|time) changes (?:again )?(?:on |this |that )?\Z")
"""As in "the hour changes on Sunday"; "the time changes to Thursday", or on a day of work, moves what was agreed."""

_SATURDAY = 5

_CLOSED = compiled(
    r"\b(?:closed|shut) (?:(?:on|for|from|until|till|to|over|all|the|and"
    r"|<WD>|[a-z']+ (?:day|holiday)|-)[ ,(&-]{1,3}){0,5}\Z"
    r"|\bso from \Z"
)
"""As in "we are closed Friday to Monday", "closed on Victoria Day (Monday)"."""

_IS_A_HOLIDAY = compiled(
    r"(?:'s| is| being| was)(?: also)? (?:a |an |the |our )?(?:\w+ )?(?:holiday\b(?! (?:inn|cover))"
    r"|(?:labou?r|memorial|veterans|presidents'?|canada|victoria|australia|anzac|independence|columbus|family|mlk|boxing|christmas"
    r"|new year's|st\.? \w+'s|king's|queen's) day\b"
    r"|(?:independence|thanksgiving|juneteenth|easter|diwali|eid|whit|good friday|the fourth)\b)"
)
"""As in "since Monday is Labor Day": it only says why another day is the one."""

_ONLY_TO_ANSWER = compiled(
    r"\b(?:write|reply|respond|answer|confirm|shout|email|let (?:me|us) know|get back to (?:me|us))"
    r"(?: back)?(?: to (?:me|us))?(?: by| before)? \Z"
)
"""As in "please write today if anything looks off"."""

_SOON = frozenset({"today", "tonight", "tomorrow"})
_WEEKLY = compiled(
    r"<WD>[ ]?(?:-|to|through|thru)[ ]?<WD>[,:]?(?: from| between)?[ ]?\(?"
    r"\d{1,2}(?:[:.]\d\d)?[ ]?(?:[ap]\.?m?\b\.?)?[ ]?(?:-|to|till|until)"
)
_WEEKLY_SINCE = compiled(r"\b<WD>[ ]?(?:-|to|through|thru)[ ]?\Z")
"""As in "Tastings Thu-Mon 12-6"."""

_FROM = compiled(r"\b(?:from|between) \Z")
HOUR_NEXT = compiled(
    r"[ ]?(?:,|at|@)?[ ]?\d{1,2}(?:[:.]\d\d|[ ]?[ap](?:\.?m)?\b)|[ ]?(?:at|@)[ ]?\d"
    r"| (?:morning|afternoon|arvo|evening)\b"
)
"""Behind a day that has a time of its own."""

_REACH = 64


def is_no_meeting_day(low: str, node: Node) -> bool:
    """True for a day that its own words take out of those on which one may meet."""
    before = low[max(0, node.start - _REACH) : node.start]
    if _LEFT_OUT.search(before) or _clocks_change(node, before) or _is_weekly(low, node, before):
        return True
    if HOUR_NEXT.match(low, node.end):
        return False
    soon = low[node.start : node.end] in _SOON
    told = _CLOSED.search(before) or (_ONLY_TO_ANSWER.search(before) if soon else None)
    return told is not None or _IS_A_HOLIDAY.match(low, node.end) is not None


def _clocks_change(node: Node, before: str) -> bool:
    if _CLOCKS_CHANGE.search(before):
        return True
    return node.period.last.weekday() >= _SATURDAY and _HOUR_CHANGES.search(before) is not None


def _is_weekly(low: str, node: Node, before: str) -> bool:
    """True for either day of "Thu-Mon 12-6"; what is moved from one day to the other is not weekly."""
    since = _WEEKLY_SINCE.search(before)
    begin = node.start - len(before) + since.start() if since else node.start
    return _WEEKLY.match(low, begin) is not None and _FROM.search(low[max(0, begin - 10) : begin]) is None
