"""How likely each time of a text is when one meets: learnt from labelled mail.

A mail names other times, too: the gate's opening, a test before, the end, last week's talk, the hours of the office.
"""

from agent.understanding.interviews.likely.find import Background, times_told, traits_of_each, weighed

__all__ = ["Background", "times_told", "traits_of_each", "weighed"]
