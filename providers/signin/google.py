"""Signing in to Google with the owner's own client, and renewing what they granted.

The browser comes back to a port on this computer (loopback, PKCE). Nothing is kept unless every box that is needed
was ticked. A run never asks anything: when the permission no longer works it says so and how to get another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import requests
from requests.adapters import BaseAdapter

from providers import Account
from providers.errors import MailboxMisconfigured, MailboxUnavailable, SignInNeeded
from providers.gmail_requests import GOOGLE_CODE, GOOGLE_TOKEN
from providers.session import Session, confine
from providers.signin.tokens import Grant, load

READ = "https://www.googleapis.com/auth/gmail.readonly"
COMPOSE = "https://www.googleapis.com/auth/gmail.compose"
TOKEN_ADDRESS = "https://oauth2.googleapis.com/token"  # noqa: S105  # an address, not a secret
MINUTES = 5  # to click through Google's pages

BOXES = {READ: "View your email messages and settings", COMPOSE: "Manage drafts and send emails"}
"""What Google writes beside the boxes on its page. The second allows sending too: Google has no smaller one."""

CAUSES = (
    "Google does not say why. It happens:\n"
    "  - seven days after each sign-in, while your Google project is in Testing: publish it (docs/gmail.md, step 3)\n"
    "  - when you changed your Google password\n"
    "  - when you removed followup at https://myaccount.google.com/connections\n"
    "  - after six months without a run, or when your organisation ends sessions"
)


_ENDED = "Reauthentication is needed"  # the library's words for an invalid_grant of a firm that ends sessions
_NOT_NOW = (
    "Google did not renew the permission: its answer could not be understood.",
    "The next run goes on from here.",
)


class GooglePermission:
    """What a Grant allows, renewed when needed; nothing is written. See `providers.permission.Permission`."""

    def __init__(self, account: str, grant: Grant, session: requests.Session) -> None:
        from google.oauth2 import credentials

        made: Any = credentials.Credentials
        self._account = account
        self._session = session
        self._credentials = made(
            None,
            refresh_token=grant.refresh_token,
            token_uri=TOKEN_ADDRESS,
            client_id=grant.client_id,
            client_secret=grant.client_secret,
        )

    def token(self) -> str:
        """A token that is valid now. Raises SignInNeeded or MailboxUnavailable."""
        return str(self._credentials.token) if self._credentials.valid else self.renew()

    def renew(self) -> str:
        """Another token. Raises SignInNeeded or MailboxUnavailable."""
        from google.auth.exceptions import GoogleAuthError
        from google.auth.transport.requests import Request

        try:
            self._credentials.refresh(Request(session=self._session))
        except GoogleAuthError as error:
            if not _final(error):
                raise MailboxUnavailable(*_NOT_NOW) from error
            raise _refused(self._account, str(error)) from error
        except (TypeError, ValueError, AttributeError) as error:  # the library's way to say that it is no JSON object
            raise MailboxUnavailable(*_NOT_NOW) from error
        return str(self._credentials.token)


def permission_of(account: Account) -> GooglePermission:
    """The permission an account has. Raises SignInNeeded when there is none, or it is not for what the account does."""
    return GooglePermission(account.name, check(account, load(account)), Session(GOOGLE_TOKEN))


def check(account: Account, grant: Grant) -> Grant:
    """The grant, if it covers what the account does. Raises SignInNeeded, naming the boxes that were left out."""
    if missing := missing_boxes(account, grant.scopes):
        raise SignInNeeded(*_left_out(account, missing))
    return grant


def scopes_of(account: Account) -> tuple[str, ...]:
    """The permissions an account needs: the fewest with which drafts can be saved, or only to read."""
    return (READ,) if account.read_only else (READ, COMPOSE)


def missing_boxes(account: Account, granted: Sequence[str]) -> tuple[str, ...]:
    """The words beside the boxes that were needed and not ticked."""
    return tuple(BOXES[scope] for scope in scopes_of(account) if scope not in granted)


def sign_in(
    account: Account,
    *,
    tell: Callable[[str], None],
    port: int = 0,
    browser: bool = True,
    wire: BaseAdapter | None = None,
    minutes: float = MINUTES,
) -> Grant:
    """Ask the owner in their browser. `tell` shows them the address to open; `wire` replaces the network in tests.

    Raises MailboxMisconfigured (no client file, a port in use) or SignInNeeded (not granted, not in time).
    """
    from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
    from oauthlib.oauth2 import OAuth2Error

    client = client_of(account)
    flow = InstalledAppFlow.from_client_config({"installed": client}, list(scopes_of(account)))
    confine(flow.oauth2session, GOOGLE_CODE, wire=wire)
    flow.redirect_uri = "http://127.0.0.1"
    ask = _Told(flow, tell)
    try:
        ask.run(port=port, browser=browser, seconds=minutes * 60)
        told: Any = flow.oauth2session.token
    except Warning as changed:  # oauthlib's way to say that some boxes were left out
        told = getattr(changed, "token", {})
    except WSGITimeoutError as error:
        raise SignInNeeded(f"Nobody came back from the browser within {minutes:g} minutes.", "Try again.") from error
    except OSError as error:
        raise MailboxMisconfigured(
            f"Port {port} cannot be used: {error.strerror}.", "Name another: --port N"
        ) from error
    except OAuth2Error as error:
        raise _not_granted(account, getattr(error, "error", "")) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise MailboxUnavailable("Google's answer could not be understood.", "Try again.") from error
    return _granted(account, client, told)


def client_of(account: Account) -> dict[str, str]:
    """The owner's client, from the file Google gave them. Raises MailboxMisconfigured."""
    remedy = "docs/gmail.md says how to get it."
    if account.client is None:
        raise MailboxMisconfigured(f"Account {account.name!r} names no `client` file.", remedy)
    try:
        told = json.loads(Path(account.client).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MailboxMisconfigured(f"The client file {account.client} cannot be read: {error}.", remedy) from error
    client = told.get("installed") if isinstance(told, dict) else None
    if not isinstance(client, dict) or not {"client_id", "client_secret"} <= client.keys():
        kind = "a web client" if isinstance(told, dict) and "web" in told else "not a client file"
        raise MailboxMisconfigured(f"{account.client} is {kind}; it must be of the type Desktop app.", remedy)
    return {
        "client_id": str(client["client_id"]),
        "client_secret": str(client["client_secret"]),
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": TOKEN_ADDRESS,
    }


class _Told:
    """Google's flow, with the address going to the owner our way."""

    def __init__(self, flow: Any, tell: Callable[[str], None]) -> None:  # noqa: ANN401
        self._flow = flow
        self._tell = tell
        self._address = flow.authorization_url
        flow.authorization_url = self._and_tell

    def run(self, *, port: int, browser: bool, seconds: float) -> None:
        """Wait for the browser."""
        self._flow.run_local_server(
            host="127.0.0.1",
            port=port,
            open_browser=browser,
            authorization_prompt_message=None,
            success_message="Signed in. You can close this page.",
            timeout_seconds=seconds,
            access_type="offline",
            prompt="consent",
        )

    def _and_tell(self, **more: Any) -> tuple[str, str]:  # noqa: ANN401
        address, state = self._address(**more)
        self._tell(address)
        return address, state


def _granted(account: Account, client: dict[str, str], told: Any) -> Grant:  # noqa: ANN401
    scope = told.get("scope") or ()
    granted = tuple(scope.split() if isinstance(scope, str) else scope)
    if missing := missing_boxes(account, granted):
        raise SignInNeeded(*_left_out(account, missing))
    if not told.get("refresh_token"):
        raise SignInNeeded(
            "Google gave a permission that cannot be renewed.",
            "Remove followup at https://myaccount.google.com/connections and sign in again.",
        )
    return Grant("google", granted, client["client_id"], client["client_secret"], told["refresh_token"])


def _left_out(account: Account, missing: Sequence[str]) -> tuple[str, str]:
    boxes = " and ".join(f'"{one}"' for one in missing)
    hint = (
        "" if account.read_only else "\nNot willing to? With read_only = true drafts become files in a folder of yours."
    )
    return (
        f"Google was not allowed: {boxes}.",
        f"Run: followup signin {account.name}\nOn Google's page tick the box {boxes}.{hint}",
    )


def _not_granted(account: Account, reason: str) -> SignInNeeded:
    if reason == "access_denied":
        return SignInNeeded(
            "Google says access was denied.",
            "You pressed Cancel, or your project is in Testing and this address is not among its test users:\n"
            f"publish the project (docs/gmail.md, step 3). Then run: followup signin {account.name}",
        )
    if reason == "invalid_client":
        return _refused(account.name, reason)
    return SignInNeeded(f"The sign-in did not come through ({reason or 'no reason given'}).", "Try again.")


def _final(error: Exception) -> bool:
    """Whether Google refused in its own words, or only did not answer properly. `Reauth...`: a firm ends sessions."""
    told = error.args[1] if len(error.args) > 1 else {}
    in_words = isinstance(told, dict) and isinstance(told.get("error"), str)
    return (in_words and not getattr(error, "retryable", False)) or _ENDED in str(error)


def _refused(account: str, why: str) -> SignInNeeded:
    again = f"Run: followup signin {account}"
    if "invalid_grant" in why or _ENDED in why:
        return SignInNeeded(f"Google no longer accepts the permission for {account!r}.", f"{again}\n{CAUSES}")
    if "invalid_client" in why or "unauthorized_client" in why or "deleted_client" in why:
        return SignInNeeded(
            f"Google does not know the client of {account!r} any more.",
            f"Download the client file again (docs/gmail.md, step 4), then: {again[5:]}",
        )
    return SignInNeeded(f"Google did not renew the permission for {account!r}.", again)
