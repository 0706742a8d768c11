"""`followup demo`: the real agent over an invented job hunt, offline, at a fixed moment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from shlex import quote

import click

from agent.cli import shapes, words
from agent.cli.surroundings import settings_of
from agent.config import load
from agent.cycle import Outcome
from agent.cycle import run as one_pass
from agent.demo import MOMENT, ZONE, unpack
from agent.drafts.entries import LIVE, Entry
from agent.home import home_at
from agent.planning.records import Step
from agent.store import Store
from agent.view import View, view
from providers import open_mailbox
from providers.mailbox import SavedDraft

_NOW = "2026-11-20T15:00Z"  # with its offset, so that it is the same moment on every computer


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("followup-demo"),
    show_default=True,
    help="Where the sample mailbox goes.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of text.")
def demo(folder: Path, as_json: bool) -> int:
    """A sample job hunt in a local mailbox, the whole agent on it. No account, no network."""
    messages = unpack(folder)
    outcome, seen, saved = _one_pass(folder)
    entries = [entry for entry in seen.entries if entry.fate in LIVE]
    if as_json:
        click.echo(json.dumps(_shape(folder, messages, outcome, seen, entries), ensure_ascii=False))
        return outcome.exit_code
    for line in _told(folder, messages, seen, entries, saved):
        click.echo(line)
    return outcome.exit_code


def _one_pass(folder: Path) -> tuple[Outcome, View, list[SavedDraft]]:
    """What `followup run` does, at the demo's moment and with ids that are the same every time."""
    home = home_at(folder, None)
    config = load(home.config)
    settings = settings_of(config)
    account = config.accounts[0]
    numbers = count(1)
    with home.locked():
        store = Store(home.database)
        mailbox = open_mailbox(account)
        try:
            outcome = one_pass({account.name: mailbox}, store, settings, MOMENT, lambda: f"demo-{next(numbers)}")
            assert outcome is not None  # a fresh store always has something to look at
            return outcome, view(store, settings, MOMENT), list(mailbox.drafts())
        finally:
            mailbox.close()
            store.close()


def _shape(folder: Path, messages: int, outcome: Outcome, seen: View, entries: list[Entry]) -> shapes.Json:
    return {
        "schema": shapes.SCHEMA,
        "folder": str(folder),
        "messages": messages,
        "drafts": [{"step": Step(entry.step).value, "to": list(entry.to), "text": entry.text} for entry in entries],
        "run": shapes.outcome(outcome),
        "status": shapes.status(seen, MOMENT),
    }


def _told(folder: Path, messages: int, seen: View, entries: list[Entry], saved: list[SavedDraft]) -> Iterator[str]:
    """The tour: what is going on and why, one draft whole, and where to go from here."""
    yield f"An invented job hunt: {messages} messages in {folder / 'Mail'}, as of {words.day(MOMENT, ZONE)}."
    yield ""
    yield from list(words.status(seen, ZONE, MOMENT))[:-1]  # the last line says how to ask for more: see below
    yield click.style("Why these drafts", bold=True)
    for one in entries:
        yield f"  {words.STEPS[Step(one.step)]} to {one.to[0]}"
        yield f"      {one.because}"
    yield ""
    yield click.style("One of them, whole", bold=True)
    yield from (f"  {line}".rstrip() for line in _whole(entries, saved))
    yield ""
    yield f"{len(entries)} drafts wait in {folder / 'Mail' / '.Drafts'}. Nothing was sent, and nothing ever is."
    yield ""
    yield from _next_steps(quote(str(folder)))


def _next_steps(folder: str) -> Iterator[str]:
    yield click.style("What to do next", bold=True)
    yield "  The sentences behind a case, and what is due when; northgate can be any name from above:"
    yield f"    followup why northgate --home {folder} --now {_NOW}"
    yield "  What it would have done with your own past mail (a Maildir, an mbox file or a folder of .eml files; it is"
    yield "  only read):"
    yield "    followup replay YOUR-MAIL --owner YOUR-ADDRESS"
    yield '  To let it save drafts in your mailbox: "Your own mail" in README.md.'


def _whole(entries: list[Entry], saved: list[SavedDraft]) -> list[str]:
    """A follow-up, or else the first draft, as it lies in Drafts."""
    from email import message_from_bytes
    from email.policy import default

    shown = min(entries, key=lambda one: one.step != Step.FOLLOW_UP.value)
    mail = message_from_bytes(next(one.raw for one in saved if one.ref == shown.ref), policy=default)
    body = mail.get_body(("plain",))
    text = "" if body is None else str(body.get_content())
    return [f"To: {mail['To']}", f"Subject: {mail['Subject']}", "", *text.strip().splitlines()]
