"""The owner's own words - notes about a conversation, news about themselves - fitted into a mail as they were given.

A note may be a topic ("the move to Kafka"), something between ("your team runs Kafka itself"), or a whole sentence.
It is never rewritten; this module only tells which it is, so that the sentence around it fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.writing.clean import plain

_SPEAKERS = frozenset(
    "i we you they she he it i'm i've i'd we're we've you're you've it's there ich wir sie er es ihr du".split()
)
_ASKERS = frozenset("how why what where when whether who which wie warum was wo wann ob wer".split())
_TURNS = frozenset("that which who whose how why what where when whether with dass wie die der das".split())
_VERBS = frozenset(
    "is are was were am has have had will would can could should do does did use uses used run runs ran want "
    "wants need needs make makes made work works worked plan plans build builds built move moves moved like likes "
    "love loves said told asked mentioned explained showed knows shared ship ships own owns ist sind war hat "
    "haben wird kann nutzt baut".split()
)
_LEADS = re.compile(
    r"^(?:(?:we|i|wir)\s+)?(?:(?:really |especially )?(?:talked about|spoke about|chatted about|talking about|discussed"
    r"|discussing|mention(?:ed)?(?! that)|liked|loved|enjoyed talking about|enjoyed discussing|enjoyed|sprachen über)"
    r"|topics?:|about|note:|thema:)\s+",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "the a an this these those their your our my his her its some how why what where when whether who which using team "
    "teams culture data product products customer customers work remote growth design code testing tests hiring plans "
    "roadmap technical engineering on-call onboarding mentoring ownership scaling".split()
)
_IRREGULAR = frozenset(
    "won built led become begun given written taught spoken made taken run gone done been had".split()
)
_NOT_PARTICIPLES = frozenset("need seed feed speed indeed exceed proceed hundred".split())


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes by the room they need: `topics` follow "about", `asides` a colon, `remarks` are whole sentences."""

    topics: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def notes_for(notes: tuple[str, ...], name: str | None, others: tuple[str, ...], turn: int, panel: int) -> Notes:
    """Choose and sort the notes for one person: at most two, the latest; on a panel one each, in turn.

    `name` is the person's first name, `others` the first names of the rest of the panel, `turn` the person's number
    among the `panel` people who get a message of their own. "Priya: observability" is for Priya alone.
    """
    own, common = [], []
    for note in filter(None, map(plain, notes)):
        head, colon, rest = note.partition(": ")
        if colon and name and head.lower() == name.lower():
            own.append(rest)
        elif not (colon and head.lower() in {other.lower() for other in others}) and not _names(note, name):
            common.append(_to_you(note, name))
    if own:
        return _sorted(own[-2:])
    if panel > 1 and len(common) > 1:
        return _sorted([common[turn % len(common)]])
    return _sorted(common[-2:])


def news_sentences(news: tuple[str, ...], most: int, since: str, otherwise: str) -> str | None:
    """Put the owner's latest news, at most `most`, into sentences; None without news.

    "I passed the CKA exam" stays; "passed the CKA exam" follows `since` ("I have since {}."), anything else
    `otherwise` ("One piece of news from me: {}.").
    """
    found = [item for item in map(plain, news) if item][-most:]
    return " ".join(_news_sentence(item, since, otherwise) for item in found) or None


def _news_sentence(item: str, since: str, otherwise: str) -> str:
    first = _first_word(item)
    if first in _SPEAKERS or first in {"my", "since", "meanwhile", "mein", "meine"} or _stopped(item):
        return _as_sentence(item)
    participle = first in _IRREGULAR or (first.endswith("ed") and first not in _NOT_PARTICIPLES)
    frame = since if participle else otherwise
    return frame.format(item[0].lower() + item[1:] if participle else lower_start(item))


def _sorted(notes: list[str]) -> Notes:
    topics, asides, remarks = [], [], []
    for note in notes:
        lead = _LEADS.sub("", note, count=1).rstrip(" .")
        if lead and lead != note.rstrip(" .") and not re.search(r"[.!?;]", lead) and lead.split()[0].lower() != "that":
            note = lead
        if _stopped(note) or _first_word(note) in _SPEAKERS:
            remarks.append(_as_sentence(note))
        elif _has_own_verb(note):
            asides.append(lower_start(note.rstrip(" .,;:")))
        else:
            topics.append(lower_start(note.rstrip(" .,;:")))
    return Notes(tuple(topics), tuple(asides), tuple(remarks))


def _has_own_verb(note: str) -> bool:
    """True when a fragment seems to be a clause of its own ("your team runs Kafka"), or begins with "to do"."""
    words = [word.strip(",;:").lower() for word in note.split()]
    if words[0] == "to":
        return True
    if words[0] in _ASKERS or words[0].endswith("ing"):
        return False
    for word in words[1:]:
        if word in _TURNS:
            return False
        if word in _VERBS:
            return True
    return False


def lower_start(text: str) -> str:
    """Begin in lower case where the first word is a common one; "Kafka" and "SQL" stay as they are."""
    word = text.split(" ", 1)[0]
    if word[:1].isupper() and (word.lower() in _COMMON or (word[1:].islower() and word.endswith("ing"))):
        return text[0].lower() + text[1:]
    return text


def _to_you(note: str, name: str | None) -> str:
    """To Priya, "Priya's point about tests" is "your point about tests"."""
    return re.sub(rf"^{re.escape(name)}['’]s\s+", "your ", note, flags=re.IGNORECASE) if name else note


def _names(note: str, name: str | None) -> bool:
    """True when the note speaks of the person in a way that cannot be said to their face."""
    return bool(name and re.search(rf"\b{re.escape(name)}\b", _to_you(note, name), re.IGNORECASE))


def _as_sentence(text: str) -> str:
    text = text[0].upper() + text[1:]
    return text if _stopped(text) else text.rstrip(" ,;:") + "."


def _stopped(text: str) -> bool:
    return text.rstrip("\"'”’)").endswith((".", "!", "?", "…"))


def _first_word(text: str) -> str:
    return text.split(" ", 1)[0].strip(",;:").replace("’", "'").lower()
