"""Names and addresses that belong to a team, a function or a company rather than to one person."""

from __future__ import annotations

import re

from agent.understanding.people.lexicon import words


def is_team(text: str, email: str | None = None) -> bool:
    """True when a name is a team's, a function's, a company's or a robot's rather than one person's."""
    parts = [part.strip(".,").lower() for part in text.split()]
    if _in_address(parts, email):
        return False
    if any(part in words("people", "team") or part in words("people", "company") for part in parts) or "the" in parts:
        return True
    local, _, domain = (email or "").lower().partition("@")
    joined = re.sub(r"[\W_]", "", text.lower())
    if joined and joined in {re.sub(r"[\W_]", "", label) for label in domain.split(".")[:-1]}:
        return joined != local
    return len(parts) == 1 and is_function_address(email)


def _in_address(parts: list[str], email: str | None) -> bool:
    """Whether an address is made of a name's first letter and last word: Job Terpstra, j.terpstra@; a team's is not."""
    local = (email or "").lower().partition("@")[0]
    if len(parts) != 2 or len(parts[1]) < 3 or parts[0] == "the" or parts[1] in words("people", "team"):
        return False
    return local in {f"{parts[0][:1]}{dot}{parts[1]}" for dot in ("", ".", "_")}


def is_function_address(email: str | None) -> bool:
    """True for addresses of a function (jobs@, recruiting+abc@, no-reply@), which more than one person reads."""
    local = (email or "").lower().partition("@")[0].partition("+")[0]
    functions = words("people", "function_addresses")
    return local in functions or any(part in functions for part in re.split(r"[._\-]", local))
