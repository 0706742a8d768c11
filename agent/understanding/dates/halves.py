"""Which half of the day is meant where none is written.

Office hours, the part of the day beside the time, and the words of work that begins early or late (lexicon/dates.toml,
"hours").
"""

from __future__ import annotations

import re

from agent.understanding.alternatives import alternation
from agent.understanding.dates.hours import Hour
from agent.understanding.dates.words import compiled, lexicon

_DAYPART = r"(?P<part>morning|afternoon|arvo|evening|night|tonight)"
_BEFORE = compiled(rf"\b{_DAYPART}[ ]?[,:;(-]{{0,2}}[ ]?(?:(?:at|@|around|about|say|from|between|for)[ ]?){{0,2}}\Z")
_AFTER = compiled(rf"(?:[ ]?,)?(?: on| in the| this| that| at| tomorrow|(?: on)? <WD>){{0,2}}[ ]{_DAYPART}\b")
_MIND = compiled(r"[^.!?\n]{0,30}[,.!?] (?:in the )?(?P<part>morning|mornin|afternoon|evening)'?(?=,? (?:mind|not)\b)")
"""As in "Tuesday half six do you? In the morning, mind"."""
_YES = compiled(
    r",? (?:(?:and )?yes|yep|that's|that is|i mean|i'm afraid|sorry),? (?:that's |that is )?(?:in the )?"
    r"(?P<part>morning|evening)\b"
)
"""As in "we start at half five, yes in the morning"."""

_WITHIN = re.compile(rf"\b{_DAYPART}\b")
_BESIDE = 6  # letters
_LATE_DAY = re.compile(r" (?P<part>evening|night|afternoon)\b")
_LATE_HOUR = re.compile(r"(?<=[1-9][:.][0-5]\d)(?<!\d\d[:.]\d\d)")
_EARLIEST, _LATEST = 240, 600
"""From four to ten, in minutes after midnight, work begins in one half of the day and ends in the other."""

_FAR = 120
_NEAR = 60


def part_of_day(low: str, start: int, end: int, day: tuple[int, int] | None = None) -> tuple[str | None, int]:
    """The part of the day said beside a time ("tomorrow morning at 7", "8 in the evening"), and where it ends.

    It may stand in the date right before the time: "Friday evening, April 10, 7:30".
    """
    after = _AFTER.match(low, end)
    counted = low[start:end].isalpha() and after is not None and after.start("part") == end + 1
    mind = _MIND.match(low, end) or _YES.match(low, end)
    if mind is not None and after is None:
        return {"mornin": "morning"}.get(mind["part"], mind["part"]), end
    if after and not counted:  # "one evening of work" is no time
        return after["part"], after.end()
    before = _BEFORE.search(low[max(0, start - 40) : start])
    if before is None and day is not None and start - day[1] <= _BESIDE:
        before = _WITHIN.search(low, *day)
    if before is None and day is not None and start - day[1] <= _FAR and _LATE_HOUR.match(low, end):
        before = _LATE_DAY.match(low, day[1])
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
    late = minutes < 600 and _says("late", near)
    if minutes < 420 and not late:
        early = (minutes >= 375 and _says("early_places", near)) or (minutes >= 300 and _says("early_work", near))
        return minutes if early else minutes + 720
    return minutes + 720 if late else minutes


def may_be_either(hour: Hour) -> bool:
    """Whether people work, and talk, at such an hour of the morning and of the evening, and it is said of neither."""
    return not hour.half and _EARLIEST <= hour.minutes < _LATEST


def words_of_work(low: str) -> set[str]:
    """The sorts of words of work that begins early or late in a text ("early_places", "early_work", "late")."""
    return {key for key in ("early_places", "early_work", "late") if _says(key, low)}


def parts_named(low: str) -> set[str]:
    """The parts of a day that a text names."""
    return {found["part"] for found in _WITHIN.finditer(low)}


def _says(key: str, near: str) -> bool:
    pattern = _PATTERNS.get(key)
    if pattern is None:
        pattern = _PATTERNS[key] = re.compile(rf"\b{alternation(lexicon()['hours'][key])}\b")
    return pattern.search(near) is not None


_PATTERNS: dict[str, re.Pattern[str]] = {}
