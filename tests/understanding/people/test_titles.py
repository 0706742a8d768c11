"""Job titles that stand alone in a headline."""

from __future__ import annotations

import pytest

from agent.understanding.people.titles import titles


@pytest.mark.parametrize(
    ("headline", "job"),
    [
        ("Second interview, Registrar", "Registrar"),
        ("Phone call - Registrar", "Registrar"),
        ("Registrar interview", "Registrar"),
        ("Re: Registrar - panel on Friday", "Registrar"),
        ("Doctor call back", None),
        ("Manager on call this weekend", None),
        ("Call with the director", None),
    ],
)
def test_a_headline_names_the_job_in_a_word(headline: str, job: str | None) -> None:
    best = max(titles(headline, headline=True, company=None), default=(0.0, None))
    assert best[1] == job
