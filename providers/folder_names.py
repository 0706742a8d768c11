"""What a folder is for, by its name: the names mail programs and services give to Sent, Drafts, Trash and Junk."""

from __future__ import annotations

from collections.abc import Mapping

from providers.mailbox import Folder

NAMES: Mapping[Folder, tuple[str, ...]] = {
    Folder.INBOX: ("inbox", "posteingang", "boîte de réception"),
    Folder.SENT: (
        *("sent", "sent mail", "sent items", "sent messages"),
        *("gesendet", "gesendete objekte", "gesendete elemente"),
        *("envoyés", "éléments envoyés", "messages envoyés"),
        *("enviados", "elementos enviados", "verzonden", "verzonden items", "posta inviata", "inviati"),
    ),
    Folder.DRAFTS: ("drafts", "draft", "entwürfe", "brouillons", "borradores", "concepten", "bozze", "rascunhos"),
    Folder.TRASH: (
        *("trash", "bin", "deleted", "deleted items", "deleted messages"),
        *("papierkorb", "gelöschte objekte", "gelöschte elemente", "corbeille", "éléments supprimés"),
        *("papelera", "elementos eliminados", "prullenbak", "cestino", "lixeira"),
    ),
    Folder.SPAM: (
        *("spam", "junk", "junk mail", "junk e-mail", "junk email", "bulk mail"),
        *("courrier indésirable", "correo no deseado", "ongewenste e-mail", "posta indesiderata"),
    ),
}


def meaning(name: str, configured: Mapping[str, str]) -> Folder:
    """What the folder `name` ("Archive/2026", "[Gmail]/Sent Mail") is for; OTHER when nothing says so.

    `configured` is the owner's word, from meaning to folder name ({"sent": "Gesendet"}), and goes first.
    """
    for purpose, folder in configured.items():
        if folder.casefold() == name.casefold():
            return Folder(purpose)
    spoken_for = {Folder(purpose) for purpose in configured}
    last = name.rpartition("/")[2].casefold()
    for purpose, names in NAMES.items():
        if last in names and purpose not in spoken_for:
            return purpose
    return Folder.OTHER
