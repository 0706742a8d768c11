"""The command line: arguments, the clock, exit codes, and the only place where errors become words.

`main` is the `followup` command. Commands live in modules that are imported when they are called.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from agent.errors import BUG, FollowupError, TryLater, exit_code_of
from providers.errors import MailboxError

gc.set_threshold(50_000, 20, 20)  # a command is short and makes few cycles; looking for them took a tenth of its time

COMMANDS = {
    "demo": ("agent.cli.demo", "a sample job hunt in a local mailbox, the whole agent on it, no account"),
    "signin": ("agent.cli.signing_in", "let followup read your Gmail or Outlook and save drafts in it"),
    "run": ("agent.cli.run", "one pass over every account; safe to run as often as you like"),
    "status": ("agent.cli.look", "what needs you, what it waits for, what ended"),
    "why": ("agent.cli.look", "the sentences behind a case, what is due and when, or why nothing is"),
    "heard": ("agent.cli.tell", "what you were told by phone or elsewhere"),
    "thanked": ("agent.cli.tell", "you have thanked them already"),
    "note": ("agent.cli.tell", "something from the conversation, for the next draft"),
    "news": ("agent.cli.tell", "something new about you, for any follow-up"),
    "add": ("agent.cli.tell", "an interview your mail does not show"),
    "mute": ("agent.cli.tell", "no drafts for this case"),
    "close": ("agent.cli.tell", "this process is over for you"),
    "reopen": ("agent.cli.tell", "takes back mute or close"),
    "undo": ("agent.cli.undoing", "takes back the last thing you told, or saves a draft again that was taken back"),
    "drafts": (
        "agent.cli.waiting",
        "what is waiting in Drafts; --remove-untouched takes out what is still as we left it",
    ),
    "read": ("agent.cli.reading", "what the agent understands of .eml and .mbox files"),
    "replay": ("agent.cli.replaying", "run the agent over a past mailbox as if day by day"),
    "stored": ("agent.cli.keeping", "what is kept about you, and where"),
    "export": ("agent.cli.keeping", "all of it as JSON"),
    "forget": ("agent.cli.keeping", "remove all of it; your drafts stay yours"),
}


_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO})
"""What a disk says that takes or gives nothing; everything else a system call can say is a bug of ours."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the table; nothing is imported."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="interview-followup", prog_name="followup")
def cli() -> None:
    """Watch your own mailbox during a job hunt and leave ready-to-send follow-ups in your Drafts.

    It never sends anything: you open the draft, read it, press Send. Start with: followup demo
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with the documented exit code."""
    sys.exit(call(arguments))


def call(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    try:
        result: Any = cli.main(arguments, standalone_mode=False, color=False if os.environ.get("NO_COLOR") else None)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (FollowupError, MailboxError) as error:
        click.echo(in_words(error), err=True)
        return exit_code_of(error)
    except OSError as error:
        if error.errno not in _DISK:
            return _our_bug()
        named = f"{error.filename} could not be used" if error.filename else "Something could not be written"
        click.echo(f"{named}: {error.strerror}.\nIs the disk full or read-only?", err=True)
        return TryLater.exit_code
    except Exception:  # noqa: BLE001  # the last resort: a bug of ours, said as such
        return _our_bug()
    return result if isinstance(result, int) else 0


def _our_bug() -> int:
    import traceback

    traceback.print_exc()
    click.echo("This is a bug in followup. Nothing was sent.", err=True)
    return BUG


def in_words(error: FollowupError | MailboxError) -> str:
    """What happened, and what to do."""
    return f"{error}\n{error.remedy}".rstrip()
