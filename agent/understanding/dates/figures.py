"""Whether a number is a time of day where it stands: "at 3", "from 2 to 3", "10 on Thursday", a line of a timetable.

It may as well be a price, a length, the number of a house, a day of the month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.understanding.dates.hours import Hour, hour_at
from agent.understanding.dates.words import compiled

_ABROAD = frozenset({"um", "kl", "kl.", "klo", "ore", "hour", "hours"})
_AT = frozenset({"at", "@", "dot"}) | _ABROAD
_OR = compiled(r" or (?:at |maybe |else )?(?=\d)")
_SPAN = re.compile(
    r"(?: (?:or|to) \w+)? (?:options?|slots?|alternatives?|choices?|suggestions?|possibilities)\b"
    r"|(?: and (?:a|one) (?:half|quarter))?[ ]?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|people|k\b"
    r"|/7|\+|times|questions|interviews?|rounds?|am\w)|,\d{3}|\.\d|/\d|-\d{3}"
)
_AFTER_DAY = compiled(
    r"[ ]?[,:;(?-]?(?: (?:in the )?(?:morning|afternoon|arvo|evening))?[ ]?[,(-]?[ ]?"
    r"(?:then |say |maybe |still |again |for |from |between |around |about |at |@[ ]?|um ){0,2}"
)
_BEFORE_DAY = compiled(r"[ ]?,?(?: in the (?:morning|afternoon|arvo|evening))?(?: on| this| that)? (?:the )?")
_GOOD = compiled(r" (?:is|would be|sounds) (?:good|great|fine|best|perfect|ok|okay|ideal)\b| (?:works|suits)\b")
"""As in "on Thursday. Nine is good"."""

_DATES = compiled(
    r"(?:,| or| and|[ ]?[-/&])(?: (?:on )?<WD>,?)?(?: the)? \d{1,2}(?:st|nd|rd|th)?(?: of)? <MON>"
)  # "Thursday 1 or Friday 2 October": days of the month
_LED = re.compile(
    r"(?:\A|[\n.,;:!?(-]|\b(?:at|for|is|it's|say|do|make|about|around|still|or|and|then|confirm|confirmed|from|just|yes"
    r"|yep|yeah|yup|sure|manage|fancy|it|ok|on|now|meet|come|you|me|him|her|them|us|be|would|will|does))[ ]?\Z"
)
_ENDS = compiled(
    r"(?=[ ]?(?:[.,;!?)\n]|\Z)|[ ]?:[ ]|[ ]-[ ]| (?:works|would|could|is|was|are|will|it|then|please|pls|if|or|and|so"
    r"|cos|do|for|with|at|in|on|to|until|sharp|prompt|ok|okay|good|great|fine|perfect|suits?|sounds|any|this|thanks|ta|see|bring|via"
    r"|by|as|again|still|instead|tomorrow|today|tonight|uk|local|your|my|our|in the|gmt|bst|utc|cet|cest|et|est|edt|pt"
    r"|pst|pdt|ct|cst|cdt|mt|mst|mdt|ist|<WD>)\b)"
)
_MOVED = compiled(
    r"\b(?:moved?|moves|moving|bumped|shift(?:ed|ing|s)?|changed?|changing|switched|swapped|pushed|put back"
    r"|brought forward|rescheduled|goes|slips|slipped)(?: (?!to\b|for\b|until\b|by\b)[\w'./-]+){0,8}(?:[ ]|\n)\Z"
)
"""As in "moved from 11:00 to 1:30": the second is no end, but the time that holds."""

_ROW = re.compile(r"(?:\A|\n)[ *-]{0,4}(?:[01]\d|2[0-3])[.:]?[0-5]\d[ ]{1,4}-?[ ]?[a-z]")
"""A line of the timetable of a day: "0925 lesson with Year 9"."""

_ROOM = re.compile(r"\b(?:room|raum|office|suite|hall|desk|lab|studio)(?: no\.?| nr\.?| number)?(?: [a-z])? \Z")
"""As in "Meeting room 0.07"."""
_UNTOLD = compiled(r" (?:to|past)(?=[ ]?(?:[.;!?\n]|\Z))")
"""As in "the kettle goes on at ten to": of which hour is not said."""
_SHARP = compiled(r" (?:on the dot|sharp|prompt)\b")
_SEEN = re.compile(r"\b(?:interview|see|meet|expect)(?:ing)? you \Z")
"""Before "from ten"."""
_NEAR = 12
_STREET = re.compile(r"[ ](?:[A-Z][\w'.-]+)")
_NO_STREET = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|uk\b|us\b|london|new york|i\b"
    r"|eastern|pacific|central|mountain|est\b|edt\b|pst\b|cet\b|gmt\b|utc\b)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a time may stand: its cue from `start` to `begin`, and the dates before and after it."""

    low: str
    start: int
    begin: int
    cue: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None

    def is_time(self, a: Hour, b: Hour | None, part: bool, zoned: int | None, text: str) -> bool:
        """Whether the words here are a time and no number, price, length, number of a house."""
        end = b.end if b else a.end
        if (b is None and _ROOM.search(self.low[max(0, self.start - 24) : self.start])) or (
            not (a.firm or a.half) and _UNTOLD.match(self.low, end)
        ):
            return False
        if (
            a.firm
            or _SHARP.match(self.low, end)
            or (b is not None and b.firm and not _SPAN.match(self.low, end))
            or part
        ):
            return True
        if _SPAN.match(self.low, end):
            return False
        street = _STREET.match(text, end) if text and self.low[end - 1].isdecimal() else None
        if street and zoned is None and not _NO_STREET.match(self.low, end + 1):
            return False
        cue = self.cue.removesuffix(" of").split("\n")[-1].split(" ")[-1] if self.cue else ""
        if cue.endswith(":") or cue in _ABROAD or ((cue in _AT or (b is not None and cue)) and not a.compact):
            return cue != "by"
        if cue == "say" and _ENDS.match(self.low, end):
            return True
        if a.compact and b is None and (self._is_row() or (cue in _AT and self._is_near_a_day())):
            return True
        if (
            cue == "from"
            and _SEEN.search(self.low[max(0, self.start - 24) : self.start])
            and _ENDS.match(self.low, end)
        ):
            return True
        return self._beside_a_day(end, zoned) or self._or_at(end)

    def _is_near_a_day(self) -> bool:
        """Whether a day stands a few words before: "on Thursday coming at 1900"."""
        return self.before is not None and 0 <= self.start - self.before[1] <= _NEAR

    def _or_at(self, end: int) -> bool:
        """Whether a time follows that shows the number to be one, too: "10 or 11:30", "at 2 or 3 pm"."""
        link = _OR.match(self.low, end)
        other = hour_at(self.low, link.end()) if link else None
        return other is not None and other.firm and not _SPAN.match(self.low, other.end)

    def _beside_a_day(self, end: int, zoned: int | None) -> bool:
        """Whether a bare number stands right after or before a day: "Monday 9", "tmrw 1215", "10 on Thursday"."""
        low = self.low
        if low.startswith("one", self.begin) or _DATES.match(low, end):
            return False
        if self.before and low[self.before[1] : self.begin] == ". " and _GOOD.match(low, end):
            return True
        if self.before and _AFTER_DAY.fullmatch(low, self.before[1], self.begin):
            return zoned is not None or low.startswith("h", end - 1) or _ENDS.match(low, end) is not None
        if self.after and _BEFORE_DAY.fullmatch(low, zoned or end, self.after[0]):
            return bool(self.cue) or _LED.search(low, max(0, self.start - 12), self.start) is not None
        return False

    def is_moved(self) -> bool:
        """Whether the time before "to" is the one that holds no longer."""
        return self.cue == "from" and _MOVED.search(self.low, max(0, self.start - 120), self.start) is not None

    def _is_row(self) -> bool:
        """Whether the number begins a line of a timetable, with another such line near by."""
        if self.low[max(0, self.begin - 4) : self.begin].split("\n")[-1].strip(" *-"):
            return False
        rows = list(_ROW.finditer(self.low, max(0, self.begin - 200), self.begin + 200))
        return len(rows) > 1 and any(row.start() <= self.begin < row.end() for row in rows)
