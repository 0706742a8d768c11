"""Signing in to Google: what is asked for, what is kept and how, what is said when it does not work."""

from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from providers import Account
from providers.errors import MailboxError, MailboxMisconfigured, MailboxUnavailable, SignInNeeded
from providers.gmail_requests import GOOGLE_TOKEN
from providers.session import Session
from providers.signin import tokens
from providers.signin.google import CAUSES, COMPOSE, READ, GooglePermission, permission_of, sign_in
from providers.signin.tokens import Grant
from tests.fakes.gmail import FakeGmail
from tests.fakes.google import CLIENT, REFRESH, FakeGoogle
from tests.fakes.keyring import Ring
from tests.providers.wires import Wire, response

GRANT = Grant("google", (READ, COMPOSE), CLIENT["client_id"], CLIENT["client_secret"], REFRESH)
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def google() -> FakeGoogle:
    return FakeGoogle(FakeGmail("sam@owner.example", NOON))


@pytest.fixture
def account(tmp_path: Path) -> Account:
    client = tmp_path / "client.json"
    client.write_text(json.dumps({"installed": {**CLIENT, "token_uri": "https://evil.example/token"}}))
    return Account("personal", "gmail", ("sam@owner.example",), client=client, tokens=tmp_path / "tokens")


def signed_in(account: Account, google: FakeGoogle) -> Grant:
    def tell(address: str) -> None:
        google.open(address)

    return sign_in(account, tell=tell, browser=False, wire=google, minutes=0.2)


def test_the_fewest_permissions_are_asked_for_and_kept(account: Account, google: FakeGoogle) -> None:
    assert signed_in(account, google) == GRANT
    assert google.asked["scope"].split() == [READ, COMPOSE]
    assert google.asked["code_challenge_method"] == "S256"
    assert google.asked["redirect_uri"].startswith("http://127.0.0.1:")
    assert (google.asked["access_type"], google.asked["prompt"]) == ("offline", "consent")
    assert google.gmail.called == []


def test_to_read_only_no_more_is_asked_for(account: Account, google: FakeGoogle, tmp_path: Path) -> None:
    grant = signed_in(replace(account, read_only=True, path=tmp_path / "drafts"), google)
    assert grant.scopes == (READ,)
    assert google.asked["scope"] == READ


@pytest.mark.parametrize(
    ("ticked", "named"),
    [
        ((READ,), '"Manage drafts and send emails"'),
        ((COMPOSE,), '"View your email messages and settings"'),
        (("openid",), '"View your email messages and settings" and "Manage drafts and send emails"'),
    ],
)
def test_the_boxes_left_out_are_named(
    account: Account, google: FakeGoogle, ticked: tuple[str, ...], named: str
) -> None:
    google.ticked = ticked
    with pytest.raises(SignInNeeded) as caught:
        signed_in(account, google)
    assert str(caught.value) == f"Google was not allowed: {named}."
    assert named in caught.value.remedy
    assert "read_only" in caught.value.remedy


def test_more_than_was_asked_for_is_fine(account: Account, google: FakeGoogle) -> None:
    google.ticked = ("openid", COMPOSE, READ)
    assert set(signed_in(account, google).scopes) == {"openid", COMPOSE, READ}


@pytest.mark.parametrize(
    ("denied", "said"),
    [("access_denied", "Google says access was denied."), ("server_error", "The sign-in did not come through")],
)
def test_a_refusal_on_googles_page(account: Account, google: FakeGoogle, denied: str, said: str) -> None:
    google.denied = denied
    with pytest.raises(SignInNeeded, match=said):
        signed_in(account, google)


@pytest.mark.parametrize(("status", "body"), [(200, b"<html>"), (200, b"[]"), (200, b"{}"), (400, b"\xff"), (500, b"")])
def test_an_answer_to_the_code_that_makes_no_sense(
    account: Account, google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes
) -> None:
    monkeypatch.setattr(google, "send", lambda request, **_: response(request, status, body))
    with pytest.raises((SignInNeeded, MailboxUnavailable)):
        signed_in(account, google)


def test_a_permission_that_cannot_be_renewed_is_not_kept(account: Account, google: FakeGoogle) -> None:
    google.renewable = False
    with pytest.raises(SignInNeeded, match="cannot be renewed"):
        signed_in(account, google)


def test_a_code_for_somebody_elses_question_is_not_taken(account: Account, google: FakeGoogle) -> None:
    def tell(address: str) -> None:
        google.open(address.replace("state=", "state=other"))

    with pytest.raises(SignInNeeded, match="did not come through"):
        sign_in(account, tell=tell, browser=False, wire=google, minutes=0.2)


def test_nobody_waits_for_ever(account: Account, google: FakeGoogle) -> None:
    with pytest.raises(SignInNeeded, match="within"):
        sign_in(account, tell=lambda _: None, browser=False, wire=google, minutes=0.0005)


def test_a_port_in_use_is_said(account: Account, google: FakeGoogle) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(MailboxMisconfigured, match=r"Port \d+ cannot be used"):
            sign_in(account, tell=lambda _: None, browser=False, port=taken.getsockname()[1], wire=google)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read"),
        ("not json", "cannot be read"),
        ("[]", "not a client file"),
        ('{"web": {}}', "a web client"),
        ('{"installed": {"client_id": "x"}}', "not a client file"),
    ],
)
def test_a_client_file_that_is_none(account: Account, google: FakeGoogle, text: str | None, said: str) -> None:
    assert account.client is not None
    account.client.unlink()
    if text is not None:
        account.client.write_text(text)
    with pytest.raises(MailboxMisconfigured, match=said):
        signed_in(account, google)
    with pytest.raises(MailboxMisconfigured, match="names no `client` file"):
        signed_in(replace(account, client=None), google)


def permission(google: FakeGoogle) -> GooglePermission:
    return GooglePermission("personal", GRANT, Session(GOOGLE_TOKEN, wire=google, wait=lambda _: None))


def test_a_token_is_asked_for_once_and_again_when_it_is_not_taken(google: FakeGoogle) -> None:
    mine = permission(google)
    assert [mine.token(), mine.token()] == ["token-0", "token-0"]
    assert google.renewals == 1
    google.gmail.token = "token-1"
    assert mine.renew() == mine.token() == "token-1"
    assert google.renewals == 2


@pytest.mark.parametrize(
    ("dead", "said"),
    [
        ("invalid_grant", "no longer accepts"),
        ("deleted_client", "does not know the client"),
        ("unauthorized_client", "does not know the client"),
        ("access_denied", "did not renew"),
    ],
)
def test_a_permission_that_died_says_what_to_do(google: FakeGoogle, dead: str, said: str) -> None:
    google.dead = dead
    with pytest.raises(SignInNeeded, match=said) as caught:
        permission(google).token()
    assert "followup signin personal" in caught.value.remedy
    assert (CAUSES in caught.value.remedy) == (dead == "invalid_grant")
    assert "canary" not in f"{caught.value}{caught.value.remedy}"


ENDED = b'{"error": "invalid_grant", "error_subtype": "invalid_rapt", "error_description": "reauth related error"}'


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, b"<html>", MailboxUnavailable),
        (200, b"[]", MailboxUnavailable),
        (200, b"{}", MailboxUnavailable),
        (200, b'{"access_token": "x", "expires_in"', MailboxUnavailable),
        (404, b"\xff<html>", MailboxUnavailable),
        (400, b"[]", MailboxUnavailable),
        (400, b'{"error": "temporarily_unavailable"}', MailboxUnavailable),
        (400, b'{"error": "invalid_grant"}', SignInNeeded),
        (400, ENDED, SignInNeeded),
    ],
)
def test_only_what_google_says_in_words_asks_for_a_sign_in(
    status: int, body: bytes, error: type[MailboxError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("google.auth._exponential_backoff.time.sleep", lambda _: None)
    wire = Wire(lambda request: response(request, status, body))
    mine = GooglePermission("personal", GRANT, Session(GOOGLE_TOKEN, wire=wire, wait=lambda _: None))
    with pytest.raises(error) as caught:
        mine.token()
    assert (CAUSES in caught.value.remedy) == (error is SignInNeeded)


def test_it_is_kept_for_its_owners_eyes_only(account: Account) -> None:
    assert account.tokens is not None
    account.tokens.mkdir(mode=0o755)
    path = tokens.save(account, GRANT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert tokens.load(account) == GRANT
    assert [one.name for one in path.parent.iterdir()] == ["personal.json"]
    assert "canary" not in repr(GRANT)


def test_a_name_of_an_account_cannot_lead_elsewhere(account: Account) -> None:
    assert tokens.path_of(replace(account, name="../../x/y")).parent == account.tokens


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"service": "google", "scopes": null}'])
def test_a_damaged_file_means_sign_in_again(account: Account, text: str) -> None:
    tokens.write(tokens.path_of(account), text)
    with pytest.raises(SignInNeeded, match="damaged"):
        permission_of(account)


def test_without_a_sign_in_a_run_says_so(account: Account) -> None:
    with pytest.raises(SignInNeeded, match="not signed in") as caught:
        permission_of(account)
    assert caught.value.remedy == "Run: followup signin personal"


def test_a_grant_to_read_does_not_do_for_drafts(account: Account, tmp_path: Path) -> None:
    tokens.save(account, replace(GRANT, scopes=(READ,)))
    with pytest.raises(SignInNeeded, match="Manage drafts"):
        permission_of(account)
    assert permission_of(replace(account, read_only=True, path=tmp_path)) is not None


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    return Ring.put_in(monkeypatch)


def test_with_the_keyring_the_file_is_encrypted(account: Account, ring: Ring) -> None:
    account = replace(account, keyring=True)
    path = tokens.save(account, GRANT)
    assert "canary" not in path.read_text()
    assert tokens.load(account) == tokens.load(replace(account, keyring=False)) == GRANT
    assert [len(key) for key in ring.held.values()] == [44]  # less than the smallest keyring takes
    ring.locked = True
    with pytest.raises(MailboxUnavailable, match="does not answer"):
        tokens.load(account)
    ring.locked = False
    ring.held.clear()
    with pytest.raises(SignInNeeded, match="not in the keyring"):
        tokens.load(account)
    tokens.save(account, GRANT)
    path.write_text(path.read_text().replace("gAAAA", "gAAAB"))
    with pytest.raises(SignInNeeded, match="does not fit"):
        tokens.load(account)


def test_without_the_keyring_installed_it_is_said(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.setitem(sys.modules, "keyring.errors", None)
    with pytest.raises(MailboxMisconfigured, match="not installed"):
        tokens.save(replace(account, keyring=True), GRANT)
    assert not tokens.path_of(account).exists()
