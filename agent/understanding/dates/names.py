"""Words of dates and zones that are part of a name where they stand: "10:00 in China Wharf", "Martes Kane"."""

from __future__ import annotations

import re

from agent.understanding.alternatives import alternation
from agent.understanding.dates.words import WEEKDAYS, compiled, lexicon

_ZONES = alternation(
    {*(name for entry in lexicon()["zone"] for name in entry["names"]), *lexicon()["cities"], "city", "time"}
)
_GOES_ON = re.compile(r"[ ](?:&[ ])?(?=[A-Z][\w'.-]*[a-z])|-(?=[A-Za-z])")
"""A word written large right behind: a place, a house or a surname. One all in capitals is a code or a state."""

_NO_NAME = compiled(
    rf"(?:<WD>|<MON>|{_ZONES}|zoom|teams|ms teams|microsoft|google|skype|webex|meet|video|phone|telephone|call|via"
    r"|please|with|interview|round|panel|and|then|for|at|on|in|by|or|to)(?!\w)"
)
"""What stands large behind a zone and is no name: a day, another zone, the way in which one meets."""

_HALL = compiled(
    r" (?:streets?|st|road|rd|avenue|ave|lane|square|house|hotel|hospital|university|airport|station|county|wharf"
    r"|bridge|park|court|gate|quay|hall|wing|room|suite|building|tower|chambers|library|campus|college|school)\b"
)
"""Behind a zone's name: what is called after it, "at 10 in Berlin room"."""

_ACTS = compiled(
    r"(?:'s (?!time\b|clock\b)| and (?:i|he|she|they)\b"
    r"|(?:'ll| will| would| can| could| is going to| is)(?: then| also| both| be)? (?:call|ring|phone|meet|see|host"
    r"|interview|talk to|speak to|chat to|lead|show|greet|collect|fetch|pick|write|take|tell|send)(?:ing)?\b)"
)
"""What only people do: "at 10:00 Sydney will ring you"."""

_ITSELF = re.compile(r"(?: local)?[ ]?time\b|[)\]]|[ ]?/", re.IGNORECASE)

_ENGLISH = [day for day in WEEKDAYS if day.endswith("day")]
_ABROAD = frozenset(day for day in WEEKDAYS if not any(one.startswith(day.rstrip("s")) for one in _ENGLISH))
_SURNAME = re.compile(r"[ ](?!\d)(?P<word>[A-Z][a-zà-ÿ'-]+)")
_PART = frozenset(
    "morgen vormittag mittag nachmittag abend nacht früh matin midi après-midi soir ochtend middag avond uhr".split()
)
_WHEN = re.compile(
    r"\b(?:on|by|until|till|before|after|from|this|next|am|den|ab|bis|op|le|el|il|der|die|jeden|nächsten|om|vor|zum)"
    r"[ ]\Z",
    re.IGNORECASE,
)


def names_more(text: str, start: int, end: int) -> bool:
    """Whether the zone or town at `text[start:end]` is a person's name, or part of the name of a house or a street.

    `text` is as written: its capitals tell. Of a text all in capitals, or without any, only the words are looked at.
    """
    if _ITSELF.match(text, end):
        return False
    low = text[end : end + 40].lower()
    if is_called_after(low, 0) or _ACTS.match(low):
        return True
    more = _GOES_ON.match(text, end)
    if more is None or text[start:end].isupper() or text[start].islower():
        return False
    return _NO_NAME.match(low, more.end() - end) is None


def is_called_after(low: str, end: int) -> bool:
    """Whether a street or a house is called after the town whose name ends at `end`: "Bristol Road"."""
    return _HALL.match(low, end) is not None


def is_first_name(text: str, start: int, end: int) -> bool:
    """Whether the day of another language at `text[start:end]` is somebody's first name: "Martes Kane"."""
    if text[start:end].lower() not in _ABROAD or not text[start].isupper():
        return False
    surname = _SURNAME.match(text, end)
    if surname is None or surname["word"].lower() in _PART or _NO_NAME.match(surname["word"].lower()):
        return False
    return _WHEN.search(text, max(0, start - 12), start) is None
