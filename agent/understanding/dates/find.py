"""Dates in prose: the nodes of the grammar with their prepositions, ranges and choices joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from agent.understanding.dates.grammar import is_doubtful, nodes
from agent.understanding.dates.names import is_first_name
from agent.understanding.dates.prepositions import applied, is_back, preposition, week_of
from agent.understanding.dates.reckoning import DAY, Frame, monday
from agent.understanding.dates.records import Grain, Node, Period, When
from agent.understanding.dates.weekdays import CLOSE
from agent.understanding.dates.words import compiled, number
from agent.understanding.sentences import LONGEST, lowered

_RANGE = compiled(
    r"(?:[ ]?(?:-|/)[ ]?| to | through | thru | or(?: possibly| maybe| early|"
    r" perhaps)? | and | until | au | al | bis(?: zum)? | tot "
    r"|, (?:or|maybe|perhaps|possibly|or maybe|or perhaps|or even) )(?:on |by |in |the |at the latest |early )?"
)
_SOME_DAY = compiled(
    r"(?:\b(?:find|fix|set|agree|agree on|sort|arrange|pick|choose|name|propose|suggest|offer|sort out|have|got|with"
    r"|(?:touch|write|mail|message|speak|talk|you|back) about) "
    r"|\b(?:give|offer|send|shoot|text|mail|message|get|find|tell) (?:you|ye|u|him|her|them) (?:with )?)\Z"
)
_ANOTHER_TIME = compiled(r"\b(?:about|for|on) \Z")
"""As in "she'll write to you with a day", "I'll give you another day": some day, not one day more."""

_HOURS = compiled(r"(?:\w+ ){0,2}?(?P<n><NUM>)(?:(?:[ ]?-[ ]?| to | or )<NUM>)?(?: |-)?(?:hours?|hrs?)\b.*")
_WITHIN = ("within", "in ", "inside", "give", "gimme", "allow")
"""Words before hours that say by when: an hour that something takes is none."""

_AT_AN_HOUR = compiled(r"at \d{1,2} hours\b")
"""As in "on Tuesday, at 17 hours"."""

_HOUR_OF_DAY = compiled(
    rf"(?:before|prior to|ahead of) (?:the )?(?:{CLOSE}|\d{{1,2}}(?:[:.]\d\d)?[ ]?[ap]m\b|noon\b|midday\b|lunch\w*"
    r"|breakfast\b|dinner\w*)"
)
"""As in "before noon on Friday", "before close of business Friday": that day, not the day before it."""

_PART_OF_IT = compiled(
    r",? (?:at )?(?:lunch\w*|noon|midday|afternoon|arvo|evening|night|close\b|eod|cob"
    r"|\d{1,2}(?:[:.]\d\d|[ ]?[ap]\.?m\b))|(?:'s| is) (?:over|out|done|through)\b| ends\b"
)
"""As in "before Friday lunchtime", "before Friday at noon", "before that Sunday is over"."""

_END_OF_IT = compiled(r"before (?:the )?(?:end|close) of(?: the)?[ ]?")
"""As in "before the end of Wednesday"."""

_NOT = compiled(
    r"\b(?!can(?:'t|not) wait\b)(?:won't|will not|'ll not|shan't|shall not|cannot|can't|not be able to|not going to"
    r"|unlikely to|wouldn't|would not|'d not|no[- ]?(?:body|one) will|nothing will|don't expect|do not expect)\b"
    r"(?:(?!\band\b)[^.;:,!?]){0,40}\Z"
)
"""As in "you won't hear before Tuesday": not earlier than that day."""

_OF_ALL = compiled(r"\b\w{3,}est \Z")
"""As in "our busiest week of the year"."""

_PART_OF_DAY = compiled(r"\.? (?:morning|afternoon|arvo|evening|eve|night|lunch\w*|dinner\w*|teatime|noon|midday)\b")
"""As in "Sat morning"."""

_MONTH_OR = compiled(r"\b(?!may\b)<MON> or \Z")
_SET_TO = compiled(r"\b(?:extended|moved|pushed|postponed|deferred|delayed|shifted|changed)\b[^.;!?\n]{0,40}\bto[ ]\Z")
"""As in "January or February", "extended by your recruiter to 02/25"."""

_AT_MOST = compiled(r",? (?:at (?:the )?(?:most|outside|latest)|max(?:imum)?|tops)\b")
_AWAY = compiled(r" (?:away|off|out)(?: from| for)?\b")
_LONGEST_RANGE = 45 * DAY


def frame_of(sent: datetime, day_first: bool | None, country: str | None, told: date | None = None) -> Frame:
    """The frame of a mail sent at `sent` (aware: its own offset is the sender's). Docs/timelines.md, 1 and 6."""
    offset = sent.utcoffset()
    if day_first is None:
        day_first = offset is not None and offset.total_seconds() >= 0
    return Frame(sent.date(), sent.hour, day_first, country, told)


def find_dates(
    text: str,
    sent: datetime,
    *,
    day_first: bool | None = None,
    country: str | None = None,
    told: date | None = None,
    doubtful: bool = False,
) -> tuple[When, ...]:
    """The dates of `text`, in order. `sent` is aware, in the sender's offset. Source: docs/timelines.md, 1 to 10.

    `day_first`: is 3/11 the third of November; None: told from the offset. `country`: an ISO 3166 code, for holidays.
    `told`: the day of the meeting in the mail's calendar part, from which "the day after" may count.
    `doubtful`: what may be no date at all, too ("two more days", "1/12").
    """
    frame = frame_of(sent, day_first, country, told)
    low = lowered(text[:LONGEST])
    found = [when for node in nodes(low, frame) if (when := _when(low, text, node, frame))]
    return tuple(when for when in _joined(low, text, found) if doubtful or not when.doubtful)


def _when(low: str, text: str, node: Node, frame: Frame) -> When | None:
    if is_first_name(text, node.start, node.end):
        return None
    prep, start = preposition(low, node.start)
    unsure = is_doubtful(low, node) and prep is None and not _stands(low, text, node)
    if unsure and not (node.period.grain is Grain.LENGTH or "/" in low[node.start : node.end]):
        return None
    if prep == "in" and _AT_AN_HOUR.match(low, start):
        return None
    if _is_some_day(low, node) or _is_short(low, start, node):
        return None
    if prep == "before" and _END_OF_IT.fullmatch(low, start, node.start):
        prep = "by"
    if prep == "before" and _NOT.search(low, max(0, start - 70), start):
        prep = "after"
    if prep == "before" and (_HOUR_OF_DAY.match(low[start : node.end]) or _PART_OF_IT.match(low, node.end)):
        prep = "by"
    period = node.period
    which = week_of(low, start, node.start) if prep == "in" else None
    if which and _OF_ALL.search(low, max(0, start - 20), start):
        return None
    if which and period.first:
        begin = monday(period.last)
        period = replace(period, first=begin, last=begin + 4 * DAY, grain=Grain.WEEK, alternative=None)
        if which == "ending":
            period = replace(period, first=None)
        elsewhere = preposition(low, start)
        prep, start = elsewhere if elsewhere[0] else (prep, start)
    back = is_back(low, node.start) and period.grain in (Grain.DAY, Grain.WEEKDAY, Grain.HOLIDAY)
    period = applied(period, prep, frame)
    if back and prep not in ("by", "before"):
        period = applied(replace(period, open_ended=False), "after", frame)
    return replace(_record(period, prep, (start, node.end), text, node), doubtful=unsure)


def _is_some_day(low: str, node: Node) -> bool:
    """A day that is to be named, no length."""
    words = low[node.start : node.end].removeprefix("about ")
    ahead = low[max(0, node.start - 30) : node.end - len(words)]
    if words in ("another day", "another night") and _ANOTHER_TIME.search(ahead):
        return True
    return words in ("a day", "another day", "another night") and _SOME_DAY.search(ahead) is not None


def _is_short(low: str, start: int, node: Node) -> bool:
    """How long something takes in hours, "around one hour", not by when."""
    hours = _HOURS.fullmatch(low, node.start, node.end) if node.period.grain is Grain.LENGTH else None
    return hours is not None and number(hours["n"]) < 24 and not low.startswith(_WITHIN, start)


def _record(period: Period, prep: str | None, span: tuple[int, int], text: str, node: Node) -> When:
    return When(
        period.first,
        period.last,
        span,
        text[slice(*span)],
        period.grain,
        open_ended=period.open_ended,
        alternative=period.alternative if period.alternative != period.last else None,
        prep=prep,
        conflict=period.conflict,
        past=period.past,
        leaned=node.leaned,
    )


def _stands(low: str, text: str, node: Node) -> bool:
    """A doubtful date that is one all the same: "5-7 business days", "next month", a capital Sun before a number."""
    words = low[node.start : node.end]
    if node.period.grain is Grain.LENGTH:
        sure = any(word in words for word in ("business", "working", "next", "coming", "fortnight", "max", "another"))
        return sure or node.leaned or bool(_AT_MOST.match(low, node.end) or _AWAY.match(low, node.end))
    if node.period.grain is Grain.MONTH and _MONTH_OR.search(low[max(0, node.start - 24) : node.start]):
        return True
    if words.count("/") == 1 and _SET_TO.search(low[max(0, node.start - 60) : node.start]):
        return True
    if node.period.grain is Grain.MONTH:
        return "next" in words or "this" in words or words.startswith("q")
    if _PART_OF_DAY.match(low, node.end):
        return True
    return text[node.start].isupper() and low[node.end : node.end + 4].lstrip(" ,.(")[:1].isdigit()


def _joined(low: str, text: str, found: Iterable[When]) -> Iterable[When]:
    """Two dates with "or", "to", "-" between them become one: from the first to the later (docs/timelines.md)."""
    last: When | None = None
    for when in found:
        if last is not None:
            one = _both(low, text, last, when)
            if one is not None:
                last = one
                continue
            yield last
        last = when
    if last is not None:
        yield last


def _both(low: str, text: str, a: When, b: When) -> When | None:
    gap = low[a.span[1] : b.span[0] if b.prep not in ("in", "on", "by") else b.span[1]]
    match = _RANGE.match(gap)
    if match is None or match.end() < min(len(gap), b.span[0] - a.span[1]) or a.past or b.past:
        return None
    if b.doubtful and not (a.grain is b.grain is Grain.LENGTH):
        return None
    if match[0].strip() == "and" and not _between(low, a):
        return None
    later = b.by if b.by >= a.by else _shifted(a.by, b)
    if later - a.by > _LONGEST_RANGE:
        return None
    start = None if a.prep in ("by", "within", "until") and a.start is None else (a.start or a.by)
    span = (a.span[0], b.span[1])
    return replace(
        a, start=start, by=later, span=span, text=text[slice(*span)], alternative=None, open_ended=b.open_ended
    )


def _shifted(first: date, when: When) -> date:
    """As in "Friday or Monday" on a Thursday: a weekday before the first is that of the next week."""
    return when.by + 7 * DAY if when.grain is Grain.WEEKDAY else first


def _between(low: str, when: When) -> bool:
    return "between" in low[max(0, when.span[0] - 10) : when.span[1]]
