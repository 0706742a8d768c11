"""Where the templates are: ours, shipped beside this module, and the owner's, which stand before them.

A template is named `STEP.LANGUAGE` ("thank_you.en"), after the language of their last mail by a person. The owner may
also name one by its step alone ("thank_you"): it then serves every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

KINDS = (
    "thank_you",
    "thank_you_via",
    "follow_up",
    "follow_up_with_thanks",
    "second_follow_up",
    "rejection_reply",
    "linkedin_note",
)
"""What is written: the steps, and the forms some of them take."""

ENGLISH = "en"
LANGUAGES = (ENGLISH,)
"""Languages we write in; a case in any other gets the owner's template for it, or English."""


def template_names() -> tuple[str, ...]:
    """Give the names of all our templates, in the order a job hunt meets them."""
    return tuple(f"{kind}.{language}" for kind in KINDS for language in LANGUAGES)


@cache
def template_text(name: str) -> str:
    """Give the text of one of our own templates. Raises KeyError for a name that is not in `template_names()`."""
    from importlib.resources import files

    if name not in template_names():
        raise KeyError(name)
    return files("agent.writing").joinpath("templates", f"{name}.j2").read_text(encoding="utf-8")


def plain_name(name: str) -> str:
    """Give a template's name without the ending of its file: "thank_you.en.j2" is "thank_you.en"."""
    return name.removesuffix(".j2")


def find_template(kind: str, language: str, own: Mapping[str, str] | None) -> tuple[str, str]:
    """Give (name, text) of the template to use: the owner's for this language or for all, else ours or English."""
    named = {plain_name(name): text for name, text in (own or {}).items()}
    exact, english = f"{kind}.{language}", f"{kind}.{ENGLISH}"
    ours = exact if language in LANGUAGES else english
    found = next((name for name in (exact, kind, ours) if name in named), None)
    return (found, named[found]) if found else (ours, template_text(ours))
