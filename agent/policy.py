"""The figures of etiquette: how long to wait, when to appear, how much is too much. Pure data.

Every field is a setting under `[etiquette]` in the config; the defaults follow what career services advise
(docs/etiquette.md). Days are calendar days unless the name says business.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """When each step is due. See docs/etiquette.md for the reasons."""

    thank_you_hours: int = 72  # a thank-you is not newly written later than this after the end ...
    thank_you_business_days: int = 2  # ... or than the end of this business day after it, whichever is later
    grace_business_days: int = 1  # full business days to wait after a promised day
    open_ended_business_days: int = 1  # added when the promise was open-ended ("after the 14th", "or so")
    quiet_days: int = 7  # no timeline stated: this long after the last interview
    undated_answer_days: int = 14  # after an answer that names no date
    owner_answered_days: int = 7  # after the owner has answered a question of theirs
    second_follow_up_days: int = 7  # after the owner SENT the first follow-up
    away_business_days: int = 1  # after the stated return from an absence
    away_undated_business_days: int = 5  # for an absence without a date, once
    stale_days: int = 45  # a follow-up that has been due for longer is not newly written
    rejection_reply_days: int = 14  # a reply to a no is not newly written later than this after it
    day_start_hour: int = 9  # drafts other than thank-yous appear from this hour, owner's time ...
    day_end_hour: int = 18  # ... to this one, on business days
    interview_hours: int = 1  # length of an interview whose end is unknown
    onsite_end_hour: int = 18  # when a panel or onsite day without an end is over, local time
    touched_quiet_minutes: int = 60  # a draft touched more recently than this is left alone
    max_new_drafts: int = 12  # more than this in one account and pass: none is saved
