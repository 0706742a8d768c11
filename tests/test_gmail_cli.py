"""Gmail as a person meets it: sign in, run, and what is said when Google says no. Google is a fake on the wire."""

from __future__ import annotations

import json
import socket
import stat
import sys
import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
import requests

from agent import cli
from providers.signin.google import COMPOSE, READ
from tests.fakes.gmail import FakeGmail
from tests.fakes.google import CLIENT, REFRESH, FakeGoogle
from tests.fakes.keyring import Ring
from tests.providers.wires import response
from tests.support.mail import raw_message
from tests.test_cli import INVITED, OWNER, tree
from tests.test_progress import Terminal

Run = Callable[..., tuple[int, str, str]]
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> FakeGoogle:
    google = FakeGoogle(FakeGmail("sam@owner.example", NOON, aliases=("sam@alias.example",)))
    google.gmail.deliver(raw_message({**INVITED, "at": NOON}, OWNER, {}))
    monkeypatch.setattr("providers.session.HTTPAdapter", lambda: google)
    monkeypatch.setattr(webbrowser, "get", lambda *_: google)
    return google


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "client.json").write_text(json.dumps({"installed": CLIENT}))
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / part).mkdir(parents=True)
    (tmp_path / "config.toml").write_text(
        '[owner]\nname = "Sam"\nzone = "Europe/London"\ncountry = "GB"\n[scan]\ndays = 9999\n'
        f'[[account]]\nname = "personal"\ntype = "gmail"\nclient = "{tmp_path / "client.json"}"\n'
        'addresses = ["sam@owner.example", "sam@third.example"]\n'
        f'[[account]]\nname = "old"\ntype = "maildir"\npath = "{tmp_path / "Mail"}"\naddresses = ["sam@old.example"]\n'
    )
    return tmp_path


@pytest.fixture
def run(home: Path, google: FakeGoogle, capsys: pytest.CaptureFixture[str]) -> Run:
    def followup(*arguments: str) -> tuple[int, str, str]:
        code = cli.call([*arguments, "--home", str(home)])
        out, err = capsys.readouterr()
        assert "canary" not in out + err
        return code, out, err

    return followup


def test_sign_in_then_look_then_run(run: Run, home: Path, google: FakeGoogle) -> None:
    code, out, err = run("signin", "personal")
    kept = home / "tokens" / "personal.json"
    assert code == 0
    assert f"kept in {kept}" in out
    assert "https://accounts.google.com/" in err
    assert "sam@alias.example is yours too" in err
    assert "cannot write as sam@third.example" in err
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    run("run", "--dry-run", "--now", "2026-11-03T12:00")
    before = tree(home)
    google.gmail.called.clear()
    code, out, err = run("run", "--dry-run", "--now", "2026-11-03T17:00")
    assert code == 0, err
    assert "a thank-you to" in out
    assert "users.drafts.create" not in google.gmail.called
    assert tree(home) == before
    assert list(google.gmail.held) == []
    code, _, err = run("run")
    assert code == 0, err
    google.gmail.called.clear()
    google.renewals = 0
    assert run("run")[0] == 0
    assert google.gmail.called[0] == "users.history.list"
    assert google.renewals == 1


def test_without_sign_in_a_run_asks_nothing_and_says_what_to_do(run: Run) -> None:
    code, out, err = run("run")
    assert code == 77
    assert "followup signin personal" in out + err


def test_a_permission_that_died_is_told_with_its_causes_and_nobody_is_asked(
    run: Run, home: Path, google: FakeGoogle
) -> None:
    run("signin", "personal")
    assert run("run")[0] == 0
    raw = raw_message({**INVITED, "at": NOON}, OWNER, {})
    (home / "Mail" / "cur" / "1793610000.M1.host:2,S").write_bytes(raw)
    google.dead = "invalid_grant"
    google.asked, google.renewals = {}, 0
    google.gmail.called.clear()
    code, out, err = run("run")
    assert code == 77
    for said in (
        "no longer accepts",
        "seven days",
        "Testing: publish it",
        "Google password",
        "connections",
        "six months",
    ):
        assert (out + err).count(said) == 1, said
    assert "followup signin personal" in out + err
    assert (google.asked, google.renewals, google.gmail.called) == ({}, 1, [])
    assert "Looked at 1 new message;" in out  # the other account goes on
    google.dead = ""
    run("signin", "personal")
    google.gmail.called.clear()
    assert run("run")[0] == 0
    assert "users.messages.list" not in google.gmail.called  # it goes on from where it was


def test_a_fixed_port_for_a_tunnel_and_no_browser_here(
    run: Run, google: FakeGoogle, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.delattr(webbrowser, "get")
    echo = click.echo

    def elsewhere(text: str = "", **more: Any) -> None:
        if "accounts.google.com" in text:
            google.open(text.splitlines()[1])  # the owner opens what is shown, at the other end of the tunnel
        echo(text, **more)

    monkeypatch.setattr(click, "echo", elsewhere)
    code, _, err = run("signin", "personal", "--port", str(port), "--no-browser")
    assert code == 0, err
    assert google.asked["redirect_uri"] == f"http://127.0.0.1:{port}/"


def test_a_first_pass_over_gmail_says_on_a_terminal_how_far_it_is(
    run: Run, home: Path, google: FakeGoogle, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("signin", "personal")
    monkeypatch.setattr("agent.cli.progress._PATIENCE", 0.0)
    monkeypatch.setattr("agent.cli.progress._PAUSE", 0.0)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert cli.call(["run", "--home", str(home)]) == 0
    assert "personal: 1 messages looked at, 1 read" in terminal.seen
    assert terminal.seen[-1] == ""


def test_a_permission_in_the_keyring(run: Run, home: Path, google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = Ring.put_in(monkeypatch)
    config = home / "config.toml"
    config.write_text(config.read_text().replace('type = "gmail"', 'type = "gmail"\nkeyring = true'))
    assert run("signin", "personal")[0] == 0
    assert REFRESH not in (home / "tokens" / "personal.json").read_text()
    assert run("run")[0] == 0
    ring.locked = True
    code, out, err = run("run")
    assert code == 75
    assert "keyring = false" in out + err
    ring.locked = False
    assert run("signin", "personal", "--export", str(home / "there.json"))[0] == 0
    assert REFRESH in (home / "there.json").read_text()


def test_a_box_left_out_is_named_and_nothing_is_kept(run: Run, home: Path, google: FakeGoogle) -> None:
    google.ticked = (READ,)
    code, _, err = run("signin", "personal")
    assert code == 77
    assert '"Manage drafts and send emails"' in err
    assert not (home / "tokens").exists()


def test_somebody_elses_gmail_is_not_taken(run: Run, home: Path, google: FakeGoogle) -> None:
    google.gmail.address, google.gmail.aliases = "eve@other.example", ()
    code, _, err = run("signin", "personal")
    assert code == 78
    assert "eve@other.example" in err
    assert not (home / "tokens").exists()


def test_the_limit_of_requests_ends_the_pass_and_the_next_goes_on(
    run: Run, google: FakeGoogle, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("signin", "personal")
    answer = google.gmail.send

    def busy(request: requests.PreparedRequest, **_: object) -> requests.Response:
        body = {"error": {"code": 403, "message": "x", "errors": [{"reason": "userRateLimitExceeded"}]}}
        return response(request, 403, json.dumps(body).encode())

    monkeypatch.setattr(google.gmail, "send", busy)
    assert run("run")[0] == 75
    monkeypatch.setattr(google.gmail, "send", answer)
    assert run("run")[0] == 0


def test_a_permission_travels_to_a_computer_without_a_browser(run: Run, home: Path, google: FakeGoogle) -> None:
    run("signin", "personal")
    there = home / "there.json"
    code, out, _ = run("signin", "personal", "--export", str(there))
    assert code == 0
    assert "Remove it" in out
    assert stat.S_IMODE(there.stat().st_mode) == 0o600
    (home / "tokens" / "personal.json").unlink()
    code, out, _ = run("signin", "personal", "--import", str(there), "--json")
    assert code == 0
    assert json.loads(out) == {
        "schema": 1, "account": "personal", "file": str(home / "tokens" / "personal.json"),
    }  # fmt: skip
    assert run("run")[0] == 0
    there.write_text(there.read_text().replace(COMPOSE, "openid"))
    assert run("signin", "personal", "--import", str(there))[0] == 77
    assert run("signin", "personal", "--import", str(home / "nowhere.json"))[0] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("nobody",), "no account 'nobody'"), (("old",), "needs no sign-in"),
     (("personal", "--import", "a", "--export", "b"), "do not go together")],
)  # fmt: skip
def test_what_cannot_be_meant(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = run("signin", *arguments)
    assert code == 2
    assert said in err
