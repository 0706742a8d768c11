"""Nothing but the declared requests leaves the process: each way to send that Outlook has, each way around a list."""

from __future__ import annotations

import pytest
import requests

from providers.errors import RequestRefused
from providers.guard import Allowed
from providers.outlook_calls import Calls
from providers.outlook_requests import MICROSOFT_CODE, MICROSOFT_TOKEN, OUTLOOK
from providers.refusals import Missing, NotTaken
from providers.session import Session
from tests.fakes.graph import FakeGraph
from tests.providers.test_outlook import NOON
from tests.providers.wires import FixedPermission, Wire

ROOT = "https://graph.microsoft.com/v1.0/me"
ONE = f"{ROOT}/messages/AAkALgAA="
LETTER = {"message": {"subject": "Hi", "toRecipients": [{"emailAddress": {"address": "dana@acme.example"}}]}}

WAYS = {
    "sendMail": f"{ROOT}/sendMail",
    "sendMail in full": f"{ROOT}/microsoft.graph.sendMail",
    "send": f"{ONE}/send",
    "send in full": f"{ONE}/microsoft.graph.send",
    "reply": f"{ONE}/reply",
    "replyAll": f"{ONE}/replyAll",
    "forward": f"{ONE}/forward",
    "createReplyAll": f"{ONE}/createReplyAll",
    "createForward": f"{ONE}/createForward",
    "createReply with a tail": f"{ONE}/createReply/send",
    "createReply in small": f"{ONE}/createreply",
    "copy": f"{ONE}/copy",
    "move": f"{ONE}/move",
    "permanentDelete": f"{ONE}/permanentDelete",
    "into the outbox": f"{ROOT}/mailFolders/outbox/messages",
    "into a folder": f"{ROOT}/mailFolders('drafts')/messages",
    "accept": f"{ROOT}/events/AAk=/accept",
    "decline": f"{ROOT}/calendar/events/AAk=/decline",
    "tentative": f"{ROOT}/events/AAk=/tentativelyAccept",
    "new event": f"{ROOT}/events",
    "rule": f"{ROOT}/mailFolders/inbox/messageRules",
    "settings": f"{ROOT}/mailboxSettings",
    "batch": "https://graph.microsoft.com/v1.0/$batch",
    "batch encoded": "https://graph.microsoft.com/v1.0/%24batch",
    "beta": "https://graph.microsoft.com/beta/me/messages",
    "beta sendMail": "https://graph.microsoft.com/beta/me/sendMail",
    "other user": "https://graph.microsoft.com/v1.0/users/sam@owner.example/messages",
    "other user sendMail": "https://graph.microsoft.com/v1.0/users/sam@owner.example/sendMail",
    "encoded": f"{ONE}/%73end",
    "encoded twice": f"{ONE}/%2573end",
    "encoded slash": f"{ONE}%2Fsend",
    "dots": f"{ONE}/../../sendMail",
    "dots encoded": f"{ONE}/%2e%2e/%2e%2e/sendMail",
    "double slash": f"{ROOT}//messages",
    "slash at the end": f"{ROOT}/messages/",
    "backslash": f"{ROOT}/messages\\AAk=\\send",
    "matrix": f"{ROOT}/messages;x=/send",
    "fragment": f"{ROOT}/messages#/send",
    "override in the query": f"{ROOT}/messages?X-HTTP-Method=POST",
    "action in the query": f"{ROOT}/messages?action=send",
    "old interface": "https://outlook.office.com/api/v2.0/me/sendmail",
    "EWS": "https://outlook.office365.com/EWS/Exchange.asmx",
    "host with a tail": "https://graph.microsoft.com.evil.example/v1.0/me/messages",
    "host as user info": "https://graph.microsoft.com@evil.example/v1.0/me/messages",
    "port": "https://graph.microsoft.com:8443/v1.0/me/messages",
    "plain http": "http://graph.microsoft.com/v1.0/me/messages",
    "capital version": "https://graph.microsoft.com/V1.0/me/messages",
}


@pytest.mark.parametrize("address", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("method", ["POST", "PATCH", "PUT", "GET", "DELETE"])
def test_no_way_to_send_leaves(method: str, address: str) -> None:
    """As bytes that would leave: nothing between here and the wire tidies them."""
    if method == "GET" and address == WAYS["into a folder"]:
        return  # reading a folder's messages is declared
    if method == "GET" and address == WAYS["into the outbox"]:
        return
    request = requests.Request("POST", f"{ROOT}/messages", json=LETTER).prepare()
    request.method, request.url = method, address
    wire = Wire()
    with pytest.raises(RequestRefused):
        Session(OUTLOOK, wire=wire).send(request)
    assert wire.left == []


@pytest.mark.parametrize(
    "tail",
    ["/mailfolders('AQMkADNkNAAAgEMAAAA')/messages/delta?$skiptoken=GwcBoTmPuoTQ",  # of Microsoft's own pages
     "/mailfolders('AQMkADNkNAAAgEMAAAA')/messages/delta?$deltatoken=GwcBoTmPuoTQ",
     "/mailFolders('AQMkADNkNAAAgEMAAAA')/messages/delta()?%24deltaToken=GwcBoTmPuoTQ",
     "/mailFolders/AQMkADNkNAAAgEMAAAA=/messages/delta?%24skipToken=GwcBoTmPuoTQ",
     "/mailfolders/AQMkADNkNAAAgEMAAAA=/childfolders?%24top=100&%24skip=100",
     "/messages?%24search=%22x%22&%24top=100&%24skiptoken=MHMHMH",
     "/messages?$filter=conversationId%20eq%20%27AAQk%27&$top=100&$skip=100"],
)  # fmt: skip
def test_a_link_is_followed_in_every_way_graph_writes_it(tail: str) -> None:
    wire = Wire()
    Session(OUTLOOK, wire=wire).get(ROOT + tail)
    assert [one.url for one in wire.left] == [ROOT + tail]


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "Host"])
def test_no_header_makes_it_another_request(header: str) -> None:
    wire = Wire()
    with pytest.raises(RequestRefused, match=header.lower()):
        Session(OUTLOOK, wire=wire).post(f"{ROOT}/messages", json=LETTER, headers={header: "SEND"})
    assert wire.left == []


@pytest.mark.parametrize("kind", ["text/plain", "message/rfc822", "multipart/mixed; boundary=x", ""])
def test_no_raw_mail_leaves(kind: str) -> None:
    """Graph takes a whole mail as base64 text, to save and to send alike."""
    wire = Wire()
    for address in (f"{ROOT}/messages", f"{ROOT}/sendMail", f"{ONE}/createReply"):
        with pytest.raises(RequestRefused):
            Session(OUTLOOK, wire=wire).post(address, data=b"RnJvbTogYQ==", headers={"Content-Type": kind})
    assert wire.left == []


@pytest.mark.parametrize("entry", [*OUTLOOK, *MICROSOFT_TOKEN, *MICROSOFT_CODE], ids=lambda e: f"{e.method} {e.path}")
def test_no_declared_request_can_send(entry: Allowed) -> None:
    bare = entry.path.replace("createReply", "")
    assert not any(word in bare.lower() for word in ("send", "batch", "forward", "reply", "accept", "decline", "rule"))
    assert ".*" not in entry.path
    assert ".+" not in entry.path
    assert entry.host in ("graph.microsoft.com", "login.microsoftonline.com")


@pytest.mark.parametrize("tenant", ["common", "consumers", "contoso.onmicrosoft.com"])
def test_the_sign_in_list_holds_codes_and_tokens_only(tenant: str) -> None:
    wire = Wire()
    session = Session(MICROSOFT_CODE, wire=wire)
    session.post(f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", data={"code": "x"})
    for address in (f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize", f"{ROOT}/messages"):
        with pytest.raises(RequestRefused):
            session.post(address, data={"a": "b"})
    assert len(wire.left) == 1


@pytest.mark.parametrize("path", ["/me/sendMail", "/me/messages/AAk=/send", "/me/messages/AAk=/reply", "/$batch"])
def test_microsoft_would_refuse_too(path: str) -> None:
    """Past the gate, the permission itself does not send: the fake answers as Graph does without Mail.Send."""
    graph = FakeGraph("sam@owner.example", NOON)
    anything = (Allowed("POST", "graph.microsoft.com", r"/v1\.0/[\w/$=-]+"),)
    calls = Calls(Session(anything, wire=graph), FixedPermission())
    with pytest.raises(Exception, match="does not cover") as caught:
        calls.create(path, LETTER)
    assert not isinstance(caught.value, Missing | NotTaken)
    assert graph.messages == {}
