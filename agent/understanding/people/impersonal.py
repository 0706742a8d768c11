"""Mail in which nobody speaks: from a house, a shop or a desk, signed by none. A person's mail shows who wrote it.

"Keystone Dental <appointments@keystonedental.example>" reminds; "Dana Reyes" writes from dana@, signs "Dana", says "I".
"""

from __future__ import annotations

import re

from agent.messages import Person
from agent.reading.records import Reading
from agent.senders import Nature, nature
from agent.understanding.people.company_domain import label_of
from agent.understanding.people.company_names import ends_as_companies, flat
from agent.understanding.people.names import parse_name
from agent.understanding.people.teams import is_function_address, is_team

FIRST_PERSON = r"\bI\b(?!['’]?[-/]\w|\.\w)"
"""The word "I"; not that of "I/O", "I-9" and "I.T."."""

_I = re.compile(rf"{FIRST_PERSON}|\b[Mm]e\b")
_SIGNED = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){0,2}")
_TWO_NAMES = re.compile(r"[a-z]{2,20}\.[a-z]{2,20}@")
_SHORTEST_HOUSE = 4
_LONGEST_SIGN_OFF = 40


def nobody_speaks(reading: Reading) -> bool:
    """True when a message answers nothing, says no "I", bears no person's name and is signed by none."""
    sender = reading.message.sender
    if sender is None or reading.quoted or reading.message.in_reply_to or _signed(reading, sender):
        return False
    if _is_houses(sender) and not _named(sender):
        return True
    impersonal = not _named(sender) or _is_houses(sender) or _desk(sender) or not _own_mailbox(sender)
    return impersonal and _I.search(reading.said) is None


def house_speaks(reading: Reading) -> bool:
    """As `nobody_speaks`, where the display name is the domain's: "Fennimore's Jobs <careers@fennimores.example>"."""
    sender = reading.message.sender
    houses = sender is not None and _is_houses(sender) and not _named(sender)
    return houses and nobody_speaks(reading) and _I.search(reading.said) is None


def _is_houses(sender: Person) -> bool:
    """True when the display name is the domain's own or holds it: "Keystone Dental Group" of keystonedental."""
    name, label = flat(sender.name or ""), label_of(sender).replace("-", "")
    return bool(name) and (name in label or (len(label) >= _SHORTEST_HOUSE and label in name))


def _named(sender: Person) -> bool:
    return parse_name(sender.name, sender.email).full is not None


def _desk(sender: Person) -> bool:
    return is_function_address(sender.email) or nature(sender.email) is Nature.TEAM


def _own_mailbox(sender: Person) -> bool:
    """True when the mailbox bears the name: dana@, dreyes@, dr@ of Dana Reyes; carol.jeffs@ is somebody's: "Mum"."""
    if " " not in (sender.name or "") and _TWO_NAMES.match(sender.email) and not _desk(sender):
        return True
    local = re.sub(r"[^a-z]", "", sender.email.partition("@")[0].partition("+")[0])
    names = [flat(word) for word in (parse_name(sender.name, sender.email).full or "").split()]
    names = [name for name in names if name]
    spelled = any(len(name) > 1 and (name in local or (len(local) > 2 and name.startswith(local))) for name in names)
    return spelled or (len(names) > 1 and local == "".join(name[0] for name in names))


def _signed(reading: Reading, sender: Person) -> bool:
    """True when one of the last lines, or the first of a signature, is a person's name."""
    last = [line for line in reading.said[-300:].splitlines() if line.strip()][-2:]
    return any(_is_persons(line.strip(" -–—"), sender) for line in (*last, *reading.signature.splitlines()[:2]))


def _is_persons(line: str, sender: Person) -> bool:
    name = line.rpartition(",")[2].strip() if len(line) < _LONGEST_SIGN_OFF else line
    if _SIGNED.fullmatch(name) is None or is_team(name) or ends_as_companies(name):
        return False
    said, house = flat(name), flat(sender.name or "")
    return not (said and (said in house or said in label_of(sender).replace("-", "")))
