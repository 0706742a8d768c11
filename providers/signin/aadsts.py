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
_DECLINED = ("You did not accept on Microsoft's page.", _AGAIN)
_LATE = ("The code was not typed in time.", _AGAIN)
_PERSONAL = ("The application is for personal accounts only.", 'Set tenant = "consumers" in the config.')
_PERMISSIONS = (
    "The application does not name the permissions that followup needs.",
    "In its page, API permissions: add Mail.ReadWrite and User.Read of Microsoft Graph (docs/outlook.md, point 7).",
)
_PUBLIC = (
    "The application is not set up as a program on a computer.",
    "In its page, Authentication: Allow public client flows, Yes; Save (docs/outlook.md, point 6).",
)
_PROOF = ("Your organisation wants a second proof of who you are.", _AGAIN)
_MANAGED = (
    "Your organisation allows this only from a computer that it manages.",
    "Run followup there, or ask your administrator.",
)
_OUTSIDE = (
    "Your organisation does not let you use an application from outside.",
    "Ask your administrator. An application that is registered at the organisation itself may be allowed.",
)
_CLOSED = ("Microsoft has locked the account for a time.", "Sign in on Microsoft's own pages first, then again here.")
_PASSWORD = ("The permission ended with a changed or expired password.", _AGAIN)
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
    "90093": _ADMIN,
    "90094": _ADMIN,
    "90095": _ADMIN,
    "650052": _ADMIN,
    "65001": (
        "The application is not allowed to read this mail, or not any more.",
        f"{_AGAIN}\nIf Microsoft's page then wants an administrator's approval, only they can give it.",
    ),
    "65004": _DECLINED,
    "53003": _BLOCKED,
    "530034": _BLOCKED,
    "530035": _BLOCKED,
    "53000": _MANAGED,
    "53001": _MANAGED,
    "50005": _MANAGED,
    "50097": _MANAGED,
    "50129": _MANAGED,
    "53002": _OUTSIDE,
    "500021": _OUTSIDE,
    "500022": _OUTSIDE,
    "500212": _OUTSIDE,
    "500213": _OUTSIDE,
    "50072": _PROOF,
    "50074": _PROOF,
    "50076": _PROOF,
    "50078": _PROOF,
    "50079": _PROOF,
    "50158": _PROOF,
    "50105": (
        "Your organisation has not given you this application.",
        "Ask your administrator to assign it to you.",
    ),
    "7000218": _PUBLIC,
    "650056": _PERMISSIONS,
    "650057": _PERMISSIONS,
    "65005": _PERMISSIONS,
    "70002": _PUBLIC,
    "9002331": _PERSONAL,
    "9002346": _PERSONAL,
    "9002332": ("The application is for work accounts only.", 'Set tenant = "organizations" in the config.'),
    "50020": _TENANT,
    "500208": _TENANT,
    "50034": _TENANT,
    "51004": _TENANT,
    "16000": _TENANT,
    "50194": ("The application is for one organisation only.", "Set `tenant` to that organisation in the config."),
    "90002": ("There is no such tenant.", "Correct `tenant` in the config."),
    "700016": _UNKNOWN,
    "700011": _UNKNOWN,
    "70001": _UNKNOWN,
    "7000112": ("The application is switched off.", "Switch it on, or register another (docs/outlook.md)."),
    "50011": (
        "Microsoft does not know where the browser shall come back to.",
        "In the application's page, Authentication: add http://localhost under Mobile and desktop applications.",
    ),
    "70008": _ENDED,
    "700082": _ENDED,
    "700084": _ENDED,
    "70043": ("Your organisation ends sessions after a time.", _AGAIN),
    "50173": _PASSWORD,
    "50055": _PASSWORD,
    "50132": _PASSWORD,
    "50133": _PASSWORD,
    "50144": _PASSWORD,
    "50053": _CLOSED,
    "50057": ("The account is switched off.", "Ask your administrator."),
    "70018": ("The code was not typed as it is shown.", _AGAIN),
    "70019": _LATE,
    "70020": _LATE,
}
"""Number -> what happened, what to do."""

_DEVICE = {"authorization_declined": _DECLINED, "expired_token": _LATE, "bad_verification_code": CODES["70018"]}
"""What is said without a number while a code is being typed on another device (v2-oauth2-device-code)."""


def meaning(answer: Mapping[str, Any]) -> tuple[str, str] | None:
    """The words for an answer of Microsoft's sign-in, or None when its code is not one of CODES."""
    numbers = [str(one) for one in answer.get("error_codes") or []]
    numbers += _CODE.findall(str(answer.get("error_description", "")))
    known = next((CODES[one] for one in numbers if one in CODES), None)
    return known or _DEVICE.get(str(answer.get("error")))
