"""What Microsoft's sign-in codes mean for the owner, and what helps. A code stands in the text as AADSTS and a number.

https://learn.microsoft.com/entra/identity-platform/reference-error-codes
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_CODE = re.compile(r"AADSTS(\d{4,7})")
_ADMIN = (
    "Your organisation lets nobody use a program like this until its administrator approves.",
    "Ask the administrator to approve the application (docs/outlook.md, work or school). Nothing else helps.",
)
_BLOCKED = (
    "Your organisation's rules do not allow this way of signing in.",
    "Sign in with the browser on this computer, without --no-browser. If that is refused too, ask your administrator.",
)
_AGAIN = "Run: followup signin ACCOUNT"
_PUBLIC = (
    "The application is not set up as a program on a computer.",
    "In its page, Authentication: Allow public client flows, Yes; Save (docs/outlook.md, point 6).",
)
_UNKNOWN = (
    "Microsoft does not know this application there.",
    "Compare `application` with the Application (client) ID on its page, and `tenant` with docs/outlook.md.",
)
_ENDED = ("Microsoft no longer accepts the permission.", f"It ends after 90 days without a run. {_AGAIN}")
_TENANT = (
    "This account is not of the kind that `tenant` names.",
    'A personal account needs tenant = "consumers", one of work or school "organizations" or its tenant.',
)

CODES: Mapping[str, tuple[str, str]] = {
    "65001": _ADMIN,
    "90093": _ADMIN,
    "90094": _ADMIN,
    "90095": _ADMIN,
    "65004": ("You did not accept on Microsoft's page.", _AGAIN),
    "53003": _BLOCKED,
    "530034": _BLOCKED,
    "53000": (
        "Your organisation allows this only from a computer that it manages.",
        "Run followup there, or ask your administrator.",
    ),
    "53001": (
        "Your organisation allows this only from a computer that it manages.",
        "Run followup there, or ask your administrator.",
    ),
    "50076": ("Your organisation wants a second proof of who you are.", _AGAIN),
    "50079": ("Your organisation wants a second proof of who you are.", _AGAIN),
    "50105": (
        "Your organisation has not given you this application.",
        "Ask your administrator to assign it to you.",
    ),
    "7000218": _PUBLIC,
    "70002": _PUBLIC,
    "9002331": ("The application is for personal accounts only.", 'Set tenant = "consumers" in the config.'),
    "9002332": ("The application is for work accounts only.", 'Set tenant = "organizations" in the config.'),
    "50020": _TENANT,
    "50194": ("The application is for one organisation only.", "Set `tenant` to that organisation in the config."),
    "90002": ("There is no such tenant.", "Correct `tenant` in the config."),
    "700016": _UNKNOWN,
    "7000112": ("The application is switched off.", "Switch it on, or register another (docs/outlook.md)."),
    "50011": (
        "Microsoft does not know where the browser shall come back to.",
        "In the application's page, Authentication: add http://localhost under Mobile and desktop applications.",
    ),
    "70008": _ENDED,
    "700082": _ENDED,
    "700084": _ENDED,
    "70043": ("Your organisation ends sessions after a time.", _AGAIN),
    "50173": ("The permission ended with a changed password.", _AGAIN),
    "50057": ("The account is switched off.", "Ask your administrator."),
    "70020": ("The code was not typed in time.", _AGAIN),
}
"""Number -> what happened, what to do."""


def meaning(answer: Mapping[str, Any]) -> tuple[str, str] | None:
    """The words for an answer of Microsoft's sign-in, or None when its code is not one of CODES."""
    numbers = [str(one) for one in answer.get("error_codes") or []]
    numbers += _CODE.findall(str(answer.get("error_description", "")))
    return next((CODES[one] for one in numbers if one in CODES), None)
