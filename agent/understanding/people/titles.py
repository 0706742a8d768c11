"""Job titles in a text: where they begin and end, and whether the words around them say that the job is meant.

"the Senior Data Engineer role" is the job, "Lee Wong, Staff Engineer" a person. The words: `lexicon/roles.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from agent.understanding.people.heads import Head, head_at, heads
from agent.understanding.people.lexicon import lexicon, one_of, words
from agent.understanding.people.title_forms import pattern_of, trimmed

_CERTAIN, _SOFT, _MEANT, _HEADLINE, _HINTED = 3.0, 2.5, 2.2, 2.0, 1.0
_FULLER = 0.05  # a word more makes a title likelier to be the whole one
_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(\[/|:,\"“'‘*_–—-]))([^\s()\[\]|:,;\"“”*]{1,30})([ /&]{1,3}|\s?[/&]\s?)$")
_MOST_HEADS = 120  # of a text; what it is about stands before
_ON_A_LINE, _BEFORE_JOB, _ENDS_SO = 1.6, 1.5, 1.2
_TO_NEXT = re.compile(r"(?:['’]s)? ")
_OF_SOMEBODY = re.compile(r"['’]s\s+[a-z]")
_CHOSEN = re.compile(
    r"\b(?:chose|chosen|picked|selected|hired|appointed|taken on|went with|gone with|going with|decided (?:for|on)|"
    r"offered (?:it|the \w+) to) (?:an?|another|the other) $",
    re.IGNORECASE,
)
_SOME = re.compile(r"\ban? $", re.IGNORECASE)
_GRADE = re.compile(r"\b(?:Band|Grade|Level|Stufe) \d{1,2}[a-z]? $")
_FOR_A = re.compile(r"\b(?:for|as|as an?|our|new|the|an?) $")
_REPLY = re.compile(r"^(?:(?:re|fwd?|fw|aw|wg)\s?:\s?){0,4}", re.IGNORECASE)
_NAMED_SO = re.compile(r"\s(?:role|position|post|vacancy|job|search)\b", re.IGNORECASE)
_MEETING = re.compile(r"\b(?:interview|screen|panel|chat|call|conversation)\b", re.IGNORECASE)
_INTERVIEW = re.compile(r"\b(?:interview|panel)\b", re.IGNORECASE)
_MEETING_BEFORE = re.compile(f"{_MEETING.pattern}(?:,| ?[-–—|:/(]| for) ?$", re.IGNORECASE)
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")


def titles(text: str, headline: bool, company: str | None) -> Iterator[tuple[float, str]]:
    """(score, title) of every title in `text` that means the job. `headline`: a subject or summary, freer in form."""
    reached = 0
    for head in islice(heads(text), _MOST_HEADS):
        if head.start < reached:
            continue
        start, end = _left(text, head.start, headline), _right(text, head)
        reached = end
        before, after = text[max(0, start - 70) : start], text[end : end + 60]
        whole = headline and _stands_alone(_REPLY.sub("", before), after)
        title = trimmed(text[start:end], company, chosen=True, plain=whole)
        if _in_brackets(before, after, company, headline):
            score = _MEANT
        else:
            score = _meant(before.replace(company, "") if company else before, after, headline)
        if title is not None and score > (_HINTED if title.islower() else 0.0):
            yield score + min(len(title.split()), 6) * _FULLER, title
    yield from _by_wording(text, company)
    if headline:
        yield from _whole_headline(text, company)


def _stands_alone(before: str, after: str) -> bool:
    """True for a word with which a headline begins or ends beside a job or meeting: "Second interview, Registrar".

    A call alone is anybody's: "Doctor call back", "Manager on call".
    """
    if before:
        return _MEETING_BEFORE.search(before) is not None and not after
    return _NAMED_SO.match(after) is not None or _INTERVIEW.search(after) is not None


def _in_brackets(before: str, after: str, company: str | None, headline: bool) -> bool:
    """True for what stands in brackets behind the house, or behind what a headline calls a meeting.

    "your interview with Acme (Data Engineer)", "Phone screen: Sam (Data Engineer)"; behind a name it is a person's.
    """
    outside = before.rstrip()[:-1].rstrip()
    if not before.endswith("(") or not after.startswith(")"):
        return False
    return bool(company and outside.endswith(company)) or (headline and _MEETING.search(outside) is not None)


def _left(text: str, start: int, headline: bool) -> int:
    """Where the title begins whose first known word is at `start`."""
    loose = headline or bool(_determined().search(text, max(0, start - 60), start))
    for _ in range(7):
        before = _WORD_BEFORE.search(text, max(0, start - 40), start)
        any_word = loose and before is not None and before[2].isspace()
        if not before or not (
            _belongs(before[1])
            or (any_word and _may_belong(before[1], text[start]))
            or _a_field(text, before, text[start])
        ):
            break
        start = before.start(1)
    level = _GRADE.search(text, max(0, start - 12), start)
    return level.start() if level else start


def _belongs(word: str) -> bool:
    """True for a word that may stand in a title before its head."""
    lower = word.lower().strip("'’.")
    if lower in words("roles", "never") or (word.endswith(".") and len(word) > 3):
        return False
    known = lower in words("roles", "modifiers") or _ORDINAL.fullmatch(lower) is not None
    return known or word[0].isupper() or word[0] in ".#" or word in {"of", "&", "/"}


def _a_field(text: str, before: re.Match[str], following: str) -> bool:
    """True for "Video" and "Scheduling" right behind "for" or "as", before a large word: "for Video Editor"."""
    word = before[1]
    fields = word.lower() in words("roles", "fields") and word[0].isupper() and following.isupper()
    return fields and _FOR_A.search(text, max(0, before.start() - 12), before.start(1)) is not None


def _may_belong(word: str, following: str) -> bool:
    """True for any other lower-case word before a lower-case one: "the piano technician job"."""
    low = word.replace("’", "'")
    plain = low.islower() and low.replace("'", "").replace("-", "").isalpha() and len(low) > 2
    return plain and following.islower() and low not in words("roles", "little", "never")


def _right(text: str, head: Head) -> int:
    """Where the title ends whose first known word is `head`: more heads, "of ...", a level, a speciality."""
    end = head.end
    for _ in range(3):
        gap = _TO_NEXT.match(text, end)
        more = head_at(text, gap.end()) if gap else None
        if not more or (more.text.islower() and not head.text.islower()):
            break
        end, head = more.end, more
    word = head.text.lower()
    kinds = []
    if word in words("roles", "takes_of"):
        kinds.append("of" if head.text[0].isupper() else "of_only")
    if word in words("roles", "romance"):
        kinds.append("romance")
    for kind in (*kinds, "level"):
        match = pattern_of("parts", kind).match(text, end)
        end = match.end() if match else end
    return end


def _meant(before: str, after: str, headline: bool) -> float:
    """How plainly the words around a title say that the job is meant; 0: they do not."""
    if _OF_SOMEBODY.match(after) and (_SOME.search(before) or not pattern_of("around", "after").match(after)):
        return 0.0  # "driver's licence", "somebody who has held a manager's role"
    named = pattern_of("around", "named").search(before) is not None
    if not named and pattern_of("around", "after").match(after):
        return _CERTAIN
    persons = _ending("persons").search(before) or before.rstrip().endswith(("(", "'s", "’s"))
    if named or persons or _CHOSEN.search(before):
        return 0.0
    soft = pattern_of("around", "after_soft").match(after) is not None
    if _ending("before").search(before) and (soft or headline or not _ending("weak_before").search(before)):
        return _SOFT if soft else _MEANT
    if headline:
        return _HEADLINE
    if before.rstrip(" *•").endswith("\n") and pattern_of("around", "line").match(after):
        return _ON_A_LINE
    return _HINTED if soft else 0.0


def _by_wording(text: str, company: str | None) -> Iterator[tuple[float, str]]:
    """Titles without a known word where the wording leaves no doubt: "Position: ...", "the Customer Success role"."""
    for at, entry in enumerate(lexicon("roles")["wording"]):
        for found in _wording(at).finditer(text):
            if found[1].split()[-1] in words("roles", "not_lower"):
                continue
            title = trimmed(pattern_of("parts", "cut").sub("", found[1]), company)
            if title and title.split()[0].lower() not in words("roles", "never"):
                yield entry["score"], title


def _whole_headline(text: str, company: str | None) -> Iterator[tuple[float, str]]:
    """Titles without a known word that a short subject shows: "wrench job", "Hurdler"."""
    for key, score, never in (("pattern", _BEFORE_JOB, "little"), ("trade", _ENDS_SO, "no_trade")):
        found = _headline(key).match(text)
        said = found[1].split() if found else []
        low = [word.lower().strip("'’.") for word in said]
        stops = words("roles", "never", "little", "not_lower")
        if said and stops.isdisjoint(low) and low[-1] not in words("roles", never):
            title = trimmed(" ".join(said), company)
            if title:
                yield score, title


@cache
def _ending(key: str) -> re.Pattern[str]:
    """A list of patterns of what ends right before a title."""
    quote = "" if key == "persons" else "[\"“'‘*]?"
    return re.compile(f"{one_of(lexicon('roles')['around'][key])}{quote}$".replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _headline(key: str) -> re.Pattern[str]:
    return re.compile(lexicon("roles")["headline"][key].replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _determined() -> re.Pattern[str]:
    return re.compile(lexicon("roles")["around"]["determined"].replace(" ", r"\s+"))


@cache
def _wording(at: int) -> re.Pattern[str]:
    return re.compile(lexicon("roles")["wording"][at]["pattern"].replace(" ", r"\s+"))
