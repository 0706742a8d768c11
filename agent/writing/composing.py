"""One due step becomes one draft: facts, phrases, template, subject, place in the conversation."""

from __future__ import annotations

from collections.abc import Mapping

from agent.cases.records import Case
from agent.messages import Owner, Person
from agent.planning.records import Due, Step
from agent.writing.english import own_subject_for, values_of
from agent.writing.facts import Facts, gather
from agent.writing.page import tidy
from agent.writing.records import Draft
from agent.writing.shelf import find_template
from agent.writing.signing import signed
from agent.writing.subjects import own_subject, reply_subject
from agent.writing.threading import place_under
from agent.writing.wordings import wording_for


def compose(
    due: Due,
    case: Case,
    owner: Owner,
    *,
    news: tuple[str, ...] = (),
    templates: Mapping[str, str] | None = None,
    signature: str | None = None,
    signatures: Mapping[str, str] | None = None,
) -> Draft:
    """Write the draft for one due step.

    `news` and the case's notes are the owner's own words; `templates` are their templates by name. `signature` is
    theirs (plain text); without one, the one of `signatures` (HTML by address) for the address it is written from.
    Raises TemplateBroken when a template does not work.
    """
    from agent.writing.sandbox import render

    facts = gather(due, case, owner, news)
    name, template = find_template(kind_of(facts), facts.language, templates)
    text = tidy(render(name, template, values_of(facts), wording_for(due, case)))
    text, html = signed(text, signature, (signatures or {}).get(due.sender))
    place = place_under(due.parent)
    subject = reply_subject(due.parent.subject) if due.parent else own_subject(own_subject_for(facts))
    return Draft(
        due=due,
        thread=place.thread,
        in_reply_to=place.in_reply_to,
        references=place.references,
        sender=Person(owner.name, due.sender),
        to=(due.to,),
        subject=subject,
        text=text,
        html=html,
    )


def kind_of(facts: Facts) -> str:
    """The template a step asks for."""
    if facts.step is Step.THANK_YOU and facts.thanks_by_proxy:
        return "thank_you_via"
    if facts.step is Step.FOLLOW_UP and facts.carries_thanks:
        return "follow_up_with_thanks"
    return facts.step.value
