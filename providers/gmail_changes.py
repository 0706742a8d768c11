"""What happened in a Gmail mailbox since a cursor, from its history.

The whole history is asked for, whatever the label: mail that a filter archived at once is mail too. Of the changes of
labels only those count that move a message into or out of sight; a star or a read mark costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from providers.errors import CursorForgotten
from providers.gmail_calls import Calls, bug
from providers.gmail_pace import HISTORY, PROFILE
from providers.mailbox import Changes
from providers.permission import Json
from providers.refusals import Missing, NotTaken

_CURSOR = re.compile(r"gmail:(\d{1,32})")
_KINDS = ("messageAdded", "messageDeleted", "labelAdded", "labelRemoved")
_MESSAGE = "message(id,labelIds)"
_FIELDS = (
    f"historyId,nextPageToken,history(messagesAdded({_MESSAGE}),messagesDeleted({_MESSAGE}),"
    f"labelsAdded(labelIds,{_MESSAGE}),labelsRemoved(labelIds,{_MESSAGE}))"
)
_IN_OR_OUT_OF_SIGHT = frozenset({"TRASH", "SPAM"})
_NOW_MAIL = _IN_OR_OUT_OF_SIGHT | {"SENT"}


def cursor(calls: Calls) -> str:
    """The cursor for now."""
    return f"gmail:{calls.read(calls.users.getProfile(userId='me'), PROFILE)['historyId']}"


def changes(calls: Calls, since: str) -> tuple[Changes, frozenset[str]]:
    """What changed; and which of the arrived Gmail told no labels of, so that they may be drafts.

    Raises CursorForgotten: Gmail keeps its history for a week or so, at times only for hours.
    """
    known = _CURSOR.fullmatch(since)
    if known is None:
        raise CursorForgotten("The cursor is not one of Gmail's.")
    arrived: dict[str, bool] = {}
    removed: dict[str, None] = {}
    now: str | None = None
    try:
        for page in calls.pages(
            calls.history,
            HISTORY,
            startHistoryId=known.group(1),
            historyTypes=list(_KINDS),
            maxResults=500,
            fields=_FIELDS,
        ):
            now = now or page.get("historyId")  # of the first page: what comes while we turn pages comes again
            for record in page.get("history", []):
                arrived.update(_arrived(record))
                removed.update(dict.fromkeys(_ids(record, "messagesDeleted")))
    except Missing as error:
        raise CursorForgotten("Gmail no longer knows what changed since the last run.") from error
    except NotTaken as error:
        raise bug(error) from error
    here = {one: told for one, told in arrived.items() if one not in removed}
    untold = frozenset(one for one, told in here.items() if not told)
    return Changes(tuple(here), tuple(removed), f"gmail:{now}" if now else since), untold


def _arrived(record: Json) -> Iterator[tuple[str, bool]]:
    """Ids that came or moved, and whether Gmail told their labels."""
    for one in record.get("messagesAdded", []):
        if not _draft(one["message"]):
            yield one["message"]["id"], "labelIds" in one["message"]
    for kind, those in (("labelsAdded", _NOW_MAIL), ("labelsRemoved", _IN_OR_OUT_OF_SIGHT)):
        for one in record.get(kind, []):
            if those & set(one.get("labelIds", ())) and not _draft(one["message"]):
                yield one["message"]["id"], True


def _ids(record: Json, kind: str) -> Iterator[str]:
    yield from (one["message"]["id"] for one in record.get(kind, []) if not _draft(one["message"]))


def _draft(message: Json) -> bool:
    return "DRAFT" in message.get("labelIds", ())
