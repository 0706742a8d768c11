"""The subject without what mail programs and gateways put before it."""

from __future__ import annotations

import re

_PREFIX = re.compile(
    r"\s*(?:(?P<reply>re|aw|sv|vs|antw|antwort|res|odp|ynt|r)"
    r"|(?P<forward>fwd?|wg|tr|rv|enc|doorst|vl|i))"
    r"\s?(?:\[\d{1,4}\]|\(\d{1,4}\)|\^\d{1,4}|\*\d{1,4})?\s?[:：]\s*",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\s*(?:\[\s?(?:external|ext|extern|externe|externo|warning|suspicious|spam|possible spam|caution)"
    r"[^\[\]]{0,40}\]|\((?:external|ext)\)|\*{1,3}(?:external|ext|spam)\*{1,3}|(?:external|extern)\s?:)\s*",
    re.IGNORECASE,
)


def plain(subject: str) -> str:
    """The subject without Re:, Fwd:, AW:, [External] and their kin, however many there are."""
    text = subject[:2000]
    while found := _PREFIX.match(text) or _MARK.match(text):
        text = text[found.end() :]
    return text.strip()


def is_forward(subject: str) -> bool:
    """True when the outermost prefix says that the message was forwarded."""
    text = subject[:2000]
    while found := _MARK.match(text):
        text = text[found.end() :]
    prefix = _PREFIX.match(text)
    return bool(prefix and prefix["forward"])
