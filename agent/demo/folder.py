"""The demo on disk: a home of its own with a config, and a Maildir++ with the mail of the job hunt."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from agent.demo.letters import letter
from agent.demo.tables import ZONE, Table, tables
from agent.errors import TryLater, WrongUsage

MOMENT = datetime(2026, 11, 20, 15, 0, tzinfo=ZONE)
"""The moment the demo is set in, a Friday afternoon."""

MARK = ".followup-demo"
"""A file that says: this folder is a demo of ours, and may be written anew."""

CONFIG = """\
# The demo's config. For your own start from config.example.toml, which names every setting.

[owner]
name = "Sam Okafor"
zone = "Europe/London"
country = "GB"

[[account]]
name = "demo"
type = "maildir"
path = {path}
addresses = ["sam@owner.example"]
"""


def unpack(folder: Path) -> int:
    """Write the demo into `folder`, afresh when it is a demo already; returns the number of messages.

    Raises WrongUsage when something else is there, TryLater when the folder cannot be written.
    """
    ours = (folder / MARK).is_file()
    if folder.exists() and not ours and not (folder.is_dir() and not any(folder.iterdir())):
        raise WrongUsage(f"{folder} is there already and is not a demo.", "Name another folder with --folder.")
    try:
        if ours:
            shutil.rmtree(folder)
        return _write(folder)
    except OSError as error:
        raise TryLater(f"The demo cannot be written to {folder}: {error}.", "Is it writable?") from error


def _write(folder: Path) -> int:
    mail = (folder / "Mail").absolute()
    for name in ("", ".Sent", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (mail / name / part).mkdir(parents=True, mode=0o700)
    (folder / MARK).write_text("A demo of followup; `followup demo` writes this folder anew.\n", encoding="utf-8")
    (folder / "config.toml").write_text(CONFIG.format(path=_quoted(str(mail))), encoding="utf-8")
    every = tables()
    for table in every.values():
        _file(mail, table, every)
    return len(every)


def _file(mail: Path, table: Table, every: dict[str, Table]) -> None:
    """One message, read long ago, with the time stamp it would have had."""
    seconds = int(table["at"].timestamp())
    where = mail / ".Sent" if "sam@owner.example" in table["from"] else mail
    path = where / "cur" / f"{seconds}.{table['id']}.demo:2,S"
    path.write_bytes(letter(table, every).replace(b"\r\n", b"\n"))
    os.utime(path, (seconds, seconds))


def _quoted(text: str) -> str:
    """A TOML text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
