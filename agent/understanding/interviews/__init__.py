"""Interviews as one message shows them: slots asked for, booked, moved, called off, accepted.

Three sources: calendar parts, what the hiring side writes, what the owner writes. Where a message carries a live
calendar part, its times stand and the prose only adds people and the old time.
"""

from agent.understanding.interviews.find import find_interviews, rivals
from agent.understanding.interviews.text import text_of

__all__ = ["find_interviews", "rivals", "text_of"]
