"""`followup drafts --remove-untouched`: what nobody has touched is taken out of Drafts, after showing it and asking."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import click

from agent.agreeing import drafts_in, note_refusals
from agent.cli import in_words, shapes, words
from agent.cli.mailboxes import opened
from agent.cli.surroundings import Surroundings, new_id
from agent.drafts import ActResult, Removal, act, removal
from agent.drafts.entries import LIVE, Entry
from agent.errors import exit_code_of, worst
from agent.store import Store
from providers.errors import MailboxError


def remove(around: Surroundings, yes: bool) -> int:
    """Show what may go, ask, remove it, and say what came of it."""
    policy = around.settings().policy
    with around.store() as store, opened(around.config().accounts) as (mailboxes, failed):
        found = removal(store.entries(), drafts_in(mailboxes, failed), around.now, policy)
        for line in _shown(found, failed):
            click.echo(line, err=around.as_json)
        asked = f"Remove {len(found.going)} of them from Drafts?"
        result = ActResult.nothing()
        if found.going and (yes or click.confirm(asked, err=around.as_json)):
            result = act(found.going, mailboxes, store, around.now, new_id)
            note_refusals(store, around.now)
        removed = [entry for _, entry in result.done]
        failed.update(result.failed)
        _say(around, store, removed, found)
    return worst([exit_code_of(error) for error in failed.values()])


def _shown(found: Removal, failed: Mapping[str, MailboxError]) -> Iterator[str]:
    yield from (f"  untouched: {words.draft(one.entry)}" for one in found.going)
    yield from (f"  stays: {words.draft(entry)}. {why}" for entry, why in found.staying)
    yield from (f"  {account}: {in_words(error)}" for account, error in failed.items())
    if not found.going:
        yield "No untouched draft of ours is waiting."


def _say(around: Surroundings, store: Store, removed: list[Entry], found: Removal) -> None:
    if around.as_json:
        document = {
            "schema": shapes.SCHEMA,
            "drafts": [shapes.entry_of(entry) for entry in store.entries() if entry.fate in LIVE],
            "removed": [shapes.entry_of(entry) for entry in removed],
            "stayed": [{**shapes.entry_of(entry), "because": why} for entry, why in found.staying],
        }
        click.echo(json.dumps(document, ensure_ascii=False))
    elif removed:
        click.echo(f"Removed: {len(removed)}. Their words are kept for 30 days; `followup undo` saves them again.")
    elif found.going:
        click.echo("Nothing was removed.")
