"""The folders of one Maildir and the files in them, as they were last listed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from providers.errors import MailboxUnavailable
from providers.folder import Folder
from providers.maildir_folders import Entry, MaildirFolder, folders


class MaildirIndex:
    """A message and a draft are told by "FOLDER:KEY". `folders` are those that are there, by name."""

    def __init__(self, root: Path, configured: Mapping[str, str]) -> None:
        self.root = root
        self._configured = configured
        self._entries: dict[str, dict[str, Entry]] = {}
        self.folders = {folder.name: folder for folder in folders(root, configured)}

    def with_mail(self) -> list[tuple[str, MaildirFolder]]:
        """Every folder but Drafts, with its name."""
        return [(name, folder) for name, folder in self.folders.items() if folder.folder is not Folder.DRAFTS]

    def entries(self, folder: MaildirFolder, *, fresh: bool = False) -> dict[str, Entry]:
        """The files of a folder by key; `fresh` lists it anew."""
        if fresh or folder.name not in self._entries:
            self._entries[folder.name] = {entry.key: entry for entry in folder.entries()}
        return self._entries[folder.name]

    def find(self, id: str) -> tuple[MaildirFolder, Entry] | None:
        """The file of a message and its folder, or None when it is gone."""
        name, _, key = id.rpartition(":")
        folder = self.folders.get(name)
        if folder is None:
            return None
        entry = self.entries(folder).get(key)
        if entry is None or not entry.path.exists():  # its flags, and so its name, may have changed
            entry = self.entries(folder, fresh=True).get(key)
        return None if entry is None else (folder, entry)

    def drafts_folder(self) -> MaildirFolder:
        """Drafts; it is made where there is none."""
        for folder in self.folders.values():
            if folder.folder is Folder.DRAFTS:
                return folder
        plus_plus = (self.root / "cur").is_dir()
        name = self._configured.get("drafts", "Drafts")
        folder = MaildirFolder(name, self.root / (f".{name.replace('/', '.')}" if plus_plus else name), Folder.DRAFTS)
        try:
            for part in ("cur", "new", "tmp"):
                (folder.path / part).mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise MailboxUnavailable(f"The Drafts folder {folder.path} could not be made: {error}.") from error
        self.folders[name] = folder
        return folder
