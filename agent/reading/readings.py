"""The whole stage: the bytes of a message -> its Reading. Whatever the bytes, a Reading comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from agent.messages import Direction, Message, Owner
from agent.reading import (
    authorship,
    bodies,
    closings,
    headers,
    heads,
    invitations,
    machines,
    mime,
    quotes,
    reports,
    subjects,
    texts,
)
from agent.reading.addresses import MAX_PEOPLE, decoded
from agent.reading.bodies import Body
from agent.reading.records import Automatic, Reading, Remark
from agent.reading.remarks import of_signs, of_words, remark
from agent.senders import Nature, nature, registrable_domain
from providers.mailbox import RawMessage

MAX_SAID = 64 * 1024
"""Letters kept of the new text, and of each of the others."""


@dataclass(slots=True)
class _Text:
    """The text of a message by who said it when."""

    said: str = ""
    quoted: str = ""
    forwarded: str = ""
    signature: str = ""
    problems: list[Remark] = field(default_factory=list)


def read(raw: RawMessage, owner: Owner, account: str) -> Reading:
    """What one message says. Never raises: what could not be read is told in `remarks`.

    `owner` gives the zone for times without one; `account` is the name of the account the message came from.
    """
    head = heads.parse(heads.split(raw.raw)[0])
    message = headers.message(head, raw, owner, account)
    try:
        return _reading(raw, head, message, owner)
    except Exception as error:  # noqa: BLE001 - one strange message must not stop the others; it is told, not hidden
        return _unread(message, remark("unreadable", error=type(error).__name__))


def _reading(raw: RawMessage, head: heads.Head, message: Message, owner: Owner) -> Reading:
    tree, problems = mime.parse(raw.raw)
    body = bodies.body(tree)
    invited, complaints = invitations.invitations(body.calendars, owner)
    text = _text(body, message)
    automatic = _automatic(head, message, body)
    gone = automatic is Automatic.BOUNCE
    return Reading(
        message=message,
        subject=subjects.plain(message.subject),
        said=text.said,
        quoted=text.quoted,
        forwarded=text.forwarded,
        signature=text.signature,
        invitations=invited,
        automatic=automatic,
        bounced=reports.bounced(body.reports, head.all("x-failed-recipients"), text.said, owner) if gone else (),
        attachments=tuple(body.attachments[:50]),
        remarks=tuple(
            dict.fromkeys(
                [*_of_head(head, raw, message, owner), *problems, *body.problems, *complaints, *text.problems]
            )
        ),
    )


def _automatic(head: heads.Head, message: Message, body: Body) -> Automatic | None:
    """What header and structure prove. The owner's own mail is a machine's only when it answers by itself."""
    evidence = machines.evidence(head, message.sender)
    found = reports.automatic(body.reports) or (evidence.automatic if evidence else None)
    return found if message.automatic or body.reports else None


def _text(body: Body, message: Message) -> _Text:
    """The text of the body taken apart."""
    parts = quotes.split(body.text, forward=subjects.is_forward(message.subject))
    new = parts.new
    if parts.signed and not any(line.strip() for line in new):
        new, parts.signed = parts.signed, []  # written inside the box a program made for the signature
    lines = texts.tidy("\n".join(new)).split("\n")
    said, signature = closings.close(lines, message.sender.name if message.sender else None)
    new_text = texts.tidy("\n".join(said))
    text = _Text(
        said=texts.unwrapped(new_text) if body.wrapped else new_text,
        quoted=texts.tidy("\n".join(parts.quoted)),
        forwarded=texts.tidy("\n".join([*parts.forwarded, *_enclosed(body)])),
        signature=texts.tidy("\n".join([*signature, *(line for line in parts.signed if line.strip() != "--")])),
    )
    if parts.cut:
        text.problems.append(remark("lines_cut", limit=quotes.MAX_LINES))
    for name in ("said", "quoted", "forwarded", "signature"):
        if len(whole := getattr(text, name)) > MAX_SAID:
            setattr(text, name, whole[:MAX_SAID])
            if name == "said":
                text.problems.append(remark("new_text_cut", limit=MAX_SAID // 1024))
    text.problems += of_words(text.said)
    return text


def _of_head(head: heads.Head, raw: RawMessage, message: Message, owner: Owner) -> Iterator[Remark]:
    """Remarks about the header."""
    yield from authorship.remarks(head, message.direction, raw.folder, owner)
    if len(heads.split(raw.raw)[0]) >= heads.MAX_HEAD:
        yield remark("header_cut", limit=heads.MAX_HEAD // 1024)
    if any(len(people) >= MAX_PEOPLE for people in (message.to, message.cc, message.reply_to)):
        yield remark("people_cut", limit=MAX_PEOPLE)
    yield from of_signs(decoded(f"{head.first('from')[:4000]} {head.first('subject')[:4000]}"))
    yield from of_words(f"{message.subject}\n{message.sender.name if message.sender else ''}")
    sender = message.sender
    if sender and message.reply_to and message.automatic is None and message.direction is Direction.THEIRS:
        homes = {registrable_domain(sender.email)} | {registrable_domain(one.email) for one in message.reply_to}
        if len(homes) > 1 and not any(nature(one.email) is Nature.RELAY for one in message.reply_to):
            yield remark("answers_elsewhere")


def _enclosed(body: Body) -> list[str]:
    """The texts of messages that were forwarded as attachments; those in delivery reports are the owner's own."""
    if body.reports:
        return []
    found: list[str] = []
    for part in body.messages[:5]:
        inner, _ = mime.parse(part.content())
        head = [f"{name.title()}: {inner.head.first(name)}" for name in ("from", "date", "to", "subject")]
        found += [*head, "", bodies.body(inner).text, ""]
    return found


def _unread(message: Message, problem: Remark) -> Reading:
    return Reading(
        message=message,
        subject=subjects.plain(message.subject),
        said="",
        quoted="",
        forwarded="",
        signature="",
        invitations=(),
        automatic=None,
        bounced=(),
        attachments=(),
        remarks=(problem,),
    )
