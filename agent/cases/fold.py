"""The fold: everything understood so far, and the owner's choices, become cases as of a moment.

    sift    each message once, in time order, nothing from the future
    link    which messages belong to one process
    course  what each process has come to, message by message
    case    what the clock adds: what is over, what lies ahead, who waits for whom

Pure and independent of the order of its input. See docs/cases.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from agent.cases.bundles import Bundle
from agent.cases.contacts import Absences, ContactBook, absences
from agent.cases.course import Course
from agent.cases.gratitude import thanked
from agent.cases.interviews import ahead, held, interviews, same_day
from agent.cases.keys import key_of
from agent.cases.linking import link
from agent.cases.naming import agency_of, employer_of, key_name, language_of, owners_side, role_of
from agent.cases.questions import Open
from agent.cases.records import Case, Happened, Interview, State, Wait
from agent.cases.sifting import sift
from agent.cases.slots import told_by_owner
from agent.cases.state import at_the_moment
from agent.cases.story import imitation, moment
from agent.cases.verdicts import Verdict, verdict
from agent.cases.waits import after_interview, current, quiet_since, silent_no
from agent.choices import Choice, Verb
from agent.messages import Owner
from agent.policy import Policy
from agent.understanding.findings import Understanding

_NONE_SENT: Mapping[str, str] = MappingProxyType({})


def fold(
    understandings: Sequence[Understanding],
    choices: Sequence[Choice],
    owner: Owner,
    policy: Policy,
    now: datetime,
    ours: Mapping[str, str] = _NONE_SENT,
) -> tuple[Case, ...]:
    """The hiring processes that `understandings` and `choices` tell of, as of `now` (aware), oldest first.

    `understandings` are those of all messages of all accounts, with what the owner told as synthetic ones. Messages
    and choices after `now` are ignored. `ours` maps the Message-ID of a sent draft of ours to its step.
    """
    said = sift((_as_sent(one, ours) for one in understandings), now)
    # A refusal counts by any clock: it can only stop.
    counted = (choice for choice in choices if choice.at <= now or choice.verb is Verb.DECLINED)
    made = sorted(counted, key=lambda choice: (choice.at, choice.id))
    made = list({choice.id: choice for choice in made}.values())
    bundles: Sequence[Bundle] = link(said, owner, frozenset(choice.id for choice in made if choice.verb is Verb.ADD))
    absent = absences(said)
    usual = owners_side(said, owner) or (min(owner.addresses, default=""), "")
    bundles = sorted(bundles, key=lambda bundle: (bundle.root.message.at, bundle.root.message.message_id))
    return tuple(_case(_read(bundle, made, owner, policy, now, ours, absent), owner, usual, now) for bundle in bundles)


def _as_sent(one: Understanding, ours: Mapping[str, str]) -> Understanding:
    """A draft of ours may bear the Date of its making; it was said when it was sent: when it arrived in Sent."""
    if one.message.message_id not in ours or one.message.sent is None or one.message.received <= one.message.sent:
        return one
    return replace(one, message=replace(one.message, sent=None))


@dataclass(frozen=True, slots=True)
class _Read:
    """One process, read to the end, and what the clock makes of it."""

    bundle: Bundle
    said: tuple[Understanding, ...]
    course: Course
    told: Verdict
    absent: Absences
    shown: tuple[Interview, ...]
    done: tuple[Interview, ...]
    coming: Interview | None
    asked: Open | None
    wait: Wait | None
    silent_no_on: date | None


def _read(
    bundle: Bundle,
    choices: Sequence[Choice],
    owner: Owner,
    policy: Policy,
    now: datetime,
    ours: Mapping[str, str],
    absent: Absences,
) -> _Read:
    """Read one process as of `now`."""
    letters = sorted(bundle.letters, key=lambda letter: (letter.said.message.at, letter.said.message.message_id))
    said = tuple(letter.said for letter in letters)
    course = Course(owner, ours, ContactBook(owner.addresses, frozenset(bundle.domains)))
    course.run(letters)
    shown = interviews(course.diary, course.book, absent, owner.zone, policy)
    done = held(shown, now)
    begun = [*course.beginnings, *(b for one in done if (b := after_interview(one)) is not None)]
    wait = current(begun, course.stated, course.nudged, owner.zone)
    no = silent_no(wait)
    return _Read(
        bundle=bundle,
        said=said,
        course=course,
        told=verdict(choices, frozenset(one.message.message_id for one in said)),
        absent=absent,
        shown=shown,
        done=done,
        coming=ahead(shown, now),
        asked=course.questions.still_open(done[-1].over if done else None, now.astimezone(owner.zone).date()),
        wait=wait,
        silent_no_on=max(no.by, no.alternative or no.by) if no else None,
    )


def _case(read: _Read, owner: Owner, usual: tuple[str, str], now: datetime) -> Case:
    """The case that this is. `usual` is the owner's address and account where its own mail shows none."""
    course, said, told = read.course, read.said, read.told
    contacts = course.book.contacts(read.absent)
    state = _state(read, owner, now)
    thanks, everybody = thanked([*course.thanks, *told.thanks], same_day(read.done, owner.zone), contacts)
    address, account = owners_side(said, owner) or usual
    root = read.bundle.root.message.message_id
    return Case(
        key=key_of(key_name(read.bundle.root, said), root),
        root=root,
        employer=employer_of(said),
        agency=agency_of(said),
        role=role_of(said),
        state=state,
        state_since=_since(read, state, owner),
        contacts=contacts,
        interviews=read.shown,
        interview_held=read.done[-1] if read.done else None,
        interview_ahead=read.coming,
        wait=read.wait if state in (State.WAITING, State.QUIET) else None,
        last_word=course.book.last_to_speak(read.absent),
        rejected_by=course.rejected_by,
        answered_no=course.answered_no,
        thanked=thanks,
        thanked_all=everybody,
        no_contact=course.no_contact,
        muted=told.muted,
        silent_no_on=read.silent_no_on,
        open_ask=read.asked.evidence if read.asked else course.questions.arranging_ask,
        elsewhere=course.elsewhere,
        owner_address=address,
        account=account,
        language=language_of(said),
        notes=told.notes,
        declined=told.declined,
        messages=tuple(one.message for one in said if not told_by_owner(one)) or (said[0].message,),
        story=_story(read, owner, state),
        unsure=tuple(dict.fromkeys(course.doubts)),
        imitators=tuple(one.message for one in read.bundle.imitators),
        unclear=read.asked is not None and read.asked.unclear,
    )


def _state(read: _Read, owner: Owner, now: datetime) -> State:
    quiet = quiet_since(read.wait)
    no_on = read.silent_no_on
    return at_the_moment(
        read.course.standing,
        closed_by_owner=read.told.closed is not None,
        interview_ahead=read.coming is not None,
        asked=read.asked is not None,
        arranging=read.course.questions.arranging_since is not None or read.course.diary.pending(),
        silence_means_no=no_on is not None and now.astimezone(owner.zone).date() > no_on,
        quiet=quiet is not None and now >= quiet,
    )


def _since(read: _Read, state: State, owner: Owner) -> datetime:
    """Since when the process stands as it does."""
    named = set(read.coming.messages) if read.coming else set()
    since: datetime | None = None
    match state:
        case State.CLOSED:
            since = read.told.closed or _day_after(read.silent_no_on, owner)
        case State.SCHEDULED:
            since = max((one.message.at for one in read.said if one.message.message_id in named), default=None)
        case State.YOUR_TURN:
            since = read.asked.at if read.asked else None
        case State.ARRANGING:
            since = read.course.questions.arranging_since
        case State.QUIET:
            since = quiet_since(read.wait)
        case State.WAITING:
            since = read.wait.since if read.wait else None
        case _:
            since = read.course.standing_since
    return since or read.said[-1].message.at


def _day_after(day: date | None, owner: Owner) -> datetime | None:
    return datetime.combine(day + timedelta(days=1), time(), owner.zone) if day else None


def _story(read: _Read, owner: Owner, state: State) -> tuple[Happened, ...]:
    """What was said and what the clock brought, in time order."""
    told = list(read.course.story)
    told += [Happened(one.message.at, imitation(one.message), None) for one in read.bundle.imitators]
    for letter in read.bundle.letters:
        at = letter.said.message.at
        told += [Happened(at, f"About this mail: {one.text}", None) for one in letter.said.remarks]
    for interview in read.done:
        if interview.over is not None:
            when = f" on {moment(interview.start, owner.zone)}" if interview.start else ""
            told.append(Happened(interview.over, f"The interview{when} was over", interview.evidence))
    if read.told.closed is not None:
        told.append(Happened(read.told.closed, "You closed this", None))
    elif state is State.CLOSED and read.silent_no_on is not None:
        told.append(Happened(_since(read, state, owner), "No news by then: as they said, that means no", None))
    elif state is State.QUIET:
        told.append(Happened(_since(read, state, owner), "Asked twice, no answer: nothing more is written", None))
    return tuple(sorted(told, key=lambda line: line.at))
