"""The same thanks as a LinkedIn note, for an interviewer whom e-mail does not reach: at most 300 characters."""

from __future__ import annotations

from agent.cases.records import Case, Contact
from agent.messages import Owner
from agent.planning.records import Due
from agent.writing.english import values_of
from agent.writing.facts import gather
from agent.writing.page import tidy
from agent.writing.shelf import template_text
from agent.writing.wordings import wording_for

LONGEST = 300


def linkedin_note(due: Due, case: Case, owner: Owner, person: Contact | None = None) -> str:
    """A note to `person` (default: the first of those thanked through somebody else)."""
    from agent.writing.sandbox import render

    whom = person or (due.thanks[0] if due.thanks else None)
    facts = gather(due, case, owner, person=whom)
    note = tidy(render("linkedin_note.en", template_text("linkedin_note.en"), values_of(facts), wording_for(due, case)))
    return note if len(note) <= LONGEST else note[: LONGEST - 1].rpartition(" ")[0] + "…"
