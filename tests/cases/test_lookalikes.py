"""Domains that read like another one, and those that only resemble it."""

from __future__ import annotations

import pytest

from agent.cases.lookalikes import KnownDomains
from agent.senders import registrable_domain


@pytest.mark.parametrize(
    ("domain", "known"),
    [
        ("acrne.example", "acme.example"),
        ("xn--cme-5cd.example", "acme.example"),
        ("g1obex.example", "globex.example"),
        ("br00kfield.example", "brookfield.example"),
        ("vvidgets.example", "widgets.example"),
        ("acm\u00e9.example", "acme.example"),
        ("\u0430cme.example", "acme.example"),
        ("acme.ex\u0430mple", "acme.example"),
    ],
)
def test_a_domain_that_reads_like_another(domain: str, known: str) -> None:
    houses = KnownDomains()
    houses.add([known, "other.example", domain])
    assert houses.imitated_by(domain)
    assert not houses.imitated_by(known)


@pytest.mark.parametrize(
    ("domain", "known"),
    [
        ("acme.example", "acme.example"),
        ("acme.test", "acme.example"),
        ("acme-talent.example", "acme.example"),
        ("acne.example", "acme.example"),
        ("north-gate.example", "northgate.example"),
        ("xn--.example", "acme.example"),
        ("", "acme.example"),
    ],
)
def test_a_domain_of_its_own(domain: str, known: str) -> None:
    houses = KnownDomains()
    houses.add([known])
    assert not houses.imitated_by(domain)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("acme.example.bad.test", "acme.example"),
        ("mail.acme.example.bad.test", "acme.example"),
        ("acme.com-jobs.test", "acme.com"),
        ("www.acme.com-jobs.net", "acme.com"),
        ("acme-com.test", "acme.com"),
        ("acme-com-careers.test", "acme.com"),
        ("north-gate-com.test", "north-gate.com"),
        ("acrne.com.bad.test", "acme.com"),
    ],
)
def test_a_whole_domain_before_a_strangers_own(host: str, known: str) -> None:
    houses = KnownDomains()
    houses.add([known])
    assert houses.imitated_by(registrable_domain(f"dana@{host}"), host) == {known}


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("careers.acme.com", "acme.com"),
        ("acme.com.au", "acme.com"),  # the house in Australia
        ("acme-group.test", "acme.group"),  # a word of the name, and no end of a domain
        ("acme-uk.com", "acme.uk"),
        ("acme.talent.test", "acme.com"),  # a host that only begins with the name
        ("acme-talent.test", "acme.com"),
        ("example.bad.test", "acme.example"),
    ],
)
def test_a_host_of_its_own(host: str, known: str) -> None:
    houses = KnownDomains()
    houses.add([known])
    assert not houses.imitated_by(registrable_domain(f"dana@{host}"), host)


def test_a_known_house_below_which_others_have_their_name_imitates_nobody() -> None:
    houses = KnownDomains()
    houses.add(["acme.example", "hosting.test"])
    assert not houses.imitated_by("hosting.test", "acme.example.hosting.test")
