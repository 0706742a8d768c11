"""Whether a name is one person's or a team's."""

from __future__ import annotations

import pytest

from agent.understanding.people.teams import is_team


@pytest.mark.parametrize(
    ("name", "email", "team"),
    [
        ("Job Terpstra", "j.terpstra@acme.example", False),
        ("Job Terpstra", "jterpstra@acme.example", False),
        ("Hiring Team", "h.team@acme.example", True),
        ("The Desk", "tdesk@acme.example", True),
        ("Job Alerts", "alerts@acme.example", True),
        ("Dana Reyes", "jobs@acme.example", False),
        ("Jobs", "jobs@acme.example", True),
    ],
)
def test_teams(name: str, email: str, team: bool) -> None:
    assert is_team(name, email) is team
