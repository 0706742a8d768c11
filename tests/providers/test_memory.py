"""The contract, for the mailbox in memory."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from providers.mailbox import Folder
from providers.memory import MemoryMailbox
from tests.providers.contract import Contract


class MemoryWorld:
    def __init__(self) -> None:
        self.mailbox = MemoryMailbox({"Sam@Owner.example"}, datetime(2026, 11, 2, 9, tzinfo=UTC))

    def deliver(self, raw: bytes, folder: Folder) -> None:
        self.mailbox.deliver(raw, folder)

    def remove(self, subject: str) -> None:
        for message in list(self.mailbox._messages.values()):
            if f"Subject: {subject}".encode() in message.raw:
                self.mailbox.remove(message.id)

    def edit_draft(self, ref: str, raw: bytes) -> None:
        self.mailbox.edit_draft(ref, raw)

    def delete_draft(self, ref: str) -> None:
        self.mailbox.delete_draft(ref)


class TestMemory(Contract):
    @pytest.fixture
    def world(self) -> MemoryWorld:
        return MemoryWorld()
