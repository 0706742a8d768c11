"""Commands with which the owner tells what the mail does not show. Each writes one choice; the next pass acts on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

import click

from agent.choices import Choice, Verb
from agent.cli.look import the_case
from agent.cli.surroundings import Surroundings, moment, new_id, shared
from agent.errors import WrongUsage
from agent.messages import Owner
from agent.view import view

Answer = Callable[[Choice, Owner], str]
"""What is said to a choice that the owner has just made."""


def _tell(around: Surroundings, case: str | None, verb: Verb, said: str | Answer, **more: object) -> int:
    """Write one choice and say so."""
    settings = around.settings()
    with around.store() as store:
        anchor = the_case(view(store, settings, around.now), case).root if case is not None else None
        choice = Choice(f"choice-{new_id()[:12]}", around.now, verb, anchor, **more)  # type: ignore[arg-type]  # each verb has its own
        store.choose(choice)
        store.remember("wake", None)
    answer = said if isinstance(said, str) else said(choice, settings.owner)
    click.echo(json.dumps({"schema": 1, "choice": choice.id}) if around.as_json else answer)
    return 0


def _as_understood(choice: Choice, owner: Owner) -> str:
    """What was read from the words the owner heard."""
    from agent.cases.story import understood
    from agent.understanding.told import told

    one = told(choice, owner)
    found = understood(one, owner.zone) if one is not None else ()
    if found:
        return f"Noted; it counts like mail: {'; '.join(found)}."
    return (
        "Noted as a word of theirs that names no day, no time and no answer.\n"
        'If it named one: followup undo, then say it in other words, like "by next Friday" or "it is a no".'
    )


def _zone_moment(around: Surroundings, text: str | None) -> datetime | None:
    return None if text is None else moment(text, around.settings().owner.zone)


@click.command()
@click.argument("case")
@click.argument("text")
@click.option("--on", "on", metavar="DATE", help="When you heard it; now, if left out.")
@shared
def heard(around: Surroundings, case: str, text: str, on: str | None) -> int:
    """What you were told by phone or elsewhere: "by next Friday", "it is a no", "second round Tuesday 3pm"."""
    return _tell(around, case, Verb.HEARD, _as_understood, text=text, on=_zone_moment(around, on))


@click.command()
@click.argument("case")
@click.argument("person", required=False)
@shared
def thanked(around: Surroundings, case: str, person: str | None) -> int:
    """You have thanked them (or PERSON) already; no thank-you is drafted."""
    return _tell(around, case, Verb.THANKED, "Noted.", person=person)


@click.command()
@click.argument("case")
@click.argument("text")
@shared
def note(around: Surroundings, case: str, text: str) -> int:
    """Something from the conversation, for the next draft: "how the team moved to Kafka"."""
    return _tell(around, case, Verb.NOTE, "Noted for the next draft.", text=text)


@click.command()
@click.argument("text")
@shared
def news(around: Surroundings, text: str) -> int:
    """Something new about you, for any follow-up: "I have since passed the CKA exam"."""
    return _tell(around, None, Verb.NEWS, "Noted for the next follow-up.", text=text)


@click.command()
@click.argument("case")
@click.option("--on", "on", required=True, metavar="ISO", help="When it is or was: 2026-11-03T15:00")
@click.option("--end", "end", metavar="ISO", help="When it ends.")
@click.option("--with", "person", metavar="PERSON", help="Whom you meet: Lee Wong <lee@acme.example>")
@click.option("--role", "role", help="The job.")
@click.option("--new", "new", is_flag=True, help="CASE is the name of an employer no mail speaks of yet.")
@shared
def add(
    around: Surroundings, case: str, on: str, end: str | None, person: str | None, role: str | None, new: bool
) -> int:
    """An interview your mail does not show, or one it leaves unsure."""
    start, stop = _zone_moment(around, on), _zone_moment(around, end)
    if start is not None and stop is not None and stop <= start:
        raise WrongUsage(f"The end {end} is not after the start {on}.", "Is the day right?")
    return _tell(
        around,
        None if new else case,
        Verb.ADD,
        "Added.",
        on=start,
        end=stop,
        person=person,
        employer=case if new else None,
        role=role,
    )


@click.command()
@click.argument("case")
@shared
def mute(around: Surroundings, case: str) -> int:
    """No drafts for CASE."""
    return _tell(around, case, Verb.MUTE, "Muted: no drafts for it until you reopen it.")


@click.command()
@click.argument("case")
@shared
def close(around: Surroundings, case: str) -> int:
    """The process is over for you."""
    return _tell(around, case, Verb.CLOSE, "Closed.")


@click.command()
@click.argument("case")
@shared
def reopen(around: Surroundings, case: str) -> int:
    """Take back mute or close."""
    return _tell(around, case, Verb.REOPEN, "Open again.")
