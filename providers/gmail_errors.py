"""What Gmail's refusals mean for the owner. Busy and lost answers never come here: `providers.session` has them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from googleapiclient.errors import HttpError

from providers.errors import MailboxError, MailboxMisconfigured, MailboxUnavailable, SignInNeeded
from providers.refusals import Missing, NotTaken

# As Google writes them in old and new answers, in lower case and without underscores.
_QUOTA = {"ratelimitexceeded", "userratelimitexceeded", "dailylimitexceeded", "quotaexceeded", "resourceexhausted"}
_SCOPE = {"insufficientpermissions", "accesstokenscopeinsufficient", "insufficientscopes"}
_SWITCHED_OFF = {"accessnotconfigured", "servicedisabled"}
_POLICY = {"domainpolicy", "adminpolicyenforced"}


def meaning(error: HttpError) -> MailboxError | Missing | NotTaken:
    """The error to raise for an answer that refuses."""
    status = int(error.resp.status)
    reasons, said = _told(error.content)
    if status == 404:
        return Missing(said)
    if status == 401:
        return SignInNeeded("Google no longer accepts the permission it gave.", "Run: followup signin ACCOUNT")
    if status in (403, 429) and reasons & _QUOTA:
        return MailboxUnavailable("Gmail's limit on requests is reached for now.", "The next run goes on from here.")
    if status == 403 and reasons & _SCOPE:
        return SignInNeeded(
            "The permission Google gave does not cover this.",
            "Run followup signin ACCOUNT again and tick every box on Google's page.",
        )
    if status == 403 and reasons & _SWITCHED_OFF:
        return MailboxMisconfigured(
            "The Gmail API is not switched on in your Google project.",
            "Open https://console.cloud.google.com/apis/library/gmail.googleapis.com and press Enable.",
        )
    if status == 403 and reasons & _POLICY:
        return MailboxMisconfigured(
            "Your organisation does not allow this program to use Gmail.", "Ask its Google administrator."
        )
    if status == 400 and "failedprecondition" in reasons:
        return MailboxMisconfigured(f"This Google account has no Gmail mailbox ({said}).")
    if status == 400:
        return NotTaken(said)
    return MailboxMisconfigured(f"Gmail refused ({status}: {said}).", "If it stays so, it is a bug in followup.")


def _told(content: bytes) -> tuple[set[str], str]:
    """The reasons and the first line of the message in an error answer of Google's."""
    try:
        error = json.loads(content)["error"]
    except (ValueError, KeyError, TypeError):
        return set(), "no reason given"
    if not isinstance(error, Mapping):
        return set(), "no reason given"
    items = [*error.get("errors", []), *error.get("details", [])]
    reasons = {str(item.get("reason", "")) for item in items if isinstance(item, Mapping)} | {
        str(error.get("status", ""))
    }
    message = str(error.get("message", "")).strip() or "no reason given"
    return {reason.lower().replace("_", "") for reason in reasons}, message.splitlines()[0][:200]
