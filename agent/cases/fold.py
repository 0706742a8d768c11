"""The fold: everything understood so far, and the owner's choices, become cases as of a moment.

    sift    each message once, in time order, nothing from the future
    link    which messages belong to one process
    course  what each process has come to, message by message
    case    what the clock adds: what is over, what lies ahead, who waits for whom

Pure and independent of the order of its input. See docs/cases.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from agent.cases.absent import absences
from agent.cases.bundles import Bundle
from agent.cases.gratitude import thanked
from agent.cases.interviews import same_day
from agent.cases.keys import key_of
from agent.cases.linking import link
from agent.cases.naming import agency_of, employer_of, key_name, language_of, owners_side, role_of
from agent.cases.played import Played, play
from agent.cases.records import Case, State
from agent.cases.sifting import sift
from agent.cases.slots import told_by_owner
from agent.cases.standing import since, state_of, story
from agent.cases.strangers import heard_unproven
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
    return tuple(_case(play(bundle, made, owner, policy, now, ours, absent), owner, usual, now) for bundle in bundles)


def _as_sent(one: Understanding, ours: Mapping[str, str]) -> Understanding:
    """A draft of ours may bear the Date of its making; it was said when it was sent: when it arrived in Sent."""
    if one.message.message_id not in ours or one.message.sent is None or one.message.received <= one.message.sent:
        return one
    return replace(one, message=replace(one.message, sent=None))


def _case(read: Played, owner: Owner, usual: tuple[str, str], now: datetime) -> Case:
    """The case that this is. `usual` is the owner's address and account where its own mail shows none."""
    course, said, told = read.course, read.said, read.told
    contacts = course.book.contacts(read.absent)
    state = state_of(read, owner, now)
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
        state_since=since(read, state, owner),
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
        story=story(read, owner, state),
        unsure=tuple(dict.fromkeys(course.doubts)),
        imitators=tuple(one.message for one in read.bundle.imitators),
        unproven=tuple(one.message for one in heard_unproven(read.bundle)),
        unclear=read.asked is not None and read.asked.unclear,
        proposed=read.proposed,
    )
