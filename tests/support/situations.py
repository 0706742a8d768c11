"""The page of mailbox situations (docs/behaviours.md), made from the scenarios that play them."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "behaviours.md"
_HEAD = """# Situations in a mailbox

What happens in a job seeker's mailbox, by number, and the scenarios that play it through the whole agent. Each is
a mailbox, times, and the drafts that must and must not be there; open one to see what the agent does and when. Made by
`make docs` from `tests/scenarios`.

| | situation | forms |
|---|---|---|
"""


def page() -> str:
    """The whole page, as it should be."""
    rows = []
    for path in sorted((ROOT / "tests" / "scenarios").glob("*.toml")):
        scenario = tomllib.loads(path.read_text(encoding="utf-8"))
        link = f"[{scenario['title']}](../tests/scenarios/{path.name})"
        rows.append(f"| {scenario['behaviour']} | {link} | {1 + len(scenario.get('variant', []))} |\n")
    return _HEAD + "".join(rows)


def write() -> None:
    """Write the page anew."""
    PAGE.write_text(page(), encoding="utf-8")
