"""Every wording of every template, with everything known and with nothing: fit to be sent as it stands."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.writing.check import _everything, _nothing, check_template
from agent.writing.english import values_of
from agent.writing.errors import TemplateBroken
from agent.writing.notes import Notes
from agent.writing.page import as_html, tidy
from agent.writing.sandbox import render
from agent.writing.shelf import template_names, template_text
from agent.writing.subjects import own_subject, reply_subject
from agent.writing.wordings import Wording

NAMES = [name for name in template_names() if not name.startswith("linkedin")]
BANNED = (
    "just checking in", "circling back", "touching base", "i hope this finds you", "per my last", "you said",
    "today", "yesterday", "tomorrow", "this week", "last week", "none", "{{", "{%", "[", "!", "  ", " ,", " .",
)  # fmt: skip


def text_of(name: str, turn: int, *, known: bool) -> str:
    facts = _everything() if known else _nothing()
    return tidy(render(name, template_text(name), values_of(facts), Wording("seed", turn)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("known", [True, False], ids=["everything known", "nothing known"])
def test_every_wording_can_be_sent(name: str, known: bool) -> None:
    for turn in range(24):
        text = text_of(name, turn, known=known)
        assert text.startswith("Hi Dana,\n" if known else "Hello,\n")
        assert [word for word in BANNED if word in text.lower()] == []
        least, most = (30, 80) if name.startswith("second") else (40, 130)
        assert least <= len(text.split()) <= most, text
        assert not re.search(r"\ba [AEIOUaeiou]|\ban [^AEIOUaeioux8 ]", text), text


def test_members_of_a_panel_get_different_notes() -> None:
    facts = replace(_everything(), notes=Notes())  # the owner's own notes are dealt out before, see notes.py
    text = template_text("thank_you.en")
    notes = [tidy(render("thank_you.en", text, values_of(facts), Wording("seed", turn))) for turn in range(3)]
    lines = [set(note.split("\n")[2:-2]) - {""} for note in notes]
    assert not lines[0] & lines[1]
    assert not lines[1] & lines[2]
    assert not lines[0] & lines[2]


@pytest.mark.parametrize(
    ("met", "rounds", "one", "all_of_them"),
    [
        (True, 1, "our conversation", "our conversation"),
        (True, 2, "our conversation", "our conversations"),
        (False, 1, "the conversation", "the conversation"),  # nobody is told of a talk they did not hear
        (False, 3, "the conversation", "the conversations"),
    ],
)
def test_whose_conversation_and_how_many(met: bool, rounds: int, one: str, all_of_them: str) -> None:
    values = values_of(replace(_nothing(), met=met, rounds=rounds))
    assert (values["conversation"], values["conversations"]) == (one, all_of_them)


def test_the_same_draft_always_reads_the_same() -> None:
    assert text_of("follow_up.en", 1, known=True) == text_of("follow_up.en", 1, known=True)


@pytest.mark.parametrize("text", ["{{7*7}}", "{% for x in y %}", "{{ role.__class__ }}", "<b>Acme</b> & Söhne"])
def test_text_from_mail_is_never_a_template(text: str) -> None:
    facts = replace(_everything(), company=text)
    assert text in render("x", "{{ the_role }}", values_of(facts), Wording("s", 0))


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ rolle }}", "did you mean 'role'"),
        ("{% for i in role %}{% endfor %}", "loop"),
        ("{{ range(10) }}", "call"),
        ("{{ role.x }}", "dot"),
        ("{{ topics }}", "not known for every draft"),
        ("{% if %}", "line 1"),
    ],
)
def test_a_broken_template_says_what_and_where(template: str, said: str) -> None:
    (problem, *_) = check_template("mine", template)
    assert said in problem
    with pytest.raises(TemplateBroken):
        render("mine", template, values_of(_nothing()), Wording("s", 0))


@given(st.text(max_size=200))
def test_subjects_are_one_line(text: str) -> None:
    assert reply_subject(text).startswith("Re:")
    assert not re.search(r"[\r\n]", reply_subject(text))
    assert len(own_subject(text)) <= 78


@pytest.mark.parametrize("subject", ["Interview", "Re: Interview", "RE: re: AW: Interview", "Fwd: Re: Interview"])
def test_a_subject_gets_one_re(subject: str) -> None:
    assert reply_subject(subject) == "Re: Interview"


@given(st.text(max_size=300))
def test_html_holds_no_markup_of_the_text(text: str) -> None:
    assert not re.search(r"<(?!/?div>|br>)", as_html(text))
