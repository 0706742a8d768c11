"""What the owner reports counts like mail: heard by phone, thanked elsewhere, an interview the mail does not show.

A choice becomes the understanding of a synthetic message: its Message-ID is the choice's id, it refers to the choice's
anchor, so cases place it like an answer in the thread (docs/behaviours.md, 9 and 103).

`reports` sends each choice its way, `hearing` reads news by phone, `news` says what kind it is, `letters` makes the
message.
"""

from agent.understanding.told.reports import told

__all__ = ["told"]
