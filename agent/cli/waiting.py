"""`followup drafts`: what is waiting in Drafts, and a way to take out what nobody has touched."""

from __future__ import annotations

import json

import click

from agent.cli import shapes, words
from agent.cli.surroundings import Surroundings, shared
from agent.drafts.entries import LIVE


@click.command()
@click.option("--remove-untouched", is_flag=True, help="Take out of Drafts what we wrote and you have not touched.")
@click.option("--yes", is_flag=True, help="Do not ask before removing.")
@shared
def drafts(around: Surroundings, remove_untouched: bool, yes: bool) -> int:
    """The drafts that wait for you, as of the last pass.

    With --remove-untouched those of ours that you have not touched are shown and, after your yes, removed. Their words
    are kept for 30 days: `followup undo` saves them again.
    """
    if remove_untouched:
        from agent.cli.removing import remove  # it brings along what writes to mailboxes

        return remove(around, yes)
    with around.store() as store:
        waiting = [entry for entry in store.entries() if entry.fate in LIVE]
    if around.as_json:
        shown = {"schema": shapes.SCHEMA, "drafts": [shapes.entry_of(entry) for entry in waiting]}
        click.echo(json.dumps(shown, ensure_ascii=False))
        return 0
    if not waiting:
        click.echo("No draft of ours is waiting.")
    for entry in waiting:
        yours = " (changed by you)" if entry.fate.value == "owners" else ""
        click.echo(f"{words.draft(entry)}{yours}")
    return 0
