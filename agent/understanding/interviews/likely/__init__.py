"""At which time of a message one meets: every candidate weighed beside the others, as learnt from labelled mail.

A mail names other times, too: the gate's opening, a test before, the end, last week's talk, the hours of the office.
"""

from agent.understanding.interviews.likely.candidates import candidates
from agent.understanding.interviews.likely.records import Candidate, Source
from agent.understanding.interviews.likely.weighing import weighed

__all__ = ["Candidate", "Source", "candidates", "weighed"]
