"""What a command needs from the world around it: the options all share, the clock, the zone, the open store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from uuid import uuid4

import click

from agent.config import Config, load
from agent.errors import ConfigWrong, WrongUsage
from agent.home import Home, home_at
from agent.store import Store
from agent.view import Settings

_FIRST_YEAR, _LAST_YEAR = 1990, 2199


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where things are, what time it is, and how to speak."""

    home: Home
    now: datetime
    as_json: bool

    def config(self) -> Config:
        """The owner's config."""
        config = load(self.home.config)
        return replace(config, accounts=tuple(replace(one, tokens=self.home.tokens) for one in config.accounts))

    def settings(self) -> Settings:
        """The config as a pass needs it."""
        return settings_of(self.config())

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, under the lock."""
        with self.home.locked(wait_seconds=5):
            store = Store(self.home.database)
            try:
                yield store
            finally:
                store.close()


def settings_of(config: Config) -> Settings:
    """What a pass needs to know of a config."""
    templates: dict[str, str] = {}
    if config.templates:
        templates = _own_templates(config.templates)
    owner = config.owner(config.zone or local_zone())
    return Settings(owner, config.policy, config.scan_days, config.signature, templates=templates)


def _own_templates(folder: Path) -> dict[str, str]:
    """The owner's templates by file name. Raises ConfigWrong when the folder or a file in it cannot be read."""
    if not folder.is_dir():
        raise ConfigWrong(f"There is no folder of templates at {folder}.", "Correct `templates` in the config.")
    found = {}
    for path in sorted(folder.glob("*.j2")):
        try:
            found[path.name] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigWrong(f"The template {path} cannot be read: {error}.", "Save it as UTF-8 text.") from error
    return found


def local_zone() -> tzinfo:
    """The computer's time zone."""
    import tzlocal  # slow to load, and most configs name a zone

    return tzlocal.get_localzone()


def new_id() -> str:
    """A random text for a Message-ID or a choice."""
    return uuid4().hex


def moment(text: str, zone: tzinfo) -> datetime:
    """A time the owner typed: ISO 8601; without an offset it is theirs. Raises WrongUsage."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongUsage(f"{text!r} is no time.", "Write it like 2026-11-27 or 2026-11-27T15:00.") from error
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise WrongUsage(f"{text!r} is too far away.", f"The years {_FIRST_YEAR} to {_LAST_YEAR} are understood.")
    return at if at.tzinfo else at.replace(tzinfo=zone)


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options every command has; the command gets a `Surroundings` as its first argument."""
    return _with_options(command, "One JSON document instead of text.")


def shared_by_lines(command: Callable[..., Any], each: str) -> Callable[..., Any]:
    """The same for a command whose JSON is one object a line; `each` says for what ("each message")."""
    return _with_options(command, f"JSON instead of text: one object a line, for {each}.")


def _with_options(command: Callable[..., Any], json_help: str) -> Callable[..., Any]:
    @click.option("--json", "as_json", is_flag=True, help=json_help)
    @click.option("--config", "config", type=click.Path(path_type=Path), help="Another config file.")
    @click.option(
        "--home",
        "home",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="FOLLOWUP_HOME",
        help="Keep everything in this folder.",
    )
    def with_surroundings(
        as_json: bool,
        config: Path | None,
        home: Path | None,
        **rest: Any,  # noqa: ANN401  # the command's own options
    ) -> Any:  # noqa: ANN401  # whatever the command returns
        at: str | None = rest.pop("now", None)
        now = moment(at, local_zone()) if at else datetime.now(UTC)
        return command(Surroundings(home_at(home, config), now, as_json), **rest)

    with_surroundings.__name__ = command.__name__
    with_surroundings.__doc__ = command.__doc__
    with_surroundings.__click_params__ = (  # type: ignore[attr-defined]  # where click keeps options until @command
        getattr(command, "__click_params__", []) + with_surroundings.__click_params__  # type: ignore[attr-defined]
    )
    return with_surroundings


_AS_IF = "As if it were this moment, with the mail that `followup run` has read."
at_option = click.option("--now", metavar="ISO", help=_AS_IF)
