"""Which parts of a message hold its text: the plain one where it is usable, else the page; and what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from agent.reading import html, texts, wrappers
from agent.reading.charsets import decode
from agent.reading.parts import Part
from agent.reading.records import Remark
from agent.reading.remarks import of_signs, remark

MAX_REPORTS = 5
MAX_TEXT = 256 * 1024
"""Letters of one text that are looked at, history included."""
MAX_READ = 8 * 1024 * 1024
"""Bytes of all texts of a message that are decoded, for what comes of most of them may be nothing."""

_STUB = re.compile(
    r"(?:view|read|open|see) (?:this|it|the) ?(?:e-?mail|message|mail)?.{0,30}(?:browser|online)"
    r"|html[ -]?(?:mail|e-?mail|capable|format)"
    r"|(?:does not|doesn.t|cannot|can.t|unable to) (?:support|display|view).{0,20}html|enable html|this is an html",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\s{0,200}<(?:!doctype html|html|head|body|div|table|p|meta|style)\b", re.IGNORECASE)
_CALENDAR_NAMES = (".ics", ".ical", ".ifb", ".vcs")
_UNREADABLE = {
    "multipart/encrypted": "encrypted",
    "application/pkcs7-mime": "sealed",
    "application/x-pkcs7-mime": "sealed",
    "message/partial": "partial",
    "application/ms-tnef": "winmail",
}


@dataclass(slots=True)
class Body:
    """What the parts of a message hold: its text (marked as in `html`), messages in it, calendars, reports, names."""

    text: str = ""
    messages: list[Part] = field(default_factory=list)
    calendars: list[Part] = field(default_factory=list)
    reports: list[Part] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    problems: list[Remark] = field(default_factory=list)
    tags_left: int = html.MAX_TAGS
    bytes_left: int = MAX_READ
    wrapped: bool = False  # a plain text whose lines the sender's program may have broken

    def cut(self, limit: int) -> None:
        """Note that the text goes on behind so many bytes."""
        self.problems.append(remark("text_cut", limit=limit // 1024))


def is_calendar(part: Part) -> bool:
    """True for a calendar part, whatever type it claims to be."""
    return part.kind in ("text/calendar", "application/ics", "text/x-vcalendar", "application/calendar") or (
        part.name.lower().endswith(_CALENDAR_NAMES)
    )


def body(tree: Part) -> Body:
    """The body of a parsed message."""
    found = Body()
    for part in tree.walk():
        _sort(part, found)
    for text in _texts(tree, found):
        found.text += "\n\n" * bool(found.text and text.strip()) + text * bool(text.strip())
        if len(found.text) > MAX_TEXT:
            break
    if len(found.text) > MAX_TEXT:
        found.text = found.text[:MAX_TEXT]
        found.cut(MAX_TEXT)
    return found


def _sort(part: Part, found: Body) -> None:
    """Note what a part is, texts aside."""
    if is_calendar(part):
        found.calendars.append(part)
    elif part.kind == "message/rfc822":
        found.messages.append(part)
    elif part.kind in ("message/delivery-status", "message/disposition-notification", "message/global-delivery-status"):
        found.reports += [part] if len(found.reports) < MAX_REPORTS else []
    if part.name:
        found.attachments.append(part.name)
    if code := _UNREADABLE.get(part.kind):
        found.problems.append(remark(code))


def _is_text(part: Part) -> bool:
    return part.kind.startswith("text/") and not part.attached and not is_calendar(part)


def _texts(part: Part, found: Body) -> Iterator[str]:
    """The texts to be read below a part, in order; of alternatives one."""
    if part.kind == "multipart/alternative":
        yield from _alternative(part, found)
    elif part.parts:
        children = part.parts[:1] if part.kind in ("multipart/report", "multipart/related") else part.parts
        said: list[str] = []
        for child in sorted(children, key=_is_winmail):
            texts_of_child = [
                text for text in _texts(child, found) if not (_is_winmail(child) and _repeats(text, said))
            ]
            said += texts_of_child
            yield from texts_of_child
    elif _is_text(part):
        yield _page(part, found) if part.kind == "text/html" else _plain(part, found)


def _is_winmail(part: Part) -> bool:
    """Whether the part is what winmail.dat held; last, as a plain text beside it says the same."""
    return part.kind == "multipart/alternative" and "multipart/" not in part.head.first("content-type").lower()


def _repeats(text: str, said: list[str]) -> bool:
    """Whether most words of a text have been said."""
    words, before = set(text.split()), {word for each in said for word in each.split()}
    return len(words & before) > len(words) * 0.7


def _alternative(part: Part, found: Body) -> Iterator[str]:
    """The plain version when it says something, else the page."""
    plain = [each for each in part.walk() if each.kind != "text/html" and _is_text(each)]
    pages = [each for each in part.walk() if each.kind == "text/html" and _is_text(each)]
    text = "\n\n".join(filter(None, (_plain(each, found) for each in plain)))
    if not pages or (text.strip() and not _is_stub(text, sum(each.size for each in pages))):
        yield text
        return
    page = "\n\n".join(_page(each, found) for each in pages)
    if not page.strip() or len(page) < len(text) // 4:
        yield text
        return
    found.wrapped = False
    yield page


def _is_stub(text: str, page_size: int) -> bool:
    """True for a plain version that only points to the page, or says next to nothing beside a long page."""
    words = len(text.split())
    return (words < 80 and bool(_STUB.search(text[:2000]))) or (words < 5 and page_size > 4000)


def _plain(part: Part, found: Body) -> str:
    """A plain text part, its soft line breaks undone. Markup that calls itself plain is read as a page."""
    text = _decoded(part, found)
    if _MARKUP.match(text[:400]):
        return _read_page(text, found)
    text, encrypted = wrappers.without_pgp(texts.visible(text[: MAX_TEXT + 1]))
    if encrypted:
        found.problems.append(remark("encrypted"))
    flowed = part.parameter("format").lower() == "flowed"
    found.wrapped = found.wrapped or not flowed
    if flowed:
        text = texts.unflowed(text, delsp=part.parameter("delsp").lower() == "yes")
    return re.sub(r"(?m)^>From ", "From ", text)


def _page(part: Part, found: Body) -> str:
    return _read_page(_decoded(part, found), found)


def _read_page(markup: str, found: Body) -> str:
    text, problems = html.to_text(markup, found.tags_left)
    found.tags_left = max(0, found.tags_left - markup.count("<"))
    found.problems += [problem for problem in problems if problem not in found.problems]
    return text


def _decoded(part: Part, found: Body) -> str:
    """The part's text; signs that were lost are told of."""
    if found.bytes_left <= 0:
        found.cut(MAX_READ)
        return ""
    raw = part.content()
    found.bytes_left -= len(raw)
    text = decode(raw, part.parameter("charset") or (_declared_inside(raw) if part.kind == "text/html" else ""))
    if "\ufffd" in text:
        found.problems.append(remark("letters_unreadable"))
    found.problems += of_signs(text)
    return text


def _declared_inside(raw: bytes) -> str:
    """The charset an HTML page declares itself."""
    declared = re.search(rb"charset\s?=\s?[\"']?([\w-]{2,40})", raw[:2048], re.IGNORECASE)
    return declared[1].decode("ascii", "replace") if declared else ""
