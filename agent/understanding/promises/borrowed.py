"""The dates of others: a clause with none takes that of its neighbour, or the one told shortly before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from agent.understanding.dates.clock import clocks
from agent.understanding.dates.records import When
from agent.understanding.promises.clauses import Clause
from agent.understanding.promises.lexicon import says

_ADDED = re.compile(
    r"\W*(?:hopefully|probably|likely|most likely|ideally|once|after|when|by|but|though|which should|which will|"
    r"realistically|either|as)\b"
)
"""A clause that begins so goes on with the one before it."""
THEN = re.compile(
    r"\b(?:then(?=\W*(?:\Z|[.,;!)\n]|so\b|and\b|either way\b))|at that point|by then"
    r"|(?:on the|that) (?:same )?(?:night|evening|day)"
    r"(?=\W*(?:[.,;!)\n]|\Z))|out of it|after that(?= (?:we|i|he|she|they)\b)"
    r"|(?:straight|right) after(?:wards)?(?!\s(?:the|your|that|we|you|i)\b)|afterwards?(?=\W*(?:[.,;!)\n]|\Z)))"
)
"""A sentence with such words and no date means one told shortly before."""

_AWAY = re.compile(r"\b(?:out|away|off|on (?:annual |parental )?leave|on holiday|travell?ing|abroad|at sea)\b")
"""As in "I'm out until the 9th but will pick this up then": on the day when they are back."""

_SHORTLY = 400  # letters


def lent(low: str, pieces: tuple[Clause, ...], k: int) -> tuple[When, ...]:
    """The dates of a neighbour that has nothing else to say: "by Friday, we will write", "..., hopefully on Monday"."""
    if k > 0 and pieces[k - 1].dates:
        text = low[pieces[k - 1].start : pieces[k - 1].end]
        if not says("veto", text) and not re.search(r"\b(?:we|i|you)(?:'\w+)? \w+", text):
            return pieces[k - 1].dates
        if re.match(r"\W*(?:once|after|when|as soon as|since|as)\b", text):
            return pieces[k - 1].dates
        if _AWAY.search(text) and all(d.prep == "until" for d in pieces[k - 1].dates):
            return tuple(replace(d, prep="on") for d in pieces[k - 1].dates)
    if k + 1 < len(pieces) and pieces[k + 1].dates:
        text = low[pieces[k + 1].start : pieces[k + 1].end]
        if not says("veto", text) and (_ADDED.match(text) or _only_a_date(text, pieces[k + 1])):
            return pieces[k + 1].dates
    return ()


def _only_a_date(text: str, clause: Clause) -> bool:
    """As in "We decide fast: two business days, tops": what follows is the date and hardly more."""
    first, last = clause.dates[0].span[0] - clause.start, clause.dates[-1].span[1] - clause.start
    return len(f"{text[:first]}{text[last:]}".strip()) <= _HARDLY_MORE


_HARDLY_MORE = 12  # letters


def told_before(low: str, clause: Clause, dates: tuple[When, ...], sent: datetime) -> tuple[When, ...]:
    """The last date before a clause that means it: "The board meets on the 3rd. I'll tell you at that point"."""
    then = THEN.search(low, clause.start, clause.end)
    if then is None:
        return ()
    told = [d for d in dates if clause.start - _SHORTLY <= d.span[0] < clause.start][-1:]
    if not told or "?" in low[told[0].span[1] : clause.start]:
        return ()
    if at_a_clock(low, clause.start, told[0], sent) and not then[0].endswith(("night", "evening")):
        return ()  # "Tuesday at 3. We'll tell you more then": said when they meet
    return tuple(replace(d, prep="on" if d.prep == "until" else d.prep, span=then.span()) for d in told)


def at_a_clock(low: str, end: int, when: When, sent: datetime) -> bool:
    """Does a clock time stand by the date, before place `end`? `sent` is aware."""
    text = low[when.span[0] : min(end, when.span[1] + 30)]
    return any(True for _ in clocks(text, sent, ((0, when.span[1] - when.span[0]),)))
