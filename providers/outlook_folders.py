"""The folders of an Outlook mailbox: what the known ones are for, and all that are followed.

Names differ by language and can be changed, so a folder is known by its well-known name, asked for once.
https://learn.microsoft.com/graph/api/resources/mailfolder
"""

from __future__ import annotations

from collections.abc import Iterator

from providers.errors import MailboxUnavailable
from providers.mailbox import Folder
from providers.outlook_calls import Calls
from providers.permission import Json
from providers.refusals import Missing

_WELL_KNOWN = {
    "inbox": Folder.INBOX,
    "sentitems": Folder.SENT,
    "drafts": Folder.DRAFTS,
    "deleteditems": Folder.TRASH,
    "junkemail": Folder.SPAM,
}
_DEEPEST = 50  # levels; a tree that is deeper is none


class Folders:
    """What is known of the folders in one pass."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._kinds: dict[str, Folder] = {}

    def kind(self, id: str) -> Folder:
        """What a folder is for."""
        if not self._kinds:
            self._kinds = dict(self._well_known())
        return self._kinds.get(id, Folder.OTHER)

    def drafts(self) -> str:
        """The id of Drafts. Raises MailboxUnavailable when there is none."""
        self.kind("")
        found = next((id for id, kind in self._kinds.items() if kind is Folder.DRAFTS), None)
        if found is None:
            raise MailboxUnavailable("Outlook shows no folder for drafts.")
        return found

    def followed(self, drafts: str) -> tuple[str, ...]:
        """The ids of all folders that hold mail: not Drafts, whose id is given, nor searches that look like folders."""
        return tuple(one for one in self._tree("/me/mailFolders", _DEEPEST) if one != drafts)

    def _well_known(self) -> Iterator[tuple[str, Folder]]:
        for name, kind in _WELL_KNOWN.items():
            try:
                yield self._calls.read(f"/me/mailFolders/{name}", {"$select": "id"})["id"], kind
            except Missing:  # junk mail can be switched off by an organisation
                continue

    def _tree(self, path: str, levels: int) -> Iterator[str]:
        for folder in list(self._listed(path)):
            if str(folder.get("@odata.type", "")).endswith("mailSearchFolder"):
                continue
            yield folder["id"]
            if folder.get("childFolderCount") and levels:
                yield from self._tree(f"/me/mailFolders/{folder['id']}/childFolders", levels - 1)

    def _listed(self, path: str) -> Iterator[Json]:
        try:
            for page in self._calls.pages(path, {"$select": "id,childFolderCount", "$top": "100"}):
                yield from page.get("value", [])
        except Missing:  # removed while we looked
            return
