"""The system's keyring, in this process."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest


class Ring(ModuleType):
    """A keyring, as the `keyring` package shows one."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.errors = ModuleType("keyring.errors")
        self.errors.KeyringError = type("KeyringError", (Exception,), {})
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def set_password(self, service: str, name: str, password: str) -> None:
        self.get_password(service, name)
        self.held[service, name] = password

    def get_password(self, service: str, name: str) -> str | None:
        if self.locked:
            raise self.errors.KeyringError
        return self.held.get((service, name))

    @classmethod
    def put_in(cls, monkeypatch: pytest.MonkeyPatch) -> Ring:
        """The keyring that everybody finds during a test."""
        ring = cls()
        monkeypatch.setitem(sys.modules, "keyring", ring)
        monkeypatch.setitem(sys.modules, "keyring.errors", ring.errors)
        return ring
