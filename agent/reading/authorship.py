"""Whether it can be told who wrote a message: what the receiving server found out (RFC 8601), how many From there are.

Only a plain refusal counts: much honest mail (forwards, lists, small firms) passes no check, and none is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.messages import Direction, Owner, is_owner
from agent.reading.addresses import people
from agent.reading.heads import Head
from agent.reading.records import Remark
from agent.reading.remarks import remark
from providers.folder import Folder

_COMMENT = re.compile(r"\([^()]{0,500}\)")
_RESULT = re.compile(r"(?:^|;)\s{0,20}(dmarc|spf|dkim)\s{0,5}=\s{0,5}([a-z]{1,20})")
_LONGEST = 10_000
_MOST = 20


def refused(head: Head) -> bool:
    """Whether the receiving server says that a message does not come from the address it bears.

    Servers put their findings on top, so whatever stands below under another server's name is hearsay, or forged.
    """
    found = _results(head)
    if dmarc := {result for method, result in found if method == "dmarc"} - {"none"}:
        return "fail" in dmarc
    return ("spf", "fail") in found and ("dkim", "fail") in found and ("dkim", "pass") not in found


def forged_owner(head: Head, folder: Folder, owner: Owner) -> bool:
    """Whether it bears the owner's address and is not theirs: it lies in spam, or the receiving server refuses it."""
    senders = people(head.all("from")[:1])
    if not senders or not is_owner(senders[0].email, owner) or folder is Folder.SENT:
        return False
    return folder is Folder.SPAM or refused(head)


def remarks(head: Head, direction: Direction, folder: Folder, owner: Owner) -> Iterator[Remark]:
    """What keeps a message from being anybody's word."""
    if direction is not Direction.OWNER and folder is not Folder.SPAM and forged_owner(head, folder, owner):
        yield remark("forged_owner")
    if len({one.email for value in head.all("from")[:_MOST] for one in people([value])[:1]}) > 1:
        yield remark("two_senders")


def _results(head: Head) -> set[tuple[str, str]]:
    """What the server nearest to the owner found: (method, result)."""
    values = [_COMMENT.sub(" ", value[:_LONGEST].lower()) for value in head.all("authentication-results")[:_MOST]]
    by = _server(values[0]) if values else ""
    return {(found[1], found[2]) for value in values if _server(value) == by for found in _RESULT.finditer(value)}


def _server(value: str) -> str:
    """Who speaks in a header of results; "" where it begins with a result at once, as Microsoft's does."""
    first = value.partition(";")[0].strip()
    return "" if "=" in first else first.partition(" ")[0]
