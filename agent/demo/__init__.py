"""An invented job hunt, for `followup demo`: tables of messages (*.toml) that become a Maildir on disk.

Sam Okafor looks for a data job in London, from mid-September to Friday 20 November 2026, 15:00 (`MOMENT`). Every
person, company and address is made up. `unpack` writes the mail; the agent that then runs over it is the real one.
"""

from __future__ import annotations

from agent.demo.folder import MOMENT, unpack
from agent.demo.tables import ZONE

__all__ = ["MOMENT", "ZONE", "unpack"]
