"""Times of day: "3 pm", "15:00-16:00", "from 2 to 3pm", "noon", "half past two". One clock may be a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from agent.understanding.dates.words import NUMBERS, alternation, compiled
from agent.understanding.dates.zones import zone_at

_SPOKEN = alternation([name for name, value in NUMBERS.items() if value <= 12 and name not in ("a", "an", "couple")])
_HALF = r"(?:[ ]?(?P<{0}p>[ap])\.?[ ]?m\b\.?)"
_ONE = (
    r"(?:(?P<{0}w>noon|midday|midnight)\b|(?P<{0}h>\d{{1,2}})(?:[:.h](?P<{0}m>[0-5]\d)(?!\d))?(?:h\b|[ ]?uhr\b)?"
    + _HALF
    + "?)"
)
_TO = r"(?:[ ]?(?:-|to|until|till)[ ]?| to | until | and | through )"
_CLOCK = compiled(
    r"(?P<cue>(?:(?:from|between|at|@|by|around|about|time[ ]?:|when[ ]?:) ?){1,2})?".replace(") ?)", ")[ ]?)")
    + _ONE.format("a")
    + rf"(?P<oclock> o'?clock)?(?:{_TO}{_ONE.format('b')})?(?! ?%)".replace(" ?%", "[ ]?%")
)
_WORDED = compiled(
    rf"(?:at )?(?:(?P<part>half|quarter)(?P<dir> past| to|) (?P<h>{_SPOKEN}|\d{{1,2}})|(?:at )(?P<alone>{_SPOKEN})"
    r"(?: o'?clock)?(?P<minutes>[ -](?:thirty|fifteen|forty-five))?)\b"
    + _HALF.format("w")
    + "?(?: in the (?P<day>morning|afternoon|evening))?"
)
_START = re.compile(
    r"(?<![\w$£€+/.:#(-])(?:from |between |at |@ ?|time ?: ?)?(?=\d|noon"
    r"|midday|midnight|half |quarter |[a-z]{3,6}\b)|(?<=[-(/])(?=\d)"
)
_IN_THE = compiled(r" in the (?P<day>morning|afternoon|evening)")
_SPAN = re.compile(
    r"[ ]?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|people|k\b"
    r"|/7|\+|times|questions|interviews?|rounds?|am\w)|,\d{3}|\.\d|/\d|-\d{3}"
)


# "Tuesday 3 works": the hour, not the day of the month
_FITS = compiled(r" (?:works|would work|could work|is (?:fine|good|great|perfect|ok)|suits|sounds|it is)\b")
_DAY_BEFORE = compiled(r"<WD> \Z")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day with its place in the text, perhaps an end and a zone."""

    begin: time
    until: time | None
    zone: tzinfo | None
    start: int
    end: int


def clocks(low: str, sent: datetime, taken: tuple[tuple[int, int], ...]) -> Iterator[Clock]:
    """The times of `low` from left to right; places in `taken` (the dates) are left out."""
    at = 0
    spans = iter([*taken, (len(low) + 9, len(low) + 9)])
    span = next(spans)
    for place in _START.finditer(low):
        while span[1] <= place.start():
            span = next(spans, (len(low) + 9, len(low) + 9))
        if place.start() < at or span[0] <= place.end() < span[1]:
            continue
        found = _clock(low, place.start(), sent) or _worded(low, place.start(), sent)
        if found and found.end > span[0] + 1 and found.until is None and found.start < span[0]:
            continue
        if found:
            yield found
            at = found.end


def _clock(low: str, at: int, sent: datetime) -> Clock | None:
    match = _CLOCK.match(low, at)
    if match is None:
        return None
    cue = (match["cue"] or "").strip()
    a, b = _minutes(match, "a"), _minutes(match, "b")
    if a is None:
        return None
    firm = any(match[f"{x}{y}"] for x in "ab" for y in "pwm") or match["oclock"]
    zone = zone_at(low, match.end(), sent)
    if (
        not firm
        and not cue
        and b is None
        and _FITS.match(low, match.end())
        and _DAY_BEFORE.search(low[max(0, at - 12) : at])
    ):
        return Clock(_time(_halved(match, a, b)[0]), None, None, at, match.end())
    if not firm and (
        cue not in ("at", "@", "from", "between", "around")
        or _SPAN.match(low, match.end())
        or (cue != "at" and b is None and cue != "@")
    ):
        return None
    if not firm and zone is None and cue == "at" and _SPAN.match(low, match.end()):
        return None
    begin, until = _halved(match, a, b)
    end = zone[1] if zone else match.end()
    after = _IN_THE.match(low, end)
    if after and after["day"] != "morning" and begin < 720:
        begin += 720
    if after and zone is None:
        zone = zone_at(low, after.end(), sent)
        end = zone[1] if zone else end
    return Clock(_time(begin), _time(until) if until is not None else None, zone[0] if zone else None, at, end)


def _minutes(match: re.Match[str], which: str) -> int | None:
    if match[f"{which}w"]:
        return 0 if match[f"{which}w"] == "midnight" else 720
    if not match[f"{which}h"]:
        return None
    hour, minute = int(match[f"{which}h"]), int(match[f"{which}m"] or 0)
    half = match[f"{which}p"]
    if hour > 23 or (half and hour == 0):
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute


def _halved(match: re.Match[str], a: int, b: int | None) -> tuple[int, int | None]:
    """Morning or afternoon where only one of the two says it, or none: office hours are meant."""
    if b is not None and match["bp"] and not match["ap"] and not match["aw"] and a < 720:
        if match["bp"] == "p" and a + 720 < b:
            a += 720
    elif (not match["ap"] and not match["aw"] and not match["am"] and a < 420) or (
        not match["ap"] and match["am"] and a < 420 and not match["ah"].startswith("0")
    ):
        a += 720
    if b is not None and not match["bp"] and not match["bw"] and b < a and b + 720 > a and b < 720:
        b += 720
    return a, b


def _worded(low: str, at: int, sent: datetime) -> Clock | None:
    match = _WORDED.match(low, at)
    if match is None:
        return None
    word = match["h"] or match["alone"]
    hour = int(word) if word.isdecimal() else NUMBERS[word]
    minutes = hour % 24 * 60
    if match["part"]:
        step = 30 if match["part"] == "half" else 15
        minutes += -step if match["dir"] == " to" else step
    elif match["minutes"]:
        minutes += {"thirty": 30, "fifteen": 15, "forty-five": 45}[match["minutes"][1:]]
    elif not (match["wp"] or match["day"] or low[match.end() - 5 : match.end()] == "clock") and _SPAN.match(
        low, match.end()
    ):
        return None
    if ((match["wp"] == "p" or match["day"] in ("afternoon", "evening")) and minutes < 720) or (
        not match["wp"] and match["day"] != "morning" and minutes < 420
    ):
        minutes += 720
    zone = zone_at(low, match.end(), sent)
    return Clock(_time(minutes), None, zone[0] if zone else None, at, zone[1] if zone else match.end())


def _time(minutes: int) -> time:
    return time(*divmod(minutes % 1440, 60))
