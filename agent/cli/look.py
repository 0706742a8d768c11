"""`followup status` and `followup why`: what is going on, from what is stored. No mailbox is opened."""

from __future__ import annotations

import json

import click

from agent.cases import find
from agent.cases.records import Case
from agent.cli import shapes, words
from agent.cli.surroundings import Surroundings, at_option, shared
from agent.errors import WrongUsage
from agent.view import View, view


@click.command()
@at_option
@shared
def status(around: Surroundings) -> int:
    """What needs you, what it waits for, what ended."""
    settings = around.settings()
    with around.store() as store:
        seen = view(store, settings, around.now)
    if around.as_json:
        click.echo(json.dumps(shapes.status(seen, around.now), ensure_ascii=False))
        return 0
    for line in words.status(seen, settings.owner.zone, around.now):
        click.echo(line)
    return 0


@click.command()
@click.argument("case")
@at_option
@shared
def why(around: Surroundings, case: str) -> int:
    """The sentences behind CASE, what is due and when, or why nothing is."""
    settings = around.settings()
    with around.store() as store:
        seen = view(store, settings, around.now)
    one = the_case(seen, case)
    if around.as_json:
        click.echo(json.dumps(shapes.why(one, seen.plan_of(one), around.now), ensure_ascii=False))
        return 0
    for line in words.why(one, seen.plan_of(one), settings.owner.zone, around.now, seen.entries):
        click.echo(line)
    return 0


def the_case(seen: View, word: str) -> Case:
    """The one case `word` means. Raises WrongUsage and lists the matches when there is none or several."""
    matches = find(seen.cases, word)
    if len(matches) == 1:
        return matches[0]
    if not seen.cases:
        raise WrongUsage("No case is known yet.", words.NOT_YET_READ)
    listed = matches or seen.cases
    lines = "\n".join(f"  {case.key}  {words.title(case)}" for case in listed)
    if matches:
        raise WrongUsage(f"{word!r} can mean several:", f"{lines}\nName one by its key.")
    raise WrongUsage(f"No case is called {word!r}. There are:", lines)
