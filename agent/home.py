"""Where followup keeps its things, and the lock that lets only one run at them.

One folder for everything with `--home` or FOLLOWUP_HOME; otherwise the system's own places for config and data.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.errors import LockHeld, TryLater

_WRITABLE = "Is it writable, and the disk not full?"


_PERMISSION = "the permission a mail service gave at sign-in; take it back there too when you leave"


@dataclass(frozen=True, slots=True)
class Home:
    """The paths of one person's followup."""

    config: Path
    state: Path

    @property
    def database(self) -> Path:
        """The database; `choices.json` lies beside it."""
        return self.state / "followup.db"

    @property
    def tokens(self) -> Path:
        """The folder in which sign-in keeps its permissions."""
        return self.state / "tokens"

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.state / "lock"

    @property
    def files(self) -> tuple[tuple[str, Path], ...]:
        """Every file that we may have written, with what it holds; the lock last."""
        database = "who, when, which employer, subjects, the sentences that prove it; our drafts and their words"
        beside = "the database's own companion, while it is in use"
        return (
            (database, self.database),
            *((beside, self.state / f"{self.database.name}{ending}") for ending in ("-wal", "-shm", "-journal")),
            ("what you told followup, in plain JSON", self.state / "choices.json"),
            ("the same, while it is being written", self.state / "choices.new"),
            *((_PERMISSION, file) for file in sorted(self.tokens.glob("*")) if file.is_file()),
            ("nothing; it keeps two runs apart", self.lock),
        )

    def prepare(self) -> None:
        """Make the state folder, readable by its owner only. Raises TryLater when that cannot be done."""
        try:
            self.state.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.state.chmod(0o700)
        except OSError as error:
            raise TryLater(f"The folder {self.state} cannot be used: {error.strerror}.", _WRITABLE) from error

    @contextmanager
    def locked(self, wait_seconds: float = 0) -> Iterator[None]:
        """Hold the lock. Raises LockHeld when another run has it."""
        from filelock import FileLock, Timeout

        self.prepare()
        lock = FileLock(self.lock, timeout=wait_seconds, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise LockHeld("Another followup is at work right now.", "Wait for it, or try again later.") from error
        except OSError as error:
            raise TryLater(f"The lock {self.lock} cannot be taken: {error.strerror}.", _WRITABLE) from error
        try:
            yield
        finally:
            lock.release()


def home_at(folder: Path | None, config: Path | None) -> Home:
    """The home in `folder`, or the system's places when it is None; `config` names another config file."""
    if folder is not None:
        return Home(config or folder / "config.toml", folder)
    import platformdirs

    places = platformdirs.PlatformDirs("followup", appauthor=False)
    return Home(config or places.user_config_path / "config.toml", places.user_data_path)
