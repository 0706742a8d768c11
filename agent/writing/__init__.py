"""The writing stage: one due step of one case becomes one draft, word for word.

mailbox -> message -> reading -> findings -> case -> due -> **draft**

`facts` takes from the case what may be said, `english` and `german` put it into phrases, the templates (`.j2` files
beside this one) put the phrases into sentences in several wordings, `wordings` picks among them, and `compose` adds
subject and threading. Text from mail is only ever a value, never a template. How to write your own: docs/templates.md.
"""

from __future__ import annotations

from agent.writing.check import check_template
from agent.writing.compose import compose
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
