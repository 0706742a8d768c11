"""When somebody is back, and who is there instead (docs/etiquette.md: "until D" and "back on D" are D)."""

from __future__ import annotations

from datetime import date

import pytest

from agent.understanding.findings import Away, Bounced, Elsewhere, Gone, Kind
from agent.understanding.kinds import classify, findings
from tests.understanding.kinds.mails import OWNER, Row, reading

_BACK = [
    ("I am out of the office until 9 November.", date(2026, 11, 9)),
    ("I am out of the office until 9 November inclusive.", date(2026, 11, 10)),
    ("I am on annual leave and will be back on Monday 16 November.", date(2026, 11, 16)),
    ("I am on vacation from 2 November to 13 November.", date(2026, 11, 14)),
    ("Ich bin bis 12.11.2026 nicht im Büro.", date(2026, 11, 12)),
    ("Je suis absente du bureau jusqu'au 18 novembre.", date(2026, 11, 18)),
    ("Je suis en congés jusqu'au 18 novembre inclus.", date(2026, 11, 19)),
    ("Je serai de retour le mercredi 18 novembre, absence du bureau.", date(2026, 11, 18)),
    ("Je suis en congé du 6 au 17 novembre inclus.", date(2026, 11, 18)),
    ("Je serai absent du 6 novembre au 17 novembre.", date(2026, 11, 18)),
    ("Estoy fuera de la oficina hasta el 18 de noviembre.", date(2026, 11, 18)),
    ("Sono fuori ufficio fino al 18 novembre.", date(2026, 11, 18)),
    ("Estarei ausente até 18 de novembro.", date(2026, 11, 18)),
    ("Ik ben afwezig tot 3 maart.", date(2027, 3, 3)),
    ("Ich bin ab dem 18. November wieder erreichbar, bis dahin abwesend.", date(2026, 11, 18)),
    ("I am out of the office with limited access to email.", None),
]


def _found(row: Row) -> tuple[object, ...]:
    read = reading(row)
    return findings(read, OWNER, classify(read, OWNER))


@pytest.mark.parametrize(("text", "back"), _BACK)
def test_back(text: str, back: date | None) -> None:
    (away,) = _found({"text": text, "automatic": "auto_reply"})
    assert isinstance(away, Away)
    assert away.back == back


def test_a_leaver_names_somebody_else() -> None:
    (gone,) = _found({"text": "I no longer work at Acme. Please write to Jo Hart, jo@acme.example."})
    assert isinstance(gone, Gone)
    assert gone.successor is not None
    assert (gone.successor.name, gone.successor.email) == ("Jo Hart", "jo@acme.example")


def test_a_bounce_names_the_address() -> None:
    (bounced,) = _found({"automatic": "bounce", "bounced": ["dana@acme.example"], "text": "Failed"})
    assert isinstance(bounced, Bounced)
    assert bounced.address == "dana@acme.example"


def test_a_message_waits_on_a_network() -> None:
    row = {"from": "LinkedIn <messages-noreply@linkedin.com>", "automatic": "robot"}
    (waiting,) = _found({**row, "subject": "Dana Reyes sent you a message", "text": "Read it."})
    assert isinstance(waiting, Elsewhere)
    assert (waiting.where, waiting.who) == ("LinkedIn", "Dana Reyes")
    assert _found({**row, "subject": "Kim Stone wants to connect", "text": "Accept?"}) == ()


def test_a_calendar_reply_with_own_words_is_read() -> None:
    row = {"method": "REPLY", "subject": "Accepted: Interview", "text": "Could you please send us two references?"}
    read = reading(row)
    assert classify(read, OWNER).kind is Kind.INFO_REQUEST
