"""The owner's config: TOML, checked whole. Every mistake is reported at once, with its line and a likely meaning."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from itertools import combinations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agent.config_spec import ACCOUNT, SETTINGS, Setting
from agent.errors import ConfigWrong
from agent.messages import Owner
from agent.policy import Policy
from providers import KINDS, Account

_SERVICES = frozenset({"gmail", "outlook"})  # the mail is not on this computer
COUNTRY = re.compile(r"[A-Z]{2}")
_KINDS = {int: "a whole number", str: 'a text in "quotes"', bool: "true or false", list: "a list", dict: "a table"}
_FOLDERS = ("inbox", "sent", "drafts", "trash", "spam")


@dataclass(frozen=True, slots=True)
class Config:
    """What the owner has set. `zone` None: the computer's."""

    name: str | None
    zone: tzinfo | None
    country: str | None
    scan_days: int
    signature: str | None
    templates: Path | None
    policy: Policy
    accounts: tuple[Account, ...]

    def owner(self, zone: tzinfo) -> Owner:
        """The owner; `zone` is used when the config names none."""
        addresses = frozenset(address for account in self.accounts for address in account.addresses)
        return Owner(addresses, self.zone or zone, self.country, self.name)


def load(path: Path) -> Config:
    """Read a config file. Raises ConfigWrong with every mistake in it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigWrong(f"There is no config at {path}.", "Copy config.example.toml there and fill it in.") from error
    except IsADirectoryError as error:
        raise ConfigWrong(f"The config {path} is a folder, not a file.", "Name the file in it.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigWrong(f"The config {path} is not UTF-8 text (line {line}).", "Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigWrong(f"The config {path} cannot be read: {error.strerror}.", "May you read it?") from error
    try:
        return parse(text)
    except ConfigWrong as error:
        raise ConfigWrong(f"{path}:\n{error}", error.remedy) from error


def parse(text: str) -> Config:
    """The config in a TOML text. Raises ConfigWrong with every mistake, a line each."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigWrong(f"  not valid TOML: {error}", "Mend that line.") from error
    checked = _Checked(text)
    sections = {setting.section for setting in SETTINGS}
    for section, table in tables.items():
        if section == "account":
            continue
        if section not in sections:
            checked.complain(section, f"unknown section [{section}]", _likely(section, [*sections, "account"]))
        elif not isinstance(table, dict):
            checked.complain(section, f"{section} must be a section, [{section}]")
        else:
            checked.unknown_keys(table, [s for s in SETTINGS if s.section == section])
    values = {(s.section, s.name): checked.value(tables.get(s.section), s) for s in SETTINGS}
    accounts = checked.accounts(tables.get("account", []))
    zone = checked.zone(values["owner", "zone"])
    country = values["owner", "country"]
    if country is not None and not COUNTRY.fullmatch(country):
        checked.complain("country", f"country must be two capital letters such as GB, not {country!r}")
    policy = {s.name: values[s.section, s.name] for s in SETTINGS if s.section == "etiquette"}
    checked.hours(policy)
    templates = checked.path("templates", values["drafts", "templates"])
    if checked.mistakes:
        raise ConfigWrong("\n".join(f"  {mistake}" for mistake in checked.mistakes), "Mend these and run again.")
    return Config(
        values["owner", "name"],
        zone,
        country,
        values["scan", "days"],
        values["drafts", "signature"],
        templates,
        Policy(**policy),
        accounts,
    )


def _likely(word: str, known: list[str]) -> list[str]:
    from difflib import get_close_matches  # only a config with a mistake needs it

    return get_close_matches(word, known)


class _Checked:
    """Gathers every mistake of one config text."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self.mistakes: list[str] = []

    def complain(self, word: str, what: str, likely: list[str] | None = None) -> None:
        """Note a mistake at the line where `word` stands first."""
        where = re.compile(rf"^\s*\[*\s*\"?{re.escape(word)}\b")
        line = next((n for n, text in enumerate(self._lines, 1) if where.match(text)), None)
        hint = f" (did you mean {likely[0]}?)" if likely else ""
        self.mistakes.append(f"line {line}: {what}{hint}" if line else f"{what}{hint}")

    def unknown_keys(self, table: Mapping[str, Any], settings: list[Setting]) -> None:
        """Keys nobody knows."""
        names = [setting.name for setting in settings]
        for key in table:
            if key not in names:
                self.complain(key, f"unknown setting {key!r}", _likely(key, names))

    def value(self, table: Any, setting: Setting) -> Any:  # noqa: ANN401  # TOML values are of any type
        """The value of one setting, or its default."""
        if not isinstance(table, dict) or setting.name not in table:
            return setting.default
        value = table[setting.name]
        if not isinstance(value, setting.kind) or (isinstance(value, bool) and setting.kind is not bool):
            kind = _KINDS[setting.kind]
            self.complain(setting.name, f"{setting.name} must be {kind}, not {value!r}")
            return setting.default
        if isinstance(value, int) and not 0 <= value <= 10_000:
            self.complain(setting.name, f"{setting.name} must be between 0 and 10000, not {value}")
            return setting.default
        return value

    def zone(self, name: str | None) -> tzinfo | None:
        """The named time zone."""
        if name is None:
            return None
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.complain("zone", f"{name!r} is no time zone; write it like Europe/London or America/New_York")
            return None

    def path(self, setting: str, text: str | None) -> Path | None:
        """A path as typed, with ~ for the home folder."""
        if not text:
            return None
        try:
            return Path(text).expanduser()
        except RuntimeError:
            self.complain(setting, f"{setting}: there is no home folder for {text.split('/')[0]!r}")
            return None

    def hours(self, policy: Mapping[str, int]) -> None:
        """Hours of the day that make sense together."""
        if not policy["day_start_hour"] < policy["day_end_hour"] <= 23:
            self.complain("day_start_hour", "day_start_hour must be before day_end_hour, both hours of one day")
        if policy["onsite_end_hour"] > 23:
            self.complain("onsite_end_hour", "onsite_end_hour must be an hour of the day, 0 to 23")

    def accounts(self, tables: Any) -> tuple[Account, ...]:  # noqa: ANN401
        """Every [[account]]."""
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.complain("account", "accounts are written as [[account]]")
            return ()
        if not tables:
            self.mistakes.append("there is no [[account]]: nothing to watch")
        accounts = [self._account(table, number) for number, table in enumerate(tables, 1)]
        names = [account.name for account in accounts]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.mistakes.append(f"two accounts are called {name!r}")
        for one, other in combinations(accounts, 2):
            self._apart(one, other)
        return tuple(accounts)

    def _apart(self, one: Account, other: Account) -> None:
        """Mail that belongs to two accounts would be answered in both."""
        for address in sorted(set(one.addresses) & set(other.addresses)):
            self.mistakes.append(
                f"{address} is in two accounts, {one.name!r} and {other.name!r}; leave it in the one to draft in"
            )
        if one.path is None or other.path is None:
            return
        here, there = one.path.absolute(), other.path.absolute()
        if here == there or here in there.parents or there in here.parents:
            self.mistakes.append(f"the folders of {one.name!r} and {other.name!r} overlap: {here} and {there}")

    def _account(self, table: Mapping[str, Any], number: int) -> Account:
        self.unknown_keys(table, list(ACCOUNT))
        values = {setting.name: self.value(table, setting) for setting in ACCOUNT}
        kind = values["type"] or ""
        if kind not in KINDS:
            self.complain("type", f"account {number} needs a type, one of: {', '.join(sorted(KINDS))}")
        addresses = values["addresses"] or []
        if not addresses or not all(isinstance(a, str) and a.count("@") == 1 for a in addresses):
            self.complain("addresses", f'account {number} needs its addresses, like ["you@example.com"]')
        folders = values["folders"] or {}
        if not all(purpose in _FOLDERS and isinstance(name, str) for purpose, name in folders.items()):
            self.complain("folders", f"folders of account {number} are named by {', '.join(_FOLDERS)}")
        path = values["path"]
        if kind in KINDS and not path and (kind not in _SERVICES or values["read_only"]):
            self.complain("type", f"account {number} needs a path")
        if kind == "outlook" and (values["tenant"] or "").lower() == "common":
            self.complain("tenant", 'tenant must be "consumers" (a personal account), "organizations" or your tenant')
        return Account(
            values["name"] or f"account {number}",
            kind,
            tuple(address.lower() for address in addresses if isinstance(address, str)),
            self.path("path", path),
            folders,
            client=self.path("client", values["client"]),
            application=values["application"] or "",
            tenant=values["tenant"],
            read_only=values["read_only"],
            keyring=values["keyring"],
        )
