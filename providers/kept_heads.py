"""Heads of messages that a pass has got already: who is found by two searches is got once."""

from __future__ import annotations

from providers.mailbox import Header

_MOST = 2_000  # of about 6 KB each


class KeptHeads(dict[str, Header]):
    """The newest heads by message id. What is kept longest makes room."""

    def keep(self, head: Header) -> None:
        """Keep one."""
        while len(self) >= _MOST:
            del self[next(iter(self))]
        self[head.id] = head
