"""What the contract says of drafts, handed on to an object that keeps the drafts of a mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from providers.mailbox import SavedDraft


class Drafts(Protocol):
    """The drafts of one mailbox; `providers.mailbox.Mailbox` says what each method does and raises."""

    def drafts(self) -> Iterator[SavedDraft]:
        """All of them."""

    def draft(self, ref: str) -> SavedDraft | None:
        """One of them, or None."""

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """Make one."""

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        """Put another text into one."""

    def discard(self, ref: str, version: str) -> None:
        """Take one out."""


class WithDrafts:
    """The part of a mailbox that is its drafts."""

    _drafts: Drafts

    def drafts(self) -> Iterator[SavedDraft]:
        """Every draft."""
        return self._drafts.drafts()

    def draft(self, ref: str) -> SavedDraft | None:
        """One draft."""
        return self._drafts.draft(ref)

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """A new draft."""
        return self._drafts.save(raw, thread)

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        """Another text for a draft."""
        return self._drafts.replace(ref, version, raw)

    def discard(self, ref: str, version: str) -> None:
        """Remove a draft."""
        self._drafts.discard(ref, version)
