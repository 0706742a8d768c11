"""What we look for, in the words of Gmail's own search box, cut into questions short enough for an address.

Gmail finds whole words, not parts of words; a domain after `from:` also finds its subdomains. It can look for a
Message-ID, but not for what a message answers: the rest of a known message's conversation is found by its thread.
https://support.google.com/mail/answer/7190
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote_plus

from providers.invitation_subjects import INVITATION_SUBJECTS
from providers.mailbox import Query

_LONGEST = 1_400  # characters of a question as it stands in an address; googleapiclient allows 2,048 for all of it
_ODD = re.compile(r'[\x00-\x1f\x7f"{}()\\]')
_PEOPLE = ("from", "to", "cc")
_NOT_BULK = "".join(f" -category:{one}" for one in ("promotions", "social", "updates", "forums"))
"""What Gmail itself takes for a shop's, a network's, a robot's or a list's."""

INVITATIONS: tuple[str, ...] = (
    "filename:ics",
    *(f'subject:"{one}"' for one in INVITATION_SUBJECTS),
)
"""Terms that find invitations. Whether `filename:ics` finds one that is no attachment is not documented, so the words
the large calendars put into their subjects are looked for as well."""


def questions(query: Query) -> Iterator[str]:
    """Searches whose results together hold every message for `query`'s words, people and invitations."""
    terms = [
        *(_quoted(word) for word in query.words),
        *(f"{field}:{_quoted(one)}" for one in (*query.addresses, *query.domains) for field in _PEOPLE),
        *(INVITATIONS if query.invitations else ()),
    ]
    since = int(query.since.timestamp()) - 1
    tail = f" after:{since} -in:drafts" if since > 0 else " -in:drafts"
    yield from _grouped(terms, tail)
    yield from _grouped((_quoted(word) for word in query.personal), f"{_NOT_BULK}{tail}")


def questions_for_ids(query: Query) -> Iterator[str]:
    """Searches that find the messages with `query`'s Message-IDs, however old."""
    yield from _grouped([f"rfc822msgid:{_quoted(one)}" for one in query.message_ids], "")


def _quoted(text: str) -> str:
    return f'"{_ODD.sub(" ", text).strip()}"'


def _grouped(terms: Iterable[str], tail: str) -> Iterator[str]:
    """`{a b c}` means any of them; as many in one group as fit."""
    group: list[str] = []
    length = room = _LONGEST - len(quote_plus(tail)) - len(quote_plus("{}"))
    for term in terms:
        cost = len(quote_plus(term)) + 1
        if term.endswith('""') or cost > room:
            continue  # nothing of it is left to look for, or no address is that long
        if cost > length:
            yield f"{{{' '.join(group)}}}{tail}"
            group, length = [], room
        group.append(term)
        length -= cost
    if group:
        yield f"{{{' '.join(group)}}}{tail}"
