"""Domains that read like another one, and those that only resemble it."""

from __future__ import annotations

import pytest

from agent.cases.lookalikes import KnownDomains


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
