"""Docs in step with the code."""

from __future__ import annotations

import plistlib
import re
import tomllib
from pathlib import Path

import pytest

from agent.cli import COMMANDS
from agent.config import parse
from agent.config_spec import example
from agent.errors import BUG, OK, FollowupError, UnreadableMail
from agent.policy import Policy
from tests.support import situations

ROOT = Path(__file__).parent.parent


def test_example_config_is_the_generated_one() -> None:
    assert (ROOT / "config.example.toml").read_text(encoding="utf-8") == example()


def test_example_config_without_comment_marks_is_valid() -> None:
    lines = [re.sub(r"^# (\w+ = )", r"\1", line) for line in example().splitlines()]
    config = parse("\n".join(lines))
    assert config.accounts[0].addresses == ("sam@example.com",)
    assert config.policy == Policy()
    assert tomllib.loads(example()) == {"owner": {}, "scan": {}, "drafts": {}, "etiquette": {}, "account": [{}]}


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if not re.search(rf"\b{name}\b", readme)]
    assert missing == []


def test_links_between_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("http") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_situations_are_those_of_the_scenarios() -> None:
    assert situations.PAGE.read_text(encoding="utf-8") == situations.page()


def test_pages_that_the_code_names_are_there() -> None:
    sources = [path for folder in ("agent", "providers", "tests") for path in (ROOT / folder).rglob("*.py")]
    named = {(page, path) for path in sources for page in re.findall(r"\bdocs/[\w-]+\.md\b", path.read_text("utf-8"))}
    assert named
    assert [f"{path.name}: {page}" for page, path in sorted(named) if not (ROOT / page).exists()] == []


def test_the_page_about_timers_names_every_code_a_run_can_end_with() -> None:
    page = (ROOT / "docs" / "schedule.md").read_text(encoding="utf-8")
    named = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    codes = {kind.exit_code for kind in FollowupError.__subclasses__() if kind is not UnreadableMail}
    assert named == codes | {OK, BUG}
    agent = re.search(r"```xml\n(.*?)```", page, re.DOTALL)
    assert agent is not None
    assert plistlib.loads(agent.group(1).encode())["ProgramArguments"][1:] == ["run"]


@pytest.mark.parametrize("service", ["gmail", "outlook"])
def test_the_configs_on_the_pages_of_the_services_can_be_used(service: str) -> None:
    page = (ROOT / "docs" / f"{service}.md").read_text(encoding="utf-8")
    config, *more = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert parse(config).accounts[0].kind == service
    for one in more:
        assert parse(config + one).accounts[0].read_only
