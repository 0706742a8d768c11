"""Reading: bytes -> what this person said, now. The third stage.

    heads, addresses             the header block as text, people and ids, whatever its encoding
    charsets, charset_names      bytes as text, whatever charset they are declared to be in
    headers, machines            the Message: who wrote it to whom and when; is it a machine's
    mime, boundaries, parts      the tree of parts, where they are divided, and what each holds
    bodies                       which of them hold the text
    wrappers, tnef               what signatures and winmail.dat are wrapped around
    packing, rtf                 ... the Rich Text in the latter
    html, pages, containers      a page as the text a person sees
    styles, sheets, colours      ... and what of it nobody sees
    quotes, closings             new text apart from history, forwards, signatures and footers
    invitations, zones           calendar parts at their moment in the world
    remarks                      what is said about odd and hostile mail
    readings                     all of it together

Nothing here knows about interviews. Knowledge about mail programs is in the TOML tables beside the modules. In the
texts, paragraphs are separated by a blank line, list items start with "- " and a tab separates the cells of a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.messages import Message, Owner
    from agent.reading.records import Reading
    from providers.mailbox import Header, RawMessage

__all__ = ["read", "read_header"]

# The stages behind this one import its records only; what reads mail is loaded when mail is read.


def read(raw: RawMessage, owner: Owner, account: str) -> Reading:
    """What one message says; see `agent.reading.readings.read`."""
    from agent.reading import readings

    return readings.read(raw, owner, account)


def read_header(header: Header, owner: Owner, account: str) -> Message:
    """The header of one message; see `agent.reading.headers.read_header`."""
    from agent.reading import headers

    return headers.read_header(header, owner, account)
