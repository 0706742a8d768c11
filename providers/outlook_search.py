"""What we look for, in the words of Outlook's own search, and by exact Message-ID.

A search gives at most a thousand hits, the newest first, and cannot be limited or ordered otherwise; a question that
meets the limit is cut in two. https://learn.microsoft.com/graph/search-query-parameter
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import quote_plus

from providers.invitation_subjects import INVITATION_SUBJECTS
from providers.mailbox import Query

MOST_HITS = 1_000
INVITATIONS: tuple[str, ...] = (
    "kind:meetings",
    "attachment:ics",
    *(f'subject:\\"{one}\\"' for one in INVITATION_SUBJECTS),
)
"""Terms that find invitations: as Outlook keeps them, as files, and by the words that calendars use."""

_LONGEST = 1_400  # characters of a question as it stands in an address
_MOST_TERMS = 20  # of one question
_MOST_IDS = 10  # of one filter
_ODD = re.compile(r'[\x00-\x1f\x7f"\\()<>*]')


def groups(query: Query) -> Iterator[tuple[str, ...]]:
    """Terms that are asked for together; all groups hold every word, person and invitation of `query`."""
    terms = [
        *(_quoted(word) for word in (*query.words, *query.personal)),
        *(f"participants:{_quoted(one)}" for one in (*query.addresses, *query.domains)),
        *(INVITATIONS if query.invitations else ()),
    ]
    group: list[str] = []
    for term in terms:
        if term.endswith('\\"\\"') or len(quote_plus(term)) > _LONGEST:
            continue  # nothing of it is left to look for, or no address is that long
        if len(group) == _MOST_TERMS or len(quote_plus(question([*group, term]))) > _LONGEST:
            yield tuple(group)
            group = []
        group.append(term)
    if group:
        yield tuple(group)


def question(terms: Iterable[str]) -> str:
    """Any of the terms, as the value of $search."""
    return f'"{" OR ".join(terms)}"'


def filters_for_ids(ids: Iterable[str]) -> Iterator[str]:
    """Filters that find the messages with these Message-IDs (no angle brackets)."""
    walk = iter(ids)
    while some := list(islice(walk, _MOST_IDS)):
        yield " or ".join(same("internetMessageId", f"<{one}>") for one in some)


def same(name: str, value: str) -> str:
    """A filter for one value; a quote in it is doubled (OData 4 URL conventions 5.1.1.6.1)."""
    doubled = value.replace("'", "''")
    return f"{name} eq '{doubled}'"


def _quoted(text: str) -> str:
    return f'\\"{_ODD.sub(" ", text).strip()}\\"'
