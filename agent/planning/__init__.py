"""The sixth stage: what one case asks for now - which step, when, to whom, and why; or why nothing is due.

mailbox -> message -> reading -> findings -> case -> **due** -> draft

    thanks       a thank-you to everybody the owner met             recipients, reply_to   who may be written to
    timing       when a follow-up falls due, and why                parents, visible       which message is answered
    absences     hold while somebody is away                        working_hours          when a draft may appear
    follow_ups   the first and the second question                  in_words               dates and people in reasons
    rejections   a reply to a no                                    notices                what only the owner can do
    plans        all of it together, and when to look again         across                 one person in two processes

Pure: `now`, the owner's zone and the policy are arguments. The rules and their figures: docs/etiquette.md.
"""

from __future__ import annotations

from agent.planning.across import combine
from agent.planning.plans import hold_nudges, no_plan, plan

__all__ = ["combine", "hold_nudges", "no_plan", "plan"]
