"""`followup read`: what the agent understands of single messages."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from agent.cli import shapes
from agent.cli.files import messages_in
from agent.cli.surroundings import Surroundings, local_zone, shared_by_lines
from agent.config import COUNTRY
from agent.errors import ConfigWrong, WrongUsage
from agent.messages import Owner
from agent.reading import read as read_message
from agent.reading.remarks import lost
from agent.understanding import understand


def owner_of(around: Surroundings, addresses: tuple[str, ...], zone: str | None, country: str | None) -> Owner:
    """The owner from the options, filled up from the config where there is one."""
    try:
        known: Owner | None = around.settings().owner if around.home.config.exists() else None
    except ConfigWrong:
        known = None
    try:
        place = ZoneInfo(zone) if zone else known.zone if known else local_zone()
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongUsage(f"{zone!r} is no time zone.", "Write it like Europe/London.") from error
    mine = frozenset(a.lower() for a in addresses) or (known.addresses if known else frozenset())
    if country is not None and not COUNTRY.fullmatch(country.upper()):
        raise WrongUsage(f"{country!r} is no country.", "Write it as two letters, like GB.")
    where = country.upper() if country else known.country if known else None
    return Owner(mine, place, where, known.name if known else None)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--owner", "addresses", multiple=True, metavar="ADDRESS", help="Your address (may be repeated).")
@click.option("--zone", help="Your time zone.")
@click.option("--country", help="Your country (ISO code).")
@partial(shared_by_lines, each="each message")
def read(
    around: Surroundings, files: tuple[Path, ...], addresses: tuple[str, ...], zone: str | None, country: str | None
) -> int:
    """What the agent understands of .eml or .mbox FILES (- for standard input)."""
    owner = owner_of(around, addresses, zone, country)
    trouble = False

    def tell(line: str) -> None:
        nonlocal trouble
        trouble = True
        click.echo(line, err=True)

    for file in files:
        for raw in messages_in(file, addresses, tell):
            reading = read_message(raw, owner, "read")
            found = understand(reading, owner)
            trouble = trouble or bool(lost(found.remarks))
            if around.as_json:
                click.echo(json.dumps(shapes.understanding(found), ensure_ascii=False))
                continue
            click.echo(f"{reading.subject or '(no subject)'}: {found.kind.value} ({found.confidence:.0%})")
            for finding in found.findings:
                click.echo(f'  {type(finding).__name__}: "{" ".join(finding.evidence.sentence.split())[:160]}"')
            for remark in found.remarks:
                click.echo(f"  {remark.text}", err=True)
    return 65 if trouble else 0
