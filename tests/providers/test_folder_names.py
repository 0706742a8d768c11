"""What folders and labels are for, by their names; and what of an export is a draft, by evidence."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from providers import folder_names
from providers.export_folders import place_of
from providers.folder import Folder
from providers.folder_names import label_meaning, meaning

TABLE = tomllib.loads(Path(folder_names.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ENTRIES = [(tongue, use, name) for tongue, uses in TABLE.items() for use, names in uses.items() for name in names]
OWNER = frozenset({"sam@owner.example"})


def test_no_name_means_two_things() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for _, use, name in ENTRIES:
        meant[name.casefold()].add(use)
    assert {name: uses for name, uses in meant.items() if len(uses) > 1} == {}
    assert {use for _, use, _ in ENTRIES} == {"inbox", "sent", "drafts", "trash", "spam"}


def test_every_name_is_known_as_folder_and_as_label() -> None:
    for _, use, name in ENTRIES:
        assert meaning(name, {}) is label_meaning(name.upper() if name.isascii() else name, {}) is Folder(use)


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("[Gmail]/Sent Mail", Folder.SENT),
        ("[Gmail]/Gesendet", Folder.SENT),
        ("[Gmail]/Wersje robocze", Folder.DRAFTS),
        ("INBOX.Sent", Folder.SENT),
        ("INBOX.Archive.Trash", Folder.TRASH),
        ("INBOX/Drafts", Folder.DRAFTS),
        ("Entw&APw-rfe", Folder.DRAFTS),
        ("[Gmail]/Wys&AUI-ane", Folder.SENT),
        ("Entwu\u0308rfe", Folder.DRAFTS),
        ("Archive/2026", Folder.OTHER),
        ("Work.Sent", Folder.OTHER),
        ("R&D", Folder.OTHER),
        ("R&-D", Folder.OTHER),
        ("&!!!-", Folder.OTHER),
        ("&A-", Folder.OTHER),
        ("", Folder.OTHER),
    ],
)
def test_of_a_path_the_last_piece_counts(path: str, folder: Folder) -> None:
    assert meaning(path, {}) is folder


@pytest.mark.parametrize("label", ["Contracts/Drafts", "Applications/Sent", "Ideas/Bin", "Jobs/Spam", "INBOX.Sent"])
def test_a_label_is_a_name_of_its_own(label: str) -> None:
    assert label_meaning(label, {}) is Folder.OTHER
    assert label_meaning(label, {"sent": label.lower()}) is Folder.SENT


def test_the_owners_word_goes_first() -> None:
    configured = {"sent": "Abgeschickt"}
    assert meaning("abgeschickt", configured) is label_meaning("Abgeschickt", configured) is Folder.SENT
    assert meaning("Sent", configured) is label_meaning("Sent", configured) is Folder.OTHER
    assert meaning("Trash", configured) is Folder.TRASH


RECEIVED = "Received: by mx; Tue, 3 Nov 2026 15:00:00 +0000"
MESSAGE_ID = "Message-ID: <1@owner.example>"


@pytest.mark.parametrize(
    ("who", "fields", "lies_in", "folder"),
    [
        ("dana@acme.example", "X-Gmail-Labels: Inbox,Contracts/Drafts", "other", Folder.INBOX),
        ("dana@acme.example", "X-Gmail-Labels: Inbox,Applications/Sent", "other", Folder.INBOX),
        ("dana@acme.example", "X-Gmail-Labels: Inbox,Ideas/Bin", "other", Folder.INBOX),
        ("dana@acme.example", "X-Gmail-Labels: =?UTF-8?Q?Gel=C3=B6scht?=", "other", Folder.TRASH),
        ("dana@acme.example", "X-Gmail-Labels: =?UTF-8?B?44K044Of566x?=", "other", Folder.TRASH),
        ("dana@acme.example", "X-Gmail-Labels: Kosz", "other", Folder.TRASH),
        ("sam@owner.example", "X-Gmail-Labels: =?UTF-8?Q?Wys=C5=82ane?=", "other", Folder.SENT),
        ("sam@owner.example", "X-Gmail-Labels: Szkice", "other", Folder.DRAFTS),
        ("sam@owner.example", f"X-Gmail-Labels: Drafts\n{RECEIVED}", "other", Folder.DRAFTS),
        # Somebody else's mail that came through a server is no draft of the owner's.
        ("dana@acme.example", f"X-Gmail-Labels: Inbox,Drafts\n{RECEIVED}", "other", Folder.INBOX),
        # What Gmail sent it labelled so; what it did not label but carried came from elsewhere.
        ("sam@owner.example", f"X-Gmail-Labels: Archived\n{RECEIVED}", "other", Folder.OTHER),
        ("sam@owner.example", f"X-Gmail-Labels: Xyzzy\n{MESSAGE_ID}", "other", "may never have been sent"),
        ("sam@owner.example", f"X-Gmail-Labels: Inbox,Xyzzy\n{MESSAGE_ID}", "other", "may never have been sent"),
        ("dana@acme.example", "X-Gmail-Labels: Xyzzy", "other", Folder.OTHER),
        # Only Takeout writes above what the servers wrote.
        ("dana@acme.example", f"{RECEIVED}\nX-Gmail-Labels: Sent", "inbox", Folder.INBOX),
        ("dana@acme.example", "Return-Path: <dana@acme.example>\nX-Gmail-Labels: Trash", "other", Folder.OTHER),
        ("dana@acme.example", f"X-Mozilla-Status: 0001\nX-Gmail-Labels: Trash\n{RECEIVED}", "inbox", Folder.TRASH),
        # Without labels: where it lies, then what the programs noted.
        ("sam@owner.example", MESSAGE_ID, "sent", Folder.SENT),
        ("sam@owner.example", MESSAGE_ID, "other", Folder.SENT),
        ("sam@owner.example", RECEIVED, "other", Folder.SENT),
        ("sam@owner.example", RECEIVED, "inbox", Folder.INBOX),
        ("sam@owner.example", "Subject: Thanks", "other", "without a Message-ID"),
        ("sam@owner.example", f"{MESSAGE_ID}\nX-Unsent: 1", "other", Folder.DRAFTS),
        ("sam@owner.example", f"{MESSAGE_ID}\nX-Unsent: 0", "other", Folder.SENT),
        ("sam@owner.example", f"{MESSAGE_ID}\nX-Mozilla-Draft-Info: internal/draft; vcard=0", "other", Folder.DRAFTS),
        ("sam@owner.example", f"{MESSAGE_ID}\nX-Uniform-Type-Identifier: com.apple.mail-draft", "inbox", Folder.DRAFTS),
        ("sam@owner.example", f"{MESSAGE_ID}\nX-Status: AT", "other", Folder.DRAFTS),
        ("sam@owner.example", f"{MESSAGE_ID}\nX-Status: A", "other", Folder.SENT),
        ("sam@owner.example", f"{MESSAGE_ID}\nX-Unsent: 1", "sent", Folder.SENT),
        ("dana@acme.example", "X-Unsent: 1", "inbox", Folder.INBOX),
    ],
)
def test_what_a_message_in_an_export_is(who: str, fields: str, lies_in: str, folder: Folder | str) -> None:
    lines = [f"From: <{who}>", *fields.split("\n")]
    named = [
        (name.lower().encode(), value.strip().encode()) for name, _, value in (line.partition(":") for line in lines)
    ]
    place = place_of(named, Folder(lies_in), OWNER, {})
    if isinstance(folder, Folder):
        assert place == (folder, "")
    else:
        assert place.folder is Folder.DRAFTS
        assert folder in place.doubt
