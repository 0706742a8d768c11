"""What makes requests ours: the owner's permission for one mail service."""

from __future__ import annotations

from typing import Any, Protocol

Json = dict[str, Any]


class Permission(Protocol):
    """A token that renews itself."""

    def token(self) -> str:
        """A token that is valid now. Raises SignInNeeded or MailboxUnavailable."""

    def renew(self) -> str:
        """Another token, when the service did not take the last one."""
