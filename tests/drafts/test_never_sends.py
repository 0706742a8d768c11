"""Nothing here can send: no line of the program calls anything that would."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from providers import KINDS
from providers.mailbox import Mailbox

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "agent").rglob("*.py"), *(ROOT / "providers").rglob("*.py")])

MODULES = {"smtplib", "aiosmtplib", "smtpd", "aiosmtpd", "imaplib", "nntplib", "mailer", "yagmail", "sendgrid"}
WORDS = {"sendmail", "send_message", "sendmessage", "senddraft", "forward", "reply", "replyall", "reply_all",
         "createreply", "createforward", "create_reply", "create_forward", "send_mail", "send_later", "schedule_send",
         "tentativelyaccept", "sendto"}  # fmt: skip
OWNERS_HAND = ("providers/memory.py", "send_draft")
"""In the mailbox in memory the simulated owner presses Send. The agent never calls it."""

GATE = ("providers/session.py", "send")
"""`send` is how the HTTP library calls whatever carries requests. Ours judges each one and then calls the wire's."""


_ADDRESS = re.compile(
    r"[/.](?:send|sendmail|forward|reply|replyall|createreply|createreplyall|createforward)$|^smtps?:|/sendmail\b", re.I
)
"""The end of the address of a sending call, in whatever way it is called."""


MAKES_A_DRAFT = ("/createReply", {"providers/outlook_requests.py", "providers/outlook_answers.py"})
"""Graph's name for making an empty answer in Drafts; these two modules may name it, and no other such name."""


def _sends(name: str) -> bool:
    bare = name.lower()
    return bare in WORDS or bare == "send" or bare.startswith("send_") or bare.endswith("_send")


def faults(source: str, path: str) -> Iterator[str]:
    """What in this source could send, with its line."""
    for node in ast.walk(ast.parse(source)):
        where = f"{path}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Import):
            yield from (f"{where} imports {one.name}" for one in node.names if one.name.split(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom):
            if (node.module or "").split(".")[0] in MODULES:
                yield f"{where} imports {node.module}"
            yield from (f"{where} imports {one.name}" for one in node.names if _sends(one.name))
        elif isinstance(node, ast.Attribute) and _sends(node.attr) and node.attr != "send_at":
            yield from (
                [] if (path, ast.unparse(node)) == (GATE[0], "self._wire.send") else [f"{where} uses .{node.attr}"]
            )
        elif isinstance(node, ast.Call):
            yield from _called(node, where)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _sends(node.name):
            yield from [] if (path, node.name) in (OWNERS_HAND, GATE) else [f"{where} defines {node.name}"]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _ADDRESS.search(node.value):
            if node.value.endswith(MAKES_A_DRAFT[0]) and path in MAKES_A_DRAFT[1]:
                continue
            yield f"{where} names {node.value}"


def _called(node: ast.Call, where: str) -> Iterator[str]:
    if isinstance(node.func, ast.Name) and _sends(node.func.id):
        yield f"{where} calls {node.func.id}"
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    for one in node.args:
        if not (isinstance(one, ast.Constant) and isinstance(one.value, str)):
            continue
        if name in ("import_module", "__import__") and one.value.split(".")[0] in MODULES:
            yield f"{where} imports {one.value}"
        if name == "getattr" and _sends(one.value) and one.value != "send_at":
            yield f"{where} gets {one.value}"
        if name in ("run", "Popen", "call", "check_call", "check_output", "system") and "sendmail" in one.value:
            yield f"{where} runs {one.value}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_source_sends(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())) == []


SENDING = [
    "import smtplib",
    "from smtplib import SMTP",
    "mailbox.send_draft('draft-1')",
    "service.users().drafts().send(userId='me')",
    "server.sendmail(a, b, c)",
    "server.send_message(m)",
    "getattr(service, 'send')(x)",
    "message.forward()",
    "send(m)",
    "def send_draft(self): ...",
    "import_module('smtplib')",
    "subprocess.run('/usr/sbin/sendmail -t')",
    "act = mailbox.send_draft",
    "session.post(base + '/me/messages/' + id + '/send', '')",
    "session.post('https://graph.microsoft.com/v1.0/me/sendMail')",
    "session.post('/me/messages/x/createReplyAll')",
    "getattr(service, name)('gmail.users.drafts.send')",
    "connect('smtp://mail.example')",
    "start(['/usr/sbin/sendmail', '-t'])",
]


@pytest.mark.parametrize("source", SENDING)
def test_sending_would_be_seen(source: str) -> None:
    assert list(faults(source, "agent/x.py"))


def test_there_are_two_exceptions_and_no_more() -> None:
    defined = [
        (path.relative_to(ROOT).as_posix(), node.name)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and _sends(node.name)
    ]
    assert defined == [OWNERS_HAND, GATE]


def test_the_contract_cannot_send() -> None:
    offered = {name for name in vars(Mailbox) if not name.startswith("_")}
    assert offered == {
        "identities", "cursor", "changes", "search", "headers", "fetch", "thread",
        "drafts", "draft", "save", "replace", "discard", "close",
    }  # fmt: skip


WAYS_OUT = {
    "socket", "socketserver", "ssl", "http", "urllib", "urllib3", "asyncio", "ftplib", "telnetlib", "xmlrpc",
    "requests", "httplib2", "httpx", "aiohttp", "websockets", "googleapiclient", "google", "msal",
    "subprocess", "multiprocessing",
    "pty", "ctypes", "cffi", "runpy", "webbrowser", "concurrent", "threading",
}  # fmt: skip
"""What could carry a letter out of the process, or start another one that does."""

DECLARED = {
    "providers/session.py": {"requests", "requests.adapters", "urllib3.exceptions"},  # the one way out
    "providers/guard.py": {"requests", "urllib.parse"},  # judges what wants to leave
    "providers/gmail_client.py": {"httplib2", "googleapiclient", "googleapiclient.discovery_cache"},  # over session.py
    "providers/gmail_calls.py": {"googleapiclient.errors"},
    "providers/gmail_errors.py": {"googleapiclient.errors"},
    "providers/gmail_search.py": {"urllib.parse"},
    "providers/signin/google.py": {
        "requests",
        "requests.adapters",
        "google.oauth2",
        "google.auth.exceptions",
        "google.auth.transport.requests",
    },
    "providers/outlook_calls.py": {"requests"},  # over session.py
    "providers/outlook_errors.py": {"requests"},
    "providers/outlook_search.py": {"urllib.parse"},
    "providers/signin/microsoft.py": {"requests.adapters", "msal"},  # over session.py
    "providers/signin/microsoft_asking.py": {"msal.oauth2cli.authcode"},  # the port the browser comes back to
    "providers/signin/tokens.py": {"urllib.parse"},
    "providers/maildir_drafts.py": {"socket"},  # the name of this computer, for a file's name
}
"""Every module that may, and what. Whoever adds a line here says what for."""


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


def test_what_can_leave_the_process_is_declared() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): {one for one in _imports(path) if one.split(".")[0] in WAYS_OUT}
        for path in SOURCES
    }
    assert {path: names for path, names in found.items() if names - DECLARED.get(path, set())} == {}


def test_a_socket_is_never_opened() -> None:
    tree = ast.parse((ROOT / "providers" / "maildir_drafts.py").read_text(encoding="utf-8"))
    used = {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "socket"
    }
    assert used == {"gethostname"}


CHOSEN_BY_NAME = {
    "agent/cli/__init__.py", "agent/drafts/__init__.py", "agent/writing/__init__.py", "providers/__init__.py",
    "providers/signin/tokens.py",
}  # fmt: skip
"""Modules that import by a name from a table of their own."""


def test_nothing_is_run_from_text() -> None:
    """No eval, no shell; and what is imported by name comes from a table in the same module."""
    names = {"eval", "exec", "compile_command", "__import__", "import_module", "system", "popen", "execv", "execve",
             "spawnv", "posix_spawn", "startfile"}  # fmt: skip
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for name in [ast.unparse(node.func).rpartition(".")[2]]
        if name in names
    }
    assert found <= {(path, "import_module") for path in CHOSEN_BY_NAME}


CONTRACT = frozenset(name for name in vars(Mailbox) if not name.startswith("_"))
THE_WORLD = {
    "deliver", "remove", "move", "forget_cursors", "write_draft", "edit_draft", "delete_draft", "send_draft", "now",
}  # fmt: skip


def _mailboxes(module: str) -> list[type]:
    """The classes of a module that keep the contract."""
    held = vars(import_module(module)).values()
    return [
        one for one in held if isinstance(one, type) and one is not Mailbox and {"changes", "drafts"} <= set(dir(one))
    ]


@pytest.mark.parametrize("module", [*KINDS.values(), "providers.memory"])
def test_a_mailbox_offers_the_contract_and_nothing_else(module: str) -> None:
    classes = _mailboxes(module)
    assert classes
    for one in classes:
        offered = {name for name in dir(one) if not name.startswith("_")}
        assert offered - (THE_WORLD if module == "providers.memory" else set()) == CONTRACT
