"""Signing in to Microsoft: what is asked for, what is kept and how, what is said when it does not work."""

from __future__ import annotations

import json
import stat
import time
import webbrowser
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from agent import cli
from providers import Account
from providers.errors import MailboxMisconfigured, MailboxUnavailable, SignInNeeded
from providers.outlook_requests import MICROSOFT_TOKEN
from providers.session import Session
from providers.signin import aadsts, tokens
from providers.signin.microsoft import (
    Grant,
    MicrosoftPermission,
    packed,
    permission_of,
    sign_in,
    unpacked,
)
from tests.fakes.graph import FakeGraph
from tests.fakes.keyring import Ring
from tests.fakes.microsoft import APPLICATION, FakeMicrosoft
from tests.providers.wires import response
from tests.support.mail import raw_message
from tests.test_cli import INVITED, OWNER

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Msal looks once a second whether the browser came back."""
    nap = time.sleep
    monkeypatch.setattr("msal.oauth2cli.authcode.time.sleep", lambda _: nap(0.01))
    monkeypatch.setattr("msal.oauth2cli.oauth2.time.sleep", lambda _: None)


@pytest.fixture
def microsoft() -> FakeMicrosoft:
    return FakeMicrosoft(FakeGraph("sam@owner.example", NOON, aliases=("sam@alias.example",)))


@pytest.fixture
def account(tmp_path: Path) -> Account:
    return Account("work", "outlook", ("sam@owner.example",), application=APPLICATION, tokens=tmp_path / "tokens")


def signed_in(account: Account, microsoft: FakeMicrosoft) -> Grant:
    return sign_in(account, tell=microsoft.open, browser=False, port=_free(), wire=microsoft, minutes=0.2)


def _free() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def permission(account: Account, grant: Grant, microsoft: FakeMicrosoft, kept: list[Grant]) -> MicrosoftPermission:
    return MicrosoftPermission(account, grant, Session(MICROSOFT_TOKEN, wire=microsoft), kept.append)


def test_the_fewest_permissions_are_asked_for(account: Account, microsoft: FakeMicrosoft) -> None:
    grant = signed_in(account, microsoft)
    assert (grant.application, grant.tenant) == (APPLICATION, "consumers")
    asked = set(microsoft.asked["scope"].split())
    assert asked == {"Mail.ReadWrite", "User.Read", "openid", "profile", "offline_access"}
    assert microsoft.asked["code_challenge_method"] == "S256"
    assert microsoft.asked["redirect_uri"].startswith("http://localhost:")
    assert "canary" not in repr(grant)


def test_to_read_only_no_more_is_asked_for(account: Account, microsoft: FakeMicrosoft, tmp_path: Path) -> None:
    signed_in(replace(account, read_only=True, path=tmp_path / "drafts"), microsoft)
    assert "Mail.ReadWrite" not in microsoft.asked["scope"]
    assert "Mail.Read" in microsoft.asked["scope"].split()


def test_a_code_for_another_device(account: Account, microsoft: FakeMicrosoft) -> None:
    said: list[str] = []
    grant = sign_in(account, tell=said.append, browser=False, wire=microsoft)
    assert said == ["https://microsoft.com/devicelogin\nand type the code ABCD1234 there"]
    assert permission(account, grant, microsoft, []).token() == "token-0"


def test_a_code_is_waited_for_while_the_owner_types_it(account: Account, microsoft: FakeMicrosoft) -> None:
    microsoft.pending = ["authorization_pending", "authorization_pending"]
    grant = sign_in(account, tell=lambda _: None, browser=False, wire=microsoft)
    assert "refresh-canary-1" in grant.cache
    assert microsoft.pending == []


@pytest.mark.parametrize(
    ("error", "words"),
    [("authorization_declined", "did not accept"), ("expired_token", "not typed in time"),
     ("bad_verification_code", "as it is shown")],
)  # fmt: skip
def test_a_code_that_comes_to_nothing(account: Account, microsoft: FakeMicrosoft, error: str, words: str) -> None:
    microsoft.pending = ["authorization_pending", error]
    with pytest.raises(SignInNeeded, match=words) as caught:
        sign_in(account, tell=lambda _: None, browser=False, wire=microsoft)
    assert caught.value.remedy == "Run: followup signin work"


TENANTS = ["consumers", "organizations", "contoso.onmicrosoft.com", "22222222-3333-4444-8555-666666666666"]


@pytest.mark.parametrize("tenant", TENANTS)
def test_the_tenant_of_the_config_is_asked_and_no_other(
    account: Account, microsoft: FakeMicrosoft, tenant: str
) -> None:
    account = replace(account, tenant=tenant)
    grant = signed_in(account, microsoft)
    permission(account, grant, microsoft, []).renew()
    assert grant.tenant == tenant
    assert {path.split("/")[1] for path in microsoft.places} == {tenant}


def test_a_tenant_that_does_not_exist(account: Account, microsoft: FakeMicrosoft) -> None:
    microsoft.tenants = ("organizations",)
    with pytest.raises(MailboxMisconfigured, match="no such tenant"):
        signed_in(replace(account, tenant="contoso.example"), microsoft)


@pytest.mark.parametrize("trouble", ["temporarily_unavailable", "server_error"])
def test_microsofts_own_trouble_is_no_reason_to_sign_in_again(
    account: Account, microsoft: FakeMicrosoft, trouble: str
) -> None:
    grant = signed_in(account, microsoft)
    microsoft.trouble = trouble
    with pytest.raises(MailboxUnavailable, match="not available now"):
        permission(account, grant, microsoft, []).renew()


@pytest.mark.parametrize("answer", ["nothing", "503"])
def test_without_a_network_nobody_is_asked_to_sign_in(
    account: Account, microsoft: FakeMicrosoft, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    grant, given = signed_in(account, microsoft), microsoft.send

    def away(request: requests.PreparedRequest, **_: object) -> requests.Response:
        if answer == "nothing":
            raise requests.ConnectionError
        return response(request, 503)

    def all_of_it() -> None:
        session = Session(MICROSOFT_TOKEN, wire=microsoft, wait=lambda _: None)
        MicrosoftPermission(account, grant, session, lambda _: None).renew()

    monkeypatch.setattr(microsoft, "send", away)
    with pytest.raises(MailboxUnavailable):
        all_of_it()
    monkeypatch.setattr(microsoft, "send", lambda one, **more: (away if one.method == "POST" else given)(one, **more))
    with pytest.raises(MailboxUnavailable):
        all_of_it()


@pytest.mark.parametrize("scope", ["Mail.Send", "https://graph.microsoft.com/mail.send", "Mail.Send.Shared"])
def test_a_permission_that_can_send_is_not_taken(account: Account, microsoft: FakeMicrosoft, scope: str) -> None:
    grant = signed_in(account, microsoft)
    microsoft.granted = f"Mail.ReadWrite User.Read {scope}"
    with pytest.raises(SignInNeeded, match=r"Mail\.Send"):
        permission(account, grant, microsoft, []).renew()
    with pytest.raises(SignInNeeded, match=r"Mail\.Send"):
        signed_in(account, microsoft)


def test_what_was_not_granted_is_named(account: Account, microsoft: FakeMicrosoft) -> None:
    microsoft.granted = "User.Read"
    with pytest.raises(SignInNeeded, match=r"did not grant Mail\.ReadWrite"):
        signed_in(account, microsoft)


def test_each_renewal_is_kept_for_the_next(account: Account, microsoft: FakeMicrosoft) -> None:
    kept: list[Grant] = []
    one = permission(account, signed_in(account, microsoft), microsoft, kept)
    assert one.token() == "token-0"
    before = len(kept)
    one.renew()
    assert len(kept) == before + 1
    assert "refresh-canary-2" in kept[-1].cache
    again = permission(account, kept[-1], microsoft, kept)
    again.renew()
    assert "refresh-canary-3" in kept[-1].cache


@pytest.fixture
def kept(account: Account, microsoft: FakeMicrosoft, monkeypatch: pytest.MonkeyPatch) -> Account:
    """An account that has signed in, and finds Microsoft where the network would be."""
    monkeypatch.setattr("providers.session.HTTPAdapter", lambda: microsoft)
    tokens.keep(account, packed(signed_in(account, microsoft)))
    return account


@pytest.mark.parametrize("keyring", [False, True])
def test_each_silent_renewal_is_in_the_file_at_once(
    kept: Account, keyring: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ring.put_in(monkeypatch)
    kept = replace(kept, keyring=keyring)
    path = tokens.path_of(kept)
    path.chmod(0o644)  # however it came there
    path.parent.chmod(0o755)
    for number in (2, 3):
        permission_of(kept).renew()
        assert f"refresh-canary-{number}" in unpacked(kept, tokens.kept(kept)).cache
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert ("canary" in path.read_text()) is not keyring
    assert list(path.parent.iterdir()) == [path]


def test_a_token_that_is_valid_still_is_used_and_nothing_is_written(kept: Account, microsoft: FakeMicrosoft) -> None:
    before = tokens.path_of(kept).read_bytes()
    assert permission_of(kept).token() == "token-0"
    assert tokens.path_of(kept).read_bytes() == before
    assert microsoft.refresh == 1


def test_with_the_keyring_the_cache_is_encrypted(kept: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    ring, plain = Ring.put_in(monkeypatch), tokens.kept(kept)
    kept = replace(kept, keyring=True)
    path = tokens.keep(kept, plain)
    assert not any(word in path.read_text() for word in ("canary", "RefreshToken", "microsoft"))
    assert [len(key) for key in ring.held.values()] == [44]  # a whole cache is too much for some keyrings
    assert permission_of(kept).token() == permission_of(replace(kept, keyring=False)).token() == "token-0"
    ring.locked = True
    with pytest.raises(MailboxUnavailable, match="does not answer") as caught:
        permission_of(kept)
    assert "keyring = false" in caught.value.remedy
    ring.locked = False
    key = ring.held.copy()
    ring.held.clear()
    with pytest.raises(SignInNeeded, match="not in the keyring"):
        permission_of(kept)
    ring.held = key
    path.write_text(path.read_text().replace("gAAAA", "gAAAB"))
    with pytest.raises(SignInNeeded, match="does not fit"):
        permission_of(kept)


@pytest.mark.parametrize("at", ["os.fsync", "pathlib.Path.replace"])
def test_a_run_killed_while_it_writes_a_renewal_leaves_the_one_before(
    kept: Account, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    class Killed(BaseException):
        """The process is gone."""

    def killed(*_: object) -> None:
        raise Killed

    Ring.put_in(monkeypatch)
    kept = replace(kept, keyring=True)
    tokens.keep(kept, tokens.kept(kept))
    with monkeypatch.context() as patched:
        patched.setattr(at, killed)
        with pytest.raises(Killed):
            permission_of(kept).renew()
    assert "refresh-canary-1" in unpacked(kept, tokens.kept(kept)).cache


def test_a_permission_kept_that_can_send_is_not_used(kept: Account, microsoft: FakeMicrosoft) -> None:
    """As it would be with a file from elsewhere, or of an application that had more."""
    cache = unpacked(kept, tokens.kept(kept)).cache
    assert "Mail.ReadWrite" in cache
    able = Grant(APPLICATION, "consumers", cache.replace("Mail.ReadWrite", "Mail.ReadWrite Mail.Send"))
    tokens.keep(kept, packed(able))
    with pytest.raises(SignInNeeded, match=r"Mail\.Send"):
        permission_of(kept).token()


def test_a_dead_permission_says_so_and_asks_nothing(account: Account, microsoft: FakeMicrosoft) -> None:
    grant = signed_in(account, microsoft)
    microsoft.refusal = 700082
    with pytest.raises(SignInNeeded, match="no longer accepts") as caught:
        permission(account, grant, microsoft, []).renew()
    assert "followup signin work" in caught.value.remedy


@pytest.mark.parametrize("number", sorted(aadsts.CODES))
def test_the_codes_people_meet_have_words(account: Account, microsoft: FakeMicrosoft, number: str) -> None:
    microsoft.device_refusal = int(number)
    with pytest.raises(SignInNeeded) as caught:
        sign_in(account, tell=lambda _: None, browser=False, wire=microsoft)
    assert str(caught.value) == aadsts.CODES[number][0]
    assert "ACCOUNT" not in caught.value.remedy
    assert "AADSTS" not in str(caught.value)


@pytest.mark.parametrize("number", sorted(aadsts.CODES))
def test_a_run_that_meets_a_code_says_the_same(kept: Account, microsoft: FakeMicrosoft, number: str) -> None:
    microsoft.refusal = int(number)
    with pytest.raises(SignInNeeded) as caught:
        permission_of(kept).renew()
    assert (str(caught.value), caught.value.remedy) == (
        aadsts.CODES[number][0], aadsts.CODES[number][1].replace("ACCOUNT", "work")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "what", "remedy"),
    [(53003, "do not allow this way", "without --no-browser"), (90094, "until its administrator", "administrator"),
     (65001, "not any more", "followup signin work"), (50076, "second proof", "followup signin work"),
     (7000218, "not set up as a program", "point 6"), (700016, "does not know", "client"),
     (9002346, "personal accounts only", '"consumers"'), (50020, "not of the kind", '"organizations"')],
)  # fmt: skip
def test_what_helps_is_said(account: Account, microsoft: FakeMicrosoft, number: int, what: str, remedy: str) -> None:
    microsoft.device_refusal = number
    with pytest.raises(SignInNeeded, match=what) as caught:
        sign_in(account, tell=lambda _: None, browser=False, wire=microsoft)
    assert remedy in caught.value.remedy


def test_admin_consent_on_the_page(account: Account, microsoft: FakeMicrosoft) -> None:
    microsoft.denied = "AADSTS90094: The grant requires admin permission."
    with pytest.raises(SignInNeeded, match="administrator approves"):
        signed_in(account, microsoft)


def test_a_code_for_somebody_elses_question_is_not_taken(account: Account, microsoft: FakeMicrosoft) -> None:
    def tell(address: str) -> None:
        microsoft.open(address.replace("state=", "state=other"))

    with pytest.raises(SignInNeeded):
        sign_in(account, tell=tell, browser=False, port=_free(), wire=microsoft, minutes=0.01)


def test_who_does_not_come_back_is_told_where_microsofts_numbers_are(
    account: Account, microsoft: FakeMicrosoft
) -> None:
    """Much is refused on Microsoft's page itself, which then never sends the browser back."""
    with pytest.raises(SignInNeeded, match="Nobody came back") as caught:
        sign_in(account, tell=lambda _: None, browser=False, port=_free(), wire=microsoft, minutes=0.001)
    assert "docs/outlook.md" in caught.value.remedy


@pytest.mark.parametrize("tenant", ["common", "Common", "", "a/b", "x y"])
def test_a_tenant_that_cannot_be(account: Account, tenant: str) -> None:
    with pytest.raises(MailboxMisconfigured, match="tenant"):
        sign_in(replace(account, tenant=tenant), tell=lambda _: None)


@pytest.mark.parametrize("application", ["", "client_secret.json", "1234"])
def test_an_application_that_is_none(account: Account, application: str) -> None:
    with pytest.raises(MailboxMisconfigured, match="application"):
        sign_in(replace(account, application=application), tell=lambda _: None)


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"application": "a", "tenant": "b", "cache": "{}"}'])
def test_a_damaged_file_means_sign_in_again(account: Account, text: str) -> None:
    tokens.write(tokens.path_of(account), text)
    with pytest.raises(SignInNeeded, match="damaged"):
        permission_of(account)


def test_a_permission_of_another_application_is_not_used(account: Account, microsoft: FakeMicrosoft) -> None:
    text = packed(signed_in(account, microsoft))
    assert unpacked(account, text).application == APPLICATION
    with pytest.raises(SignInNeeded, match="another application"):
        unpacked(replace(account, tenant="organizations"), text)


@pytest.mark.parametrize("keyring", ["false", "true"])
def test_sign_in_then_run_as_a_person_does(
    tmp_path: Path,
    microsoft: FakeMicrosoft,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    keyring: str,
) -> None:
    Ring.put_in(monkeypatch)
    microsoft.graph.deliver(raw_message({**INVITED, "at": NOON}, OWNER, {}))
    monkeypatch.setattr("providers.session.HTTPAdapter", lambda: microsoft)
    monkeypatch.setattr(webbrowser, "get", lambda *_: microsoft)
    monkeypatch.setattr(webbrowser, "open", microsoft.open)
    (tmp_path / "config.toml").write_text(
        '[owner]\nname = "Sam"\nzone = "Europe/London"\ncountry = "GB"\n[[account]]\nname = "work"\ntype = "outlook"\n'
        f'application = "{APPLICATION}"\naddresses = ["sam@owner.example", "sam@third.example"]\n'
        f"keyring = {keyring}\n"
    )

    def followup(*arguments: str) -> tuple[int, str]:
        code = cli.call([*arguments, "--home", str(tmp_path)])
        said = "".join(capsys.readouterr())
        assert "canary" not in said
        return code, said

    assert followup("run")[0] == 77
    code, said = followup("signin", "work")
    kept = tmp_path / "tokens" / "work.json"
    assert code == 0, said
    assert f"kept in {kept}" in said
    assert "sam@alias.example is yours too, says Outlook" in said
    assert "does not say that sam@third.example is yours" in said
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    microsoft.graph.ledger.clear()
    code, said = followup("run")
    assert code == 0, said
    assert microsoft.graph.ledger
    there = tmp_path / "there.json"
    assert followup("signin", "work", "--export", str(there))[0] == 0
    kept.unlink()
    assert followup("signin", "work", "--import", str(there))[0] == 0
    assert list(json.loads(kept.read_text())) == (
        ["sealed"] if keyring == "true" else ["service", "application", "tenant", "cache"]
    )
    assert followup("run")[0] == 0
    microsoft.graph.address, microsoft.graph.aliases = "eve@other.example", ()
    code, said = followup("signin", "work")
    assert code == 78
    assert "eve@other.example" in said
