"""Nothing here can send: no line of the program calls anything that would."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

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
        "owner", "cursor", "changes", "search", "headers", "fetch", "thread",
        "drafts", "draft", "save", "replace", "discard", "close",
    }  # fmt: skip
