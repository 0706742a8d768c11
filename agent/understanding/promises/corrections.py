"""Days that take another back: "I wrote Friday. Not Friday but Monday", "the answer due on the 2nd slid to the 9th"."""

from __future__ import annotations

import re

from agent.understanding.dates import When
from agent.understanding.dates.words import compiled
from agent.understanding.promises.lexicon import found_in
from agent.understanding.sentences import Sentence

_REACH = 90
"""So many letters before a day may say that it stands for another."""

_ANSWER = r"(?:decisions?|answers?|responses?|reply|replies|results?|news|letters?|outcomes?|verdict|feedback)"
_MOVED = (
    r"(?:slid|slipped|moved|shifted|drifted|gone (?:back|out)|pushed|bumped|put|postponed|delayed|deferred|extended)"
    r"(?: (?:back|out|off|on))?"
)
_STANDS_FOR = compiled(
    r"(?:\A|[,;:(.]|[ ]-)\W*(?:"
    r"not\b[^.;!?]{1,25}\bbut(?: rather| instead)?"
    r"|(?:(?:sorry|oops|whoops|correction|scratch that|apologies|edit|my mistake|i beg your pardon)\W+)+"
    r"(?:(?:i (?:mean|meant)|make (?:that|it)|that(?:'s| is)|it(?:'s| is)|that should (?:be|read|say))\W+)?"
    r"|make(?: that| it)?|i (?:mean|meant)"
    r"|(?:(?:that|it|this|which) )?(?:should|ought to) (?:be|read|say|have (?:been|read|said))"
    r"|please read|read"
    r")\W*(?:on |by )?\Z"
)
_SLID = compiled(
    rf"\b(?:it|that|this|which|they|(?:date|day|time)(?: (?:for|of) (?:\w+ ){{1,3}}?)?|{_ANSWER})"
    rf"(?:'s|'ve|'re)?(?: (?:has|have|had|is|are|was|were|been|being|now|since|just|all|again|sadly)){{0,4}} {_MOVED}"
    r"(?: again)?(?: from [^.;]{1,30}?)?(?: to| until| till)? ?\Z"
    rf"|\b(?:push|move|put|postpone|delay|defer|shift)(?:ed|d)?(?: back| out| off)? (?:the|our|my|your|their|his|her)"
    rf" (?:\w+ )?{_ANSWER}(?: (?:back|out|off|on))?(?: from [^.;]{{1,30}}?)?(?: to| until| till)? ?\Z"
)
_TO = ("to ", "from ", "until ", "till ")
_MEETS = compiled(
    r"\b(?:interviews?|meetings?|slots?|appointments?|visits?|trials?|auditions?|chats?|start(?:ing)? date|closing date"
    r"|deadline)\b"
)
_ASKS = compiled(
    r"\b(?:your (?:answers?|reply|replies|decision|response|choice)|please|kindly|let (?:me|us) know"
    r"|(?:send|tell|give|get) (?:me|us|it|them|the)|you (?:need|have) to)\b"
)
"""What is asked of the owner: that day is theirs."""

_SAYS_NEWS = compiled(rf"\b(?:{_ANSWER}|decided?)\b")


def corrects(low: str, when: When, part: Sentence, earlier: Sentence | None) -> bool:
    """Does this day of the sentence `part` stand for another by which news was promised, there or in the one before?

    Not where an interview or a meeting is moved.
    """
    lead = low[max(part.start, when.span[0] - _REACH) : when.span[0]]
    slid = _SLID.search(lead)
    named = slid is not None and (lead.rstrip().endswith((" to", " until", " till")) or _is_to(when))
    if not named and not _STANDS_FOR.search(lead):
        return False
    begin = earlier.start if earlier is not None else part.start
    said = low[begin : when.span[0]]
    if _MEETS.search(said) or _ASKS.search(said):
        return False
    return bool(_SAYS_NEWS.search(said) or found_in("cue", said)) and (named or _has_day(low, begin, when))


def _is_to(when: When) -> bool:
    return when.text.lower().startswith(_TO)


def _has_day(low: str, begin: int, when: When) -> bool:
    """Is another day named before it?"""
    return re.search(r"\d|day\b|week\b|month\b|tomorrow|tonight|noon", low[begin : when.span[0]]) is not None
