"""Every entry of senders.toml matches its example, and people stay people."""

from __future__ import annotations

import re
import socket
import tomllib
from collections.abc import Iterator
from importlib import resources

import pytest

from agent.senders import ROBOTS, Nature, is_hiring_system_domain, is_robot, nature, registrable_domain

TABLES = tomllib.loads(resources.files("agent").joinpath("senders.toml").read_text("utf-8"))


def entries(*sections: str) -> Iterator[tuple[str, str, str]]:
    for section in sections:
        for kind, keys in TABLES[section].items():
            for key, example in keys.items():
                yield kind, key, example


@pytest.mark.parametrize(
    ("kind", "key", "example"), list(entries("addresses", "machines", "vendors", "locals", "hosts", "labels"))
)
def test_an_entry_matches_its_example(kind: str, key: str, example: str) -> None:
    assert nature(example) == kind
    words = [re.sub(r"[^a-z0-9]", "", word) for word in re.split(r"[*#]", key.lower()) if word]
    squeezed = re.sub(r"[^a-z0-9]", "", example.lower())
    assert all(word in squeezed for word in words), "the example belongs to another entry"


@pytest.mark.parametrize("entry", TABLES["relay"], ids=lambda entry: entry["example"])
def test_a_relay_reaches_a_person(entry: dict[str, str]) -> None:
    local, _, host = entry["example"].partition("@")
    assert re.fullmatch(entry["local"], local)
    assert host == entry["domain"] or host.endswith("." + entry["domain"])
    assert nature(entry["example"]) is Nature.RELAY
    assert not is_robot(entry["example"])
    assert nature("no-reply@" + host) in ROBOTS


@pytest.mark.parametrize(("kind", "key", "example"), list(entries("services")))
def test_a_service_name_is_a_machine_on_a_vendors_own_domain_only(kind: str, key: str, example: str) -> None:
    assert is_robot(example)


@pytest.mark.parametrize(("kind", "key", "example"), list(entries("names")))
def test_a_name_of_a_thing(kind: str, key: str, example: str) -> None:
    assert nature("x@acme.example", example) == kind


@pytest.mark.parametrize(
    "email",
    [
        "dana.reyes@acme.example",
        "dana@linkedin.com",
        "lee.wong@zoom.us",
        "priya@greenhouse.io",
        "dreyes@workday.com",
        "eve@lever.co",
        "roomila.shah@acme.example",
        "bob.alertson@acme.example",
        "allan@acme.example",
        "hristo@acme.example",
        "talia@acme.example",
        "jobson@acme.example.test",
        "replyna@acme.example",
        "r2d2@acme.example",
        "",
        "@",
        "no at sign",
        *(f"dana@{house}.example" for house in TABLES["not_providers"]["names"]),
        "dana@mail.acme.example",
        "dana@mailhouse.example",
    ],
)
def test_a_person_is_a_person(email: str) -> None:
    found = nature(email)
    assert found not in ROBOTS
    assert found in (None, Nature.TEAM) if email.startswith("jobs") else found is None


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("No-Reply+abc@Acme.Example", Nature.NO_REPLY),
        ("hello@calendly.com", Nature.CALENDAR),
        ("hello@acme.example", Nature.TEAM),
        ("recruiting.acme@gmail.com", Nature.FREEMAIL),
        ("a1b2c3d4e5f6a7@indeed.com", Nature.JOB_SITE),
        ("anything@em.linkedin.com", Nature.JOB_SITE),
    ],
)
def test_single_addresses(email: str, expected: Nature) -> None:
    assert nature(email) is expected


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("us.greenhouse-mail.io", True),
        ("greenhouse.io", True),
        ("Greenhouse.IO", True),
        ("notgreenhouse.io", False),
        ("calendly.com", False),
        ("acme.example", False),
        ("", False),
    ],
)
def test_hiring_system_domains(domain: str, expected: bool) -> None:
    assert is_hiring_system_domain(domain) is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("dana@mail.acme.co.uk", "acme.co.uk"),
        ("acme.co.uk", "acme.co.uk"),
        ("mail.acme.com", "acme.com"),
        ("ACME.com.", "acme.com"),
        ("a.b.acme.example", "acme.example"),
        ("x.acme.test", "acme.test"),
        ("jobs.acme.com.au", "acme.com.au"),
        ("careers.firma.de", "firma.de"),
        ("localhost", "localhost"),
        ("10.1.2.3", "10.1.2.3"),
        ("", ""),
    ],
)
def test_registrable_domain(host: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert registrable_domain(host) == expected
