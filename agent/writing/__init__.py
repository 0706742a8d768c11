"""The writing stage: one due step of one case becomes one draft, word for word.

mailbox -> message -> reading -> findings -> case -> due -> **draft**

`facts` takes from the case what may be said, `english` and `german` put it into phrases, the templates (`.j2` files
beside this one) put the phrases into sentences in several wordings, `wordings` picks among them, and `compose` adds
subject and threading. Text from mail is only ever a value, never a template. How to write your own: docs/templates.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.writing.check import check_template
    from agent.writing.composing import compose
    from agent.writing.errors import TemplateBroken
    from agent.writing.linkedin import linkedin_note
    from agent.writing.records import Draft
    from agent.writing.shelf import template_names, template_text

__all__ = [
    "Draft",
    "TemplateBroken",
    "check_template",
    "compose",
    "linkedin_note",
    "template_names",
    "template_text",
]

_IN = {
    "Draft": "records",
    "TemplateBroken": "errors",
    "check_template": "check",
    "compose": "composing",
    "linkedin_note": "linkedin",
    "template_names": "shelf",
    "template_text": "shelf",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the module holds
    """Each name comes from its module when it is first used: the records are needed where nothing is written."""
    if name not in _IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_IN[name]}"), name)
