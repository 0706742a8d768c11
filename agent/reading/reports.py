"""What delivery and read reports say, and whether a message is one by its structure (RFC 3464, RFC 8098)."""

from __future__ import annotations

import re

from agent.messages import Owner, is_owner
from agent.reading.parts import Part
from agent.reading.records import Automatic
from agent.senders import Nature, nature

_RECIPIENT = re.compile(r"(?im)^(?:original|final)-recipient:[^;\n]{0,40};\s*<?([^\s<>;]{1,320})")
_ACTION = re.compile(r"(?im)^action:\s*([a-z]{1,20})")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")

MAX_BOUNCED = 10


def automatic(reports: list[Part]) -> Automatic | None:
    """What the report parts of a message prove; None when it has none."""
    if any(part.kind == "message/disposition-notification" for part in reports):
        return Automatic.RECEIPT
    texts = [part.content()[:65536].decode("utf-8", "replace") for part in reports]
    if not texts:
        return None
    actions = {action.lower() for text in texts for action in _ACTION.findall(text)}
    arrived = actions and actions <= {"delivered", "relayed", "expanded"}
    return Automatic.RECEIPT if arrived else Automatic.BOUNCE


def bounced(reports: list[Part], failed: list[str], text: str, owner: Owner) -> tuple[str, ...]:
    """The addresses that mail did not reach, lower case: from the report, X-Failed-Recipients, else the text."""
    found: dict[str, None] = {}
    for part in reports:
        report = part.content()[:65536].decode("utf-8", "replace")
        for block in re.split(r"\r?\n[ \t]*\r?\n", report):
            action = _ACTION.search(block)
            if action is None or action[1].lower() in ("failed", "delayed"):
                found.update(dict.fromkeys(_RECIPIENT.findall(block)))
    for value in failed:
        found.update(dict.fromkeys(_ADDRESS.findall(value[:4000])))
    if not found:
        found.update(dict.fromkeys(_ADDRESS.findall(text[:4000])))
    lower = dict.fromkeys(address.lower().rstrip(".") for address in found if "@" in address)
    return tuple(each for each in lower if not is_owner(each, owner) and nature(each) is not Nature.NO_REPLY)[
        :MAX_BOUNCED
    ]
