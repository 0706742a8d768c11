"""Trying a template of the owner's before it is needed."""

from __future__ import annotations

from agent.planning.records import Step
from agent.writing.english import values_of
from agent.writing.errors import TemplateBroken
from agent.writing.facts import Facts
from agent.writing.notes import Notes
from agent.writing.wordings import Wording


def check_template(name: str, text: str) -> list[str]:
    """Problems of a template, a sentence each: tried with everything known, and with nothing."""
    from agent.writing.sandbox import render

    problems: list[str] = []
    for facts in (_everything(), _nothing()):
        try:
            render(name, text, values_of(facts), Wording("check", 0))
        except TemplateBroken as error:
            problems.append(str(error))
    return list(dict.fromkeys(problems))


def _nothing() -> Facts:
    return Facts(
        step=Step.THANK_YOU,
        language="en",
        country=None,
        first_name=None,
        full_name=None,
        my_name=None,
        role=None,
        company=None,
        agency=False,
        label=None,
        day=None,
        met=True,
        met_others=(),
        thanks_by_proxy=False,
        carries_thanks=False,
        topics=(),
        notes=Notes(),
        news=(),
    )


def _everything() -> Facts:
    from dataclasses import replace
    from datetime import date

    return replace(
        _nothing(),
        first_name="Dana",
        full_name="Dana Reyes",
        my_name="Sam",
        role="Data Engineer",
        company="Acme",
        label="panel",
        day=date(2026, 11, 3),
        met_others=("Lee",),
        topics=("system design",),
        notes=Notes(("tests",), ("your team runs Kafka",), ("We talked about tests.",)),
        news=("passed an exam",),
    )
