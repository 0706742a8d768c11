"""Gmail's search, as far as its help describes it: whole words and phrases, `{any of}`, `-not`, fields, dates.

https://support.google.com/mail/answer/7190. Written from that page, not from our questions: an operator that is not
there is a failure, not a word.
"""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from functools import cached_property
from typing import Any

_TOKEN = re.compile(r'(-?)(?:([a-z0-9]+):)?(?:"([^"]*)"|([^\s"{}()]+))|([{}()])')
_WORD = re.compile(r"\w+")
Test = Callable[["Searched"], bool]


@dataclass
class Searched:
    """A message as the search sees it."""

    raw: bytes
    labels: frozenset[str]
    at: float  # seconds since 1970

    @cached_property
    def mail(self) -> Message[str, str]:
        return email.message_from_bytes(self.raw)

    def field(self, *names: str) -> list[str]:
        return words(" \n ".join(shown(v) for n in names for v in self.mail.get_all(n, [])))

    @cached_property
    def text(self) -> list[str]:
        return [*self.field("subject", "from", "to", "cc"), *words(body_text(self.mail))]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.text)

    @cached_property
    def files(self) -> list[str]:
        found = []
        for part in self.mail.walk():
            found += words(part.get_filename() or "")
            if part.get_content_type() in ("text/calendar", "application/ics"):
                found += ["invite", "ics"]  # Gmail shows such a part as invite.ics
        return found


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def shown(value: Any) -> str:
    try:
        return str(make_header(decode_header(str(value))))
    except (LookupError, ValueError, UnicodeError):
        return str(value)


def body_text(mail: Message[str, str]) -> str:
    found = []
    for part in mail.walk():
        if part.get_content_maintype() == "text" and part.get_content_subtype() in ("plain", "html"):
            payload = part.get_payload(decode=True)
            content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            found.append(re.sub(r"<[^<>]*>", " ", content) if part.get_content_subtype() == "html" else content)
    return " ".join(found)


def search(question: str) -> Test:
    """The test a message must pass to be found by `question`."""
    tokens = list(_tokens(question))
    test = _all(tokens)
    assert not tokens, f"left over in the question: {tokens}"
    return test


def _tokens(question: str) -> Iterator[tuple[str, str, str]]:
    at = 0
    question = question.strip()
    while at < len(question):
        match = _TOKEN.match(question, at)
        assert match, f"not understood: {question[at:]!r}"
        minus, field, quoted, bare, bracket = match.groups()
        yield (bracket, "", "") if bracket else (minus, field or "", quoted if quoted is not None else bare)
        at = match.end()
        while at < len(question) and question[at] == " ":
            at += 1


def _all(tokens: list[tuple[str, str, str]], end: str = "") -> Test:
    tests = _until(tokens, end)
    return lambda one: all(test(one) for test in tests)


def _until(tokens: list[tuple[str, str, str]], end: str) -> list[Test]:
    tests: list[Test] = []
    while tokens:
        mark, field, value = tokens.pop(0)
        if mark == end and end:
            return tests
        if mark == "{":
            inner = _until(tokens, "}")
            tests.append(lambda one, inner=inner: any(test(one) for test in inner))
        elif mark == "(":
            tests.append(_all(tokens, ")"))
        else:
            test = _term(field, value)
            tests.append((lambda one, test=test: not test(one)) if mark == "-" else test)
    assert not end, "a bracket is not closed"
    return tests


def _term(field: str, value: str) -> Test:
    phrase = words(value)
    if field == "":
        return lambda one: one.vocabulary.issuperset(phrase) and _holds(one.text, phrase)
    if field in ("from", "to", "cc", "bcc", "subject"):
        return lambda one: _holds(one.field(field), phrase)
    if field == "filename":
        return lambda one: _holds(one.files, phrase)
    if field == "after":
        return lambda one: one.at > int(value)
    if field == "before":
        return lambda one: one.at < int(value)
    if field == "in":
        label = {"drafts": "DRAFT", "sent": "SENT", "inbox": "INBOX", "trash": "TRASH", "spam": "SPAM"}[value]
        return lambda one: label in one.labels
    if field == "category":
        return lambda one: f"CATEGORY_{value.upper()}" in one.labels
    if field == "rfc822msgid":
        return lambda one: str(one.mail.get("Message-ID", "")).strip().strip("<>") == value.strip("<>")
    raise AssertionError(f"Gmail's search has no {field}:")


def _holds(text: list[str], phrase: list[str]) -> bool:
    size = len(phrase)
    return any(text[at : at + size] == phrase for at in range(len(text) - size + 1) if text[at] == phrase[0])
