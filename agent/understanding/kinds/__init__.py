"""What a message does: its kind, and the findings that words alone show (docs/kinds.md).

new text -> passages -> marks (phrases of the lexicons, and what sentences are like) -> traits -> kind -> findings

`fresh` says which text counts, `passages` cuts it, `phrases` and `lexicon` are the words as data, `marks` compares the
two, `machine` says what headers prove, `traits` says what there is to weigh, `weighing` weighs it, `deciding` says what
that comes to, `author` who wrote, and `classify` joins these; `findings`, `away` and `own` say what follows from it.
"""

from __future__ import annotations

from agent.understanding.kinds.classify import classify
from agent.understanding.kinds.findings import findings
from agent.understanding.kinds.records import Classified

__all__ = ["Classified", "classify", "findings"]
