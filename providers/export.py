"""An export behind the contract (`providers.mailbox`): mbox files and folders of .eml files, which are never written.

Google Takeout's fields say thread and labels; what a message is for is told by `providers.export_folders`. Drafts in
the export are left out. Ours are .eml files in the folder NAME.drafts beside it.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from providers import Account
from providers.eml_drafts import EmlDrafts
from providers.errors import CursorForgotten, MailboxUnavailable
from providers.export_folders import noted, place_of
from providers.export_sources import DRAFTS, News, Source, sources
from providers.local import root_of
from providers.mailbox import Changes, Folder, Header, Identity, Query, RawMessage, Unreadable, unsigned
from providers.search import fields, first_words, matches, received_at, split_head
from providers.with_drafts import WithDrafts

_HEAD_LIMIT = 65_536  # bytes read to show the head and the first words
_SEARCH_LIMIT = 524_288  # bytes of one message that a search looks at
_MARK = "export1:"


def open_account(account: Account) -> ExportMailbox:
    """The export of an account. Raises MailboxMisconfigured when it names no path or no address."""
    root_of(account)
    return ExportMailbox(account)


class ExportMailbox(WithDrafts):
    """See `providers.mailbox.Mailbox`. An id is "SOURCE:KEY"; a thread is Gmail's number, where the export has it."""

    def __init__(self, account: Account) -> None:
        self._root = account.path or Path()
        self._configured = account.folders
        self._owner = frozenset(address.lower() for address in account.addresses)
        self._drafts = EmlDrafts(self._root.with_name(self._root.name + DRAFTS))
        with _plain_words(self._root):
            found = sources(self._root, account.folders)
        self._doubts: dict[str, str] = {}  # what was not understood, by an id that stands in for a message's
        self._sources = {name: one for name, one in found.items() if one.folder is not Folder.DRAFTS}

    def identities(self) -> tuple[Identity, ...]:
        """The configured addresses."""
        return unsigned(self._owner)

    def cursor(self) -> str:
        """How every source stands now."""
        with _plain_words(self._root):
            return _dump({name: source.mark() for name, source in self._sources.items()})

    def changes(self, cursor: str) -> Changes:
        """What files gained, and letters that came and went. A file that was rewritten makes the cursor forgotten."""
        before = _load(cursor)
        arrived: list[str] = []
        removed: list[str] = []
        now: dict[str, list[Any]] = {}
        with _plain_words(self._root):
            for name, source in self._sources.items():
                old = before.get(name)
                news = _all_of(source) if old is None else source.since(old)
                arrived += self._mail_of(name, source, news.came)
                removed += [f"{name}:{key}" for key in news.went]
                now[name] = news.mark
        for name, gone in before.items():
            if name not in now and all(isinstance(key, str) for key in gone[:1]):
                removed += [f"{name}:{key}" for key in gone]
        return Changes(tuple(arrived), tuple(removed), _dump(now))

    def _mail_of(self, name: str, source: Source, keys: list[str]) -> Iterator[str]:
        """The ids of what came to a source, without drafts."""
        looked = [self._look(f"{name}:{key}", _HEAD_LIMIT) for key in keys]
        yield from (one.id for one, _ in looked if isinstance(one, Unreadable) or one.folder is not Folder.DRAFTS)
        if keys:
            yield from self._told(name, [*(doubt for _, doubt in looked), source.doubt()])

    def search(self, query: Query) -> Iterator[str]:
        """Every message is looked into, one at a time. Who asks for words also hears of what is not understood."""
        for name, source in self._sources.items():
            doubts: list[str] = []
            for key in source.keys():  # noqa: SIM118  # a source is no mapping
                one, doubt = self._look(f"{name}:{key}", _SEARCH_LIMIT)
                if isinstance(one, Unreadable) or (one.folder is Folder.DRAFTS and not doubt):
                    continue
                if one.received >= query.since and matches(one.raw, query):
                    if doubt:
                        doubts.append(doubt)
                    else:
                        yield one.id
            if query.words:
                yield from self._told(name, [*doubts, source.doubt()])

    def headers(self, ids: Iterable[str]) -> Iterator[Header | Unreadable]:
        """Heads and first words."""
        for one in ids:
            raw, _ = self._look(one, _HEAD_LIMIT)
            if isinstance(raw, Unreadable):
                yield raw
            else:
                yield Header(raw.id, raw.thread, raw.folder, raw.received, split_head(raw.raw)[0], first_words(raw.raw))

    def fetch(self, ids: Iterable[str]) -> Iterator[RawMessage | Unreadable]:
        """Whole messages."""
        for one in ids:
            yield self._look(one, None)[0]

    def thread(self, thread: str) -> tuple[str, ...]:
        """The messages with this thread number."""
        found: list[RawMessage] = []
        for name, source in self._sources.items():
            heads = (self._look(f"{name}:{key}", _HEAD_LIMIT)[0] for key in source.keys())  # noqa: SIM118 - no dict
            found += [one for one in heads if isinstance(one, RawMessage) and one.thread == thread]
        kept = [one for one in found if one.folder is not Folder.DRAFTS]
        return tuple(one.id for one in sorted(kept, key=lambda one: one.received))

    def close(self) -> None:
        """No file stays open between calls."""

    def _told(self, name: str, doubts: list[str]) -> Iterator[str]:
        """An id for every line that the owner has not heard yet."""
        for line in dict.fromkeys(filter(None, doubts)):
            if line not in self._doubts.values():
                id = f"{name}:?{len(self._doubts)}"
                self._doubts[id] = line
                yield id

    def _look(self, id: str, limit: int | None) -> tuple[RawMessage | Unreadable, str]:
        """A message, and why it is left aside, as a draft would be, when it is not sure that it was sent."""
        name, _, key = id.rpartition(":")
        source = self._sources.get(name)
        if id in self._doubts:
            return Unreadable(id, self._doubts[id], gone=True), ""
        try:
            raw = None if source is None else source.read(key, limit)
            if source is None or raw is None:
                return Unreadable(id, "A message is no longer in the export."), ""
            named = list(fields(split_head(raw[:_HEAD_LIMIT])[0]))
            thread = noted(named, b"x-gm-thrid")
            folder, doubt = place_of(named, source.folder, self._owner, self._configured)
            shown = None if thread is None else thread.decode("ascii", "replace")
            return RawMessage(id, shown, folder, received_at(raw, source.path), raw), doubt
        except (OSError, ValueError) as error:
            return Unreadable(id, f"A message of {name} could not be read: {error}."), ""


def _all_of(source: Source) -> News:
    """What a file or folder holds that was not there before."""
    mark = source.mark()
    return News(list(source.keys()), [], mark)


@contextmanager
def _plain_words(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MailboxUnavailable(
            f"{root} could not be read: {error.strerror}.", "Is the disk connected, and are the files yours?"
        ) from error


def _dump(marks: dict[str, list[Any]]) -> str:
    return _MARK + base64.b64encode(zlib.compress(json.dumps(marks).encode(), 1)).decode("ascii")


def _load(cursor: str) -> dict[str, list[Any]]:
    """The marks in a cursor. Raises CursorForgotten when it is none of ours."""
    try:
        if not cursor.startswith(_MARK):
            raise ValueError("no such mark")
        marks = json.loads(zlib.decompress(base64.b64decode(cursor[len(_MARK) :], validate=True)))
        return {str(name): list(mark) for name, mark in marks.items()}
    except (ValueError, TypeError, AttributeError, zlib.error, binascii.Error) as error:
        raise CursorForgotten("The export's cursor cannot be read.") from error
