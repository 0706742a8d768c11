"""Words that are read against another date of the text: "the following Thursday", "the week after Thanksgiving"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from agent.understanding.dates.following import named_after
from agent.understanding.dates.matching import longest, with_weekday
from agent.understanding.dates.reckoning import DAY, WEEK, Frame, point, week_part
from agent.understanding.dates.records import Grain, Node
from agent.understanding.dates.same import same
from agent.understanding.dates.words import begins, compiled, weekday

_THAT = (
    r"(?: that\b| then\b| it\b| this\b| which\b|(?=[ ]?(?:[.,;!)\n]|\Z)| (?:and|or|but|at|with|wi"
    r"|(?:i|we|you|they|he|she)(?:'ll| will| shall)"
    r"|(?:i|we) (?:call|ring|phone|write|tell|inform|answer|(?:come|get|report)(?: back)?) (?:to )?you)\b))"
)
_LEAVES = (
    r" \w+ (?:leaves?|go(?:es)?(?: (?:away|off|on|out))?|fl(?:y|ies)|sets? off|travels?|departs?|sails?"
    r"|(?:is|are|am) off)\b"
)
"""As in "she goes on tour on the 3rd and will have decided the day before she leaves"."""

_PARTS = "end|close|middle|start|beginning|first half|second half"
_LEANING = compiled(
    rf"(?:(?P<part>(?:the )?(?:{_PARTS}|first(?: few)? days) of|later|early|earlier|late|mid|first thing)"
    r"(?: in| on)?(?: |-))?"
    r"(?:on )?(?:the )?(?:(?P<fwd>following|next) (?P<unit><WD>|business day|working day|day"
    r"|morning|week)"
    rf"|(?P<after>day|morning|afternoon|evening|night|week|one|<WD>) (?:right |immediately |straight )?(?:after{_THAT}"
    r"|(?:following|that follows)(?: that| it)?"
    r"(?! (?:the|our|your|my|his|her|their|its|an?|each|receipt|submission|interviews?)\b))"
    rf"|(?P<eve>day|morning|afternoon|evening|night|<WD>) before(?:{_THAT}|{_LEAVES}))"
    r"(?!\w)"
)
_NAMES = (
    ("end", "end"), ("early", "early"), ("late", "late"), ("mid", "mid"), ("start", "start"), ("beginning", "start"),
    ("first thing", "start"), ("days", "early"), ("first", "half"),
    ("second", "latter"),
)  # fmt: skip
_SAME_DAY = frozenset({"day", "date", "afternoon", "evening", "morning", "night"})
_BESIDE_NODE = compiled(
    r"(?:the )?(?P<unit>day|week|<WD>)(?: right| immediately)? (?P<side>after|before|following|of)(?: the)? "
)
_AFTER_HOLIDAY = compiled(
    r"(?:the )?(?P<unit>day|week|<WD>)(?: right| immediately)? (?:after|following) (?:the|that) "
    r"(?:bank |public |long |national )?holiday\b(?! (?:season|period|party))"
)
_IS_THAT = compiled(r"(?:'s| is| was| falls)(?: the)? ")
BEGINNINGS = begins(
    "on its one later early earlier late following next day morning afternoon evening night week by at towards end"
    " close that same middle start beginning first second mid <WD>"
)
"""What such words can begin with."""


def leaning(low: str, at: int, seen: list[Node], frame: Frame) -> Node | None:
    """As in "The following Thursday", "the next day", "that week": read against the date before it."""
    if not seen:
        return None
    before = next((node for node in reversed(seen) if node.period.grain is not Grain.MONTH), seen[-1])
    if _IS_THAT.fullmatch(low, before.end, at):  # "Anzac Day's the week after": what it was said of stands before
        return None
    last = before.period.last
    if (match := _LEANING.match(low, at)) is None:
        return same(low, at, seen, frame) or named_after(low, at, seen)
    if match["eve"]:
        first = before.period.first or last
        back = (first.weekday() - weekday(match["eve"]) - 1) % 7 + 1 if match["eve"] not in _SAME_DAY else 1
        day = first - back * DAY
        return Node(replace(point(day), past=day < frame.today), *match.span(), True)
    unit = match["unit"] or match["after"]
    if unit == "one":  # "not this Friday but the one after", "next week or the one after"
        if before.period.grain in (Grain.DAY, Grain.WEEKDAY):
            return Node(point(last + WEEK, Grain.WEEKDAY), *match.span(), True)
        if before.period.grain not in (Grain.WEEK, Grain.PART):
            return None
        unit = "week"
    if unit in _SAME_DAY:
        return Node(point(last + DAY), *match.span(), True)
    if unit.endswith(" day"):
        step = timedelta(days=3 if last.weekday() == 4 else 2 if last.weekday() == 5 else 1)
        return Node(point(last + step), *match.span(), True)
    if match["fwd"] == "next":
        return None
    if unit == "week":
        return Node(week_part(last - last.weekday() * DAY + WEEK, _part(match)), *match.span(), True)
    ahead = (weekday(unit) - last.weekday() - 1) % 7 + 1
    return Node(point(last + ahead * DAY, Grain.WEEKDAY), *match.span(), True)


def after_holiday(low: str, at: int, seen: list[Node]) -> Node | None:
    """As in "The board sits after Thanksgiving ... the Tuesday after the holiday": the one that was told."""
    match = _AFTER_HOLIDAY.match(low, at)
    told = next((node.period for node in reversed(seen) if node.period.grain is Grain.HOLIDAY), None)
    if match is None or told is None:
        return None
    unit, last = match["unit"], told.last
    if unit == "week":
        return Node(week_part(last - last.weekday() * DAY + WEEK, None), *match.span(), True)
    if unit == "day":
        return Node(point(last if told.open_ended else last + DAY), *match.span(), True)
    return Node(point(last + ((weekday(unit) - last.weekday() - 1) % 7 + 1) * DAY), *match.span(), True)


def _part(match: re.Match[str]) -> str | None:
    """Which part of that week."""
    words = match["part"] or ""
    return next((name for word, name in _NAMES if word in words), "end" if words else None)


def beside(low: str, at: int, frame: Frame) -> Node | None:
    """As in "The week after Thanksgiving", "the Monday before Christmas", "the day after the 15th"."""
    match = _BESIDE_NODE.match(low, at)
    if match is None:
        return None
    anchor = longest(low, match.end(), frame) or longest(low, match.end("side") + 1, frame)  # or "the holidays"
    if anchor is None or anchor.period.first is None or anchor.period.grain in (Grain.LENGTH, Grain.CLOCK):
        return None
    unit = match["unit"]
    if match["side"] == "of" and anchor.period.grain in (Grain.WEEK, Grain.HOLIDAY) and unit not in ("day", "week"):
        first = anchor.period.first
        day = first + (weekday(unit) - first.weekday()) % 7 * DAY
        return Node(point(day), at, anchor.end) if day <= anchor.period.last + 2 * DAY else None
    if anchor.period.grain is Grain.WEEK:
        return None
    anchor = with_weekday(low, anchor, frame)
    if match["side"] == "of" and (match["unit"] != "week" or anchor.period.grain is not Grain.HOLIDAY):
        return None
    first, last = anchor.period.first or anchor.period.last, anchor.period.last
    if match["side"] == "before":
        back = 1 if unit == "day" else (first.weekday() - weekday(unit) - 1) % 7 + 1 if unit != "week" else 7
        day = first - back * DAY
    else:
        ahead = 1 if unit == "day" else (weekday(unit) - last.weekday() - 1) % 7 + 1 if unit != "week" else 7
        day = (last + ahead * DAY) if match["side"] != "of" else last
    period = week_part(day - day.weekday() * DAY, None) if unit == "week" else point(day)
    return Node(period, at, anchor.end)
