"""The contract, for Maildirs as different programs lay them out; and what only a Maildir can do."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from providers import Account, open_mailbox
from providers.errors import MailboxMisconfigured, MailboxUnavailable
from providers.mailbox import Folder, Header
from providers.maildir import MaildirMailbox
from tests.providers.contract import Contract, mail

PLUS_PLUS = {
    Folder.INBOX: "",
    Folder.SENT: ".Sent",
    Folder.TRASH: ".Trash",
    Folder.SPAM: ".Junk",
    Folder.OTHER: ".Archive.2026",
    Folder.DRAFTS: ".Drafts",
}
PLAIN = {
    Folder.INBOX: "INBOX",
    Folder.SENT: "[Gmail]/Sent Mail",
    Folder.TRASH: "[Gmail]/Bin",
    Folder.SPAM: "[Gmail]/Spam",
    Folder.OTHER: "Archive/2026",
    Folder.DRAFTS: "[Gmail]/Drafts",
}


class MaildirWorld:
    def __init__(self, root: Path, layout: dict[Folder, str]) -> None:
        self.root = root
        self.layout = layout
        self.numbers = itertools.count(1)
        for name in layout.values():
            for part in ("cur", "new", "tmp"):
                (root / name / part).mkdir(parents=True)
        self.mailbox = open_mailbox(Account("test", "maildir", ("Sam@Owner.example",), root))

    def deliver(self, raw: bytes, folder: Folder) -> None:
        number = next(self.numbers)
        part, flags = ("new", "") if number % 2 else ("cur", ":2,S")
        (self.root / self.layout[folder] / part / f"1762074000.M{number}.host{flags}").write_bytes(raw)

    def remove(self, subject: str) -> None:
        for file in self.files():
            if f"Subject: {subject}".encode() in file.read_bytes():
                file.unlink()

    def edit_draft(self, ref: str, raw: bytes) -> None:
        self.draft_file().write_bytes(raw)

    def delete_draft(self, ref: str) -> None:
        self.draft_file().unlink()

    def draft_file(self) -> Path:
        (file,) = (self.root / self.layout[Folder.DRAFTS] / "cur").iterdir()
        return file

    def files(self) -> list[Path]:
        return [file for file in self.root.rglob("*") if file.is_file()]


@pytest.fixture(params=[PLUS_PLUS, PLAIN], ids=["maildir++", "plain"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> MaildirWorld:
    return MaildirWorld(tmp_path / "Mail", request.param)


class TestMaildir(Contract):
    @pytest.fixture(params=[PLUS_PLUS, PLAIN], ids=["maildir++", "plain"])
    def world(self, request: pytest.FixtureRequest, tmp_path: Path) -> MaildirWorld:
        return MaildirWorld(tmp_path / "Mail", request.param)


def test_a_draft_is_a_whole_file_with_the_flags_draft_and_seen(world: MaildirWorld) -> None:
    world.mailbox.save(mail(9), None)
    file = world.draft_file()
    assert file.name.endswith(":2,DS")
    assert file.stat().st_mode & 0o777 == 0o600
    assert not list((file.parent.parent / "tmp").iterdir())


def test_a_missing_drafts_folder_is_made_in_the_layouts_own_way(tmp_path: Path) -> None:
    for root, drafts in ((tmp_path / "a", "a/.Drafts"), (tmp_path / "b" / "INBOX", "b/Drafts")):
        for part in ("cur", "new", "tmp"):
            (root / part).mkdir(parents=True)
        top = root if root.name == "a" else root.parent
        MaildirMailbox(Account("test", "maildir", ("sam@owner.example",), top)).save(mail(1), None)
        assert len(list((tmp_path / drafts / "cur").iterdir())) == 1


def test_flags_that_change_are_no_new_mail_but_the_deletion_mark_is_seen(world: MaildirWorld) -> None:
    world.deliver(mail(1), Folder.INBOX)
    cursor = world.mailbox.cursor()
    (file,) = world.files()
    seen = file.with_name(file.name.partition(":")[0] + ":2,S")
    seen = seen.parent.parent / "cur" / seen.name
    file.rename(seen)
    assert world.mailbox.changes(cursor).arrived == ()
    seen.rename(seen.with_name(seen.name + "T"))
    (trashed,) = world.mailbox.headers(world.mailbox.changes(cursor).arrived)
    assert isinstance(trashed, Header)
    assert trashed.folder is Folder.TRASH


def test_a_draft_marked_for_deletion_is_gone(world: MaildirWorld) -> None:
    saved = world.mailbox.save(mail(9), None)
    file = world.draft_file()
    file.rename(file.with_name(file.name + "T"))
    assert world.mailbox.draft(saved.ref) is None


def test_a_mailbox_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(MailboxUnavailable, match="There is no Maildir"):
        open_mailbox(Account("test", "maildir", ("sam@owner.example",), tmp_path / "gone"))
    with pytest.raises(MailboxUnavailable, match="holds no Maildir folder"):
        open_mailbox(Account("test", "maildir", ("sam@owner.example",), tmp_path))
    (tmp_path / "file").write_text("x")
    with pytest.raises(MailboxMisconfigured, match="not a folder"):
        open_mailbox(Account("test", "maildir", ("sam@owner.example",), tmp_path / "file"))
    with pytest.raises(MailboxMisconfigured, match="unknown type"):
        open_mailbox(Account("test", "imap", ("sam@owner.example",), tmp_path))


def test_a_drafts_folder_that_vanishes_is_no_answer(world: MaildirWorld) -> None:
    saved = world.mailbox.save(mail(9), None)
    drafts = world.root / world.layout[Folder.DRAFTS]
    drafts.rename(drafts.with_name("elsewhere"))
    again = open_mailbox(Account("test", "maildir", ("sam@owner.example",), world.root))
    with pytest.raises(MailboxUnavailable):
        again.draft(saved.ref)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_says_so(world: MaildirWorld) -> None:
    (world.root / world.layout[Folder.DRAFTS] / "tmp").chmod(0o500)
    with pytest.raises(MailboxUnavailable, match="could not be written"):
        world.mailbox.save(mail(9), None)
