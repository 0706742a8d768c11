"""A list of patterns as one: the same as each in turn, but looked for only where it can stand."""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.understanding.people.lexicon import lexicon, one_of

LISTS = {
    "agency": lexicon("people_company")["agency_wording"],
    "meet": lexicon("people_mentions")["meet"]["patterns"],
    **{name: lexicon("roles")["around"][name] for name in ("before", "weak_before", "persons")},
    **lexicon("people_parts")["wording"],
    **{
        f"interviews {group} {key}": listed
        for group, table in lexicon("interviews").items()
        if isinstance(table, dict)
        for key, listed in table.items()
        if isinstance(listed, list) and all(isinstance(one, str) for one in listed)
    },
}
WORDS = [r"\bab", r"\ba", r"b\b", r"\bb a", r"(?:^|a)b", r"\ba b"]


@given(st.text("ab .", max_size=20), st.permutations(WORDS))
def test_the_same_is_found_as_by_each_in_turn(text: str, patterns: list[str]) -> None:
    plainly = "|".join(f"(?:{one})" for one in patterns)
    assert [m.span() for m in re.finditer(one_of(patterns), text)] == [m.span() for m in re.finditer(plainly, text)]


@pytest.mark.parametrize("name", LISTS)
def test_no_pattern_that_begins_at_an_edge_has_a_bare_alternative(name: str) -> None:
    for pattern in LISTS[name]:
        bare = parser.parse(pattern.replace("{name}", "x"))[0][0] is op.BRANCH
        assert not (bare and pattern.startswith(r"\b")), pattern
