"""Topics that a text names, and the language it is in."""

from __future__ import annotations

import pytest

from agent.understanding.people.language import language_of
from agent.understanding.people.topics import find_topics
from tests.understanding.people.mails import reading

TOPICS = [
    ("We will talk about system design and data modelling.", ("system design", "data modelling")),
    ("Focus: API design, testing", ("API design", "testing")),
    ("Topics: SQL, dashboards and stakeholder management.", ("SQL", "dashboards", "stakeholder management")),
    ("We'd like to talk about the role and your background.", ()),
    ("We will discuss next steps on Tuesday.", ()),
    ("The interview will focus on distributed systems.", ("distributed systems",)),
    ("See you on Tuesday!", ()),
]
LANGUAGES = [
    ("Thank you for your application. We will be in touch with you.", "en"),
    ("Vielen Dank für Ihre Bewerbung. Leider können wir Ihnen nicht zusagen.", "de"),
    ("Merci pour votre candidature. Nous vous souhaitons une bonne continuation dans vos recherches.", "fr"),
    ("Gracias por su interés. Hemos decidido seguir con otros candidatos para el puesto.", "es"),
    ("Bedankt voor je sollicitatie. Helaas hebben wij niet voor jou gekozen.", "nl"),
    ("OK", None),
    ("", None),
    ("12345 67890", None),
]


@pytest.mark.parametrize(("text", "topics"), TOPICS)
def test_topics(text: str, topics: tuple[str, ...]) -> None:
    assert find_topics(reading({"from": "Dana Reyes <dana@acme.example>", "text": text})) == topics


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language
