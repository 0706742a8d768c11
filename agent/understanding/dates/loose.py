"""Numbers that only the sense of the text makes hours: "set for 3", "so nine, please", "yep 11."

They are no times to the rules. Among what is weighed they may be the one at which one meets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import time

from agent.understanding.alternatives import alternation
from agent.understanding.dates.clock import Clock
from agent.understanding.dates.halves import in_its_half, may_be_either, part_of_day
from agent.understanding.dates.hours import hour_at
from agent.understanding.dates.words import NUMBERS, compiled

_WORDS = alternation(name for name, value in NUMBERS.items() if 2 <= value <= 12 and name != "couple")
_NUMBER = re.compile(
    rf"(?<![\w.,:/$£€#+%'(-])(?:(?:[01]?\d|2[0-3])h?|[01]\d[0-5]\d|2[0-3][0-5]\d|{_WORDS})"
    r"(?![\w%°/&€£$'-]|[.,:]\d| ?[ap]\.?m\b| \d)"
)
_GOES_ON = compiled(
    r"[ ]?(?:[,;!?)\n]|\.(?!\d)|\Z)|[ ]?(?:-|:) | (?:when|instead|rather|bells|then|please|pls|sharp|prompt|if|or|and"
    r"|so|for|with|at|in|on|to|til|till|until|while|not|as|via|by|because|cos|since|before|after|again|still|tomorrow|today"
    r"|tonight|this|that|we|i|you|it|is|was|works|would|will|thanks|ta|see|suits|sounds|ok|okay|good|great|fine|perfect"
    r"|<WD>)\b"
)
"""What may follow an hour; behind a number of things their name stands."""

_LED = compiled(
    r"(?:\A|[\n\t.,;:!?(]|-|\b(?:for|about|around|say|says|it|to|so|yep|yes|yeah|yup|ok|okay|sure|means|from|than|not|till?"
    r"|until|at|by|or|and|then|but|same|still|maybe|do|make|now|just|is|be|on|in|early|tomorrow|today|tonight|morning"
    r"|afternoon|evening|<WD>))[ ]?\Z"
)
"""What stands before an hour in figures; what they count or name is a noun: "plot 14", "lane 3"."""

_COUNTS = compiled(
    r"\b(?:number|all|these|those|the|your|our|my|his|her|their|both|other|last|first|next|of|top|over|under|least|most"
    r"|aged?|per|every|<MON>)[.:]?[ ]\Z"
)
"""Before a number that counts something."""

_ITEM = re.compile(r"(?:\A|\n)[ *-]{0,4}\Z")
_LISTED = re.compile(r"[.)](?: |$)")
_REACH = 24


def loose_hours(low: str, taken: Sequence[tuple[int, int]]) -> Iterator[Clock]:
    """The numbers of `low` that may be hours, from left to right; none within `taken`, where dates and times stand."""
    behind = sorted(taken, reverse=True)
    reached = 0
    for place in _NUMBER.finditer(low):
        start, end = place.span()
        while behind and behind[-1][0] < end:
            reached = max(reached, behind.pop()[1])
        if start < reached or not _may_be_one(low, start, end):
            continue
        hour = hour_at(low, start)
        if hour is None or hour.minutes == 0:
            continue
        part = part_of_day(low, start, hour.end)[0]
        begin = time(*divmod(in_its_half(hour, low, start, part) % 1440, 60))
        either = part is None and may_be_either(hour)
        yield Clock(begin, None, None, start, max(end, hour.end), loose=True, open=either)


def _may_be_one(low: str, start: int, end: int) -> bool:
    before = low[max(0, start - _REACH) : start]
    timed = end - start == 4 or low[end - 1] == "h"
    if timed:
        return True
    if _GOES_ON.match(low, end) is None or _COUNTS.search(before):
        return False
    if not low[start].isdigit():
        return True
    return _LED.search(before) is not None and not (_ITEM.search(before) and _LISTED.match(low, end))
