"""Every draft of the demo's job hunt, replayed to its end, word for word: `golden/demo.txt`.

`make golden` writes the file anew; what changed in it is what changes for the owner, so look at the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.cli import cli
from agent.demo.folder import unpack

GOLDEN = Path(__file__).parent / "golden" / "demo.txt"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("golden") / "hunt"
    unpack(folder)
    where = ["--owner", "sam@owner.example", "--zone", "Europe/London", "--country", "GB", "--json"]
    result = CliRunner().invoke(cli, ["replay", str(folder / "Mail"), *where], catch_exceptions=False)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    saved = [line for line in lines if line.get("action") in ("save", "replace")]
    return "\n\n".join(
        f"== {one['at'][:16]} {one['step']} to {', '.join(one['to'])}\n"
        f"Subject: {one['subject']}\n\n{one['text'].strip()}"
        for one in saved
    )


def test_drafts_are_word_for_word_what_they_were(drafts: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(drafts + "\n", encoding="utf-8")
    assert drafts + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_every_step_is_among_them(drafts: str) -> None:
    steps = {line.split()[2] for line in drafts.splitlines() if line.startswith("== ")}
    assert steps == {"thank_you", "follow_up", "second_follow_up", "rejection_reply"}
