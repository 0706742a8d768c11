"""Every request this program makes of Google, declared. Nothing that is not here can leave (`providers.guard`).

Gmail has no permission to draft without the permission to send, so this list, not Google, keeps mail from being sent.
"""

from __future__ import annotations

from providers.guard import Allowed

HOST = "gmail.googleapis.com"
_ME = "/gmail/v1/users/me"
_ID = r"(?!send$|import$|batch)[A-Za-z0-9_-]{1,64}"


def _gmail(method: str, path: str, query: str = "") -> Allowed:
    return Allowed(method, HOST, _ME + path, frozenset(f"alt fields {query}".split()))


GMAIL: tuple[Allowed, ...] = (
    _gmail("GET", "/profile"),
    _gmail("GET", "/settings/sendAs"),
    _gmail("GET", "/history", "startHistoryId historyTypes maxResults pageToken"),
    _gmail("GET", "/messages", "q includeSpamTrash maxResults pageToken"),
    _gmail("GET", f"/messages/{_ID}", "format"),
    _gmail("GET", f"/threads/{_ID}", "format"),
    _gmail("GET", "/drafts", "maxResults pageToken"),
    _gmail("GET", f"/drafts/{_ID}", "format"),
    _gmail("POST", "/drafts"),
    _gmail("PUT", f"/drafts/{_ID}"),
    _gmail("DELETE", f"/drafts/{_ID}"),
)
"""The mailbox: reading, and drafts."""

GOOGLE_TOKEN: tuple[Allowed, ...] = (Allowed("POST", "oauth2.googleapis.com", "/token", repeat=True),)
"""Renewing the permission. Asked twice, it does no more than asked once."""

GOOGLE_CODE: tuple[Allowed, ...] = (Allowed("POST", "oauth2.googleapis.com", "/token"),)
"""Sign-in: the code from the browser for a token. A code works once, so this is not repeated."""

METHODS = frozenset(
    "users.getProfile users.settings.sendAs.list users.history.list users.messages.list users.messages.get "
    "users.threads.get users.drafts.list users.drafts.get users.drafts.create users.drafts.update "
    "users.drafts.delete".split()
)
"""The methods the client is built with, by their names in Google's description of Gmail."""
