"""Every setting there is: name, type, default, what it does. The config is checked against this table, and
`config.example.toml` is written from it (`make docs`), so neither can drift from the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from agent.policy import Policy


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of one section. `kind` is the Python type a TOML value must have; `default` None means "not set"."""

    section: str
    name: str
    kind: type
    default: object
    why: str
    example: object = None


_ETIQUETTE = {
    "thank_you_hours": "a thank-you is not newly written later than this after the interview ...",
    "thank_you_business_days": "... or than the end of this business day after it, whichever is later",
    "grace_business_days": "full business days to wait after the day they named",
    "open_ended_business_days": 'added when they said "after the 14th" or "or so"',
    "quiet_days": "they named no day: wait this long after the last interview",
    "undated_answer_days": "they answered, but named no day: wait this long after it",
    "owner_answered_days": "you answered a question of theirs: wait this long after it",
    "second_follow_up_days": "wait this long after you sent the first follow-up; there is no third",
    "away_business_days": "wait this long after somebody's return",
    "away_undated_business_days": "somebody is away and did not say until when",
    "day_start_hour": "drafts other than thank-yous appear from this hour on business days ...",
    "day_end_hour": "... to this one",
    "interview_hours": "length of an interview whose end nobody stated",
    "onsite_end_hour": "when a panel or onsite day is over, if nobody stated it",
    "touched_quiet_minutes": "a draft somebody touched more recently than this is left alone",
    "max_new_drafts": "more new drafts than this in one pass: none is saved, you are asked",
}

SETTINGS: tuple[Setting, ...] = (
    Setting("owner", "name", str, None, "your name as drafts are signed", "Sam Okafor"),
    Setting("owner", "zone", str, None, "your time zone; not set: the computer's", "Europe/London"),
    Setting("owner", "country", str, None, "whose public holidays are yours (ISO code)", "GB"),
    Setting("scan", "days", int, 120, "how many days back the first pass looks"),
    Setting("drafts", "signature", str, None, "put below every draft", "Sam Okafor\n+44 20 7946 0000"),
    Setting("drafts", "templates", str, None, "a folder with your own wording", "~/followup-templates"),
    *(Setting("etiquette", field.name, int, field.default, _ETIQUETTE.get(field.name, "")) for field in fields(Policy)),
)

ACCOUNT: tuple[Setting, ...] = (
    Setting("account", "name", str, None, "what you call it", "personal"),
    Setting(
        "account",
        "type",
        str,
        None,
        "maildir, export (mbox and .eml: docs/exports.md), gmail (docs/gmail.md) or outlook (docs/outlook.md)",
        "maildir",
    ),
    Setting(
        "account",
        "path",
        str,
        None,
        "where the Maildir or export is; for a Gmail or Outlook that is only read: where drafts go",
        "~/Mail",
    ),
    Setting("account", "addresses", list, None, "every address in it that is yours", ["sam@example.com"]),
    Setting(
        "account", "folders", dict, None, "folders whose names do not tell what they are for", {"sent": "Outgoing"}
    ),
    Setting("account", "client", str, None, "gmail: the client file from Google", "~/client_secret.json"),
    Setting(
        "account",
        "application",
        str,
        None,
        "outlook: the Application (client) ID of your own application",
        "00000000-0000-0000-0000-000000000000",
    ),
    Setting(
        "account", "tenant", str, "consumers", "outlook: consumers (a personal account), organizations, or your tenant"
    ),
    Setting("account", "read_only", bool, False, "gmail, outlook: only ask to read; drafts become files in path"),
    Setting("account", "keyring", bool, False, "gmail, outlook: encrypt the permission, key in the system's keyring"),
)


def example() -> str:
    """The text of config.example.toml: every key, commented out, at its default or with an example."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# followup reads this file; every line is optional but for one [[account]]."
    yield "# Copy it to where `followup status` says it looks, and take the # off what you change."
    section = ""
    for setting in SETTINGS:
        if setting.section != section:
            section = setting.section
            yield ""
            yield f"[{section}]"
        yield _line(setting)
    yield ""
    yield "[[account]]"
    for setting in ACCOUNT:
        yield _line(setting)


def _line(setting: Setting) -> str:
    shown = setting.default if setting.default is not None else setting.example
    return f"# {setting.name} = {_toml(shown)}  # {setting.why}".rstrip(" #")


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    return str(value)
