"""Mail from files, for `read` and `replay`: .eml, mbox, a Maildir, an export or standard input. Nothing is written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from agent.errors import WrongUsage
from providers import Account, open_mailbox
from providers.mailbox import Folder, Query, RawMessage
from providers.mbox import begins_as_mbox, message_in, spans, with_old_lines
from providers.search import received_at
from providers.separators import LOOK, Doubts

_EVER = datetime(1990, 1, 1, tzinfo=UTC)


Tell = Callable[[str], None]


def messages_in(path: Path, addresses: tuple[str, ...], tell: Tell) -> Iterator[RawMessage]:
    """Every message of a file or folder; `tell` hears, once each, of what is not understood, and when there is none.

    Raises WrongUsage when it is neither, and the errors of mailboxes.
    """
    empty = True
    for message in _messages_in(path, addresses, tell):
        empty = False
        yield message
    if empty:
        tell(f"{'Standard input' if str(path) == '-' else path} holds no mail.")


def _messages_in(path: Path, addresses: tuple[str, ...], tell: Tell) -> Iterator[RawMessage]:
    if str(path) == "-":
        yield from _from_input(sys.stdin.buffer.read(), tell)
    elif path.is_dir():
        maildir = any(found.is_dir() for found in path.rglob("cur"))
        yield from _all_of("maildir" if maildir else "export", path, addresses, tell)
    elif path.is_file():
        with path.open("rb") as file:
            is_mbox = begins_as_mbox(file.read(512))
        if is_mbox:
            yield from _all_of("export", path, addresses, tell)
        elif not _is_blank(raw := path.read_bytes()):
            yield RawMessage(path.name, None, Folder.INBOX, received_at(raw, path), raw)
    else:
        raise WrongUsage(f"There is no {path}.", "Name an .eml or .mbox file, or a folder of mail.")


def _is_blank(raw: bytes) -> bool:
    """Whether nothing but white space is there; it copies no large message to see."""
    return not raw or raw.isspace()


def _all_of(kind: str, path: Path, addresses: tuple[str, ...], tell: Tell) -> Iterator[RawMessage]:
    mailbox = open_mailbox(Account("files", kind, addresses or ("nobody@localhost",), path))
    told: set[str] = set()
    # The empty word stands in every message.
    for one in mailbox.fetch(mailbox.search(Query(_EVER, words=("",)))):
        if isinstance(one, RawMessage):
            yield one
        elif one.why not in told:
            told.add(one.why)
            tell(one.why)


def _from_input(raw: bytes, tell: Tell) -> Iterator[RawMessage]:
    """One message, or the messages of an mbox."""
    parts = [raw]
    if begins_as_mbox(raw[:512]):
        raw = raw.replace(b"\r", b"\n") if with_old_lines(raw[:LOOK]) else raw
        doubts = Doubts()
        parts = [message_in(raw[begin:end]) for begin, end in spans(BytesIO(raw), doubts=doubts)]
        if doubts.count:
            tell(doubts.told("standard input"))
    for number, part in enumerate(parts):
        if not _is_blank(part):
            yield RawMessage(f"-:{number}", None, Folder.INBOX, received_at(part, Path("/dev/null")), part)
