"""Signing in to Microsoft with the owner's own application, and renewing what they granted.

The browser comes back to a port on this computer (loopback, PKCE); where there is no browser, a code is typed on any
device. Mail.Send is never asked for, and a permission that holds it is not taken. A run never asks anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from requests.adapters import BaseAdapter

from providers import Account
from providers.errors import MailboxMisconfigured, SignInNeeded
from providers.outlook_requests import LOGIN, MICROSOFT_CODE, MICROSOFT_TOKEN
from providers.session import Session
from providers.signin import aadsts, tokens
from providers.signin.microsoft_asking import by_browser, by_device, refused, signing_in

MINUTES = 5  # to click through Microsoft's pages
READ, WRITE, WHO = "Mail.Read", "Mail.ReadWrite", "User.Read"
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TENANT = re.compile(r"[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){0,8}")


@dataclass(frozen=True, slots=True)
class Grant:
    """What a sign-in brought. `cache` is msal's own, and holds the secrets."""

    application: str
    tenant: str
    cache: str

    def __repr__(self) -> str:
        return f"Grant({self.application!r}, {self.tenant!r})"  # the secrets stay out of logs and tracebacks


def scopes_of(account: Account) -> list[str]:
    """The permissions an account needs: the fewest with which drafts can be saved, or only to read."""
    return [READ if account.read_only else WRITE, WHO]


class MicrosoftPermission:
    """What a Grant allows, renewed when needed. See `providers.permission.Permission`.

    `keep` is told every new state of the grant: Microsoft replaces the permission each time it is used.
    """

    def __init__(self, account: Account, grant: Grant, session: Session, keep: Callable[[Grant], object]) -> None:
        self._account = account
        self._grant = grant
        self._keep = keep
        self._app, self._cache = _application(grant, session)

    def token(self) -> str:
        """A token that is valid now. Raises SignInNeeded or MailboxUnavailable."""
        return self._asked(again=False)

    def renew(self) -> str:
        """Another token. Raises SignInNeeded or MailboxUnavailable."""
        return self._asked(again=True)

    def _asked(self, *, again: bool) -> str:
        known = self._app.get_accounts()
        if not known:
            raise SignInNeeded(f"The permission kept for {self._account.name!r} is damaged.", signing_in(self._account))
        told = self._app.acquire_token_silent_with_error(
            scopes_of(self._account), account=known[0], force_refresh=again
        )
        if self._cache.has_state_changed:
            self._grant = Grant(self._grant.application, self._grant.tenant, self._cache.serialize())
            self._keep(self._grant)
        _rule_out_sending(self._cache, told or {})
        if not told or "access_token" not in told:
            raise refused(self._account, told or {})
        return str(told["access_token"])


def permission_of(account: Account) -> MicrosoftPermission:
    """The permission an account has. Raises SignInNeeded when there is none, or it is not for what the account does."""
    grant = unpacked(account, tokens.kept(account))
    return MicrosoftPermission(
        account, grant, Session(MICROSOFT_TOKEN), lambda changed: tokens.keep(account, packed(changed))
    )


def packed(grant: Grant) -> str:
    """A permission as text. It is not encrypted."""
    told = {"service": "microsoft", "application": grant.application, "tenant": grant.tenant}
    return json.dumps(told | {"cache": grant.cache}) + "\n"


def unpacked(account: Account, text: str) -> Grant:
    """The permission in a text. Raises SignInNeeded when it is none, or another application's."""
    try:
        told = json.loads(text)
        grant = Grant(str(told["application"]), str(told["tenant"]), str(told["cache"]))
        json.loads(grant.cache)["RefreshToken"]
    except (ValueError, TypeError, KeyError) as error:
        raise SignInNeeded(f"The permission kept for {account.name!r} is damaged.", signing_in(account)) from error
    if (grant.application, grant.tenant) != (account.application, account.tenant):
        raise SignInNeeded(
            f"The permission kept for {account.name!r} is for another application or tenant.", signing_in(account)
        )
    return grant


def check_settings(account: Account) -> None:
    """Raises MailboxMisconfigured when no sign-in can come of the account's settings."""
    remedy = "docs/outlook.md says how to get it, click by click."
    if not _GUID.fullmatch(account.application):
        raise MailboxMisconfigured(
            f"Account {account.name!r} needs `application`, the Application (client) ID of your own application.",
            remedy,
        )
    if account.tenant.lower() == "common" or not _TENANT.fullmatch(account.tenant):
        raise MailboxMisconfigured(
            f"The tenant of {account.name!r} cannot be {account.tenant!r}.",
            'Write "consumers" for a personal account, "organizations" for one of work or school, or the tenant.\n'
            "With the common one Microsoft decides between the two, and may choose the account you do not mean.",
        )


def sign_in(
    account: Account,
    *,
    tell: Callable[[str], None],
    port: int = 0,
    browser: bool = True,
    wire: BaseAdapter | None = None,
    minutes: float = MINUTES,
) -> Grant:
    """Ask the owner in their browser; without one and without a port, by a code for any device.

    `tell` shows them what to open; `wire` replaces the network in tests. Raises MailboxMisconfigured (settings, a port
    in use) or SignInNeeded (not granted, not in time).
    """
    check_settings(account)
    empty = Grant(account.application, account.tenant, "")
    app, cache = _application(empty, Session(MICROSOFT_CODE, wire=wire))
    if browser or port:
        told = by_browser(app, account, scopes_of(account), tell, port, browser=browser, seconds=minutes * 60)
    else:
        told = by_device(app, scopes_of(account), tell)
    if "access_token" not in told:
        raise refused(account, told)
    _rule_out_sending(cache, told)
    granted = {one.rpartition("/")[2].lower() for one in str(told.get("scope", "")).split()}
    if missing := [one for one in scopes_of(account) if one.lower() not in granted]:
        raise SignInNeeded(f"Microsoft did not grant {' and '.join(missing)}.", signing_in(account))
    return Grant(account.application, account.tenant, cache.serialize())


def _application(grant: Grant, session: Session) -> tuple[Any, Any]:
    """Msal's client on our own way out, and its cache. Raises MailboxMisconfigured when the tenant does not exist."""
    import msal

    cache = msal.SerializableTokenCache()
    if grant.cache:
        cache.deserialize(grant.cache)
    try:
        app = msal.PublicClientApplication(
            grant.application,
            authority=f"https://{LOGIN}/{grant.tenant}",
            http_client=session,
            token_cache=cache,
            instance_discovery=False,
        )
    except ValueError as error:
        raise MailboxMisconfigured(*aadsts.CODES["90002"]) from error
    return app, cache


def _rule_out_sending(cache: Any, told: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Raises SignInNeeded when any token could send mail: consents of one application add up."""
    held = [str(told.get("scope", ""))]
    held += [str(one.get("target", "")) for one in json.loads(cache.serialize()).get("AccessToken", {}).values()]
    scopes = [one.rpartition("/")[2].lower().split(".") for text in held for one in text.split()]
    if ["mail", "send"] in [one[:2] for one in scopes]:
        raise SignInNeeded(
            "Microsoft's permission would allow sending mail (Mail.Send), so it is not used.",
            "In the application's page, API permissions: remove Mail.Send. Remove the application at\n"
            "https://account.live.com/consent/Manage (work: https://myapps.microsoft.com), then sign in again.",
        )
