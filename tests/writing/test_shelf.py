"""Which template a draft is written from: the owner's for the language, the owner's for all, ours."""

from __future__ import annotations

import pytest

from agent.writing.shelf import find_template, template_text

ENGLISH = template_text("follow_up.en")


@pytest.mark.parametrize(
    ("language", "own", "taken"),
    [
        ("en", {}, ("follow_up.en", ENGLISH)),
        ("de", {}, ("follow_up.en", ENGLISH)),
        ("de", {"follow_up.de.j2": "Hallo"}, ("follow_up.de", "Hallo")),
        ("en", {"follow_up.de.j2": "Hallo"}, ("follow_up.en", ENGLISH)),
        ("de", {"follow_up.j2": "All", "follow_up.en.j2": "Mine"}, ("follow_up", "All")),
        ("de", {"follow_up.en.j2": "Mine"}, ("follow_up.en", "Mine")),
        ("en", {"follow_up.j2": "All", "follow_up.en.j2": "Mine"}, ("follow_up.en", "Mine")),
        ("de", {"thank_you.de.j2": "Danke"}, ("follow_up.en", ENGLISH)),
    ],
)
def test_the_owners_template_stands_before_ours(language: str, own: dict[str, str], taken: tuple[str, str]) -> None:
    assert find_template("follow_up", language, own) == taken
