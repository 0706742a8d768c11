"""`followup replay`: the agent over a past mailbox, as if day by day."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path

import click

from agent.cli import shapes, words
from agent.cli.files import messages_in
from agent.cli.reading import owner_of
from agent.cli.surroundings import Surroundings, moment, shared_by_lines
from agent.drafts.entries import LIVE
from agent.errors import OK, UnreadableMail, WrongUsage
from agent.messages import Owner
from agent.policy import Policy
from agent.reading.addresses import people
from agent.reading.heads import parse, split
from agent.replay import Replay, whole_hour
from agent.view import Settings
from providers.mailbox import RawMessage

_AFTER = timedelta(days=21)  # how long after the last message a replay goes on by itself


@click.command()
@click.argument("mailbox", type=click.Path(path_type=Path))
@click.option("--owner", "addresses", multiple=True, metavar="ADDRESS", help="Your address (may be repeated).")
@click.option("--zone", help="Your time zone.")
@click.option("--country", help="Your country (ISO code).")
@click.option("--from", "start", metavar="ISO", help="The first pass; default: the first message.")
@click.option("--until", "until", metavar="ISO", help="The last pass; default: three weeks after the last message.")
@click.option("--every", default="1h", help="Time between passes: 1h, 30m, 1d.")
@partial(shared_by_lines, each="each action, and in the last line how things stand")
def replay(
    around: Surroundings,
    mailbox: Path,
    addresses: tuple[str, ...],
    zone: str | None,
    country: str | None,
    start: str | None,
    until: str | None,
    every: str,
) -> int:
    """What the agent would have drafted over the past mail in MAILBOX, and when. Nothing is written."""
    owner = owner_of(around, addresses, zone, country)
    if not owner.addresses:
        raise WrongUsage("Whose mail is it?", "Name your address: --owner you@example.com")
    untold: list[str] = []
    messages = list(messages_in(mailbox, addresses, untold.append))
    if not messages:
        raise WrongUsage(" ".join(untold))
    for line in untold:
        click.echo(line, err=True)
    for address in _unseen(messages, owner):
        click.echo(f"None of the {len(messages)} messages is from or to {address}. Is that your address?", err=True)
    settings = Settings(_named(owner, messages), Policy(), scan_days=3650)
    first, last = _span(messages, start, until, owner.zone)
    playing = Replay(messages, settings, whole_hour(first), last, _step(every))
    trouble = bool(untold)
    for outcome in playing.passes():
        for problem in outcome.problems:
            click.echo(problem, err=True)
            trouble = True
        if around.as_json:
            for line in shapes.outcome(outcome)["actions"]:
                click.echo(json.dumps({"schema": shapes.SCHEMA, **line}, ensure_ascii=False))
        else:
            shown = [
                line
                for line in words.outcome(outcome, owner.zone)
                if click.unstyle(line).startswith(("  +", "  -", "  ="))
            ]
            for line in shown:
                click.echo(f"{words.day(outcome.at, owner.zone)}{line}")
    _end(playing, last, around)
    return UnreadableMail.exit_code if trouble else OK


def _end(playing: Replay, last: datetime, around: Surroundings) -> None:
    view = playing.end()
    waiting = [entry for entry in view.entries if entry.fate in LIVE]
    if not around.as_json:
        click.echo("")
        for line in words.status(view, playing.settings.owner.zone, last):
            click.echo(line)
        return
    pairs = zip(view.cases, view.plans, strict=True)
    end = {
        "schema": shapes.SCHEMA,
        "at": shapes.moment(last),
        "drafts": [{k: v for k, v in shapes.entry_of(entry).items() if k != "yours"} for entry in waiting],
        "cases": [shapes.case(case, plan) for case, plan in pairs],
    }
    click.echo(json.dumps(end, ensure_ascii=False))


def _span(messages: list[RawMessage], start: str | None, until: str | None, zone: tzinfo) -> tuple[datetime, datetime]:
    times = [message.received for message in messages]
    first = moment(start, zone) if start else min(times)
    last = moment(until, zone) if until else max(times) + _AFTER
    if last < first:
        raise WrongUsage("--until lies before --from.")
    return first, last


def _named(owner: Owner, messages: list[RawMessage]) -> Owner:
    """The owner under the name that stands beside their address most often, if no config gives one."""
    if owner.name:
        return owner
    heads = (parse(split(message.raw)[0]) for message in messages)
    seen = Counter(
        person.name
        for head in heads
        for person in people([*head.all("from"), *head.all("to")])
        if person.email in owner.addresses and person.name
    )
    return replace(owner, name=seen.most_common(1)[0][0]) if seen else owner


def _unseen(messages: list[RawMessage], owner: Owner) -> list[str]:
    """The owner's addresses that stand in no header: a slip of the pen would make the owner a stranger here."""
    heads = b"\n".join(split(message.raw)[0].lower() for message in messages)
    return sorted(address for address in owner.addresses if address.encode() not in heads)


def _step(text: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,4})([mhd])", text)
    if not found or int(found.group(1)) == 0:
        raise WrongUsage(f"{text!r} is no time between passes.", "Write it like 1h, 30m or 1d.")
    return timedelta(**{{"m": "minutes", "h": "hours", "d": "days"}[found.group(2)]: int(found.group(1))})
