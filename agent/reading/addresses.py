"""Header words and addresses, however broken: RFC 2047 words, names, mailboxes.

Not `email.utils.getaddresses`: it recurses on nested comments, and it takes "Reyes, Dana <d@acme.example>" and
"Recruiting @ Acme <r@acme.example>", both common, apart into pieces.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator

from agent.messages import Person
from agent.reading.charsets import decode

MAX_PEOPLE = 200
"""More addresses than this in one message are a mass mailing; the rest is left out."""

_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,4000})\?=")
_BETWEEN = re.compile(r"(?<=\?=)\s{1,200}(?==\?)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\ue000-\uf8ff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]+")
_ADDRESS = re.compile(r"[^\s<>@\"',;:()\[\]\\]{1,128}@[^\s<>@\"',;:()\[\]\\]{1,253}")
_SEPARATOR = re.compile(r"[\"(),;<>\\]")


def words(text: str) -> str:
    """A header value as a person reads it: RFC 2047 words decoded, control signs gone, white space collapsed."""
    if "=?" in text:
        text = decoded(_BETWEEN.sub("", text))
    return " ".join(_CONTROLS.sub(" ", text).split())


def decoded(text: str) -> str:
    """RFC 2047 words decoded. Neighbours of one charset are joined first: senders cut letters of several bytes."""
    out: list[str] = []
    raw, charset, end = b"", "", 0
    for found in _ENCODED.finditer(text):
        if raw and (found.start() != end or found[1].lower() != charset):
            out.append(decode(raw, charset.partition("*")[0]))
            raw = b""
        out.append(text[end : found.start()])
        raw, charset, end = raw + _content(found), found[1].lower(), found.end()
    out.append(decode(raw, charset.partition("*")[0]) if raw else "")
    return "".join(out) + text[end:]


def _content(found: re.Match[str]) -> bytes:
    """The bytes in one RFC 2047 word; damaged base64 gives what can be had."""
    raw = found[3].encode("utf-8", "replace")
    if found[2] in "qQ":
        return quopri.decodestring(raw, header=True)
    raw = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    try:
        return binascii.a2b_base64(raw[: len(raw) - (len(raw) % 4 == 1)] + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return raw


def people(values: list[str]) -> tuple[Person, ...]:
    """Everybody the header values name who has an address, in order, each address once."""
    found: dict[str, Person] = {}
    for value in values:
        for name, email in _mailboxes(value[:100_000]):
            person = Person(name=_clean_name(name, email), email=email)
            if email not in found or (found[email].name is None and person.name):
                found[email] = person
            if len(found) >= MAX_PEOPLE:
                return tuple(found.values())
    return tuple(found.values())


def _mailboxes(value: str) -> Iterator[tuple[str, str]]:
    """Pairs of raw name and lower-case address. A piece without an address belongs to the next one's name."""
    before = ""
    for piece, end in _pieces(value):
        text, angle, inside = piece.rpartition("<")
        candidates = _ADDRESS.findall(inside if angle else piece)
        if not candidates and angle:
            candidates, text = _ADDRESS.findall(piece), ""
        if not candidates:
            before = "" if end == ";" else (before + ", " if before else "") + piece.strip()
            continue
        email = candidates[-1].lower().strip(".")
        if not angle:
            comment = re.search(r"\(([^()]{1,200})\)", piece)
            text = comment[1] if comment else ""
        yield (f"{before}, {text.strip()}" if before and angle else text), email
        before = ""


def _pieces(value: str) -> Iterator[tuple[str, str]]:
    """The value cut at commas and semicolons that stand outside quotes, comments and angle brackets."""
    start, inside = 0, ""
    skip = -1
    for sign in _SEPARATOR.finditer(value):
        here, char = sign.start(), sign[0]
        if here == skip:
            continue
        if char == "\\":
            skip = here + 1
        elif inside:
            inside = "" if char == inside else inside
        elif char in '"(<':
            inside = {'"': '"', "(": ")", "<": ">"}[char]
        elif char in ",;":
            yield value[start:here], char
            start = here + 1
    if inside in ('"', "(") and start == 0 and value.count(",") and "<" in value:
        yield from ((piece, ",") for piece in value.replace('"', "").replace("(", "").split(","))
    else:
        yield value[start:], ""


def _clean_name(raw: str, email: str) -> str | None:
    """A display name as written, without its quotes; None when there is none or it only repeats the address."""
    name = re.sub(r"\\(.)", r"\1", words(raw)).strip(" \"'<>,;")
    name = words(name)[:200].strip()
    return None if not name or name.lower() in (email, f"<{email}>") else name
