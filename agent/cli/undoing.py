"""`followup undo`: takes back the last thing the owner told, or saves a draft again that was taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

import click

from agent.agreeing import declined
from agent.choices import Choice, Verb
from agent.cli import shapes
from agent.cli.mailboxes import opened
from agent.cli.surroundings import Surroundings, new_id, shared
from agent.codec import plain
from agent.config import Config
from agent.drafts import bring_back, last_gone
from agent.drafts.entries import Entry
from agent.errors import WrongUsage
from agent.messages import Person
from agent.store import Store


@click.command()
@shared
def undo(around: Surroundings) -> int:
    """Take back the last thing you told followup; or, if a draft was taken out of Drafts since, save it again.

    A draft that is saved again is yours: followup does not touch it any more.
    """
    config = around.config()
    with around.store() as store:
        told = [choice for choice in store.choices() if choice.verb is not Verb.DECLINED]
        gone = last_gone(store.entries())
        if not told and not gone:
            raise WrongUsage("There is nothing to take back.")
        if gone and (not told or _when(gone) >= told[-1].at):
            return _return(gone, store, config, around)
        return _take_back(told[-1], store, around)


def _when(gone: Sequence[Entry]) -> datetime:
    return max(entry.settled for entry in gone if entry.settled is not None)


def _take_back(choice: Choice, store: Store, around: Surroundings) -> int:
    store.unchoose(choice.id)
    store.remember("wake", None)
    if around.as_json:
        undone = {"schema": shapes.SCHEMA, "undone": "choice", "choice": plain(choice), "drafts": []}
        click.echo(json.dumps(undone, ensure_ascii=False))
    else:
        click.echo(f"Taken back: {choice.verb.value} {choice.text}".rstrip())
    return 0


def _return(gone: Sequence[Entry], store: Store, config: Config, around: Surroundings) -> int:
    """Save the drafts again, each in its account."""
    accounts = {account.name: account for account in config.accounts}
    back: list[Entry] = []
    with opened([account for account in config.accounts if account.name in {e.account for e in gone}]) as (
        mailboxes,
        failed,
    ):
        for error in failed.values():
            raise error
        for entry in gone:
            if entry.account not in mailboxes:
                raise WrongUsage(f"The account {entry.account!r} of that draft is no longer in your config.")
            sender = Person(config.name, entry.sender or accounts[entry.account].addresses[0])
            store.unchoose(declined(entry, around.now).id)
            back.append(bring_back(entry, sender, mailboxes[entry.account], store, around.now, new_id))
    store.remember("wake", None)
    if around.as_json:
        shown = [shapes.entry_of(entry) for entry in back]
        click.echo(json.dumps({"schema": shapes.SCHEMA, "undone": "drafts", "choice": None, "drafts": shown}))
        return 0
    for entry in back:
        click.echo(f"In Drafts again, and yours: to {entry.to[0]}, {entry.subject}")
    return 0
