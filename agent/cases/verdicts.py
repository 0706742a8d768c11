"""What the owner decided about one case: muted, closed, notes, drafts not wanted, thanks said elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agent.cases.gratitude import Thanks
from agent.cases.persons import plain_name
from agent.choices import Choice, Verb


@dataclass(frozen=True, slots=True)
class Verdict:
    """The owner's choices about one case, added up. `closed` is since when it is over for them, or None."""

    closed: datetime | None
    muted: bool
    notes: tuple[str, ...]
    declined: frozenset[str]
    thanks: tuple[Thanks, ...]


def verdict(choices: Iterable[Choice], messages: frozenset[str]) -> Verdict:
    """Add up the choices (oldest first) whose anchor is one of `messages`. REOPEN takes back MUTE and CLOSE."""
    closed: datetime | None = None
    muted = False
    notes: list[str] = []
    declined: set[str] = set()
    thanks: list[Thanks] = []
    for choice in choices:
        if choice.anchor not in messages and choice.id not in messages:
            continue
        match choice.verb:
            case Verb.MUTE:
                muted = True
            case Verb.CLOSE:
                closed = closed or choice.at
            case Verb.REOPEN:
                closed, muted = None, False
            case Verb.NOTE if choice.text.strip():
                notes.append(choice.text.strip())
            case Verb.DECLINED if choice.step:
                declined.add(choice.step)
            case Verb.THANKED:
                thanks.append(_thanks(choice))
            case _:
                pass
    return Verdict(closed, muted, tuple(dict.fromkeys(notes)), frozenset(declined), tuple(thanks))


def _thanks(choice: Choice) -> Thanks:
    """Thanks the owner says they gave; to nobody in particular stands for everybody."""
    who = (choice.person or "").strip()
    at = choice.at if choice.on is None else max(choice.at, choice.on)
    address = frozenset({who.lower()}) if "@" in who else frozenset[str]()
    name = frozenset({plain_name(who)} - {""})
    return Thanks(at, address, name, everybody=not who)
