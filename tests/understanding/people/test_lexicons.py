"""Every entry with an example matches it."""

from __future__ import annotations

import re

import pytest

from agent.understanding.findings import Kind, Part
from agent.understanding.interviews.wording import label_of
from agent.understanding.people.company_names import NAME, display_form
from agent.understanding.people.domain_words import parted
from agent.understanding.people.house_names import is_service
from agent.understanding.people.lexicon import lexicon
from agent.understanding.people.mentioned import mentioned, persons_in
from agent.understanding.people.met import met
from agent.understanding.people.met.names import likeness_to_a_person
from agent.understanding.people.parts import meets_writer_too, part_of_title
from agent.understanding.people.role import find_role
from agent.understanding.people.spelled import spelled
from agent.understanding.people.titles import titles
from tests.understanding.people.mails import reading


@pytest.mark.parametrize("entry", lexicon("people_parts")["part"], ids=lambda entry: entry["part"])
def test_parts(entry: dict[str, str]) -> None:
    assert part_of_title(entry["example"]) is Part(entry["part"])


@pytest.mark.parametrize("entry", lexicon("interviews")["label"], ids=lambda entry: entry["label"])
def test_labels(entry: dict[str, str]) -> None:
    assert label_of(entry["example"]) == entry["label"]


@pytest.mark.parametrize(("text", "names"), lexicon("people_mentions")["examples"])
def test_mentions(text: str, names: list[str]) -> None:
    assert [mention.name for mention in mentioned(text)] == names


@pytest.mark.parametrize(("text", "names"), lexicon("people_mentions")["met"]["examples"])
def test_whom_the_owner_meets(text: str, names: list[str]) -> None:
    letter = reading({"from": "Dana Reyes <dana@acme.example>", "text": text})
    assert [mention.name for mention in met(letter, Kind.INTERVIEW_INVITE, mentioned(text), (), ())] == names


@pytest.mark.parametrize(("text", "names"), lexicon("people_mentions")["elsewhere"]["examples"])
def test_who_is_elsewhere_is_not_met(text: str, names: list[str]) -> None:
    letter = reading({"from": "Dana Reyes <dana@acme.example>", "text": text})
    assert [mention.name for mention in met(letter, Kind.INTERVIEW_INVITE, mentioned(text), (), ())] == names


def test_the_writers_house_is_nobody() -> None:
    text = "You will meet Salt Pan and Gaz Holroyd on Friday at 3."
    letter = reading({"from": "Bex <bex@thesaltpan.example>", "text": text})
    assert [mention.name for mention in met(letter, Kind.INTERVIEW_INVITE, mentioned(text), (), ())] == ["Gaz Holroyd"]


@pytest.mark.parametrize("name", ["Deb Kowalczyk", "Ian Whitlock", "Dr. Pettiford", "Siobhán Ruane"])
def test_names_of_people(name: str) -> None:
    assert likeness_to_a_person(name) > 0.6


@pytest.mark.parametrize("name", ["Customs House", "Credit Union", "Public Sector", "Training Yard"])
def test_names_of_things(name: str) -> None:
    assert likeness_to_a_person(name) < 0.4


@pytest.mark.parametrize(("text", "role"), lexicon("roles")["examples"])
def test_roles(text: str, role: str) -> None:
    assert (find_role(reading({"from": "Dana Reyes <dana@acme.example>", "text": text}), "Acme") or "") == role


@pytest.mark.parametrize("group", ["wording", "subject", "service"])
def test_companies(group: str) -> None:
    for entry in lexicon("people_company")[group]:
        match = re.search(entry["pattern"].replace("{name}", NAME), entry["example"])
        assert match, entry["example"]
        assert display_form(match[1]) == "Acme", entry["example"]


@pytest.mark.parametrize("entry", lexicon("people_company")["system_name"], ids=lambda entry: entry["example"][0])
def test_display_names_of_hiring_systems(entry: dict[str, list[str]]) -> None:
    written, house = entry["example"]
    match = re.search(entry["pattern"], written, re.IGNORECASE)
    assert match
    assert match["house"] == house
    assert is_service(match["service"])


@pytest.mark.parametrize(("label", "name"), lexicon("people_domains")["examples"])
def test_labels_of_domains(label: str, name: str) -> None:
    assert parted(label, {}) == name


@pytest.mark.parametrize(
    ("label", "text", "name"),
    [
        ("northvalecu", "Sam\nNorthvale Credit Union, High St", "Northvale Credit Union"),
        ("gracehill-ltc", "Gracehill Long-Term Care", "Gracehill Long-Term Care"),
        ("ftmercer-gears", "Kim, Fort Mercer Gears", "Fort Mercer Gears"),
        ("easterwick-nhs", "Jo (NHS Easter Wick)", "NHS Easter Wick"),
        ("cremerie-ete", "La Crèmerie Été", "Crèmerie Été"),
        ("acme", "Nothing of the kind here", None),
        ("acmeit", "At Acme in town. It is late", None),
    ],
)
def test_spelled(label: str, text: str, name: str | None) -> None:
    assert (spelled(label, text, True) or spelled(label, text, False)) == name


@pytest.mark.parametrize("entry", lexicon("roles")["wording"], ids=lambda entry: entry["example"][0])
def test_role_wording(entry: dict[str, list[str]]) -> None:
    text, title = entry["example"]
    assert title in [found for _, found in titles(text, False, None)]


HEADLINES = [
    *lexicon("roles")["headline"]["examples"],
    ["hurdler", "hurdler"],
    ["Reminder", ""],
    ["December dinner", ""],
    ["Re: bell founder", "bell founder"],
    ["Band 4 Dietitian - ref 22-817/AB", "Band 4 Dietitian"],
    ["miller's mate", "miller's mate"],
    ["Sheet Metal Worker 2nd shift", "Sheet Metal Worker 2nd shift"],
    ["Sam Okafor / Loss Adjuster call", "Loss Adjuster"],
    ["Canal boat skipper, what next", "Canal boat skipper"],
    ["Driver's licence", ""],
]


@pytest.mark.parametrize(("subject", "role"), HEADLINES)
def test_headlines(subject: str, role: str) -> None:
    mail = {"from": "Dana Reyes <dana@acme.example>", "subject": subject, "text": "Hi Sam"}
    assert (find_role(reading(mail), "Acme") or "") == role


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("On Friday at 9 you will meet me and Liv Dahl.", True),
        ("Present: Tor Vik and myself.", True),
        ("Grethe Holm (that's me) and Tor Vik will see you.", True),
        ("You will meet Tor Vik; let him and me know if that suits.", False),
        ("You will meet Tor Vik on Friday.", False),
        ("It would be me, Mr. Voigt and our union rep.", True),
        ("You'll meet the residents' rep first, then me and Ossie.", True),
        ("Participants from our side: Mr. Brandt (site manager), Mrs. Yildiz (works council), me.", True),
        ("There will be only me.", True),
        ("Ana and I can see you on Wednesday.", True),
        ("I do the first chat for this job myself.", True),
        ("You'd be with Dr. Osei, and then she and I sit down with you for the last half hour.", True),
        ("Tor and I sit with you at the end.", True),
        ("Ring the bell, then Tor and I chat to you over tea.", True),
        ("Ana and I will send the contract.", False),
        ("You sit with Ana, and I send you the papers.", False),
        ("It would be best to ask me.", False),
    ],
)
def test_the_writer_beside_those_they_name(text: str, there: bool) -> None:
    assert meets_writer_too(text) is there


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Jo Nakai, Allocation", ["Jo Nakai"]),
        ("Lee Wong / Ana Diaz", ["Lee Wong", "Ana Diaz"]),
        ("Sr. Scientist Joanne Leclerc", ["Joanne Leclerc"]),
    ],
)
def test_people_of_a_line_of_a_schedule(line: str, names: list[str]) -> None:
    assert [person.name for person in persons_in(line)] == names
