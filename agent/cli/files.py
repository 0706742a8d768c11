"""Mail from files, for `read` and `replay`: .eml, .mbox, a Maildir or standard input. Nothing is written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from agent.errors import WrongUsage
from providers import Account
from providers.mailbox import Folder, Query, RawMessage
from providers.maildir import MaildirMailbox
from providers.search import received_at

_EVER = datetime(1990, 1, 1, tzinfo=UTC)


def messages_in(path: Path, addresses: tuple[str, ...]) -> Iterator[RawMessage]:
    """Every message of a file or folder. Raises WrongUsage when it is neither."""
    if str(path) == "-":
        yield from _split("-", sys.stdin.buffer.read(), path)
    elif path.is_dir():
        yield from _folder(path, addresses)
    elif path.is_file():
        yield from _split(path.name, path.read_bytes(), path)
    else:
        raise WrongUsage(f"There is no {path}.", "Name an .eml or .mbox file, or a folder of mail.")


def _folder(path: Path, addresses: tuple[str, ...]) -> Iterator[RawMessage]:
    emls = sorted(path.glob("*.eml"))
    if emls and not (path / "cur").is_dir():
        for eml in emls:
            yield RawMessage(eml.name, None, Folder.INBOX, received_at(eml.read_bytes(), eml), eml.read_bytes())
        return
    mailbox = MaildirMailbox(Account("replay", "maildir", addresses or ("nobody@localhost",), path))
    # The empty word stands in every message.
    for one in mailbox.fetch(mailbox.search(Query(_EVER, words=("",)))):
        if isinstance(one, RawMessage):
            yield one


def _split(name: str, raw: bytes, path: Path) -> Iterator[RawMessage]:
    """One message, or the messages of an mbox."""
    parts = raw.split(b"\nFrom ") if raw.startswith(b"From ") else [raw]
    for number, part in enumerate(parts):
        mail = part.partition(b"\n")[2] if raw.startswith(b"From ") else part
        if mail.strip():
            file = path if path.is_file() else Path("/dev/null")
            yield RawMessage(f"{name}:{number}", None, Folder.INBOX, received_at(mail, file), mail)
