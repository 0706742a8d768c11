"""Microsoft around a fake Outlook: its sign-in page, the code for another device, the endpoint that gives tokens."""

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

from tests.fakes.graph import FakeGraph
from tests.providers.wires import response

APPLICATION = "11111111-2222-4333-8444-555555555555"
LOGIN = "https://login.microsoftonline.com"


@dataclass
class FakeMicrosoft(BaseAdapter):
    """Takes requests where the wire would. `granted` is what a token covers (None: what is asked for), `denied` what
    the page says instead of a code, `refusal` an AADSTS number that the token endpoint answers with, `device_refusal`
    the same for codes typed on another device, `pending` what that device's question is answered with, one after
    another, before a token comes, `trouble` an error without a number that the token endpoint answers with, `tenants`
    those that exist (None: all).
    """

    graph: FakeGraph
    granted: str | None = None
    denied: str = ""
    refusal: int = 0
    device_refusal: int = 0
    pending: list[str] = field(default_factory=list)
    trouble: str = ""
    tenants: tuple[str, ...] | None = None
    places: list[str] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    refresh: int = 0

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        if parts.netloc != "login.microsoftonline.com":
            return self.graph.send(request, **more)
        tenant, _, rest = parts.path[1:].partition("/")
        root = f"{LOGIN}/{tenant}/oauth2/v2.0"
        self.places.append(parts.path)
        if self.tenants is not None and tenant not in self.tenants:
            return response(request, 400, json.dumps(_error("invalid_tenant", 90002)[1]).encode())
        if rest == "v2.0/.well-known/openid-configuration":
            told = {"issuer": f"{LOGIN}/{tenant}/v2.0", "authorization_endpoint": f"{root}/authorize"}
            told |= {"token_endpoint": f"{root}/token", "device_authorization_endpoint": f"{root}/devicecode"}
            return response(request, 200, json.dumps(told).encode())
        body = request.body.decode() if isinstance(request.body, bytes) else str(request.body)
        said = {key: values[0] for key, values in parse_qs(body).items()}
        status, answer = self._device(said) if rest.endswith("/devicecode") else self._token(said)
        return response(request, status, json.dumps(answer).encode())

    def close(self) -> None: ...

    def _device(self, said: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if self.device_refusal:
            return _error("invalid_grant", self.device_refusal)
        self.asked = {"scope": said["scope"]}
        return 200, {"user_code": "ABCD1234", "device_code": "device-canary", "interval": 1, "expires_in": 900,
                     "verification_uri": "https://microsoft.com/devicelogin", "message": "m"}  # fmt: skip

    def _token(self, said: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if self.refusal:
            return _error("invalid_grant", self.refusal)
        if self.trouble:
            return 400, {"error": self.trouble, "error_description": "words of Microsoft"}
        if said["grant_type"].endswith("device_code") and self.pending:
            return 400, {"error": self.pending.pop(0), "error_description": "words of Microsoft"}
        if said["grant_type"] == "refresh_token" and said["refresh_token"] != f"refresh-canary-{self.refresh}":
            return _error("invalid_grant", 70008)
        if said["grant_type"] == "authorization_code":
            challenge = base64.urlsafe_b64encode(sha256(said["code_verifier"].encode()).digest()).rstrip(b"=").decode()
            if self.codes.pop(said["code"], None) is None or challenge != self.asked["code_challenge"]:
                return _error("invalid_grant", 54005)
        self.refresh += 1
        scope = said.get("scope", self.asked["scope"]) if self.granted is None else self.granted
        claims = {"aud": APPLICATION, "iss": f"{LOGIN}/x/v2.0", "sub": "sam", "oid": "sam", "tid": "9188040d",
                  "preferred_username": self.graph.address, "exp": 9_999_999_999, "iat": 0}  # fmt: skip
        if self.asked.get("nonce"):
            claims["nonce"] = self.asked["nonce"]
        packed = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
        info = base64.urlsafe_b64encode(b'{"uid":"sam","utid":"9188040d"}').rstrip(b"=").decode()
        return 200, {
            "token_type": "Bearer", "scope": scope, "expires_in": 3599, "access_token": self.graph.token,
            "refresh_token": f"refresh-canary-{self.refresh}", "id_token": f"eyJhbGciOiJub25lIn0.{packed}.x",
            "client_info": info,
        }  # fmt: skip

    # The owner's browser.

    def open(self, address: str, **_: Any) -> bool:
        """Go to Microsoft's page and accept; the browser then goes where Microsoft sends it."""
        threading.Thread(target=self.visit, args=(address,), daemon=True).start()
        return True

    def visit(self, address: str) -> None:
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == LOGIN
        self.asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        back: dict[str, str] = {"state": self.asked["state"]}
        if self.denied:
            back |= {"error": "access_denied", "error_description": self.denied}
        else:
            code = f"code-{len(self.codes)}"
            self.codes[code] = self.asked["scope"]
            back |= {"code": code, "client_info": "e30"}
        try:
            with urllib.request.urlopen(self.asked["redirect_uri"], urlencode(back).encode(), timeout=5) as page:
                page.read()
        except urllib.error.URLError:
            pass


def _error(error: str, number: int) -> tuple[int, dict[str, Any]]:
    return 400, {"error": error, "error_description": f"AADSTS{number}: words of Microsoft.", "error_codes": [number]}
