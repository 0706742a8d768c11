"""What silence is said to mean, and who is said to write."""

from __future__ import annotations

import re

from agent.understanding.promises.lexicon import says

_WHO = (
    re.compile(
        r"\b(?:hear|hearing|email|call|message|note|update|contact|contacted|feedback|response"
        r"|word)(?:\s\w+){0,2}?\s(?:from|by)\s(?:my colleague\s|our \w+\s)?(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)"
    ),
    re.compile(
        r"(?:\A|[.,;]\s|\band\s|\bcolleague\s|\brecruiter\s|\bmanager,?\s)(?P<name>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?)(?:,[^,]{2,40},)?(?:'ll|’ll|\swill|\sshould|\sis going"
        r" to|\splans to|\sand I will)(?:\s\w+){0,3}?\s(?:in touch|reach|get|contact|email|call|follow|let|send|update|write|come|respond|reply|share|have|know|confirm)\b"
    ),
)
_NOBODY = frozenset(
    ["We", "I", "You", "They", "He", "She", "It", "The", "Our", "My", "Someone", "Somebody", "Talent", "Recruiting", "HR", "People", "Hiring", "Please", "This", "That", "These", "Those", "If", "Once", "When", "As", "After", "Before", "Decisions", "Feedback", "News", "Next", "Updates", "Results", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Candidates", "Applicants", "All", "Everyone", "Either", "Both", "There", "Decision", "Decisions", "Applications", "Applicants", "Shortlisted", "Team", "Offers", "Interviews", "Successful", "Shortlisted", "Finalists", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Human", "Us", "Your"]
)  # fmt: skip


def silence(low: str, sentence: str) -> str | None:
    """As in "means_no" where silence is a no, "ask" where the owner is told to ask, else None. `low`: with what follows."""
    if not re.search(r"\b(?:if|unless|should|not|haven't)\b", low):
        return None
    if says("means_no", low):
        return "means_no"
    return "ask" if says("ask", low) else None


def who(sentence: str) -> str | None:
    """The person by name who is said to write ("You will hear from Maria next week")."""
    for pattern in _WHO:
        for match in pattern.finditer(sentence[:600]):
            if match["name"].split()[0] not in _NOBODY:
                return match["name"]
    return None
