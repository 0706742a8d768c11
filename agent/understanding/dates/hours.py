"""One time of day as people write it: "3 pm", "14h30", "0930 hrs", "noon", "quarter to seven", "at nine and a half"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.understanding.alternatives import alternation
from agent.understanding.dates.words import NUMBERS, compiled

_HOURS = [name for name, value in NUMBERS.items() if value <= 12 and name not in ("a", "an", "couple")]
PAST = {
    "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "twenty five": 25, "five and twenty": 25,
    "five-and-twenty": 25,
}  # fmt: skip
"""What is said of the minutes before "past" and "to", besides "half"."""

_MINUTES = {
    "thirty": 30, "fifteen": 15, "forty-five": 45, "forty five": 45, "twenty": 20, "forty": 40, "ten": 10, "fifty": 50,
    "oh five": 5, "o five": 5,
}  # fmt: skip
SPOKEN = alternation([*_HOURS, "half", "quarter", "a quarter", "twenty", "twenty-five"])
_HALF = r"(?P<p>[ap])\.?[ ]?m\b\.?"
_OF_WORK = r"(?:of|a|per|course|contract|training|placement|program\w*)\b"
_EACH = r"(?:wk|week|d|day|mo|mth|month|y|yr|year|p\.?[aw]|annum|fortnight|shift|semester|term)s?\b"
_MORE = r" and (?:a half|half|a quarter)\b(?! past\b)(?![ -](?:hours?|days?|weeks?|months?|years?|million|times)\b)"
_CLOCK = compiled(
    rf"(?P<noon>(?:12(?:[:.]00)?(?: o'?clock| ?pm)? ?)?(?:noon|midday|midnight)(?:-?ish)?)\b"
    rf"|(?P<compact>\d{{3,4}})[ ]?(?:{_HALF}"
    rf"|(?P<hrs>(?<=\d{{4}})h\b|hrs?\b|hours\b|lt\b)(?![ ]?/[ ]?{_EACH}| {_OF_WORK})|(?![\w%]|[.,:/]\d|-\d))"
    r"|(?P<h>\d{1,2})(?!\d)(?:(?:[:.hu]|[ ]h[ ]?|(?<=\bhours[ ]\d\d),|(?<=\bore[ ]\d\d),)"
    r"(?P<m>[0-5]\d)(?!\d))?(?:(?<=t\d\d:\d\d):\d\d)?"
    r"(?:[ ]?(?P<uhr>uhr|uur)\b|[ ]?(?P<firm>o[' ]?clock)\b|(?P<soft>[hu])\b|[ ]?(?P<ish>-?ish)\b"
    r"|(?<=\b1[3-9]|\b2[0-3])[ ]hours\b(?! (?:of|an?|per|each|every|weekly|notice|work|long|total|max)\b|[ ]?[/'])"
    rf"|(?P<more>{_MORE}))?"
    rf"(?:[ ]?{_HALF.replace('<p>', '<p2>')}|(?P<q>[ap])\b)?(?:[ ]?hrs\b)?(?!(?!z\b)[a-z]|[%°])"
)
_WORDED = compiled(
    rf"(?:(?:a )?(?P<part>half|{alternation(PAST)})(?: minutes)?(?P<dir>[ -]past| after|[ -]to| before|)"
    rf" (?P<of>{alternation(_HOURS)}|\d{{1,2}})\b(?![:.]\d)"
    rf"|(?P<h>{alternation(_HOURS)})(?:\b|(?=ish\b))(?:[ -](?P<m>{alternation(_MINUTES)})\b)?"
    rf"(?P<more>{_MORE})?)"
    rf"(?P<firm> o'?clock\b|[ -]?ish\b)?(?:[ ]?{_HALF})?"
)
_IN_FIGURES = compiled(
    r"(?P<part>5|10|20|25)(?: min(?:ute)?s?)?(?P<dir> past| to| before)"
    rf" (?P<of>{alternation(_HOURS)}|\d{{1,2}})\b(?![:.]\d)(?P<firm> o'?clock\b)?(?:[ ]?{_HALF})?"
)
"""As in "at 10 to 2", "5 past 3"; "from 10 to 2" is from ten on."""

_BEGINS = compiled(r"(?:five|ten) to\b")
"""Behind "from" an hour, "from ten to eleven"; "from twenty to eleven" names minutes."""


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
    told = _IN_FIGURES.match(low, at)
    if told and (told["dir"].strip() == "past" or low.endswith("at ", 0, at)):
        return _words(told)
    if low[at : at + 1].isdigit() or low.startswith(("noon", "mid"), at):
        match = _CLOCK.match(low, at)
        return _digits(match, led=low.endswith("at ", 0, at)) if match else None
    match = _WORDED.match(low, at)
    if match and match["part"] and low.endswith("from ", 0, at) and _BEGINS.match(low, at):
        return Hour(NUMBERS[match["part"]] * 60, half=False, firm=False, end=match.end("part"))
    return _words(match) if match else None


def _digits(match: re.Match[str], *, led: bool) -> Hour | None:
    """The time of figures; `led`: "at" stands before them, so that "1900" is no year."""
    if match["noon"]:
        return Hour(0 if "midnight" in match["noon"] else 720, True, True, match.end())
    half = match["p"] or match["p2"] or match["q"]
    if match["compact"]:
        hour, minute = int(match["compact"][:-2]), int(match["compact"][-2:])
        firm = bool(half or match["hrs"])
        known = bool(half) or (len(match["compact"]) == 4 and (hour >= 13 or hour < 10 or bool(match["hrs"])))
        if minute > 59 or (not firm and not led and match["compact"][:2] in ("19", "20")):
            return None
    else:
        hour, minute = int(match["h"]), int(match["m"] or _more(match))
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
        back = match["dir"].strip(" -\n") in ("to", "before")
        if hour > 12 or (not match["dir"] and match["part"] != "half") or (back and match["part"] == "half"):
            return None
        part = match["part"]
        step = 30 if part == "half" else int(part) if part.isdecimal() else PAST[part]
        minutes += -step if back else step
    else:
        minutes += _MINUTES[match["m"]] if match["m"] else _more(match)
    if match["p"]:
        minutes = minutes % 720 + (720 if match["p"] == "p" else 0)
    firm = bool(match["part"] or match["firm"] or match["p"] or match.groupdict().get("m"))
    return Hour(minutes % 1440, bool(match["p"]), firm, match.end())


def _more(match: re.Match[str]) -> int:
    """As in "at nine and a half": minutes after the hour."""
    more = match["more"]
    return 0 if more is None else 30 if more.endswith("half") else 15
