"""One process, read to the end as of a moment: what was said, and who and what the clock makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agent.cases.absent import Absences
from agent.cases.bundles import Bundle
from agent.cases.contacts import ContactBook
from agent.cases.course import Course
from agent.cases.interviews import ahead, held, interviews, proposed
from agent.cases.questions import Open
from agent.cases.records import Interview, Wait
from agent.cases.strangers import unproven_addresses
from agent.cases.verdicts import Verdict, verdict
from agent.cases.waits import after_interview, current, silent_no
from agent.choices import Choice
from agent.messages import Owner
from agent.policy import Policy
from agent.understanding.findings import Understanding


@dataclass(frozen=True, slots=True)
class Played:
    """One process, read to the end, and what the clock makes of it."""

    bundle: Bundle
    said: tuple[Understanding, ...]
    course: Course
    told: Verdict
    absent: Absences
    shown: tuple[Interview, ...]
    done: tuple[Interview, ...]
    coming: Interview | None
    proposed: tuple[Interview, ...]
    asked: Open | None
    wait: Wait | None
    silent_no_on: date | None


def play(
    bundle: Bundle,
    choices: Sequence[Choice],
    owner: Owner,
    policy: Policy,
    now: datetime,
    ours: Mapping[str, str],
    absent: Absences,
) -> Played:
    """Read one process as of `now`."""
    letters = sorted(bundle.letters, key=lambda letter: (letter.said.message.at, letter.said.message.message_id))
    said = tuple(letter.said for letter in letters)
    course = Course(owner, ours, ContactBook(owner.addresses, frozenset(bundle.domains), unproven_addresses(bundle)))
    course.run(letters)
    shown = interviews(course.diary, course.book, absent, owner.zone, policy)
    done = held(shown, now)
    begun = [*course.beginnings, *(b for one in done if (b := after_interview(one)) is not None)]
    wait = current(begun, course.stated, course.nudged, owner.zone)
    no = silent_no(wait)
    return Played(
        bundle=bundle,
        said=said,
        course=course,
        told=verdict(choices, frozenset(one.message.message_id for one in said)),
        absent=absent,
        shown=shown,
        done=done,
        coming=ahead(shown, now),
        proposed=proposed(course.diary, course.book, absent, owner.zone, policy),
        asked=course.questions.still_open(done[-1].over if done else None, now.astimezone(owner.zone).date()),
        wait=wait,
        silent_no_on=max(no.by, no.alternative or no.by) if no else None,
    )
