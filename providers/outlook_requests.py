"""Every request this program makes of Microsoft, declared. Nothing that is not here can leave (`providers.guard`).

The permission asked for, Mail.ReadWrite, does not send either: Microsoft has Mail.Send for that, which is never asked
for. `createReply` makes a draft. Answering, forwarding, calendar answers, rules and batches are not on the list.
"""

from __future__ import annotations

from providers.guard import Allowed

HOST = "graph.microsoft.com"
ROOT = f"https://{HOST}/v1.0"
LOGIN = "login.microsoftonline.com"

_ME = "/v1.0/me"
_ID = "[A-Za-z0-9_=-]{1,512}"
# Asked as mailFolders; in links Graph writes it small, with the id in brackets, and the names of tokens either way.
# https://learn.microsoft.com/graph/delta-query-messages
_FOLDER = rf"/mail[Ff]olders(?:/{_ID}|\('{_ID}'\))"
_PAGE = "$top $skip $skiptoken $skipToken"
_TENANT = "[A-Za-z0-9-]{1,64}(?:[.][A-Za-z0-9-]{1,64}){0,8}"


def _graph(method: str, path: str, query: str = "", *, repeat: bool = False) -> Allowed:
    return Allowed(method, HOST, _ME + path, frozenset(query.split()), repeat)


OUTLOOK: tuple[Allowed, ...] = (
    _graph("GET", "", "$select"),
    _graph("GET", "/mail[Ff]olders", f"$select {_PAGE}"),
    _graph("GET", f"/mailFolders/{_ID}", "$select"),
    _graph("GET", f"{_FOLDER}/child[Ff]olders", f"$select {_PAGE}"),
    _graph("GET", f"{_FOLDER}/messages", f"$select $expand {_PAGE}"),
    _graph(
        "GET", rf"{_FOLDER}/messages/delta(?:\(\))?", "$select $filter $deltatoken $skiptoken $deltaToken $skipToken"
    ),
    _graph("GET", "/messages", f"$select $filter $search {_PAGE}"),
    _graph("GET", f"/messages/{_ID}", "$select $expand"),
    _graph("GET", rf"/messages/{_ID}/\$value"),
    _graph("POST", "/messages"),
    _graph("POST", f"/messages/{_ID}/createReply"),
    # Asked with If-Match, so the second of two is refused; or it sets a read mark, and twice is once.
    _graph("PATCH", f"/messages/{_ID}", repeat=True),
    _graph("DELETE", f"/messages/{_ID}"),
)
"""The mailbox: reading, and drafts."""

MICROSOFT_TOKEN: tuple[Allowed, ...] = (
    Allowed("GET", LOGIN, rf"/{_TENANT}/v2\.0/\.well-known/openid-configuration"),
    Allowed("POST", LOGIN, rf"/{_TENANT}/oauth2/v2\.0/token", repeat=True),
)
"""Renewing the permission. Asked twice, it does no more than asked once."""

MICROSOFT_CODE: tuple[Allowed, ...] = (
    MICROSOFT_TOKEN[0],
    Allowed("POST", LOGIN, rf"/{_TENANT}/oauth2/v2\.0/token"),
    Allowed("POST", LOGIN, rf"/{_TENANT}/oauth2/v2\.0/devicecode"),
)
"""Sign-in: a code from the browser for a token. A code works once, so this is not repeated."""
