"""`followup stored`, `export` and `forget`: what is kept about the owner and where, all of it as JSON, none of it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from agent.cli import shapes
from agent.cli.surroundings import Surroundings, shared
from agent.errors import TryLater
from agent.home import Home

_NAMES = {
    "cursor": "cursors",
    "message": "messages",
    "ledger": "drafts",
    "choice": "choices",
    "run": "runs",
    "told": "told",
    "value": "values",
}
"""The tables by the names `export` gives them."""

_NEVER = "Bodies of messages, attachments and passwords are not kept."


@click.command()
@shared
def stored(around: Surroundings) -> int:
    """What is kept about you, and where. Everything is readable by you only; nothing is anywhere else."""
    with around.store() as store:
        counts = {_NAMES[table]: count for table, count in store.counts().items()}
        places = _places(around.home)
    if around.as_json:
        document = {"schema": shapes.SCHEMA, "places": places, "counts": counts, "never": _NEVER}
        click.echo(json.dumps(document, ensure_ascii=False))
        return 0
    for place in places:
        click.echo(f"{place['path']} ({place['bytes']} bytes)\n    {place['holds']}")
    click.echo("In the database: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    click.echo(f"{_NEVER}\nAll of it: followup export. None of it: followup forget.")
    return 0


@click.command()
@shared
def export(around: Surroundings) -> int:
    """Everything that is kept about you, as one JSON document."""
    with around.store() as store:
        tables = {_NAMES[table]: rows for table, rows in store.everything().items()}
        document = {"schema": shapes.SCHEMA, "at": shapes.moment(around.now), "places": _places(around.home), **tables}
    click.echo(json.dumps(document, ensure_ascii=False, indent=None if around.as_json else 1))
    return 0


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--with-config", is_flag=True, help="Your config file too.")
@shared
def forget(around: Surroundings, yes: bool, with_config: bool) -> int:
    """Remove everything that followup keeps. Your mail and your drafts stay as they are; so does your config.

    To take untouched drafts out first: followup drafts --remove-untouched
    """
    home = around.home
    going = [path for _, path in home.files if path.exists()]
    if with_config and home.config.exists():
        going.append(home.config)
    for path in going:
        click.echo(f"  {path}", err=around.as_json)
    asked = "Remove these for good? Your mail and your drafts stay as they are."
    removed: list[Path] = []
    if going and (yes or click.confirm(asked, err=around.as_json)):
        with home.locked(wait_seconds=5):
            removed = [path for path in going if path != home.lock and _remove(path)]
        # The lock itself goes when nobody holds it; some systems refuse to remove a file that is open.
        removed += [path for path in (home.lock,) if _remove(path)]
        for folder in (home.tokens, home.state):
            if folder.exists() and not any(folder.iterdir()):
                folder.rmdir()
    if around.as_json:
        click.echo(json.dumps({"schema": shapes.SCHEMA, "removed": [str(path) for path in removed]}))
    else:
        click.echo("Removed; nothing is kept any more." if removed else "Nothing was removed.")
    return 0


def _remove(path: Path) -> bool:
    """Remove a file; True when it was there. Raises TryLater."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise TryLater(f"{path} could not be removed: {error.strerror}.", "Is it open in another program?") from error
    return True


def _places(home: Home) -> list[shapes.Json]:
    """The files there are, with what they hold and their size."""
    files = (("your settings, written by you", home.config), *home.files)
    return [{"path": str(path), "holds": holds, "bytes": path.stat().st_size} for holds, path in files if path.exists()]
