"""What a mail service's own search would find, for mailboxes that have none (memory, Maildir, exports).

Looks at raw bytes as cheaply as it can: most messages of a mailbox never matter, and each of them is looked at
here once. A little too much is fine, too little is not.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from providers.mailbox import Query

BEFORE_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*")
"""What may stand before the header of a message: a byte order mark, blank lines."""

_BLANK_LINE, _OLD_BLANK_LINE = re.compile(rb"\r?\n\r?\n"), re.compile(rb"\r\r")
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_MARKUP = 4  # characters of a page for one that is seen, as a first guess
_INVISIBLE = re.compile(r"<(style|script|head)\b.{0,60000}?</\1\s{0,9}>", re.IGNORECASE | re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]+")
_FIRST_YEAR = 1990  # a message dated earlier lies
_TEXT_LIMIT = 262_144  # bytes of a message that are searched; hiring mail says what it is early
_ADDRESS = re.compile(rb"[^\s<>,;:\"'()\[\]]{1,128}@[^\s<>,;:\"'()\[\]]{1,255}")
_PEOPLE = (b"from", b"reply-to", b"to", b"cc", b"sender")
_ID = re.compile(rb"<([^<>]*)>")
_IDS = (b"message-id", b"in-reply-to", b"references")
_BASE64_TEXT = re.compile(
    rb"content-type:[ \t]*text/(?:plain|html)[^\n]{0,300}(?:\n[ \t][^\n]{0,300}){0,4}", re.IGNORECASE
)


def split_head(raw: bytes) -> tuple[bytes, bytes]:
    """The header block and the rest of a message, whatever its line ends; blank lines before it are passed over."""
    before = BEFORE_HEADER.match(raw)
    begin = before.end() if before else 0
    gap = _BLANK_LINE.search(raw, begin) or _OLD_BLANK_LINE.search(raw, begin)
    return (raw[begin : gap.start()], raw[gap.end() :]) if gap else (raw[begin:], b"")


def fields(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name (lower case) and unfolded value of every header field, in order."""
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", head)
    for line in unfolded.splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            yield name.strip().lower(), value.strip()


def may_match(raw: bytes, query: Query) -> bool:
    """False when a glance at the bytes of its head shows that a message meets no term of `query`.

    Only people and conversations can be judged so; words may stand anywhere.
    """
    if query.words or query.personal or query.invitations:
        return True
    head = split_head(raw)[0].lower()
    return any(term in head for term in _sought(query))


def matches(raw: bytes, query: Query) -> bool:
    """Whether a message meets any term of `query` (its date is the caller's business)."""
    if not may_match(raw, query):
        return False
    head, body = split_head(raw)
    named = list(fields(head))
    return (
        (bool(query.addresses or query.domains) and _meets_people(named, query))
        or (bool(query.message_ids) and _meets_ids(named, query.message_ids))
        or (query.invitations and _carries_calendar(raw))
        or (bool(query.words or query.personal) and _says(named, head, body[:_TEXT_LIMIT], query))
    )


def _meets_people(named: list[tuple[bytes, bytes]], query: Query) -> bool:
    found = addresses_of(named, *_PEOPLE)
    if not found.isdisjoint(_lowered(query.addresses)):
        return True
    domains = _lowered(query.domains)
    hosts = {address.rpartition("@")[2] for address in found} if domains else set()
    return any(parent in domains for host in hosts for parent in _with_parents(host))


def addresses_of(named: list[tuple[bytes, bytes]], *of: bytes) -> set[str]:
    """The addresses, in lower case, in the fields of these names."""
    people = b" ".join(value for name, value in named if name in of).lower()
    return {address.decode("ascii", "replace").strip(".") for address in _ADDRESS.findall(people)}


def _with_parents(host: str) -> Iterator[str]:
    """A host, then each domain it is in."""
    while host:
        yield host
        host = host.partition(".")[2]


def _meets_ids(named: list[tuple[bytes, bytes]], wanted: tuple[str, ...]) -> bool:
    ids = b" ".join(value for name, value in named if name in _IDS)
    return not _encoded(wanted).isdisjoint(_ID.findall(ids))


# A search asks the same of every message: its terms are made ready once.


@lru_cache(maxsize=16)
def _lowered(terms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(term.lower() for term in terms)


@lru_cache(maxsize=16)
def _encoded(ids: tuple[str, ...]) -> frozenset[bytes]:
    return frozenset(one.encode("utf-8", "replace") for one in ids)


@lru_cache(maxsize=16)
def _sought(query: Query) -> tuple[bytes, ...]:
    terms = dict.fromkeys((*query.domains, *query.addresses, *query.message_ids))
    return tuple(term.encode("utf-8", "replace").lower() for term in terms)


def _carries_calendar(raw: bytes) -> bool:
    lowered = raw.lower()
    return b"text/calendar" in lowered or b"application/ics" in lowered or b".ics" in lowered


def _says(named: list[tuple[bytes, bytes]], head: bytes, body: bytes, query: Query) -> bool:
    subject = " ".join(decoded(value) for name, value in named if name in (b"subject", b"from")).lower()
    if any(word in subject for word in query.words):
        return True
    text = " ".join((subject + " " + " ".join(_texts(head, body)).lower()).split())
    if any(word in text for word in query.words):
        return True
    return bool(query.personal) and _by_person(named) and not _lowered(query.personal).isdisjoint(_WORDS.findall(text))


def _by_person(named: list[tuple[bytes, bytes]]) -> bool:
    """Whether nothing in the head says that a list or a robot wrote (RFC 2369, 2919, 3834)."""
    return not any(
        name.startswith(b"list-") or name == b"precedence" or (name == b"auto-submitted" and value.lower() != b"no")
        for name, value in named
    )


def decoded(value: bytes) -> str:
    """A header value with its encoded words read."""
    plain = value.decode("utf-8", "replace")
    if "=?" not in plain:
        return plain
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        return "".join(
            part.decode(charset or "utf-8", "replace") if isinstance(part, bytes) else part
            for part, charset in decode_header(plain)
        )
    except (HeaderParseError, LookupError, ValueError):
        return plain


def _texts(head: bytes, body: bytes) -> Iterator[str]:
    """The body as it stands (soft line breaks joined), then whatever text parts hide in base64."""
    lowered = (head + body).lower()
    if b"quoted-printable" in lowered:
        body = quopri.decodestring(body)
    yield body.decode("utf-8", "replace")
    if b"base64" not in lowered:
        return
    whole = head + b"\n\n" + body
    for part in _BASE64_TEXT.finditer(whole):
        rest = whole[part.end() : part.end() + _TEXT_LIMIT]
        _, content = split_head(rest)
        yield _unpacked(content.partition(b"\n--")[0])


def _unpacked(content: bytes) -> str:
    packed = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
    try:
        return binascii.a2b_base64(packed[: len(packed) // 4 * 4]).decode("utf-8", "replace")
    except binascii.Error:
        return ""


def first_words(raw: bytes, limit: int = 4000) -> str:
    """The first words of a message's text, roughly: enough to guess whether it is worth reading properly."""
    head, body = split_head(raw)
    text = _INVISIBLE.sub(" ", " ".join(_texts(head, body[:_TEXT_LIMIT])))
    begin = text[: max(text.rfind("<", 0, limit * _MARKUP), 0)]  # not within a tag
    words = " ".join(_TAGS.sub(" ", begin).split())
    if len(words) < limit:
        words = " ".join(_TAGS.sub(" ", text).split())
    return words[:limit]


def received_at(raw: bytes, path: Path) -> datetime:
    """When a message in a file arrived: its newest Received field, else its Date, else the file's own time (UTC)."""
    from email.utils import parsedate_to_datetime  # not needed to see that nothing is new

    named = list(fields(split_head(raw[:65_536])[0]))
    for wanted in (b"received", b"date"):
        value = next((value for name, value in named if name == wanted), None)
        if value is None:
            continue
        try:
            at = parsedate_to_datetime(value.decode("ascii", "replace").rpartition(";")[2].strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if at.year >= _FIRST_YEAR:
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
