"""Whether an agency writes, and its name: shown by its domain, its signature or by wording ("my client")."""

from __future__ import annotations

import re
from functools import cache

from agent.messages import Person
from agent.reading.records import Reading
from agent.senders import Nature, nature
from agent.understanding.people.company_domain import company_by_domain, is_shared, label_of
from agent.understanding.people.company_lines import own_line
from agent.understanding.people.company_names import flat
from agent.understanding.people.lexicon import lexicon, one_of, words
from agent.understanding.people.names import parse_name

_LONGEST = 12_000
_SIGNED = 400
_AGENCY_END = re.compile(r"(?<!re)search$|^.{4,}talent$")


def find_agency(reading: Reading, writer: Person | None) -> str | None:
    """The name of the agency that writes, or None when none does. "agency" when a private address hides the name."""
    if writer is None or (is_shared(writer) and nature(writer.email) is not Nature.FREEMAIL):
        return None
    label = label_of(writer)
    shown = _by_domain(label, reading, writer) or _by_signature(reading, writer) or _by_wording(reading, label)
    if not (shown or _for_another(reading, label)):
        return None
    name = company_by_domain(reading, writer) or parse_name(writer.name, writer.email).company
    return _parted(name) if name else "agency"


def _parted(name: str) -> str:
    """A name that only the domain spells, parted before what agencies are called: "Meridiantalent"."""
    found = None if " " in name else _last_word().fullmatch(name)
    return f"{found[1]} {found[2].capitalize()}" if found else name


def _by_domain(label: str, reading: Reading, writer: Person) -> bool:
    """True for "brightstaffing", and for "penrosearch" unless a line of theirs says "Penrose Architects"."""
    joined = label.replace("-", "")
    if any(term.replace(" ", "") in joined for term in words("people_company", "agency_words")):
        return True
    if not _AGENCY_END.search(joined):
        return False
    line = own_line(label, label, reading, writer)
    last = line.lower().split()[-1] if line else ""
    return last not in words("people_domains", "ends") - words("people_company", "agency_ends")


def _by_signature(reading: Reading, writer: Person) -> bool:
    if _agency_name().search(f"{writer.name or ''}\n{reading.signature[:600]}".lower()):
        return True
    # An employer's own recruiters sign so too; they do not speak of the house as "they".
    signed = f"{reading.said[-_SIGNED:]}\n{reading.signature[:_SIGNED]}"
    return _recruiting_house().search(signed) is not None and _their_side().search(reading.said[:_LONGEST]) is not None


def _by_wording(reading: Reading, label: str) -> bool:
    """True for "my client" and the like, unless the writer's own company is what the job is at."""
    said = reading.said[:_LONGEST]
    if not _wording().search(said):
        return False
    at_own = rf"\b(?:role|position|interview|team)\s+(?:at|with)\s+{re.escape(label)}\b"
    return not (label and re.search(at_own, said, re.IGNORECASE))


def _for_another(reading: Reading, label: str) -> bool:
    """True when the writer tells what another house wants: "Marlowe Tregear want to meet you; their HR will write"."""
    said = reading.said[:_LONGEST]
    if not label or not _their_side().search(said):
        return False
    wishes = (flat(match[1]) for match in _wish().finditer(said))
    return any(not label.replace("-", "").startswith(name) and not name.startswith(label) for name in wishes)


@cache
def _wish() -> re.Pattern[str]:
    """Two large words and what they want: one alone may be a colleague."""
    return re.compile(lexicon("people_company")["agency_wish"])


@cache
def _their_side() -> re.Pattern[str]:
    return re.compile(lexicon("people_company")["agency_their"], re.IGNORECASE)


@cache
def _last_word() -> re.Pattern[str]:
    ends = "|".join(sorted(words("people_company", "agency_ends"), key=len, reverse=True))
    return re.compile(rf"([A-Z0-9]\w{{3,}}?)({ends})(?<!research)", re.ASCII)


@cache
def _agency_name() -> re.Pattern[str]:
    return re.compile(lexicon("people_company")["agency_name"])


@cache
def _recruiting_house() -> re.Pattern[str]:
    return re.compile(lexicon("people_company")["recruiting_house"])


@cache
def _wording() -> re.Pattern[str]:
    return re.compile(one_of(lexicon("people_company")["agency_wording"]), re.IGNORECASE)
