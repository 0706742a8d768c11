"""Every entry of words.toml does what its example says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from agent.cases.employers import domain_of_employer, employer_domain, lookup_keys, same_employer
from agent.cases.lexicon import tables
from agent.cases.roles import likeness

WORDS = tables()


@pytest.mark.parametrize(("one", "other", "same"), WORDS["companies"]["same"])
def test_companies(one: Any, other: Any, same: Any) -> None:
    assert same_employer(one, other) is same
    assert same_employer(other, one) is same
    if same:
        assert lookup_keys(one, "") & lookup_keys(other, "")


@pytest.mark.parametrize(("domain", "name", "same"), WORDS["companies"]["domains"])
def test_domains(domain: Any, name: Any, same: Any) -> None:
    assert domain_of_employer(domain, name) is same
    if same:
        assert lookup_keys(None, domain) & lookup_keys(name, "")


@pytest.mark.parametrize(("one", "other", "how"), WORDS["roles"]["alike"])
def test_roles(one: Any, other: Any, how: Any) -> None:
    assert likeness(one, other).name == how.upper()
    assert likeness(other, one).name == how.upper()


@pytest.mark.parametrize(
    ("section", "entry"), [(s, entry) for s in ("leaving", "taking", "job_taken") for entry in WORDS[s]]
)
def test_patterns(section: Any, entry: Any) -> None:
    assert re.search(entry["pattern"], entry["example"], re.IGNORECASE), section


@pytest.mark.parametrize(("one", "other"), WORDS["roles"]["synonyms"])
def test_synonyms(one: Any, other: Any) -> None:
    assert likeness(f"Payroll {one}", f"Payroll {other}").name == "SAME"


@pytest.mark.parametrize(("one", "other"), WORDS["roles"]["phrases"])
def test_phrases(one: Any, other: Any) -> None:
    assert likeness(f"{one} Analyst", f"{other} Analyst").name in ("SAME", "SIMILAR")


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("dana@acme.example", "acme.example"),
        ("no-reply@acme.example", "acme.example"),
        ("dana@mail.acme.co.uk", "acme.co.uk"),
        ("sam@gmail.com", ""),
        ("no-reply@gmail.com", ""),
        ("notifications@calendly.com", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_which_addresses_stand_for_an_employer(address: Any, domain: Any) -> None:
    assert employer_domain(address) == domain
