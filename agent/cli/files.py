"""Mail from files, for `read` and `replay`: .eml, mbox, a Maildir, an export or standard input. Nothing is written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from agent.errors import WrongUsage
from providers import Account, open_mailbox
from providers.mailbox import Folder, Query, RawMessage
from providers.mbox import begins_as_mbox, message_in, spans
from providers.search import received_at

_EVER = datetime(1990, 1, 1, tzinfo=UTC)


def messages_in(path: Path, addresses: tuple[str, ...]) -> Iterator[RawMessage]:
    """Every message of a file or folder. Raises WrongUsage when it is neither, and the errors of mailboxes."""
    if str(path) == "-":
        yield from _from_input(sys.stdin.buffer.read())
    elif path.is_dir():
        maildir = any(found.is_dir() for found in path.rglob("cur"))
        yield from _all_of("maildir" if maildir else "export", path, addresses)
    elif path.is_file():
        with path.open("rb") as file:
            is_mbox = begins_as_mbox(file.read(512))
        if is_mbox:
            yield from _all_of("export", path, addresses)
        elif (raw := path.read_bytes()).strip():
            yield RawMessage(path.name, None, Folder.INBOX, received_at(raw, path), raw)
    else:
        raise WrongUsage(f"There is no {path}.", "Name an .eml or .mbox file, or a folder of mail.")


def _all_of(kind: str, path: Path, addresses: tuple[str, ...]) -> Iterator[RawMessage]:
    mailbox = open_mailbox(Account("files", kind, addresses or ("nobody@localhost",), path))
    # The empty word stands in every message.
    for one in mailbox.fetch(mailbox.search(Query(_EVER, words=("",)))):
        if isinstance(one, RawMessage):
            yield one


def _from_input(raw: bytes) -> Iterator[RawMessage]:
    """One message, or the messages of an mbox."""
    parts = [raw]
    if begins_as_mbox(raw[:512]):
        parts = [message_in(raw[begin:end]) for begin, end in spans(BytesIO(raw))]
    for number, part in enumerate(parts):
        if part.strip():
            yield RawMessage(f"-:{number}", None, Folder.INBOX, received_at(part, Path("/dev/null")), part)
