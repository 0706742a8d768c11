"""Whether who writes meets the owner or only writes for the process, by how they speak of themselves.

What the rules make of a writer (`writer.py`, `alone.py`), how they sign, whom else the mail names and the sentences in
which they speak of themselves are traits; how likely a writer with these traits is met was learnt from labelled mail
(`make learn`). A title of the process and plain words ("you won't see me", "Ana and I look forward to meeting you") are
certain and are not weighed.
"""

from agent.understanding.people.wrote.deciding import is_open, weighed
from agent.understanding.people.wrote.traits import traits_of_writer

__all__ = ["is_open", "traits_of_writer", "weighed"]
