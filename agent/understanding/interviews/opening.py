"""Hours that are nobody's meeting: when an office is open, when a phone is answered, what a shift is.

They stand in signatures, at the foot of a page and in the title of a job. The words are in `lexicon/interviews.toml`,
"opening".
"""

from __future__ import annotations

from agent.understanding.interviews.wording import says

_BEFORE, _BEHIND = 70, 30


def are_opening_hours(low: str, begin: int, end: int, *, ranged: bool) -> bool:
    """Whether the time at `low[begin:end]` is one between which something is open; `ranged`: it names an end, too."""
    line = low[max(0, begin - _BEFORE) : begin].rpartition("\n")[2]
    if says("opening", "met_then", line):
        return False
    if says("opening", "before", line):
        return True
    if not ranged or says("opening", "dated", low[begin:end].partition("\n")[0]):
        return False
    behind = low[end : end + _BEHIND].partition("\n")[0]
    return says("opening", "before_a_range", line) or says("opening", "behind_a_range", behind)
