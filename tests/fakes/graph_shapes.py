"""The shapes of Microsoft Graph v1.0 that matter here, from its published reference: a judge of asks and answers.

https://learn.microsoft.com/graph/api/resources/message and .../mailfolder, .../user
"""

from __future__ import annotations

import re
from typing import Any

_AT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
_PERSON = {"emailAddress": {"name": str, "address": str}}
_PROPERTY = {"id": r"(?:String|SystemTime) 0x[0-9A-Fa-f]{4}", "value": str}
_BODY = {"contentType": r"html|text", "content": str}

MESSAGE: dict[str, Any] = {
    "id": r"[A-Za-z0-9_=-]{1,512}", "conversationId": str, "parentFolderId": str, "isDraft": bool, "isRead": bool,
    "receivedDateTime": _AT, "sentDateTime": _AT, "createdDateTime": _AT, "lastModifiedDateTime": _AT,
    "bodyPreview": r"(?s).{0,255}", "subject": str, "from": _PERSON, "sender": _PERSON, "toRecipients": [_PERSON],
    "ccRecipients": [_PERSON], "bccRecipients": [_PERSON], "replyTo": [_PERSON], "internetMessageId": str,
    "internetMessageHeaders": [{"name": str, "value": str}], "hasAttachments": bool, "body": _BODY, "changeKey": str,
    "singleValueExtendedProperties": [_PROPERTY], "categories": [str], "flag": {"flagStatus": str},
}  # fmt: skip
FOLDER: dict[str, Any] = {"id": str, "displayName": str, "childFolderCount": int, "parentFolderId": str}
USER: dict[str, Any] = {"mail": str, "userPrincipalName": str, "proxyAddresses": [str]}
WRITABLE = frozenset(
    "subject body toRecipients ccRecipients bccRecipients from replyTo internetMessageId isRead "
    "singleValueExtendedProperties".split()
)
"""What may be written to a draft (isRead: to any message)."""


def check(value: Any, shape: Any, where: str) -> None:
    """Fail when `value` does not have the documented shape. Names with @odata are not looked at."""
    if isinstance(shape, dict):
        assert isinstance(value, dict), f"{where} is {value!r}"
        for name, inner in value.items():
            if not name.startswith("@odata"):
                assert name in shape, f"{where} has no {name}"
                check(inner, shape[name], f"{where}.{name}")
    elif isinstance(shape, list):
        assert isinstance(value, list), f"{where} is {value!r}"
        for inner in value:
            check(inner, shape[0], f"{where}[]")
    elif isinstance(shape, str):
        assert isinstance(value, str), f"{where} is {value!r}"
        assert re.fullmatch(shape, value), f"{where} is {value!r}"
    else:
        assert isinstance(value, shape), f"{where} is {value!r}, not {shape}"
