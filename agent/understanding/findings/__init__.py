"""The fourth stage's records: what one message means for a hiring process, each with its evidence.

mailbox -> message -> reading -> **findings** -> case -> due -> draft

Findings are about one message alone. What they mean together is the business of `agent.cases`.

    words    kinds, parts, how firm a slot is; evidence
    theirs   what the hiring side's mail may say
    owners   what the owner's may
    whole    what one message means
"""

from agent.understanding.findings.owners import (
    Hires,
    Nudged,
    PerhapsNudged,
    PerhapsThanked,
    Replied,
    Submitted,
    Thanked,
    Took,
    Withdrew,
)
from agent.understanding.findings.theirs import (
    Accepted,
    Advanced,
    Applies,
    Approached,
    Asked,
    Assessed,
    Away,
    Bounced,
    Elsewhere,
    Gone,
    Met,
    Missed,
    NoContact,
    Offered,
    OnHold,
    Promised,
    Reconsidered,
    Rejected,
    Scheduled,
    SteppedIn,
)
from agent.understanding.findings.whole import Finding, IfKnown, Understanding
from agent.understanding.findings.words import (
    ANSWERS,
    ClockTime,
    Evidence,
    Kind,
    Part,
    Participant,
    Purpose,
    Sender,
    Status,
)

__all__ = [
    "ANSWERS",
    "Accepted",
    "Advanced",
    "Applies",
    "Approached",
    "Asked",
    "Assessed",
    "Away",
    "Bounced",
    "ClockTime",
    "Elsewhere",
    "Evidence",
    "Finding",
    "Gone",
    "Hires",
    "IfKnown",
    "Kind",
    "Met",
    "Missed",
    "NoContact",
    "Nudged",
    "Offered",
    "OnHold",
    "Part",
    "Participant",
    "PerhapsNudged",
    "PerhapsThanked",
    "Promised",
    "Purpose",
    "Reconsidered",
    "Rejected",
    "Replied",
    "Scheduled",
    "Sender",
    "Status",
    "SteppedIn",
    "Submitted",
    "Thanked",
    "Took",
    "Understanding",
    "Withdrew",
]
