"""One reading in, one understanding out: pure, about one message alone, never raises.

The parts are joined in `agent.understanding.whole`. They are imported with the first message, since commands that only
look at stored findings need this package's records and none of its words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.messages import Direction, Owner
from agent.understanding.findings import Kind, Sender, Understanding

if TYPE_CHECKING:
    from agent.reading.records import Reading


def understand(reading: Reading, owner: Owner) -> Understanding:
    """What one message means for a hiring process. A message that cannot be understood says so in `unsure`."""
    from agent.reading.remarks import nobodys
    from agent.understanding.whole import understood

    if nobodys(reading.remarks):
        return replace(_nothing(reading), remarks=reading.remarks)
    try:
        return replace(understood(reading, owner), remarks=reading.remarks)
    except Exception as error:  # noqa: BLE001 - one bad mail never stops the rest (docs/behaviours.md, 91)
        return _not_understood(reading, error)


def _not_understood(reading: Reading, error: Exception) -> Understanding:
    """Nothing but who wrote, and that this message could not be understood."""
    from agent.reading.remarks import remark

    why = remark("not_understood", error=type(error).__name__)
    return replace(_nothing(reading), unsure=(why.text,), remarks=(*reading.remarks, why))


def _nothing(reading: Reading) -> Understanding:
    """A message that means nothing, and who wrote it."""
    own = reading.message.direction is Direction.OWNER
    sender = Sender.OWNER if own else Sender.MACHINE if reading.automatic is not None else Sender.OTHER
    return Understanding(reading.message, Kind.NOT_JOB, (), 0.0, sender, None, None, None, (), ())
