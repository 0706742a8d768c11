"""What happened in an Outlook mailbox since a cursor: one round of changes per folder.

Graph knows no "from now": a first round walks through the newest month, by the service's own clock, and gives the
link for the next. Links are kept in the cursor. That a message left a folder does not say where it is: it is looked up.
https://learn.microsoft.com/graph/delta-query-messages
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from providers.errors import CursorForgotten, MailboxUnavailable
from providers.mailbox import Changes
from providers.outlook_calls import DELTA, Calls, bug
from providers.outlook_folders import Folders
from providers.permission import Json
from providers.refusals import Missing, NotTaken

WATCHED = timedelta(days=30)
"""How old a message may be for its moves and removals to be told. What arrives is told in any case."""

_MARK = "outlook2:"
_LARGEST = 4_000_000  # characters; a cursor unpacked is never larger
_PAGE = "odata.maxpagesize=200"
_FIELDS = "id,isDraft,parentFolderId"


@dataclass(frozen=True, slots=True)
class _Cursor:
    """The link of each folder, by folder id; from when on folders are watched that are new; and which one is Drafts."""

    since: str
    links: dict[str, str]
    drafts: str


def cursor(calls: Calls, folders: Folders) -> str:
    """The cursor for now."""
    drafts = folders.drafts()
    followed = folders.followed(drafts)
    since = f"{calls.time() - WATCHED:%Y-%m-%dT%H:%M:%SZ}"
    links = {}
    for folder in followed:
        try:
            links[folder] = _begun(calls, folder, since)
        except Missing:  # removed while we looked
            continue
        except NotTaken as error:
            raise bug(error) from error
    return _packed(_Cursor(since, links, drafts))


def _begun(calls: Calls, folder: str, since: str) -> str:
    """The link after a first round. Graph may forget a round while we walk through it; then we begin it once more."""
    with suppress(CursorForgotten):
        return _round(calls, *_first(folder, since))[1]
    try:
        return _round(calls, *_first(folder, since))[1]
    except CursorForgotten as error:
        raise MailboxUnavailable("Outlook forgets where we are as we go.", "The next run begins again.") from error


def changes(calls: Calls, folders: Folders, since: str) -> Changes:
    """What changed since `since`. Raises CursorForgotten when Graph no longer knows one of the links."""
    known = _unpacked(since)
    links: dict[str, str] = {}
    came: dict[str, None] = {}
    went: dict[str, None] = {}
    for folder in folders.followed(known.drafts):
        link = known.links.get(folder)
        try:
            items, links[folder] = _round(calls, *((link, None) if link else _first(folder, known.since)))
        except Missing:
            continue
        except NotTaken as error:
            if link is None:
                raise bug(error) from error
            raise CursorForgotten("Outlook does not take the place where the last run stopped.") from error
        for one in items:
            if "@removed" in one:
                went[one["id"]] = None
            elif not one.get("isDraft"):
                came[one["id"]] = None
    gone = tuple(one for one in went if not _still_there(calls, one, came))
    return Changes(
        tuple(one for one in came if one not in gone), gone, _packed(_Cursor(known.since, links, known.drafts))
    )


def _still_there(calls: Calls, id: str, came: dict[str, None]) -> bool:
    """Look up what left a folder: moved (then it has come elsewhere), or no longer there."""
    try:
        told = calls.read(f"/me/messages/{id}", {"$select": _FIELDS})
    except (Missing, NotTaken):
        return False
    if not told.get("isDraft"):
        came[id] = None
    return True


def _first(folder: str, since: str) -> tuple[str, dict[str, str]]:
    asked = {"$select": _FIELDS, "$filter": f"receivedDateTime ge {since}"}
    return f"/me/mailFolders/{folder}/messages/delta", asked


def _round(calls: Calls, start: str, asked: dict[str, str] | None) -> tuple[list[Json], str]:
    """All items of a round and the link for the next one. Empty pages are pages."""
    items: list[Json] = []
    link = None
    for page in calls.pages(start, asked, prefer=_PAGE):
        items += [one for one in page.get("value", []) if isinstance(one.get("id"), str)]
        link = page.get(DELTA, link)
    if not isinstance(link, str):
        raise MailboxUnavailable("Outlook did not say where to go on from.")
    return items, link


def _packed(cursor: _Cursor) -> str:
    text = json.dumps([cursor.since, cursor.links, cursor.drafts], separators=(",", ":"))
    return _MARK + base64.urlsafe_b64encode(zlib.compress(text.encode("utf-8"))).decode("ascii")


def _unpacked(text: str) -> _Cursor:
    if not text.startswith(_MARK):
        raise CursorForgotten("The cursor is not one of Outlook's.")
    try:
        packed = base64.urlsafe_b64decode(text[len(_MARK) :].encode("ascii"))
        since, links, drafts = json.loads(zlib.decompressobj().decompress(packed, _LARGEST))
        datetime.strptime(since, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return _Cursor(since, dict(_strings(links)), str(drafts))
    except (ValueError, TypeError, AttributeError, zlib.error, binascii.Error, UnicodeError) as error:
        raise CursorForgotten("The cursor is not one of Outlook's.") from error


def _strings(links: dict[str, str]) -> Iterator[tuple[str, str]]:
    for folder, link in links.items():
        if not isinstance(link, str):
            raise TypeError("a link is a text")
        yield folder, link
