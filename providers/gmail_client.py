"""Google's own client, built with the methods we use and no others, on our own way out.

The description of Gmail ships with google-api-python-client; it is cut down before the client is made of it, so the
client has no `send` to call. What it calls goes through `providers.session`, whose list has none either.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import cache
from typing import Any

import httplib2
from googleapiclient import discovery
from googleapiclient.discovery_cache import get_static_doc

from providers.errors import MailboxMisconfigured
from providers.gmail_requests import METHODS
from providers.permission import Json, Permission
from providers.session import Session

# What it has to say of refusals, our errors say; it would say it on the owner's screen.
logging.getLogger("googleapiclient").addHandler(logging.NullHandler())


class SessionHttp:
    """What googleapiclient takes for httplib2: the same `request`, over our session, with our token."""

    def __init__(self, session: Session, permission: Permission) -> None:
        self._session = session
        self._permission = permission

    def request(
        self, uri: str, method: str = "GET", body: str | bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[httplib2.Response, bytes]:
        """One request; a token that is not taken is renewed once (the request was then not carried out)."""
        answer = self._once(uri, method, body, headers, self._permission.token())
        if answer[0].status == 401:
            answer = self._once(uri, method, body, headers, self._permission.renew())
        return answer

    def _once(
        self, uri: str, method: str, body: str | bytes | None, headers: Mapping[str, str] | None, token: str
    ) -> tuple[httplib2.Response, bytes]:
        sent = {**(headers or {}), "authorization": f"Bearer {token}"}
        response = self._session.request(method, uri, data=body, headers=sent, allow_redirects=False)
        told = httplib2.Response({name.lower(): value for name, value in response.headers.items()})
        told.status = response.status_code
        told.reason = response.reason
        return told, response.content

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()


@cache
def description() -> str:
    """Google's description of Gmail (JSON), cut down to what we use. Raises MailboxMisconfigured when it is missing."""
    text = get_static_doc("gmail", "v1")
    if text is None:
        raise MailboxMisconfigured("The installed google-api-python-client has no description of Gmail.")
    whole: Json = json.loads(text)
    cut = {key: whole[key] for key in ("name", "version", "rootUrl", "servicePath", "baseUrl", "schemas", "parameters")}
    return json.dumps({**cut, "resources": {"users": _pruned(whole["resources"]["users"], "users")}})


def _pruned(resource: Json, name: str) -> Json:
    methods = {
        key: {part: value for part, value in method.items() if part not in ("mediaUpload", "supportsMediaUpload")}
        for key, method in resource.get("methods", {}).items()
        if f"{name}.{key}" in METHODS
    }
    inner = {key: _pruned(one, f"{name}.{key}") for key, one in resource.get("resources", {}).items()}
    return {
        "methods": methods,
        "resources": {key: one for key, one in inner.items() if one["methods"] or one["resources"]},
    }


def build(http: SessionHttp) -> Any:  # noqa: ANN401  # googleapiclient makes its classes as it runs
    """The `users()` of Google's Gmail client: only the methods in METHODS."""
    whole = discovery.build_from_document(
        description(), http=http, client_options={"universe_domain": "googleapis.com"}
    )
    return whole.users()
