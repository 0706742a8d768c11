"""Google around a fake Gmail: the page on which the owner ticks boxes, and the endpoint that gives tokens."""

from __future__ import annotations

import base64
import json
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from requests.adapters import BaseAdapter

from tests.fakes.gmail import FakeGmail
from tests.providers.wires import response

CLIENT = {"client_id": "123-abc.apps.googleusercontent.com", "client_secret": "GOCSPX-secret-canary"}
REFRESH = "1//refresh-canary"


@dataclass
class FakeGoogle(BaseAdapter):
    """Takes requests where the wire would. `ticked` are the scopes the owner grants (None: all that are asked for),
    `denied` is what Google says instead of a code, `dead` what it says to a refresh.
    """

    gmail: FakeGmail
    ticked: tuple[str, ...] | None = None
    denied: str = ""
    dead: str = ""
    renewable: bool = True
    asked: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    renewals: int = 0

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if urlsplit(request.url or "").netloc != "oauth2.googleapis.com":
            return self.gmail.send(request, **more)
        body = request.body.decode() if isinstance(request.body, bytes) else str(request.body)
        said = {key: values[0] for key, values in parse_qs(body).items()}
        basic = str(request.headers.get("Authorization", "")).removeprefix(
            "Basic "
        )  # either way is OAuth (RFC 6749 2.3.1)
        if basic:
            said["client_id"], _, said["client_secret"] = base64.b64decode(basic).decode().partition(":")
        status, answer = self._token(said)
        return response(request, status, json.dumps(answer).encode())

    def close(self) -> None: ...

    def _token(self, said: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if (said.get("client_id"), said.get("client_secret")) != tuple(CLIENT.values()):
            return 401, {"error": "invalid_client", "error_description": "The OAuth client was not found."}
        token = {"access_token": self.gmail.token, "expires_in": 3599, "token_type": "Bearer"}
        if said["grant_type"] == "refresh_token":
            self.renewals += 1
            if self.dead or said["refresh_token"] != REFRESH:
                why = self.dead or "invalid_grant"
                return 400, {"error": why, "error_description": "Token has been expired or revoked."}
            return 200, token
        scopes = self.codes.pop(said["code"], None)
        challenge = base64.urlsafe_b64encode(sha256(said["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if scopes is None or challenge != self.asked["code_challenge"]:
            return 400, {"error": "invalid_grant", "error_description": "Malformed auth code."}
        return 200, token | {"scope": scopes} | ({"refresh_token": REFRESH} if self.renewable else {})

    # The owner's browser.

    def open(self, address: str, **_: Any) -> bool:
        """Go to Google's page, tick boxes, press Continue; the browser then goes where Google sends it."""
        threading.Thread(target=self.visit, args=(address,), daemon=True).start()
        return True

    def visit(self, address: str) -> None:
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://accounts.google.com/o/oauth2/auth"
        self.asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        back: dict[str, str] = {"state": self.asked["state"]}
        if self.denied:
            back["error"] = self.denied
        else:
            code = f"4/code-{len(self.codes)}"
            self.codes[code] = " ".join(self.asked["scope"].split() if self.ticked is None else self.ticked)
            back |= {"code": code, "scope": self.codes[code]}
        try:
            with urllib.request.urlopen(f"{self.asked['redirect_uri']}?{urlencode(back)}", timeout=5) as page:
                page.read()
        except urllib.error.URLError:
            pass
