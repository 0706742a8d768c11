"""Everything that can go wrong in the agent itself, and the exit code each ends with.

    FollowupError             words for the owner, and what to do
    ├── WrongUsage       2    arguments that cannot be meant
    ├── UnreadableMail  65    `read`, `replay`: some of the mail given could not be read
    ├── LockHeld        73    another run is at work
    ├── TryLater        75    network, quota, a full disk, a busy database
    │   └── ClockDoubtful     the clock says what cannot be
    ├── TooManyDrafts   76    more new drafts than allowed in one pass
    ├── SignIn          77    a mail service wants the owner to sign in again
    └── ConfigWrong     78    the config, or a file of ours, cannot be used as it is

A bug of ours ends with 70. Providers have their own tree (`providers.errors`); only `agent.cli`
turns either into words.
"""

from __future__ import annotations

from providers.errors import MailboxError, MailboxMisconfigured, MailboxUnavailable, RequestRefused, SignInNeeded

OK = 0
BUG = 70


class FollowupError(Exception):
    """Something the owner must know about. `str(error)` says what happened, `remedy` what to do."""

    exit_code = BUG

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.remedy = remedy


class WrongUsage(FollowupError):
    """The arguments cannot be meant."""

    exit_code = 2


class UnreadableMail(FollowupError):
    """Some of the mail that was named could not be read."""

    exit_code = 65


class LockHeld(FollowupError):
    """Another run is at work on the same home."""

    exit_code = 73


class TryLater(FollowupError):
    """Nothing is wrong that time does not mend."""

    exit_code = 75


class ClockDoubtful(TryLater):
    """The clock cannot be right, so nothing is done."""


class TooManyDrafts(FollowupError):
    """A pass would have made more new drafts than allowed; it made none."""

    exit_code = 76


class SignIn(FollowupError):
    """The owner must sign in again."""

    exit_code = 77


class ConfigWrong(FollowupError):
    """The config, the database or the choices file cannot be used as it is."""

    exit_code = 78


def place_of(error: Exception) -> str:
    """Where a bug of ours showed itself, without a word of the mail: "ValueError in dates.py, line 12"."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {last.filename.replace(chr(92), '/').rpartition('/')[2]}, line {last.lineno}"


_SEVERITY = (BUG, ConfigWrong.exit_code, SignIn.exit_code, TooManyDrafts.exit_code, TryLater.exit_code)


def exit_code_of(error: BaseException) -> int:
    """The exit code an error ends with; a bug of ours is 70."""
    if isinstance(error, FollowupError):
        return error.exit_code
    if isinstance(error, SignInNeeded):
        return SignIn.exit_code
    if isinstance(error, MailboxMisconfigured):
        return ConfigWrong.exit_code
    if isinstance(error, MailboxUnavailable):
        return TryLater.exit_code
    if isinstance(error, MailboxError) and not isinstance(error, RequestRefused):
        return TryLater.exit_code
    return BUG


def worst(codes: list[int]) -> int:
    """The exit code of a pass whose accounts ended differently: 70 > 78 > 77 > 76 > 75 > 0."""
    return next((code for code in _SEVERITY if code in codes), OK)
