"""The words the large calendars put into the subjects of their mail, for services that cannot look for invitations."""

from __future__ import annotations

INVITATION_SUBJECTS: tuple[str, ...] = (
    "invitation",
    "updated invitation",
    "canceled event",
    "cancelled event",
    "einladung",
    "uitnodiging",
)
