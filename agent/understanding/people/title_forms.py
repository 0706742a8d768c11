"""A job title as it is shown: without numbers, codes, places and the employer's name."""

from __future__ import annotations

import re
from functools import cache

from agent.understanding.people.heads import heads
from agent.understanding.people.lexicon import lexicon, words

_CODE = re.compile(r"(?=\S*\d\S*\d)[\w/.:-]+")
_EDGES = " \t\n.,:;|/&-–—\"“”'‘’*"


def trimmed(title: str, company: str | None, *, chosen: bool = False, plain: bool = False) -> str | None:
    """The title without numbers, places and the company's name; None when nothing that names a job is left.

    `chosen` says that its first word was looked at: "Video" of "Video Editor" stays. `plain` says that the words around
    name a job: "the Registrar" may be anybody, "Registrar search" is the job.
    """
    title = _of_parts(title)
    title = _without_place(pattern_of("parts", "numbers").sub("", title)).strip(_EDGES)
    if title.count("(") != title.count(")"):
        title = title.strip("() ")
    tokens = _without_company(title, company).split()
    while tokens and (_is_no_part(tokens[0].lower().strip(":"), chosen=chosen) or _CODE.fullmatch(tokens[0])):
        tokens = tokens[1:]
    title = " ".join(tokens)
    if len(title) < 3 or len(tokens) > 12 or (not plain and title.lower() in words("roles", "not_roles")):
        return None
    return title


def _is_no_part(low: str, *, chosen: bool) -> bool:
    """True for a word, in lower case, with which no title begins."""
    return low in words("roles", "never") and not (chosen and low in words("roles", "fields"))


def _without_company(title: str, company: str | None) -> str:
    """The title of "Acme Data Engineer" and "Data Engineer, Acme"."""
    low, name = title.lower(), (company or "").lower()
    if not name or low == name:
        return "" if name else title
    if low.startswith(name + " "):
        return title[len(name) :].strip(" -–—|:,")
    if low.endswith((", " + name, "- " + name, "(" + name + ")")):
        return title[: -len(name) - 1].rstrip(" ,-–—(")
    head, comma, tail = title.rpartition(", ")
    if comma and tail.lower().split()[0] == name.split()[0]:
        return head  # "Pharmacy Technician, Wyrewater Integrated Care Trust", of Wyrewater NHS
    return title


def _of_parts(title: str) -> str:
    """Of "Sam Okafor / Acme / Data Analyst" the parts that name a job."""
    parts = title.split(" / ")
    named = [part for part in parts if any(True for _ in heads(part))]
    return " / ".join(named) if named else title


def _without_place(title: str) -> str:
    """Without the place in brackets: "Backend Engineer (Berlin)" -> "Backend Engineer"."""
    bracket = re.search(r"\s*\(([^()]{2,40})\)?\s*$", title)
    places = lexicon("people_places")
    if bracket and bracket[1].partition(",")[0].strip().lower() in places["city_zone"] | places["country_names"]:
        return title[: bracket.start()]
    return title


@cache
def pattern_of(group: str, key: str) -> re.Pattern[str]:
    """One pattern of the lexicon, in which a space is any white space."""
    noun = lexicon("roles")["around"]["noun"]
    flags = re.IGNORECASE if key == "after" else 0
    return re.compile(lexicon("roles")[group][key].replace("{noun}", noun).replace(" ", r"\s+"), flags)
