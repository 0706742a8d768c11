"""Times of day in a text: "3 pm", "15:00-16:00", "from 2 to 3pm", "10 on Thursday". One clock may be a range.

A bare number is a time only where the words beside it say so: "at 3", "from 2 to 3", or a day right before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from agent.understanding.dates.hours import SPOKEN, Hour, hour_at, in_its_half, part_of_day
from agent.understanding.dates.words import compiled
from agent.understanding.dates.zones import zone_at

_CUE = r"(?:(?:from|between|at|@|by|around|about|say|um|klo|kl\.?|time[ ]?:|when[ ]?:)[ ]{0,2}\n?){1,2}"
_START = re.compile(
    rf"(?<![\w$£€+/.:#-])(?P<cue>{_CUE}(?:the )?)?(?=\d|noon|midday|midnight|(?:{SPOKEN})\b)|(?<=[-(/])(?=\d)"
)
_ABROAD = frozenset({"um", "kl", "kl.", "klo"})
_AT = frozenset({"at", "@"}) | _ABROAD
_TO = compiled(
    r"[ ]?(?:-|to|until|till)[ ]?| (?:to|until|till|through) (?:about |around )?|[ ]?\((?:until|till|to) "
    r"|,? (?:and )?(?:finish|end)(?:es|s|ing)? (?:at|by|around|about) "
)
_AND = compiled(r"(?: to|[ ]?-|(?: and)) ")
_OR = compiled(r" or (?:at |maybe |else )?(?=\d)")
_SPAN = re.compile(
    r"(?: (?:or|to) \w+)? (?:options?|slots?|alternatives?|choices?|suggestions?|possibilities)\b"
    r"|[ ]?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|people|k\b"
    r"|/7|\+|times|questions|interviews?|rounds?|am\w)|,\d{3}|\.\d|/\d|-\d{3}"
)
_PAID = re.compile(r"[ ]?(?:an?|per|/|p)[ ]?/?(?:h\b|hr\b|hour|week|day|month|year)")
_AFTER_DAY = compiled(
    r"[ ]?[,:;(?-]?(?: (?:in the )?(?:morning|afternoon|arvo|evening))?[ ]?[,(-]?[ ]?"
    r"(?:then |say |maybe |still |again |for |from |between |around |about |at |@[ ]?|um ){0,2}"
)
_BEFORE_DAY = compiled(r"[ ]?,?(?: in the (?:morning|afternoon|arvo|evening))?(?: on| this| that)? (?:the )?")
_DATES = compiled(
    r"(?:,| or| and|[ ]?[-/&])(?: (?:on )?<WD>,?)?(?: the)? \d{1,2}(?:st|nd|rd|th)?(?: of)? <MON>"
)  # "Thursday 1 or Friday 2 October": days of the month
_LED = re.compile(
    r"(?:\A|[\n.,;:!?(-]|\b(?:at|for|is|it's|say|do|make|about|around|still|or|and|then|confirm|confirmed|from|just|yes"
    r"|yep|yeah|yup|sure|it|ok|on|now|meet|come|you|me|him|her|them|us|be))[ ]?\Z"
)
_ENDS = compiled(
    r"(?=[ ]?(?:[.,;!?)\n]|\Z)|[ ]?:[ ]|[ ]-[ ]| (?:works|would|could|is|was|are|will|it|then|please|pls|if|or|and|for"
    r"|with|at|in|on|to|until|sharp|prompt|ok|okay|good|great|fine|perfect|suits?|sounds|any|this|thanks|ta|see|bring|via"
    r"|by|as|again|still|instead|tomorrow|today|tonight|uk|local|your|my|our|in the|gmt|bst|utc|cet|cest|et|est|edt|pt"
    r"|pst|pdt|ct|cst|cdt|mt|mst|mdt|ist|<WD>)\b)"
)
_STREET = re.compile(r"[ ](?:[A-Z][\w'.-]+)")
_NO_STREET = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|uk\b|us\b|london|new york|i\b"
    r"|eastern|pacific|central|mountain|est\b|edt\b|pst\b|cet\b|gmt\b|utc\b)"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day with its place in the text, perhaps an end and a zone.

    `bare` is the number of a time that is a lone number beside a day: it may be the day of the month.
    """

    begin: time
    until: time | None
    zone: tzinfo | None
    start: int
    end: int
    bare: int | None = None


def clocks(low: str, sent: datetime, taken: tuple[tuple[int, int], ...], text: str = "") -> Iterator[Clock]:
    """The times of `low` from left to right; places in `taken` (the dates) are left out.

    `text` is the same text as written: its capitals tell "at 10 Mill Lane" from a time.
    """
    at = 0
    index = 0
    for place in _START.finditer(low):
        begin = place.end()
        while index < len(taken) and taken[index][1] <= begin:
            index += 1
        before = taken[index - 1] if index else None
        after = taken[index] if index < len(taken) else None
        if place.start() < at or (after and after[0] <= begin):
            continue
        found = _Place(low, place.start(), begin, (place["cue"] or "").strip(), before, after).read(sent, text)
        if found and after and found.end > after[0] + 1 and found.until is None:
            continue
        if found:
            yield found
            at = found.end


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a time may stand: its cue from `start` to `begin`, and the dates before and after it."""

    low: str
    start: int
    begin: int
    cue: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None

    def read(self, sent: datetime, text: str) -> Clock | None:
        a = hour_at(self.low, self.begin)
        if a is None or (a.firm and "." in self.low[self.begin : a.end] and _PAID.match(self.low, a.end)):
            return None
        zone = zone_at(self.low, a.end, sent)
        b = self._until(zone[1] if zone else a.end) or self._until(a.end)
        end = b.end if b else zone[1] if zone else a.end
        zone = zone_at(self.low, b.end, sent) or zone if b else zone
        part, told = part_of_day(self.low, self.start, end)
        if not self._is_time(a, b, part is not None and told > end, zone is not None, text):
            return None
        if zone is None and part is not None:
            zone = zone_at(self.low, told, sent)
        place = max(zone[1] if zone else 0, end)
        first, last = _halves(self.low, self.begin, a, b, part)
        until = _time(last) if last is not None else None
        lone = not self.cue and b is None and zone is None and self.low[self.begin : a.end].isdecimal()
        bare = a.minutes // 60 if lone else None
        return Clock(_time(first), until, zone[0] if zone else None, self.start, place, bare)

    def _until(self, at: int) -> Hour | None:
        """The end of a range: "2 to 3pm", "between 2 and 3", "16:00 IST - 17:30"."""
        link = _TO.match(self.low, at) or (_AND.match(self.low, at) if "between" in self.cue else None)
        return hour_at(self.low, link.end()) if link else None

    def _is_time(self, a: Hour, b: Hour | None, part: bool, zoned: bool, text: str) -> bool:
        """Whether the words here are a time and no number, price, length, number of a house."""
        end = b.end if b else a.end
        if a.firm or (b is not None and b.firm and not _SPAN.match(self.low, end)) or part:
            return True
        if _SPAN.match(self.low, end):
            return False
        street = _STREET.match(text, end) if text else None
        if street and not zoned and not _NO_STREET.match(self.low, end + 1):
            return False
        cue = self.cue.split("\n")[-1].split(" ")[-1] if self.cue else ""
        if cue.endswith(":") or cue in _ABROAD or ((cue in _AT or (b is not None and cue)) and not a.compact):
            return cue != "by"
        if cue == "say" and _ENDS.match(self.low, end):
            return True
        return self._beside_a_day(end, zoned) or self._or_at(end)

    def _or_at(self, end: int) -> bool:
        """Whether a time follows that shows the number to be one, too: "10 or 11:30", "at 2 or 3 pm"."""
        link = _OR.match(self.low, end)
        other = hour_at(self.low, link.end()) if link else None
        return other is not None and other.firm and not _SPAN.match(self.low, other.end)

    def _beside_a_day(self, end: int, zoned: bool) -> bool:
        """Whether a bare number stands right after or before a day: "Monday 9", "tmrw 1215", "10 on Thursday"."""
        low = self.low
        if low.startswith("one", self.begin) or _DATES.match(low, end):
            return False
        if self.before and _AFTER_DAY.fullmatch(low, self.before[1], self.begin):
            return zoned or low.startswith("h", end - 1) or _ENDS.match(low, end) is not None
        if self.after and _BEFORE_DAY.fullmatch(low, end, self.after[0]):
            return bool(self.cue) or _LED.search(low, max(0, self.start - 12), self.start) is not None
        return False


def _halves(low: str, at: int, a: Hour, b: Hour | None, part: str | None) -> tuple[int, int | None]:
    """Morning or afternoon where only one of the two says it, or none."""
    if b is None:
        return in_its_half(a, low, at, part), None
    if b.half and not a.half and b.minutes >= 720 and a.minutes < 720:
        first = a.minutes + 720 if a.minutes + 720 < b.minutes else a.minutes
        return first, b.minutes
    first = in_its_half(a, low, at, part)
    last = b.minutes
    if not b.half and last < first and last < 720:
        last += 720
    return first, last


def _time(minutes: int) -> time:
    return time(*divmod(minutes % 1440, 60))
