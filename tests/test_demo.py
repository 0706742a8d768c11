"""`followup demo`: the invented job hunt ends in the drafts a sensible job seeker would expect, every time."""

from __future__ import annotations

import json
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from agent.cli import call
from agent.demo.tables import tables

DRAFTS = {
    ("thank_you", "lee.wong@larkfield.example"),
    ("thank_you", "priya.shah@larkfield.example"),
    ("thank_you", "tom.berg@larkfield.example"),
    ("thank_you", "owen.price@copperleaf.example"),
    ("follow_up", "marek.novak@brightwater.example"),
    ("rejection_reply", "ines.duarte@quillon.example"),
}
NEXT = {  # who else is in play, and the step and day that come next
    "northgate": ("follow_up", "2026-12-01"),
    "sablegames": ("follow_up", "2026-12-02"),
    "elmstone": ("second_follow_up", "2026-11-26"),
    "tidewell": ("follow_up", "2026-11-26"),
    "penninerail": ("thank_you", "2026-11-24"),
    "fennelfoods": ("thank_you", "2026-11-25"),
}
SILENT = ("cobalthealth", "vantagemaps", "orrinbooks", "kestrelair", "harrowfinch")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    from click.testing import CliRunner

    from agent.cli import cli

    folder = tmp_path_factory.mktemp("demo") / "hunt"
    result = CliRunner().invoke(cli, ["demo", "--json", "--folder", str(folder)], catch_exceptions=False)
    assert result.exit_code == 0
    printed: dict[str, Any] = json.loads(result.output)
    return printed


def test_drafts_are_those_a_sensible_job_seeker_expects(shown: dict[str, Any]) -> None:
    assert shown["messages"] >= 60
    assert {(one["step"], one["to"][0]) for one in shown["drafts"]} == DRAFTS
    assert len(shown["drafts"]) == len(DRAFTS)


def test_a_message_that_is_looked_at_twice_counts_once(shown: dict[str, Any]) -> None:
    assert shown["run"]["mattered"] <= shown["run"]["looked_at"] <= shown["messages"]


def test_drafts_lie_in_the_maildir_and_nothing_else_is_written(shown: dict[str, Any]) -> None:
    mail = Path(shown["folder"]) / "Mail"
    saved = [message_from_bytes(path.read_bytes(), policy=default) for path in (mail / ".Drafts" / "cur").iterdir()]
    assert sorted(str(one["To"].addresses[0].addr_spec) for one in saved) == sorted(to for _, to in DRAFTS)
    others = [*(mail / "cur").iterdir(), *(mail / ".Sent" / "cur").iterdir()]
    assert len(others) == shown["messages"]


def test_every_process_waits_for_what_it_should(shown: dict[str, Any]) -> None:
    cases = {case["key"].partition("-")[0]: case for case in shown["status"]["cases"]}
    assert set(cases) == {*NEXT, *SILENT, "larkfield", "copperleaf", "brightwater", "quillon"}
    for name, (step, day) in NEXT.items():
        assert (cases[name]["next"]["step"], cases[name]["next"]["on"][:10]) == (step, day), name
        assert not cases[name]["drafts"], name
    for name in SILENT:
        assert not cases[name]["drafts"], name
        assert cases[name]["next"] is None, name
    assert cases["tidewell"]["company"] == "Tidewell"  # and not the agency, which most of its mail shows


def test_again_gives_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "hunt"
    assert call(["demo", "--folder", str(folder)]) == 0
    first = capsys.readouterr().out
    assert call(["demo", "--folder", str(folder)]) == 0
    assert capsys.readouterr().out == first
    other = tmp_path / "other hunt"
    assert call(["demo", "--folder", str(other)]) == 0
    again = capsys.readouterr().out
    assert again.replace(f"'{other}'", str(folder)).replace(str(other), str(folder)) == first


def test_what_it_says_to_do_next_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "hunt"
    assert call(["demo", "--folder", str(folder)]) == 0
    command = re.search(r"followup (why northgate .*)", capsys.readouterr().out)
    assert command is not None
    assert call(command[1].split()) == 0
    assert "27 Nov" in capsys.readouterr().out


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert call(["demo", "--folder", str(tmp_path)]) == 2
    assert "is not a demo" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_only_invented_addresses() -> None:
    for table in tables().values():
        for address in re.findall(r"[\w.+-]+@[\w.-]+", str(table)):
            assert address.rstrip(".").endswith(".example"), address
