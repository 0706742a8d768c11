"""The contract, for exports as Takeout, Thunderbird and Apple Mail make them; and what only an export can do."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from providers import Account, mbox, open_mailbox
from providers.errors import CursorForgotten, MailboxMisconfigured, MailboxUnavailable
from providers.mailbox import Folder, Header, Query, RawMessage, Unreadable
from providers.mbox import message_in, spans
from tests.providers.contract import LONG_AGO, Contract, mail

OWNER = ("Sam@Owner.example",)
LABELS = {
    Folder.INBOX: "Inbox,Opened,Important",
    Folder.SENT: "Sent",
    Folder.TRASH: "=?UTF-8?Q?Papierkorb,Ge=C3=B6ffnet?=",
    Folder.SPAM: "Spam,Unread",
    Folder.OTHER: "Archived,Opened",
}
THUNDERBIRD = {
    Folder.INBOX: "Inbox",
    Folder.SENT: "Sent",
    Folder.TRASH: "Trash",
    Folder.SPAM: "Junk",
    Folder.OTHER: "Archives.sbd/2026",
}
APPLE = {
    Folder.INBOX: "INBOX.mbox/mbox",
    Folder.SENT: "Sent Messages.mbox/mbox",
    Folder.TRASH: "Deleted Messages.mbox/mbox",
    Folder.SPAM: "Junk.mbox/mbox",
    Folder.OTHER: "Work.mbox/mbox",
}


def quoted(raw: bytes) -> bytes:
    return b"".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in raw.splitlines(True))


class ExportWorld:
    """The owner's hands on the drafts beside an export; subclasses say how mail comes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.mailbox = open_mailbox(Account("test", "export", OWNER, path))

    def deliver(self, raw: bytes, folder: Folder) -> None:
        raise AssertionError("a layout says how")

    def remove(self, subject: str) -> None:
        raise AssertionError("a layout says how")

    def edit_draft(self, ref: str, raw: bytes) -> None:
        self.draft_file().write_bytes(raw)

    def delete_draft(self, ref: str) -> None:
        self.draft_file().unlink()

    def draft_file(self) -> Path:
        (file,) = self.path.with_name(self.path.name + ".drafts").iterdir()
        return file


class TakeoutWorld(ExportWorld):
    """One mbox file; labels say what a message is."""

    def __init__(self, root: Path) -> None:
        file = root / "All mail.mbox"
        append(file, b"X-GM-THRID: 1\r\nX-Gmail-Labels: Drafts\r\n" + mail(0))
        super().__init__(file)

    def deliver(self, raw: bytes, folder: Folder) -> None:
        append(self.path, f"X-GM-THRID: 17\r\nX-Gmail-Labels: {LABELS[folder]}\r\n".encode() + raw)


class FilesWorld(ExportWorld):
    """A file for each folder."""

    def __init__(self, root: Path, layout: dict[Folder, str]) -> None:
        self.layout = layout
        for name in layout.values():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            append(
                root / name,
                mail(0, Subject="Old", Date="Mon, 02 Nov 1998 09:00:00 +0000", Message_ID="<old@x.example>"),
            )
        super().__init__(root)

    def deliver(self, raw: bytes, folder: Folder) -> None:
        append(self.path / self.layout[folder], raw)


class LettersWorld(ExportWorld):
    """A folder of .eml files for each folder."""

    def __init__(self, root: Path) -> None:
        for name in ("Inbox", "Sent", "Trash", "Spam", "Other"):
            (root / name).mkdir(parents=True)
            (root / name / "old.eml").write_bytes(mail(0, Date="Mon, 02 Nov 1998 09:00:00 +0000", Subject="Old"))
        super().__init__(root)
        self.number = 0

    def deliver(self, raw: bytes, folder: Folder) -> None:
        self.number += 1
        (self.path / folder.value.capitalize() / f"{self.number}.eml").write_bytes(raw)

    def remove(self, subject: str) -> None:
        for file in self.path.rglob("*.eml"):
            if f"Subject: {subject}".encode() in file.read_bytes():
                file.unlink()


def append(file: Path, raw: bytes) -> None:
    with file.open("ab") as out:
        out.write(b"From - Mon Nov 02 09:00:00 2026\r\n" + quoted(raw) + b"\r\n")


class MboxContract(Contract):
    """An mbox file can only lose a message by being rewritten."""

    def test_tells_what_went(self, world: ExportWorld) -> None:
        world.deliver(mail(1), Folder.INBOX)
        world.deliver(mail(2), Folder.INBOX)
        found = list(world.mailbox.search(Query(LONG_AGO, message_ids=("1@acme.example",))))
        (kept_id,) = world.mailbox.search(Query(LONG_AGO, message_ids=("2@acme.example",)))
        cursor = world.mailbox.cursor()
        for file in [world.path] if world.path.is_file() else world.path.rglob("*"):
            if file.is_file():
                raw = file.read_bytes()
                kept = [raw[a:b] for a, b in spans(io.BytesIO(raw)) if b"Subject: Message 1" not in raw[a:b]]
                file.write_bytes(b"".join(kept))
        again = open_mailbox(Account("test", "export", OWNER, world.path))
        with pytest.raises(CursorForgotten):
            again.changes(cursor)
        assert [type(one) for one in again.fetch(found)] == [Unreadable]
        assert [type(one) for one in world.mailbox.fetch(found)] == [Unreadable]  # no longer where it was
        assert [type(one) for one in again.headers([kept_id])] == [Header]  # its id outlives the rewriting


class TestTakeout(MboxContract):
    @pytest.fixture
    def world(self, tmp_path: Path) -> ExportWorld:
        return TakeoutWorld(tmp_path)


class TestFiles(MboxContract):
    @pytest.fixture(params=[THUNDERBIRD, APPLE], ids=["thunderbird", "apple"])
    def world(self, request: pytest.FixtureRequest, tmp_path: Path) -> ExportWorld:
        return FilesWorld(tmp_path / "Mail", request.param)


class TestLetters(Contract):
    @pytest.fixture
    def world(self, tmp_path: Path) -> ExportWorld:
        return LettersWorld(tmp_path / "Mail")


SEPARATORS = (
    b"From - Mon Nov 02 09:00:00 2026",
    b"From 1782345@xxx Mon Nov 02 09:00:00 +0000 2026",
    b"From dana@acme.example Mon Nov  2 09:00:00 2026",
    b"From MAILER-DAEMON Fri Jul  8 12:08:34 2011 remote from mx",
    b"From dana@acme.example",
    b"From -",
)
TEXT = (b"Hello", b"", b"From the team: hello", b"", b"From here on", b"Note: it is late", b"", b">From quoted", b"")


def built(end: bytes) -> bytes:
    heads = ((one, b"Subject: m%d" % n, b"From: a@b.example", b"") for n, one in enumerate(SEPARATORS))
    return b"".join(end.join((*head, *TEXT, b"")) for head in heads)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("block", [7, 64, 1 << 20])
def test_messages_begin_where_a_program_wrote_so(monkeypatch: pytest.MonkeyPatch, block: int, end: bytes) -> None:
    monkeypatch.setattr(mbox, "_BLOCK", block)
    raw = built(end)
    found = list(spans(io.BytesIO(raw)))
    mails = [message_in(raw[begin:stop]) for begin, stop in found]
    assert [one.split(end)[0] for one in mails] == [b"Subject: m%d" % n for n in range(len(SEPARATORS))]
    assert all(end + b"From quoted" + end in one and end + b"From the team: hello" + end in one for one in mails)
    assert list(spans(io.BytesIO(raw), found[3][0])) == found[3:]


def test_a_file_that_grows_gives_what_is_new_and_only_that(tmp_path: Path) -> None:
    file = tmp_path / "Inbox"
    for number in range(3):
        append(file, mail(number))
    cursor = open_mailbox(Account("a", "export", OWNER, file)).cursor()
    whole = mail(3, text="The first half and the second half")
    with file.open("ab") as out:
        out.write(b"From - Mon Nov 02 09:00:00 2026\r\n" + whole[:-20])
    first = open_mailbox(Account("a", "export", OWNER, file)).changes(cursor)
    assert len(first.arrived) == 1
    with file.open("ab") as out:
        out.write(whole[-20:] + b"\r\n")
    again = open_mailbox(Account("a", "export", OWNER, file))
    second = again.changes(first.cursor)
    assert second.arrived == first.arrived
    (raw,) = again.fetch(second.arrived)
    assert isinstance(raw, RawMessage)
    assert b"the second half" in raw.raw
    assert again.changes(second.cursor).arrived == ()


def test_a_new_file_in_an_export_is_all_new_and_a_folder_of_letters_that_goes_is_told(tmp_path: Path) -> None:
    append(tmp_path / "Inbox", mail(1))
    (tmp_path / "Old").mkdir()
    (tmp_path / "Old" / "2.eml").write_bytes(mail(2))
    cursor = open_mailbox(Account("a", "export", OWNER, tmp_path)).cursor()
    append(tmp_path / "Work", mail(3))
    (tmp_path / "Old" / "2.eml").unlink()
    changes = open_mailbox(Account("a", "export", OWNER, tmp_path)).changes(cursor)
    assert [one.partition(":")[0] for one in changes.arrived] == ["Work"]
    assert changes.removed == ("Old:2.eml",)


def test_what_thunderbird_notes_changes_no_id_and_what_it_deleted_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "Inbox"
    append(file, b"X-Mozilla-Status: 0000\r\n" + mail(1))
    append(file, b"X-Mozilla-Status: 0009\r\n" + mail(2))
    (before,) = open_mailbox(Account("a", "export", OWNER, file)).search(Query(LONG_AGO, words=("hello",)))
    file.write_bytes(file.read_bytes().replace(b"Status: 0000", b"Status: 0001"))
    assert list(open_mailbox(Account("a", "export", OWNER, file)).search(Query(LONG_AGO, words=("hello",)))) == [before]


def test_takeout_names_threads_and_the_owners_mail_without_a_folder_is_sent(tmp_path: Path) -> None:
    world = TakeoutWorld(tmp_path)
    world.deliver(mail(1), Folder.INBOX)
    world.deliver(mail(2, Date="Mon, 02 Nov 2026 08:00:00 +0000"), Folder.SENT)
    one, two = world.mailbox.search(Query(LONG_AGO, words=("hello",)))
    assert world.mailbox.thread("17") == (two, one)
    assert world.mailbox.thread("1") == ()  # a draft
    append(tmp_path / "everything.mbox", mail(3, From="Sam <sam@owner.example>"))
    other = open_mailbox(Account("a", "export", OWNER, tmp_path / "everything.mbox"))
    (sent,) = other.fetch(other.search(Query(LONG_AGO, words=("hello",))))
    assert isinstance(sent, RawMessage)
    assert sent.folder is Folder.SENT


def test_an_emlx_file_is_read_without_its_notes(tmp_path: Path) -> None:
    folder = tmp_path / "Mail" / "Sent Messages.mbox" / "0A" / "Data" / "Messages"
    folder.mkdir(parents=True)
    (folder / "1.emlx").write_bytes(b"%-10d\n" % len(mail(1)) + mail(1) + b'<?xml version="1.0"?><plist>hello</plist>')
    (folder / "2.emlx").write_bytes(b"no number\nSubject: x\n\nhello")
    mailbox = open_mailbox(Account("a", "export", OWNER, tmp_path / "Mail"))
    (one,) = mailbox.fetch(mailbox.search(Query(LONG_AGO, words=("hello",))))
    assert isinstance(one, RawMessage)
    assert one.raw == mail(1)
    assert one.folder is Folder.SENT


def test_the_export_is_never_written(tmp_path: Path) -> None:
    world = TakeoutWorld(tmp_path)
    world.deliver(mail(1), Folder.INBOX)
    world.path.chmod(0o400)
    before = world.path.read_bytes(), world.path.stat().st_mtime_ns
    saved = world.mailbox.save(mail(9), "17")
    world.mailbox.replace(saved.ref, saved.version, mail(8))
    world.mailbox.changes(world.mailbox.cursor())
    assert (world.path.read_bytes(), world.path.stat().st_mtime_ns) == before


def test_what_is_no_export_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Dear diary")
    (tmp_path / "empty").mkdir()
    (tmp_path / "Maildir" / "cur").mkdir(parents=True)
    (tmp_path / "Maildir" / "new").mkdir()
    for path, error, words in (
        (tmp_path / "gone", MailboxUnavailable, "There is no"),
        (tmp_path / "notes.txt", MailboxMisconfigured, "no mbox file"),
        (tmp_path / "empty", MailboxUnavailable, "holds no mail"),
        (tmp_path / "Maildir", MailboxMisconfigured, "is a Maildir"),
        (None, MailboxMisconfigured, "has no path"),
    ):
        with pytest.raises(error, match=words) as told:
            open_mailbox(Account("a", "export", OWNER, path))
        assert told.value.remedy
