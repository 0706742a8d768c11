"""The facts of a draft as English phrases: what a template may print. A phrase that is not known is None."""

from __future__ import annotations

from datetime import date

from agent.writing.facts import Facts
from agent.writing.notes import news_sentences

Value = str | bool | None

_MONTH_FIRST = frozenset({"US", "CA", "PH"})


def values_of(facts: Facts) -> dict[str, Value]:
    """Every value a template may use, by name (docs/templates.md)."""
    day = spoken_day(facts.day, facts.country)
    on_day = f" on {day}" if day else ""
    return {
        "greeting": f"Hi {facts.first_name}," if facts.first_name else "Hello,",
        "first_name": facts.first_name,
        "role": facts.role,
        "company": facts.company,
        "day": day,
        "on_day": on_day,
        "conversation": _conversation(facts) + on_day,
        "conversations": _conversations(facts),
        "the_role": _the_role(facts),
        "team": "the team" if facts.agency else "your team",
        "work": f"the work at {facts.company}" if facts.company else "the work",
        "people": _listed(facts.met_others),
        "topics": _listed(facts.topics + facts.notes.topics),
        "aside": facts.notes.asides[0] if facts.notes.asides else None,
        "remark": " ".join(facts.notes.remarks) or None,
        "news": news_sentences(facts.news, 2, "I have since {}.", "One piece of news from me: {}."),
        "name": facts.my_name,
        "met": facts.met,
    }


def spoken_day(day: date | None, country: str | None) -> str | None:
    """Name a day: "Tuesday 3 November", or "Tuesday, November 3" where the month comes first."""
    if day is None:
        return None
    return f"{day:%A}, {day:%B} {day.day}" if country in _MONTH_FIRST else f"{day:%A} {day.day} {day:%B}"


def own_subject_for(facts: Facts) -> str:
    """The subject of a message that answers none."""
    day = spoken_day(facts.day, facts.country)
    about = facts.role or "the role"
    return {
        "thank_you": f"Thank you for the conversation on {day}" if day else "Thank you for the conversation",
        "rejection_reply": f"Thank you for letting me know about {facts.role or 'the role'}",
    }.get(facts.step.value, f"Following up on my interview for {about}")


def _conversation(facts: Facts) -> str:
    label = (facts.label or "").strip().lower()
    if label and label.isascii() and len(label) <= 30 and label.replace(" ", "").replace("-", "").isalpha():
        return (
            f"the {label}"
            if label.startswith(("phone", "video", "panel", "final", "technical", "onsite"))
            else f"{_whose(facts)} conversation"
        )
    return f"{_whose(facts)} conversation"


def _conversations(facts: Facts) -> str:
    return f"{_whose(facts)} conversation{'s' if facts.rounds > 1 else ''}"


def _whose(facts: Facts) -> str:
    """Whose a conversation was: the reader's too, if they are known to have been there."""
    return "our" if facts.met else "the"


def _the_role(facts: Facts) -> str:
    role = f"the {facts.role} role" if facts.role else "the role"
    return f"{role} at {facts.company}" if facts.company else role


def _listed(items: tuple[str, ...]) -> str | None:
    if not items:
        return None
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
