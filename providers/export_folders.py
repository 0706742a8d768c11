"""What a message in an export is: sent, a draft, thrown away. By Gmail's labels, by where it lies, by its own header.

What the owner wrote and never sent must not count as sent, so without a word that it was sent it takes evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from providers.folder import Folder
from providers.folder_names import label_meaning
from providers.search import addresses_of, decoded

_LABELLED = (Folder.TRASH, Folder.SPAM, Folder.DRAFTS, Folder.SENT, Folder.INBOX)
_UNSENT: Mapping[bytes, tuple[bytes, ...]] = {
    b"x-unsent": (b"1",),  # Outlook
    b"x-mozilla-draft-info": (b"",),  # Thunderbird, Postbox
    b"x-apple-auto-saved": (b"1",),  # Apple Mail, and what it calls a draft
    b"x-uniform-type-identifier": (b"com.apple.mail-draft",),
    b"x-evolution-draft": (b"",),
}
"""Fields that programs write into a draft, and how their value begins there."""

_SERVERS = (b"received", b"return-path", b"delivered-to")
_LONGEST = 80  # letters of labels in a line for the owner

Named = list[tuple[bytes, bytes]]


class Place(NamedTuple):
    """What a message is; `doubt` says why it is left aside when that is not sure."""

    folder: Folder
    doubt: str = ""


def place_of(named: Named, lies_in: Folder, owner: frozenset[str], configured: Mapping[str, str]) -> Place:
    """`named` is the header, `lies_in` what the file or folder is for, `owner` the addresses in lower case."""
    labels = noted(named, b"x-gmail-labels")
    by_owner = not owner.isdisjoint(addresses_of(named, b"from"))
    if labels is not None:
        return _by_labels(named, decoded(labels), configured, by_owner=by_owner)
    if not by_owner or lies_in in (Folder.SENT, Folder.TRASH, Folder.SPAM):
        return Place(lies_in)
    if _looks_unsent(named):
        return Place(Folder.DRAFTS)
    if not _has(named, b"message-id", b"received"):
        return Place(Folder.DRAFTS, "Mail of yours without a Message-ID may never have been sent; it is left aside.")
    return Place(Folder.SENT if lies_in is Folder.OTHER else lies_in)


def noted(named: Named, name: bytes) -> bytes | None:
    """What Takeout noted in the field `name`, above those that servers wrote: below them anybody may write it."""
    for field, value in named:
        if field in _SERVERS:
            return None
        if field == name:
            return value
    return None


def _by_labels(named: Named, labels: str, configured: Mapping[str, str], *, by_owner: bool) -> Place:
    """Gmail gives every mail that went out its Sent label, so what is the owner's and has none is a draft, or unclear.

    Mail that came through servers from somebody else is no draft of the owner's, whatever it is labelled.
    """
    spoken = [label.strip(' "') for label in labels.split(",")]
    meant = {label_meaning(label, configured) for label in spoken}
    came = _has(named, b"received")
    if came and not by_owner:
        meant.discard(Folder.DRAFTS)
    folder = next((folder for folder in _LABELLED if folder in meant), Folder.OTHER)
    if not by_owner or came or folder not in (Folder.INBOX, Folder.OTHER):
        return Place(folder)
    shown = "".join(sign if sign.isprintable() else " " for sign in ", ".join(spoken))[:_LONGEST]
    return Place(
        Folder.DRAFTS,
        f"Mail of yours labelled {shown!r} may never have been sent; it is left aside. `folders` in the config can say "
        "which label is which.",
    )


def _looks_unsent(named: Named) -> bool:
    """Whether a program noted that this is a draft."""
    values = ((value.lower(), _UNSENT[field]) for field, value in named if field in _UNSENT)
    return any(value.startswith(begins) for value, begins in values) or any(
        field == b"x-status" and b"T" in value
        for field, value in named  # UW-IMAP and Dovecot: a draft
    )


def _has(named: Named, *fields: bytes) -> bool:
    return any(field in fields for field, _ in named)
