"""Which of several likely dates of a sentence is the promised one (docs/timelines.md, "Choice" and 11)."""

from __future__ import annotations

import re

from agent.understanding.dates.records import Grain, When

_INSTEAD = re.compile(r"\b(?:but|now|instead|until|to|rather|more likely|probably)\b")
_LATEST = re.compile(r"\W{0,3}(?:(?:at )?(?:the )?(?:very )?latest|at (?:the )?(?:most|outside)|max(?:imum)?\b|tops\b)")
_NAMELY = re.compile(r"\W*(?:(?:,|\(|-) ?)?(?:that is|i\.e\.|ie|namely|meaning|in other words)[ ,]*(?:to say)?[ ,]*")
"""As in "eight days, as we say, that is until Monday"."""

_ONCE_DONE = re.compile(r"\b(?:once|after|as soon as)\b[^.;,]{0,60}\b(?:has|have|had|is|are|was|were)\b[^.;,]{0,40}\Z")
"""As in "it will be sent on Wednesday after the council has been heard on Tuesday": the day of something else."""

_AT_MOST = re.compile(
    r"(?:a )?max(?:imum)?\b|(?:no|not) (?:later|longer|more) than\b|at (?:the )?(?:most|outside|latest)\b"
)
_TELLING = re.compile(
    r"\b(?:hear(?:ing)?|contact(?:ed|ing)?|notif(?:y|ied)|informed|in touch|call(?:ing)?|ring(?:ing)?|phon(?:e|ing)|"
    r"writ(?:e|ing)|e-?mail(?:ed|ing)?|tell(?:ing)?|let(?:ting)? (?:you|every\w*|\w+ \w+) know|sen[dt](?:ing)?|"
    r"get back|come back|an(?:swer|nounce[ds]?)|decisions?|offers?)\b"
)
"""Words that tell the candidate something: the date by them counts before that of a meeting or a review."""
_CHOICE = re.compile(r"\bor\b|\bpossibly\b|\bmaybe\b|at (?:the )?latest|\bif not\b")
_ANCHOR = re.compile(
    r"\b(?:once|after|when|following|as soon as|until|interview(?:s"
    r"|ing)?|meet(?:ing)?|speaking|spoke|call|out|away|met)\b[^.]{0,60}\Z"
)
_NEAR = 60  # letters
_STRONG = frozenset({"by", "before", "within", "in", "allow", "until"})


def last_of_choice(low: str, found: list[When]) -> When:
    """The first of these dates, unless "or" or a firmer one follows: "next week, by Friday at the latest"."""
    best = found[0]
    for other in found[1:]:
        if other.span[0] - best.span[1] > _NEAR:
            break
        if _supersedes(low, best, other):
            best = other
    return best


def before_its_condition(low: str, best: When, found: list[When]) -> When:
    """`best` of the dates of a sentence, or the one before it where it only tells when news becomes possible."""
    ahead = [other for other in found if other.span[1] <= best.span[0] and other.by >= best.by]
    if ahead and _ONCE_DONE.search(low[ahead[-1].span[1] : best.span[0]]):
        return ahead[-1]
    return best


def _supersedes(low: str, best: When, other: When) -> bool:
    """Does `other`, which follows `best`, say the day better?"""
    if _anchored(low, best) and other.prep in _STRONG:
        return True
    if best.grain in (Grain.WEEK, Grain.MONTH) and _refines(best, other):
        return True
    gap = low[best.span[1] : other.span[0]]
    if _NAMELY.search(gap) and len(gap) <= _NEAR:
        return True
    if other.by >= best.by and _TELLING.search(gap) and not _TELLING.search(_lead(low, best)):
        return True
    if other.by <= best.by:
        return False
    if _LATEST.match(low, other.span[1]) or any(p.search(gap) for p in (_CHOICE, _INSTEAD)):
        return True
    if _AT_MOST.search(gap + other.text.lower()):
        return True
    return other.prep == "by" and gap.strip() in (",", "(", "and", ", and", "-", "")


def _lead(low: str, when: When) -> str:
    """What the sentence says before a date."""
    lead = low[max(0, when.span[0] - 120) : when.span[0]]
    return re.split(r"[.;!?]\s", lead)[-1]


def _anchored(low: str, when: When) -> bool:
    return bool(_ANCHOR.search(low[max(0, when.span[0] - 60) : when.span[0]]))


def _refines(period: When, when: When) -> bool:
    return (period.start or when.by) <= when.by <= period.by
