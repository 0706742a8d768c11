"""Nothing but the declared requests leaves the process: each way to send Gmail has, and each way around a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import responses
from googleapiclient import discovery
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.http import MediaInMemoryUpload

from providers.errors import RequestRefused
from providers.gmail_client import SessionHttp, build, description
from providers.gmail_requests import GMAIL, GOOGLE_CODE, GOOGLE_TOKEN, METHODS
from providers.guard import Allowed, judge
from providers.session import Session, confine
from tests.providers.wires import FixedPermission, Wire, response

WHOLE = json.loads(get_static_doc("gmail", "v1"))
ROOT = "https://gmail.googleapis.com/gmail/v1/users/me"
RAW = {"raw": "RnJvbTogYUBiLmV4YW1wbGUNCg0KSGkNCg=="}


def methods(resource: dict[str, Any], name: str = "users") -> Iterator[tuple[str, dict[str, Any]]]:
    for key, method in resource.get("methods", {}).items():
        yield f"{name}.{key}", method
    for key, inner in resource.get("resources", {}).items():
        yield from methods(inner, f"{name}.{key}")


EVERY = dict(methods(WHOLE["resources"]["users"]))


def whole_client(wire: Wire) -> Any:
    """Google's client as it comes, every method of it, on our way out."""
    http = SessionHttp(Session(GMAIL, wire=wire), FixedPermission())
    return discovery.build_from_document(WHOLE, http=http)


def test_the_client_is_made_of_the_methods_we_use() -> None:
    assert {name for name, _ in methods(json.loads(description())["resources"]["users"])} == METHODS <= set(EVERY)
    assert not [name for name in METHODS if "send" in name.lower().replace("sendas", "")]


def test_the_client_has_nothing_to_send_with() -> None:
    users = build(SessionHttp(Session(GMAIL, wire=Wire()), FixedPermission()))
    for resource in (users, users.messages(), users.drafts(), users.threads(), users.settings()):
        assert not {name for name in dir(resource) if name.lower() in ("send", "import_", "insert", "modify", "trash")}
    with pytest.raises(AttributeError):
        _ = users.drafts().send
    assert "upload" not in json.dumps(json.loads(description())["resources"]).lower()


@pytest.mark.parametrize("name", sorted(set(EVERY) - METHODS))
def test_no_other_method_of_gmail_leaves(name: str) -> None:
    wire = Wire()
    resource = whole_client(wire)
    for part in name.split(".")[:-1]:
        resource = getattr(resource, part)()
    needed = {key: "me" for key, one in EVERY[name]["parameters"].items() if one.get("required")}
    more = {"body": {}} if "request" in EVERY[name] else {}
    last = {"import": "import_"}.get(name.rpartition(".")[2], name.rpartition(".")[2])
    with pytest.raises(RequestRefused):
        getattr(resource, last)(**needed, **more).execute()
    assert wire.left == []


def uploads() -> Iterator[Any]:
    for simple, resumable in (("media", False), ("resumable", True)):
        for name in ("messages.send", "drafts.send", "drafts.create", "drafts.update", "messages.insert"):
            yield pytest.param(name, resumable, id=f"{name} {simple}")


@pytest.mark.parametrize(("name", "resumable"), list(uploads()))
@pytest.mark.parametrize("body", [None, {"threadId": "t1"}], ids=["alone", "multipart"])
def test_no_upload_leaves(name: str, resumable: bool, body: dict[str, str] | None) -> None:
    wire = Wire()
    kind, method = name.split(".")
    resource = getattr(whole_client(wire).users(), kind)()
    needed = {"id": "d1"} if method == "update" else {}
    media = MediaInMemoryUpload(b"From: a@b.example\r\n\r\nHi\r\n", mimetype="message/rfc822", resumable=resumable)
    with pytest.raises(RequestRefused):
        getattr(resource, method)(userId="me", media_body=media, body=body, **needed).execute()
    assert wire.left == []


@pytest.mark.parametrize("pruned", [True, False])
def test_no_batch_leaves(pruned: bool) -> None:
    wire = Wire()
    service = whole_client(wire)
    http = SessionHttp(Session(GMAIL, wire=wire), FixedPermission())
    if pruned:
        batch = discovery.build_from_document(description(), http=http).new_batch_http_request()
    else:
        batch = service.new_batch_http_request()
    batch.add(service.users().drafts().send(userId="me", body={"id": "d1"}))
    with pytest.raises(RequestRefused):
        batch.execute(http=http)
    assert wire.left == []


def test_a_question_too_long_for_its_address_does_not_become_something_else() -> None:
    wire = Wire()
    with pytest.raises(RequestRefused, match="x-http-method-override"):
        whole_client(wire).users().drafts().list(userId="me", pageToken="x" * 3000).execute()
    assert wire.left == []


ADDRESSES = {
    "send": f"{ROOT}/messages/send",
    "draft send": f"{ROOT}/drafts/send",
    "other user": "https://gmail.googleapis.com/gmail/v1/users/sam@owner.example/drafts",
    "encoded letter": f"{ROOT}/drafts/%73end",
    "encoded twice": f"{ROOT}/drafts/%2573end",
    "encoded slash": f"{ROOT}/drafts%2Fsend",
    "encoded dots": f"{ROOT}/drafts/%2e%2e/messages/send",
    "dots": f"{ROOT}/drafts/../messages/send",
    "dots back to a listed path": f"{ROOT}/messages/../drafts",
    "one dot": f"{ROOT}/./drafts",
    "double slash": f"{ROOT}//drafts",
    "double slash at the front": "https://gmail.googleapis.com//gmail/v1/users/me/drafts",
    "slash at the end": f"{ROOT}/drafts/",
    "backslash": f"{ROOT}/drafts\\send",
    "matrix parameter": f"{ROOT}/drafts;x=1",
    "upload path": "https://gmail.googleapis.com/upload/gmail/v1/users/me/drafts",
    "resumable path": "https://gmail.googleapis.com/resumable/upload/gmail/v1/users/me/drafts",
    "upload type": f"{ROOT}/drafts?uploadType=media",
    "upload protocol": f"{ROOT}/drafts?upload_protocol=raw",
    "key": f"{ROOT}/drafts?key=x",
    "override in the query": f"{ROOT}/drafts?httpMethod=POST",
    "xgafv": f"{ROOT}/drafts?$.xgafv=2",
    "xgafv encoded": f"{ROOT}/drafts?%24.xgafv=2",
    "callback": f"{ROOT}/drafts?callback=x",
    "fragment": f"{ROOT}/drafts#/../messages/send",
    "batch": "https://gmail.googleapis.com/batch",
    "batch of gmail": "https://gmail.googleapis.com/batch/gmail/v1",
    "old batch": "https://www.googleapis.com/batch",
    "old host": "https://www.googleapis.com/gmail/v1/users/me/drafts",
    "mtls host": "https://gmail.mtls.googleapis.com/gmail/v1/users/me/drafts",
    "other host": "https://mail.example/gmail/v1/users/me/drafts",
    "host with a tail": "https://gmail.googleapis.com.evil.example/gmail/v1/users/me/drafts",
    "capital host": "https://GMAIL.googleapis.com/gmail/v1/users/me/drafts",
    "dot at the end of the host": "https://gmail.googleapis.com./gmail/v1/users/me/drafts",
    "port": "https://gmail.googleapis.com:8443/gmail/v1/users/me/drafts",
    "its own port": "https://gmail.googleapis.com:443/gmail/v1/users/me/drafts",
    "user info": "https://sam:secret@gmail.googleapis.com/gmail/v1/users/me/drafts",
    "host as user info": "https://gmail.googleapis.com@evil.example/gmail/v1/users/me/drafts",
    "plain http": "http://gmail.googleapis.com/gmail/v1/users/me/drafts",
    "other scheme": "ftp://gmail.googleapis.com/gmail/v1/users/me/drafts",
    "capital scheme": "HTTPS://gmail.googleapis.com/gmail/v1/users/me/drafts",
    "space": f"{ROOT}/drafts /send",
    "line end": f"{ROOT}/drafts\r\nX: y",
    "tab": f"{ROOT}/dra\tfts",
    "not ascii": f"{ROOT}/draft\u017f",
    "v2": "https://gmail.googleapis.com/gmail/v2/users/me/drafts",
    "nothing": "",
}  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
@pytest.mark.parametrize("method", ["POST", "GET", "PUT", "post"])
def test_no_other_way_to_write_an_address_passes(address: str, method: str) -> None:
    """As bytes that would leave: nothing between here and the wire tidies them."""
    request = requests.Request("POST", f"{ROOT}/drafts", json={"message": RAW}).prepare()
    request.method, request.url = method, address
    wire = Wire()
    with pytest.raises(RequestRefused):
        Session(GMAIL, wire=wire).send(request)
    with pytest.raises(RequestRefused):
        judge(request, GMAIL)
    assert wire.left == []


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_no_other_address_is_asked_for(address: str) -> None:
    """As a program would ask: the library may tidy an address, and then only a draft may come of it."""
    wire = Wire()
    try:
        Session(GMAIL, wire=wire).request("POST", address, json={"message": RAW})
    except (RequestRefused, requests.RequestException):
        assert wire.left == []
    else:
        assert {request.url for request in wire.left} == {f"{ROOT}/drafts"}


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "PUT", "OPTIONS", "SEND", "HEAD"])
def test_a_listed_path_is_no_leave_for_other_methods(method: str) -> None:
    wire = Wire()
    with pytest.raises(RequestRefused):
        Session(GMAIL, wire=wire).request(method, f"{ROOT}/drafts")
    assert wire.left == []


@pytest.mark.parametrize(
    "header",
    ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "Host", "X-Goog-Upload-Protocol",
     "X-Goog-Upload-Command", "X-Upload-Content-Type", "X-Original-URL", "X-Rewrite-URL", "Transfer-Encoding",
     "X-Forwarded-Host", "Content-Transfer-Encoding"],
)  # fmt: skip
def test_no_header_makes_it_another_request(header: str) -> None:
    wire = Wire()
    with pytest.raises(RequestRefused, match=header.lower()):
        Session(GMAIL, wire=wire).post(f"{ROOT}/drafts", json={"message": RAW}, headers={header: "messages/send"})
    assert wire.left == []


@pytest.mark.parametrize(
    "kind", ["multipart/mixed; boundary=x", "message/rfc822", "multipart/related", "", "text/plain"]
)
def test_no_other_kind_of_body(kind: str) -> None:
    wire = Wire()
    with pytest.raises(RequestRefused):
        Session(GMAIL, wire=wire).post(f"{ROOT}/drafts", data=b"POST /send", headers={"Content-Type": kind})
    assert wire.left == []


@pytest.mark.parametrize("status", [300, 301, 302, 303, 305, 307, 308])
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_no_redirect_is_followed(status: int, method: str) -> None:
    wire = Wire(lambda request: response(request, status, headers={"Location": f"{ROOT}/messages/send"}))
    with pytest.raises(RequestRefused, match="elsewhere"):
        Session(GMAIL, wire=wire).request(method, f"{ROOT}/drafts", json={}, allow_redirects=True)
    assert len(wire.left) == 1


@responses.activate
def test_the_gate_stands_before_the_real_adapter_too() -> None:
    responses.add(responses.POST, f"{ROOT}/messages/send", json={})
    responses.add(responses.POST, f"{ROOT}/drafts", json={"id": "d1"})
    session = Session(GMAIL)
    assert session.post(f"{ROOT}/drafts", json={"message": RAW}).json() == {"id": "d1"}
    with pytest.raises(RequestRefused):
        session.post(f"{ROOT}/messages/send", json={"raw": "x"})
    assert [call.request.url for call in responses.calls] == [f"{ROOT}/drafts"]


def test_nothing_from_the_environment_takes_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "netrc").write_text("machine gmail.googleapis.com login eve password x\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("GOOGLE_CLOUD_UNIVERSE_DOMAIN", "evil.example")
    seen: list[Any] = []

    class Listening(Wire):
        def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
            seen.append(more)
            return super().send(request, **more)

    wire = Listening()
    build(SessionHttp(Session(GMAIL, wire=wire), FixedPermission())).getProfile(userId="me").execute()
    assert wire.left[0].headers["authorization"] == "Bearer token-0"
    assert (wire.left[0].url or "").startswith("https://gmail.googleapis.com/")
    assert seen == [{"stream": False, "timeout": (10.0, 60.0), "verify": True, "cert": None, "proxies": None}]


def test_a_session_made_by_others_is_confined_too() -> None:
    wire = Wire()
    session = requests.Session()
    confine(session, GOOGLE_CODE, wire=wire)
    session.post("https://oauth2.googleapis.com/token", data={"code": "x"})
    with pytest.raises(RequestRefused):
        session.post(f"{ROOT}/messages/send", json={})
    assert len(wire.left) == 1


@pytest.mark.parametrize("entry", [*GMAIL, *GOOGLE_TOKEN, *GOOGLE_CODE], ids=lambda one: f"{one.method} {one.path}")
def test_no_declared_request_can_send(entry: Allowed) -> None:
    bare = entry.path.replace("(?!send$|import$|batch)", "").replace("/settings/sendAs", "")
    assert not any(word in bare.lower() for word in ("send", "batch", "upload", "import", "forward", "reply"))
    assert not entry.query & {"uploadType", "upload_protocol", "$.xgafv", "key", "access_token", "callback"}
    assert ".*" not in entry.path
    assert ".+" not in entry.path


def test_every_declared_request_is_one_of_a_method_we_use() -> None:
    """Neither a list longer than the need, nor a method whose request would be refused."""
    for name in METHODS:
        method = EVERY[name]
        path = "/" + method["path"].replace("{userId}", "me").replace("{id}", "18c2f0a1b2c3d4e5")
        request = requests.Request(method["httpMethod"], f"https://gmail.googleapis.com{path}").prepare()
        assert judge(request, GMAIL).query - {"alt", "fields"} <= set(method["parameters"])
    assert len(GMAIL) == len(METHODS)
