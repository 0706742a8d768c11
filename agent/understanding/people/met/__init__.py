"""Whom the owner meets, by what a text says around the names in it.

Every name of the new text that is like a person's is a candidate. What stands around it, and what the words of the
lexicon make of it, are its traits; how likely somebody with these traits is met was learnt from labelled mail
(`make learn`).
"""

from agent.understanding.people.met.find import Candidate, candidates, met

__all__ = ["Candidate", "candidates", "met"]
