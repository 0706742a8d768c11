"""Asking the owner on Microsoft's pages: in a browser, or by a code for any device; and what a no means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from providers import Account
from providers.errors import MailboxMisconfigured, MailboxUnavailable, SignInNeeded
from providers.signin import aadsts


def by_browser(
    app: Any,  # noqa: ANN401  # msal has no types
    account: Account,
    scopes: list[str],
    tell: Callable[[str], None],
    port: int,
    *,
    browser: bool,
    seconds: float,
) -> Mapping[str, Any]:
    """Ask in a browser that comes back to a port here. Raises MailboxMisconfigured or SignInNeeded."""
    flow, back = _come_back(app, scopes, tell, port, browser=browser, seconds=seconds)
    if not back:
        raise SignInNeeded(
            f"Nobody came back from the browser within {seconds / 60:g} minutes.",
            f"{signing_in(account)}\n"
            "If Microsoft's page shows a number (AADSTS...), docs/outlook.md says what it means.",
        )
    try:
        told: Mapping[str, Any] = app.acquire_token_by_auth_code_flow(flow, back)
    except ValueError as error:  # the answer is to another question
        raise SignInNeeded("The sign-in did not come through.", "Try again.") from error
    return told


def _come_back(
    app: Any,  # noqa: ANN401
    scopes: list[str],
    tell: Callable[[str], None],
    port: int,
    *,
    browser: bool,
    seconds: float,
) -> tuple[Mapping[str, Any], Mapping[str, Any] | None]:
    """What was asked, and what the browser came back with, if it did."""
    from msal.oauth2cli.authcode import AuthCodeReceiver

    try:
        receiver = AuthCodeReceiver(port=port)
    except OSError as error:
        raise MailboxMisconfigured(
            f"Port {port} cannot be used: {error.strerror}.", "Name another: --port N"
        ) from error
    with receiver:
        flow = app.initiate_auth_code_flow(
            scopes,
            redirect_uri=f"http://localhost:{receiver.get_port()}",
            prompt="select_account",
            response_mode="form_post",
        )
        tell(flow["auth_uri"])
        back = receiver.get_auth_response(
            auth_uri=flow["auth_uri"] if browser else None,
            state=flow["state"],
            timeout=seconds,
            success_template="Signed in. You can close this page.",
            error_template="Not signed in. You can close this page.",
        )
    return flow, back


def by_device(app: Any, scopes: list[str], tell: Callable[[str], None]) -> Mapping[str, Any]:  # noqa: ANN401
    """Ask for a code to be typed on any device."""
    flow: dict[str, Any] = app.initiate_device_flow(scopes=scopes)
    if "user_code" not in flow:
        return flow
    tell(f"{flow['verification_uri']}\nand type the code {flow['user_code']} there")
    told: Mapping[str, Any] = app.acquire_token_by_device_flow(flow)
    return told


def refused(account: Account, told: Mapping[str, Any]) -> SignInNeeded | MailboxUnavailable:
    """What Microsoft's no means, in words."""
    known = aadsts.meaning(told)
    if known is not None:
        return SignInNeeded(known[0], known[1].replace("ACCOUNT", account.name))
    reason = str(told.get("error") or "no reason given")
    if reason in ("temporarily_unavailable", "server_error"):
        return MailboxUnavailable("Microsoft's sign-in is not available now.", "The next run goes on from here.")
    if reason == "access_denied":
        return SignInNeeded("You did not accept on Microsoft's page.", signing_in(account))
    if reason in ("invalid_grant", "interaction_required", "no reason given"):
        return SignInNeeded(f"Microsoft no longer accepts the permission for {account.name!r}.", signing_in(account))
    return SignInNeeded(f"The sign-in did not come through ({reason}).", signing_in(account))


def signing_in(account: Account) -> str:
    """What to do when a permission is no longer good."""
    return f"Run: followup signin {account.name}"
