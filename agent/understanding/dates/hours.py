"""One time of day as people write it: "3 pm", "330pm", "14h30", "0930 hrs", "noon", "quarter to seven", "nine o'clock".

Which half of the day is meant where none is written: office hours, the part of the day beside the time, and the words
of work that begins early or late (lexicon/dates.toml, "hours").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.understanding.dates.words import NUMBERS, alternation, compiled, lexicon

_HOURS = [name for name, value in NUMBERS.items() if value <= 12 and name not in ("a", "an", "couple")]
_PAST = {
    "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "twenty five": 25
}  # fmt: skip
_MINUTES = {
    "thirty": 30, "fifteen": 15, "forty-five": 45, "forty five": 45, "twenty": 20, "forty": 40, "ten": 10, "fifty": 50
}  # fmt: skip
SPOKEN = alternation([*_HOURS, "half", "quarter", "a quarter", "twenty", "twenty-five"])
_HALF = r"(?P<p>[ap])\.?[ ]?m\b\.?"
_CLOCK = compiled(
    rf"(?P<noon>noon|midday|midnight)\b"
    rf"|(?P<compact>\d{{3,4}})[ ]?(?:{_HALF}|(?P<hrs>hrs?\b|hours\b)(?! (?:of|a|per)\b)|(?![\w%]|[.,:/]\d|-\d))"
    r"|(?P<h>\d{1,2})(?!\d)(?:[:.h](?P<m>[0-5]\d)(?!\d))?"
    rf"(?:[ ]?(?P<uhr>uhr|uur)\b|[ ]?(?P<firm>o'?clock)\b|(?P<soft>h)\b|[ ]?(?P<ish>-?ish)\b)?"
    rf"(?:[ ]?{_HALF.replace('<p>', '<p2>')}|(?P<q>[ap])\b)?(?:[ ]?hrs\b)?(?![a-z]|[%°])"
)
_WORDED = compiled(
    rf"(?:(?:a )?(?P<part>half|{alternation(_PAST)})(?: minutes)?(?P<dir> past| after| to| before|)"
    rf" (?P<of>{alternation(_HOURS)}|\d{{1,2}})\b(?![:.]\d)"
    rf"|(?P<h>{alternation(_HOURS)})\b(?:[ -](?P<m>{alternation(_MINUTES)})\b)?)"
    rf"(?P<firm> o'?clock\b|[ -]?ish\b)?(?:[ ]?{_HALF})?"
)
_DAYPART = r"(?P<part>morning|afternoon|arvo|evening|night|tonight)"
_BEFORE = compiled(rf"\b{_DAYPART}[ ]?[,:;(-]{{0,2}}[ ]?(?:(?:at|@|around|about|say|from|between|for)[ ]?){{0,2}}\Z")
_AFTER = compiled(rf"(?:[ ]?,)?(?: on| in the| this| that| at| tomorrow|(?: on)? <WD>){{0,2}}[ ]{_DAYPART}\b")
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day: `minutes` after midnight as written, whether `half` (a.m., p.m., 24 hours) is known from the words
    themselves, and whether it is `firm`: a time wherever it stands. A bare number or number word is none.
    """

    minutes: int
    half: bool
    firm: bool
    end: int
    compact: bool = False


def hour_at(low: str, at: int) -> Hour | None:
    """The time that begins at place `at`."""
    if low[at : at + 1].isdigit() or low.startswith(("noon", "mid"), at):
        match = _CLOCK.match(low, at)
        return _digits(match) if match else None
    match = _WORDED.match(low, at)
    return _words(match) if match else None


def _digits(match: re.Match[str]) -> Hour | None:
    if match["noon"]:
        return Hour(0 if match["noon"] == "midnight" else 720, True, True, match.end())
    half = match["p"] or match["p2"] or match["q"]
    if match["compact"]:
        hour, minute = int(match["compact"][:-2]), int(match["compact"][-2:])
        firm = bool(half or match["hrs"])
        known = bool(half) or (len(match["compact"]) == 4 and (hour >= 13 or hour < 10 or bool(match["hrs"])))
        if minute > 59 or (not firm and match["compact"][:2] in ("19", "20")):
            return None
    else:
        hour, minute = int(match["h"]), int(match["m"] or 0)
        firm = bool(match["m"] or match["uhr"] or match["firm"] or match["ish"] or match["p2"])
        known = bool(half or match["uhr"]) or hour > 12 or (match["m"] is not None and match["h"].startswith("0"))
    if hour > 23 or (half and hour == 0):
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Hour(hour * 60 + minute, known, firm, match.end(), bool(match["compact"]) and not firm)


def _words(match: re.Match[str]) -> Hour | None:
    word = match["of"] or match["h"]
    hour = int(word) if word.isdecimal() else NUMBERS[word]
    minutes = hour * 60
    if match["part"]:
        back = match["dir"] in (" to", " before")
        if hour > 12 or (not match["dir"] and match["part"] != "half") or (back and match["part"] == "half"):
            return None
        step = 30 if match["part"] == "half" else _PAST[match["part"]]
        minutes += -step if back else step
    elif match["m"]:
        minutes += _MINUTES[match["m"]]
    if match["p"]:
        minutes = minutes % 720 + (720 if match["p"] == "p" else 0)
    firm = bool(match["part"] or match["m"] or match["firm"] or match["p"])
    return Hour(minutes % 1440, bool(match["p"]), firm, match.end())


def part_of_day(low: str, start: int, end: int) -> tuple[str | None, int]:
    """The part of the day said beside a time ("tomorrow morning at 7", "8 in the evening"), and where it ends."""
    after = _AFTER.match(low, end)
    counted = low[start:end].isalpha() and after is not None and after.start("part") == end + 1
    if after and not counted:  # "one evening of work" is no time
        return after["part"], after.end()
    before = _BEFORE.search(low[max(0, start - 40) : start])
    return (before["part"], end) if before else (None, end)


def in_its_half(hour: Hour, low: str, start: int, part: str | None) -> int:
    """Minutes after midnight, the half of the day told by `part`, else by office hours: 7 to 18:59.

    Work that begins early or late is told by its words near by.
    """
    minutes = hour.minutes
    if hour.half:
        return minutes
    if part is not None:
        night = part in ("night", "tonight") and minutes >= 720
        return minutes if part == "morning" or minutes >= 720 or night else minutes + 720
    near = low[max(0, start - _NEAR) : hour.end + _NEAR]
    if minutes < 420:
        early = (minutes >= 375 and _says("early_places", near)) or (minutes >= 300 and _says("early_work", near))
        return minutes if early else minutes + 720
    return minutes + 720 if minutes < 600 and _says("late", near) else minutes


def _says(key: str, near: str) -> bool:
    pattern = _PATTERNS.get(key)
    if pattern is None:
        pattern = _PATTERNS[key] = re.compile(rf"\b{alternation(lexicon()['hours'][key])}\b")
    return pattern.search(near) is not None


_PATTERNS: dict[str, re.Pattern[str]] = {}
