"""Drafts of the owner's may be anything at all: reading them never fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.drafts import digest, glance, render
from agent.messages import Person
from tests.drafts.desk import NOON, want

STRANGE = [
    b"",
    b"\r\n\r\n",
    b"Message-ID: <>\r\n\r\nhi",
    b"Message-ID: <\r\nTo: lee@acme.example\r\n\r\nhi",
    b"To: <>\r\nCc: ;;,\r\n\r\nhi",
    b"From: =?utf-8?b?////?=\r\n\r\nhi",
    b"Content-Type: text/plain; charset=no-such\r\n\r\nh\xff",
    b"Content-Type: multipart/mixed\r\n\r\nno boundary",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
    b"--x\r\nContent-Disposition: attachment; filename*=x'y\r\n\r\n--x--",
    b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
    b"Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny",
    b"Subject: =?utf-8?q?=ff=fe?=\r\n\r\nhi",
    b"Subject: \xff\xfe\r\n\r\nhi",
]


@pytest.mark.parametrize("raw", STRANGE)
def test_strange_drafts_are_read(raw: bytes) -> None:
    assert digest(raw) == digest(raw)


FIELDS = ["From", "To", "Cc", "Bcc", "Subject", "Message-ID", "In-Reply-To", "References", "Content-Type",
          "Content-Disposition", "Content-Transfer-Encoding"]  # fmt: skip
LINES = st.tuples(st.sampled_from(FIELDS), st.text(st.sampled_from("<>@,;:\"'()[]\\=?/*.ab1 \u00e9"), max_size=20))


@example([("From", "().;")], "")  # Python's own parser fails on these two
@example([("Content-Type", ";1*")], "")
@given(st.lists(LINES, max_size=5), st.text(max_size=30))
def test_any_draft_is_read(lines: list[tuple[str, str]], body: str) -> None:
    head = "".join(f"{name}: {value}\r\n" for name, value in lines)
    glance(f"{head}\r\n{body}".encode())


@pytest.mark.parametrize("message_id", ["", "no at", "<", "a@b", "x" * 500])
def test_a_draft_without_a_proper_id_can_be_written(message_id: str) -> None:
    one = want().draft
    assert glance(render(one, message_id, NOON)).to == ("lee@acme.example",)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200), st.text(max_size=20))
def test_what_is_written_is_read_back(text: str, name: str) -> None:
    person = Person(" ".join(name.split()) or None, "lee@acme.example")
    one = replace(want().draft, text=text + "\n", to=(person,))
    seen = glance(render(one, "a@b.example", NOON))
    assert seen.text == " ".join(text.split())
    assert seen.to == ("lee@acme.example",)
    assert (seen.message_id, seen.in_reply_to, seen.references) == ("a@b.example", "invite", ("invite",))
