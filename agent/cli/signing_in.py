"""`followup signin`: the only command that asks a mail service for permission."""

from __future__ import annotations

import json
from pathlib import Path

import click

from agent.cli.shapes import SCHEMA
from agent.cli.surroundings import Surroundings, shared
from agent.errors import OK, WrongUsage
from providers import Account
from providers.errors import MailboxMisconfigured
from providers.signin import tokens

_SERVICES = {"gmail": "Gmail", "outlook": "Outlook"}
_FOREIGN = {
    "gmail": "Gmail cannot write as {} until it stands under Send mail as in its settings.",
    "outlook": "Outlook does not say that {} is yours; it may write drafts as your main address instead.",
}


@click.command()
@click.argument("account")
@click.option(
    "--export", "out", type=click.Path(path_type=Path, dir_okay=False), help="Write the permission to a file."
)
@click.option("--import", "into", type=click.Path(path_type=Path, dir_okay=False), help="Take it from such a file.")
@click.option("--port", type=click.IntRange(1024, 65535), help="Where the browser comes back to.")
@click.option("--no-browser", is_flag=True, help="Only show the address; open it yourself.")
@shared
def signin(
    around: Surroundings, account: str, out: Path | None, into: Path | None, port: int | None, no_browser: bool
) -> int:
    """Let followup read the mail of ACCOUNT and save drafts in it: docs/gmail.md, docs/outlook.md.

    \b
    On a computer without a browser, either:
      followup signin NAME --no-browser                 Outlook: a code to type on any device
      followup signin NAME --port 8765 --no-browser     after: ssh -L 8765:127.0.0.1:8765 that-computer
      followup signin NAME --export FILE                elsewhere, then here: followup signin NAME --import FILE
    """  # noqa: D301  # the sign that click keeps the lines apart by
    chosen = _chosen(around, account)
    if out is not None and into is not None:
        raise WrongUsage("--export and --import do not go together.")
    if out is not None:
        tokens.write(out, tokens.kept(chosen))
        _say(around, chosen, out, f"The permission is in {out}, readable by you only. Remove it when it has arrived.")
        return OK
    around.home.prepare()
    if into is not None:
        granted = _given(chosen, into)
    else:
        granted = _asked(chosen, port or 0, browser=not no_browser)
    granted, mine = _addresses(chosen, granted)
    kept = tokens.keep(chosen, granted)
    _say(around, chosen, kept, f"Signed in. The permission is kept in {kept}. Next: followup run --dry-run")
    for address in sorted(mine - set(chosen.addresses)):
        click.echo(f"{address} is yours too, says {_SERVICES[chosen.kind]}; mail to it counts.", err=True)
    for address in sorted(set(chosen.addresses) - mine):
        click.echo(_FOREIGN[chosen.kind].format(address), err=True)
    return OK


def _chosen(around: Surroundings, name: str) -> Account:
    accounts = around.config().accounts
    chosen = next((one for one in accounts if one.name == name), None)
    if chosen is None:
        raise WrongUsage(f"There is no account {name!r}.", f"There is: {', '.join(one.name for one in accounts)}.")
    if chosen.kind not in _SERVICES:
        raise WrongUsage(f"{name!r} is a {chosen.kind}; it needs no sign-in.")
    return chosen


def _asked(account: Account, port: int, *, browser: bool) -> str:
    """Ask the owner; the permission as text."""
    from providers.signin import google, microsoft

    def tell(address: str) -> None:
        how = "If no browser opens, open this" if browser else "Open this"
        click.echo(f"{how} within {google.MINUTES} minutes:\n{address}", err=True)

    if account.kind == "outlook":
        return microsoft.packed(microsoft.sign_in(account, tell=tell, port=port, browser=browser))
    return tokens.packed(google.sign_in(account, tell=tell, port=port, browser=browser))


def _given(account: Account, file: Path) -> str:
    """The permission in a file that `--export` wrote, if it will do."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUsage(f"{file} cannot be read: {error}.") from error
    from providers.signin import google, microsoft

    if account.kind == "outlook":
        return microsoft.packed(microsoft.unpacked(account, text))
    return tokens.packed(google.check(account, tokens.unpacked(text, account)))


def _addresses(account: Account, text: str) -> tuple[str, frozenset[str]]:
    """The permission as it is after a look at whose mailbox it opens, and the addresses of that."""
    if account.kind == "outlook":
        from providers.outlook import addresses_of as outlook_addresses

        text, mine = outlook_addresses(account, text)
    else:
        from providers.gmail import addresses_of as gmail_addresses

        mine = gmail_addresses(account, tokens.unpacked(text, account))
    if not mine & set(account.addresses):
        raise MailboxMisconfigured(
            f"This is {_SERVICES[account.kind]} of {', '.join(sorted(mine))}, which {account.name!r} does not name.",
            "Sign in with the other account, or correct `addresses` in the config. Nothing was kept.",
        )
    return text, mine


def _say(around: Surroundings, account: Account, path: Path, words: str) -> None:
    if around.as_json:
        click.echo(json.dumps({"schema": SCHEMA, "account": account.name, "file": str(path)}, ensure_ascii=False))
    else:
        click.echo(words)
