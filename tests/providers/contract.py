"""The mailbox contract's other half: every mailbox passes these, the errors included.

A suite for one mailbox subclasses `Contract` and gives a `world`: what mail servers and the owner's hands do to it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol

import pytest

from providers.errors import CursorForgotten, DraftChanged, DraftGone
from providers.mailbox import Folder, Header, Identity, Mailbox, Query, RawMessage, Unreadable

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class World(Protocol):
    """A mailbox and the hands that change it."""

    mailbox: Mailbox

    def deliver(self, raw: bytes, folder: Folder) -> None: ...
    def remove(self, subject: str) -> None: ...
    def edit_draft(self, ref: str, raw: bytes) -> None: ...
    def delete_draft(self, ref: str) -> None: ...


def mail(number: int, **more: str) -> bytes:
    fields = {
        "From": "Dana Reyes <dana@acme.example>",
        "To": "Sam <sam@owner.example>",
        "Subject": f"Message {number}",
        "Date": "Mon, 02 Nov 2026 09:00:00 +0000",
        "Message-ID": f"<{number}@acme.example>",
    } | {key.replace("_", "-"): value for key, value in more.items() if key != "text"}
    head = "\r\n".join(f"{key}: {value}" for key, value in fields.items())
    return f"{head}\r\n\r\n{more.get('text', 'Hello')}\r\n".encode()


def subjects(world: World, ids: tuple[str, ...] | list[str]) -> list[str]:
    found = [one.raw for one in world.mailbox.fetch(ids) if isinstance(one, RawMessage)]
    return sorted(line.decode()[9:] for raw in found for line in raw.splitlines() if line.startswith(b"Subject: "))


class Contract:
    """What any mailbox must do."""

    @pytest.fixture
    def world(self) -> World:
        raise AssertionError("a suite gives its own world")

    def test_knows_the_owner_in_lower_case(self, world: World) -> None:
        assert world.mailbox.identities() == (Identity("sam@owner.example"),)

    def test_changes_since_a_cursor(self, world: World) -> None:
        world.deliver(mail(1), Folder.INBOX)
        cursor = world.mailbox.cursor()
        assert world.mailbox.changes(cursor).arrived == ()
        world.deliver(mail(2), Folder.INBOX)
        world.deliver(mail(3), Folder.SENT)
        changes = world.mailbox.changes(cursor)
        assert subjects(world, changes.arrived) == ["Message 2", "Message 3"]
        assert world.mailbox.changes(changes.cursor).arrived == ()

    def test_tells_what_went(self, world: World) -> None:
        world.deliver(mail(1), Folder.INBOX)
        (gone,) = world.mailbox.search(Query(LONG_AGO, words=("hello",)))
        cursor = world.mailbox.cursor()
        world.remove("Message 1")
        assert world.mailbox.changes(cursor).removed == (gone,)
        (unreadable,) = world.mailbox.fetch([gone])
        assert isinstance(unreadable, Unreadable)
        (unreadable,) = world.mailbox.headers([gone])
        assert isinstance(unreadable, Unreadable)

    @pytest.mark.parametrize("cursor", ["", "nonsense", "memory:999999", "maildir1:????", "maildir1:eJw="])
    def test_an_unknown_cursor_is_forgotten(self, world: World, cursor: str) -> None:
        with pytest.raises(CursorForgotten):
            world.mailbox.changes(cursor)

    @pytest.mark.parametrize("folder", [Folder.INBOX, Folder.SENT, Folder.TRASH, Folder.SPAM, Folder.OTHER])
    def test_every_folder_is_looked_at_and_named(self, world: World, folder: Folder) -> None:
        cursor = world.mailbox.cursor()
        world.deliver(mail(1), folder)
        ids = world.mailbox.changes(cursor).arrived
        (header,) = world.mailbox.headers(ids)
        assert isinstance(header, Header)
        assert header.folder is folder
        assert b"Message-ID: <1@acme.example>" in header.head
        assert "Hello" in header.snippet
        assert header.received.tzinfo is not None
        assert tuple(world.mailbox.search(Query(LONG_AGO, words=("hello",)))) == ids

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (Query(LONG_AGO, words=("interview",)), ["Re: Message 1"]),
            (Query(LONG_AGO, personal=("interview",)), ["Re: Message 1"]),
            (Query(LONG_AGO, addresses=("lee@globex.example",)), ["Message 3"]),
            (Query(LONG_AGO, domains=("globex.example",)), ["Message 3", "Message 4"]),
            (Query(LONG_AGO, message_ids=("1@acme.example",)), ["Message 1", "Re: Message 1"]),
            (Query(LONG_AGO, invitations=True), ["Message 5"]),
            (Query(LONG_AGO), []),
            (Query(datetime(2030, 1, 1, tzinfo=UTC), words=("hello",)), []),
        ],
        ids=["words", "a person's words", "address", "domain", "ids", "invitation", "nothing", "too old"],
    )
    def test_search(self, world: World, query: Query, expected: list[str]) -> None:
        world.deliver(mail(1), Folder.INBOX)
        world.deliver(
            mail(2, Subject="Re: Message 1", In_Reply_To="<1@acme.example>", text="About your\r\nINTERVIEW"),
            Folder.INBOX,
        )
        world.deliver(mail(3, Cc="Lee <Lee@Globex.example>"), Folder.INBOX)
        world.deliver(mail(4, From="Jo <jo@mail.globex.example>"), Folder.OTHER)
        world.deliver(mail(5, Content_Type="text/calendar; method=REQUEST"), Folder.INBOX)
        found = list(world.mailbox.search(query))
        assert subjects(world, found) == expected
        assert len(found) == len(set(found))

    def test_a_saved_draft_comes_back_as_it_was(self, world: World) -> None:
        saved = world.mailbox.save(mail(9), None)
        assert world.mailbox.draft(saved.ref) == saved
        assert [draft.ref for draft in world.mailbox.drafts()] == [saved.ref]
        assert saved.raw.replace(b"\r\n", b"\n") == mail(9).replace(b"\r\n", b"\n")

    def test_drafts_are_no_messages(self, world: World) -> None:
        cursor = world.mailbox.cursor()
        world.mailbox.save(mail(9), None)
        assert world.mailbox.changes(cursor).arrived == ()
        assert list(world.mailbox.search(Query(LONG_AGO, words=("hello",)))) == []

    def test_replace_and_discard_at_the_version_seen(self, world: World) -> None:
        first = world.mailbox.save(mail(8), None)
        second = world.mailbox.replace(first.ref, first.version, mail(9))
        assert second.version != first.version
        assert [b"Message 9" in draft.raw for draft in world.mailbox.drafts()] == [True]
        world.mailbox.discard(second.ref, second.version)
        assert world.mailbox.draft(second.ref) is None
        assert list(world.mailbox.drafts()) == []

    def test_a_changed_draft_is_neither_replaced_nor_discarded(self, world: World) -> None:
        saved = world.mailbox.save(mail(8), None)
        world.edit_draft(saved.ref, mail(8, text="My own words"))
        with pytest.raises(DraftChanged):
            world.mailbox.replace(saved.ref, saved.version, mail(9))
        with pytest.raises(DraftChanged):
            world.mailbox.discard(saved.ref, saved.version)
        assert [b"My own words" in draft.raw for draft in world.mailbox.drafts()] == [True]

    def test_a_deleted_draft_is_gone(self, world: World) -> None:
        saved = world.mailbox.save(mail(8), None)
        world.delete_draft(saved.ref)
        assert world.mailbox.draft(saved.ref) is None
        with pytest.raises(DraftGone):
            world.mailbox.replace(saved.ref, saved.version, mail(9))
        with pytest.raises(DraftGone):
            world.mailbox.discard(saved.ref, saved.version)

    def test_there_is_no_way_to_send(self, world: World) -> None:
        offered = {name for name in dir(type(world.mailbox)) if not name.startswith("_")}
        assert not {name for name in offered if "send" in name.lower() and name != "send_draft"}
