"""`followup drafts`: what is waiting in Drafts."""

from __future__ import annotations

import json

import click

from agent.cli import shapes, words
from agent.cli.surroundings import Surroundings, shared
from agent.drafts.entries import LIVE
from agent.planning.records import Step


@click.command()
@shared
def drafts(around: Surroundings) -> int:
    """The drafts that wait for you, as of the last pass."""
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
        click.echo(f"{words.STEPS[Step(entry.step)]} to {entry.to[0]}{yours}: {entry.subject}")
    return 0
