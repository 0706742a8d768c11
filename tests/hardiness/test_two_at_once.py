"""Two runs on one home: the second waits, then gives up with 73; a raced first run still makes one draft per step."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from agent.home import Home
from tests.hardiness.hunt import DRAFTED, Hunt

ROOT = Path(__file__).parents[2]

HELD_UP = """
import sys
from agent import cli
from agent.cli import mailboxes
opened = mailboxes.open_mailbox

def slowly(account):
    print("inside", flush=True)
    sys.stdin.readline()
    return opened(account)

mailboxes.open_mailbox = slowly
sys.exit(cli.call(["run", "--home", sys.argv[1]]))
"""


def test_a_second_run_while_one_is_at_work(hunt: Hunt, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first is another process, stopped in the middle of its pass."""
    first = subprocess.Popen(
        [sys.executable, "-c", HELD_UP, str(hunt.home)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert first.stdin is not None
    assert first.stdout is not None
    assert first.stdout.readline() == "inside\n"
    locked = Home.locked
    monkeypatch.setattr(Home, "locked", lambda self, wait_seconds=0: locked(self, 0))
    for command in (["run"], ["status"], ["news", "I passed the exam"]):
        code, told = hunt.run(*command)
        assert code == 73
        assert "Another followup is at work" in told
        assert "try again later" in told
    assert hunt.drafts() == {}
    first.communicate("\n")
    assert first.returncode == 0
    assert hunt.drafts() == DRAFTED
    assert hunt.run("run")[0] == 0
    assert hunt.drafts() == DRAFTED


def test_a_lock_left_by_a_killed_run_holds_nobody_up(hunt: Hunt, monkeypatch: pytest.MonkeyPatch) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HELD_UP, str(hunt.home)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert first.stdout is not None
    first.stdout.readline()
    first.kill()
    first.communicate()
    assert (hunt.home / "lock").exists()
    locked = Home.locked
    monkeypatch.setattr(Home, "locked", lambda self, wait_seconds=0: locked(self, 0))
    assert hunt.run("run")[0] == 0
    assert hunt.drafts() == DRAFTED


def test_a_first_run_raced_by_others(hunt: Hunt) -> None:
    command = [sys.executable, "-m", "agent", "run", "--home", str(hunt.home)]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
        for _ in range(3)
    ]
    told = [run.communicate()[0] for run in runs]
    codes = [run.returncode for run in runs]
    assert set(codes) <= {0, 73}, told
    assert 0 in codes
    assert hunt.drafts() == DRAFTED
    assert hunt.companies() == ["Acme"]
