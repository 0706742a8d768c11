"""A request for times is a request for nothing else: "Monday won't do after all, could you send me other times?"."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.understanding.findings import Kind
from agent.understanding.kinds.marks import Marks
from agent.understanding.kinds.records import Verdict

_TIMES = re.compile(r"\b(?:times|dates|days|slots|availability)\b")


def for_times(verdict: Verdict, marks: Marks) -> Verdict:
    """The verdict as a scheduling request, where what is asked for are times and the mail speaks more of those."""
    asked, times = marks.best("info"), marks.best("ask_times")
    kinds = {verdict.kind, *verdict.also}
    if Kind.INFO_REQUEST not in kinds or asked is None or times is None or times.weight <= asked.weight:
        return verdict
    if not _TIMES.search(asked.passage.written.lower()):
        return verdict
    kind = Kind.SCHEDULING_REQUEST if verdict.kind is Kind.INFO_REQUEST else verdict.kind
    return replace(verdict, kind=kind, also=tuple(one for one in verdict.also if one not in {Kind.INFO_REQUEST, kind}))
