"""What Graph's refusals mean for the owner. Busy and lost answers never come here: `providers.session` has them.

https://learn.microsoft.com/graph/errors
"""

from __future__ import annotations

import json

import requests

from providers.errors import CursorForgotten, MailboxError, MailboxMisconfigured, ServiceFault, SignInNeeded
from providers.refusals import Missing, NotTaken

# Codes in lower case: Graph has been seen to write them either way.
_FORGOTTEN = {"syncstatenotfound", "syncstateinvalid", "resyncrequired", "resyncchangesapplydifferences"}
_CONFLICT = {"errorirresolvableconflict", "errorchangekeyrequiredforwriteoperations"}
_NO_MAILBOX = {"mailboxnotenabledforrestapi", "mailboxnotsupportedforrestapi", "errornonexistentmailbox"}
_BROKEN = {
    "errorcontentconversionfailed",
    "errormimecontentconversionfailed",
    "errormimecontentinvalid",
    "erroritemcorrupt",
}
_NOT_AS_THIS = {"errorsendasdenied"}


class Outdated(Exception):
    """What was to be written has changed meanwhile (412). Never leaves the Outlook modules."""


Refused = MailboxError | Missing | NotTaken | Outdated


def meaning(response: requests.Response) -> Refused:
    """The error to raise for an answer that refuses."""
    status, (code, said) = response.status_code, _told(response)
    if status == 410 or code in _FORGOTTEN:
        return CursorForgotten("Outlook no longer knows what changed since the last run.")
    if code in _NO_MAILBOX:
        return MailboxMisconfigured(
            "This Microsoft account has no mailbox at Outlook.",
            "Its mail is kept elsewhere, or at a company's own server, which Microsoft's interface does not reach.",
        )
    if code in _BROKEN:
        return ServiceFault("Outlook cannot read a message of its own.")
    if status == 404:
        return Missing(said)
    if status == 412 or code in _CONFLICT:
        return Outdated(said)
    if status == 401:
        return SignInNeeded("Microsoft no longer accepts the permission it gave.", "Run: followup signin ACCOUNT")
    if status == 400 or code in _NOT_AS_THIS:
        return NotTaken(f"{code}: {said}")
    if status == 403:
        return SignInNeeded(
            "The permission Microsoft gave does not cover this.",
            "Run followup signin ACCOUNT again; in an organisation its administrator may have to approve.",
        )
    return MailboxMisconfigured(f"Outlook refused ({status}: {said}).", "If it stays so, it is a bug in followup.")


def _told(response: requests.Response) -> tuple[str, str]:
    """The code, in lower case, and the first line of the message."""
    try:
        error = json.loads(response.content)["error"]
        code, message = str(error["code"]), str(error.get("message", "")).strip()
    except (ValueError, KeyError, TypeError, AttributeError):
        return "", "no reason given"
    return code.lower(), (message.splitlines() or ["no reason given"])[0][:200]
