"""Where a permission is kept: a file of its own, readable by its owner only, in a folder that is too.

With the keyring, the file is encrypted and the key to it is in the system's keyring. Keyrings hold too little for a
whole permission on some systems, so the key is all they get. The file says by itself which of the two it is.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

from providers import Account
from providers.errors import MailboxMisconfigured, MailboxUnavailable, SignInNeeded

_SERVICE = "followup"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a sign-in brought. `scopes` are those the owner really granted; `refresh_token` is the secret of it."""

    service: str
    scopes: tuple[str, ...]
    client_id: str
    client_secret: str
    refresh_token: str

    def __repr__(self) -> str:
        return f"Grant({self.service!r}, {self.scopes!r})"  # the secrets stay out of logs and tracebacks


def path_of(account: Account) -> Path:
    """The file of an account's permission. Raises MailboxMisconfigured when nobody said where permissions are kept."""
    if account.tokens is None:
        raise MailboxMisconfigured(f"No folder for the permissions of {account.name!r} is known.")
    return account.tokens / f"{quote(account.name, safe='')}.json"


def kept(account: Account) -> str:
    """The permission of an account as text, no longer encrypted. Raises SignInNeeded when there is none."""
    path = path_of(account)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SignInNeeded(f"You have not signed in for {account.name!r} yet.", _again(account)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise MailboxUnavailable(f"The permission in {path} cannot be read: {error}.") from error
    return _opened(text, account)


def load(account: Account) -> Grant:
    """The permission of an account. Raises SignInNeeded when there is none, or none that can be read."""
    return unpacked(kept(account), account)


def save(account: Account, grant: Grant) -> Path:
    """Keep a permission; returns its file."""
    return keep(account, json.dumps(asdict(grant)))


def keep(account: Account, text: str) -> Path:
    """Keep a permission that is a text; returns its file. All of it is written, or nothing."""
    path = path_of(account)
    if account.keyring:
        text = json.dumps({"sealed": _seal(account, text)})
    write(path, text, folder_too=True)
    return path


def write(path: Path, text: str, *, folder_too: bool = False) -> None:
    """A file for its owner's eyes only (0600; its folder 0700). Raises MailboxUnavailable."""
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder_too:
            path.parent.chmod(0o700)
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise MailboxUnavailable(f"{path} could not be written: {error.strerror}.") from error


def unpacked(text: str, account: Account) -> Grant:
    """The permission in the text of a file. Raises SignInNeeded when it is none."""
    try:
        told = json.loads(_opened(text, account))
        return Grant(**{**told, "scopes": tuple(told["scopes"])})
    except (ValueError, TypeError, KeyError) as error:
        raise SignInNeeded(f"The permission kept for {account.name!r} is damaged.", _again(account)) from error


def packed(grant: Grant) -> str:
    """A permission as text, to be carried to another computer. It is not encrypted."""
    return json.dumps(asdict(grant), indent=1) + "\n"


def _opened(text: str, account: Account) -> str:
    """The text of a file, no longer encrypted if it was."""
    try:
        told = json.loads(text)
    except ValueError:
        return text
    return _open(account, told["sealed"]) if isinstance(told, dict) and "sealed" in told else text


def _again(account: Account) -> str:
    return f"Run: followup signin {account.name}"


def _seal(account: Account, text: str) -> str:
    """The text, encrypted. The key that is there is used again: a process killed before the file is written then leaves
    the old file with its key. Microsoft's permission is kept anew at each renewal.
    """
    from cryptography.fernet import Fernet

    key = _asked("get_password", account)
    try:
        lock = Fernet(key or "")
    except ValueError:  # none yet, or none of ours
        key = Fernet.generate_key().decode("ascii")
        _asked("set_password", account, key)
        lock = Fernet(key)
    return lock.encrypt(text.encode("utf-8")).decode("ascii")


def _open(account: Account, sealed: str) -> str:
    from cryptography.fernet import Fernet, InvalidToken

    key = _asked("get_password", account)
    if key is None:
        raise SignInNeeded(f"The key to the permission of {account.name!r} is not in the keyring.", _again(account))
    try:
        return Fernet(key.encode("ascii")).decrypt(sealed.encode("ascii")).decode("utf-8")
    except InvalidToken as error:
        raise SignInNeeded(f"The permission of {account.name!r} does not fit its key.", _again(account)) from error


def _asked(what: str, account: Account, *more: str) -> str | None:
    """Ask the keyring. Raises MailboxUnavailable when it is locked or there is none in this session."""
    keyring = _keyring()
    try:
        answer: str | None = getattr(keyring, what)(_SERVICE, account.name, *more)
    except keyring.errors.KeyringError as error:
        raise MailboxUnavailable(
            f"The system's keyring does not answer ({type(error).__name__}).",
            "Unlock it; or set keyring = false for the account and sign in again, if runs happen without you.",
        ) from error
    return answer


def _keyring() -> ModuleType:
    from importlib import import_module

    try:
        import_module("keyring.errors")
        return import_module("keyring")
    except ImportError as error:
        raise MailboxMisconfigured(
            "The keyring is not installed.", "Install followup with it: uv tool install '.[keyring]'"
        ) from error
