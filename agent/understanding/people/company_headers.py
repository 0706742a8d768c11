"""What display name and address of a sender call the employer, each with a score."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.messages import Person
from agent.senders import Nature, nature
from agent.understanding.people.company_domain import is_shared, label_of, serves_many
from agent.understanding.people.company_names import alike, display_form, ends_as_companies
from agent.understanding.people.domain_words import parted
from agent.understanding.people.house_names import is_service
from agent.understanding.people.lexicon import words
from agent.understanding.people.names import parse_name
from agent.understanding.people.teams import is_team

_FOR_OTHERS, _SYSTEM_SAYS, _SYSTEM_NAME, _PERSON_SAYS, _SYSTEM_ADDRESS = 2.6, 2.3, 2.2, 1.9, 1.35
_FOR = re.compile(r"\b(?:via|on behalf of|for)\b")


def by_header(sender: Person) -> Iterator[tuple[float, str]]:
    """What display name and address say: "Acme Recruiting", "Dana (Acme)", acme@myworkday.com."""
    system = is_shared(sender) and nature(sender.email) is not Nature.FREEMAIL
    if not system and (sender.name or "").lower() in words("people_company", "never"):
        return
    parsed = parse_name(sender.name, sender.email)
    if serves_many(label_of(sender)):
        if parsed.company and not alike(parsed.company, label_of(sender)):
            yield _PERSON_SAYS, display_form(parsed.company)
        return
    if nature(sender.email) is Nature.SIGNING:
        return
    if nature(sender.email) is Nature.CALENDAR and not _FOR.search(sender.name or ""):
        if parsed.full is None and parsed.company and not is_service(parsed.company):
            yield _SYSTEM_NAME, display_form(parsed.company)  # "Acme Scheduling <no-reply@goodtime.io>"
        return
    if parsed.company and not is_service(parsed.company):
        for_others = "on behalf of" in (sender.name or "").lower()
        yield _FOR_OTHERS if for_others else _SYSTEM_SAYS if system else _PERSON_SAYS, display_form(parsed.company)
    elif sender.name and (parsed.full is None or ends_as_companies(sender.name)) and system and "@" not in sender.name:
        yield _SYSTEM_NAME, display_form(sender.name)
    local = sender.email.partition("@")[0].partition("+")[0]
    if system and local.isalpha() and len(local) > 2 and not is_team(local, sender.email):
        yield _SYSTEM_ADDRESS, parted(local, {})
