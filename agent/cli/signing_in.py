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
    r"""Let followup read the Gmail of ACCOUNT and save drafts in it, with a client of your own (docs/gmail.md).

    \b
    On a computer without a browser, either:
      followup signin NAME --port 8765 --no-browser     after: ssh -L 8765:127.0.0.1:8765 that-computer
      followup signin NAME --export FILE                elsewhere, then here: followup signin NAME --import FILE
    """
    chosen = _chosen(around, account)
    if out is not None and into is not None:
        raise WrongUsage("--export and --import do not go together.")
    if out is not None:
        tokens.write(out, tokens.packed(tokens.load(chosen)))
        _say(around, chosen, out, f"The permission is in {out}, readable by you only. Remove it when it has arrived.")
        return OK
    around.home.prepare()
    if into is not None:
        grant = _given(chosen, into)
    else:
        grant = _asked(chosen, port or 0, browser=not no_browser)
    mine = _addresses(chosen, grant)
    kept = tokens.save(chosen, grant)
    _say(around, chosen, kept, f"Signed in. The permission is kept in {kept}. Next: followup run --dry-run")
    for address in sorted(mine - set(chosen.addresses)):
        click.echo(f"{address} is yours too, says Gmail: add it to the addresses of {chosen.name!r}.", err=True)
    for address in sorted(set(chosen.addresses) - mine):
        click.echo(f"Gmail cannot write as {address} until it stands under Send mail as in its settings.", err=True)
    return OK


def _chosen(around: Surroundings, name: str) -> Account:
    accounts = around.config().accounts
    chosen = next((one for one in accounts if one.name == name), None)
    if chosen is None:
        raise WrongUsage(f"There is no account {name!r}.", f"There is: {', '.join(one.name for one in accounts)}.")
    if chosen.kind != "gmail":
        raise WrongUsage(f"{name!r} is a {chosen.kind}; it needs no sign-in.")
    return chosen


def _asked(account: Account, port: int, *, browser: bool) -> tokens.Grant:
    from providers.signin.google import MINUTES, sign_in

    def tell(address: str) -> None:
        how = "If no browser opens, open this" if browser else "Open this"
        click.echo(f"{how} within {MINUTES} minutes:\n{address}", err=True)

    return sign_in(account, tell=tell, port=port, browser=browser)


def _given(account: Account, file: Path) -> tokens.Grant:
    from providers.signin.google import check

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUsage(f"{file} cannot be read: {error}.") from error
    return check(account, tokens.unpacked(text, account))


def _addresses(account: Account, grant: tokens.Grant) -> frozenset[str]:
    from providers.gmail import addresses_of

    mine = addresses_of(account, grant)
    if not mine & set(account.addresses):
        raise MailboxMisconfigured(
            f"This is the Gmail of {', '.join(sorted(mine))}, which {account.name!r} does not name.",
            "Sign in with the other Google account, or correct `addresses` in the config. Nothing was kept.",
        )
    return mine


def _say(around: Surroundings, account: Account, path: Path, words: str) -> None:
    if around.as_json:
        click.echo(json.dumps({"schema": SCHEMA, "account": account.name, "file": str(path)}, ensure_ascii=False))
    else:
        click.echo(words)
