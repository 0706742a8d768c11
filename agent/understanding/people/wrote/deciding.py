"""The part of a writer, by what is certain of them and else by the weights of their traits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.reading.records import Reading
from agent.understanding.findings import Kind, Part, Participant
from agent.understanding.people.parts import leaves_it_to_others, meets_writer_too, stays_away
from agent.understanding.people.writer import Writer
from agent.understanding.people.wrote.traits import traits_of_writer
from agent.understanding.people.wrote.weighing import likelihood

_MET = 0.55
"""How likely a writer must be met: thanks to who only arranges are worse than none.

Of 2,151 writers of mail by authors not learnt from, the rules told 69 % rightly and took 379 of 1,279 who only arrange
for met; so weighed it is 77 % and 199, and as many as before are found who are met (27 November 2026).
"""


def weighed(
    wrote: Writer, person: Participant, others: Sequence[Participant], reading: Reading, kind: Kind | None
) -> Participant:
    """`person`, who wrote, with the part that words and weights leave them; `others` are those the message shows."""
    if not is_open(wrote, person):
        return person
    met = any(one.part is Part.INTERVIEWER for one in others)
    if leaves_it_to_others(reading.said) or (met and stays_away(reading.said)):
        return replace(person, part=Part.RECRUITER, guessed=False)
    if met and meets_writer_too(reading.said):
        return replace(person, part=Part.INTERVIEWER, guessed=False)
    likely = likelihood(traits_of_writer(wrote, person.part, others, reading, kind))
    part = Part.INTERVIEWER if likely >= _MET else Part.RECRUITER
    return person if part is person.part else replace(person, part=part, guessed=True)


def is_open(wrote: Writer, person: Participant) -> bool:
    """Whether their part is weighed: who arranges by title or by their own words does."""
    arranges = wrote.told and wrote.person.part is not Part.INTERVIEWER
    return not arranges and person.email is not None and person.part in (Part.RECRUITER, Part.INTERVIEWER)
