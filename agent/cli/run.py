"""`followup run`: one pass over every account."""

from __future__ import annotations

import json
from datetime import tzinfo

import click

from agent.cli.mailboxes import opened
from agent.cli.progress import progress
from agent.cli.surroundings import Surroundings, new_id, settings_of, shared
from agent.clock import trust
from agent.cycle import Outcome
from agent.cycle import run as one_pass
from agent.errors import OK, WrongUsage


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing, not even our own notes.")
@click.option("--allow", type=click.IntRange(1), help="Allow this many new drafts in this pass.")
@click.option("--now", metavar="ISO", help="With --dry-run: as if it were this moment.")
@shared
def run(around: Surroundings, dry_run: bool, allow: int | None) -> int:
    """One pass over every account: read what is new, and make your Drafts agree with what is due.

    Safe to run as often as you like. Nothing is ever sent.
    """
    if not dry_run and click.get_current_context().params.get("now"):
        raise WrongUsage("--now goes with --dry-run only.", "A pass that saves goes by the real clock.")
    config = around.config()
    settings = settings_of(config)
    with around.store() as store, opened(config.accounts) as (mailboxes, unopened):
        if not click.get_current_context().params.get("now"):
            last = store.last_run()
            trust(around.now, last and last[0], allowed=allow is not None)
        book = store.copy() if dry_run else store
        with progress(as_json=around.as_json) as watch:
            outcome = one_pass(
                mailboxes, book, settings, around.now, new_id, allow=allow, unopened=unopened, dry=dry_run, watch=watch
            )
        if not dry_run:
            code = OK if outcome is None else outcome.exit_code
            store.record_run(around.now, code, "nothing new" if outcome is None else _summary(outcome))
    _show(outcome, around, settings.owner.zone, dry_run)
    return OK if outcome is None else outcome.exit_code


def _summary(outcome: Outcome) -> str:
    return f"{outcome.looked_at} new, {outcome.mattered} mattered, {len(outcome.result.done)} changes"


def _show(outcome: Outcome | None, around: Surroundings, zone: tzinfo, dry_run: bool) -> None:
    if around.as_json:
        from agent.cli import shapes

        empty: shapes.Json = {"schema": shapes.SCHEMA, "at": shapes.moment(around.now), "actions": [], "exit_code": OK}
        click.echo(json.dumps(empty if outcome is None else shapes.outcome(outcome), ensure_ascii=False))
        return
    if dry_run:
        click.echo("A dry run: nothing is changed, and nothing is kept for `status` and `why`.")
    if outcome is None:
        click.echo("Nothing new, and nothing falls due yet. What comes next: followup status")
        return
    from agent.cli import words  # only here: most passes find nothing new, and words bring the cases along

    for line in words.outcome(outcome, zone, dry=dry_run):
        click.echo(line)
